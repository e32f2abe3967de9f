"""`aerobase doctor`: is everything sound, and if not, how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.commands.common import echo_json, home_option, json_option
from reports.documents.home import doctor_document

if TYPE_CHECKING:
    from ingest.archive.checks import Finding
    from ingest.home.home import Home

ATTENTION = 3


@click.command("doctor")
@home_option
@json_option
def command(home: Home, *, as_json: bool) -> int:
    """Check archive, originals, journal, profile and permissions; change nothing.

    The exit code is 0 when all is sound and 3 when something needs attention.
    """
    findings = _findings(home)
    notes = [] if any(one.code == "profile" for one in findings) else _notes(home)
    if as_json:
        echo_json(doctor_document(home, findings, notes))
        return ATTENTION if findings else 0
    if findings:
        click.echo("\n".join(_text(findings)))
    else:
        click.echo(f"All is sound in {home.path}.")
    for note in notes:
        click.echo(note)
    return ATTENTION if findings else 0


def _findings(home: Home) -> list[Finding]:
    from ingest.home.home import HomeError
    from ingest.home.lock import exclusive_where_possible
    from ingest.imports.checking import check_home
    from reports.terminal.importing import say_waiting

    if not home.path.is_dir():
        raise HomeError(
            f"There is no data directory at {home.path}.",
            hint="`aerobase init` or `aerobase import` makes one; --home names another.",
        )
    with exclusive_where_possible(home.lock, on_wait=say_waiting):
        return [*check_home(home), *_profile(home)]


def _profile(home: Home) -> list[Finding]:
    from ingest.archive.checks import Finding
    from planner.names import NAMES
    from planner.profile.file import load_profile

    try:
        load_profile(home, NAMES)
    except AerobaseError as error:
        mend = error.hint or "mend it in a text editor"
        return [Finding(code="profile", text=error.message, mend=mend)]
    return []


def _notes(home: Home) -> list[str]:
    """Return what does no harm and is still worth knowing: names without effect."""
    from reports.opening import former_names, said_former

    former = former_names(home)
    return [said_former(former)] if former else []


def _text(findings: list[Finding]) -> list[str]:
    from reports.terminal.table import wrapped

    things = "thing needs" if len(findings) == 1 else "things need"
    lines = [f"{len(findings)} {things} attention:"]
    for one in findings:
        lines += wrapped(one.text, indent="  ", mark="- ")
        lines += wrapped(f"To mend: {one.mend}", indent="    ")
    return lines
