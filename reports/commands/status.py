"""`aerobase status`: the verdict in 15 lines, for the moment after a run."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.kept_status import keep_lines, kept_lines, state_of

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home


@click.command("status")
@home_option
@today_option
@json_option
@click.pass_context
def command(ctx: click.Context, *, home: Home, today: date | None, as_json: bool) -> None:
    """Say how aerobic the running is, which flags stand and what today brings, in 15 lines."""
    anew = as_json or (ctx.find_root().obj or {}).get("debug")
    state = None if anew else state_of(home, today)
    lines = kept_lines(home, state)
    if lines is None:
        lines = _worked_out(home, today, state, as_json=as_json)
    for line in lines:
        click.echo(line)


def _worked_out(
    home: Home, today: date | None, state: list[object] | None, *, as_json: bool
) -> list[str]:
    """Return the lines of the day, and keep them; JSON is written at once, in place of lines."""
    from planner.judging.balance import monday_of
    from reports.opening import former_names, load_day
    from reports.planning import PlanError, standing_plan, todays_work

    day = load_day(home, today)
    now_on = day.athlete.today
    plan = None
    with suppress(PlanError):  # the verdict itself says what is missing
        plan = standing_plan(home, day, week_start=monday_of(now_on), now=clock(), keep=False)
    if as_json:
        from reports.documents.status import status_document

        work = None if plan is None else todays_work(home, day, now=clock(), keep=False)
        echo_json(status_document(day, plan, work))
        return []
    from reports.terminal.status import verdict_lines

    planned = None if plan is None else plan.days[now_on.weekday()]
    lines = verdict_lines(day, planned=planned)
    plugins = day.athlete.plugins
    if not former_names(home) and all(one.problem is None for one in plugins):
        # what is said on the other stream is said each time
        profile = day.athlete.profile
        zone = None if profile.zone_name is None else profile.zone
        keep_lines(home, state, lines, asked=today, today=now_on, zone=zone, plugins=plugins)
    return lines
