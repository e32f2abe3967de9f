"""A diary entry as one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.words import where

if TYPE_CHECKING:
    from ingest.diary import DiaryEntry

HEADS = {"done": "effort", "safety": "safety questions", "redflag": "sign"}
_WHENS = {
    "during": "during the run",
    "after": "after the run",
    "next morning": "in the morning",
}
_FALSE = {"fever": "no fever", "over": ""}  # how a no is said, or that it goes without saying
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


def diary_line(entry: DiaryEntry) -> str:
    """Return an entry as a person reads it: "2026-05-20  pain 4/10, left Achilles, after"."""
    head = HEADS.get(entry.kind, entry.kind)
    head += "" if entry.score is None else f" {entry.score:g}/10"
    parts = [
        head,
        where(entry.place, entry.side),
        _WHENS.get(entry.when or "", ""),
        *_values(entry),
    ]
    line = ", ".join(part for part in parts if part)
    return f"{entry.day.isoformat()}  {line}" + (f" - {entry.text}" if entry.text else "")


def _values(entry: DiaryEntry) -> list[str]:
    said = []
    for name, value in entry.values.items():
        if isinstance(value, bool):
            told = name if value else _FALSE.get(name, f"not {name}")
            said += [] if name == "fever" and entry.values.get("over") is True else [told]
        elif isinstance(value, (int, float)):
            said.append(f"{round(value, 2):g} {_UNITS.get(name, name)}")
        elif value is not None:
            said.append(str(value) if name in {"exercise", "level", "name"} else f"{name} {value}")
    return [one for one in said if one]
