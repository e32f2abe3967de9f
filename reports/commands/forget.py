"""`aerobase forget`: removes a session, or everything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option
from reports.commands.log.asking import on_terminal
from reports.commands.params import SESSION
from reports.documents.home import emptied_document, forgotten_document

if TYPE_CHECKING:
    from ingest.home.home import Home


class UnconfirmedError(AerobaseError):
    """Everything would be removed, and nobody is there to ask."""


@click.command("forget")
@click.argument("sessions", nargs=-1, type=SESSION, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Archive, originals, journal and profile.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@home_option
@json_option
def command(
    *, sessions: tuple[str, ...], everything: bool, yes: bool, home: Home, as_json: bool
) -> None:
    """Remove sessions with their watch files, for good; or everything.

    Other recordings of the same run and other legs of the same file go with it. The files stay
    forgotten when they are imported again, unless `import --again` takes them back. Files outside
    the data directory are never touched.
    """
    if everything == bool(sessions):
        raise click.UsageError("Name the sessions to forget by their ids, or say --all.")
    if everything:
        removed = _everything(home, yes=yes)
        if as_json:
            echo_json(emptied_document(home, removed))
        else:
            left = f" Not ours, and still there: {', '.join(removed)}." if removed else ""
            click.echo(f"Everything in {home.path} was removed.{left}")
        return
    if not yes and not as_json and on_terminal():
        _confirm(home, sessions)
    ids, hashes = _sessions(home, sessions)
    if as_json:
        echo_json(forgotten_document(ids, hashes))
        return
    files = "file" if len(hashes) == 1 else "files"
    click.echo(f"Forgotten: {', '.join(ids)} ({len(hashes)} watch {files}).")
    click.echo("`aerobase import --again` with the same file takes it back.")


def _confirm(home: Home, named: tuple[str, ...]) -> None:
    """Ask before sessions go: day, distance and minutes of each, the others of its file too."""
    from ingest.imports.opening import open_archive
    from planner.local_day import local_day
    from reports.opening import load_profile
    from reports.words import Units, day, duration

    profile = load_profile(home)
    with open_archive(home) as archive:
        kept = archive.kept()
        hashes = archive.hashes_of(named)
        gone = {kept[name] for sha256 in hashes for name in archive.session_ids(sha256)}
        facts = [one for one in archive.sessions() if one.id in gone]
    for one in facts:
        far = Units(system=profile.units).distance(one.distance_m)
        said = f"{day(local_day(one, profile.zone))} {one.sport}, {far}, {duration(one.duration_s)}"
        click.echo(f"  {said}")
    what = "this session and its watch file" if len(facts) == 1 else "these and their watch files"
    click.confirm(f"Remove {what} for good?", abort=True)


def _sessions(home: Home, named: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from ingest.home.lock import exclusive
    from ingest.imports.forgetting import forget
    from ingest.imports.opening import open_archive
    from reports.terminal.importing import say_waiting

    home.ensure()
    with exclusive(home.lock, on_wait=say_waiting), open_archive(home, write=True) as archive:
        hashes = archive.hashes_of(named)
        kept = archive.kept()
        gone = {kept[name] for sha256 in hashes for name in archive.session_ids(sha256)}
        forget(home, archive, hashes, now=clock())
    return tuple(sorted(gone)), hashes


def _everything(home: Home, *, yes: bool) -> list[str]:
    from ingest.imports.forgetting import forget_everything

    if not yes:
        if not sys.stdin.isatty():
            raise UnconfirmedError(
                f"This would remove everything in {home.path}.", hint="Say --yes to do it."
            )
        click.confirm(
            f"Remove the archive, watch files, journal and profile in {home.path}?", abort=True
        )
    return forget_everything(home)
