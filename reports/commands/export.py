"""`aerobase export`: tables, the plan, or all of it as files for other programs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ingest.imports.opening import open_archive
from ingest.layouts import DIARY, FLAGS, LOAD, PLAN, SESSIONS, WEEKS, WELLNESS
from reports.clock import clock
from reports.commands.common import Span, span_options
from reports.commands.export_writing import TABLES, put, shared_options
from reports.commands.plugged import ask_plugins
from reports.files.exports import (
    SAMPLES,
    diary_rows,
    flag_rows,
    load_rows,
    plan_rows,
    sample_rows,
    session_rows,
    week_rows,
    wellness_rows,
)
from reports.opening import load_athlete, load_day
from reports.words import Units

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.week.model import Plan
    from reports.commands.export_writing import How
    from reports.files.workouts import WorkoutFile

HOURS: Final = ("%H:%M",)


@click.group("export")
def command() -> None:
    """Write tables, the plan as calendar or workouts, or all of it, for other programs.

    Without -o the file goes to standard output. The columns are in docs/tables.md.
    """


@command.command("sessions")
@span_options
@shared_options()
def sessions(*, home: Home, today: date | None, span: Span, how: How) -> None:
    """Write one row a session, with what `sessions --json` says of it."""
    from planner.load.legs import leg_loads

    athlete = load_athlete(home, today)
    chosen = [one for one in athlete.sessions if one.local_date in span]
    how.write_table(session_rows(chosen, leg_loads(athlete.sessions)), SESSIONS)


@command.command("weeks")
@span_options
@shared_options()
def weeks(*, home: Home, today: date | None, span: Span, how: How) -> None:
    """Write one row a week of running, as `balance --json` has it; days choose by the Monday."""
    athlete = load_athlete(home, today)
    chosen = [one for one in athlete.weeks if one.week_start in span]
    how.write_table(week_rows(athlete, chosen), WEEKS)


@command.command("load")
@span_options
@shared_options()
def load(*, home: Home, today: date | None, span: Span, how: How) -> None:
    """Write one row a local day, days of rest too: load, fitness, fatigue, form, monotony."""
    chosen = [one for one in load_athlete(home, today).days if one.day in span]
    how.write_table(load_rows(chosen), LOAD)


@command.command("flags")
@shared_options()
def flags(*, home: Home, today: date | None, how: How) -> None:
    """Write one row a warning that stands, the most severe first; those of plug-ins last."""
    day = load_day(home, today)
    plugged = ask_plugins(day.athlete, day.flags).standing
    how.write_table(flag_rows((*day.flags, *plugged), day.athlete.today), FLAGS)


@command.command("streams")
@click.argument("session_id", metavar="SESSION")
@shared_options()
def streams(*, home: Home, today: date | None, session_id: str, how: How) -> None:
    """Write one row a sample of a session: heart rate raw and clean, speed; no positions."""
    del today  # samples do not depend on the day one looks
    with open_archive(home) as archive:
        known_id = archive.resolve(session_id)
        stream = archive.stream(known_id)
    how.write_table(sample_rows(stream, known_id), SAMPLES)


@command.command("diary")
@span_options
@shared_options()
def diary(*, home: Home, today: date | None, span: Span, how: How) -> None:
    """Write one row an entry of the diary."""
    chosen = [one for one in load_athlete(home, today).diary if one.day in span]
    how.write_table(diary_rows(chosen), DIARY)


@command.command("wellness")
@span_options
@shared_options()
def wellness(*, home: Home, today: date | None, span: Span, how: How) -> None:
    """Write one row a local day: resting heart rate, HRV, stress, sleep, with their files."""
    chosen = [one for one in load_athlete(home, today).wellness if one.day in span]
    how.write_table(wellness_rows(chosen), WELLNESS)


@command.command("all")
@click.option(
    "--without-streams", is_flag=True, help="Leave the samples out, a file a session: the most."
)
@shared_options()
def everything(*, home: Home, today: date | None, without_streams: bool, how: How) -> None:
    """Write every table into a folder, each column explained in the table `columns`.

    What was read and said lies in the data directory as it is: the watch files in
    originals, the journal, the profile. Together that is all there is of you here.
    """
    from reports.commands.export_all import write_all

    write_all(home, today, how, streams=not without_streams)


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
@shared_options(*TABLES, "ics", "fit")
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
    how: How,
) -> None:
    """Write the week: a table, a calendar (ics), or workouts for the watch (fit, into a folder)."""
    from planner.judging.balance import monday_of
    from reports.planning import standing_plan

    day = load_day(home, today)
    athlete = day.athlete
    monday = monday_of(athlete.today) + timedelta(days=7 * following)
    week = standing_plan(home, day, week_start=monday, now=clock())
    if watch is not None:
        _to_watch(_days_to_come(week, athlete), watch)
    elif how.form == "fit":
        _fit_folder(_days_to_come(week, athlete), how)
    elif how.form == "ics":
        times = {"run_at": run_at.time(), "strength_at": strength_at.time()}
        how.write(_ics(athlete, week, alarm_min=alarm, rest_days=rest_days, **times))
    else:
        how.write_table(plan_rows(week), PLAN)


def _days_to_come(week: Plan, athlete: Athlete) -> tuple[WorkoutFile, ...]:
    from reports.files.workouts import workout_files

    return workout_files(week, first=athlete.today)


def _ics(athlete: Athlete, week: Plan, **when: Any) -> bytes:
    from planner.week.store import once_planned
    from reports.files.calendar import Hours, calendar_bytes

    zone = None if athlete.profile.zone_name is None else athlete.profile.zone
    hours = Hours(zone=zone, **when)
    units = Units(system=athlete.profile.units)
    before = once_planned(athlete.events, week.week_start)
    return calendar_bytes([week], hours, units, before=before)


def _fit_folder(files: tuple[WorkoutFile, ...], how: How) -> None:
    folder = how.folder("Workouts are several files")
    for file in files:
        put(file.data, folder / file.name)
    if how.quiet:
        return
    many = "1 workout is" if len(files) == 1 else f"{len(files)} workouts are"
    click.echo(f"{many} in {folder}.", err=True)
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
