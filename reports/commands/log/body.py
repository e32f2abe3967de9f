"""`log` for what the body says: pain, soreness, stiffness, stress, sleep, illness, red flags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from ingest.diary import DiaryEntry
from ingest.diary.kinds import KINDS
from planner.near import did_you_mean
from reports.commands.log.asking import (
    asked_place,
    asked_score,
    last_place,
    on_terminal,
    understood,
)
from reports.commands.log.book import diary_of
from reports.commands.log.entry import day_meant, entry_options, keep
from reports.commands.log.where import say_where_to_look
from reports.commands.params import HOURS, MINUTES, PLACE, SCORE, SIDE, WHEN
from reports.said.model import SaidError
from reports.said.times import hours_said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryKind, Side
    from ingest.home.home import Home
    from reports.commands.log.asking import Place

DAY_H: Final = 24
FEVER: Final = ("fever", "feverish")
OVER: Final = ("over", "well", "recovered")
_FORMS = {
    "pain": "SCORE [PLACE] [SIDE] [during|after|morning] [TEXT]",
    "soreness": "SCORE [PLACE] [SIDE] [during|after|morning] [TEXT]",
    "stiffness": "SCORE [PLACE] [SIDE] [TEXT]",
    "stress": "SCORE [TEXT]",
    "tenderness": "SCORE [PLACE] [SIDE] [TEXT]",
    "knee-bend-test": "SCORE SIDE [TEXT]",
}


def _scored(kind: DiaryKind) -> click.Command:
    """Return the command of a kind that is a score with a place."""
    takes = KINDS[kind]

    def body(
        *,
        home: Home,
        today: date | None,
        day: date | None,
        words: tuple[str, ...],
        as_json: bool,
        **parts: Any,
    ) -> None:
        before = diary_of(home, day_meant(day, today))
        said = _from_words(kind, day_meant(day, today), words, parts, before)
        kept = keep(home, said, as_json=as_json)
        say_where_to_look(home, kept, before, as_json=as_json)

    body = entry_options(body)
    if takes.where:
        body = click.option("--side", type=SIDE)(body)
        body = click.option("--place", type=PLACE, help="Soleus, achilles, knee-front, …")(body)
    if takes.when:
        body = click.option("--when", type=WHEN, help="When it is felt.")(body)
    if kind in {"tenderness", "knee-bend-test"}:
        body = click.option("--left", type=SCORE, help="The left side's score.")(body)
        body = click.option("--right", type=SCORE, help="The right side's score.")(body)
    if kind == "knee-bend-test":
        body = click.option("--unstable", is_flag=True, help="The knee felt weak or unstable.")(
            body
        )
    if kind == "pain":
        body = click.option("--limp", is_flag=True, help="It changes how you walk or run.")(body)
    if kind == "stiffness":
        body = click.option("--minutes", type=MINUTES, help="How long it lasted.")(body)
    body = click.option("--score", type=SCORE, help="0 to 10.")(body)
    body = click.option("--text", default="", help="Free text, as further words are.")(body)
    body = click.argument("words", nargs=-1, metavar=_FORMS[kind])(body)
    return click.command(kind, help=takes.summary)(body)


def _from_words(
    kind: DiaryKind,
    day: date,
    words: tuple[str, ...],
    parts: dict[str, Any],
    before: Sequence[DiaryEntry],
) -> list[DiaryEntry]:
    """Return the entries that words and options say together; an option wins over a word."""
    said = understood(words, where=KINDS[kind].where)
    default_place = {"tenderness": "soleus", "knee-bend-test": "knee"}.get(kind)
    sides: tuple[Side, ...] = ("left", "right")
    by_side = {side: parts[side] for side in sides if parts.get(side) is not None}
    score = said.score if parts.get("score") is None else parts["score"]
    if score is None and not by_side and KINDS[kind].score_needed:
        score = asked_score(kind.replace("-", " ").capitalize())
    place = (parts.get("place") or said.place or default_place, parts.get("side") or said.side)
    if kind == "pain" and score and place[0] is None:
        place = _where_it_hurts(place[1], before)
    values = {name: parts[name] for name in ("minutes", "unstable", "limp") if parts.get(name)}
    entry = DiaryEntry(
        id="",
        day=day,
        kind=kind,
        side=place[1],
        place=place[0],
        score=score,
        when=parts.get("when") or said.when,
        text=" ".join(part for part in (said.text, parts.get("text")) if part),
        values=values,
    )
    return [replace(entry, side=side, score=value) for side, value in by_side.items()] or [entry]


def _where_it_hurts(side: Side | None, before: Sequence[DiaryEntry]) -> Place:
    """Return where a pain is that was said without a place: no pain is kept without one."""
    if not on_terminal():
        raise click.UsageError("Say where: aerobase log pain 4 left achilles, or other.")
    place = asked_place(last_place(before))
    return (place[0], side or place[1])


pain = _scored("pain")
soreness = _scored("soreness")
stiffness = _scored("stiffness")
stress = _scored("stress")
tenderness = _scored("tenderness")
knee_bend_test = _scored("knee-bend-test")


@click.command("sleep", help=KINDS["sleep"].summary)
@click.argument("words", nargs=-1, metavar="HOURS [TEXT]")
@click.option("--hours", type=HOURS, help="The same as the argument: 7:30, 7h30 or 7.5.")
@click.option("--score", type=SCORE, help="How good, 0 bad to 10 best.")
@entry_options
def sleep(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    words: tuple[str, ...],
    hours: float | None,
    score: float | None,
    as_json: bool,
) -> None:
    """Keep how long and how well the night was."""
    text = " ".join(words)
    if hours is None and words:
        hours, text = _slept(words)
    if hours is None and score is None:
        raise click.UsageError("Say how long: aerobase log sleep 7:30")
    entry = DiaryEntry(
        id="",
        day=day_meant(day, today),
        kind="sleep",
        score=score,
        text=text,
        values={"hours": hours},
    )
    keep(home, [entry], as_json=as_json)


def _slept(words: tuple[str, ...]) -> tuple[float, str]:
    """Return the hours that the first words say, "7 h 30" in three of them, and the rest."""
    for many in range(min(3, len(words)), 0, -1):
        try:
            hours = hours_said(" ".join(words[:many]))
        except SaidError as error:
            last = error
        else:
            if hours > DAY_H:
                raise click.UsageError(f"{hours:g} hours are more than a day; write 7:30.")
            return hours, " ".join(words[many:])
    raise click.UsageError(str(last))


@click.command("illness", help=KINDS["illness"].summary)
@click.option("--fever", is_flag=True, help="There is fever.")
@click.option("--over", is_flag=True, help="Well again: the first day without it.")
@click.option("--score", type=SCORE, help="How ill, 0 to 10.")
@click.argument("text", nargs=-1)
@entry_options
def illness(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    score: float | None,
    text: tuple[str, ...],
    fever: bool,
    over: bool,
    as_json: bool,
) -> None:
    """Keep an ill day, or the day it was over."""
    first = text[0].lower() if text else ""
    fever, over = fever or first in FEVER, over or first in OVER
    near = did_you_mean(first, (*FEVER, *OVER)) if first not in {*FEVER, *OVER} else ""
    if near and len(first) > 3:  # noqa: PLR2004 - shorter words are near to too much
        raise click.UsageError(f"{first!r} is neither fever nor over. {near}")
    if fever and over:
        raise click.UsageError("An illness with fever today is not over; give one of the two.")
    entry = DiaryEntry(
        id="",
        day=day_meant(day, today),
        kind="illness",
        score=score,
        text=" ".join(text),
        values={"fever": fever, "over": over},
    )
    keep(home, [entry], as_json=as_json)
