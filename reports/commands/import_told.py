"""What an import says once its files are in: the counts, the verdict, what is wrong with days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from ingest.errors import AerobaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport
    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.plugged.flags import PluggedFlags

MANY_FILES: Final = 20  # beside so many it is a small part of an import


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The day that an import judged, with what plug-ins warn of on it: both once."""

    day: JudgedDay
    plugged: PluggedFlags


def tell(home: Home, today: date | None, report: ImportReport) -> Told | None:
    """Say what was read and the verdict; return what it stands on, None where there was none.

    What was judged is put into the archive, for programs that read it without us, and what `status`
    will say is kept beside it where it was asked for once, or beside many files is no wait: the
    day is judged, and nobody waits for it any more.
    """
    from reports.commands.kept_status import OwnWrite, kept_lines, state_of
    from reports.commands.plugged import ask_plugins
    from reports.files.publishing import publish_day
    from reports.opening import load_day
    from reports.terminal.importing import import_text

    click.echo("\n".join(import_text(report)))
    say_dated_later(home, today, report)
    state = state_of(home, today)
    try:
        day = load_day(home, today)
        lines = verdict(day, report)
    except AerobaseError as error:  # the files are in: what the verdict lacks is no failure here
        click.echo(f"\nNo verdict: {error.message}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        return None
    click.echo("\n" + "\n".join(lines))
    # Who never asked for it waits for nothing.
    wanted = home.status.exists() or report.count("imported") >= MANY_FILES
    own = OwnWrite(home, state)
    plugged = ask_plugins(day.athlete, day.flags)
    publish_day(home, day, (*day.flags, *plugged.standing), asked=today, around=own)
    if wanted and own.state is not None and kept_lines(home, own.state) is None:
        from reports.commands.status_lines import lines_kept

        lines_kept(home, own.state, day, asked=today)
    return Told(day=day, plugged=plugged)


def write_page(home: Home, today: date | None, told: Told | None, *, silent: bool) -> None:
    """Write a fresh page; say where, or on standard error why not: the files are in all the same.

    It is of the day that was ``told``; where none was, that is judged for it. ``silent``: where the
    page is, is not said.
    """
    from reports.commands.report import write_fresh, write_judged

    try:
        path = (
            write_fresh(home, today) if told is None else write_judged(home, told.day, told.plugged)
        )
    except (AerobaseError, OSError) as error:
        message = error.message if isinstance(error, AerobaseError) else str(error)
        click.echo(f"The page was not written: {message}", err=True)
        if isinstance(error, AerobaseError) and error.hint:
            click.echo(f"  {error.hint}", err=True)
        return
    if not silent:
        click.echo(f"The page is {path}")


def say_dated_later(home: Home, today: date | None, report: ImportReport) -> None:
    """Say on standard error that sessions read lie after today: a watch's clock is wrong."""
    from reports.opening import days_after, load_profile, local_today

    new = set(report.new_sessions)
    if not new:
        return
    try:
        profile = load_profile(home)
        last = local_today(profile) if today is None else today
        days = days_after(home, profile, new, last)
    except AerobaseError:
        return  # whatever is wrong there, the verdict says it
    if days:
        many = "A session is" if len(days) == 1 else f"{len(days)} sessions are"
        click.echo(f"{many} dated after today, the first on {days[0]}; not counted yet.", err=True)
        click.echo("  Set the watch's clock; `aerobase doctor` names them.", err=True)


def verdict(day: JudgedDay, report: ImportReport) -> list[str]:
    """Return the verdict with the sessions that an import added, and what their tests say."""
    from planner.session import by_id
    from reports.terminal.status import verdict_lines

    new = set(report.new_sessions)
    sessions = day.athlete.sessions
    read = [sessions[place] for name, place in by_id(sessions).items() if name in new]
    return [*verdict_lines(day, sessions=read or None), *_tests(day.athlete, new)]


def _tests(athlete: Athlete, new: set[str]) -> list[str]:
    """Return what the field tests among the new sessions say, planned ones too."""
    said = {test.declaration.session_id for test in athlete.tests}
    if not said & new:
        return list(_undeclared(athlete, new))
    from reports.documents.tests import tests_document
    from reports.terminal.tests import tests_text
    from reports.words import Units

    rows = [row for row in tests_document(athlete) if row["session"] in new]
    return tests_text(rows, Units(system=athlete.profile.units))


def _undeclared(athlete: Athlete, new: set[str]) -> Iterator[str]:
    """Yield how to say that a new run was the MAF test of its day: only the runner knows."""
    from ingest.session.history import values_of
    from planner.past.asked import days_asked
    from planner.session import columns_of
    from reports.terminal.sessions import short_ids
    from reports.terminal.table import wrapped

    asked = set(days_asked(athlete, "maf_test"))
    columns = columns_of(athlete.runs)
    dated = enumerate(zip(columns.days, values_of(columns.facts, "id"), strict=True))
    runs = [columns.facts[n] for n, (day, name) in dated if name in new and day in asked]
    for name in short_ids(runs):
        yield from wrapped(
            "  A MAF test was planned. If this was it: "
            f"`aerobase log maf-test {name} --course NAME`",
            later="  ",
        )
