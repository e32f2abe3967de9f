"""`aerobase balance`: how much of the running was aerobic, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day
from reports.opening import load_athlete

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.judging.balance import Week

SHOWN_WEEKS = 26


@click.command("balance")
@click.option(
    "--since", type=Day(), help="From the week of this day on; text shows half a year without it."
)
@click.option("--until", type=Day(), help="Up to and with the week of this day.")
@click.option("--zones", is_flag=True, help="Three zones by time and by run instead.")
@click.option("--speed", is_flag=True, help="Pace at the ceiling week by week instead.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    since: date | None,
    until: date | None,
    zones: bool,
    speed: bool,
    as_json: bool,
) -> None:
    """Show the aerobic balance of running by week, oldest first.

    Time is counted, not runs: what lies at or under the ceiling of its day is
    aerobic. Time without clean heart rate is unknown and in neither part.

    --speed shows aerobic speed: the pace at today's ceiling, from all steady
    running near it in four weeks, with a 95 % band and the conditions.
    """
    from planner.day.judged import judge_day
    from planner.flags.history import flags_by_week
    from planner.judging.balance import monday_of

    athlete = load_athlete(home, today)
    if speed:
        _show_speed(athlete, since, until, as_json=as_json)
        return
    weeks = [
        week
        for week in athlete.weeks
        if (since is None or week.week_start >= monday_of(since))
        and (until is None or week.week_start <= until)
    ]
    if zones:
        _show_zones(athlete, weeks, as_json=as_json)
        return
    shown = weeks if as_json or since is not None else weeks[-SHOWN_WEEKS:]
    day = judge_day(athlete)
    flags = flags_by_week(day.days, shown)
    if as_json:
        from reports.documents.balance import balance_document

        echo_json(balance_document(athlete, weeks, flags))
        return
    from reports.terminal.balance import balance_text

    if not athlete.weeks:
        click.echo("No run yet. Read watch files with `aerobase import FOLDER`.")
        return
    click.echo("\n".join(balance_text(day, shown, flags)))


def _show_zones(athlete: Athlete, weeks: Sequence[Week], *, as_json: bool) -> None:
    from reports.documents.zones import zones_document

    document = zones_document(athlete, weeks)
    if as_json:
        echo_json(document)
        return
    from reports.terminal.zones import zones_text

    click.echo("\n".join(zones_text(document)))


def _show_speed(athlete: Athlete, since: date | None, until: date | None, *, as_json: bool) -> None:
    from planner.field_tests.aerobic_speed import aerobic_speed_line

    points = [
        point
        for point in aerobic_speed_line(athlete)
        if (since is None or point.day >= since) and (until is None or point.day <= until)
    ]
    if as_json:
        from reports.documents.speed import speed_document

        echo_json(speed_document(points))
        return
    from reports.terminal.speed import speed_text

    click.echo("\n".join(speed_text(points, athlete)))
