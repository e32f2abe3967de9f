"""A stressful week, as the runner logs it: the source counts it as training."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final

from planner.flags.advice import LIFE
from planner.flags.check import holding
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.athlete import Athlete

STRESS: Final = own("life_stress_score", 7, "0-10", "mean of a week's logged stress that is noted")
_DAYS: Final = 7
_LOOK_BACK: Final = 240
_ENTRIES: Final = 3


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note a week of much stress, as the runner logs it."""
    limit = athlete.profile.limits[STRESS]
    said = [entry for entry in athlete.diary if entry.kind == "stress" and entry.score is not None]

    def week_to(day: date) -> list[DiaryEntry]:
        return [entry for entry in said if 0 <= (day - entry.day).days < _DAYS]

    def holds(day: date) -> bool:
        week = week_to(day)
        return len(week) >= _ENTRIES and _mean(week) >= limit

    standing = holding(athlete.today, holds, _DAYS, most_days=_LOOK_BACK) if said else ()
    if not standing:
        return
    week = week_to(standing[-1])
    yield Flag(
        id="life_stress",
        severity="note",
        title="A stressful week",
        since=standing[0],
        evidence=(
            Evidence(
                what="stress, mean of the week's entries",
                value=round(_mean(week), 1),
                unit="0-10",
                baseline=None,
                limit=limit,
                days=tuple(sorted({entry.day for entry in week})),
            ),
        ),
        source="The Sock Doc's video Leg Power: stress belongs to the balance",
        evidence_strength="source only",
        advice=(LIFE,),
        plan_effect="no_growth",
    )


def _mean(entries: list[DiaryEntry]) -> float:
    return fmean(entry.points for entry in entries)
