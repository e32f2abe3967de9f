"""`aerobase wellness`: resting heart rate, HRV, stress and sleep of each local day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day
from reports.documents.wellness import wellness_document
from reports.opening import load_athlete
from reports.terminal.wellness import wellness_day_text, wellness_text
from reports.words import long_day

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home

_SHOWN_DAYS: Final = 28


@click.command("wellness")
@click.argument("day", type=Day(), required=False)
@click.option("--since", type=Day(), help="From this day on; text shows 28 days without it.")
@click.option("--until", type=Day(), help="Up to and with this day.")
@home_option
@today_option
@json_option
def command(
    *,
    day: date | None,
    home: Home,
    today: date | None,
    since: date | None,
    until: date | None,
    as_json: bool,
) -> None:
    """Show resting heart rate, overnight HRV, stress and sleep by day.

    With DAY, one day value by value: what each stands on, and the files it
    comes from. A night is of the day on which it ends; naps and a second
    night of the same day are kept apart. A day that no file goes beyond is a
    day so far.
    """
    since, until = (since, until) if day is None else (day, day)
    athlete = load_athlete(home, today)
    chosen = [
        known
        for known in athlete.wellness
        if (since is None or known.day >= since) and (until is None or known.day <= until)
    ]
    if as_json:
        echo_json(wellness_document(chosen))
    elif not athlete.wellness:
        click.echo(
            "Nothing known yet. Read a watch's monitoring, sleep and HRV files with `aerobase\n"
            "import FOLDER`, or write down what you measure: `aerobase log rhr`, `log hrv`,\n"
            "`log sleep`."
        )
    elif day is not None:
        text = wellness_day_text(chosen[0]) if chosen else [f"Nothing known of {long_day(day)}."]
        click.echo("\n".join(text))
    else:
        click.echo("\n".join(wellness_text(chosen if since else chosen[-_SHOWN_DAYS:])))
