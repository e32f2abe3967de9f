"""`aerobase rebuild`: the archive derived anew from the original watch files."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.commands.common import echo_json, home_option, json_option, quiet_option
from reports.documents.home import rebuild_document

if TYPE_CHECKING:
    from ingest.home.home import Home

ATTENTION = 3


@click.command("rebuild")
@quiet_option
@home_option
@json_option
def command(home: Home, *, quiet: bool, as_json: bool) -> int:
    """Derive the archive anew from originals and journal; every answer stays the same.

    The old archive stays in force until the new one is whole. The exit code is 3 when originals
    could not be read. What a plug-in read that does not count now stands as it was.
    """
    from ingest.imports.rebuilding import rebuild
    from reports.plugins import load_readers
    from reports.terminal.importing import ProgressBar, say_waiting

    bar = ProgressBar(quiet=quiet)
    try:
        report = rebuild(home, progress=bar, on_wait=say_waiting, plugged=load_readers(home))
    finally:
        bar.clear()
    _publish(home)
    if as_json:
        echo_json(rebuild_document(report))
    else:
        if not quiet:
            click.echo(f"{report.sessions:,} sessions derived anew from {report.files:,} files.")
        for sha256, reason in sorted(report.troubles.items()):
            click.echo(f"  left out: {sha256}.fit: {reason}", err=True)
        for read_by, count in sorted(Counter(report.carried.values()).items()):
            one = count == 1
            files, them = ("file stands", "it") if one else ("files stand", "them")
            click.echo(
                f"  {count} {files} as the plug-in {read_by} read {them}: none reads {them} now.",
                err=True,
            )
    return ATTENTION if report.troubles else 0


def _publish(home: Home) -> None:
    """Judge the day for programs that read the archive; what is wrong is for who judges to say."""
    from reports.commands.plugged import ask_plugins
    from reports.files.publishing import publish_day
    from reports.opening import load_day

    with suppress(AerobaseError):
        day = load_day(home, None)
        plugged = ask_plugins(day.athlete, day.flags).standing
        publish_day(home, day, (*day.flags, *plugged), asked=None)
