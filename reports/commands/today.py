"""`aerobase today`: the morning's ten seconds, and the day's work as it may be done."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ingest.diary import DiaryEntry
from ingest.diary.kinds import PLACES, SIDES, place_named
from planner.body.way_back import way_back_on
from planner.day.reasons import readiness_words
from planner.flags.red_flag import safety_due
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.log.book import diary_of
from reports.commands.log.entry import kept_entries
from reports.commands.log.redflag import SAFETY_LINE
from reports.commands.log.where import say_where_to_look
from reports.documents.diary import entry_document
from reports.documents.plan import today_document
from reports.documents.status import readiness_document
from reports.opening import load_day, load_profile, local_today
from reports.planning import PlanError, todays_work
from reports.terminal.today import today_text
from reports.words import Units
from reports.words import day as day_words

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import Side
    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.body.way_back import WayBack

_SCORE = click.FloatRange(0, 10)
_HOURS = click.FloatRange(0, 24)


@click.command("today")
@click.option("--pain", type=_SCORE, help="Worst pain this morning, 0 to 10.")
@click.option("--place", help="Where it hurts, such as achilles or knee-front.")
@click.option("--side", type=click.Choice(SIDES), help="On which side.")
@click.option("--stiffness", type=_SCORE, help="Stiffness on getting up, 0 to 10.")
@click.option("--sleep", type=_HOURS, help="Hours slept.")
@click.option("--stress", type=_SCORE, help="Stress of the whole of life, 0 to 10.")
@click.option("--no-ask", is_flag=True, help="Ask nothing; only show the day.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    pain: float | None,
    place: str | None,
    side: Side | None,
    stiffness: float | None,
    sleep: float | None,
    stress: float | None,
    no_ask: bool,
    as_json: bool,
) -> None:
    """Ask the morning's questions and show the day's run and exercises.

    On a terminal it asks what was not given; an empty answer skips a question.
    """
    profile = load_profile(home)
    day = local_today(profile) if today is None else today
    said = _entries(day, pain=pain, place=place, side=side)
    said += _scores(day, stiffness=stiffness, sleep=sleep, stress=stress)
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not said and not no_ask and not as_json and on_terminal:
        said = _asked(load_day(home, day, profile=profile).athlete)
    before = diary_of(home, day)
    kept = kept_entries(home, said)
    say_where_to_look(home, kept, before, as_json=as_json)
    judged = load_day(home, day, profile=profile)
    work = None
    with suppress(PlanError):
        work = todays_work(home, judged, now=clock())
    safety = SAFETY_LINE if safety_due(judged.athlete.diary, day) else None
    if as_json:
        document = today_document(day, work, judged.flags)
        echo_json(
            {
                **document,
                "safety": safety,
                "readiness": readiness_document(judged.readiness),
                "logged": [entry_document(entry) for entry in kept],
            }
        )
        return
    units = Units(system=judged.athlete.profile.units)
    ready = readiness_words(judged.readiness, judged.flags, day)
    for line in today_text(day, work, judged.flags, units, readiness=ready):
        click.echo(line)
    if safety is not None:
        click.echo(safety)


def _entries(
    day: date, *, pain: float | None, place: str | None, side: Side | None
) -> list[DiaryEntry]:
    if pain is None:
        return []
    entry = DiaryEntry(
        id="",
        day=day,
        kind="pain",
        score=pain,
        place=place,
        side=side,
        when="next morning",
    )
    return [entry]


def _scores(
    day: date, *, stiffness: float | None, sleep: float | None, stress: float | None
) -> list[DiaryEntry]:
    scores = []
    if stiffness is not None:
        scores.append(DiaryEntry(id="", day=day, kind="stiffness", score=stiffness))
    if sleep is not None:
        scores.append(DiaryEntry(id="", day=day, kind="sleep", values={"hours": sleep}))
    if stress is not None:
        scores.append(DiaryEntry(id="", day=day, kind="stress", score=stress))
    return scores


def _asked(athlete: Athlete) -> list[DiaryEntry]:
    """Ask the four questions; pain of yesterday's place is asked for that place.

    On a way back after pain, pain during the last run comes first: what it was like opens the next.
    """
    day = athlete.today
    way = way_back_on(athlete.diary, athlete.runs, day)
    during = [] if way is None else _during(way)
    pains = [entry for entry in athlete.diary if entry.kind == "pain" and (entry.score or 0) > 0]
    last = pains[-1] if pains else None
    pain = _ask("Pain now, 0-10 (empty: skip)", 10)
    place, side = None, None
    if pain is not None and last is not None:
        place, side = last.place, last.side
    if pain:
        place = _ask_place(place)
        side = _ask_side(side)
    return (
        _entries(day, pain=pain, place=place, side=side)
        + during
        + _scores(
            day,
            stiffness=_ask("Stiffness on getting up, 0-10", 10),
            sleep=_ask("Hours of sleep", 24),
            stress=_ask("Stress, 0-10", 10),
        )
    )


def _during(way: WayBack) -> list[DiaryEntry]:
    """Ask for the pain of a run that has no answer yet."""
    if not way.unanswered or way.ran is None:
        return []
    run = f"the run of {day_words(way.ran)}, {way.side} {way.place}"
    score = _ask(f"Pain during {run}, 0-10 (empty: skip)", 10)
    if score is None:
        return []
    return [
        DiaryEntry(
            id="",
            day=way.ran,
            kind="pain",
            score=score,
            place=way.place,
            side=way.side,
            when="during",
        )
    ]


def _ask(question: str, highest: float) -> float | None:
    while True:
        answer = click.prompt(question, default="", show_default=False).strip()
        if not answer:
            return None
        with suppress(ValueError):
            number = float(answer.replace(",", "."))
            if 0 <= number <= highest:
                return number
        click.echo(f"  A number from 0 to {highest:g}, or nothing.")


def _ask_place(default: str | None) -> str:
    while True:
        answer = click.prompt("Where", default=default or "other")
        place = place_named(str(answer))
        if place is not None:
            return place
        click.echo(f"  One of: {', '.join(PLACES)}.")


def _ask_side(default: Side | None) -> Side | None:
    chosen = click.prompt("Side", type=click.Choice([*SIDES, "none"]), default=default or "none")
    return next((side for side in SIDES if side == chosen), None)
