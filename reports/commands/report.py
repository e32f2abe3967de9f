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
from reports.commands.plugged import ask_plugins, ask_thresholds
from reports.files.publishing import publish_day
from reports.said_once import plugin_problems
from reports.terminal.importing import ProgressBar

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ingest.home.home import Home
    from ingest.session.trace import Trace
    from planner.day.judged import JudgedDay
    from planner.plugged.flags import PluggedFlags
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
    from reports.opening import load_day

    bar = ProgressBar(what="steps of making the page", quiet=quiet)
    day = load_day(home, today)
    bar(1, STEPS)
    shown = {"since": since, "until": until}
    page = _gather(home, day, following=following, redact=redact, **shown)
    plugged = _published(home, day, today)
    bar(2, STEPS)
    path = _written(home, _with_plugins(page, plugged), output)
    bar.clear()
    if not quiet:
        click.echo(f"The page is {path}")
    if show:
        click.launch(path.as_uri())


def write_fresh(home: Home, today: date | None) -> Path:
    """Write the page where it is written when no other place is named, and return that.

    Raises
    ------
    AerobaseError
        It cannot be made or written.
    """
    from reports.opening import load_day

    day = load_day(home, today)
    return write_judged(home, day, _published(home, day, today))


def write_judged(home: Home, day: JudgedDay, plugged: PluggedFlags) -> Path:
    """Write the same of a day that is judged and published already."""
    return _written(home, _with_plugins(_gather(home, day), plugged), None)


def _published(home: Home, day: JudgedDay, asked: date | None) -> PluggedFlags:
    """Put the day into the archive with what plug-ins warn of, and return that."""
    plugged = ask_plugins(day.athlete, day.flags)
    publish_day(home, day, (*day.flags, *plugged.standing), asked=asked)
    return plugged


def _written(home: Home, page: PageInput, output: Path | None) -> Path:
    from reports.page.render import render

    document = render(page, kept=home.packed)
    if output is None:
        home.ensure()
    path = (home.report if output is None else output).absolute()
    write_page(path, document)
    return path


def _gather(
    home: Home,
    day: JudgedDay,
    *,
    following: bool = False,
    since: date | None = None,
    until: date | None = None,
    redact: bool = False,
) -> PageInput:
    from reports.page.input import PageInput
    from reports.planning import PlanError, standing_plan, weeks_ahead

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
    return PageInput(
        athlete=athlete,
        traces=_traces(home),
        flags=day.flags,
        readiness=day.readiness,
        hard=day.effect.hard.sentence,
        plan=plan,
        week=week,
        season=() if plan is None else weeks_ahead(home, day, plan, now=clock()),
        no_plan=no_plan,
        since=since,
        until=until,
        redact=redact,
    )


def _with_plugins(page: PageInput, plugged: PluggedFlags) -> PageInput:
    """Return the page with what plug-ins say; one that is made to be shared shows none of it."""
    if page.redact or not page.athlete.plugins:
        return page
    thresholds = ask_thresholds(page.athlete)
    failed = {(one.group, one.name): one for one in (*plugged.failed, *thresholds.failed)}
    asked = [failed.get((one.group, one.name), one) for one in page.athlete.plugins]
    return replace(
        page,
        plugged=plugged.standing,
        ceilings=thresholds.said,
        plugins=[one.words for one in asked if one.problem is None],
        unasked=plugin_problems(asked),
    )


def _traces(home: Home) -> dict[str, Trace]:
    from ingest.imports.opening import open_archive

    with open_archive(home) as archive:
        return archive.traces()
