"""Which sessions are tests: those that the runner, the workout's name or the plan declares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.session.history import values_of
from planner.past.asked import days_asked
from planner.session import between, by_id, columns_of
from planner.test_results import Declaration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.diary import DiaryEntry
    from planner.athlete import Athlete
    from planner.session import Session
    from planner.test_results import TestKind

_KINDS: Final[dict[str, TestKind]] = {"maf-test": "maf", "drift-test": "drift"}
PLANNED_LEAST_S: Final = 60 * 60  # shorter, a run of the day was not the drift test planned
_NAMES: Final[tuple[tuple[re.Pattern[str], TestKind], ...]] = (
    (re.compile(r"\bmaf[ _-]?test\b", re.IGNORECASE), "maf"),
    (re.compile(r"\b(drift|aet)[ _-]?test\b", re.IGNORECASE), "drift"),
)


def declarations(athlete: Athlete, aliases: Mapping[str, str]) -> tuple[Declaration, ...]:
    """Return every declared test of a known run, oldest first; the diary stands before names.

    An entry that names no session means the day's only run.
    """
    found = {
        (one.session_id, one.kind): one
        for one in (*_by_plan(athlete), *_by_name(athlete), *_by_diary(athlete, aliases))
    }
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.session_id, one.kind)))


def _by_name(athlete: Athlete) -> Iterator[Declaration]:
    columns = columns_of(athlete.runs)
    for place, name in enumerate(values_of(columns.facts, "name")):
        for pattern, kind in _NAMES:
            if name and pattern.search(name):
                yield Declaration(
                    kind=kind,
                    session_id=columns.facts[place].id,
                    day=columns.days[place],
                    course=None,
                    protocol=None,
                )


def _by_plan(athlete: Athlete) -> Iterator[Declaration]:
    """Yield the day's only run as the drift test that the plan asked for on it."""
    for day in days_asked(athlete, "drift_test"):
        of_day = between(athlete.runs, day, day)
        if len(of_day) == 1 and of_day[0].facts.duration_s >= PLANNED_LEAST_S:
            yield Declaration(
                kind="drift",
                session_id=of_day[0].facts.id,
                day=day,
                course=None,
                protocol=None,
            )


def _by_diary(athlete: Athlete, aliases: Mapping[str, str]) -> Iterator[Declaration]:
    said = [entry for entry in athlete.diary if entry.kind in _KINDS]
    places = by_id(athlete.runs) if said else {}
    for entry in said:
        run = _meant(entry, athlete, places, aliases)
        if run is not None:
            yield Declaration(
                kind=_KINDS[entry.kind],
                session_id=run.facts.id,
                day=run.local_date,
                course=_text(entry, "course"),
                protocol=_text(entry, "protocol"),
            )


def _meant(
    entry: DiaryEntry, athlete: Athlete, places: Mapping[str, int], aliases: Mapping[str, str]
) -> Session | None:
    named = entry.values.get("session")
    if named is not None:
        place = places.get(aliases.get(str(named), str(named)))
        return None if place is None else athlete.runs[place]
    of_day = between(athlete.runs, entry.day, entry.day)
    return of_day[0] if len(of_day) == 1 else None


def _text(entry: DiaryEntry, name: str) -> str | None:
    value = entry.values.get(name)
    return None if value is None else str(value).strip().lower() or None
