"""`log` for what the body says: pain, soreness, stiffness, stress, sleep, illness, red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ingest.diary import DiaryEntry
from ingest.diary.kinds import KINDS, SIDES
from reports.commands.log.book import diary_of
from reports.commands.log.entry import day_meant, entry_options, keep
from reports.commands.log.where import say_where_to_look
from reports.commands.log.words import read_words

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import DiaryKind, Side
    from ingest.home.home import Home

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
        said = _from_words(kind, day_meant(day, today), words, parts)
        before = diary_of(home, day_meant(day, today))
        kept = keep(home, said, as_json=as_json)
        say_where_to_look(home, kept, before, as_json=as_json)

    body = entry_options(body)
    if takes.where:
        body = click.option("--side", type=click.Choice(SIDES))(body)
        body = click.option("--place", help="Where, such as soleus, achilles, knee-front.")(body)
    if takes.when:
        whens = click.Choice(["during", "after", "next morning", "next-morning", "morning"])
        body = click.option("--when", type=whens, help="When it is felt.")(body)
    if kind in {"tenderness", "knee-bend-test"}:
        body = click.option("--left", type=float, help="The left side's score.")(body)
        body = click.option("--right", type=float, help="The right side's score.")(body)
    if kind == "knee-bend-test":
        body = click.option("--unstable", is_flag=True, help="The knee felt weak or unstable.")(
            body
        )
    if kind == "pain":
        body = click.option("--limp", is_flag=True, help="It changes how you walk or run.")(body)
    if kind == "stiffness":
        body = click.option("--minutes", type=float, help="How long it lasted.")(body)
    body = click.option("--score", type=float, help="0 to 10.")(body)
    body = click.option("--text", default="", help="Free text, as further words are.")(body)
    body = click.argument("words", nargs=-1, metavar=_FORMS[kind])(body)
    return click.command(kind, help=takes.summary)(body)


def _from_words(
    kind: DiaryKind, day: date, words: tuple[str, ...], parts: dict[str, Any]
) -> list[DiaryEntry]:
    """Return the entries that words and options say together; an option wins over a word."""
    said = read_words(words)
    when = parts.get("when") or said.when
    default_place = {"tenderness": "soleus", "knee-bend-test": "knee"}.get(kind)
    place = parts.get("place") or said.place or default_place
    score = said.score if parts.get("score") is None else parts["score"]
    values = {name: parts[name] for name in ("minutes", "unstable", "limp") if parts.get(name)}

    def entry(side: Side | None, value: float | None) -> DiaryEntry:
        return DiaryEntry(
            id="",
            day=day,
            kind=kind,
            side=side,
            place=place,
            score=value,
            when="next morning" if when in {"morning", "next-morning"} else when,
            text=" ".join(part for part in (said.text, parts.get("text")) if part),
            values=values,
        )

    sides: tuple[Side, ...] = ("left", "right")
    by_side = [entry(side, parts[side]) for side in sides if parts.get(side) is not None]
    return by_side or [entry(parts.get("side") or said.side, score)]


pain = _scored("pain")
soreness = _scored("soreness")
stiffness = _scored("stiffness")
stress = _scored("stress")
tenderness = _scored("tenderness")
knee_bend_test = _scored("knee-bend-test")


@click.command("sleep", help=KINDS["sleep"].summary)
@click.argument("hours", type=float, required=False)
@click.option("--hours", "hours_option", type=float, help="The same as the argument.")
@click.option("--score", type=float, help="How good, 0 bad to 10 best.")
@click.argument("text", nargs=-1)
@entry_options
def sleep(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    hours: float | None,
    hours_option: float | None,
    score: float | None,
    text: tuple[str, ...],
    as_json: bool,
) -> None:
    """Keep how long and how well the night was."""
    hours = hours_option if hours is None else hours
    if hours is None and score is None:
        raise click.UsageError("Say how long: aerobase log sleep 7.5")
    entry = DiaryEntry(
        id="",
        day=day_meant(day, today),
        kind="sleep",
        score=score,
        text=" ".join(text),
        values={"hours": hours},
    )
    keep(home, [entry], as_json=as_json)


@click.command("illness", help=KINDS["illness"].summary)
@click.option("--fever", is_flag=True, help="There is fever.")
@click.option("--over", is_flag=True, help="Well again: the first day without it.")
@click.option("--score", type=float, help="How ill, 0 to 10.")
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
