"""Decoupling of heart rate and speed rising on like runs (RULES 3.2).

Up to 5 % is coupled (Friel, a coach's rule); heat, thirst and hills raise it. One runner saw 7 %
and 5 % within days under one protocol, so only medians of like runs are compared.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from planner.flags.check import runs_back
from planner.flags.model import Evidence, Flag
from planner.profile.limits import practitioner
from planner.session import WARMER_C, apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.athlete import Athlete
    from planner.session import Session

COUPLED: Final = practitioner(
    "decoupling_coupled", 0.05, "1", "decoupling up to here is coupled", "Friel; RULES 3.2"
)
RISE: Final = 0.03  # own choice: rise of the median over like runs that counts
LIKE_DURATION: Final = 0.25  # own choice: share by which a like run may be longer or shorter
_RECENT_DAYS: Final = 28
_BASE_DAYS: Final = 120
_RECENT_RUNS: Final = 3
_BASE_RUNS: Final = 4


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a warning while the last three like runs drift more than those before."""
    runs = [run for run in runs_back(athlete, _BASE_DAYS) if run.facts.decoupling_frac is not None]
    if not runs:
        return
    like = [run for run in runs if _alike(run, runs[0])]
    recent, base = like[:_RECENT_RUNS], like[_RECENT_RUNS:]
    fresh = (athlete.today - runs[0].local_date).days < _RECENT_DAYS
    if len(recent) < _RECENT_RUNS or len(base) < _BASE_RUNS or not fresh:
        return
    now, before = _median(recent), _median(base)
    limit = max(athlete.profile.limits[COUPLED], before + RISE)
    if now <= limit:
        return
    yield _flag(recent, (now, before, limit))


def _flag(recent: Sequence[Session], numbers: tuple[float, float, float]) -> Flag:
    """Return the warning; ``numbers`` are the medians now and before, and the limit."""
    now, before, limit = numbers
    return Flag(
        id="decoupling",
        severity="note",
        title=f"Heart rate drifts more on like runs: {100 * now:.1f} %, "
        f"before {100 * before:.1f} %",
        since=recent[0].local_date,
        evidence=(
            Evidence(
                what="decoupling, median of the last three like runs",
                value=round(now, 4),
                unit="1",
                measure="change",
                baseline=round(before, 4),
                limit=round(limit, 4),
                days=tuple(sorted(run.local_date for run in recent)),
            ),
        ),
        source="Friel (up to 5 % is coupled); a convention of coaches",
        evidence_strength="weak",
        advice=("Heat, thirst and a fast start do this too; start slower and see.",),
        plan_effect="no_growth",
    )


def _alike(run: Session, other: Session) -> bool:
    one, two = run.facts, other.facts
    span = LIKE_DURATION * two.duration_s
    if abs(one.duration_s - two.duration_s) > span or one.sub_sport != two.sub_sport:
        return False
    return not apart(one.temperature_mean_c, two.temperature_mean_c, WARMER_C)


def _median(runs: Sequence[Session]) -> float:
    return median(
        run.facts.decoupling_frac for run in runs if run.facts.decoupling_frac is not None
    )
