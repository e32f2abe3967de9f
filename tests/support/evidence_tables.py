"""The tables of docs/evidence.md, and what they tell of, counted anew day by day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.flags.standing import FlagDays

PAGE = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
LOUD = frozenset({"watch", "act", "stop"})
Key = tuple[str, str]


def rows_of(after: str) -> list[list[str]]:
    """Return the cells of the first table after some words, without its head."""
    table = PAGE.split(after, 1)[1].split("\n|", 1)[1].split("\n\n", 1)[0]
    lines = ("|" + table).splitlines()[2:]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]


def onsets_and_days(days: FlagDays) -> tuple[Counter[Key], Counter[Key]]:
    """Return onsets and standing days by check and severity; all of watch or worse together."""
    onsets: Counter[Key] = Counter()
    standing: Counter[Key] = Counter()
    first = days.athlete.sessions[0].local_date
    before: set[str] = set()
    for number in range((days.athlete.today - first).days + 1):
        flags = days.standing(first + timedelta(days=number))
        kinds = {flag.id: (flag.check, flag.severity) for flag in flags}
        begun = [kind for name, kind in kinds.items() if name not in before]
        loud = ("all", "watch or worse")
        onsets.update(begun)
        onsets[loud] += sum(severity in LOUD for _, severity in begun)
        standing.update(set(kinds.values()))
        standing[loud] += any(severity in LOUD for _, severity in kinds.values())
        before = set(kinds)
    return onsets, standing
