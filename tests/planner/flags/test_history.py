"""Flags over time: each day judged with what was known on it."""

from __future__ import annotations

from datetime import date, timedelta

from support.made_athletes import athlete, cleared, run

from planner.athlete import on_day
from planner.flags.history import flag_history, flags_by_week
from planner.flags.standing import FlagDays, standing_flags

DAY = date(2026, 5, 20)


def season() -> list:
    """Easy, then hard from five weeks ago on, one run far too long twenty days ago."""
    runs = [run(DAY - timedelta(days=days)) for days in range(38, 100, 2)]
    hard = [
        run(DAY - timedelta(days=days), kind="anaerobic", aerobic=0.5) for days in range(0, 36, 2)
    ]
    return [*runs, *hard, run(DAY - timedelta(days=21), km=16)]


def test_every_day_is_judged_by_what_was_known_then():
    person = athlete(DAY, season())
    for days in range(0, 60, 3):
        day = DAY - timedelta(days=days)
        assert standing_flags(on_day(person, day)) == standing_flags(athlete(day, season()))


def test_spells_have_their_first_and_last_day():
    episodes = {
        episode.flag.check: episode
        for episode in flag_history(FlagDays(athlete(DAY, season())), DAY - timedelta(days=90))
    }
    spike = episodes["distance_spike"]
    assert (spike.first_day, spike.last_day) == (DAY - timedelta(days=21), DAY - timedelta(days=15))
    assert episodes["hard_days"].first_day == DAY - timedelta(days=30)
    assert episodes["hard_days"].last_day == DAY


def test_a_cleared_flag_ends_its_spell():
    person = athlete(DAY, season(), events=[cleared(DAY - timedelta(days=10), "hard_days")])
    episodes = [
        episode
        for episode in flag_history(FlagDays(person), DAY - timedelta(days=90))
        if episode.flag.id == "hard_days"
    ]
    assert [episode.last_day for episode in episodes] == [DAY - timedelta(days=11)]


def test_no_weeks_have_no_flags():
    assert flags_by_week(FlagDays(athlete(DAY, season())), []) == {}
