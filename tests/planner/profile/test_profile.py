"""profile.toml: what is read, what is refused by name, what a change leaves alone."""

from __future__ import annotations

import contextlib
import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.home.home import Home
from planner.names import NAMES
from planner.profile.editing import changed_text, save_profile, with_date
from planner.profile.file import (
    load_profile,
    parse_profile,
)
from planner.profile.keys import profile_from
from planner.profile.known_keys import KEYS
from planner.profile.model import Dated, DatedCategory, Health, Profile
from planner.profile.values import ProfileError

WHOLE = """
[runner]
birth_date = 1980-05-01
sex = "female"
category = [{ value = "b" }, { value = "c", since = 2026-01-31 }]
over_65_extra_bpm = 5
timezone = "Europe/Madrid"
units = "imperial"

[heart]
hr_max = 186
hr_rest = [{ value = 55 }, { value = 52, since = 2026-02-01 }]
lthr = 168

[[thresholds]]
method = "entered"
bpm = 149
since = 2026-03-01
uncertainty_bpm = 3
tested = 2026-05-01
source = "lactate, clinic"
note = "step test"

[[thresholds]]
method = "dfa_alpha1"
bpm = 151

[health]
rate_medicine = true
pacemaker = [{ value = true, since = 2026-04-01 }]
arrhythmia = false
pregnant = false
achilles_last_12_months = "left"
calf_last_12_months = "no"

[availability]
run_days = ["tue", "Saturday"]
long_run_day = "sun"
max_minutes = { tue = 45 }
blackout = [2026-07-01]
fixed_runs = ["wed"]
race_date = 2026-10-04
race_km = 21.1
terrain = "hilly"
base_start = 2026-01-05
quality_wanted = true
strides_wanted = true
doubles = true

[plan]
grow_to_min = 240
readiness = false

[limits]
class_coverage = 0.75

[flags]
off = ["hard_days"]

[plugins]
flags = ["many_runs"]
readers = ["beats"]
thresholds = ["half"]
"""


def test_every_key_is_read():
    profile = parse_profile(WHOLE, NAMES, where="profile.toml")

    assert profile.birth_date == date(1980, 5, 1)
    assert profile.sex == "female"
    assert profile.units == "imperial"
    assert profile.categories == (
        DatedCategory(category="b"),
        DatedCategory(category="c", since=date(2026, 1, 31)),
    )
    assert profile.over_65_extra_bpm == 5
    assert profile.zone == ZoneInfo("Europe/Madrid")
    assert profile.zone_name == "Europe/Madrid"
    assert profile.hr_max == (Dated(value=186),)
    assert profile.hr_rest == (Dated(value=55), Dated(value=52, since=date(2026, 2, 1)))
    assert profile.lthr == (Dated(value=168),)
    lab, dfa = profile.thresholds
    assert (lab.method, lab.value_bpm, lab.since) == ("entered", 149, date(2026, 3, 1))
    assert (lab.uncertainty_bpm, lab.source, lab.note) == (3, "lactate, clinic", "step test")
    assert lab.adopted
    assert not dfa.adopted  # experimental: stands only when the runner says so
    assert profile.health == Health(rate_medicine=True, pacemaker=True, prior_achilles_side="left")
    assert not profile.health_on(date(2026, 3, 31)).pacemaker
    fits = profile.availability
    assert fits.run_days == {1, 5}
    assert fits.long_run_day == 6
    assert fits.max_minutes == (None, 45, None, None, None, None, None)
    assert fits.blackout == {date(2026, 7, 1)}
    assert fits.fixed_runs == {2}
    assert (fits.race_km, fits.terrain) == (21.1, "hilly")
    assert (fits.race_date, fits.base_start) == (date(2026, 10, 4), date(2026, 1, 5))
    assert (fits.quality_wanted, fits.strides_wanted, fits.doubles) == (True, True, True)
    assert profile.grow_to_min == 240
    assert profile.limits.own == {"class_coverage": 0.75}
    assert profile.flags_off == {"hard_days"}


def test_the_sample_above_has_every_known_key():
    for name, keys in KEYS.items():
        for key in keys:
            if (name, key) != ("thresholds", "adopted"):
                assert key in WHOLE, f"{name}.{key}"


NOT_UNDERSTOOD = [
    "[runner]\nbirthdate = 1980-05-01",
    "[heart]\nmaximum = 190",
    "[runer]\nsex = 'male'",
    '[runner]\nbirth_date = "1.5.1980"',
    '[runner]\ntimezone = "Europe/Madird"',
    '[runner]\ncategory = "e"',
    "[heart]\nhr_max = 1900",
    "[heart]\nhr_max = nan",
    "[heart]\nhr_max = '190'",
    "[heart]\nhr_max = [190]",
    "[[thresholds]]\nmethod = 'entered'",
    "[[thresholds]]\nmethod = 'drift_test'\nbpm = 150",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nsinse = 2026-05-01",
    "[thresholds]\nbpm = 150",
    "runner = 1",
    "[[thresholds]]\nmethod = 'enterd'\nbpm = 150",
    "[health]\npregnant = 'no'",
    "[availability]\nrun_days = ['fun']",
    "[availability]\nrun_days = 'mon'",
    "[availability]\nmax_minutes = 45",
    "[availability]\nblackout = 3",
    "[availability]\nfixed_runs = 'wed'",
    "[availability]\nrace_km = 0.3",
    "[availability]\nrace_km = 501",
    "limits = 3",
    "[limits]\nclass_coverege = 0.75",
    "[limits]\nclass_coverage = '0.75'",
    "[flags]\noff = ['hard_day']",
    "[flags]\noff = 'hard_days'",
    "[runner]\ntimezone = ''",
    "runner = 3",
    "[heart]\nhr_max = [{ value = 190, until = 2026-05-01 }]",
    "[availability]\nterrain = 'mountain'",
    "[availability]\nlong_run_day = 'fun'",
    "[availability]\nmax_minutes = { fun = 45 }",
    "[availability]\nmax_minutes = { tue = 4500 }",
    "[availability]\nrace_date = 'soon'",
    "[availability]\nblackout = ['soon']",
    "[[thresholds]]\nbpm = 150",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 15",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nuncertainty_bpm = -1",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nplugin = true",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nadopted = 1",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nsource = 3",
    "[[thresholds]]\nmethod = 'entered'\nbpm = 150\nnote = ['warm']",
    "[runner]\ntimezone = 1",
    "[plan]\ngrow_to_min = 5",
    "[health]\nachilles_last_12_months = 'yes'",
    "flags = 3",
]
TOLD = Path(__file__).with_name("not_understood.txt")


def refused(text):
    with pytest.raises(ProfileError) as found:
        parse_profile(text, NAMES, where="profile.toml")
    return found.value


def test_what_is_not_understood_is_named_with_what_to_do():
    """``not_understood.txt`` holds it; ``AEROBASE_REVIEW=1`` writes it anew, to be read."""
    errors = {text: refused(text) for text in NOT_UNDERSTOOD}
    told = "\n".join(
        f"{text}\n  {error.message}\n  {error.hint or '-'}\n" for text, error in errors.items()
    )
    if os.environ.get("AEROBASE_REVIEW"):
        TOLD.write_text(told, "utf-8")
    assert told == TOLD.read_text("utf-8")


def test_what_is_no_toml_is_told_in_the_words_of_its_reader():
    """They are Python's, and change with it."""
    error = refused("[runner\n")
    assert error.message.startswith("profile.toml is not valid TOML: ")
    assert error.hint == "Mend that line."


def test_no_file_is_an_empty_profile(tmp_path):
    assert load_profile(Home(path=tmp_path), NAMES) == Profile()


def test_a_change_keeps_comments_and_other_keys():
    text = '# mine\n[runner]\nsex = "male"  # yes\n\n[heart]\nhr_max = 190 # seen 2024\n'

    after = changed_text(text, NAMES, {"runner": {"category": "b"}, "heart": {"hr_rest": 50}})

    for kept in ("# mine\n", 'sex = "male"  # yes', "hr_max = 190 # seen 2024"):
        assert kept in after
    profile = parse_profile(after, NAMES, where="x")
    assert profile.categories == (DatedCategory(category="b"),)
    assert profile.hr_rest == (Dated(value=50),)


def test_a_dated_key_is_written_on_one_line_and_read_back():
    kept = "# the runner's own words\n[runner]\nbirth_date = 1990-05-01\n"
    dated = [{"value": 55}, {"since": date(2026, 3, 1), "value": 50}]
    after = changed_text(kept, NAMES, {"heart": {"hr_rest": dated}})
    assert "hr_rest = [{value = 55}, {since = 2026-03-01, value = 50}]" in after
    assert after.startswith(kept)
    read = parse_profile(after, NAMES, where="x")
    assert read.hr_rest == (Dated(value=55), Dated(value=50, since=date(2026, 3, 1)))


def test_a_threshold_of_the_same_method_and_day_is_replaced_others_stay():
    first = changed_text(None, NAMES, {}, [{"method": "entered", "bpm": 150}])
    second = changed_text(
        first,
        NAMES,
        {},
        [
            {"method": "entered", "bpm": 165},
            {"method": "entered", "bpm": 155, "since": date(2026, 1, 1)},
        ],
    )

    stated = parse_profile(second, NAMES, where="x").thresholds
    assert [(entry.value_bpm, entry.since) for entry in stated] == [
        (165, None),
        (155, date(2026, 1, 1)),
    ]


def test_saving_leaves_a_backup_and_refuses_nonsense(tmp_path):
    home = Home(path=tmp_path / "home")
    assert save_profile(home, '[runner]\nsex = "male"\n', NAMES)
    assert save_profile(home, '[runner]\nsex = "female"\n', NAMES)
    assert not save_profile(home, '[runner]\nsex = "female"\n', NAMES)

    with pytest.raises(ProfileError):
        save_profile(home, "[runner]\nsex = 3\n", NAMES)

    assert load_profile(home, NAMES).sex == "female"
    assert home.profile.with_name("profile.toml.bak").read_text() == '[runner]\nsex = "male"\n'


def test_every_table_is_in_the_docs():
    page = (Path(__file__).parents[3] / "docs" / "profile.md").read_text("utf-8")

    for table in KEYS[""]:
        assert f"## [{table}]" in page or f"## [[{table}]]" in page, table


def test_what_is_no_text_is_said(tmp_path):
    home = Home(path=tmp_path)
    home.profile.write_bytes(b"\xff\xfe")
    with pytest.raises(ProfileError) as found:
        load_profile(home, NAMES)
    assert found.value.message == f"{home.profile} is not UTF-8 text."
    assert found.value.hint == "Save it as UTF-8."
    home.profile.unlink()
    home.profile.mkdir()
    with pytest.raises(ProfileError) as found:
        load_profile(home, NAMES)
    assert found.value.message.startswith(f"{home.profile} cannot be read: ")
    assert found.value.hint == "Check the file's permissions."


SCALARS = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.text(max_size=6), st.dates(), st.none()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["value", "since", "tue", "x"]), inner, max_size=3),
    ),
    max_leaves=5,
)


def table(name):
    return st.dictionaries(st.sampled_from([*KEYS[name], "typo"]), VALUES, max_size=4)


@example({"flags": {"off": 3}})
@example({"runner": {"timezone": ""}})
@settings(max_examples=400)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(VALUES, st.lists(table(name), max_size=2))
            if name == "thresholds"
            else st.one_of(VALUES, table(name) if name in KEYS else VALUES)
            for name in KEYS[""]
        },
    )
)
def test_any_document_is_read_or_refused_in_words(document):
    with contextlib.suppress(ProfileError):
        assert isinstance(profile_from(document), Profile)


@pytest.mark.parametrize(
    "text",
    [
        "runner = 3",
        "[[thresholds]]\nbpm = 150",
        "[runner]\ncategory = [3]",
        "[runner",
        '[runner]\ntimezone = "Nowhere"',
    ],
)
def test_what_is_not_understood_is_not_changed(text):
    with pytest.raises(ProfileError):
        changed_text(
            text, NAMES, {"runner": {"category": "b"}}, [{"method": "entered", "bpm": 150}]
        )


def test_days_written_as_text_are_the_same_days():
    before = [{"value": "b", "since": "2026-01-31"}, {"value": "c"}]

    assert with_date(before, "a", date(2026, 1, 31)) == [
        {"value": "c"},
        {"value": "a", "since": date(2026, 1, 31)},
    ]
    assert with_date(before, "a", date(2026, 2, 1))[1:] == [
        {"value": "b", "since": "2026-01-31"},
        {"value": "a", "since": date(2026, 2, 1)},
    ]


def test_a_plain_value_is_what_held_before_the_first_day():
    new = {"value": "a", "since": date(2026, 1, 31)}

    assert with_date("b", "a", date(2026, 1, 31)) == [{"value": "b"}, new]
    assert with_date("b", "a", None) == "a"
    assert with_date(None, "a", date(2026, 1, 31)) == [new]
