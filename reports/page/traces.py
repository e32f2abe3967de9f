"""What the page's script needs to draw one session: its heart rate, band, laps and exclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reports.figures.trace import packed
from reports.page import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.activity import Lap
    from planner.session import Session
    from reports.figures.trace import Trace
    from reports.page.words import Units

MOST_LAPS: Final = 40


def trace_data(
    session: Session, trace: Trace | None, units: Units, *, redact: bool
) -> dict[str, Any]:
    """Return one session's details; absent keys are absent things."""
    found: dict[str, Any] = {"why": session.class_reason, "notes": _notes(session)}
    if trace is not None:
        found["s"] = round(trace.length_s)
        found["u"] = packed(trace.used)
        found["r"] = packed(trace.raw)
        found["x"] = [[round(one.start_s), round(one.end_s), one.why] for one in trace.excluded]
    if session.ceiling is not None:
        found["band"] = [session.ceiling.floor_bpm, session.ceiling.bpm]
    facts = session.facts
    if not redact:
        found["device"] = " ".join(filter(None, (facts.device, f"({facts.hr_source} sensor)")))
    if facts.decoupling_frac is not None:
        found["drift"] = f"{100 * facts.decoupling_frac:.1f} %"
    elif facts.decoupling_reason:
        found["nodrift"] = facts.decoupling_reason
    if 1 < len(facts.laps) <= MOST_LAPS:
        found["laps"] = [_lap(lap, units, redact=redact) for lap in facts.laps]
    return {key: value for key, value in found.items() if value not in ("", [], None)}


def _notes(session: Session) -> list[str]:
    return [note.text for note in session.facts.quality]


def _lap(lap: Lap, units: Units, *, redact: bool) -> list[Any]:
    """Return [end in seconds, what it was, time, distance, mean heart rate]."""
    said = [lap.intensity or ""] if redact else [lap.name or lap.intensity or ""]
    seconds = lap.timer_s if lap.timer_s is not None else lap.end_s - lap.start_s
    return [
        round(lap.end_s),
        said[0],
        words.clock(seconds),
        units.distance(lap.distance_m),
        words.number(lap.hr_mean_bpm),
    ]


def all_traces(
    sessions: Mapping[str, Session],
    traces: Mapping[str, Trace | None],
    units: Units,
    *,
    redact: bool,
) -> dict[str, Any]:
    """Return the details of every session by its row's id."""
    return {
        row: trace_data(session, traces.get(session.facts.id), units, redact=redact)
        for row, session in sessions.items()
    }
