"""Progress between MAF tests that may be compared (RULES 1.2; tolerances are our own choice).

Two tests are compared by their pace. From three on the verdict is the slope of the last three to
six, with the range that holds in eight of ten cases: a single test scatters by as much as months of
training bring.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from statistics import stdev
from typing import TYPE_CHECKING, Final

from planner import words
from planner.load.own_week import is_load_peak
from planner.profile.limits import own
from planner.session import WARMER_C, apart, between
from planner.test_results import MafTest, Trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.test_results import Rating

TOLERANCE: Final = own(
    "maf_test_tolerance",
    0.015,
    "1",
    "change of pace between two MAF tests that is none",
    "RULES 1.2",
)
LEAST_TESTS: Final = 3  # own choice: from so many on a slope is told (JUDGEMENT 7)
MOST_TESTS: Final = 6  # own choice: of the last so many
Z_80: Final = 1.2816  # of the normal distribution, two-sided 80 %
SCATTER_FRAC: Final = 0.02  # own choice: of one test's pace, where easy runs do not tell it
SCATTER_RUNS: Final = 6  # own choice
SCATTER_DAYS: Final = 56  # own choice
LEAST_SCATTER_FRAC: Final = 0.005  # own choice
MOST_SCATTER_FRAC: Final = 0.05  # own choice
PLATEAU_TESTS: Final = 3  # own choice: so many without change are abnormal (RULES 1.2)
PLATEAU_WEEKS: Final = 12  # own choice: weeks they must span (RULES 1.2)
OTHER_HR_BPM: Final = 3  # own choice: RULES 1.2 asks for the same heart rate
HILLIER_M_KM: Final = 5  # own choice: no source fixes it
WORSE: Final = 2  # own choice: rise of stress or effort, 0-10, that does too (RULES 5.5)
LESS_SLEEP_S: Final = 3600  # own choice: sleep lost a night that does too (RULES 5.5)

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paced:
    """A test that was computed."""

    test: MafTest
    speed_m_s: float

    @property
    def day(self) -> date:
        return self.test.declaration.day


def maf_trends(tests: Sequence[MafTest], athlete: Athlete) -> tuple[Trend, ...]:
    """Return each computed test with its rating against the last comparable one, oldest first."""
    trends: list[Trend] = []
    done = [
        _Paced(test=test, speed_m_s=test.speed_m_s)
        for test in sorted(tests, key=lambda one: one.declaration.day)
        if test.refused is None and test.speed_m_s
    ]
    for number, one in enumerate(done):
        trends.append(_trend(one, done[:number], trends, athlete))
    return tuple(trends)


def _trend(
    one: _Paced, before: Sequence[_Paced], trends: Sequence[Trend], athlete: Athlete
) -> Trend:
    if not before:
        return _rated(one.test, "first", "nothing to compare with yet")
    reasons = [(other, _unlike(one.test, other.test)) for other in reversed(before)]
    like = [other for other, reason in reasons if reason is None][: MOST_TESTS - 1]
    if not like:
        return _rated(one.test, "not comparable", f"to the last one: {reasons[0][1]}")
    if len(like) + 1 >= LEAST_TESTS:
        against = like[-1]
        change, range_frac = _slope(one, like, athlete)
        rating, why = _rating_of_slope(change, range_frac, len(like) + 1)
    else:
        against = like[0]
        change = against.speed_m_s / one.speed_m_s - 1
        rating, why = _rating(change, athlete.profile.limits[TOLERANCE])
    if rating == "progress" and (doubt := _worse_feeling(one.test, athlete)):
        rating, why = "ambiguous", f"faster, but {doubt}: it may be fatigue (RULES 5.5)"
    if rating == "plateau" and _too_long(one.test, trends):
        rating = "abnormal plateau"
        why = "no change for long: look for what holds it back, in training, food, stress, health"
    return Trend(test=one.test, rating=rating, change_frac=change, against=against.day, why=why)


def _slope(one: _Paced, like: Sequence[_Paced], athlete: Athlete) -> tuple[float, float]:
    """Return the change of pace over these tests, by their straight line, and half its range."""
    tests = [one, *like]
    days = [float((each.day - like[-1].day).days) for each in tests]
    paces = [-math.log(each.speed_m_s) for each in tests]
    middle = _mean(days)
    spread = sum((day - middle) ** 2 for day in days)
    slope = sum((day - middle) * pace for day, pace in zip(days, paces, strict=True)) / spread
    span = max(days)
    half = Z_80 * scatter_frac(athlete, one.test) * span / math.sqrt(spread)
    return math.expm1(slope * span), half


def scatter_frac(athlete: Athlete, test: MafTest) -> float:
    """Return how far one test's pace scatters: as the six easy runs before it do, else 2 %.

    By their speed per beat in the steady part (own choice); never under half a per cent.
    """
    day = test.declaration.day
    first = day - timedelta(days=SCATTER_DAYS)
    known = [
        math.log(run.facts.efficiency)
        for run in between(athlete.runs, first, day - timedelta(days=1))
        if run.session_class == "aerobic" and run.facts.efficiency
    ][-SCATTER_RUNS:]
    if len(known) < SCATTER_RUNS:
        return SCATTER_FRAC
    return min(max(stdev(known), LEAST_SCATTER_FRAC), MOST_SCATTER_FRAC)


def _rating_of_slope(change: float, range_frac: float, tests: int) -> tuple[Rating, str]:
    """Return progress or regress only where the whole range says so."""
    span = f"{-100 * (change + range_frac):+.1f} to {-100 * (change - range_frac):+.1f} %"
    which = "slower" if change > 0 else "faster"
    said = (
        f"pace over {tests} tests {abs(100 * change):.1f} % {which} (80 % range {span}, + faster)"
    )
    if change + range_frac < 0:
        return "progress", said
    if change - range_frac > 0:
        return "regress", said
    return "plateau", f"no clear change: {said}"


def _rated(test: MafTest, rating: Rating, why: str) -> Trend:
    return Trend(test=test, rating=rating, change_frac=None, against=None, why=why)


def _rating(change: float, tolerance: float) -> tuple[Rating, str]:
    if change <= -tolerance + ROUNDING:
        return "progress", f"pace {-100 * change:.1f} % faster at the same heart rate"
    if change >= tolerance - ROUNDING:
        return "regress", f"pace {100 * change:.1f} % slower at the same heart rate"
    return "plateau", f"pace within {words.limit(tolerance)}"


def _unlike(test: MafTest, other: MafTest) -> str | None:
    """Return why two tests may not be compared, or None."""
    mine, theirs = test.declaration, other.declaration
    if mine.course is None or mine.course != theirs.course:
        return "the course is another or was not said"
    if mine.protocol != theirs.protocol:
        return "the protocol is another"
    if apart(test.hr_mean_bpm, other.hr_mean_bpm, OTHER_HR_BPM):
        return "the heart rate is another"
    if apart(test.temperature_c, other.temperature_c, WARMER_C):
        return "one day was much warmer than the other"
    if apart(test.climb_m_km, other.climb_m_km, HILLIER_M_KM):
        return "the climb is another"
    return None


def _too_long(test: MafTest, trends: Sequence[Trend]) -> bool:
    """Return whether this plateau makes enough tests in a row, over enough weeks."""
    flat = [test.declaration.day]
    for trend in reversed(trends):
        flat.append(trend.test.declaration.day)
        if trend.rating not in {"plateau", "abnormal plateau"}:
            break
    weeks = (flat[0] - flat[-1]).days / 7
    return len(flat) - 1 >= PLATEAU_TESTS and weeks >= PLATEAU_WEEKS


def _worse_feeling(test: MafTest, athlete: Athlete) -> str | None:
    """Return what felt worse in a week of much load, or None (RULES 5.5, own choice)."""
    day = test.declaration.day
    if not is_load_peak(athlete.days, day):
        return None
    near, far = day - timedelta(days=7), day - timedelta(days=35)
    for kind, worse in (("stress", "stress is up"), ("done", "runs feel harder")):
        scores = [(e.day, e.score) for e in athlete.diary if e.kind == kind and e.score is not None]
        last = [score for when, score in scores if near < when <= day]
        before = [score for when, score in scores if far < when <= near]
        if last and before and _mean(last) - _mean(before) >= WORSE:
            return f"{worse} in a week of much load"
    sleeps = [(w.day, s) for w in athlete.wellness if (s := w.settled("sleep_s")) is not None]
    last = [slept for when, slept in sleeps if near < when <= day]
    before = [slept for when, slept in sleeps if far < when <= near]
    if last and before and _mean(before) - _mean(last) >= LESS_SLEEP_S:
        return "sleep is short in a week of much load"
    return None


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
