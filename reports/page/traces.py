"""What the page's script needs to draw one session: heart rate, pace, height, splits."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ingest.heart_rate.reasons import WORDS, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from ingest.session.lap import Lap
    from ingest.session.trace import Trace
    from planner.session import Session
    from reports.words import Units

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
    sessions: Mapping[str, Session],
    traces: Mapping[str, Trace],
    units: Units,
    *,
    redact: bool,
) -> dict[str, Any]:
    """Return the details of every session, and the texts they point into.

    ``rows`` are the ids of the sessions' rows; each of ``columns`` has one detail of every session,
    None where it has none: what is alike lies together, which packs a third smaller.
    """
    texts = Texts()
    details = [
        _details(session, traces.get(session.facts.id), texts, units, redact=redact)
        for session in sessions.values()
    ]
    keys = sorted({key for one in details for key in one})
    columns = {key: [one.get(key) for one in details] for key in keys}
    return {"rows": list(sessions), "columns": columns, "texts": texts.kept}


def packed(values: npt.NDArray[np.uint8]) -> str:
    """Return bytes as base64, nothing at all as an empty string."""
    return base64.b64encode(values.tobytes()).decode() if values.any() else ""


def _scaled(
    values: npt.NDArray[np.uint8], scale: npt.NDArray[np.float32], unit: float
) -> list[Any]:
    """Return [lowest, size of a step, bytes]: byte b is lowest + (b - 1) steps, 0 is unknown."""
    low, size = scale.tolist()
    bytes_ = packed(values)
    return [round(unit * low, 2), round(unit * size, 4), bytes_] if bytes_ else []


def _details(
    session: Session, trace: Trace | None, texts: Texts, units: Units, *, redact: bool
) -> dict[str, Any]:
    """Return one session's details under short names; absent keys are absent things.

    ``s`` seconds, ``u`` used and ``r`` refused heart rate, ``p`` speed (m/s) and ``h`` height, each
    in steps of its own, ``x`` excluded stretches, ``k`` splits: [seconds, mean bpm], ``b`` band,
    ``w`` why this class, ``n`` notes, ``d`` drift in per cent, ``e`` why there is none, ``v``
    device, ``l`` laps: [timer seconds, metres, mean bpm, kind, seconds paused in it].
    """
    facts = session.facts
    details: dict[str, Any] = {
        "w": texts.place(session.class_reason),
        "n": [texts.place(note.text) for note in facts.quality],
    }
    if trace is not None:
        details |= _pictured(trace, texts, units)
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


def _pictured(trace: Trace, texts: Texts, units: Units) -> dict[str, Any]:
    metric = units.system == "metric"
    seconds, beats = (trace.km_s, trace.km_bpm) if metric else (trace.mile_s, trace.mile_bpm)
    left = zip(trace.left_out_s.tolist(), trace.left_out_reason.tolist(), strict=True)
    return {
        "s": round(float(trace.length_s[0])),
        "u": packed(trace.hr_bpm),
        "r": packed(trace.hr_raw_bpm),
        "p": _scaled(trace.speed, trace.speed_m_s, 1.0),
        "h": _scaled(trace.altitude, trace.altitude_m, units.high(1.0)),
        "k": [[round(one), bpm] for one, bpm in zip(seconds.tolist(), beats.tolist(), strict=True)],
        "x": [
            [round(start), round(end), texts.place(WORDS[Reason(reason)])]
            for (start, end), reason in left
        ],
    }


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
