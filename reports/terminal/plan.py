"""The week as plain text, 80 columns at most, readable at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.body.exercises import LEVELS, exercise_name
from planner.week.kinds import short_name
from planner.week.review import day_review
from reports import words
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from planner.week.explain import Explanation
    from planner.week.model import Day, Plan, Run, Strength
    from planner.week.season import SeasonWeek

WIDTH: Final = 80
SEASON_IS: Final = (
    "This week and the next are the plans as they stand today: what was run, and what is to come. "
    "The others are an outlook: what would be asked if every week were run as asked, nothing hurt "
    "and the warnings of today were over. Each is planned anew when it comes; less is always "
    "allowed."
)


def plan_text(
    plan: Plan,
    units: words.Units,
    *,
    today: date,
    readiness: str = "",
    titles: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the lines of a plan: the head, a line a day, the exercises, what could not be.

    ``titles`` are those of the flags by their ids, where they are known.
    """
    yield from _head(plan, today)
    if readiness:
        yield f"  {readiness}"
    for change in plan.changes:
        yield from _wrapped(f"* {change}", "    ", first="  ")
    for reason in plan.why:
        yield from _wrapped(reason, "  ")
    if plan.flags:
        named = "; ".join((titles or {}).get(one, one) for one in plan.flags)
        yield from _wrapped(f"Warnings: {named} (aerobase flags)", "    ", first="  ")
    yield ""
    for number, day in enumerate(plan.days):
        yield from _day_lines(day, units)
        told = " ".join(part for part in (_done(day), day_review(plan, number)) if part)
        yield from _wrapped(told, " " * 10)
    yield ""
    yield from _wrapped(_legs(plan), "    ", first="")
    yield from _strength_lines(plan)
    yield from _check_lines(plan)
    for one in plan.unmet:
        yield from _wrapped(f"Not possible this week: {one.rule}. {one.why}", "  ", first="")


def week_lines(plan: Plan, units: words.Units, *, today: date) -> Iterator[str]:
    """Yield the head of a plan, a line a day, and what the letters behind it are."""
    yield from _head(plan, today)
    letters: dict[str, str] = {}
    for day in plan.days:
        yield _day_line(day, units)
        letters |= {one.level[0]: exercise_name(one.exercise) for one in day.strength}
    if letters:
        named = ", ".join(f"{letter} {name}" for letter, name in letters.items())
        yield from _wrapped(f"Exercises, with their level: {named}.", "  ", first="")


def _head(plan: Plan, today: date) -> Iterator[str]:
    """Yield week, phase, band and time, the time on a line of its own where it is too long."""
    limit = words.band(plan.band_bpm) or "effort by words"
    head = f"Week of {words.long_day(plan.week_start)}  {plan.phase}  {limit}"
    time = words.week_time(plan, today)
    if len(head) + 2 + len(time) <= WIDTH:
        yield f"{head}  {time}"
        return
    yield head
    yield f"  {time}"


def _day_line(day: Day, units: words.Units) -> str:
    name = f"{words.weekday(day.date)[:3]} {day.date.day:2d}"
    if day.run is None:
        return f"{name}  no plan was made"
    levels = " ".join(one.level for one in day.strength)
    return f"{name}  {_run(day.run, units):<46} {levels}".rstrip()


def _day_lines(day: Day, units: words.Units) -> Iterator[str]:
    yield _day_line(day, units)
    if day.run is None:
        return
    for more in day.more_runs:
        yield f"        {_run(more, units)}".rstrip()
    if day.done is None and day.run.kind != "rest":
        yield from _wrapped(f"{day.run.effort}. {day.run.why}", " " * 10)


def _run(run: Run, units: words.Units) -> str:
    kind = short_name(run.kind)
    if run.kind == "rest":
        return kind
    far = words.distance_of(run, units).replace("about ", "~")
    return f"{kind:<9} {words.duration(run.duration_s):>10}  {words.band(run.band_bpm):<11}  {far}"


def _done(day: Day) -> str:
    done = day.done
    if done is None or not (done.sessions or done.strength):
        return ""
    share = "" if done.aerobic_frac is None else f", {words.share(done.aerobic_frac)} aerobic"
    ran = f"{words.duration(done.duration_s)}{share}" if done.sessions else ""
    return f"Done: {', '.join(part for part in (ran, *done.strength) if part)}."


def _legs(plan: Plan) -> str:
    """Return the leg load of the days that have one, empty where none is known."""
    days = [f"{words.weekday(day.date)[:3]} {day.legs:.1f}" for day in plan.days if day.legs]
    return f"Leg load, 1 being your usual running day: {', '.join(days)}." if days else ""


def _strength_lines(plan: Plan) -> Iterator[str]:
    """Yield each exercise of the week once, with its days, dose and first cue."""
    seen: dict[str, list[str]] = {}
    first: dict[str, Strength] = {}
    for day in plan.days:
        for one in day.strength:
            seen.setdefault(one.level, []).append(words.weekday(day.date)[:3])
            first[one.level] = one
    if seen:
        yield "Exercises; the number behind the letter is the level, from easy to hard:"
    for level, days in seen.items():
        one = first[level]
        when = "every day" if len(days) == len(plan.days) else ", ".join(days)
        name = exercise_name(one.exercise)
        yield from _wrapped(
            f"{level}  {name}{_title(level)}: {words.dose(one.dose)}; {when}.",
            "    ",
            first="",
        )
        yield from _wrapped(f"{one.first_cue} {one.why}", "    ")


def _title(level: str) -> str:
    """Return ", " and what the level is; nothing where a newer version planned it."""
    return next((f", {one.title}" for name, one in LEVELS.items() if name == level), "")


def _check_lines(plan: Plan) -> Iterator[str]:
    for day in plan.days:
        for number, check in enumerate(day.checks):
            if number == 0:
                name = words.weekday(day.date)
                yield f"Checks on {name}; answer each with its command and your numbers:"
            yield from _wrapped(check, "    ")


def season_text(weeks: Sequence[SeasonWeek]) -> Iterator[str]:
    """Yield the weeks ahead, a line each, and what they are."""
    yield f"{'Week of':<12}{'running':>11}  {'longest run':>11}  phase"
    for week in weeks:
        if week.seconds is None:
            yield from _wrapped(
                f"{words.day(week.week_start)} and after: {week.why}", "    ", first=""
            )
            break
        longest = "-" if not week.longest_s else _hours(week.longest_s)
        line = f"{words.day(week.week_start):<12}{_hours(week.seconds):>11}  {longest:>11}"
        yield f"{line}  {words.season_week(week)}"
    yield from _wrapped(words.race_ahead(weeks), "")
    if weeks[-1].seconds is not None:
        yield ""
        yield from _wrapped(SEASON_IS, "")


def explanation_text(
    days: Sequence[Explanation], plan: Plan, *, rules: bool = False
) -> Iterator[str]:
    """Yield the lines that say why days are so; of a single day, what each other would cost.

    Of a whole week, what the weeks before it count for too; the penalties only with ``rules``.
    """
    for day in days:
        much = f", {words.duration(60 * day.minutes)}" if day.minutes else ""
        yield f"{words.long_day(day.date)}: {short_name(day.kind)}{much}"
        for reason in day.reasons:
            yield from _wrapped(reason, "  ")
        if len(days) == 1 and day.why_not:
            yield "Why not on"
            for one in day.why_not:
                yield from _wrapped(f"{one.weekday:<10}{one.reason}", " " * 12, first="  ")
    if len(days) > 1 and plan.weeks_before:
        yield from _past_lines(plan)
    if rules:
        yield "Penalties of this week, 0 where the rule is kept"
        for score in plan.scores:
            yield f"  {score.rule:<30}{score.penalty:3d}"


def _past_lines(plan: Plan) -> Iterator[str]:
    """Yield the weeks before with what each counts for, newest first."""
    usual = "" if plan.reference_s is None else f"; your usual week is {_hours(plan.reference_s)}"
    yield f"The weeks before, and what they count for{usual}"
    for week in reversed(plan.weeks_before):
        yield f"  {words.day(week.week_start):<11}{_hours(week.seconds):>10}  {week.reason}"


def _hours(seconds: float) -> str:
    return words.duration(60 * round(seconds / 60))


def _wrapped(text: str, indent: str, *, first: str | None = None) -> Iterator[str]:
    yield from wrapped(text, indent=indent if first is None else first, later=indent, wide=WIDTH)
