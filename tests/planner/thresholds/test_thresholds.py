"""Which ceiling is in force: published figures, precedence, dates, conditions that forbid one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.profile.model import Condition, Dated, DatedCategory, Health, Profile, ThresholdEntry
from planner.thresholds import Ceilings, candidates, formulas
from planner.thresholds.in_force import ceiling_on, no_ceiling_reason, speaks_from

DAY = date(2026, 5, 20)


def born(age, **changes):
    return Profile(birth_date=date(DAY.year - age, 1, 1), **changes)


def category(letter):
    return {"categories": (DatedCategory(category=letter),)}


@pytest.mark.parametrize(
    ("age", "letter", "ceiling", "floor"),
    [
        (30, "b", 145, 135),  # barryscoaching.com; paleorunners
        (40, "b", 135, 125),  # MAF text
        (39, "d", 146, 136),  # manysource
        (62, "d", 123, 113),  # midliferunning
        (66, "a", 104, 94),  # the text's own rule; the site's 109 is a slip
        (46, "c", 134, 124),
    ],
)
def test_180_formula(age, letter, ceiling, floor):
    found = ceiling_on(born(age, **category(letter)), DAY)

    assert (found.bpm, found.floor_bpm, found.method) == (ceiling, floor, "maf")
    assert not found.rough


@pytest.mark.parametrize("age", [15, 16])
def test_up_to_16_is_not_the_formula(age):
    found = ceiling_on(born(age, **category("a")), DAY)

    assert found.bpm == 165
    assert "no formula" in found.note
    assert found.rough


@pytest.mark.parametrize(
    ("age", "letter", "extra", "ceiling"),
    [
        (66, "d", 0, 119),  # not by itself
        (66, "d", 10, 129),
        (66, "c", 10, 114),  # category d only
        (65, "d", 10, 120),  # above 65 only
    ],
)
def test_over_65_only_category_d_may_add(age, letter, extra, ceiling):
    profile = born(age, over_65_extra_bpm=extra, **category(letter))

    assert ceiling_on(profile, DAY).bpm == ceiling


def test_without_a_category_c_is_assumed_and_said():
    found = ceiling_on(born(40), DAY)

    assert found.bpm == 140
    assert "no category stated" in found.note


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (formulas.fox_hr_max_bpm, 180),
        (formulas.tanaka_hr_max_bpm, 180.0),
        (formulas.nes_hr_max_bpm, 185.4),
    ],
)
def test_hr_max_at_40(formula, expected):
    assert formula(40) == pytest.approx(expected)


def test_karvonen_worked_example():
    assert formulas.karvonen_bpm(50, 190, 0.70) == pytest.approx(148)


def test_friel_zones_of_lthr_170():
    floors = formulas.friel_zone_floors_bpm(170)

    assert floors["Z2"] == pytest.approx(144.5)
    assert floors["Z3"] == pytest.approx(153.0)
    assert floors["Z4"] == pytest.approx(161.5)
    # Published upper ends 151.3, 159.8, 168.3 lie inside their zone; half-open bands close the gap.
    for bpm, zone in ((151.3, "Z2"), (152.9, "Z2"), (153.0, "Z3"), (159.8, "Z3")):
        assert formulas.friel_zone(bpm, 170) == zone
    for bpm, zone in (
        (168.3, "Z4"),
        (170.0, "Z5a"),
        (175.1, "Z5b"),
        (180.2, "Z5b"),
        (180.3, "Z5c"),
    ):
        assert formulas.friel_zone(bpm, 170) == zone


@pytest.mark.parametrize(("aet", "ant", "percent"), [(171, 176, 2.84), (157, 175, 10.3)])
def test_gap_between_thresholds(aet, ant, percent):
    # Users' figures on uphillathlete.com; the second called "exactly 10%" there.
    assert 100 * formulas.threshold_gap_frac(aet, ant) == pytest.approx(percent, abs=0.05)


def entry(method, bpm, since=None, **changes):
    return ThresholdEntry(method=method, value_bpm=bpm, since=since, **changes)


EVERYTHING = {
    "entered": entry("entered", 151.6, date(2026, 3, 1)),
    "drift_test": entry("drift_test", 148, date(2026, 2, 1)),
    "dfa_alpha1": entry("dfa_alpha1", 150, date(2026, 2, 2), adopted=True),
}


def test_precedence_each_method_falls_to_the_next():
    stated = dict(EVERYTHING)
    order = []
    while stated:
        found = ceiling_on(born(46, thresholds=tuple(stated.values())), DAY)
        order.append((found.method, found.bpm))
        del stated[found.method]

    assert order == [("entered", 151), ("drift_test", 148), ("dfa_alpha1", 150)]
    assert ceiling_on(born(46), DAY).method == "maf"
    without_age = Profile(lthr=(Dated(value=170),), hr_max=(Dated(value=190),))
    assert (ceiling_on(without_age, DAY).method, ceiling_on(without_age, DAY).bpm) == ("lthr", 151)
    only_max = Profile(hr_max=(Dated(value=190),))
    assert (ceiling_on(only_max, DAY).method, ceiling_on(only_max, DAY).bpm) == ("hr_max", 142)
    assert ceiling_on(only_max, DAY).rough


def test_the_ceiling_is_one_method_never_an_average():
    profile = born(46, thresholds=tuple(EVERYTHING.values()), lthr=(Dated(value=170),))

    said = {one.method: one.value_bpm for one in candidates(profile, DAY)}
    assert said == pytest.approx(
        {
            "entered": 151.6,
            "drift_test": 148,
            "dfa_alpha1": 150,
            "maf": 134,
            "lthr": 151.3,
            "hr_max": 0.75 * (211 - 0.64 * 46),
        }
    )
    assert ceiling_on(profile, DAY).bpm == 151


def test_an_entry_begins_on_its_day():
    profile = born(46, thresholds=(EVERYTHING["entered"],))

    assert ceiling_on(profile, date(2026, 2, 28)).method == "maf"
    assert ceiling_on(profile, date(2026, 3, 1)).method == "entered"


def test_a_drift_test_stands_six_months():
    tested = date(2026, 1, 1)
    profile = born(46, thresholds=(entry("drift_test", 148, tested),))

    assert ceiling_on(profile, tested + timedelta(days=183)).method == "drift_test"
    assert ceiling_on(profile, tested + timedelta(days=184)).method == "maf"
    old = candidates(profile, tested + timedelta(days=184))
    assert old[0].barred == "older than six months"


def test_experimental_stands_only_when_adopted():
    profile = born(46, thresholds=(entry("dfa_alpha1", 150, adopted=False),))

    assert ceiling_on(profile, DAY).method == "maf"
    assert [one.barred is None for one in candidates(profile, DAY)] == [False, True, True]


@pytest.mark.parametrize("condition", ["rate_medicine", "pacemaker", "arrhythmia", "pregnant"])
def test_conditions_leave_no_formula_ceiling_but_a_measured_one(condition):
    health = Health(**{condition: True})
    known = {"lthr": (Dated(value=170),), "hr_max": (Dated(value=190),)}

    barred = born(46, health=health, **known)
    assert ceiling_on(barred, DAY) is None
    assert "no formula ceiling" in no_ceiling_reason(barred, DAY)
    measured = born(46, health=health, thresholds=(entry("entered", 128),), **known)
    assert ceiling_on(measured, DAY).bpm == 128


def test_a_condition_bars_from_its_day_on_and_not_the_years_before():
    conditions = (
        Condition(name="pregnant", value=True, since=date(2025, 3, 1)),
        Condition(name="pregnant", value=False, since=date(2025, 12, 1)),
    )
    profile = born(46, conditions=conditions)
    timeline = Ceilings(profile, date(2024, 6, 1), DAY)

    assert timeline.on(date(2025, 2, 28)).bpm == 135
    assert timeline.on(date(2025, 3, 1)) is None
    assert "pregnancy" in no_ceiling_reason(profile, date(2025, 11, 30))
    assert timeline.on(date(2025, 12, 1)).bpm == 135


@pytest.mark.parametrize(
    ("first", "last", "starts"),
    [
        (date(2025, 5, 2), date(2026, 4, 30), [date(2025, 5, 2)]),
        (date(2025, 5, 1), date(2026, 5, 1), [date(2025, 5, 1), date(2026, 5, 1)]),
        (date(2025, 4, 30), date(2025, 12, 31), [date(2025, 4, 30), date(2025, 5, 1)]),
    ],
)
def test_the_stretches_lie_between_the_days_asked_for(first, last, starts):
    """A year older is a beat less, on the birthday."""
    periods = Ceilings(Profile(birth_date=date(1980, 5, 1)), first, last).periods()
    assert [day for day, _ in periods] == starts
    assert [one.bpm for _, one in periods] == [
        180 - (day.year - 1980) + (day < date(day.year, 5, 1)) for day in starts
    ]


def test_nothing_known_is_no_ceiling_and_says_what_is_missing():
    assert ceiling_on(Profile(), DAY) is None
    assert "birth date" in no_ceiling_reason(Profile(), DAY)
    later = Profile(thresholds=(entry("entered", 150, DAY + timedelta(days=1)),))
    assert ceiling_on(later, DAY) is None


def test_an_experimental_value_says_nothing_of_an_irregular_heart():
    adopted = (entry("dfa_alpha1", 150, adopted=True),)

    assert ceiling_on(Profile(thresholds=adopted), DAY).bpm == 150
    barred = Profile(thresholds=adopted, health=Health(arrhythmia=True))
    assert ceiling_on(barred, DAY) is None
    assert "arrhythmia" in no_ceiling_reason(barred, DAY)


@pytest.mark.parametrize(
    ("health", "value", "why"),
    [
        ({}, entry("dfa_alpha1", 150, adopted=False), "experimental: stands only when adopted"),
        ({}, entry("dfa_alpha1", 150, adopted=True), None),
        (
            {"pacemaker": True},
            entry("dfa_alpha1", 150, adopted=True),
            "beat intervals of a paced or irregular heart say nothing here",
        ),
        ({}, entry("drift_test", 150, DAY - timedelta(days=183)), None),
        ({}, entry("drift_test", 150, DAY - timedelta(days=184)), "older than six months"),
        ({"pacemaker": True}, entry("drift_test", 150, DAY), None),
    ],
)
def test_why_a_value_does_not_stand(health, value, why):
    """RULES 2.5, 2.6: adopted ones, a drift test for half a year, no beats of a paced heart."""
    found = candidates(born(46, thresholds=(value,), health=Health(**health)), DAY)
    assert [one.barred for one in found if one.method == value.method] == [why]


def test_of_two_values_of_one_day_the_later_written_stands():
    profile = born(46, thresholds=(entry("entered", 150), entry("entered", 155)))

    assert ceiling_on(profile, DAY).bpm == 155


@given(
    birth=st.dates(date(1930, 1, 1), date(2008, 12, 31)),
    first=st.dates(date(2015, 1, 1), date(2025, 1, 1)),
    length=st.integers(0, 1500),
    offsets=st.lists(st.integers(-100, 1500), max_size=4),
)
def test_the_timeline_agrees_with_asking_each_day(birth, first, length, offsets):
    methods = ["entered", "drift_test", "dfa_alpha1", "entered"]
    stated = tuple(
        entry(method, 140 + n, first + timedelta(days=offset))
        for n, (method, offset) in enumerate(zip(methods, offsets, strict=False))
    )
    profile = Profile(birth_date=birth, thresholds=stated)
    last = first + timedelta(days=length)
    timeline = Ceilings(profile, first, last)

    for n in range(0, length + 1, 13):
        day = first + timedelta(days=n)
        assert timeline.on(day) == ceiling_on(profile, day)
    assert timeline.on(last) == ceiling_on(profile, last)


def test_a_birthday_on_29_february_falls_on_1_march():
    profile = Profile(birth_date=date(1980, 2, 29))
    timeline = Ceilings(profile, date(2025, 1, 1), date(2025, 12, 31))

    assert timeline.on(date(2025, 2, 28)).bpm == 136
    assert timeline.on(date(2025, 3, 1)).bpm == 135


def test_stretches_of_one_ceiling_are_joined_over_birthdays():
    profile = born(46, thresholds=(entry("entered", 150, date(2025, 6, 1)),))
    timeline = Ceilings(profile, date(2024, 6, 1), DAY)

    assert [(day, ceiling.bpm) for day, ceiling in timeline.periods()] == [
        (date(2024, 6, 1), 136),
        (date(2025, 1, 1), 135),
        (date(2025, 6, 1), 150),
    ]


def test_where_a_value_comes_from_goes_with_it():
    stated = entry("entered", 150, DAY, source="clinic", note="step test")
    said = {one.method: one for one in candidates(born(46, thresholds=(stated,)), DAY)}

    assert said["entered"].source == "clinic"
    assert said["entered"].note == "stated by the runner from 2026-05-20 on, clinic; step test"
    assert "Maffetone" in said["maf"].source


def test_a_measured_value_reaches_back_over_the_formula_alone():
    formula = born(40)
    measured = born(
        40, thresholds=(ThresholdEntry(method="entered", value_bpm=150, since=date(2026, 3, 1)),)
    )
    medicine = born(
        40,
        conditions=(
            Condition(name="rate_medicine", value=True, since=date(2026, 1, 1)),
            Condition(name="rate_medicine", value=False, since=date(2026, 4, 1)),
        ),
    )

    assert speaks_from(formula, DAY) == DAY - timedelta(days=183)
    assert speaks_from(measured, DAY) == DAY
    assert speaks_from(medicine, DAY) == date(2026, 4, 1)


def test_a_test_that_reaches_back_stands_six_months_from_its_own_day():
    entry = ThresholdEntry(
        method="drift_test", value_bpm=162, since=DAY - timedelta(days=183), tested=DAY
    )
    profile = born(40, thresholds=(entry,))
    ceilings = Ceilings(profile, DAY - timedelta(days=400), DAY + timedelta(days=400))

    for days, bpm in ((-184, 141), (-183, 162), (0, 162), (183, 162), (184, 140)):
        assert ceilings.on(DAY + timedelta(days=days)).bpm == bpm


def test_friels_zones():
    """RULES 2.2: shares of the threshold heart rate from which each zone begins."""
    said = {"Z1": 0, "Z2": 0.85, "Z3": 0.90, "Z4": 0.95, "Z5a": 1.0, "Z5b": 1.03, "Z5c": 1.06}
    assert dict(formulas.FRIEL_ZONES) == said
