"""`aerobase status`: the verdict in 15 lines, for the moment after a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.common import home_option, today_option

if TYPE_CHECKING:
    from datetime import date

    from ingest.home import Home


@click.command("status")
@home_option
@today_option
def command(home: Home, today: date | None) -> None:
    """Say how aerobic the running is, which flags stand and what today brings, in 15 lines."""
    from reports.commands.opening import load_athlete
    from reports.status import verdict_lines

    for line in verdict_lines(load_athlete(home, today)):
        click.echo(line)
