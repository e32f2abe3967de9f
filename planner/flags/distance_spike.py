"""A run much longer than any of the 30 days before it (RULES 5.1).

Frandsen et al. 2025, Br J Sports Med 59:1203 (5,205 runners, 588,071 sessions): hazard rate
ratios of a self-reported overuse injury 1.64 (over 10 to 30 % longer), 1.52 (over 30 to 100 %),
2.28 (over 100 %). The bands are not monotone, so no curve is drawn through them. What counts as
the longest is answered in ``planner.body.longest_run``; a run of no more than a beginner's first
minutes is never too long (own choice).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.longest_run import BEGIN_MINUTES, longest_run
from planner.flags.check import runs_back
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect, Severity
    from planner.profile.limits import Limit
    from planner.session import Session

SOURCE: Final = "Frandsen et al. 2025, Br J Sports Med 59:1203"


SMALL: Final = published(
    "spike_small_ratio",
    1.1,
    "1",
    "a run over so many times the longest of 30 days is a spike",
    "Frandsen 2025; RULES 5.1",
)
MODERATE: Final = 1.3  # published: the paper's bands
LARGE: Final = 2.0  # published: the paper's bands
EXCESS: Final = own(
    "spike_excess_m", 1000, "m", "least excess over the longest run that counts", "RULES 5.1"
)
STANDS: Final = own("spike_stands_days", 7, "d", "days that a spike stands as a warning")
KNOWN_DAYS: Final = 14  # own choice: before, runs that would license this one may not be imported

_BANDS: Final[tuple[tuple[float | Limit, str, Severity, str], ...]] = (
    (LARGE, "large", "act", "2.28 (1.50-3.48)"),
    (MODERATE, "moderate", "watch", "1.52 (1.16-2.00)"),
    (SMALL, "small", "watch", "1.64 (1.31-2.05)"),
)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield the highest spike of the last days; a newer or bigger one replaces it."""
    recent = list(runs_back(athlete, athlete.profile.limits.whole(STANDS)))
    if not recent:
        return
    known = next(run.local_date for run in athlete.sessions if run.is_run)
    first = known + timedelta(days=KNOWN_DAYS)
    found = [
        flag
        for run in recent
        if run.local_date >= first and (flag := _spike(athlete, run)) is not None
    ]
    order = ("watch", "act")
    if found:
        yield max(found, key=lambda flag: (order.index(flag.severity), flag.since))


def _spike(athlete: Athlete, run: Session) -> Flag | None:
    limits = athlete.profile.limits
    distance_m = run.facts.distance_m
    longest = longest_run(athlete.sessions, run.local_date)
    reference = longest.distance_m if longest is not None and longest.in_30_days else None
    if distance_m is None or reference is None or distance_m - reference < limits[EXCESS]:
        return None
    if run.facts.duration_s <= 60 * BEGIN_MINUTES:
        return None
    ratio = round(distance_m / reference, 4)
    for above, name, severity, hazard in _BANDS:
        limit = above if isinstance(above, float) else limits[above]
        if ratio > limit:
            return _flag(run, (distance_m, reference, ratio), (limit, name), severity, hazard)
    return None


def _flag(
    run: Session,
    measured: tuple[float, float, float],
    band: tuple[float, str],
    severity: Severity,
    hazard: str,
) -> Flag:
    distance_m, reference, ratio = measured
    limit, name = band
    effect: PlanEffect = "easier" if severity == "act" else "no_growth"
    return Flag(
        id=f"distance_spike-{run.local_date.isoformat()}",
        severity=severity,
        title=f"A run {ratio:.2f} times the longest of the 30 days before ({name} spike)",
        since=run.local_date,
        evidence=(
            Evidence(
                what="distance of the run over the longest of 30 days",
                value=ratio,
                unit="1",
                baseline=1.0,
                limit=limit,
                days=(run.local_date,),
            ),
            Evidence(
                what="distance of the run",
                value=round(distance_m, 1),
                unit="m",
                measure="distance",
                baseline=round(reference, 1),
                limit=round(reference * limit, 1),
                days=(run.local_date,),
            ),
        ),
        source=f"{SOURCE}: hazard rate ratio {hazard} in this band",
        evidence_strength="moderate",
        advice=(
            "Keep the next runs easy and no longer than usual; the plan holds the long run back.",
            "Note in the diary how calf, Achilles and knee feel tomorrow morning.",
        ),
        plan_effect=effect,
    )
