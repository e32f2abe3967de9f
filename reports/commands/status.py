"""`aerobase status`: the verdict in 15 lines, for the moment after a run."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from planner.judging.balance import monday_of
from reports.clock import clock
from reports.commands.common import home_option, today_option

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home


@click.command("status")
@home_option
@today_option
def command(home: Home, today: date | None) -> None:
    """Say how aerobic the running is, which flags stand and what today brings, in 15 lines."""
    from planner.flags import standing_flags
    from reports.opening import load_athlete
    from reports.planning import PlanError, standing_plan
    from reports.terminal.status import verdict_lines

    athlete = load_athlete(home, today)
    monday = monday_of(athlete.today)
    day = None
    with suppress(PlanError):  # the verdict itself says what is missing
        plan = standing_plan(
            home, athlete, standing_flags(athlete), week_start=monday, now=clock(), keep=False
        )
        day = plan.days[athlete.today.weekday()]
    for line in verdict_lines(athlete, day=day):
        click.echo(line)
