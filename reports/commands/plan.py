"""`aerobase plan`: the week, from today on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from planner.flags import standing_flags
from planner.week.history import monday_of
from reports.commands.common import clock, echo_json, home_option, json_option, today_option
from reports.commands.opening import load_athlete
from reports.commands.planning import standing_plan
from reports.documents.plan import plan_document
from reports.plan_text import plan_text

if TYPE_CHECKING:
    from datetime import date

    from ingest.home import Home


@click.command("plan")
@click.option("--next", "following", is_flag=True, help="The week after this one.")
@home_option
@today_option
@json_option
def command(*, home: Home, today: date | None, following: bool, as_json: bool) -> None:
    """Plan the week: runs under the ceiling, and strength around them.

    The same inputs give the same week. Days gone keep what was planned and what
    was done; a missed run is never made up.
    """
    athlete = load_athlete(home, today)
    monday = monday_of(athlete.today) + timedelta(days=7 * following)
    plan = standing_plan(home, athlete, standing_flags(athlete), week_start=monday, now=clock())
    if as_json:
        echo_json(plan_document(plan))
        return
    for line in plan_text(plan):
        click.echo(line)
