"""`aerobase plan`: the week from today on, why it is so, and changing it by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from planner.day.reasons import readiness_level
from planner.judging.balance import monday_of
from planner.week.explain import explain_day
from planner.words import WEEKDAYS
from reports.clock import clock
from reports.commands.common import (
    echo_json,
    home_option,
    json_option,
    or_of_parents,
    today_option,
)
from reports.commands.params import WeekDay
from reports.documents.limits import limits_document
from reports.documents.plan import explanation_document, plan_document, season_document
from reports.opening import load_day, load_profile
from reports.planning import (
    PlanError,
    change_plan,
    standing_plan,
    undo_change,
    weeks_ahead,
)
from reports.terminal.changes import change_text
from reports.terminal.limits import limits_text
from reports.terminal.plan import explanation_text, plan_text, season_text
from reports.words import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from ingest.home.home import Home
    from planner.day.judged import JudgedDay
    from planner.profile.limits import Limits
    from planner.week.edits import EditKind
    from planner.week.explain import Explanation
    from planner.week.model import Plan
    from planner.week.season import SeasonWeek
    from reports.planning import Changed


WHOLE_WEEK: Final = "week"


WEEK_DAY: Final = WeekDay(WHOLE_WEEK)


@click.group("plan", invoke_without_command=True)
@click.option("--next", "following", is_flag=True, help="The week after this one.")
@click.option(
    "--explain",
    metavar="[DAY]",
    type=WEEK_DAY,
    is_flag=False,
    flag_value=WHOLE_WEEK,
    help="Why a day is so, and not another (tue); without a day, the whole week.",
)
@click.option("--rules", is_flag=True, help="With --explain: the penalties of every soft rule too.")
@click.option(
    "--season", is_flag=True, help="The weeks ahead too, as an outlook: to a race, or 12."
)
@click.option("--limits", "show_limits", is_flag=True, help="Every limit, its value and its tag.")
@home_option
@today_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    home: Home,
    today: date | None,
    following: bool,
    explain: date | str | None,
    rules: bool,
    season: bool,
    show_limits: bool,
    as_json: bool,
) -> None:
    """Plan the week: runs under the ceiling, and strength around them.

    The same inputs give the same week. Days gone keep what was planned and what
    was done; a missed run is never made up.
    """
    if ctx.invoked_subcommand is not None:
        return
    if show_limits:
        _show_limits(load_profile(home).limits, as_json=as_json)
        return
    day = load_day(home, today)
    monday = monday_of(day.athlete.today) + timedelta(days=7 * following)
    plan = standing_plan(home, day, week_start=monday, now=clock())
    if season:
        _show_season(plan, weeks_ahead(home, day, plan, now=clock()), as_json=as_json)
        return
    if explain is None:
        _show(plan, day, as_json=as_json)
        return
    numbers = range(7) if explain == WHOLE_WEEK else [(_date(explain, monday) - monday).days]
    explained = [_explained(explain_day(day, monday, n), plan) for n in numbers]
    if as_json:
        days = [explanation_document(one, plan) for one in explained]
        echo_json(days if explain == WHOLE_WEEK else days[0])
        return
    for line in explanation_text(explained, plan, rules=rules):
        click.echo(line)


def _explained(explanation: Explanation, plan: Plan) -> Explanation:
    """Return the explanation under the kind and minutes that the plan shows."""
    shown = plan.days[(explanation.date - plan.week_start).days].run
    if shown is None:
        return explanation
    return replace(explanation, kind=shown.kind, minutes=shown.duration_s // 60)


def _show_limits(limits: Limits, *, as_json: bool) -> None:
    """List the planner's own constants, as they stand in this profile."""
    rows = limits_document(limits)
    if as_json:
        echo_json(rows)
        return
    click.echo("\n".join(limits_text(rows)))


def _show_season(plan: Plan, weeks: Sequence[SeasonWeek], *, as_json: bool) -> None:
    if as_json:
        echo_json(season_document(plan, weeks))
        return
    for line in season_text(weeks):
        click.echo(line)


def _show(plan: Plan, day: JudgedDay, *, as_json: bool) -> None:
    if as_json:
        echo_json(plan_document(plan))
        return
    today = day.athlete.today
    this_week = plan.week_start == monday_of(today)
    ready = readiness_level(day.readiness, day.flags, today) if this_week else ""
    units = Units(system=day.athlete.profile.units)
    titles = {flag.id: flag.title for flag in day.flags}
    for line in plan_text(plan, units, today=today, readiness=ready, titles=titles):
        click.echo(line)


def _date(day: date | str, monday: date) -> date:
    """Return the date of a weekday's name in that week; a date is checked to lie in it."""
    meant = monday + timedelta(days=WEEKDAYS.index(day)) if isinstance(day, str) else day
    if not monday <= meant < monday + timedelta(days=7):
        raise PlanError(
            f"{meant} is not in the week of {monday}.",
            hint="Name a weekday, or use --next for the week after this one.",
        )
    return meant


def _change_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        json_option,
        today_option,
        home_option,
        click.option(
            "--next",
            "following",
            is_flag=True,
            callback=or_of_parents,
            help="In the week after this one.",
        ),
    ):
        function = option(function)
    return function


def _change(
    kind: EditKind,
    *,
    home: Home,
    today: date | None,
    following: bool,
    as_json: bool,
    day: date | str | None = None,
    to: date | str | None = None,
) -> None:
    judged = load_day(home, today)
    monday = monday_of(judged.athlete.today) + timedelta(days=7 * following)
    changed = change_plan(
        home,
        judged,
        kind,
        week_start=monday,
        day=None if day is None else _date(day, monday),
        to=None if to is None else _date(to, monday),
        now=clock(),
    )
    _show_change(changed, today=judged.athlete.today, following=following, as_json=as_json)


def _show_change(
    changed: Changed, *, today: date, undone: bool = False, following: bool, as_json: bool
) -> None:
    if as_json:
        echo_json(plan_document(changed.after))
        return
    for line in change_text(changed, today=today, undone=undone, following=following):
        click.echo(line)


@command.command("move")
@click.argument("day", type=WEEK_DAY)
@click.argument("to", type=WEEK_DAY)
@_change_options
def move(day: date | str, to: date | str, **options: Any) -> None:
    """Move the run of DAY to the day TO; a run there changes places with it."""
    _change("move", day=day, to=to, **options)


@command.command("skip")
@click.argument("day", type=WEEK_DAY)
@_change_options
def skip(day: date | str, **options: Any) -> None:
    """Take the run of DAY out; nothing is made up for it."""
    _change("skip", day=day, **options)


@command.command("less")
@_change_options
def less(**options: Any) -> None:
    """Make every run still to come a fifth shorter."""
    _change("less", **options)


@command.command("undo")
@_change_options
def undo(*, home: Home, today: date | None, following: bool, as_json: bool) -> None:
    """Take back the last move, skip or less of the week."""
    judged = load_day(home, today)
    monday = monday_of(judged.athlete.today) + timedelta(days=7 * following)
    changed = undo_change(home, judged, week_start=monday, now=clock())
    _show_change(
        changed, today=judged.athlete.today, undone=True, following=following, as_json=as_json
    )
