"""Random damage to files, and which totals of a session are impossible after it.

The damage is that of memory, cards and cables: single bits, bytes, blocks that are blank, missing,
doubled or of another place. What is possible is told by the whole file before the damage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from support.fit_bytes import crc16

from ingest.errors import UnreadableFileError
from ingest.fit import profile, read_fit
from ingest.fit.container import read_segments
from ingest.imports.derive import derive

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from ingest.fit.segment import Segment
    from ingest.session.activity import Activity, DeviceSummary
    from ingest.session.facts import SessionFacts

ON_FOOT: Final = frozenset({"running", "walking", "hiking"})
ON_WHEELS: Final = frozenset({"cycling", "e_biking"})
FASTEST_M_S: Final = {**dict.fromkeys(ON_FOOT, 8.0), **dict.fromkeys(ON_WHEELS, 25.0)}
STEEPEST_M_S: Final = 1.0
BEYOND_FRAC: Final = 0.02
BLOCKS_BYTES: Final = (1, 2, 4, 16, 64, 512)
SUMMED_FRAC: Final = 0.1


def mutate(chance: random.Random, data: bytes) -> bytes:
    """Return the file with one kind of damage; of eight in fifteen one bit is wrong."""
    out = bytearray(data)
    chance.choice((*[_bit] * 8, _bits, _byte, _blank, _noise, _missing, _doubled, _moved, _cut))(
        chance, out
    )
    if len(out) > 2 and chance.random() < SUMMED_FRAC:  # wrong before the device made its sum
        out[-2:] = crc16(bytes(out[:-2])).to_bytes(2, "little")
    return bytes(out)


def _bit(chance: random.Random, out: bytearray) -> None:
    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)


def _bits(chance: random.Random, out: bytearray) -> None:
    for _ in range(chance.randint(2, 12)):
        _bit(chance, out)


def _byte(chance: random.Random, out: bytearray) -> None:
    out[chance.randrange(len(out))] = chance.randrange(256)


def _block(chance: random.Random, out: bytearray) -> slice:
    at = chance.randrange(len(out))
    return slice(at, min(at + chance.choice(BLOCKS_BYTES), len(out)))


def _blank(chance: random.Random, out: bytearray) -> None:
    where = _block(chance, out)
    out[where] = chance.choice((b"\0", b"\xff")) * (where.stop - where.start)


def _noise(chance: random.Random, out: bytearray) -> None:
    where = _block(chance, out)
    out[where] = chance.randbytes(where.stop - where.start)


def _missing(chance: random.Random, out: bytearray) -> None:
    del out[_block(chance, out)]


def _doubled(chance: random.Random, out: bytearray) -> None:
    where = _block(chance, out)
    out[where.start : where.start] = out[where]


def _moved(chance: random.Random, out: bytearray) -> None:
    where = _block(chance, out)
    length = where.stop - where.start
    other = chance.randrange(len(out) - length + 1)
    out[where] = out[other : other + length]


def _cut(chance: random.Random, out: bytearray) -> None:
    del out[chance.randrange(len(out)) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a whole file says of itself."""

    summaries: tuple[DeviceSummary, ...]
    timer_span_s: float | None  # from the first to the last timer event
    durations_s: tuple[float, ...]
    metres: tuple[float, ...]


def truth(data: bytes) -> Truth | None:
    """Return the truth of a whole file; None where its own totals are none to compare with."""
    file = read_fit(data)
    facts = [facts for _, facts in derived(data)]
    if file.salvaged or not facts:
        return None
    found = Truth(
        summaries=tuple(activity.summary for activity in file.activities),
        timer_span_s=_timer_span_s(read_segments(data)),
        durations_s=tuple(one.duration_s for one in facts),
        metres=tuple(one.distance_m or 0.0 for one in facts),
    )
    return None if any(impossible(data, found)) else found


def derived(data: bytes) -> list[tuple[Activity, SessionFacts]]:
    """Return the file's activities and their facts; none where it cannot be read."""
    try:
        activities = read_fit(data).activities
    except UnreadableFileError:
        return []
    return [
        (activity, derive(activity, sha256="0" * 64, leg=leg)[0])
        for leg, activity in enumerate(activities)
    ]


def impossible(data: bytes, true: Truth) -> Iterator[str]:
    """Yield what no runner or rider can have done in what is read of a damaged file."""
    for activity, facts in derived(data):
        yield from _absurd(facts)
        yield from _beyond_the_timer(facts, true)
        if activity.summary in true.summaries:  # its session message is intact
            yield from _beyond_the_session(facts, activity.summary)


def _absurd(facts: SessionFacts) -> Iterator[str]:
    totals = {
        name: getattr(facts, name) or 0.0
        for name in ("duration_s", "elapsed_s", "moving_s", "distance_m", "ascent_m", "descent_m")
    }
    for name, value in totals.items():
        if value < 0:
            yield f"negative {name}: {value}"
    seconds = totals["duration_s"]
    limit_m_s = FASTEST_M_S.get(facts.sport)
    if limit_m_s is not None and totals["distance_m"] > limit_m_s * max(seconds, 1.0):
        yield f"{facts.sport} of {totals['distance_m']:.0f} m in {seconds:.0f} s"
    if totals["ascent_m"] > STEEPEST_M_S * max(seconds, 1.0):
        yield f"a climb of {totals['ascent_m']:.0f} m in {seconds:.0f} s"


def _beyond_the_timer(facts: SessionFacts, true: Truth) -> Iterator[str]:
    if true.timer_span_s is not None and facts.duration_s > true.timer_span_s + 1.0:
        yield f"{facts.duration_s:.0f} s, the timer ran {true.timer_span_s:.0f} s at most"


def _beyond_the_session(facts: SessionFacts, stated: DeviceSummary) -> Iterator[str]:
    """Compare with an intact session message; a few seconds and metres are rounding."""
    timer_s = stated.timer_s or stated.elapsed_s
    if timer_s and facts.duration_s > (1 + BEYOND_FRAC) * timer_s + 2.0:
        yield f"{facts.duration_s:.0f} s, the session says {timer_s:.0f} s"
    metres = stated.distance_m
    if metres and (facts.distance_m or 0.0) > (1 + BEYOND_FRAC) * metres + 10.0:
        yield f"{facts.distance_m:.0f} m, the session says {metres:.0f} m"


def _timer_span_s(segments: list[Segment]) -> float | None:
    times = [
        segment.messages(profile.EVENT).timestamps[segment.messages(profile.EVENT).raw(0) == 0]
        for segment in segments
        if len(segment.messages(profile.EVENT))
    ]
    known = np.concatenate([np.empty(0), *times])
    known = known[~np.isnan(known)]
    return float(known.max() - known.min()) if len(known) > 1 else None
