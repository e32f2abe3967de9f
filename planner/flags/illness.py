"""An illness that bars running: while it lasts, and until two days free of fever (RULES 7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.body.illness import illnesses_on
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete


def find(athlete: Athlete) -> Iterator[Flag]:
    """Warn on every day on which an illness that was logged bars running."""
    ill = illnesses_on(athlete.diary, athlete.today).standing
    if ill is None:
        return
    lasts = athlete.today <= ill.last_day(athlete.today)
    logged = tuple(sorted(set(ill.logged)))
    yield Flag(
        id=f"illness-{ill.first.isoformat()}",
        severity="watch",
        title=ill.title(athlete.today),
        since=ill.first,
        evidence=(
            Evidence(
                what="days logged as ill",
                value=float(len(logged)),
                unit="d",
                baseline=None,
                limit=None,
                days=logged,
            ),
        ),
        source="General medical advice; the hours are aerobase's own choice",
        evidence_strength="weak",
        advice=(
            *(("Say when it is over: aerobase log illness --over",) if lasts else ()),
            "With fever, chest pain or a racing heart at rest: see a clinician.",
        ),
        plan_effect="no_quality",
        effect_words=ill.does,
    )
