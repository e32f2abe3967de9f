"""Generated seasons derived and judged from their arrays, each once for all tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from ingest.imports.derive import derive
from planner.athlete import Athlete, build_athlete
from planner.flags.standing import standing_flags
from planner.profile.model import DatedCategory, Profile
from reports.demo.runs import UTC_OFFSET_S
from reports.demo.seasons import Season, season

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts
    from ingest.session.stream import SessionStream

LAST_DAY = date(2026, 5, 20)
TRAINING_CHECKS = {"distance_spike", "aerobic_share", "hard_days"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Derived:
    made: Season
    facts: tuple[SessionFacts, ...]
    streams: tuple[SessionStream, ...]


@cache
def derived(name: str) -> Derived:
    made = season(name, last_day=LAST_DAY)
    pairs = [
        derive(activity, sha256=f"{number + 1:064x}"[::-1], leg=0)
        for number, activity in enumerate(made.activities)
    ]
    facts, streams = zip(*pairs, strict=True)
    return Derived(made=made, facts=facts, streams=streams)


@cache
def athlete(name: str, today: date = LAST_DAY) -> Athlete:
    known = derived(name)
    truth = known.made.truth
    profile = Profile(
        birth_date=truth.birth_date,
        categories=(DatedCategory(category=truth.category),),
        zone=timezone(timedelta(seconds=UTC_OFFSET_S)),
    )
    return build_athlete(profile=profile, facts=known.facts, wellness=(), events=(), today=today)


def standing(name: str, today: date) -> set[str]:
    """Return the names of the checks of training that stand on a day."""
    return {flag.check for flag in standing_flags(athlete(name, today))} & TRAINING_CHECKS


def first_day(name: str, check: str, *, since: date, until: date) -> date | None:
    """Return the first of the days on which a check's flag stands."""
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return next((day for day in days if check in standing(name, day)), None)
