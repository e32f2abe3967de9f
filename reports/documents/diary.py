"""The diary as plain values, and one entry as one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.diary import DiaryEntry
    from planner.body.side_differences import SideDifference

_UNITS = {
    "hours": "h",
    "minutes": "min",
    "seconds": "s",
    "hold_s": "s held",
    "reps": "times",
    "load_kg": "kg",
    "rhr_bpm": "bpm resting",
    "hrv_rmssd_ms": "ms HRV",
    "hr_rise_bpm": "bpm rise",
}


def diary_entry(entry: DiaryEntry) -> dict[str, Any]:
    """Return one entry with every key present; null where the runner did not say."""
    return {
        "id": entry.id,
        "date": entry.day.isoformat(),
        "kind": entry.kind,
        "score": entry.score,
        "place": entry.place,
        "side": entry.side,
        "when": entry.when,
        "text": entry.text,
        "values": dict(entry.values),
    }


def side_row(one: SideDifference) -> dict[str, Any]:
    """Return one comparison of left and right as plain values."""
    return {
        "test": one.test,
        "place": one.place,
        "unit": one.unit,
        "left": one.left,
        "right": one.right,
        "worse": one.worse,
        "difference": one.difference,
        "difference_frac": round(one.frac, 4),
        "days": [day.isoformat() for day in one.days],
    }


def diary_line(entry: DiaryEntry) -> str:
    """Return an entry as a person reads it: "2026-05-20  pain 4/10, left achilles, after"."""
    head = entry.kind if entry.score is None else f"{entry.kind} {entry.score:g}/10"
    where = " ".join(part for part in (entry.side, entry.place) if part)
    parts = [head, where, entry.when or "", *_values(entry)]
    line = ", ".join(part for part in parts if part)
    return f"{entry.day.isoformat()}  {line}" + (f" - {entry.text}" if entry.text else "")


def _values(entry: DiaryEntry) -> list[str]:
    said = []
    for name, value in entry.values.items():
        if isinstance(value, bool):
            said.append(name if value else f"not {name}")
        elif isinstance(value, (int, float)):
            said.append(f"{value:g} {_UNITS.get(name, name)}")
        elif value is not None:
            said.append(str(value) if name in {"exercise", "level", "name"} else f"{name} {value}")
    return said
