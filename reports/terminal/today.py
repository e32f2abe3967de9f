"""The day as text: what changed, the run, the exercises, the checks, the flags by title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.body.exercises import exercise_name
from planner.flags.advice import WHOM_LINES
from reports import words
from reports.terminal.flags import INDENT, severity_word
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.flags.model import Flag
    from planner.week.model import Run
    from planner.week.morning import Morning


def today_text(
    today: date,
    work: Morning | None,
    flags: Sequence[Flag],
    units: words.Units,
    *,
    readiness: str = "",
) -> Iterator[str]:
    """Yield the lines of the day, at most 80 columns wide."""
    loud = [flag for flag in flags if flag.severity != "note"]
    yield words.long_day(today)
    for flag in loud:
        yield from _flag_lines(flag)
    if readiness:
        yield from wrapped(readiness)
    if work is None:
        yield "No week can be planned yet. First: aerobase init"
        return
    yield from _work_lines(work, units)
    if loud:
        yield "The days and numbers behind each warning, and what helps: aerobase flags"


def _flag_lines(flag: Flag) -> Iterator[str]:
    head, *rest = wrapped(flag.title, indent=" " * INDENT)
    yield severity_word(flag.severity) + head[INDENT:]
    yield from rest
    whole = flag.severity == "stop" or flag.check == "red_flag"
    for advice in flag.advice if whole else (one for one in flag.advice if one in WHOM_LINES):
        yield from wrapped(advice, indent=" " * INDENT)


def _work_lines(work: Morning, units: words.Units) -> Iterator[str]:
    for change in work.changes:
        yield from wrapped(change, mark="! ")
    if work.stage:
        yield from wrapped(work.stage)
    for question in work.asks:
        yield from wrapped(question, mark="? ")
    if work.ran_s:
        yield f"{words.run_already(work.ran_s)}."
    elif work.run is None:
        yield "No plan was made for this day."
    else:
        yield from _run_lines(work.run, units)
    for run in () if work.ran_s else work.more_runs:
        yield from _run_lines(run, units)
    for one in work.strength:
        name = exercise_name(one.exercise)
        yield from wrapped(f"{name}: {words.dose(one.dose)}. {one.first_cue}", mark=f"{one.level} ")
    if work.checks:
        yield "Checks of this week; answer each with its command and your numbers:"
    for check in work.checks:
        yield from wrapped(check, mark="? ")


def _run_lines(run: Run, units: words.Units) -> Iterator[str]:
    if run.kind == "rest":
        yield from wrapped(f"Rest. {run.why}")
        return
    said = (words.run(run), words.distance_of(run, units))
    yield ", ".join(part for part in said if part)
    yield from wrapped(f"{run.effort}. {run.why}", indent="  ")
