"""A week both monotonous and straining (RULES 3.7).

Foster 1998 (Med Sci Sports Exerc 30:1164): monotony is the mean of seven daily loads over their
standard deviation, strain the week's load times monotony. The limits 1.5 and 2.0 are a software
convention. Alone they blame calm weeks of equal runs, so strain must also be above the runner's
own 90th percentile and the week's load not below the own median.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.flags.check import episode
from planner.flags.model import Evidence, Flag
from planner.load.own_week import OWN_DAYS, usual_week_load, week_load
from planner.profile.limits import practitioner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect, Severity
    from planner.load.days import LoadDay
    from planner.profile.limits import Limits

SOURCE: Final = "Foster 1998, Med Sci Sports Exerc 30:1164; limits of Runalyze"
WARN: Final = practitioner(
    "monotony_warn", 1.5, "1", "monotony that is noted", "Runalyze; RULES 3.7"
)
CRITICAL: Final = practitioner(
    "monotony_critical", 2, "1", "monotony that is a warning", "Runalyze; RULES 3.7"
)
PERCENTILE: Final = 90  # own choice: the own one that the strain must pass (RULES 3.7)
QUIET_DAYS: Final = 14  # own choice: so long without it, and it is over
_WEEK: Final = 7


class _High(NamedTuple):
    """A day whose seven days were even and straining."""

    day: date
    monotony: float
    strain: float


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a flag while both gates are passed, and for a quiet fortnight after."""
    limits = athlete.profile.limits
    days = athlete.days[-(OWN_DAYS + _WEEK) :]
    usual = usual_week_load(days)
    if usual is None:
        return
    strain_limit = _own_strain(days, PERCENTILE)
    high = [
        _High(day.day, day.monotony, day.strain)
        for number, day in enumerate(days)
        if day.monotony is not None
        and day.strain is not None
        and day.monotony >= limits[WARN]
        and day.strain > strain_limit
        and (load := week_load(days, number)) is not None
        and load >= usual
    ]
    standing = episode((one.day for one in reversed(high)), athlete.today, QUIET_DAYS)
    if standing:
        inside = [one for one in high if one.day >= standing[0]]
        yield _flag(limits, max(inside, key=lambda one: one.monotony), standing[0], strain_limit)


def _own_strain(days: Sequence[LoadDay], percentile: float) -> float:
    """Return the own percentile of strain."""
    strains = sorted(day.strain for day in days if day.strain is not None)
    if not strains:
        return float("inf")
    return strains[min(len(strains) - 1, max(0, int(len(strains) * percentile / 100)))]


def _flag(limits: Limits, worst: _High, since: date, strain_limit: float) -> Flag:
    critical = worst.monotony >= limits[CRITICAL]
    severity: Severity = "watch" if critical else "note"
    effect: PlanEffect = "no_growth" if critical else "none"
    week = tuple(worst.day - timedelta(days=back) for back in reversed(range(_WEEK)))
    return Flag(
        id="load_strain",
        severity=severity,
        title="A heavy, even week: no day stands out as easy",
        since=since,
        evidence=(
            Evidence(
                what="monotony of seven days (mean over standard deviation)",
                value=round(worst.monotony, 2),
                unit="1",
                baseline=None,
                limit=limits[CRITICAL] if critical else limits[WARN],
                days=week,
            ),
            Evidence(
                what="strain of seven days (load times monotony)",
                value=round(worst.strain, 1),
                unit="HRSS",
                baseline=None,
                limit=round(strain_limit, 1),
                days=week,
            ),
        ),
        source=SOURCE,
        evidence_strength="weak",
        advice=(
            "Make the easy days clearly easier, or drop one; keep the long run off hard days.",
        ),
        plan_effect=effect,
    )
