"""`aerobase today`: the morning's ten seconds, and the day's work as it may be done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from ingest.diary import DiaryEntry
from planner.day.judged import judge_day
from planner.day.reasons import readiness_words
from planner.flags.red_flag import safety_due
from reports.clock import clock
from reports.commands.asked_today import asked_on, keep_asked
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.log.asking import last_place, on_terminal
from reports.commands.log.entry import kept_entries
from reports.commands.log.redflag import SAFETY_LINE
from reports.commands.log.where import say_where_to_look
from reports.commands.params import HOURS, PLACE, SCORE, SIDE
from reports.commands.today_questions import ask_morning, pain_of, standing_places
from reports.commands.today_words import pain_entry, pain_said, sleep_entry
from reports.documents.diary import entry_document
from reports.documents.plan import today_document
from reports.documents.status import readiness_document
from reports.opening import load_athlete
from reports.planning import PlanError, todays_work
from reports.said.entries import Words
from reports.terminal.today import today_text
from reports.words import Units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.week.morning import Morning
    from reports.documents.status import MorningDocument

NOTHING_YET: Final = (
    "Nothing is known about you yet.",
    "  First: aerobase init               five questions, two minutes",
    "  Then:  aerobase import FOLDER      your watch's folder, or its export",
)


@click.command("today")
@click.argument("words", nargs=-1, metavar="[PAIN] [PLACE] [SIDE]")
@click.option("--pain", type=SCORE, help="Worst pain this morning, 0 to 10.")
@click.option("--place", type=PLACE, help="Where it hurts, such as achilles or knee-front.")
@click.option("--side", type=SIDE, help="On which side.")
@click.option("--stiffness", type=SCORE, help="Stiffness on getting up, 0 to 10.")
@click.option("--sleep", "--slept", type=HOURS, help="Hours slept, such as 7.5.")
@click.option("--stress", type=SCORE, help="Stress of the whole of life, 0 to 10.")
@click.option("--no-ask", is_flag=True, help="Ask nothing; only show the day.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    words: tuple[str, ...],
    no_ask: bool,
    as_json: bool,
    **scores: Any,
) -> None:
    """Ask what the morning has not said yet, and show the day's run and exercises.

    \b
    aerobase today 0                       no pain
    aerobase today 3 left achilles --slept 7.5

    On a terminal it asks what has no answer yet; Enter skips a question, and
    none is asked twice a day.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    told = any(value is not None for value in (*words, *scores.values()))
    if not (told or as_json or home.contents()):
        click.echo("\n".join(NOTHING_YET))
        return
    athlete = load_athlete(home, today)
    terminal = on_terminal() and not as_json and not no_ask
    said = _said(athlete, words, scores, asks=terminal)
    if terminal and not said:
        said = _asked(home, athlete)
    kept = kept_entries(home, said)
    if kept:
        say_where_to_look(home, kept, athlete.diary, as_json=as_json)
        athlete = load_athlete(home, athlete.today)
    judged, work = judge_day(athlete), None
    with suppress(PlanError):
        work = todays_work(home, judged, now=clock())
    if as_json:
        _echo_document(judged, work, kept)
    else:
        _echo_text(judged, work)


def _said(
    athlete: Athlete, words: tuple[str, ...], scores: Mapping[str, Any], *, asks: bool
) -> list[DiaryEntry]:
    """Return what was typed behind the command; no pain at all is said of every place that hurt."""
    day, said = athlete.today, pain_said(words) if words else None
    if scores["pain"] is not None:
        said = Words(score=scores["pain"])
    entries = []
    if said is not None:
        where = (scores["place"] or said.place, scores["side"] or said.side)
        said = replace(said, place=where[0], side=where[1])
        standing = standing_places(athlete)
        if not said.score and said.place is None and standing:
            entries = [pain_entry(day, 0.0, place, said.text) for place in standing]
        else:
            last = last_place(athlete.diary) if asks else next(iter(standing), None)
            entries = [pain_of(day, said, last, asks=asks)]
    for kind in ("stiffness", "stress"):
        if scores[kind] is not None:
            entries.append(DiaryEntry(id="", day=day, kind=kind, score=scores[kind]))
    if scores["sleep"] is not None:
        entries.append(sleep_entry(day, scores["sleep"]))
    return entries


def _asked(home: Home, athlete: Athlete) -> list[DiaryEntry]:
    """Ask what is open, and keep which questions were asked: only of the clock's own day."""
    morning = ask_morning(athlete, asked_on(home, athlete.today))
    keep_asked(home, athlete.today, morning.asked)
    return morning.entries


def _echo_document(judged: JudgedDay, work: Morning | None, kept: Sequence[DiaryEntry]) -> None:
    athlete = judged.athlete
    document: MorningDocument = {
        **today_document(athlete.today, work, judged.flags),
        "safety": _safety(athlete),
        "readiness": readiness_document(judged.readiness),
        "logged": [entry_document(entry) for entry in kept],
    }
    echo_json(document)


def _echo_text(judged: JudgedDay, work: Morning | None) -> None:
    athlete = judged.athlete
    day, units = athlete.today, Units(system=athlete.profile.units)
    ready = readiness_words(judged.readiness, judged.flags, day)
    for line in today_text(day, work, judged.flags, units, readiness=ready):
        click.echo(line)
    if not athlete.sessions:
        click.echo("No run is known yet: aerobase import FOLDER")
    if (safety := _safety(athlete)) is not None:
        click.echo(safety)


def _safety(athlete: Athlete) -> str | None:
    return SAFETY_LINE if safety_due(athlete.diary, athlete.today) else None
