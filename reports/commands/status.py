"""`aerobase status`: the verdict in 15 lines, for the moment after a run."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from planner.judging.balance import monday_of
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home


@click.command("status")
@home_option
@today_option
@json_option
def command(*, home: Home, today: date | None, as_json: bool) -> None:
    """Say how aerobic the running is, which flags stand and what today brings, in 15 lines."""
    from reports.opening import load_day
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
        return
    from reports.terminal.status import verdict_lines

    planned = None if plan is None else plan.days[now_on.weekday()]
    for line in verdict_lines(day, planned=planned):
        click.echo(line)
