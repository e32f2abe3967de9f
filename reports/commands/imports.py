"""`aerobase import`: watch files into the archive, then the verdict."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, quiet_option, today_option
from reports.commands.params import Day

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport
    from reports.commands.import_told import Told
    from reports.documents.importing import ImportDocument

ATTENTION: int = 3  # exit code: done, but files were refused


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Take files back that were forgotten.")
@click.option("--follow", is_flag=True, help="Go on reading what comes into the folder PATH.")
@click.option(
    "--report", "page", is_flag=True, help="Write a fresh page as well, as `aerobase report` does."
)
@quiet_option
@home_option
@today_option
@json_option
def command(
    *,
    paths: tuple[Path, ...],
    again: bool,
    follow: bool,
    page: bool,
    quiet: bool,
    home: Home,
    today: date | None,
    as_json: bool,
) -> int:
    """Read watch files, folders, .gz and .zip (nested too) into the archive.

    Without PATH it looks for a watch on the mounted volumes, and for the folders
    that apps sync to: on a terminal it asks which to read, elsewhere it lists
    them, reads nothing and ends with 1.

    With --follow, --json writes no single document but one JSON object a file,
    each on its line, with the keys of an entry of `files`. With --report the page is
    written after each file, or each few that came together; one that cannot be
    written is said, and changes no exit code.

    Content decides what a file is. One bad file never stops the others; refused files are named
    with the reason and stay where they are, and the exit code is then 3.
    """
    from reports.beginning import begin

    if follow:
        from reports.commands.import_follow import follow_folder

        return follow_folder(
            paths,
            home=home,
            today=today,
            again=again,
            page=page,
            quiet=quiet,
            as_json=as_json,
        )
    if not paths:
        if as_json:
            echo_json(_nothing())
        paths = _at_hand(as_json=as_json)
    report = _read(paths, home, again=again, quiet=quiet, as_json=as_json)
    begin(home, report, today=today)
    told = _told(home, today, report, quiet=quiet, as_json=as_json)
    if page:
        from reports.commands.import_told import write_page

        write_page(home, today, told, silent=as_json or quiet)
    return ATTENTION if report.count("refused") else 0


def _read(
    paths: tuple[Path, ...], home: Home, *, again: bool, quiet: bool, as_json: bool
) -> ImportReport:
    """Read what lies there, drawing how far it is, and say what plug-ins did not read again."""
    from ingest.imports.importing import NothingFoundError, import_paths
    from reports.plugins import load_readers, say_standing
    from reports.terminal.importing import ProgressBar, say_waiting

    bar = ProgressBar(quiet=quiet)
    try:
        report = import_paths(
            paths,
            home=home,
            progress=bar,
            on_wait=say_waiting,
            take_back_at=clock() if again else None,
            plugged=load_readers(home),
        )
    except NothingFoundError:
        if as_json:
            echo_json(_nothing())
        raise
    finally:
        bar.clear()
    say_standing(report)
    return report


def _told(
    home: Home, today: date | None, report: ImportReport, *, quiet: bool, as_json: bool
) -> Told | None:
    """Say what was read in the form that was asked for; return the day if it was told with it."""
    if as_json:
        from reports.commands.import_told import say_dated_later
        from reports.documents.importing import import_document

        say_dated_later(home, today, report)
        echo_json(import_document(report))
    elif quiet:
        from reports.terminal.importing import attention_text

        click.echo("".join(f"{line}\n" for line in attention_text(report)), nl=False)
    else:
        return _tell(home, today, report)
    return None


class NoPathError(AerobaseError):
    """Nothing was named to read, and nothing was chosen."""


def _at_hand(*, as_json: bool) -> tuple[Path, ...]:
    """Return the watches' folders that are mounted and chosen.

    Raises
    ------
    NoPathError
        None is there, none was chosen, or nobody is there to choose.
    """
    from time import monotonic

    from ingest.sources.at_hand import at_hand, volumes
    from reports.commands.log.asking import on_terminal
    from reports.terminal.importing import at_hand_lines

    found = at_hand(volumes(), user=_user(), monotonic_s=monotonic)
    if not found:
        raise NoPathError(
            "No watch is mounted as a drive, and no app's folder has runs.",
            hint="Connect it, or name a folder or an export: aerobase import FOLDER",
        )
    lines = at_hand_lines(found)
    if as_json or not on_terminal():
        raise NoPathError(
            "\n".join(("Nothing was named to read. At hand:", *lines)),
            hint=f"For example: aerobase import {shlex.quote(str(found[0].folder))}",
        )
    click.echo("\n".join(lines))
    return tuple(found[number].folder for number in _chosen(len(found)))


def _user() -> Path | None:
    """Return the folder of the one who runs this, None where the system knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def _chosen(count: int) -> list[int]:
    """Ask for the numbers of a list until they are understood; Enter means all of it."""
    while True:
        said = click.prompt("Read which? (Enter: all; n: none)", default="", show_default=False)
        words = said.lower().replace(",", " ").split()
        if words in (["n"], ["no"], ["none"]):
            raise NoPathError("Nothing was read.", hint="aerobase import FOLDER reads another.")
        if all(word.isdecimal() and 1 <= int(word) <= count for word in words):
            return [int(word) - 1 for word in dict.fromkeys(words)] or list(range(count))
        click.echo(f"Say numbers from 1 to {count}.")


def _nothing() -> ImportDocument:
    from ingest.imports.importing import ImportReport
    from reports.documents.importing import import_document

    return import_document(ImportReport(files=(), elapsed_s=0.0))


def _tell(home: Home, today: date | None, report: ImportReport) -> Told | None:
    """Say what was read; return the day as it was told, None where there is none, or it changed."""
    from reports.commands.import_told import tell, verdict

    told = tell(home, today, report)
    if told and sys.stdin.isatty() and sys.stdout.isatty() and _birth_date_asked(home):
        from reports.opening import load_day

        click.echo("\n" + "\n".join(verdict(load_day(home, today), report)))
        return None
    return told


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
