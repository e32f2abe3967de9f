"""`log list`, `remove`, `sides`, `export`, `import`: the diary as it stands."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.diary import DiaryError, entries
from ingest.diary.csv_file import read_csv, unknown_to, write_csv
from ingest.diary.kinds import KINDS, checked
from ingest.home import journal
from ingest.home.files import write_atomic
from planner.body.side_differences import side_differences
from reports.clock import clock
from reports.commands.common import (
    Span,
    echo_json,
    home_option,
    json_option,
    span_options,
    today_option,
)
from reports.commands.log.asking import understood
from reports.commands.log.entry import day_meant, keep, kept_entries
from reports.commands.params import NEW_FILE, PLACE, SCORE, SIDE, WHEN, Day, named
from reports.documents.diary import entry_document, sides_document
from reports.said_once import say_missing
from reports.terminal.diary import diary_line
from reports.words import share

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.diary.model import Scalar
    from ingest.home.home import Home


def diary_of(home: Home, today: date | None) -> tuple[DiaryEntry, ...]:
    """Return the entries that stand, none dated after ``today``."""
    last = today or clock().date()
    return tuple(entry for entry in entries(journal.read(home)) if entry.day <= last)


@click.command("list")
@span_options
@click.option("--kind", type=named("kind", *KINDS), help="Only this kind.")
@home_option
@today_option
@json_option
def listing(*, home: Home, today: date | None, span: Span, kind: str | None, as_json: bool) -> None:
    """Show what the diary holds, oldest first, each with its id."""
    say_missing(home)
    shown = [
        entry
        for entry in diary_of(home, today)
        if entry.day in span and (kind is None or entry.kind == kind)
    ]
    if as_json:
        echo_json([entry_document(entry) for entry in shown])
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
    entry = _called(home, entry_id)
    _take_back(home, entry)
    if as_json:
        echo_json(entry_document(entry))
    else:
        click.echo(f"Removed: {diary_line(entry)}")


@click.command("correct")
@click.argument("entry_id", metavar="ID")
@click.argument("words", nargs=-1, metavar="[SCORE] [PLACE] [SIDE] [TEXT]")
@click.option("--date", "day", type=Day(), help="The day it belongs to.")
@click.option("--score", type=SCORE)
@click.option("--place", type=PLACE)
@click.option("--side", type=SIDE)
@click.option("--when", type=WHEN)
@click.option("--text")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Such as seconds=42.")
@home_option
@today_option
@json_option
def correct(
    *,
    home: Home,
    today: date | None,
    entry_id: str,
    words: tuple[str, ...],
    day: date | None,
    values: tuple[str, ...],
    as_json: bool,
    **parts: Any,
) -> None:
    """Change parts of an entry: the old one is taken back, a new one is kept.

    aerobase log correct 1a2b 5 right
    """
    old = _called(home, entry_id)
    said = understood(words, where=KINDS[old.kind].where)
    given = {
        name: said_so if parts[name] is None else parts[name]
        for name, said_so in asdict(said).items()
    }
    changed = {name: value for name, value in given.items() if value not in {None, ""}}
    named = dict(_named_value(old, one) for one in values)
    new = replace(
        old,
        day=old.day if day is None else day_meant(day, today),
        values={**old.values, **named},
        **changed,
    )
    checked(new)
    _take_back(home, old)
    keep(home, [new], as_json=as_json)


def _named_value(entry: DiaryEntry, text: str) -> tuple[str, Scalar]:
    name, _, value = text.partition("=")
    if KINDS[entry.kind].values.get(name) == "yes/no":
        return name, value.lower() in {"yes", "true"}
    return name, value or None


def _called(home: Home, entry_id: str) -> DiaryEntry:
    """Return the one entry whose id begins like this.

    Raises
    ------
    DiaryError
        None does, or more than one.
    """
    chosen = [one for one in entries(journal.read(home)) if one.id.startswith(entry_id)]
    if len(chosen) != 1:
        raise DiaryError(
            f"{'No' if not chosen else 'More than one'} diary entry is called {entry_id!r}.",
            hint="`aerobase log list` shows every entry with its id.",
        )
    return chosen[0]


def _take_back(home: Home, entry: DiaryEntry) -> None:
    # Dated as the entry itself: from whatever day one looks, what was taken back is gone.
    journal.append(home, kind="unlog", day=entry.day, data={"entry": entry.id}, now=clock())


@click.command("sides")
@home_option
@today_option
@json_option
def sides(*, home: Home, today: date | None, as_json: bool) -> None:
    """Compare left and right in every test of which both sides are known."""
    pairs = side_differences(diary_of(home, today))
    if as_json:
        echo_json([sides_document(pair) for pair in pairs])
        return
    for pair in pairs:
        where = "" if pair.place is None else f" {pair.place}"
        verdict = "alike" if pair.worse is None else f"{pair.worse} worse, by {share(pair.frac)}"
        unit = {"s": " s", "1": ""}.get(pair.unit, "/10")
        click.echo(
            f"{pair.days[-1]}  {pair.test}{where}: left {pair.left:g}{unit}, "
            f"right {pair.right:g}{unit}; {verdict}"
        )
    if not pairs:
        click.echo("No test of both sides is written down yet.")


@click.command("export")
@click.option("-o", "--output", type=NEW_FILE, help="The file to write.")
@span_options
@home_option
@today_option
def export(*, home: Home, today: date | None, span: Span, output: Path | None) -> None:
    """Write the diary as CSV, to standard output without -o."""
    say_missing(home)
    text = write_csv([entry for entry in diary_of(home, today) if entry.day in span])
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
    written = read_csv(text)
    last = today or clock().date()
    if any(entry.day > last for entry in written):
        raise DiaryError("An entry lies in the future; the diary holds what has happened.")
    new = unknown_to(entries(journal.read(home)), written)
    kept = kept_entries(home, new)
    if as_json:
        echo_json([entry_document(entry) for entry in kept])
    else:
        many = f"{len(kept)} {'entry' if len(kept) == 1 else 'entries'}"
        click.echo(f"{many} kept, {len(written) - len(kept)} known already.")
