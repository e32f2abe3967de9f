"""`log list`, `remove`, `sides`, `export`, `import`: the diary as it stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest import journal
from ingest.diary import DiaryError, entries
from ingest.diary.csv_file import read_csv, unknown_to, write_csv
from ingest.diary.kinds import KINDS
from ingest.files import write_atomic
from planner.side_differences import side_differences
from reports.commands.common import Day, clock, echo_json, home_option, json_option, today_option
from reports.commands.log_entry import kept_entries
from reports.documents.diary import diary_entry, diary_line, side_row

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


@click.command("sides")
@home_option
@today_option
@json_option
def sides(*, home: Home, today: date | None, as_json: bool) -> None:
    """Compare left and right in every test of which both sides are known."""
    found = side_differences(diary_of(home, today))
    if as_json:
        echo_json([side_row(one) for one in found])
        return
    for one in found:
        where = "" if one.place is None else f" {one.place}"
        verdict = "alike" if one.worse is None else f"{one.worse} worse, by {one.frac:.0%}"
        unit = " s" if one.unit == "s" else "/10"
        click.echo(
            f"{one.days[-1]}  {one.test}{where}: left {one.left:g}{unit}, "
            f"right {one.right:g}{unit}; {verdict}"
        )
    if not found:
        click.echo("No test of both sides is written down yet.")


@click.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@home_option
@today_option
def export(*, home: Home, today: date | None, output: Path | None) -> None:
    """Write the diary as CSV, to standard output without -o."""
    text = write_csv(diary_of(home, today))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_atomic(output, text.encode())
    except OSError as error:
        raise DiaryError(
            f"{output} cannot be written: {error.strerror or error}.", hint="Name another file."
        ) from error


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@home_option
@today_option
@json_option
def read_back(*, home: Home, today: date | None, file: Path, as_json: bool) -> None:
    """Read diary entries from CSV; all of a file or nothing, known ones once.

    The columns are those of `aerobase log export`; only date and kind are needed.
    """
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise DiaryError(
            f"{file} cannot be read: {error.strerror or error}.", hint="Name a CSV file."
        ) from error
    except UnicodeDecodeError as error:
        raise DiaryError(f"{file} is not UTF-8 text.", hint="Save it as CSV UTF-8.") from error
    found = read_csv(text)
    last = today or clock().date()
    if any(entry.day > last for entry in found):
        raise DiaryError("An entry lies in the future; the diary holds what has happened.")
    new = unknown_to(entries(journal.read(home)), found)
    kept = kept_entries(home, new)
    if as_json:
        echo_json([diary_entry(entry) for entry in kept])
    else:
        click.echo(f"{len(kept)} entries kept, {len(found) - len(kept)} known already.")
