"""`aerobase import`: watch files into the archive, then the verdict."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport
    from planner.athlete import Athlete
    from reports.documents.importing import ImportDocument

ATTENTION: int = 3  # exit code: done, but files were refused


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--again", is_flag=True, help="Take files back that were forgotten.")
@home_option
@today_option
@json_option
def command(
    *, paths: tuple[Path, ...], again: bool, home: Home, today: date | None, as_json: bool
) -> int:
    """Read watch files, folders, .gz and .zip (nested too) into the archive.

    Content decides what a file is. One bad file never stops the others; refused files are named
    with the reason and stay where they are, and the exit code is then 3.
    """
    from ingest.imports.importing import NothingFoundError, import_paths
    from reports.terminal.importing import ProgressBar, say_waiting

    bar = ProgressBar()
    try:
        report = import_paths(
            paths,
            home=home,
            progress=bar,
            on_wait=say_waiting,
            take_back_at=clock() if again else None,
        )
    except NothingFoundError:
        if as_json:
            echo_json(_nothing())
        raise
    finally:
        bar.clear()
    if as_json:
        _say_dated_later(home, today, report)
        from reports.documents.importing import import_document

        echo_json(import_document(report))
    else:
        _tell(home, today, report)
    return ATTENTION if report.count("refused") else 0


def _nothing() -> ImportDocument:
    from ingest.imports.importing import ImportReport
    from reports.documents.importing import import_document

    return import_document(ImportReport(files=(), elapsed_s=0.0))


def _tell(home: Home, today: date | None, report: ImportReport) -> None:
    from reports.terminal.importing import import_text

    click.echo("\n".join(import_text(report)))
    _say_dated_later(home, today, report)
    try:
        lines = _verdict(home, today, report)
    except AerobaseError as error:  # the files are in: what the verdict lacks is no failure here
        click.echo(f"\nNo verdict: {error.message}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        return
    click.echo("\n" + "\n".join(lines))
    if sys.stdin.isatty() and sys.stdout.isatty() and _birth_date_asked(home):
        click.echo("\n" + "\n".join(_verdict(home, today, report)))


def _birth_date_asked(home: Home) -> bool:
    """Ask for the one thing a ceiling needs, where nothing is known of the runner; may be skipped.

    Return whether it was answered.
    """
    from planner.thresholds.in_force import candidates, medical_bar
    from reports.commands.init import command as init
    from reports.opening import load_profile, local_today

    profile = load_profile(home)
    today = local_today(profile)
    if profile.birth_date or medical_bar(profile, today) or candidates(profile, today):
        return False
    question = "\nYour birth date, for a ceiling of your own (YYYY-MM-DD, Enter to skip)"
    answer = click.prompt(question, default="", show_default=False).strip()
    if not answer:
        return False
    given = Day().convert(answer, None, None)
    click.get_current_context().invoke(init, home=home, as_json=False, birth_date=given)
    return True


def _say_dated_later(home: Home, today: date | None, report: ImportReport) -> None:
    """Say on standard error that sessions read lie after today: a watch's clock is wrong."""
    from reports.opening import load_profile, local_today, session_days

    new = set(report.new_sessions)
    if not new:
        return
    try:
        profile = load_profile(home)
        last = local_today(profile) if today is None else today
        days = sorted(
            d for one, d in session_days(home, profile).items() if one in new and d > last
        )
    except AerobaseError:
        return  # whatever is wrong there, the verdict says it
    if days:
        many = "A session is" if len(days) == 1 else f"{len(days)} sessions are"
        click.echo(f"{many} dated after today, the first on {days[0]}; not counted yet.", err=True)
        click.echo("  Set the watch's clock; `aerobase doctor` names them.", err=True)


def _verdict(home: Home, today: date | None, report: ImportReport) -> list[str]:
    from reports.opening import load_day
    from reports.terminal.status import verdict_lines

    day = load_day(home, today)
    new = set(report.new_sessions)
    read = [session for session in day.athlete.sessions if session.facts.id in new]
    return [*verdict_lines(day, sessions=read or None), *_tests(day.athlete, new)]


def _tests(athlete: Athlete, new: set[str]) -> list[str]:
    """Return what the field tests among the new sessions say, planned ones too."""
    if not any(test.declaration.session_id in new for test in athlete.tests):
        return []
    from reports.documents.tests import tests_document
    from reports.terminal.tests import tests_text
    from reports.words import Units

    rows = [row for row in tests_document(athlete) if row["session"] in new]
    return tests_text(rows, Units(system=athlete.profile.units))
