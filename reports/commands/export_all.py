"""`aerobase export all`: every table into one folder, so that a runner can leave with all of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from ingest.imports.opening import open_archive
from ingest.layouts import DIARY, FLAGS, LOAD, PLANS, SESSIONS, WEEKS, WELLNESS, Column
from planner.judging.balance import monday_of
from planner.load.legs import leg_loads
from reports.commands.export_writing import make_folder, put
from reports.commands.plugged import ask_plugins
from reports.commands.status_lines import plan_of
from reports.files.exports import (
    SAMPLES,
    diary_rows,
    flag_rows,
    load_rows,
    plan_rows,
    sample_rows,
    session_rows,
    stored_plan_rows,
    week_rows,
    wellness_rows,
)
from reports.files.publishing import publish_day
from reports.opening import load_day
from reports.terminal.importing import ProgressBar

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.home.home import Home
    from planner.day.judged import JudgedDay
    from reports.commands.export_writing import How
    from reports.files.exports import Rows

STREAMS: Final = "streams"  # a folder: a file a session
LAYOUTS: Final[dict[str, tuple[Column, ...]]] = {
    "sessions": SESSIONS,
    "weeks": WEEKS,
    "load": LOAD,
    "flags": FLAGS,
    "plans": PLANS,
    "diary": DIARY,
    "wellness": WELLNESS,
    STREAMS: SAMPLES,
}
COLUMNS: Final = (
    Column("table", "string", "", "in which table"),
    *(
        Column(name, "string", "", meaning)
        for name, meaning in (
            ("column", "its name"),
            ("dtype", "its type in a pandas frame"),
            ("unit", "its unit; empty where it has none"),
            ("meaning", "what it holds"),
        )
    ),
)


def write_all(home: Home, today: date | None, how: How, *, streams: bool) -> None:
    """Write every table into the folder that ``how`` names; nothing is kept in the journal.

    Raises
    ------
    AerobaseError
        Something cannot be read, or not be written there.
    """
    folder = how.folder("All tables are several files")
    day = load_day(home, today)
    plans = _plans(home, day)
    flags = (*day.flags, *ask_plugins(day.athlete, day.flags).standing)
    publish_day(home, day, flags, asked=today)
    tables: dict[str, Rows] = {
        "sessions": session_rows(day.athlete.sessions, leg_loads(day.athlete.sessions)),
        "weeks": week_rows(day.athlete, day.athlete.weeks),
        "load": load_rows(day.athlete.days),
        "flags": flag_rows(flags, day.athlete.today),
        "plans": plans,
        "diary": diary_rows(day.athlete.diary),
        "wellness": wellness_rows(day.athlete.wellness),
    }
    for name, rows in tables.items():
        put(how.table(rows, LAYOUTS[name]), folder / f"{name}.{how.form}")
    put(how.table(_columns(), COLUMNS), folder / f"columns.{how.form}")
    if streams:
        _streams(home, [one.facts.id for one in day.athlete.sessions], how, folder / STREAMS)
    if not how.quiet:
        click.echo(f"{len(tables) + 1} tables are in {folder}; `columns` explains them.", err=True)
        click.echo(f"The watch files, journal.jsonl and profile.toml lie in {home.path}.", err=True)


def _plans(home: Home, day: JudgedDay) -> Rows:
    """Return the days of every week that was planned, and of this one where it can be."""
    events = day.athlete.events
    this = monday_of(day.athlete.today)
    asked = sorted({one.data["week_start"] for one in events if one.kind == "plan"})
    rows = [
        row
        for monday in asked
        if date.fromisoformat(monday) != this
        for row in stored_plan_rows(events, monday)
    ]
    plan = plan_of(home, day)
    if plan is None:
        return rows
    return sorted([*rows, *plan_rows(plan)], key=lambda row: str(row["date"]))


def _columns() -> Rows:
    return [
        {
            "table": table,
            "column": one.name,
            "dtype": one.dtype,
            "unit": one.unit,
            "meaning": one.meaning,
        }
        for table, layout in {**LAYOUTS, "columns": COLUMNS}.items()
        for one in layout
    ]


def _streams(home: Home, ids: list[str], how: How, folder: Path) -> None:
    """Write the samples of each session into a file of its own; none is in memory for long."""
    make_folder(folder)
    bar = ProgressBar(what="sessions' samples written", quiet=how.quiet)
    with open_archive(home) as archive:
        for number, name in enumerate(ids, start=1):
            rows = sample_rows(archive.stream(name), name)
            put(how.table(rows, SAMPLES), folder / f"{name}.{how.form}")
            bar(number, len(ids))
    bar.clear()
