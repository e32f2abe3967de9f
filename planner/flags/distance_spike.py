"""A run much longer than any of the 30 days before it (RULES 5.1).

Frandsen et al. 2025, Br J Sports Med 59:1203 (5,205 runners, 588,071 sessions): hazard rate
ratios of a self-reported overuse injury 1.64 (over 10 to 30 % longer), 1.52 (over 30 to 100 %),
2.28 (over 100 %). The bands are not monotone, so no curve is drawn through them.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from planner.body.time_off import AFTER_BREAK_DAYS, BREAK_DAYS, share_after
from planner.flags.check import runs_back, whole
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own, published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect, Severity
    from planner.profile.limits import Limit
    from planner.session import Session

SPIKE_DAYS: Final = 30
SOURCE: Final = "Frandsen et al. 2025, Br J Sports Med 59:1203"


SMALL: Final = published(
    "spike_small_ratio",
    1.1,
    "1",
    "over this multiple of the longest run of 30 days a run is a small spike",
    SOURCE,
)
MODERATE: Final = published(
    "spike_moderate_ratio",
    1.3,
    "1",
    "over this multiple of the longest run of 30 days a run is a moderate spike",
    SOURCE,
)
LARGE: Final = published(
    "spike_large_ratio",
    2.0,
    "1",
    "over this multiple of the longest run of 30 days a run is a large spike",
    SOURCE,
)
EXCESS: Final = own(
    "spike_excess_m", 1000.0, "m", "least excess over the longest run that counts", "RULES 5.1"
)
STANDS: Final = own("spike_stands_days", 7.0, "d", "days that a spike stands as a warning")
KNOWN: Final = own(
    "spike_known_days",
    14.0,
    "d",
    "days after the first known run before a run can be a spike: older ones may not be imported",
)

_BANDS: Final[tuple[tuple[Limit, str, Severity, str], ...]] = (
    (LARGE, "large", "act", "2.28 (1.50-3.48)"),
    (MODERATE, "moderate", "watch", "1.52 (1.16-2.00)"),
    (SMALL, "small", "watch", "1.64 (1.31-2.05)"),
)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield the highest spike of the last days; a newer or bigger one replaces it."""
    stands = whole(athlete.profile.limits, STANDS)
    recent = list(runs_back(athlete, stands + SPIKE_DAYS + AFTER_BREAK_DAYS + SPIKE_DAYS))
    first = athlete.today - timedelta(days=stands - 1)
    if recent:
        known = next(run.local_date for run in athlete.sessions if run.is_run)
        first = max(first, known + timedelta(days=whole(athlete.profile.limits, KNOWN)))
    found = [
        flag
        for run in recent
        if run.local_date >= first and (flag := _spike(athlete, run, recent)) is not None
    ]
    order = ("watch", "act")
    if found:
        yield max(found, key=lambda flag: (order.index(flag.severity), flag.since))


def reference_m(runs: Sequence[Session], day: date) -> float | None:
    """Return the longest run of the 30 days before ``day`` in metres, cut after a break.

    Runs before a break of seven or more days count only with the share of volume that the days
    off leave, for three weeks after the return. Null without a run to compare with: no
    denominator, no ratio. Serves planned runs as well as done ones.
    """
    earliest = day - timedelta(days=SPIKE_DAYS)
    known: dict[date, float] = {}
    for run in runs:
        if run.local_date < day:
            longest_m = max(known.get(run.local_date, 0.0), run.facts.distance_m or 0.0)
            known[run.local_date] = longest_m
    shares = _shares(sorted(known), day)
    lengths = [
        length * shares.get(date_, 1.0) for date_, length in known.items() if date_ >= earliest
    ]
    longest = max(lengths, default=0.0)
    return longest if longest > 0 else None


def _shares(run_days: Sequence[date], day: date) -> dict[date, float]:
    """Return, for each run day, what breaks after it leave of its length on ``day``."""
    shares = dict.fromkeys(run_days, 1.0)
    for last, following in pairwise([*run_days, day]):
        days_off = (following - last).days - 1
        if days_off >= BREAK_DAYS and (day - following).days < AFTER_BREAK_DAYS:
            for earlier in run_days:
                if earlier <= last:
                    shares[earlier] *= share_after(days_off)
    return shares


def _spike(athlete: Athlete, run: Session, recent: Sequence[Session]) -> Flag | None:
    limits = athlete.profile.limits
    distance_m = run.facts.distance_m
    reference = reference_m(recent, run.local_date)
    if distance_m is None or reference is None or distance_m - reference < limits[EXCESS]:
        return None
    ratio = round(distance_m / reference, 4)
    for limit, name, severity, hazard in _BANDS:
        if ratio > limits[limit]:
            return _flag(
                run, (distance_m, reference, ratio), (limits[limit], name), severity, hazard
            )
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
                baseline=round(reference, 1),
                limit=round(reference * limit, 1),
                days=(run.local_date,),
            ),
        ),
        source=f"{SOURCE}: hazard rate ratio {hazard} in this band",
        evidence_strength="moderate",
        advice=(
            "Let the next runs be easy and no longer than usual; the plan holds the long run.",
            "Say in the diary what calf, Achilles tendon and knee feel tomorrow morning.",
        ),
        plan_effect=effect,
    )
