"""What loads the calf, against the runner's own weeks: speed, climb, descent, how the foot lands.

Evidence is indirect: peak Achilles force rises with speed (PMC11096059), downhill has the highest
vertical force (PMC4234952), fast sessions go with Achilles trouble (Hein 2013). No threshold was
ever validated for cadence, stance time or its balance, so only own-baseline changes are shown, as
a weekly note; with a symptom of calf or Achilles tendon beside them as a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.evidence import TREADMILLS
from ingest.session.facts import SPEED_BIN_M_S
from planner.flags.advice import tissue_of
from planner.flags.check import said_back
from planner.flags.model import Evidence, Flag
from planner.judging.balance import monday_of
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from ingest.diary import Side
    from planner.athlete import Athlete
    from planner.flags.model import Measure, PlanEffect
    from planner.profile.limits import Limits
    from planner.session import Session

SOURCE: Final = (
    "Achilles force and speed: PMC11096059; downhill: PMC4234952; fast sessions: Hein 2013; "
    "own-baseline limits are aerobase's own choice"
)


RATIO: Final = own(
    "calf_ratio", 2, "1", "a week over so many times the own mean week counts", "RULES 5.2"
)
SPREAD_SD: Final = 2  # own choice: a week must also lie so far over the own mean
FAST_LEAST_MIN: Final = 15  # own choice: and over it by so much fast running
CLIMB_LEAST_M: Final = 200  # own choice: or by so much climb or descent
CADENCE_DROP: Final = 0.03  # own choice: share of the own cadence
STANCE_RISE: Final = 0.05  # own choice: share of the own stance time
BALANCE_SHIFT_POINTS: Final = 1  # own choice: points of stance-time balance
STREAK: Final = own(
    "calf_streak_days", 6, "d", "running days in a row that count at least", "RULES 5.2"
)
_WEEK: Final = timedelta(days=7)
_BASE_WEEKS: Final = 8
_LEAST_WEEKS: Final = 4
_LEAST_RUNS: Final = 8
_RECENT_LEAST: Final = 2
_FAST_SHARE: Final = 0.05  # the fastest twentieth of the own running of the base weeks
_SYMPTOM_DAYS: Final = 14
_CALF: Final = frozenset({"soleus", "achilles", "calf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weeks:
    """The last whole week's runs, and those of each of the eight weeks before."""

    monday: date  # of the last whole week
    last: tuple[Session, ...]
    before: tuple[tuple[Session, ...], ...]

    @property
    def base(self) -> tuple[Session, ...]:
        return tuple(run for week in self.before for run in week)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield at most one note for the last whole week; a warning where the calf hurts as well."""
    weeks = _weeks(athlete)
    if len([week for week in weeks.before if week]) < _LEAST_WEEKS or not weeks.last:
        return
    limits = athlete.profile.limits
    evidence = [*_amounts(weeks, limits), *_streak(weeks, limits), *_gait(weeks)]
    if not evidence:
        return
    side = _balance_side(weeks)
    symptom = _symptom(athlete)
    effect: PlanEffect = "hold" if symptom else "none"
    yield Flag(
        id="calf_load",
        severity="watch" if symptom else "note",
        title="More load on the calf than in your usual weeks"
        + (", and the calf or Achilles tendon hurts" if symptom else ""),
        since=weeks.monday + _WEEK,
        evidence=tuple(evidence),
        source=SOURCE,
        evidence_strength="weak",
        tissue="calf",
        side=side,
        advice=("Keep this week flatter and slower, and check the calf each morning.",),
        plan_effect=effect,
    )


def _weeks(athlete: Athlete) -> _Weeks:
    monday = monday_of(athlete.today) - _WEEK
    first = monday - _BASE_WEEKS * _WEEK
    weeks: list[list[Session]] = [[] for _ in range(_BASE_WEEKS + 1)]
    for session in reversed(athlete.sessions):
        if session.local_date < first:
            break
        if session.is_run and session.local_date < monday + _WEEK:
            weeks[(session.local_date - first).days // 7].append(session)
    ordered = [tuple(reversed(week)) for week in weeks]
    return _Weeks(monday=monday, last=ordered[-1], before=tuple(ordered[:-1]))


def _amounts(weeks: _Weeks, limits: Limits) -> Iterator[Evidence]:
    """Yield what there was much more of than in the own weeks."""
    fast = _fast_from(weeks.base)
    measures: tuple[
        tuple[str, str, Measure | None, Callable[[Session], float | None], float], ...
    ] = (
        (
            "running at the speeds of your own fastest twentieth, week",
            "min",
            None,
            lambda run: _fast_s(run, fast) / 60,
            FAST_LEAST_MIN,
        ),
        (
            "climb, week",
            "m",
            "height",
            lambda run: _height_m(run.facts.ascent_m, run),
            CLIMB_LEAST_M,
        ),
        (
            "descent, week",
            "m",
            "height",
            lambda run: _height_m(run.facts.descent_m, run),
            CLIMB_LEAST_M,
        ),
    )
    for what, unit, measure, amount, least in measures:
        value, _ = _sum(map(amount, weeks.last))  # at least so much
        sums = [_sum(map(amount, week)) for week in weeks.before if week]
        own = [found for found, is_whole in sums if is_whole]
        if len(own) < _LEAST_WEEKS:
            continue
        mean = fmean(own)
        limit = max(limits[RATIO] * mean, mean + SPREAD_SD * pstdev(own), mean + least)
        if value > limit:
            yield _evidence(weeks, what, unit, (value, mean, limit), measure)


def _height_m(metres: float | None, run: Session) -> float | None:
    """Return a run's climb or descent, None where it is not known; a treadmill has none."""
    return 0.0 if metres is None and run.facts.sub_sport in TREADMILLS else metres


def _sum(values: Iterable[float | None]) -> tuple[float, bool]:
    """Return the sum of what is known, and whether that is all."""
    every = list(values)
    known = [value for value in every if value is not None]
    return sum(known), len(known) == len(every)


def _streak(weeks: _Weeks, limits: Limits) -> Iterator[Evidence]:
    """Yield running day after day, for longer than in the own weeks: no day for the tendon."""
    own, now = _longest_row(weeks.base), _longest_row((*weeks.base[-14:], *weeks.last))
    if now > own and now >= limits[STREAK]:
        numbers = (float(now), float(own), max(float(own), limits[STREAK] - 1))
        yield _evidence(weeks, "running days in a row", "d", numbers)


def _longest_row(runs: Sequence[Session]) -> int:
    days = sorted({run.local_date for run in runs})
    longest = row = 1 if days else 0
    for before, after in pairwise(days):
        row = row + 1 if (after - before).days == 1 else 1
        longest = max(longest, row)
    return longest


def _fast_from(runs: Sequence[Session]) -> float:
    """Return the speed above which the fastest twentieth of the running was, m/s."""
    seconds = np.sum([run.facts.speed_seconds for run in runs], axis=0, dtype=float)
    if not seconds.any():
        return float("inf")
    from_top = np.cumsum(seconds[::-1])[::-1]
    return float(np.argmax(from_top <= _FAST_SHARE * seconds.sum())) * SPEED_BIN_M_S


def _fast_s(run: Session, fast: float) -> float:
    if fast == float("inf"):
        return 0.0
    return float(run.facts.speed_seconds[round(fast / SPEED_BIN_M_S) :].sum())


def _gait(weeks: _Weeks) -> Iterator[Evidence]:
    """Yield how the foot lands differently from the own runs, at whatever speed they were."""
    cadence = _pair(weeks, lambda run: run.facts.cadence_mean_spm)
    if cadence and cadence[0] < cadence[1] * (1 - CADENCE_DROP) and not _slower(weeks):
        limit = cadence[1] * (1 - CADENCE_DROP)
        yield _evidence(weeks, "cadence, median of the week's runs", "spm", (*cadence, limit))
    stance = _pair(weeks, lambda run: run.facts.stance_time_mean_ms)
    if stance and stance[0] > stance[1] * (1 + STANCE_RISE) and not _slower(weeks):
        limit = stance[1] * (1 + STANCE_RISE)
        yield _evidence(weeks, "stance time, median of the week's runs", "ms", (*stance, limit))
    balance = _pair(weeks, lambda run: run.facts.stance_balance_mean_percent)
    if balance and abs(balance[0] - balance[1]) >= BALANCE_SHIFT_POINTS:
        step = BALANCE_SHIFT_POINTS if balance[0] > balance[1] else -BALANCE_SHIFT_POINTS
        yield _evidence(weeks, "left share of stance time", "%", (*balance, balance[1] + step))


def _slower(weeks: _Weeks) -> bool:
    """Return whether the week was run over 3 % slower: then cadence and stance change anyway."""
    speed = _pair(weeks, lambda run: run.facts.moving_m_s)
    return speed is not None and speed[0] < 0.97 * speed[1]


def _balance_side(weeks: _Weeks) -> Side | None:
    """Return the side that now stands longer on the ground, where the balance has shifted."""
    balance = _pair(weeks, lambda run: run.facts.stance_balance_mean_percent)
    if balance is None or abs(balance[0] - balance[1]) < BALANCE_SHIFT_POINTS:
        return None
    return "left" if balance[0] > balance[1] else "right"


def _pair(weeks: _Weeks, measure: Callable[[Session], float | None]) -> tuple[float, float] | None:
    """Return the week's median and the own median before it, or None where runs are too few."""
    last = [value for run in weeks.last if (value := measure(run)) is not None]
    own = [value for run in weeks.base if (value := measure(run)) is not None]
    if len(last) < _RECENT_LEAST or len(own) < _LEAST_RUNS:
        return None
    return median(last), median(own)


def _symptom(athlete: Athlete) -> bool:
    return any(
        entry.kind in {"pain", "soreness", "stiffness", "tenderness"}
        and tissue_of(entry.place) in _CALF
        and entry.points >= 1
        for entry in said_back(athlete, _SYMPTOM_DAYS)
    )


def _evidence(
    weeks: _Weeks,
    what: str,
    unit: str,
    numbers: tuple[float, float, float],
    measure: Measure | None = None,
) -> Evidence:
    value, baseline, limit = (round(number, 1) for number in numbers)
    return Evidence(
        what=what,
        value=value,
        unit=unit,
        baseline=baseline,
        limit=limit,
        days=tuple(sorted({run.local_date for run in weeks.last})),
        measure=measure,
    )
