"""How fast the runner moves under the ceiling, from what was really run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.body.time_off import pace_after
from planner.body.way_back import without_ends_s
from planner.judging.balance import monday_of
from planner.session import between
from planner.week.limits import CROSS_LEAST_MIN, CROSS_SESSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from planner.body.time_off import Break
    from planner.session import Ceiling, Session

DAY: Final = timedelta(days=1)
LOOK_BACK: Final = timedelta(days=56)
LEAST_STEADY_S: Final = 600.0
LEAST_RUN_S: Final = 600.0
WALK_M_S: Final = 1.9  # below this an upper limit is walked, not run
RUN_WALK_M_S: Final = 2.15
WALKING_M_S: Final = 1.4  # own choice: the walks between runs, a usual walk
NEAR_BPM: Final = 5  # own choice: so far over the ceiling a run still tells the pace under it
RUNS_SHARE: Final = 0.8  # own choice: of the time with known steps; from here it is running
WALKS_SHARE: Final = 0.2  # own choice: of the time with known steps; under it it is walking
GAIT_RUNS: Final = 5
RANGE_RUNS: Final = 5  # own choice: fewer easy runs tell no range of speeds
RANGE_OUT: Final = 0.05  # own choice: of them, left out at either end
WEEK_DAYS: Final = 7
# Sports that keep the heart and lungs going, in FIT's words; strength and walks are not among them.
CROSS_SPORTS: Final = frozenset(
    {"cycling", "swimming", "rowing", "cross_country_skiing", "inline_skating", "fitness_equipment"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run, the factor by which its speed counts, and its mean speed as it counts.

    The factor is 1 but for runs before a break. ``bpm`` is the mean heart rate, None without any.
    """

    session: Session
    factor: float
    speed_m_s: float
    bpm: float | None


def speed_in_band(
    sessions: Sequence[Session],
    ceiling: Ceiling | None,
    before: date,
    *,
    gap: Break | None,
) -> float | None:
    """Return the speed to expect in the band, m/s, or None where nothing tells it.

    The grade-adjusted steady speed at the band's beats over the last eight weeks; with too little
    of that, the median speed of runs whose mean heart rate was near the band or below; else the
    median speed of all runs, scaled by the beats (an estimate: heart rate over speed is close to
    a straight line). Without a ceiling or any heart rate, the median speed of the slower
    half of the runs.

    In and after a break (``gap``) the runs before it count by the pace that time off leaves
    (RULES 7.4); while it lasts, the eight weeks are those before it.
    """
    recent = _recent(sessions, before, gap)
    if not recent:
        return None
    heard = [(run, run.bpm) for run in recent if run.bpm]
    if ceiling is None or not heard:
        return median(sorted(run.speed_m_s for run in recent)[: (len(recent) + 1) // 2])
    steady = _steady(recent, ceiling)
    if steady is not None:
        return steady
    near = [run for run in recent if _is_near(run.bpm, ceiling)]
    if near:
        return median(run.speed_m_s for run in near)
    middle_bpm = (ceiling.bpm + ceiling.floor_bpm) / 2
    return median(run.speed_m_s * middle_bpm / bpm for run, bpm in heard)


def speed_range(
    sessions: Sequence[Session],
    ceiling: Ceiling | None,
    before: date,
    *,
    gap: Break | None,
    speed_m_s: float | None,
) -> tuple[float, float] | None:
    """Return from which to which speed the runner's own easy runs went, m/s, as measured.

    Nine of ten lie inside: on the runner's own ground, at the own gait, around ``speed_m_s``. None
    where that is not known, or fewer than five such runs of eight weeks tell it (own choice). A run
    classed ``anaerobic`` is none of them, however near the ceiling its mean: an easy run is not
    to be as fast.
    """
    if speed_m_s is None:
        return None
    runs = _recent(sessions, before, gap)
    if ceiling is not None:
        runs = [run for run in runs if _is_near(run.bpm, ceiling)]
        runs = [run for run in runs if run.session.session_class != "anaerobic"]
    if len(runs) < RANGE_RUNS:
        return None
    speeds = sorted(run.speed_m_s for run in runs)
    out = int(RANGE_OUT * len(speeds))
    inside = (speeds[out], speeds[-1 - out])
    return min(inside[0], speed_m_s), max(inside[1], speed_m_s)


def share_run(
    sessions: Sequence[Session],
    ceiling: Ceiling | None,
    before: date,
    *,
    asked: Collection[date] = (),
) -> float | None:
    """Return the share of the time that was run, by cadence, under the ceiling; null where unknown.

    The median of the last five runs of eight weeks whose mean heart rate was near the ceiling or
    below, of all runs without a ceiling: the steps tell the gait, and speed only where there are
    none (own choice). Runs of weeks that were asked to be run and walked (``asked``, their Mondays)
    tell none: where nothing else does, all is run.
    """
    found = [one for one in _before(sessions, before) if one.is_run]
    own = [one for one in found if monday_of(one.local_date) not in asked]
    if found and not own:
        return 1.0
    known = [
        one.facts
        for one in own
        if one.facts.running_s is not None
        and (ceiling is None or _is_near(one.facts.hr_mean_bpm, ceiling))
    ]
    shares = [
        facts.running_s / max(60.0, min(facts.moving_s or facts.duration_s, without_ends_s(facts)))
        for facts in known[-GAIT_RUNS:]
        if facts.running_s is not None and facts.duration_s
    ]
    return median(shares) if shares else None


def _before(sessions: Sequence[Session], until: date) -> Sequence[Session]:
    """Return the sessions of the eight weeks before a day."""
    return between(sessions, until - LOOK_BACK, until - DAY)


def _recent(sessions: Sequence[Session], before: date, gap: Break | None) -> list[_Run]:
    """Return the runs with a speed that count, each with the factor of its pace."""
    until, factor = before, 1.0
    if gap is not None:
        crossed = _cross_trained(sessions, gap, before)
        factor = pace_after(gap.days_off, cross_trained=crossed)
        if gap.first_run is None:
            until = gap.last_run + DAY
    return [
        _run(one, factor if gap is not None and one.local_date <= gap.last_run else 1.0, metres)
        for one in _before(sessions, until)
        if one.is_run and one.facts.duration_s >= LEAST_RUN_S and (metres := one.facts.distance_m)
    ]


def _run(session: Session, factor: float, distance_m: float) -> _Run:
    facts = session.facts
    speed_m_s = distance_m / (facts.moving_s or facts.duration_s)
    return _Run(session=session, factor=factor, speed_m_s=factor * speed_m_s, bpm=facts.hr_mean_bpm)


def _is_near(bpm: float | None, ceiling: Ceiling) -> bool:
    """Return whether a mean heart rate is near a ceiling or below: it tells the pace under it."""
    return bpm is not None and 0 < bpm <= ceiling.bpm + NEAR_BPM


def _cross_trained(sessions: Sequence[Session], gap: Break, before: date) -> bool:
    """Return whether other endurance sports were kept up through the break (own choice)."""
    until = before if gap.first_run is None else gap.first_run
    kept = [
        one
        for one in between(sessions, gap.last_run + DAY, until - DAY)
        if one.facts.sport in CROSS_SPORTS and one.facts.duration_s >= 60 * CROSS_LEAST_MIN
    ]
    return len(kept) >= CROSS_SESSIONS * gap.days_off / WEEK_DAYS


def _steady(runs: Sequence[_Run], ceiling: Ceiling) -> float | None:
    low, high = max(0, ceiling.floor_bpm), ceiling.bpm + 1
    vectors = [(run.session.facts.vectors, run.factor) for run in runs]
    seconds = sum(float(one.steady_s[low:high].sum()) for one, _ in vectors)
    if seconds < LEAST_STEADY_S:
        return None
    return sum(factor * float(one.steady_m[low:high].sum()) for one, factor in vectors) / seconds
