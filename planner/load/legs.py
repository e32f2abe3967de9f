"""What a day's running and walking cost the Achilles tendon: steps times relative peak force.

Peak Achilles force in running rises from 8.2 body weights at 2.7 m/s to 10.1 at 4.5; walking has
44.0 of running's 98.7 (PMC11096059, published). Between the two speeds it is taken as a line,
outside them as flat. Slope adds nothing: at equal cost the tendon changed alike up, down and level
(PMC4234952, published). Peak force alone, without how long it lasts, is an own choice. The unit,
body weights summed over steps, says nothing by itself: a day is told as a multiple of the runner's
own usual running day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.session import between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.session import Session

SLOW_M_S: Final = 2.7  # published: PMC11096059, the slower speed measured
FAST_M_S: Final = 4.5  # published: PMC11096059, the faster one
SLOW_FORCE_BW: Final = 8.2  # published: PMC11096059, peak force at the slower speed
FAST_FORCE_BW: Final = 10.1  # published: PMC11096059, peak force at the faster speed
WALK_SHARE: Final = 44.0 / 98.7  # published: PMC11096059, walking's part of running's force
USUAL_DAYS: Final = 28  # own choice: what a usual running day is taken from (JUDGEMENT 6)
RUN_SPM: Final = 165.0  # own choice: steps a minute of a runner whose cadence is unknown
WALK_SPM: Final = 110.0  # own choice: steps a minute of walking without cadence
WALK_BELOW_M_S: Final = 1.9  # own choice: without cadence, slower than this is walked
ON_FOOT: Final = frozenset({"running", "walking", "hiking"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualDay:
    """A runner's usual running day on a date: the median of the 28 days before it.

    ``load_bw`` is its leg load, null without a run in those days; ``spm`` and ``speed_m_s`` are
    the medians of the runs, for what is planned (``RUN_SPM`` and null where nothing tells them).
    """

    load_bw: float | None
    spm: float
    speed_m_s: float | None

    def times(self, load_bw: float) -> float | None:
        """Return a load as a multiple of this day's, or None where no usual day is known."""
        return load_bw / self.load_bw if self.load_bw else None


def achilles_force_bw(speed_m_s: float | None) -> float:
    """Return the peak force of one running step in body weights; unknown speed counts as slow."""
    if speed_m_s is None:
        return SLOW_FORCE_BW
    part = (speed_m_s - SLOW_M_S) / (FAST_M_S - SLOW_M_S)
    return SLOW_FORCE_BW + (FAST_FORCE_BW - SLOW_FORCE_BW) * min(1.0, max(0.0, part))


def load_bw(*, run_steps: float, walk_steps: float, speed_m_s: float | None) -> float:
    """Return the leg load of steps run at a speed and steps walked, in body weights."""
    return run_steps * achilles_force_bw(speed_m_s) + walk_steps * WALK_SHARE * SLOW_FORCE_BW


def session_load_bw(facts: SessionFacts, usual_spm: float) -> float:
    """Return the leg load of a session on foot; 0.0 of any other sport.

    Steps and gait are those of the cadence. Without cadence they are estimated from moving
    minutes: run at ``usual_spm``, or walked where it was slower than 1.9 m/s or no run at all.
    """
    if facts.sport not in ON_FOOT:
        return 0.0
    speed = facts.moving_m_s
    if facts.steps is not None and facts.running_s is not None:
        cadence = facts.cadence_mean_spm or usual_spm
        run = min(facts.steps, facts.running_s * cadence / 60)
        return load_bw(run_steps=run, walk_steps=facts.steps - run, speed_m_s=speed)
    minutes = facts.moving_s / 60
    if facts.sport != "running" or (speed is not None and speed < WALK_BELOW_M_S):
        return load_bw(run_steps=0.0, walk_steps=minutes * WALK_SPM, speed_m_s=speed)
    return load_bw(run_steps=minutes * usual_spm, walk_steps=0.0, speed_m_s=speed)


def day_loads_bw(sessions: Sequence[Session], first: date, last: date) -> dict[date, float]:
    """Return the leg load of each day from ``first`` to ``last`` that has a session."""
    inside = between(sessions, first, last)
    spm = _usual_spm(inside)
    loads: dict[date, float] = {}
    for one in inside:
        loads[one.local_date] = loads.get(one.local_date, 0.0) + session_load_bw(one.facts, spm)
    return loads


def usual_day(sessions: Sequence[Session], before: date) -> UsualDay:
    """Return the usual running day of the 28 days before a date (JUDGEMENT 6)."""
    first, last = before - timedelta(days=USUAL_DAYS), before - timedelta(days=1)
    runs = [one for one in between(sessions, first, last) if one.is_run]
    days: Mapping[date, float] = day_loads_bw(sessions, first, last)
    loads = [days[day] for day in {run.local_date for run in runs}]
    speeds = [speed for run in runs if (speed := run.facts.moving_m_s) is not None]
    return UsualDay(
        load_bw=median(loads) if loads else None,
        spm=_usual_spm(runs),
        speed_m_s=median(speeds) if speeds else None,
    )


def leg_loads(sessions: Sequence[Session]) -> dict[str, float | None]:
    """Return each session's leg load by its id, as a multiple of the usual running day before it.

    Null where the 28 days before it hold no run; 0.0 of sports that are not on foot.
    """
    usual: dict[date, UsualDay] = {}
    loads: dict[str, float | None] = {}
    for one in sessions:
        day = one.local_date
        if day not in usual:
            usual[day] = usual_day(sessions, day)
        loads[one.facts.id] = usual[day].times(session_load_bw(one.facts, usual[day].spm))
    return loads


def _usual_spm(sessions: Sequence[Session]) -> float:
    known = [
        one.facts.cadence_mean_spm for one in sessions if one.is_run and one.facts.cadence_mean_spm
    ]
    return median(known) if known else RUN_SPM
