"""From the answers of the searches to a plan that people can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import SAFE, STOP_SCORE
from planner.flags.red_flag import whom_to_ask
from planner.thresholds.in_force import medical_bar
from planner.week.kinds import TESTS, test_main_s
from planner.week.leg_days import planned_loads, run_share
from planner.week.limits import LONG_OVER_LONGEST
from planner.week.model import Day, Interval, Plan, Run, Score, WeekNote
from planner.week.pace import RUN_WALK_M_S, RUNS_SHARE, WALKING_M_S
from planner.week.prescription import strength_of_day
from planner.week.problems import COUNTS_MIN, stands_today
from planner.week.race import race_m, race_why
from planner.week.review import changes_since
from planner.week.unmet import unmet_of
from planner.week.way_back_words import stage_note
from planner.week.wishes import TEST_LEAST_MIN
from planner.week.words import (
    AT_THE_CEILING,
    CHECKS,
    EFFORT,
    RAISES_CHECK,
    STOP_HEART,
    STOP_ILL,
    STOP_PREGNANT,
    TEST_MAIN,
    WHAT,
    WHEN_WELL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from planner.session import Ceiling
    from planner.week.model import RunKind
    from planner.week.run_search import Placed, RunWeek
    from planner.week.situation import Situation
    from planner.week.strength_search import StrengthWeek
    from planner.week.week_so_far import Frame

SHORT_RUN_MIN: Final = 45  # under it warm-up and cool-down are one fifth each (RULES 7.1)
WARM_UP_S: Final = 12 * 60
COOL_DOWN_S: Final = 10 * 60
TEST_COOL_DOWN_S: Final = 5 * 60
_NOT_UNDER: Final = {"quality": "the hard run's main part", "drift_test": "the drift test"}
DRIFT_WARM_UP_S: Final = 15 * 60  # practitioner: Uphill Athlete (RULES 2.4)
TEST_BAND_BPM: Final = 3
ANAEROBIC_OVER_AEROBIC: Final = 0.90  # ceiling over the anaerobic threshold (RULES 2.7, own)
FLAT_PAIN: Final = 4  # from it on no hills (RULES 5.4)
FLAT_ROUTE: Final = "Your usual routes are hilly: choose a flat one."
WEEKS_TOLD: Final = 12
_SORE: Final = re.compile(r"\bpain-(?P<place>.+?)(-(?P<side>left|right|both))?$")
_DAY_OF_ID: Final = re.compile(r"-\d{4}-\d\d-\d\d$")
RUN_S: Final = 60
WALK_S: Final = 120
LONG_WALK: Final = "The longest walk of the week, by time."
DOUBTED: Final = (
    "That ceiling is in doubt, so go by the talk test: run so that you speak easily in full "
    "sentences. There is no need to walk in order to stay under it."
)
MOSTLY: Final = 0.5  # a habit: at least half of the weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the searches found: runs, minutes of second runs by day, strength, edits refused."""

    runs: RunWeek
    second_runs: Mapping[int, int]
    strength: StrengthWeek
    refused: tuple[str, ...]


def compose(situation: Situation, frame: Frame, answer: Answer, *, created_utc: datetime) -> Plan:
    """Return the plan: days gone as they stood, the others as found, and what could not be."""
    ceiling = situation.ceiling
    days = tuple(_day(situation, frame, answer, number) for number in range(7))
    check_day = _check_day(situation, frame, answer)
    plan = Plan(
        week_start=situation.monday,
        created_utc=created_utc,
        phase=situation.phase,
        ceiling_bpm=None if ceiling is None else ceiling.bpm,
        band_bpm=None if ceiling is None else (ceiling.floor_bpm, ceiling.bpm),
        target_s=int(situation.target.seconds),
        why=_why(situation),
        flags=tuple(situation.flags),
        days=tuple(
            replace(day, checks=_checks(situation)) if number == check_day else day
            for number, day in enumerate(days)
        ),
        unmet=unmet_of(
            situation,
            frame,
            answer.runs,
            answer.strength,
            second_runs=answer.second_runs,
            refused=answer.refused,
        ),
        rhythm=situation.target.rhythm,
        scores=tuple(
            Score(rule=rule, penalty=penalty)
            for scores in (answer.runs.scores, answer.strength.scores)
            for rule, penalty in scores.items()
        ),
        effect=situation.effect.level,
        effect_reasons=tuple(reason.what for reason in situation.effect.reasons),
        stage=stage_note(situation.history.memory.way_back, situation.target.way_stage),
        reference_s=situation.target.reference_s,
        weeks_before=tuple(
            WeekNote(week_start=week.start, seconds=week.seconds, reason=week.reason)
            for week in situation.history.weeks[-WEEKS_TOLD:]
        ),
    )
    before = frame.stored or frame.week_before
    if before is not None:
        before = _named(before, situation.flags)
    return replace(plan, changes=changes_since(before, _named(plan, situation.flags)))


def _named(plan: Plan, titles: Mapping[str, str]) -> Plan:
    """Return a plan whose flags are said by title; one that stands no longer by its id's words."""
    return replace(
        plan,
        flags=tuple(f"“{titles[one]}”" if one in titles else _in_words(one) for one in plan.flags),
    )


def _in_words(flag_id: str) -> str:
    """Return "pain of the left soleus" of `pain-soleus-left`, "illness" of `illness-2026-05-18`."""
    sore = _SORE.search(flag_id)
    if sore:
        return f"pain of the {words.where(sore['place'], sore['side'])}"
    return re.sub(r"[-_]", " ", _DAY_OF_ID.sub("", flag_id))


def _day(situation: Situation, frame: Frame, answer: Answer, number: int) -> Day:
    date, done = situation.day(number), frame.done[number]
    if number < frame.gone:
        before = None if frame.stored is None else frame.stored.days[number]
        return Day(
            date=date,
            run=None if before is None else before.run,
            more_runs=() if before is None else before.more_runs,
            strength=() if before is None else before.strength,
            checks=() if before is None else before.checks,
            done=done,
            leg_load=None if before is None else before.leg_load,
        )
    placed = answer.runs.runs.get(number)
    second_min = answer.second_runs.get(number)
    loads = planned_loads(situation, frame, answer.runs.runs, answer.second_runs)
    rest = None if frame.legs.usual.load_bw is None else 0.0
    if frame.stored is not None and stands_today(situation, frame, number):
        run = frame.stored.days[number].run
    elif placed is None or _run_already(situation, frame, number):
        run = _rest(situation, frame, number)
    else:
        run = _run(situation, answer, number, placed)
    return Day(
        date=date,
        run=run,
        more_runs=() if second_min is None else (_second_run(situation, second_min),),
        strength=strength_of_day(situation, answer.strength, number),
        checks=(),
        done=done,
        leg_load=round(loads[number], 2) if number in loads else rest,
    )


def _run_already(situation: Situation, frame: Frame, number: int) -> bool:
    """Return whether today's run was done before any was planned."""
    unplanned = frame.stored is None or (
        (planned := frame.stored.days[number].run) is None or planned.kind == "rest"
    )
    ran = number == frame.gone and frame.ran_min(number) >= COUNTS_MIN
    return ran and unplanned and situation.race != number


def _rest(situation: Situation, frame: Frame, number: int) -> Run:
    closed = situation.closed[number]
    skipped = any(
        edit.kind == "skip" and edit.day == situation.day(number) for edit in situation.edits
    )
    why = WHAT["rest"] if closed is None else f"No run: {closed}."
    if _run_already(situation, frame, number):
        why = "You have run today; that was this day's run."
    if skipped:
        why = "You skipped this run; nothing is made up for it."
    return Run(
        kind="rest",
        duration_s=0,
        band_bpm=None,
        effort=EFFORT["rest"],
        distance_m_estimate=None,
        warm_up_s=0,
        cool_down_s=0,
        why=why,
    )


def _run(situation: Situation, answer: Answer, number: int, placed: Placed) -> Run:
    kind = _kind(situation, answer.runs, number, placed)
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
        why=_run_why(situation, number, kind, above_s=above_s, minutes=placed.minutes),
        above_s=above_s,
        hard_band_bpm=_hard_band(situation.ceiling) if above_s else None,
        intervals=_intervals(situation, kind, seconds),
        distance_m_range=None if kind == "race" else _metres_range(situation, kind, seconds),
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


def _second_run(situation: Situation, minutes: int) -> Run:
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


def _long_why(situation: Situation, number: int, minutes: int) -> str:
    """Return what holds the long run down: a week that holds, 30 days, else its share."""
    held_min = situation.target.longest_min
    if held_min is not None and minutes >= held_min - 1:
        return "No longer than in your usual weeks: this one does not grow."
    if minutes >= situation.caps_min[number] - 1:
        most = situation.profile.limits[LONG_OVER_LONGEST]
        return f"At most {most:.2f} of the longest run of 30 days (Frandsen 2025)."
    return "It is as long as its usual share of the week allows."


def _run_why(
    situation: Situation, number: int, kind: RunKind, *, above_s: int, minutes: int
) -> str:
    what = LONG_WALK if kind == "long" and situation.walking else WHAT[kind]
    parts = [what, _day_why(situation, number, kind)]
    moved = any(
        edit.kind == "move" and edit.to == situation.day(number) for edit in situation.edits
    )
    if moved:
        parts.append("You moved it here.")
    if kind == "long":
        parts.append(_long_why(situation, number, minutes))
    parts.append(_ground(situation, kind))
    if above_s:
        parts.append(f"{words.duration(above_s)} above the ceiling at most, the rest under it.")
    return " ".join(part for part in parts if part)


def _ground(situation: Situation, kind: RunKind) -> str:
    """Return whether and why to run flat (RULES 5.4); more is said where usual routes are hilly.

    Hills are not proven to be worse for the tendon (RULES 5.2): after trouble within the year a
    flat route is a precaution of ours.
    """
    worst, way_back = situation.body.worst, situation.history.memory.way_back
    hilly = situation.profile.availability.terrain == "hilly"
    health = situation.profile.health
    prior = health.prior_achilles_side is not None or health.prior_calf_side is not None
    if worst is not None and worst.score >= FLAT_PAIN:
        return "Flat ground while the pain lasts." + f" {FLAT_ROUTE}" * hilly
    if hilly and way_back is not None:
        return f"Flat ground while you return to running. {FLAT_ROUTE}"
    if hilly and kind in TESTS:
        return f"A test needs flat ground. {FLAT_ROUTE}"
    if hilly and prior and kind != "race":
        return (
            "Better flat after Achilles or calf trouble within twelve months, as a precaution. "
            f"{FLAT_ROUTE}"
        )
    return ""


def _day_why(situation: Situation, number: int, kind: RunKind) -> str:
    if kind == "race":
        return race_why(situation)
    name = words.weekday(situation.day(number))
    free = situation.profile.availability
    if number in free.fixed_runs:
        return f"Your fixed run on {name}s: stay under the ceiling there too."
    if kind == "long" and free.long_run_day == number:
        return f"{name} is your day for it."
    if kind == "long" and situation.history.long_day == number:
        longest = "longest walks" if situation.walking else "long runs"
        return f"Most of your {longest} are on {name}s."
    if situation.history.habit[number] >= MOSTLY:
        return f"You {'are usually out' if situation.walking else 'usually run'} on {name}s."
    return ""


def _why(situation: Situation) -> tuple[str, ...]:
    ceiling = situation.ceiling
    if ceiling is None:
        first = "No heart-rate ceiling is given: go by the talk test, full sentences throughout."
        barred = medical_bar(situation.profile, situation.monday)
        if situation.profile.birth_date is None and barred is None:
            first += " Your birth date gives one: aerobase init --birth-date YYYY-MM-DD."
    else:
        note = ceiling.note.rstrip(".")
        wished = {slot.kind for slot in situation.wishes.slots}
        but = [name for kind, name in _NOT_UNDER.items() if kind in wished]
        all_of_it = "All walking" if situation.walking else "All running"
        all_running = " but ".join([all_of_it, " and ".join(but)] if but else [all_of_it])
        first = f"{all_running} is at or under {ceiling.bpm} bpm ({note})."
    gait = "walking" if situation.walking else "run-walk"
    walk = f"Under this ceiling running becomes {gait} for now: that is training, not failure."
    slow = situation.walking or (situation.run_walking and not situation.target.run_walk)
    race = situation.race
    days = (
        ""
        if race is None
        else f"Race on {words.day(situation.day(race))}, {race} days from Monday."
    )
    why = situation.target.why
    if not any(situation.open_min):
        why = (f"No run this week: {'; '.join(_closed_by(situation))}.",)
    doubted = DOUBTED if situation.doubted else ""
    away = _not_imported(situation)
    walk = walk if slow and not doubted else ""
    told = (first, doubted, walk, *_to_watch(situation), *why, away, days)
    return tuple(sentence for sentence in told if sentence)


def _not_imported(situation: Situation) -> str:
    """Say that a break without a told reason may be runs that nobody imported."""
    gap, memory = situation.history.gap, situation.history.memory
    ill = memory.returning is not None and memory.returning.reason == "ill"
    if gap is None or gap.first_run is not None or ill or memory.way_back is not None:
        return ""
    return f"No run is known since {words.day(gap.last_run)}: one you did counts once imported."


def _to_watch(situation: Situation) -> Iterator[str]:
    """Yield the signs that stand or would end a run, and whom to ask."""
    yield from whom_to_ask(situation.flags)
    yield from _next_morning(situation)
    health, back = situation.profile.health, situation.history.memory.returning
    ill = situation.body.illness.standing
    if ill is not None and ill.over is None and any(situation.open_min):
        yield WHEN_WELL
    if health.pregnant:
        yield STOP_PREGNANT
    if health.arrhythmia or health.pacemaker:
        yield STOP_HEART
    if back is not None and back.reason == "ill":
        yield STOP_ILL


def _next_morning(situation: Situation) -> Iterator[str]:
    """Yield what a pain that lets running go on asks of the morning after a run (RULES 5.4)."""
    worst = situation.body.worst
    if worst is None or worst.score > STOP_SCORE or situation.effect.holds("no_run"):
        return
    if situation.history.memory.way_back is not None or worst.place == "other":
        return  # the stages of a way back say it; skin and nails ask no such thing
    safe = situation.profile.limits[SAFE]
    allowed = "" if worst.score > safe else f"; easy running may go on up to {safe:g}"
    yield (
        f"Pain {worst.score:g} of 10 ({words.where(worst.place, worst.side)}){allowed}. Score it "
        "again on the morning after each run; if it is higher than on the morning before, shorten "
        "the next run or leave it out "
        f"(aerobase log pain N {worst.side} {worst.place} morning)."
    )


def _closed_by(situation: Situation) -> list[str]:
    return sorted({why for why in situation.closed if why is not None})


def _checks(situation: Situation) -> tuple[str, ...]:
    """Return the weekly self-checks; heel raises to the last one not while a leg is held back."""
    return CHECKS if situation.effect.holds("hold") else (*CHECKS, RAISES_CHECK)


def _check_day(situation: Situation, frame: Frame, answer: Answer) -> int | None:
    """Return the day of the weekly self-checks: a day without a run, best one with balance."""
    if situation.effect.holds("no_run"):  # nothing is pressed or tried while running is barred
        return None
    if frame.stored is not None and any(day.checks for day in frame.stored.days[: frame.gone]):
        return None
    return min(
        range(frame.gone, 7),
        key=lambda day: (
            situation.resting(day),
            day in answer.runs.runs,
            day not in answer.strength.balance,
            day,
        ),
        default=None,
    )
