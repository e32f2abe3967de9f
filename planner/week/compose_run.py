"""From what the search found to a run that people can do: kind, band, parts, length, effort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner import words
from planner.week.kinds import test_main_s
from planner.week.leg_days import run_share
from planner.week.model import Interval, Run
from planner.week.pace import RUN_WALK_M_S, RUNS_SHARE, WALKING_M_S
from planner.week.race import race_m
from planner.week.run_why import run_why
from planner.week.wishes import TEST_LEAST_MIN
from planner.week.words import (
    AT_THE_CEILING,
    EFFORT,
    TEST_MAIN,
)

if TYPE_CHECKING:
    from planner.session import Ceiling
    from planner.week.model import RunKind
    from planner.week.run_search import Placed, RunWeek
    from planner.week.situation import Situation

SHORT_RUN_MIN: Final = 45  # under it warm-up and cool-down are one fifth each (RULES 7.1)
WARM_UP_S: Final = 12 * 60
COOL_DOWN_S: Final = 10 * 60
TEST_COOL_DOWN_S: Final = 5 * 60
DRIFT_WARM_UP_S: Final = 15 * 60  # practitioner: Uphill Athlete (RULES 2.4)
TEST_BAND_BPM: Final = 3
ANAEROBIC_OVER_AEROBIC: Final = 0.90  # ceiling over the anaerobic threshold (RULES 2.7, own)
RUN_S: Final = 60
WALK_S: Final = 120


def asked_run(situation: Situation, runs: RunWeek, number: int, placed: Placed) -> Run:
    """Return what is asked of the run that the search placed on this day."""
    kind = _kind(situation, runs, number, placed)
    seconds = placed.minutes * 60
    warm_up_s, cool_down_s = _warm_and_cool(kind, seconds)
    above_s = 0
    if kind == "quality":
        above_s = min(situation.wishes.above_min * 60, seconds - warm_up_s - cool_down_s)
    return Run(
        kind=kind,
        duration_s=seconds,
        band_bpm=_band(situation.ceiling, kind),
        effort=_effort(situation, kind, test_main_s(seconds, warm_up_s, cool_down_s)),
        distance_m_estimate=race_m(situation)
        if kind == "race"
        else _metres(situation, kind, seconds),
        warm_up_s=warm_up_s,
        cool_down_s=cool_down_s,
        why=run_why(situation, number, kind, above_s=above_s, minutes=placed.minutes),
        above_s=above_s,
        hard_band_bpm=_hard_band(situation.ceiling) if above_s else None,
        intervals=_intervals(situation, kind, seconds),
        distance_m_range=None if kind == "race" else _metres_range(situation, kind, seconds),
    )


def second_run(situation: Situation, minutes: int) -> Run:
    """Return a day's second run, an easy one of these minutes."""
    seconds = minutes * 60
    kind: RunKind = "run_walk" if situation.run_walking else "recovery"
    return Run(
        kind="walk" if situation.walking else kind,
        duration_s=seconds,
        band_bpm=_band(situation.ceiling, "recovery"),
        effort=EFFORT["recovery"],
        distance_m_estimate=_metres(situation, kind, seconds),
        distance_m_range=_metres_range(situation, kind, seconds),
        warm_up_s=0 if situation.run_walking else seconds // 5,
        cool_down_s=0 if situation.run_walking else seconds // 5,
        intervals=_intervals(situation, kind, seconds) if not situation.walking else (),
        why="A second, shorter run, as you usually do; the first to drop when tired.",
    )


def _intervals(situation: Situation, kind: RunKind, seconds: int) -> tuple[Interval, ...]:
    """Return run and walk of a run-walk: those of its stage, else 1 min and 2 min throughout."""
    if kind != "run_walk":
        return ()
    stage = situation.target.stage
    run_s, walk_s = (RUN_S, WALK_S) if stage is None else (60 * stage.run_min, 60 * stage.walk_min)
    times = seconds // (run_s + walk_s)
    return (Interval(run_s=run_s, walk_s=walk_s, times=times),) if times else ()


def _warm_and_cool(kind: RunKind, seconds: int) -> tuple[int, int]:
    """Return seconds of warm-up and cool-down: a fifth each in short runs (RULES 7.1).

    A test needs its 12 minutes of warm-up whatever its length (RULES 1.2).
    """
    if kind in {"rest", "race", "run_walk"}:  # the walks of a run-walk are its warm-up
        return 0, 0
    fifth = seconds // 5
    short = seconds < SHORT_RUN_MIN * 60
    if kind == "maf_test":
        most = TEST_COOL_DOWN_S if short else COOL_DOWN_S
        return WARM_UP_S, max(0, min(most, seconds - 60 * TEST_LEAST_MIN))
    if kind == "drift_test":
        return DRIFT_WARM_UP_S, 0
    return (fifth, fifth) if short else (WARM_UP_S, COOL_DOWN_S)


def _metres(situation: Situation, kind: RunKind, seconds: int) -> float | None:
    speed = situation.speed_m_s
    return None if speed is None else _tens(_with_walks(situation, kind, speed) * seconds)


def _metres_range(situation: Situation, kind: RunKind, seconds: int) -> tuple[float, float] | None:
    speeds = situation.speed_range_m_s
    if speeds is None:
        return None
    low, high = (_with_walks(situation, kind, speed) for speed in speeds)
    return _tens(low * seconds), _tens(high * seconds)


def _with_walks(situation: Situation, kind: RunKind, speed_m_s: float) -> float:
    """Return the mean speed of a run whose walks are walked, from that of the runner's own runs.

    Where those hold walks of their own, by their steps or their speed, it is theirs.
    """
    if not situation.run_walking or kind not in {"run_walk", "long"}:
        return speed_m_s
    if situation.share_run is None:
        already = speed_m_s < RUN_WALK_M_S
    else:
        already = situation.share_run < RUNS_SHARE
    if already:
        return speed_m_s
    run = run_share(situation.target.stage)
    return run * speed_m_s + (1 - run) * min(speed_m_s, WALKING_M_S)


def _tens(metres: float) -> float:
    return float(round(metres, -1))


def _kind(situation: Situation, runs: RunWeek, number: int, placed: Placed) -> RunKind:
    """Return the kind people see: what ceiling or return to running makes of the one found."""
    if placed.kind != "easy":
        return placed.kind
    if situation.walking:
        return "walk"
    if situation.run_walking:
        return "run_walk"
    before = runs.runs.get(number - 1)
    return "recovery" if before is not None and before.kind == "long" else "easy"


def _band(ceiling: Ceiling | None, kind: RunKind) -> tuple[int, int] | None:
    if ceiling is None or kind in {"race", "drift_test"}:  # of a test of the ceiling words lead
        return None
    width = ceiling.bpm - ceiling.floor_bpm
    if kind == "recovery":
        return (ceiling.floor_bpm - width, ceiling.floor_bpm)
    if kind == "maf_test":
        return (ceiling.bpm - TEST_BAND_BPM, ceiling.bpm)
    return (ceiling.floor_bpm, ceiling.bpm)


def _hard_band(ceiling: Ceiling | None) -> tuple[int, int] | None:
    """Return the band of quality: from the ceiling to the estimated anaerobic threshold."""
    if ceiling is None:
        return None
    return (ceiling.bpm + 1, round(ceiling.bpm / ANAEROBIC_OVER_AEROBIC))


def _effort(situation: Situation, kind: RunKind, main_s: int) -> str:
    if kind == "maf_test":
        band = _band(situation.ceiling, kind)
        asked = EFFORT[kind].replace(TEST_MAIN, words.duration(main_s))
        if band is not None:
            asked = asked.replace(AT_THE_CEILING, f"at {band[0]}-{band[1]} bpm")
        return f"Walk it: {asked}" if situation.walking else asked
    if kind == "long" and situation.walking:
        return EFFORT["walk"]
    if kind == "long" and situation.run_walking:
        return EFFORT["run_walk"]
    stage = situation.target.stage
    if kind == "run_walk" and stage is not None:
        return f"{stage.words}; always able to speak in full sentences"
    return EFFORT[kind]
