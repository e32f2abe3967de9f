"""Signs that need a clinician: everything stops until the runner clears it (RULES 5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.flags.check import cleared_id
from planner.flags.model import Evidence, Flag
from planner.flags.red_flag_signs import BY_NAME
from planner.profile.former_flags import present_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.diary import DiaryEntry
    from planner.athlete import Athlete


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield one flag for each sign that was logged and not cleared since."""
    standing: dict[str, list[DiaryEntry]] = {}
    for entry in athlete.diary:
        if entry.kind == "redflag" and not _cleared_since(athlete, entry):
            standing.setdefault(_name(entry), []).append(entry)
    for name, entries in standing.items():
        yield _flag(name, entries)


def flag_id(name: str) -> str:
    """Return the id under which a sign stands and is cleared."""
    return present_id(f"red_flag-{name}")


def _name(entry: DiaryEntry) -> str:
    return str(entry.values.get("name"))


def _cleared_since(athlete: Athlete, entry: DiaryEntry) -> bool:
    """Return whether it was cleared after it was said: by order in the journal, not by day.

    The day would not do: a sign felt again on the day it was cleared must stop everything again.
    """
    wanted = flag_id(_name(entry))
    written = False
    for event in athlete.events:
        written = written or event.id == entry.id
        if cleared_id(event) == wanted and written and event.day >= entry.day:
            return True
    return False


def _flag(name: str, entries: list[DiaryEntry]) -> Flag:
    known = BY_NAME.get(name)
    sides = {entry.side for entry in entries}
    title = known.title if known else f"A sign you logged: {name}"
    return Flag(
        id=flag_id(name),
        severity="stop",
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
        plan_effect="stop",
    )
