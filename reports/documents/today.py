"""The JSON of `today`: the day's work as it may be done, and what changed it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.flags.model import Flag
    from planner.week.morning import Morning


def today_document(today: date, work: Morning | None, flags: Sequence[Flag]) -> dict[str, Any]:
    """Return the day as plain values; ``run`` is null where no week can be planned yet."""
    return {
        "date": today.isoformat(),
        "run": None if work is None or work.run is None else asdict(work.run),
        "more_runs": [] if work is None else [asdict(run) for run in work.more_runs],
        "strength": [] if work is None else [asdict(one) for one in work.strength],
        "checks": [] if work is None else list(work.checks),
        "changes": [] if work is None else list(work.changes),
        "flags": [flag.id for flag in flags],
    }
