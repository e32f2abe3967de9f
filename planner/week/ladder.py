"""A beginner's ladder: run and walk, three times a week, one rung a week.

The rung follows from what was run, never from the calendar. Figures are own choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planner.body.time_off import share_after
from planner.body.way_back import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.past.weeks import PastWeek

RUNS: Final = 3
RUNGS: Final = tuple(
    Stage(run_min=run, walk_min=walk, times=times)
    for times, run, walk in (
        (7, 1, 2), (10, 1, 1), (13, 1, 1), (9, 2, 1), (7, 3, 1), (8, 3, 1), (5, 5, 1), (6, 5, 1),
        (1, 30, 0),
    )
)  # fmt: skip
BEGAN_WEEKS: Final = 4
MORE_MIN: Final = 10  # a week, once 30 min are run without walking
NEW_START_WEEKS: Final = 10  # without a run: a new start (RULES 7.4)
END_MIN: Final = 135  # three times 45 min: the ladder's end
MOST_MORE_RUN_MIN: Final = 15  # minutes run a week, at most so many more than last week
DONE_FRAC: Final = 0.9  # of a rung's minutes run in a week, and
SHARE_LESS: Final = 0.05  # no less than its share of running but for so much: that rung is done
WALKED: Final = "Last week had as much running as this step, but more walking between."
JOGGED_MIN: Final = 20  # own choice: who runs three times so long without walking is no beginner
PAIN_FREE: Final = 3  # a week with pain from here on opens no rung
HELD_WEEKS: Final = 4  # so long too much above the ceiling holds one rung, while nothing hurts


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What a beginner's week asks for: three times this, ``stage`` null once all is run."""

    stage: Stage | None
    minutes: int  # of each run
    number: int  # 1 to 9, 10 from the first week of longer runs on
    why: str


def since_new_start(weeks: Sequence[PastWeek]) -> Sequence[PastWeek]:
    """Return the weeks since running began, or began anew after ten weeks without a run."""
    empty = 0
    for place in range(len(weeks) - 1, -1, -1):
        empty = empty + 1 if weeks[place].seconds <= 0 else 0
        if empty == NEW_START_WEEKS:
            return weeks[place + NEW_START_WEEKS :]
    return weeks


def ladder_end(weeks: Sequence[PastWeek], most_min: int | None = None) -> date | None:
    """Return the Monday of the first week of three times 45 min run, null before it.

    Where no day holds so much (``most_min``), it is three times as much as the longest does.
    """
    end_s = 60 * _end_min(most_min)
    return next((week.start for week in weeks if week.facts.running_s >= end_s), None)


def _end_min(most_min: int | None) -> int:
    return END_MIN if most_min is None else min(END_MIN, RUNS * most_min)


def began_on_it(weeks: Sequence[PastWeek]) -> bool:
    """Return whether the runner began as a beginner: nothing in the first four weeks was more.

    Neither a run of 30 min, nor a week of as much as three times 20 min without walking: who jogs
    is not told to walk (JUDGEMENT 4).
    """
    first = [week.facts for week in weeks[:BEGAN_WEEKS]]
    return all(one.longest_running_s < 60 * RUNGS[-1].running_min for one in first) and not any(
        one.running_s >= 60 * RUNS * JOGGED_MIN
        and one.longest_running_s >= 60 * JOGGED_MIN
        and one.run_share >= 1 - SHARE_LESS
        for one in first
    )


def is_beginner(weeks: Sequence[PastWeek], most_min: int | None = None) -> bool:
    """Return whether the ladder holds."""
    return began_on_it(weeks) and ladder_end(weeks, most_min) is None


def rungs_within(most_min: int | None) -> tuple[Stage, ...]:
    """Return the rungs as far as a day of so many minutes holds them: fewer times of each."""
    if most_min is None:
        return RUNGS
    sets = tuple(_within(rung, most_min) for rung in RUNGS[:-1])
    reached = sets[-1].running_min + MOST_MORE_RUN_MIN // RUNS
    last = min(RUNGS[-1].run_min, most_min, reached)  # nor a leap from the shortened sets
    return (*sets, replace(RUNGS[-1], run_min=last))


def _within(rung: Stage, most_min: int) -> Stage:
    if rung.timer_min <= most_min:
        return rung
    return replace(rung, times=max(1, most_min // (rung.run_min + rung.walk_min)))


def _done(week: PastWeek, rungs: Sequence[Stage] = RUNGS) -> int:
    """Return the highest rung that a week's running was: as much of it, and as much of it run."""
    share = week.facts.run_share
    return max(
        (
            number
            for number, rung in enumerate(rungs, 1)
            if _enough(week, rung) and share >= rung.running_min / rung.timer_min - SHARE_LESS
        ),
        default=0,
    )


def _enough(week: PastWeek, rung: Stage) -> bool:
    """Return whether as many minutes were run as a rung asks, whatever was walked beside them."""
    return week.facts.running_s >= DONE_FRAC * 60 * RUNS * rung.running_min


def _walked_more(week: PastWeek, last: Stage | None, rung: Stage) -> bool:
    """Return whether walking alone kept a rung from being done, beside what the last one asks."""
    asked_s = 60 * RUNS * last.timer_min if last is not None else 0
    return _enough(week, rung) and week.facts.seconds > asked_s / DONE_FRAC


def rung_of(
    weeks: Sequence[PastWeek],
    *,
    sore: bool,
    held: str = "",
    lapses: bool = False,
    most_min: int | None = None,
) -> Rung:
    """Return the rung of the coming week.

    ``sore``: last week held a pain of 3 or more; ``held``: what else stands against growth, in
    words, and ``lapses`` where that is nothing but running too much above the ceiling: it holds a
    rung for four weeks, and a week run in part brings no lower one; ``most_min`` is what the
    longest day holds. After weeks without a run it is the rung of what days off leave (RULES 7.4).
    """
    rungs = rungs_within(most_min)
    empty = next((n for n, week in enumerate(reversed(weeks)) if week.seconds > 0), len(weeks))
    last = weeks[-1 - empty] if empty < len(weeks) else None
    ran_min = 0.0 if last is None else last.facts.running_s / 60 * share_after(7 * empty)
    done = 0 if last is None else _done(last, rungs)
    enough = ""
    if held and lapses and not sore and not empty:
        before = [_done(week, rungs) for week in weeks if week.seconds > 0][-HELD_WEEKS:]
        done = max(before, default=0)
        if len(before) == HELD_WEEKS and before[0] == done < len(rungs):
            held, enough = "", ", for four weeks at one are enough while nothing hurts"
    again = "" if last is None else _again(empty, sore=sore, held=held)
    number = max(1, done if again else done + 1)
    while empty and number > 1 and RUNS * rungs[min(number, len(rungs)) - 1].running_min > ran_min:
        number = min(number, len(rungs)) - 1
    if number > len(rungs):
        return _longer(ran_min, rungs[-1].running_min, again.strip(), _end_min(most_min))
    while number > 1 and RUNS * rungs[number - 1].running_min > ran_min + MOST_MORE_RUN_MIN:
        number -= 1
    stage = rungs[number - 1]
    why = (
        f"Step {number} of {len(rungs)}{again or enough}: three times {stage.words}, a day between."
    )
    if (
        last is not None
        and not again
        and _walked_more(last, rungs[done - 1] if done else None, stage)
    ):
        why += f" {WALKED}"
    return Rung(stage=stage, minutes=stage.timer_min, number=number, why=why)


def _longer(ran_min: float, without_walking_min: int, again: str, end_min: int) -> Rung:
    """Return the week above the last rung: ten minutes more, to three times 45."""
    most = min(ran_min + (0 if again else MORE_MIN), end_min)
    more = again or f"10 min a week more, to three times {end_min // RUNS}"
    return Rung(
        stage=None,
        minutes=max(without_walking_min, int(most // RUNS)),
        number=len(RUNGS) + 1,
        why=f"You run {without_walking_min} min without walking: {more}.",
    )


def _again(empty: int, *, sore: bool, held: str) -> str:
    """Return why no new rung is opened, empty where one is."""
    if empty:
        return f" after {'a week' if empty == 1 else f'{empty} weeks'} without a run"
    if sore:
        return " once more, because of pain"
    return f" once more ({held})" if held else ""
