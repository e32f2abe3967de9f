"""`aerobase done`: what was done today, and how hard it felt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.diary import DiaryEntry
from reports import words
from reports.commands.log.asking import asked_score, on_terminal
from reports.commands.log.entry import day_meant, entry_options, keep
from reports.commands.params import EXERCISE, MINUTES, SCORE, SESSION, named
from reports.commands.session_link import linked_session
from reports.said.model import SaidError
from reports.said.names import EXERCISE_NAMES, name_said

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home

TYPES = ("easy", "long", "intervals", "race", "test")


@click.command("done")
@click.argument("rpe", type=SCORE, required=False, metavar="[RPE]")
@click.option("--rpe", "rpe_option", type=SCORE, help="How hard it felt, 0 rest to 10 most.")
@click.option("--minutes", type=MINUTES, help="Minutes; without it, the session's own.")
@click.option("--session", type=SESSION, help="A session's id; without it, the day's longest run.")
@click.option("--type", "kind", type=named("type", *TYPES), help="Intervals, races: hard.")
@click.option("--strength", multiple=True, type=EXERCISE, help="Done as well.")
@click.option("--text", default="", help="Anything worth keeping.")
@entry_options
def command(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    rpe: float | None,
    rpe_option: float | None,
    minutes: float | None,
    session: str | None,
    kind: str | None,
    strength: tuple[str, ...],
    text: str,
    as_json: bool,
) -> None:
    """Say what was done and how hard it felt, as in `aerobase done 4`.

    The effort is 0 to 10, of the whole session. A day of 7 or more counts as hard
    whatever the heart rate says.
    """
    effort = rpe_option if rpe_option is not None else rpe
    when = day_meant(day, today)
    if effort is None and minutes is None and kind is None and not strength and not session:
        if as_json or not on_terminal():
            raise click.UsageError("Say how hard it felt, 0 to 10: aerobase done 4")
        effort, strength = _asked(home, when)
        if effort is None and not strength:
            click.echo("Nothing said, nothing kept.")
            return
    entries = [
        DiaryEntry(id="", day=when, kind="strength", values={"exercise": exercise})
        for exercise in strength
    ]
    if effort is not None or minutes is not None or kind or session:
        run = linked_session(home, when, session)
        own_minutes = None if run is None else round(run.duration_s / 60, 1)
        values = {
            "session": None if run is None else run.id,
            "minutes": own_minutes if minutes is None else minutes,
            "type": kind,
        }
        entry = DiaryEntry(id="", day=when, kind="done", score=effort, text=text, values=values)
        entries.insert(0, entry)
    keep(home, entries, as_json=as_json)
    if not as_json and entries[0].kind == "done" and entries[0].values.get("session") is None:
        click.echo("No run of that day is imported yet; the words are kept all the same.")


def _asked(home: Home, day: date) -> tuple[float | None, tuple[str, ...]]:
    """Ask how hard the day's run felt, and which exercises were done; Enter leaves either out."""
    run = linked_session(home, day, None)
    if run is not None:
        click.echo(f"The run of {words.day(day)}, {words.duration(run.duration_s)}.")
    effort = asked_score("How hard it felt")
    while True:
        text = "Exercises done: squat, balance, deadlift (s b d; Enter: none)"
        said = click.prompt(text, default="", show_default=False).replace(",", " ").split()
        try:
            return effort, tuple(name_said("exercise", one, EXERCISE_NAMES) for one in said)
        except SaidError as error:
            click.echo(f"  {error}")
