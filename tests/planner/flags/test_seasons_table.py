"""Generated seasons with known truth: what fires, when, and what stays silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.evidence_tables import onsets_and_days, rows_of
from support.judged_seasons import LAST_DAY, athlete, derived
from support.made_athletes import said

from ingest.wellness import WellnessDay
from planner.flags.checks import SEVERE_CHECKS
from planner.flags.history import flag_history
from planner.flags.standing import FlagDays

LOUD = {"watch", "act", "stop"}


def episodes(name: str, **extra):
    person = replace(athlete(name), **extra) if extra else athlete(name)
    return flag_history(FlagDays(person), person.sessions[0].local_date)


def first_days(name: str, **extra) -> dict[str, date]:
    """Return the first day of each check's flags in a season."""
    found: dict[str, date] = {}
    for episode in episodes(name, **extra):
        found.setdefault(episode.flag.check, episode.first_day)
    return found


def test_a_steady_season_is_silent():
    assert [
        episode.flag.id for episode in episodes("steady") if episode.flag.severity in LOUD
    ] == []
    notes = [episode for episode in episodes("steady") if episode.flag.severity == "note"]
    assert len(notes) <= 2  # half a year


@pytest.mark.parametrize("name", ["steady", "too_hard", "spike", "bad_heart_rate"])
def test_how_long_flags_stand_is_told_in_the_evidence(name):
    days = FlagDays(athlete(name))
    _, standing = onsets_and_days(days)
    began = days.athlete.sessions[0].local_date
    found = {}
    for episode in flag_history(days, began):
        key = (episode.flag.check, episode.flag.severity)
        first, last = ((day - began).days + 1 for day in (episode.first_day, episode.last_day))
        earlier = found.get(key, (first,))[0]
        found[key] = (earlier, standing[key], last)
    told = {
        (check, severity): tuple(int(cell) for cell in cells)
        for season, check, severity, *cells in rows_of("How long they stand in these")
        if season == name
    }
    assert found == told
    if name == "steady":
        assert standing["all", "watch or worse"] == 0


@pytest.mark.parametrize("score", range(1, 7))
def test_what_a_week_of_pain_says_on_which_day(score):
    first = LAST_DAY - timedelta(days=13)
    diary = tuple(
        said(first + timedelta(days=n), "pain", place="achilles", side="left", score=float(score),
             when="next morning", entry_id=f"p{n}")
        for n in range(7)
    )  # fmt: skip
    found = [
        [
            str(score),
            episode.flag.check,
            episode.flag.severity,
            episode.flag.plan_effect,
            *(str((day - first).days + 1) for day in (episode.first_day, episode.last_day)),
        ]
        for episode in episodes("steady", diary=diary)
    ]
    told = [row for row in rows_of("logged on seven mornings") if row[0] == str(score)]
    assert found == told


def test_act_and_stop_come_from_the_checks_that_say_so():
    found = episodes("too_hard")
    harsh = {episode.flag.check for episode in found if episode.flag.severity in {"act", "stop"}}
    assert harsh <= {check.name for check in SEVERE_CHECKS}


def turn() -> date:
    day = derived("too_hard").made.truth.too_hard_from
    assert day is not None
    return day


@pytest.mark.parametrize(
    ("check", "earliest", "latest"),
    [
        # three of four runs hard from a Monday on: the third of them falls on Saturday
        ("hard_days", 5, 5),
        # two whole weeks below the share
        ("aerobic_share", 14, 14),
        # the calf gets fast running at once; a whole week must be over
        ("calf_load", 7, 14),
        # two weeks' mean of time above the ceiling, or one heavy enough
        ("intensity", 7, 14),
    ],
)
def test_a_season_turned_too_hard(check, earliest, latest):
    began = [episode.first_day for episode in episodes("too_hard") if episode.flag.check == check]
    after = [day for day in began if day >= turn()]
    assert timedelta(days=earliest) <= after[0] - turn() <= timedelta(days=latest)
    if check in {"hard_days", "aerobic_share"}:
        assert began == after[:1]


def test_a_season_turned_too_hard_with_a_sore_soleus_is_a_soleus_watch():
    sore = said(LAST_DAY - timedelta(days=10), "tenderness", place="soleus", side="left", score=3)
    found = first_days("too_hard", diary=(sore,))
    watch = [
        episode
        for episode in episodes("too_hard", diary=(sore,))
        if episode.flag.id == "soleus_watch"
    ]
    assert [episode.first_day for episode in watch] == [sore.day]
    assert watch[0].flag.side == "left"
    assert found["soleus_watch"] <= sore.day  # the balance warning went before


def test_the_same_soreness_in_a_steady_season_is_nothing():
    sore = said(LAST_DAY - timedelta(days=10), "tenderness", place="soleus", side="left", score=3)
    assert [
        episode for episode in episodes("steady", diary=(sore,)) if episode.flag.severity in LOUD
    ] == []


def test_a_spike_after_a_holiday():
    truth = derived("spike").made.truth
    assert truth.holiday is not None
    loud = [episode for episode in episodes("spike") if episode.flag.severity in LOUD]
    assert [episode.first_day for episode in loud] == [truth.spike_day]
    assert loud[0].flag.check == "distance_spike"
    away = first_days("spike")["time_away"]
    before = [run.day for run in truth.runs if run.day < truth.holiday[0]]
    assert away == before[-1] + timedelta(days=7)  # the seventh day without a run


def test_bad_heart_rate_is_noted_within_a_fortnight_of_judging():
    first_run = athlete("bad_heart_rate").sessions[0].local_date
    noted = first_days("bad_heart_rate")["heart_rate_gaps"]
    assert noted - first_run <= timedelta(days=15)


def test_recovery_signs_fire_on_the_day_the_rule_says():
    """Resting heart rate up by 8 from a day on: amber once three 7-day means lie outside."""
    first = LAST_DAY - timedelta(days=80)
    rise = LAST_DAY - timedelta(days=20)
    nights = [
        WellnessDay(day=day, rhr_bpm=50 + (day.toordinal() % 3) + (8 if day >= rise else 0))
        for day in (first + timedelta(days=n) for n in range(81))
    ]
    found = first_days("steady", wellness=tuple(nights))
    assert timedelta(days=3) <= found["recovery"] - rise <= timedelta(days=9)
    calm = tuple(
        WellnessDay(day=night.day, rhr_bpm=50 + night.day.toordinal() % 3) for night in nights
    )
    assert "recovery" not in first_days("steady", wellness=calm)
