"""The JSON of `balance --zones`: three-zone distribution week by week, and of four weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from planner.judging.distribution import distribution
from reports.documents import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.judging.balance import Week
    from planner.judging.distribution import Distribution, Shape

FOUR_WEEKS = timedelta(days=28)
WEEK = timedelta(days=7)


class DistributionDocument(TypedDict):
    """Shares of zone 1 to 3 by time and by session; null where nothing is known."""

    time_frac: list[float | None] | None
    session_frac: list[float | None] | None
    polarisation_index: float | None
    shape: Shape
    vt2_estimated: bool


class WeekZonesDocument(DistributionDocument):
    """The distribution of one week."""

    week_start: str


class ZonesDocument(TypedDict):
    """The last four weeks together, and each week."""

    four_weeks: DistributionDocument
    weeks: list[WeekZonesDocument]


def zones_document(athlete: Athlete, weeks: Sequence[Week]) -> ZonesDocument:
    """Return the distribution of the last four weeks and of ``weeks``."""
    recent = [run for run in athlete.runs if run.local_date > athlete.today - FOUR_WEEKS]
    return {
        "four_weeks": _distribution(distribution(recent, athlete.profile)),
        "weeks": [
            {
                "week_start": week.week_start.isoformat(),
                **_distribution(_of_week(athlete, week)),
            }
            for week in weeks
        ],
    }


def _of_week(athlete: Athlete, week: Week) -> Distribution:
    runs = [
        run for run in athlete.runs if week.week_start <= run.local_date < week.week_start + WEEK
    ]
    return distribution(runs, athlete.profile)


def _distribution(shares: Distribution) -> DistributionDocument:
    return {
        "time_frac": _three(shares.time_frac),
        "session_frac": _three(shares.session_frac),
        "polarisation_index": rounded(shares.polarisation_index),
        "shape": shares.shape,
        "vt2_estimated": shares.estimated,
    }


def _three(shares: tuple[float, float, float] | None) -> list[float | None] | None:
    return None if shares is None else [rounded(share, 4) for share in shares]
