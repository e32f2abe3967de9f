"""`log` for what was done: strength, the source's tests, field tests, morning values, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.diary import DiaryEntry
from ingest.diary.kinds import KINDS
from planner.body.exercises import EXERCISES, LEVELS
from reports.commands.log.book import diary_of
from reports.commands.log.entry import day_meant, entry_options, keep
from reports.commands.log.where import say_where_to_look
from reports.commands.params import EXERCISE, NUMBER, SCORE, SIDE, named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryKind, Side
    from ingest.home.home import Home

LADDERS = {row.key: tuple(level.name for level in row.ladder) for row in EXERCISES}


@click.command("strength", help=KINDS["strength"].summary)
@click.argument("exercises", nargs=-1, type=EXERCISE, required=True)
@click.option("--level", type=named("level", *LEVELS), help="Such as S1, B2, R0.")
@click.option("--side", type=SIDE)
@click.option("--hold-s", type=NUMBER, help="Seconds held.")
@click.option("--reps", type=NUMBER, help="How many a side.")
@click.option("--load-kg", type=NUMBER)
@click.option("--faults", help="Form faults: knee in, hip drop, heel lifts, tail tuck, …")
@click.option("--score", type=SCORE, help="Pain while doing it, 0 to 10.")
@click.option("--text", default="")
@entry_options
def strength(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    exercises: tuple[str, ...],
    level: str | None,
    side: Side | None,
    hold_s: float | None,
    reps: float | None,
    load_kg: float | None,
    faults: str | None,
    score: float | None,
    text: str,
    as_json: bool,
) -> None:
    """Keep one entry for each exercise done."""
    details = {"hold_s": hold_s, "reps": reps, "load_kg": load_kg, "faults": faults}
    entries = [
        DiaryEntry(
            id="",
            day=day_meant(day, today),
            kind="strength",
            side=side,
            score=score,
            text=text,
            values={"exercise": exercise, "level": level, **details},
        )
        for exercise in exercises
    ]
    keep(home, entries, as_json=as_json)


@click.command("balance-test", help=KINDS["balance-test"].summary)
@click.argument("seconds", type=NUMBER, required=False)
@click.option("--side", type=SIDE, help="Whose leg SECONDS are.")
@click.option("--left", type=NUMBER, help="Seconds on the left leg.")
@click.option("--right", type=NUMBER, help="Seconds on the right leg.")
@click.option("--level", type=named("level", *LADDERS["balance"]), default="B1")
@click.option("--text", default="")
@entry_options
def balance_test(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    seconds: float | None,
    side: Side | None,
    left: float | None,
    right: float | None,
    level: str,
    text: str,
    as_json: bool,
) -> None:
    """Keep the seconds of each leg as an entry of its own."""
    said: tuple[tuple[Side | None, float | None], ...] = (
        (side, seconds),
        ("left", left),
        ("right", right),
    )
    entries = [
        DiaryEntry(
            id="",
            day=day_meant(day, today),
            kind="balance-test",
            side=leg,
            text=text,
            values={"level": level, "seconds": stood},
        )
        for leg, stood in said
        if stood is not None
    ]
    if not entries:
        raise click.UsageError("Say how long: aerobase log balance-test --left 40 --right 52")
    _keep_and_look(home, entries, as_json=as_json)


@click.command("heel-raise-test", help=KINDS["heel-raise-test"].summary)
@click.option("--left", type=NUMBER, help="Raises on the left leg, to the full height.")
@click.option("--right", type=NUMBER, help="Raises on the right leg.")
@click.option("--text", default="")
@entry_options
def heel_raise_test(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    left: float | None,
    right: float | None,
    text: str,
    as_json: bool,
) -> None:
    """Keep the raises of each leg as an entry of its own."""
    said: tuple[tuple[Side, float | None], ...] = (("left", left), ("right", right))
    entries = [
        DiaryEntry(
            id="",
            day=day_meant(day, today),
            kind="heel-raise-test",
            side=leg,
            text=text,
            values={"reps": reps},
        )
        for leg, reps in said
        if reps is not None
    ]
    if not entries:
        raise click.UsageError("Say how many: aerobase log heel-raise-test --left 25 --right 24")
    _keep_and_look(home, entries, as_json=as_json)


@click.command("squat-test", help=KINDS["squat-test"].summary)
@click.argument("hold_s", type=NUMBER, metavar="SECONDS")
@click.option("--level", type=named("level", *LADDERS["squat"]), default="S1")
@click.option("--score", type=SCORE, help="Knee pain, 0 to 10.")
@click.option("--hr-rise", "hr_rise_bpm", type=NUMBER, help="Heart rate at the end minus before.")
@click.option("--faults", help="Form faults: heels lift, tail tuck, tips forward, …")
@click.argument("text", nargs=-1)
@entry_options
def squat_test(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    hold_s: float,
    level: str,
    score: float | None,
    hr_rise_bpm: float | None,
    faults: str | None,
    text: tuple[str, ...],
    as_json: bool,
) -> None:
    """Keep the seconds held in the deep squat."""
    details = {"hold_s": hold_s, "hr_rise_bpm": hr_rise_bpm, "faults": faults}
    entry = DiaryEntry(
        id="",
        day=day_meant(day, today),
        kind="squat-test",
        score=score,
        text=" ".join(text),
        values={"level": level, **details},
    )
    keep(home, [entry], as_json=as_json)


def _declaration(kind: DiaryKind) -> click.Command:
    """Return the command that declares a session as a test; without an id, the day's run."""

    @click.command(kind, help=KINDS[kind].summary)
    @click.argument("session", required=False)
    @click.option("--course", help="A name for the course: only the same course is compared.")
    @click.option("--protocol", help="A name for the way it was run.")
    @click.option("--text", default="")
    @entry_options
    def body(
        *,
        home: Home,
        today: date | None,
        day: date | None,
        session: str | None,
        course: str | None,
        protocol: str | None,
        text: str,
        as_json: bool,
    ) -> None:
        from reports.commands.session_link import linked_session

        when = day_meant(day, today)
        run = linked_session(home, when, session)
        known = None if run is None else run.id
        entry = DiaryEntry(
            id="",
            day=when,
            kind=kind,
            text=text,
            values={"session": known, "course": course, "protocol": protocol},
        )
        keep(home, [entry], as_json=as_json)
        if known is None and not as_json:
            click.echo("No run of that day is imported yet: declare it again when it is.")

    return body


maf_test = _declaration("maf-test")
drift_test = _declaration("drift-test")


def _morning_value(name: str, key: str, summary: str) -> click.Command:
    @click.command(name, help=summary)
    @click.argument("value", type=NUMBER)
    @entry_options
    def body(
        *, home: Home, today: date | None, day: date | None, value: float, as_json: bool
    ) -> None:
        entry = DiaryEntry(id="", day=day_meant(day, today), kind="wellness", values={key: value})
        keep(home, [entry], as_json=as_json)

    return body


rhr = _morning_value("rhr", "rhr_bpm", "Resting heart rate of the morning, bpm.")
hrv = _morning_value("hrv", "hrv_rmssd_ms", "Overnight HRV (rMSSD), ms.")


@click.command("note", help=KINDS["note"].summary)
@click.argument("text", nargs=-1, required=True)
@entry_options
def note(
    *, home: Home, today: date | None, day: date | None, text: tuple[str, ...], as_json: bool
) -> None:
    """Keep a sentence."""
    entry = DiaryEntry(id="", day=day_meant(day, today), kind="note", text=" ".join(text))
    _keep_and_look(home, [entry], as_json=as_json)


def _keep_and_look(home: Home, entries: Sequence[DiaryEntry], *, as_json: bool) -> None:
    before = diary_of(home, entries[-1].day)
    kept = keep(home, entries, as_json=as_json)
    say_where_to_look(home, kept, before, as_json=as_json)
