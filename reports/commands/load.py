"""`aerobase load`: daily load, fitness, fatigue, form, monotony, strain, longest-run ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day
from reports.documents.load import acute_chronic_document, load_document
from reports.opening import load_athlete

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home


@click.command("load")
@click.option("--since", type=Day(), help="From this day on; text shows four weeks without it.")
@click.option("--until", type=Day(), help="Up to and with this day.")
@click.option("--acwr", is_flag=True, help="The acute to chronic ratios instead, with a caution.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    since: date | None,
    until: date | None,
    acwr: bool,
    as_json: bool,
) -> None:
    """Show the load of each day and what it sums up to.

    Load is HRSS: 100 is an hour at threshold heart rate, of any sport. Fitness
    and fatigue are its averages over 42 and 7 days, shown from day 42 on; form
    is yesterday's difference. A day without known load is not a day of rest.
    """
    athlete = load_athlete(home, today)
    days = [day for day in athlete.days if until is None or day.day <= until]
    if acwr:
        document = acute_chronic_document(days)
        if as_json:
            echo_json(document)
            return
        from reports.terminal.load import acute_chronic_text

        click.echo("\n".join(acute_chronic_text(document)))
        return
    chosen = [day for day in days if since is None or day.day >= since]
    if as_json:
        echo_json(load_document(chosen))
        return
    from reports.terminal.load import load_text

    if not athlete.days:
        click.echo("No session yet. Read watch files with `aerobase import FOLDER`.")
        return
    click.echo("\n".join(load_text(athlete, chosen if since else chosen[-28:])))
