"""What the morning's words mean, typed after `today` or as an answer to its questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ingest.diary import DiaryEntry
from reports.commands.log.asking import understood
from reports.commands.params import HOURS, SCORE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryKind
    from reports.commands.log.asking import Place
    from reports.said.entries import Words


def yes_said(answer: str) -> bool:
    """Return whether it is a yes.

    Raises
    ------
    click.BadParameter
        It is neither yes nor no.
    """
    word = answer.lower()
    if word not in {"y", "yes", "n", "no"}:
        raise click.BadParameter("Say y or n.")
    return word.startswith("y")


def pain_said(words: Sequence[str]) -> Words:
    """Return the score, place and side that words say, as in "3 left achilles".

    Raises
    ------
    click.UsageError
        They have no score of 0 to 10.
    """
    said = understood(words)
    if said.score is None:
        raise click.UsageError("Say 0 to 10, then where: 3 left achilles.")
    return replace(said, score=SCORE.convert(f"{said.score:g}", None, None))


def night_said(answer: str, kinds: Sequence[DiaryKind], day: date) -> list[DiaryEntry]:
    """Return what an answer such as "7:30 2" says of sleep and stress, in the order of ``kinds``.

    Raises
    ------
    click.BadParameter
        A part is not understood, or there are more than were asked for.
    """
    words = answer.split()
    if len(words) > len(kinds):
        raise click.BadParameter(f"That is more than {' and '.join(kinds)}.")
    return [
        sleep_entry(day, HOURS.convert(word, None, None))
        if kind == "sleep"
        else DiaryEntry(id="", day=day, kind=kind, score=SCORE.convert(word, None, None))
        for kind, word in zip(kinds, words, strict=False)
    ]


def pain_entry(day: date, score: float, place: Place, text: str = "") -> DiaryEntry:
    """Return this morning's pain; ``place`` is where and on which side."""
    return DiaryEntry(
        id="",
        day=day,
        kind="pain",
        score=score,
        place=place[0],
        side=place[1],
        when="next morning",
        text=text,
    )


def sleep_entry(day: date, hours: float) -> DiaryEntry:
    """Return the hours slept in the night to a day."""
    return DiaryEntry(id="", day=day, kind="sleep", values={"hours": hours})
