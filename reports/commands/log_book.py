"""`log list` and `log remove`: the diary as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest import journal
from ingest.diary import DiaryError, entries
from ingest.diary.kinds import KINDS
from reports.commands.common import Day, clock, echo_json, home_option, json_option, today_option
from reports.documents.diary import diary_entry, diary_line

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.home import Home


def diary_of(home: Home, today: date | None) -> tuple[DiaryEntry, ...]:
    """Return the entries that stand, none dated after ``today``."""
    last = today or clock().date()
    return tuple(entry for entry in entries(journal.read(home)) if entry.day <= last)


@click.command("list")
@click.option("--since", type=Day(), help="The first day shown.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only this kind.")
@home_option
@today_option
@json_option
def listing(
    *, home: Home, today: date | None, since: date | None, kind: str | None, as_json: bool
) -> None:
    """Show what the diary holds, oldest first, each with its id."""
    shown = [
        entry
        for entry in diary_of(home, today)
        if (since is None or entry.day >= since) and (kind is None or entry.kind == kind)
    ]
    if as_json:
        echo_json([diary_entry(entry) for entry in shown])
        return
    for entry in shown:
        click.echo(f"{entry.id}  {diary_line(entry)}")
    if not shown:
        click.echo("Nothing is written there yet.")


@click.command("remove")
@click.argument("entry_id", metavar="ID")
@home_option
@json_option
def remove(*, home: Home, entry_id: str, as_json: bool) -> None:
    """Take an entry back; ID is the first word of its line in `log list`."""
    standing = entries(journal.read(home))
    chosen = [entry for entry in standing if entry.id.startswith(entry_id)]
    if len(chosen) != 1:
        raise DiaryError(
            f"{'No' if not chosen else 'More than one'} diary entry is called {entry_id!r}.",
            hint="`aerobase log list` shows every entry with its id.",
        )
    (entry,) = chosen
    # Dated as the entry itself: from whatever day one looks, what was taken back is gone.
    journal.append(home, kind="unlog", day=entry.day, data={"entry": entry.id}, now=clock())
    if as_json:
        echo_json(diary_entry(entry))
    else:
        click.echo(f"Removed: {diary_line(entry)}")
