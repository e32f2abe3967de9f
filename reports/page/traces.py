"""What the page's script needs to draw one session: its heart rate, band, laps and exclusions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from reports.figures.trace import packed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.session.activity import Lap
    from planner.session import Session
    from reports.figures.trace import Trace

MOST_LAPS: Final = 40


@dataclass(slots=True)
class Texts:
    """Texts that many sessions share, each kept once and spoken of by its place."""

    kept: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        """Return where a text stands, putting it there at its first use."""
        if text not in self._places:
            self._places[text] = len(self.kept)
            self.kept.append(text)
        return self._places[text]


def all_traces(
    sessions: Mapping[str, Session], traces: Mapping[str, Trace | None], *, redact: bool
) -> dict[str, Any]:
    """Return the details of every session by its row's id, and the texts they point into."""
    texts = Texts()
    rows = {
        row: _details(session, traces.get(session.facts.id), texts, redact=redact)
        for row, session in sessions.items()
    }
    return {"rows": rows, "texts": texts.kept}


def _details(
    session: Session, trace: Trace | None, texts: Texts, *, redact: bool
) -> dict[str, Any]:
    """Return one session's details under short names; absent keys are absent things.

    ``s`` seconds, ``u`` used and ``r`` refused heart rate, ``x`` excluded stretches, ``b`` band,
    ``w`` why this class, ``n`` notes, ``d`` drift in per cent, ``e`` why there is none, ``v``
    device, ``l`` laps: [timer seconds, metres, mean bpm, kind, seconds paused in it].
    """
    facts = session.facts
    details: dict[str, Any] = {
        "w": texts.place(session.class_reason),
        "n": [texts.place(note.text) for note in facts.quality],
    }
    if trace is not None:
        details |= {"s": round(trace.length_s), "u": packed(trace.used), "r": packed(trace.raw)}
        details["x"] = [
            [round(one.start_s), round(one.end_s), texts.place(one.why)] for one in trace.excluded
        ]
    if session.ceiling is not None:
        details["b"] = [session.ceiling.floor_bpm, session.ceiling.bpm]
    if not redact:
        device = f"{facts.device or 'an unnamed device'} ({facts.hr_source} sensor)"
        details["v"] = texts.place(device)
    if facts.decoupling_frac is not None:
        details["d"] = round(100 * facts.decoupling_frac, 1)
    elif facts.decoupling_reason:
        details["e"] = texts.place(facts.decoupling_reason)
    if 1 < len(facts.laps) <= MOST_LAPS:
        details["l"] = [_lap(lap, texts, redact=redact) for lap in facts.laps]
    return {key: value for key, value in details.items() if value not in ("", [])}


def _lap(lap: Lap, texts: Texts, *, redact: bool) -> list[float | int | None]:
    kind = lap.intensity if redact else lap.name or lap.intensity
    seconds = lap.timer_s if lap.timer_s is not None else lap.end_s - lap.start_s
    paused = round(lap.end_s - lap.start_s) - round(seconds)
    return [
        round(seconds),
        None if lap.distance_m is None else round(lap.distance_m),
        None if lap.hr_mean_bpm is None else round(lap.hr_mean_bpm),
        texts.place(kind or ""),
        *([paused] if paused > 0 else []),
    ]
