"""Returning to running after pain stopped it: stages of run and walk, opened by what was done.

The stage follows from runs and entries alone and is never stored; no date ends it (own choice).
Form after Silbernagel & Crossley 2015; Silbernagel 2007 (n = 38) let running go on beside calf
loading, so this is the stricter way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import (
    NOT_FOR,
    STOP_SCORE,
    WELL_SCORE,
    of_left,
    of_right,
    pains_by_place,
)
from planner.session import columns_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.diary import DiaryEntry, Side
    from ingest.session.facts import SessionFacts
    from planner.session import Session

STABLE_SCORE: Final = 3
WELL_TIMES: Final = 2
STABLE_TIMES: Final = 3
EXIT_TIMES: Final = 3  # the last stage, three times well, ends the way back
BACK_STAGES: Final = 2  # after 4 or 5, and for a second stop
SHORT_STOP_DAYS: Final = 3
LONG_STOP_DAYS: Final = 14
QUIET_DAYS: Final = 7  # with pain of 2 or less, before running after a long stop
ANSWER_DAYS: Final = 7
BEFORE_DAYS: Final = 30
DONE_FRAC: Final = 0.5  # of a stage's minutes run: less is not that stage done
RUN_LEAST_S: Final = 300.0  # own choice: less run than that is no run with walks to and from it
NEXT_MORNING: Final = "next morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """So many times run and walk, in minutes."""

    run_min: int
    walk_min: int
    times: int

    @property
    def running_min(self) -> int:
        """Return the minutes run."""
        return self.run_min * self.times

    @property
    def timer_min(self) -> int:
        """Return all minutes."""
        return (self.run_min + self.walk_min) * self.times

    @property
    def words(self) -> str:
        """Return the stage as a runner would say it: ``6 x 2 min run, 1 min walk``."""
        if not self.walk_min:
            return f"{self.run_min} min run"
        return f"{self.times} x {self.run_min} min run, {self.walk_min} min walk"


STAGES: Final = (
    Stage(run_min=1, walk_min=1, times=8),
    Stage(run_min=2, walk_min=1, times=6),
    Stage(run_min=3, walk_min=1, times=5),
    Stage(run_min=5, walk_min=1, times=4),
    Stage(run_min=8, walk_min=1, times=3),
    Stage(run_min=12, walk_min=1, times=2),
    Stage(run_min=25, walk_min=0, times=1),
    Stage(run_min=30, walk_min=0, times=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRun:
    """One day's running: minutes run, walking left out."""

    day: date
    running_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """One way back, of one place and side.

    ``stopped`` is the day pain stopped running; ``begins`` the first day a run may be, null while
    pain is above 2; ``stage`` counts from 1; ``well`` is how often this stage was done well,
    ``stable`` how often with a stable 3; ``score`` and ``scored`` are the latest entry;
    ``unanswered``: runs since the last entry; ``exit`` is the day of the last run of the way, null
    while it is on.
    """

    place: str
    side: Side
    stopped: date
    begins: date | None
    stage: int
    score: float
    scored: date
    well: int = 0
    stable: int = 0
    unanswered: int = 0
    ran: date | None = None  # the last run of the way
    physiotherapist: bool
    exit: date | None = None

    @property
    def now(self) -> Stage:
        """Return the run and walk of the present stage."""
        return STAGES[self.stage - 1]

    def is_on(self, day: date) -> bool:
        """Return whether running was stopped, or on the way back, on a day."""
        return self.stopped <= day and (self.exit is None or day <= self.exit)


def done_runs(runs: Sequence[Session], diary: Sequence[DiaryEntry]) -> list[DoneRun]:
    """Return the minutes run of each day, walking left out where the steps tell it.

    None before the month that ends with the first pain that the diary tells of: nobody asks then.
    """
    pained = [entry.day for entries in pains_by_place(diary).values() for entry in entries]
    if not pained:
        return []
    minutes: dict[date, float] = {}
    columns = columns_of(runs[place_of(runs, min(pained) - timedelta(days=BEFORE_DAYS)) :])
    for day, facts in zip(columns.days, columns.facts, strict=True):
        minutes[day] = minutes.get(day, 0.0) + _ran_s(facts) / 60
    return [DoneRun(day=day, running_min=value) for day, value in sorted(minutes.items())]


def running_s(run: Session) -> float:
    """Return the seconds run of a session; all of it where the watch counts no steps."""
    return _ran_s(run.facts)


def _ran_s(facts: SessionFacts) -> float:
    return facts.duration_s if facts.running_s is None else facts.running_s


def without_ends_s(facts: SessionFacts) -> float:
    """Return a run's seconds without the walks to and from it.

    Where less was run than makes a run it is a walk as it stands.
    """
    if facts.ends_walked_s is None or (facts.running_s or 0.0) < RUN_LEAST_S:
        return facts.duration_s
    return facts.duration_s - facts.ends_walked_s


def ways_back(
    diary: Sequence[DiaryEntry], runs: Sequence[DoneRun], today: date
) -> tuple[WayBack, ...]:
    """Return every way back up to ``today``, finished ones too, oldest stop first.

    ``runs`` has one entry a day, oldest first.
    """
    seen = [run for run in runs if run.day <= today]
    found: list[WayBack] = []
    for place, entries in pains_by_place([one for one in diary if one.day <= today]).items():
        if place in NOT_FOR:
            continue
        sides: tuple[tuple[Side, list[DiaryEntry]], ...] = (
            ("left", of_left(entries)),
            ("right", of_right(entries)),
        )
        for side, said in sides:
            found += _ways(place, side, said, seen)
    return tuple(sorted(found, key=lambda one: (one.stopped, one.place, one.side)))


def way_back_on(
    diary: Sequence[DiaryEntry], runs: Sequence[Session], today: date
) -> WayBack | None:
    """Return the way back that is on today, by all runs and entries up to it."""
    return standing_way_back(ways_back(diary, done_runs(runs, diary), today))


def standing_way_back(ways: Sequence[WayBack]) -> WayBack | None:
    """Return the way back that is on, the one with the lowest stage where several are."""
    on = [way for way in ways if way.exit is None]
    return min(on, key=lambda way: (way.begins is not None, way.stage), default=None)


def _ways(
    place: str, side: Side, entries: Sequence[DiaryEntry], runs: Sequence[DoneRun]
) -> Iterator[WayBack]:
    """Yield the ways back of one place and side."""
    way: WayBack | None = None
    said_on: dict[date, list[DiaryEntry]] = {}
    for entry in entries:
        said_on.setdefault(entry.day, []).append(entry)
    ran_on = {run.day: run for run in runs}
    for day in sorted(said_on.keys() | ran_on.keys()):
        said, run = said_on.get(day, []), ran_on.get(day)
        worst = max((entry.points for entry in said), default=None)
        limps = any(entry.values.get("limp") is True for entry in said)
        if worst is not None and (worst > STOP_SCORE or limps):
            if way is not None and way.exit is not None:
                yield way
                way = None
            way = _stopped(way, place, side, day, worst)
            continue
        if way is None or way.exit is not None:
            continue
        if worst is not None:
            way = _heard(way, day, worst, said, runs)
        if run is not None and way.begins is not None and day >= way.begins and way.exit is None:
            way = _ran(way, run, said)
    if way is not None:
        yield way


def _stopped(way: WayBack | None, place: str, side: Side, day: date, score: float) -> WayBack:
    """Return the way back that a stop begins; a second stop is two stages lower at most."""
    stage = len(STAGES) if way is None else max(1, way.stage - BACK_STAGES)
    if way is not None and way.begins is None:
        return replace(way, score=score, scored=day)  # it still stands
    return WayBack(
        place=place,
        side=side,
        stopped=day,
        begins=None,
        stage=stage,
        score=score,
        scored=day,
        physiotherapist=way is not None,
    )


def _heard(
    way: WayBack, day: date, score: float, said: Sequence[DiaryEntry], runs: Sequence[DoneRun]
) -> WayBack:
    """Return the way back after a day's entries: the stop ends, or its runs have their answer."""
    way = replace(way, score=score, scored=day)
    if way.begins is None:
        return _begun(way, day, runs) if score <= WELL_SCORE else way
    if day < way.begins and score > WELL_SCORE:
        return replace(way, begins=day + timedelta(days=QUIET_DAYS))
    if not way.unanswered:
        return way
    of_before = [entry.points for entry in said if entry.when in {None, NEXT_MORNING}]
    return _answered(way, day, max(of_before, default=score), runs)


def _begun(way: WayBack, day: date, runs: Sequence[DoneRun]) -> WayBack:
    """Return the way back at its first stage, by how long the stop was and what was run before."""
    days = (day - way.stopped).days
    stage, begins = (5, day) if days <= SHORT_STOP_DAYS else (3, day)
    if days > LONG_STOP_DAYS:
        stage, begins = 1, day + timedelta(days=QUIET_DAYS)
    first = way.stopped - timedelta(days=BEFORE_DAYS)
    before = max((r.running_min for r in runs if first <= r.day <= way.stopped), default=0.0)
    able = max((n for n, one in enumerate(STAGES, 1) if one.running_min <= before), default=1)
    return replace(way, stage=min(way.stage, stage, able), begins=begins)


def _ran(way: WayBack, run: DoneRun, said: Sequence[DiaryEntry]) -> WayBack:
    """Return the way back after a run: it waits for an answer, or has one of the same day."""
    if run.running_min < DONE_FRAC * way.now.running_min:
        return way
    way = replace(way, unanswered=way.unanswered + 1, ran=run.day)
    same_day = [entry.points for entry in said if entry.when in {"during", "after"}]
    if same_day and max(same_day) > WELL_SCORE:
        return _answered(way, run.day, max(same_day), (run,))
    return way


def _answered(way: WayBack, day: date, score: float, runs: Sequence[DoneRun]) -> WayBack:
    """Return the way back with every run since the last answer judged by this one."""
    last = max((run.day for run in runs if run.day <= day), default=day)
    count = way.unanswered if (day - last).days <= ANSWER_DAYS else 0
    way = replace(way, unanswered=0)
    if score > STABLE_SCORE:
        return replace(way, stage=max(1, way.stage - BACK_STAGES), well=0, stable=0)
    if score > WELL_SCORE:
        stable = way.stable + count
        if stable < STABLE_TIMES:
            return replace(way, stable=stable)
        return _next(replace(way, physiotherapist=True), last)
    way = replace(way, well=way.well + count)
    wanted = EXIT_TIMES if way.stage == len(STAGES) else WELL_TIMES
    return _next(way, last) if way.well >= wanted else way


def _next(way: WayBack, last_run: date) -> WayBack:
    if way.stage == len(STAGES):
        return replace(way, exit=last_run)
    return replace(way, stage=way.stage + 1, well=0, stable=0)
