"""`aerobase balance`: how much of the running was aerobic, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.common import Day, echo_json, home_option, json_option, today_option
from reports.commands.opening import load_athlete

if TYPE_CHECKING:
    from datetime import date

    from ingest.home import Home


@click.command("balance")
@click.option("--since", type=Day(), help="From the week of this day on.")
@click.option("--until", type=Day(), help="Up to and with the week of this day.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    since: date | None,
    until: date | None,
    as_json: bool,
) -> None:
    """Show the aerobic balance of running by week, oldest first.

    Time is counted, not runs: what lies at or under the ceiling of its day is
    aerobic. Time without clean heart rate is unknown and in neither part.
    """
    from planner.balance import monday
    from planner.flag_weeks import flags_by_week

    athlete = load_athlete(home, today)
    weeks = [
        week
        for week in athlete.weeks
        if (since is None or week.week_start >= monday(since))
        and (until is None or week.week_start <= until)
    ]
    flags = flags_by_week(athlete, weeks)
    if as_json:
        from reports.documents.balance import balance_document

        echo_json(balance_document(weeks, flags))
        return
    from reports.terminal.balance import balance_text

    if not athlete.weeks:
        click.echo("No run yet. Read watch files with `aerobase import FOLDER`.")
        return
    click.echo("\n".join(balance_text(athlete, weeks, flags)))
