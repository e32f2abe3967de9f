"""A week in one sentence: "18 to 24 May: 3 runs, 24 km, 2 h 29 min, 61 % aerobic"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reports import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.judging.balance import Week


def week_sentence(week: Week, diary: Sequence[DiaryEntry], units: words.Units) -> str:
    """Return what a week held and the worst pain said in it; ``diary`` may hold more."""
    first, last = week.week_start, week.week_start + timedelta(days=6)
    begins = f"{first.day}" if first.month == last.month else _day(first)
    span = f"{begins} to {_day(last)}"
    pain = _worst_pain([one for one in diary if first <= one.day <= last])
    return f"{span}: {'; '.join(part for part in (_ran(week, units), pain) if part)}."


def _day(day: date) -> str:
    return words.day(day).partition(" ")[2]


def _ran(week: Week, units: words.Units) -> str:
    if not week.sessions:
        return "no run"
    parts = [f"{week.sessions} run{'' if week.sessions == 1 else 's'}"]
    if week.distance_m:
        parts.append(units.distance(week.distance_m))
    parts.append(words.duration(60 * round(week.duration_s / 60)))
    if week.aerobic_frac is not None:
        parts.append(f"{words.share(week.aerobic_frac)} aerobic")
    if week.longest_run_m and week.sessions > 1:
        parts.append(f"longest {units.distance(week.longest_run_m)}")
    return ", ".join(parts)


def _worst_pain(entries: Sequence[DiaryEntry]) -> str:
    pains = [one for one in entries if one.kind == "pain" and one.points > 0]
    worst = max(pains, key=lambda one: one.points, default=None)
    if worst is None:
        return ""
    side = (
        "" if worst.side is None else "both sides, " if worst.side == "both" else f"{worst.side} "
    )
    where = f"{side}{worst.place or 'pain'}"
    return f"{where} {worst.points:g} of 10 on {words.weekday(worst.day)}"
