"""What a runner said, read from words; on a terminal what is missing or mistyped is asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeAlias

import click

from ingest.diary.kinds import PLACES
from planner.words import where
from reports.commands.params import SCORE
from reports.said.entries import bare, read_words
from reports.said.model import SaidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry, Side
    from reports.said.entries import Words

Place: TypeAlias = "tuple[str | None, Side | None]"


def on_terminal() -> bool:
    """Return whether somebody is there to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def understood(words: Sequence[str], *, where: bool = True) -> Words:
    """Return what the words say; a word that is nearly a place is asked about.

    Raises
    ------
    click.UsageError
        A word is no place, and nobody is there to say which was meant.
    """
    said = [part for word in words for part in word.split()]
    while True:
        try:
            return read_words(said, where=where)
        except SaidError as error:
            meant = error.near[0] if error.near and on_terminal() else ""
            if not meant or not click.confirm(f"{error.word}: {meant}?", default=True):
                raise click.UsageError(str(error)) from error
            said = [meant if bare(word) == error.word else word for word in said]


def asked_score(what: str) -> float | None:
    """Ask for a score until one is understood; Enter leaves it out, as nobody there does."""
    while on_terminal():
        answer = click.prompt(f"{what}, 0-10", default="", show_default=False).strip()
        if not answer:
            return None
        try:
            return float(SCORE.convert(answer, None, None))
        except click.UsageError as error:
            click.echo(f"  {error.message}")
    return None


def asked_place(last: Place | None) -> Place:
    """Ask where it hurts until a place is understood; Enter takes the last one."""
    text = "Where, such as left achilles" if last is None else f"Where (Enter: {called(last)})"
    while True:
        answer = click.prompt(text, default="", show_default=False).strip()
        if not answer and last is not None:
            return last
        said = understood(answer.split())
        if said.place is not None:
            return (said.place, said.side)
        click.echo(f"  One of: {', '.join(PLACES)}.")


def last_place(diary: Sequence[DiaryEntry]) -> Place | None:
    """Return where pain was last, None where none is known."""
    pains = (entry for entry in reversed(diary) if entry.kind == "pain" and entry.place)
    return next(((entry.place, entry.side) for entry in pains), None)


def called(place: Place) -> str:
    """Return "left Achilles"."""
    return where(*place)
