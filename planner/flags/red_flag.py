"""Signs that need a clinician: what they bar stands until the runner clears it (RULES 5.7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import standing_pains
from planner.flags.check import cleared_id
from planner.flags.model import Evidence, Flag
from planner.flags.red_flag_signs import AFTER_DAYS, BY_NAME, TENDONS
from planner.profile.former_flags import present_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect

TENDON_DAYS: Final = 14  # own choice: so long a tendon's pain counts beside a quinolone


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield one flag for each sign that was logged and not cleared since.

    A quinolone holds for 30 days more, and stops all with a tendon that hurts.
    """
    standing: dict[str, list[DiaryEntry]] = {}
    for entry in athlete.diary:
        if entry.kind == "redflag" and not _is_over(athlete, entry):
            standing.setdefault(_name(entry), []).append(entry)
    for name, entries in standing.items():
        yield _flag(athlete, name, entries)


def _is_over(athlete: Athlete, entry: DiaryEntry) -> bool:
    cleared = _cleared_since(athlete, entry)
    if cleared is None:
        return False
    after = timedelta(days=AFTER_DAYS.get(_name(entry), 0))
    return athlete.today >= cleared + after


def flag_id(name: str) -> str:
    """Return the id under which a sign stands and is cleared."""
    return present_id(f"red_flag-{name}")


def _name(entry: DiaryEntry) -> str:
    return str(entry.values.get("name"))


def _cleared_since(athlete: Athlete, entry: DiaryEntry) -> date | None:
    """Return when it was cleared after it was said: by order in the journal, not by day.

    The day would not do: a sign felt again on the day it was cleared must stop everything again.
    """
    wanted = flag_id(_name(entry))
    written = False
    for event in athlete.events:
        written = written or event.id == entry.id
        if cleared_id(event) == wanted and written and event.day >= entry.day:
            return event.day
    return None


def _effect(athlete: Athlete, name: str) -> PlanEffect:
    known = BY_NAME.get(name)
    if known is None:
        return "stop"
    if name == "quinolone" and _tendon_hurts(athlete):
        return "stop"
    return known.effect


def _tendon_hurts(athlete: Athlete) -> bool:
    first = athlete.today - timedelta(days=TENDON_DAYS)
    return any(
        pain.place in TENDONS and pain.score > 0 and pain.day >= first
        for pain in standing_pains(athlete.diary, athlete.profile.limits)
    )


def _flag(athlete: Athlete, name: str, entries: list[DiaryEntry]) -> Flag:
    known = BY_NAME.get(name)
    effect = _effect(athlete, name)
    sides = {entry.side for entry in entries}
    title = known.title if known else f"A sign you logged: {name}"
    return Flag(
        id=flag_id(name),
        severity="stop" if effect == "stop" else "watch",
        title=title,
        since=entries[0].day,
        evidence=(
            Evidence(
                what=f"said by you: {title.lower()}",
                value=None,
                unit="",
                baseline=None,
                limit=None,
                days=tuple(sorted({entry.day for entry in entries})),
            ),
        ),
        source=known.source if known else "your own entry",
        evidence_strength=known.evidence_strength if known else "weak",
        tissue=known.tissue if known else "general",
        side=sides.pop() if len(sides) == 1 else None,
        advice=(
            known.say if known else "See a clinician before you run or train again.",
            "This is no diagnosis. When a clinician has cleared you:",
            f'aerobase flags clear {flag_id(name)} --note "…"',
        ),
        plan_effect=effect,
    )
