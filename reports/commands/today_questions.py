"""What `today` asks on a terminal: only what has no answer yet, in as few keys as it takes.

Enter skips a question, and what was asked or skipped is not asked again that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import click

from ingest.diary import DiaryEntry
from planner.body.illness import illnesses_on
from planner.body.pain import named_places
from planner.body.state import body_on
from planner.body.way_back import way_back_on
from reports.commands.log.asking import asked_place, called, last_place
from reports.commands.params import SCORE
from reports.commands.today_words import night_said, pain_entry, pain_said, yes_said
from reports.words import day as day_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ingest.diary import DiaryKind
    from planner.athlete import Athlete
    from reports.commands.log.asking import Place
    from reports.said.entries import Words

    T = TypeVar("T")

STIFF_PLACES: Final = frozenset({"achilles", "soleus", "calf", "gastrocnemius", "heel", "foot"})
STIFF_DAYS: Final = 14  # so long after stiffness was said it is asked for


@dataclass(slots=True, kw_only=True)
class Morning:
    """The questions of one look: whose they are, which were asked, what was answered."""

    athlete: Athlete
    asked: set[str]
    entries: list[DiaryEntry] = field(default_factory=list)

    @property
    def day(self) -> date:
        """Return the day that is asked about."""
        return self.athlete.today

    def has(self, kind: DiaryKind) -> bool:
        """Return whether the diary says something of that kind today."""
        return any(entry.kind == kind and entry.day == self.day for entry in self.athlete.diary)

    def ask(self, name: str, text: str, read: Callable[[str], T]) -> T | None:
        """Return what an answer says; None where it is skipped, or was asked before."""
        if name in self.asked:
            return None
        self.asked.add(name)
        while answer := click.prompt(text, default="", show_default=False).strip():
            try:
                return read(answer)
            except click.UsageError as error:
                click.echo(f"  {error.message}")
        return None


def read_score(answer: str) -> float:
    """Return a score of 0 to 10; a usage error says how it is written."""
    return float(SCORE.convert(answer, None, None))


def ask_morning(athlete: Athlete, asked: frozenset[str]) -> Morning:
    """Ask what is open on the athlete's day; ``asked`` names what was asked before."""
    morning = Morning(athlete=athlete, asked=set(asked))
    _ask_illness(morning)
    _ask_during(morning)
    _ask_pain(morning)
    _ask_stiffness(morning)
    _ask_night(morning)
    return morning


def _ask_illness(morning: Morning) -> None:
    """Ask whether an illness goes on: one that is never said to be over bars running for days."""
    ill = illnesses_on(morning.athlete.diary, morning.day).standing
    if ill is None or morning.day > ill.last_day(morning.day) or morning.has("illness"):
        return
    well = morning.ask("illness", "Well again? y or n", yes_said)
    if well is not None:
        values = {"over": True} if well else {"fever": ill.fever}
        entry = DiaryEntry(id="", day=morning.day, kind="illness", values=values)
        morning.entries.append(entry)


def _ask_during(morning: Morning) -> None:
    """Ask for the pain of a way back's last run: what it was like opens the next."""
    way = way_back_on(morning.athlete.diary, morning.athlete.runs, morning.day)
    if way is None or not way.unanswered or way.ran is None:
        return
    run = f"the run of {day_words(way.ran)}, {called((way.place, way.side))}"
    score = morning.ask(f"during {way.ran}", f"Pain during {run}, 0-10 (Enter skips)", read_score)
    if score is not None:
        entry = pain_entry(way.ran, score, (way.place, way.side))
        morning.entries.append(replace(entry, when="during"))


def _ask_pain(morning: Morning) -> None:
    """Ask for this morning's pain: in every place that hurts, else whether anything does."""
    athlete, day = morning.athlete, morning.day
    answered = {
        (entry.place, entry.side)
        for entry in athlete.diary
        if entry.kind == "pain" and entry.day == day and entry.when in {None, "next morning"}
    }
    places = standing_places(athlete)
    for place in places:
        if place not in answered:
            text = f"Pain now, {called(place)}, 0-10 (Enter skips)"
            score = morning.ask(f"pain {called(place)}", text, read_score)
            if score is not None:
                morning.entries.append(pain_entry(day, score, place))
    if not places and not answered:
        said = morning.ask(
            "pain", "Pain now, 0-10 (Enter skips)", lambda answer: pain_said(answer.split())
        )
        if said is not None:
            morning.entries.append(pain_of(day, said, last_place(athlete.diary), asks=True))


def _ask_stiffness(morning: Morning) -> None:
    """Ask for stiffness where it tells: a leg that hurts now, or that was stiff of late."""
    since = morning.day - timedelta(days=STIFF_DAYS)
    sore = any(one.place in STIFF_PLACES and one.score for one in morning.entries)
    stiff = any(
        one.kind == "stiffness" and one.score and one.day > since for one in morning.athlete.diary
    )
    if (sore or stiff) and not morning.has("stiffness"):
        score = morning.ask("stiffness", "Stiff on getting up, 0-10 (Enter skips)", read_score)
        if score is not None:
            entry = DiaryEntry(id="", day=morning.day, kind="stiffness", score=score)
            morning.entries.append(entry)


def _ask_night(morning: Morning) -> None:
    """Ask for sleep and stress in one line, each where nobody has said it yet."""
    night = morning.athlete.wellness[-1:]
    slept = any(one.day == morning.day and one.sleep_s is not None for one in night)
    if slept and morning.has("stress"):
        return
    if slept:
        text = "Stress, 0-10 (Enter skips)"
    elif morning.has("stress"):
        text = "Hours slept (as 7:30; Enter skips)"
    else:
        text = "Hours slept, stress 0-10 (as 7:30 2; Enter skips)"
    kinds: list[DiaryKind] = [] if slept else ["sleep"]
    kinds += [] if morning.has("stress") else ["stress"]
    said = morning.ask("night", text, lambda answer: night_said(answer, kinds, morning.day))
    morning.entries += said or []


def standing_places(athlete: Athlete) -> tuple[Place, ...]:
    """Return where it hurts on the athlete's day, as the runner named it, newest first."""
    body = body_on(athlete.diary, athlete.today, athlete.profile.limits)
    return named_places(athlete.diary, body.pains)


def pain_of(day: date, said: Words, last: Place | None, *, asks: bool) -> DiaryEntry:
    """Return this morning's pain; its place is asked for where it was not said.

    Parameters
    ----------
    last
        The place that Enter, or no place at all, means.
    asks
        Whether somebody is there to ask.

    Raises
    ------
    click.UsageError
        It hurts, and nobody says where.
    """
    score = said.score or 0.0
    place: Place | None = (said.place, said.side)
    if said.place is None and score:
        place = asked_place(last) if asks else last
    elif said.place is None:
        place = last or (None, None)
    if place is None:
        raise click.UsageError("Say where: aerobase today 3 left achilles, or other.")
    return pain_entry(day, score, place, said.text)
