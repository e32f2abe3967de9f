"""`aerobase export`: sessions, samples, diary, wellness, plan as files for other programs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic
from ingest.imports.opening import open_archive
from planner.judging.balance import monday_of
from planner.load.legs import leg_loads
from planner.week.store import once_planned
from reports.clock import clock
from reports.commands.common import Span, home_option, quiet_option, span_options, today_option
from reports.commands.params import NEW_FOLDER
from reports.files.exports import diary_rows, plan_rows, sample_rows, session_rows, wellness_rows
from reports.files.tables import table_bytes
from reports.opening import load_athlete, load_day
from reports.planning import standing_plan
from reports.words import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.week.model import Plan
    from reports.files.workouts import WorkoutFile

    F = TypeVar("F", bound=Callable[..., Any])

FORMATS: Final = ("csv", "json", "parquet")
PLAN_FORMATS: Final = (*FORMATS, "ics", "fit")
HOURS: Final = ("%H:%M",)


class ExportError(AerobaseError):
    """Something cannot be written."""


@click.group("export")
def command() -> None:
    """Write sessions, samples, diary, wellness or the plan as files for other programs.

    Without -o the file goes to standard output.
    """


def _shared(forms: tuple[str, ...]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        function = click.option("-o", "--output", type=NEW_FOLDER, help="Where to write it.")(
            function
        )
        function = click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default="csv",
            show_default=True,
            help="In which form.",
        )(function)
        return today_option(home_option(quiet_option(function)))

    return decorate


def _table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], form: str) -> bytes:
    """Return rows in the form asked for.

    Raises
    ------
    ExportError
        Parquet is asked for and its extra is not installed.
    """
    if form != "parquet":
        return table_bytes(rows, columns, "json" if form == "json" else "csv")
    try:
        from reports.files.parquet import parquet_bytes
    except ImportError as error:
        raise ExportError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint="Install aerobase[parquet], or use --format csv.",
        ) from error
    return parquet_bytes(rows, columns)


def _write(data: bytes, output: Path | None, *, quiet: bool) -> None:
    """Write a file whole, or to standard output where none is named.

    Raises
    ------
    ExportError
        It cannot be written there.
    """
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
        return
    _put(data, output)
    if not quiet:
        click.echo(f"Written: {output}", err=True)


def _put(data: bytes, output: Path) -> None:
    """Write a file whole.

    Raises
    ------
    ExportError
        It cannot be written there.
    """
    try:
        write_atomic(output, data)
    except OSError as error:
        raise ExportError(
            f"{output} cannot be written: {error.strerror or error}.",
            hint="Name a file in a folder that exists and may be written.",
        ) from error


@command.command("sessions")
@span_options
@_shared(FORMATS)
def sessions(
    *,
    home: Home,
    today: date | None,
    span: Span,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Write one row a session, with what `sessions --json` says of it."""
    athlete = load_athlete(home, today)
    chosen = [one for one in athlete.sessions if one.local_date in span]
    _write(_table(*session_rows(chosen, leg_loads(athlete.sessions)), form), output, quiet=quiet)


@command.command("streams")
@click.argument("session_id", metavar="SESSION")
@_shared(FORMATS)
def streams(
    *, home: Home, today: date | None, session_id: str, form: str, output: Path | None, quiet: bool
) -> None:
    """Write one row a sample of a session: heart rate raw and clean, speed; no positions."""
    del today  # samples do not depend on the day one looks
    with open_archive(home) as archive:
        known_id = archive.resolve(session_id)
        stream = archive.stream(known_id)
    _write(_table(*sample_rows(stream, known_id), form), output, quiet=quiet)


@command.command("diary")
@span_options
@_shared(FORMATS)
def diary(
    *, home: Home, today: date | None, span: Span, form: str, output: Path | None, quiet: bool
) -> None:
    """Write one row an entry of the diary."""
    chosen = [one for one in load_athlete(home, today).diary if one.day in span]
    _write(_table(*diary_rows(chosen), form), output, quiet=quiet)


@command.command("wellness")
@span_options
@_shared(FORMATS)
def wellness(
    *,
    home: Home,
    today: date | None,
    span: Span,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Write one row a local day: resting heart rate, HRV, stress, sleep, with their files."""
    chosen = [one for one in load_athlete(home, today).wellness if one.day in span]
    _write(_table(*wellness_rows(chosen), form), output, quiet=quiet)


@command.command("plan")
@click.option("--next", "following", is_flag=True, help="The week after this one.")
@click.option(
    "--run-at",
    type=click.DateTime(HOURS),
    default="07:00",
    show_default=True,
    metavar="HH:MM",
    help="When runs begin in the calendar, local time.",
)
@click.option(
    "--strength-at",
    type=click.DateTime(HOURS),
    default="19:00",
    show_default=True,
    metavar="HH:MM",
    help="When strength begins in the calendar, local time.",
)
@click.option(
    "--alarm", type=click.IntRange(0, 1440), metavar="MINUTES", help="Remind so long before each."
)
@click.option("--rest-days", is_flag=True, help="Days without a run are in the calendar too.")
@click.option(
    "--to",
    "watch",
    metavar="WATCH-DIR",
    type=click.Path(path_type=Path),
    help="Copy FIT workouts to the watch mounted there; never over a file.",
)
@_shared(PLAN_FORMATS)
def plan(
    *,
    home: Home,
    today: date | None,
    following: bool,
    run_at: Any,
    strength_at: Any,
    alarm: int | None,
    rest_days: bool,
    watch: Path | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Write the week: a table, a calendar (ics), or workouts for the watch (fit, into a folder)."""
    day = load_day(home, today)
    athlete = day.athlete
    monday = monday_of(athlete.today) + timedelta(days=7 * following)
    week = standing_plan(home, day, week_start=monday, now=clock())
    if watch is not None:
        _to_watch(_days_to_come(week, athlete), watch)
    elif form == "fit":
        _fit_folder(_days_to_come(week, athlete), output, quiet=quiet)
    elif form == "ics":
        times = {"run_at": run_at.time(), "strength_at": strength_at.time()}
        _write(
            _ics(athlete, week, alarm_min=alarm, rest_days=rest_days, **times), output, quiet=quiet
        )
    else:
        _write(_table(*plan_rows(week), form), output, quiet=quiet)


def _days_to_come(week: Plan, athlete: Athlete) -> tuple[WorkoutFile, ...]:
    from reports.files.workouts import workout_files

    return workout_files(week, first=athlete.today)


def _ics(athlete: Athlete, week: Plan, **when: Any) -> bytes:
    from reports.files.calendar import Hours, calendar_bytes

    zone = None if athlete.profile.zone_name is None else athlete.profile.zone
    hours = Hours(zone=zone, **when)
    units = Units(system=athlete.profile.units)
    before = once_planned(athlete.events, week.week_start)
    return calendar_bytes([week], hours, units, before=before)


def _fit_folder(files: tuple[WorkoutFile, ...], output: Path | None, *, quiet: bool) -> None:
    if output is None:
        raise ExportError(
            "Workouts are several files: they need a folder.", hint="Name it with -o FOLDER."
        )
    try:
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"{output} is no folder that can be made: {error.strerror or error}.",
            hint="Name another one with -o FOLDER.",
        ) from error
    for file in files:
        _put(file.data, output / file.name)
    if quiet:
        return
    many = "1 workout is" if len(files) == 1 else f"{len(files)} workouts are"
    click.echo(f"{many} in {output}.", err=True)
    if files:
        click.echo(
            "On a Garmin that is mounted they go into GARMIN/NewFiles: aerobase export plan --to"
            " WATCH-DIR",
            err=True,
        )


def _to_watch(files: tuple[WorkoutFile, ...], watch: Path) -> None:
    from reports.files.watch_folder import copy_workouts

    copied = copy_workouts(files, watch)
    for name in copied.written:
        click.echo(f"Copied: {copied.folder / name}")
    for name in copied.same:
        click.echo(f"Already there: {copied.folder / name}")
    for name in copied.kept:
        click.echo(f"Left alone, another file has that name: {copied.folder / name}")
    if copied.written or copied.same or copied.kept:
        click.echo(
            "To take them off again: delete them on the watch (Training, Workouts), or the\n"
            f"files named like {files[0].name} in {copied.folder}."
        )
    else:
        click.echo("No workouts to copy: nothing is planned on the days to come.")
