"""What is said of the keys of profile.toml is what is read: kinds, words, bounds, defaults."""

from datetime import date

import pytest

from planner.profile.keys import profile_from
from planner.profile.known_keys import KNOWN
from planner.profile.plugin_names import plugins_from
from planner.profile.values import ProfileError

ENTRY = {"method": "entered", "bpm": 140}
SOUND = {
    "day": date(2026, 1, 31),
    "yes or no": True,
    "text": "Europe/Madrid",
    "weekday": "sat",
    "weekdays": ["tue", "sat"],
    "days": [date(2026, 7, 1)],
    "names": ["many_runs"],
}
ODD = {
    "day": "soon",
    "yes or no": "yes",
    "text": 3,
    "weekday": "someday",
    "weekdays": "tue",
    "days": date(2026, 7, 1),
    "names": "many_runs",
}
ALL = [(table, key) for table, keys in KNOWN.items() for key in keys]


def named(one):
    return one if isinstance(one, str) else one.name


def read(table, key, value):
    """Return what is read of a profile that says nothing but this."""
    if table == "thresholds":  # a drift test is none without its day, a plug-in's has its name
        more = {"since": date(2026, 1, 31)} if value == "drift_test" else {}
        more |= {"method": "half"} if (key.name, value) == ("plugin", True) else {}
        return profile_from({table: [ENTRY | more | {key.name: value}]})
    document = {table: {key.name: value}}
    return plugins_from(document) if table == "plugins" else profile_from(document)


def bare(table):
    if table == "thresholds":
        return profile_from({table: [ENTRY]})
    return plugins_from({}) if table == "plugins" else profile_from({})


def values(key):
    """Return sound values of a key, then some that it does not take."""
    if key.words:
        return list(key.words), ["nonsense"]
    if key.span:
        low, high = key.span
        good, bad = [low, high], [low - 0.01, high + 0.01, "45", True]
        if key.kind == "table":
            return [{"tue": one} for one in good], [{"tue": one} for one in bad] + [45]
        return good, bad
    return [SOUND[key.kind]], [ODD[key.kind]]


@pytest.mark.parametrize(("table", "key"), ALL, ids=named)
def test_it_takes_what_is_said_and_nothing_else(table, key):
    good, bad = values(key)
    for value in good:
        read(table, key, value)
    for value in bad:
        with pytest.raises(ProfileError) as refused:
            read(table, key, value)
        assert key.name in f"{refused.value}"


@pytest.mark.parametrize(
    ("table", "key"), [one for one in ALL if one[1].kind != "names"], ids=named
)
def test_a_list_with_days_is_taken_where_it_is_dated(table, key):
    dated = [{"value": one, "since": date(2026, 1, 31)} for one in values(key)[0]]
    if key.dated:
        assert read(table, key, dated) != bare(table)
    else:
        with pytest.raises(ProfileError):
            read(table, key, dated)


@pytest.mark.parametrize(
    ("table", "key"), [one for one in ALL if one[1].default is not None], ids=named
)
def test_what_stands_without_it_is_what_its_default_says(table, key):
    default = list(key.default) if key.default == () else key.default
    found = read(table, key, default)
    if key.dated:  # stated, and without effect
        assert found.health == bare(table).health
    else:
        assert found == bare(table)
