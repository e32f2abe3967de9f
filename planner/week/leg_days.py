"""The leg load of a week's days, done and planned, and which of them are big (JUDGEMENT 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.load.legs import WALK_SPM, load_bw
from planner.week.kinds import TIRING
from planner.week.legs_done import BIG_TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.body.way_back import Stage
    from planner.load.legs import UsualDay
    from planner.week.model import RunKind
    from planner.week.run_search import Placed
    from planner.week.situation import Situation
    from planner.week.week_so_far import Frame

RUN_OF_RUN_WALK: Final = 1 / 3  # 1 min run, 2 min walk
NAMES: Final[Mapping[RunKind, str]] = {
    "long": "the long run",
    "quality": "the hard run",
    "race": "the race",
}


def planned_times(
    situation: Situation, usual: UsualDay, minutes: float, *, walk: bool = False
) -> float | None:
    """Return the leg load of minutes planned, as a multiple of a usual running day.

    From minutes, the pace to expect and the runner's own cadence; None where no usual day is known.
    """
    run = 0.0 if walk or situation.walking else 1.0
    if run and situation.run_walking:
        run = run_share(situation.target.stage)
    speed = usual.speed_m_s if situation.speed_m_s is None else situation.speed_m_s
    return usual.times(
        load_bw(
            run_steps=run * minutes * usual.spm,
            walk_steps=(1 - run) * minutes * WALK_SPM,
            speed_m_s=speed,
        )
    )


def run_share(stage: Stage | None) -> float:
    """Return what of a run-walk is run: by its stage, else a minute of three."""
    if stage is None:
        return RUN_OF_RUN_WALK
    return stage.run_min / (stage.run_min + stage.walk_min)


def planned_loads(
    situation: Situation, frame: Frame, runs: Mapping[int, Placed], second_min: Mapping[int, int]
) -> dict[int, float]:
    """Return the multiples of the days from today on that have a run planned."""
    found = {}
    for number, run in runs.items():
        if number < frame.gone:
            continue
        minutes = run.minutes + second_min.get(number, 0)
        times = planned_times(situation, frame.legs.usual, minutes, walk=run.kind == "walk")
        if times is not None:
            found[number] = times
    return found


def big_days(
    situation: Situation, frame: Frame, runs: Mapping[int, Placed], second_min: Mapping[int, int]
) -> dict[int, str]:
    """Return the week's big days for the legs, from the day before it on, each with its reason.

    A day gone counts as it was run, not as it was planned: a long run that was missed tires nobody.
    On the ladder the step of the week is the measure where it is more than a usual day: its three
    runs are alike, and each would be big by the smaller steps before.
    """
    legs, planned = frame.legs, planned_loads(situation, frame, runs, second_min)
    most = BIG_TIMES * _step_times(situation, frame)
    found = {}
    for number in range(-1, 7):
        run = runs.get(number)
        kind = frame.sunday if number < 0 else None if run is None else run.kind
        over = legs.over(number)
        why = legs.big(number, most)
        if why is None and kind is not None and kind in TIRING:
            why = NAMES[kind] if not over or number in legs.ran else None
        times = _sunday_times(frame) if number < 0 else planned.get(number, 0.0)
        if why is None and not over and times >= most:
            why = f"{times:.1f} x your usual running day"
        if why is not None:
            found[number] = why
    return found


def _step_times(situation: Situation, frame: Frame) -> float:
    """Return a run of the ladder's step as a multiple of a usual day, no less than one."""
    target = situation.target
    if target.rhythm != "start":
        return 1.0
    minutes = target.seconds / 60 / max(1, target.run_days)
    return max(1.0, planned_times(situation, frame.legs.usual, minutes) or 1.0)


def _sunday_times(frame: Frame) -> float:
    """Return what the week before planned for its last day; 0.0 where nothing is known."""
    before = frame.week_before
    return 0.0 if before is None else before.days[-1].leg_load or 0.0


def unplanned_big(frame: Frame) -> tuple[int, ...]:
    """Return the days up to today that were big as run, and that the stored plan meant as none."""
    found = []
    for number in range(7):
        planned = None if frame.stored is None else frame.stored.days[number]
        meant = planned is not None and (
            (planned.run is not None and planned.run.kind in TIRING)
            or (planned.leg_load or 0.0) >= BIG_TIMES
        )
        if frame.legs.big(number) is not None and not meant:
            found.append(number)
    return tuple(found)
