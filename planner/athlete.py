"""The athlete on a day: everything that checks, plans and views stand on, judged once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.journal import Event
    from ingest.wellness import WellnessDay
    from planner.balance import Week
    from planner.load import LoadDay
    from planner.profile import Profile
    from planner.session import Ceiling, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    """What is known on ``today``; nothing dated later is in it. All sequences oldest first.

    ``sessions`` holds every sport, duplicates out; ``weeks`` runs from the first run's week to
    today's without holes; ``days`` from the first session to today; ``events`` is the journal.
    """

    today: date
    profile: Profile
    ceiling: Ceiling | None
    sessions: tuple[Session, ...]
    weeks: tuple[Week, ...]
    days: tuple[LoadDay, ...]
    diary: tuple[DiaryEntry, ...]
    wellness: tuple[WellnessDay, ...]
    events: tuple[Event, ...]

    @property
    def runs(self) -> tuple[Session, ...]:
        """Return the running sessions only."""
        return tuple(session for session in self.sessions if session.is_run)
