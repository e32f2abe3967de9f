"""`aerobase report`: the HTML page, one file that needs no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from planner.judging.balance import monday_of
from reports.clock import clock
from reports.commands.common import home_option, quiet_option, today_option
from reports.commands.pages import write_page
from reports.commands.params import NEW_FILE, Day
from reports.commands.plugged import ask_plugins
from reports.said_once import plugin_problems
from reports.terminal.importing import ProgressBar

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ingest.home.home import Home
    from ingest.session.trace import Trace
    from reports.page.input import PageInput


STEPS: Final = 3  # all is judged, the week is planned, the page is written


@click.command("report")
@click.option(
    "-o",
    "--output",
    type=NEW_FILE,
    metavar="FILE",
    help="Where the page is written; without it, report.html in the data directory.",
)
@click.option("--open", "show", is_flag=True, help="Show the page in the browser.")
@click.option(
    "--next", "following", is_flag=True, help="The week to come as the page's week, and in print."
)
@click.option("--since", type=Day(), help="First day of the charts and the table.")
@click.option("--until", type=Day(), help="Last day of the charts and the table.")
@click.option(
    "--redact",
    is_flag=True,
    help="Fit to be shared: shares and trends, no names, notes, pain, warnings or devices.",
)
@quiet_option
@home_option
@today_option
def command(
    *,
    output: Path | None,
    show: bool,
    following: bool,
    since: date | None,
    until: date | None,
    redact: bool,
    quiet: bool,
    home: Home,
    today: date | None,
) -> None:
    """Write the page: the balance, flags, load, the week and every run, in one HTML file."""
    if since is not None and until is not None and since > until:
        raise click.BadParameter(f"{since} lies after --until {until}.", param_hint="--since")
    from reports.page.render import render

    bar = ProgressBar(what="steps of making the page", quiet=quiet)
    shown = {"since": since, "until": until}
    page = _gather(home, today, following=following, redact=redact, bar=bar, **shown)
    bar(2, STEPS)
    document = render(page, kept=home.packed)
    bar.clear()
    if output is None:
        home.ensure()
    path = (home.report if output is None else output).absolute()
    write_page(path, document)
    if not quiet:
        click.echo(f"The page is {path}")
    if show:
        click.launch(path.as_uri())


def _gather(
    home: Home,
    today: date | None,
    *,
    following: bool,
    since: date | None,
    until: date | None,
    redact: bool,
    bar: ProgressBar,
) -> PageInput:
    from planner.week.season import season_of
    from reports.opening import load_day
    from reports.page.input import PageInput
    from reports.planning import PlanError, standing_plan

    day = load_day(home, today)
    bar(1, STEPS)
    athlete = day.athlete
    plan, week, no_plan = None, None, ""
    monday = monday_of(athlete.today)
    try:
        plan = standing_plan(home, day, week_start=monday, now=clock(), keep=False)
        if following:
            after = monday + timedelta(days=7)
            week = standing_plan(home, day, week_start=after, now=clock(), keep=False)
    except PlanError as error:
        no_plan = f"{error.message} {error.hint or ''}".strip()
    page = PageInput(
        athlete=athlete,
        traces=_traces(home),
        flags=day.flags,
        readiness=day.readiness,
        hard=day.effect.hard.sentence,
        plan=plan,
        week=week,
        season=() if plan is None else season_of(day, plan),
        no_plan=no_plan,
        since=since,
        until=until,
        redact=redact,
    )
    if redact or not athlete.plugins:
        return page
    plugged = ask_plugins(athlete, day.flags)  # last: all of ours is judged
    failed = {(one.group, one.name): one for one in plugged.failed}
    asked = [failed.get((one.group, one.name), one) for one in athlete.plugins]
    return replace(
        page,
        plugged=plugged.standing,
        plugins=[one.words for one in asked if one.problem is None],
        unasked=plugin_problems(asked),
    )


def _traces(home: Home) -> dict[str, Trace]:
    from ingest.imports.opening import open_archive

    with open_archive(home) as archive:
        return archive.traces()
