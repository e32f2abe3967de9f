"""`aerobase status`: the verdict in 15 lines, for the moment after a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.kept_status import kept_lines, state_of

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
    from reports.commands.status_lines import lines_kept, plan_of
    from reports.opening import load_day

    day = load_day(home, today)
    if not as_json:
        return lines_kept(home, state, day, asked=today)
    from reports.clock import clock
    from reports.documents.status import status_document
    from reports.planning import todays_work

    plan = plan_of(home, day)
    work = None if plan is None else todays_work(home, day, now=clock(), keep=False)
    echo_json(status_document(day, plan, work))
    return []
