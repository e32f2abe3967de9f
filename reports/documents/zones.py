"""The JSON of `balance --zones`: three-zone distribution week by week, and of four weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from planner.judging.distribution import distribution
from reports.documents import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.judging.balance import Week
    from planner.judging.distribution import Distribution

FOUR_WEEKS = timedelta(days=28)
WEEK = timedelta(days=7)


def zones_document(athlete: Athlete, weeks: Sequence[Week]) -> dict[str, Any]:
    """Return shares of zone 1 to 3 by time and by session; null where nothing is known."""
    recent = [run for run in athlete.runs if run.local_date > athlete.today - FOUR_WEEKS]
    return {
        "four_weeks": _zones(distribution(recent, athlete.profile)),
        "weeks": [
            {"week_start": week.week_start.isoformat()} | _zones(_of_week(athlete, week))
            for week in weeks
        ],
    }


def _of_week(athlete: Athlete, week: Week) -> Distribution:
    runs = [
        run for run in athlete.runs if week.week_start <= run.local_date < week.week_start + WEEK
    ]
    return distribution(runs, athlete.profile)


def _zones(found: Distribution) -> dict[str, Any]:
    return {
        "time_frac": _shares(found.time_frac),
        "session_frac": _shares(found.session_frac),
        "polarisation_index": rounded(found.polarisation_index),
        "shape": found.shape,
        "vt2_estimated": found.estimated,
    }


def _shares(shares: tuple[float, float, float] | None) -> list[float | None] | None:
    return None if shares is None else [rounded(share, 4) for share in shares]
