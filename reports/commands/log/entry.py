"""Keeping diary entries: the options every `log` command shares, and the writing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ingest.diary.kinds import checked
from ingest.diary.model import entry_data
from ingest.home import journal
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day
from reports.documents.diary import entry_document
from reports.terminal.diary import diary_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.home.home import Home

    F = TypeVar("F", bound=Callable[..., Any])


def entry_options(function: F) -> F:
    """Give a command ``--date``, ``--today``, ``--json`` and ``--home``."""
    function = click.option(
        "--date", "day", type=Day(), help="The day it belongs to (default: today)."
    )(function)
    return home_option(json_option(today_option(function)))


def day_meant(day: date | None, today: date | None) -> date:
    """Return the day an entry belongs to.

    Raises
    ------
    click.UsageError
        The day lies after today: the diary holds what was, not what will be.
    """
    present = today or clock().date()
    if day is not None and day > present:
        raise click.UsageError(f"{day} lies in the future; the diary holds what has happened.")
    return day or present


def kept_entries(home: Home, entries: Sequence[DiaryEntry]) -> tuple[DiaryEntry, ...]:
    """Check the entries, append them to the journal, and return them with their ids.

    All are checked before the first is written.

    Raises
    ------
    DiaryError
        One of them cannot stand as it is.
    """
    sound = [checked(entry) for entry in entries]
    kept = []
    for entry in sound:
        event = journal.append(home, kind="log", day=entry.day, data=entry_data(entry), now=clock())
        kept.append(replace(entry, id=event.id))
    return tuple(kept)


def keep(home: Home, entries: Sequence[DiaryEntry], *, as_json: bool) -> tuple[DiaryEntry, ...]:
    """Keep the entries and say what was understood; return them with their ids."""
    kept = kept_entries(home, entries)
    if as_json:
        echo_json([entry_document(entry) for entry in kept])
    else:
        for entry in kept:
            click.echo(f"{entry.id}  {diary_line(entry)}")
    return kept
