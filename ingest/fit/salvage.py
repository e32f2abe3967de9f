"""Reading on after damage: find where messages begin again, and drop what cannot be true.

Nothing is invented: bytes count as messages again only where a chain of headers, known
definitions and times close to the last good ones says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.messages import build
from ingest.fit.profile import RECORD
from ingest.fit.protocol import (
    COMPRESSED_BIT,
    DEFINITION_BIT,
    FIRST_ABSOLUTE_S,
    LOCAL_BITS,
    TIMESTAMP,
    base_type,
    definition_length,
    parse_definition,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.fit.protocol import Definition
    from ingest.fit.walk import Walk
    from ingest.session.activity import FloatArray

# Own choices, wide enough for every real recording and narrow enough for random bytes:
_BACK_S: Final = 60  # times may step back this far (laps and events are written late)
AHEAD_S: Final = 86_400  # and forward this far
_CHAIN: Final = 3  # timed messages in a row that prove a place
_LOOK: Final = 64  # messages looked at for them
_TRIES: Final = 100  # restarts in one file; more damage than that is not worth the time
_WORK: Final = 20_000  # definitions looked at in all restarts; files have some dozens
_SUSPECTS: Final = 2  # messages before a break that may have been misread
_FIRST_WINDOW: Final = 1024  # bytes searched at first; doubled until something is found


def walk_through(
    walk: Walk, data: bytes, first: int, end: int, *, spare: int = 0
) -> tuple[int, bool]:
    """Walk all data from ``first`` to ``end``, over damage.

    Parameters
    ----------
    walk
        Takes in the messages.
    data, first, end
        The bytes and where the messages lie in them.
    spare
        So many bytes before ``end`` may be something else: a check sum, if bytes are missing.

    Returns
    -------
    tuple[int, bool]
        Where the walk ended (more than ``end`` if the last message is cut), and whether bytes
        had to be left out on the way.
    """
    stop = walk.run(data, first, end)
    if stop >= end - spare:
        return max(stop, end), False
    if _is_cut_definition(data, stop, end):
        return end + 1, False
    floor = first
    work = 0
    for _ in range(_TRIES):
        work += len(walk.groups)
        if work > _WORK:
            break
        _drop_suspects(walk)
        good, last_s = _last_good(walk, data, first)
        found = find_messages(walk, data, max(good, floor), end, last_s)
        if found is None:
            break
        walk.forget(found, stop)
        before, stop = stop, walk.run(data, found, end)
        if stop >= end - spare:
            break
        floor = (before if stop == before else found) + 1
    return max(stop, end), True


def _drop_suspects(walk: Walk) -> None:
    """Drop records among the last messages before damage: the walk may have gone astray there.

    A wrong turn is noticed at the first undefined header, mostly after one or two messages.
    """
    groups = [g for g in walk.groups.values() if g.offsets]
    last = sorted(at for group in groups for at in group.offsets[-_SUSPECTS:])[-_SUSPECTS:]
    for group in groups:
        if group.definition.message == RECORD:
            del group.offsets[bisect_left(group.offsets, last[0]) :]


def _is_cut_definition(data: bytes, at: int, end: int) -> bool:
    """Say whether a definition message begins at ``at`` that does not fit before ``end``."""
    head = data[at : min(at + 3, end)]
    return (
        head[0] & (COMPRESSED_BIT | DEFINITION_BIT) == DEFINITION_BIT
        and head[1:2] in (b"", b"\0")
        and head[2:3] in (b"", b"\0", b"\1")
        and definition_length(data, at, end) == 0
    )


def trusted(times: FloatArray) -> npt.NDArray[np.bool_]:
    """Say which of a damaged file's record times can be true.

    The longest series that never steps back counts, as far as no time in it is more than a day
    away from the series' middle.
    """
    keep = times >= FIRST_ABSOLUTE_S
    if not keep.any():
        return keep
    middle = np.median(times[keep])
    keep &= np.abs(times - middle) <= AHEAD_S
    rows = np.flatnonzero(keep)
    if (np.diff(times[rows]) < 0).any():
        keep[:] = False
        keep[rows[longest_rise(times[rows].tolist())]] = True
    return keep


def longest_rise(values: list[float]) -> list[int]:
    """Return the indexes of a longest series that never falls (patience sorting)."""
    tails: list[float] = []
    rows: list[int] = []
    before = [-1] * len(values)
    for i, value in enumerate(values):
        at = bisect_right(tails, value)
        if at == len(tails):
            tails.append(value)
            rows.append(i)
        else:
            tails[at], rows[at] = value, i
        before[i] = rows[at - 1] if at else -1
    series = [rows[-1]]
    while before[series[-1]] >= 0:
        series.append(before[series[-1]])
    return series[::-1]


def _last_good(walk: Walk, data: bytes, first: int) -> tuple[int, float | None]:
    """Return the offset behind the last credible record, and its time."""
    groups = [g for g in walk.groups.values() if g.definition.message == RECORD]
    records = build(data, RECORD, groups)
    good = np.flatnonzero(trusted(records.timestamps))
    if not len(good):
        return first, None
    return int(records.offsets[good[-1]]) + 1, float(records.timestamps[good[-1]])


def find_messages(
    walk: Walk,
    data: bytes,
    start: int,
    end: int,
    last_s: float | None,
    *,
    until: int | None = None,
) -> int | None:
    """Return the first place where messages begin, looked for from ``start`` to ``until``.

    ``end`` is where all messages end, and ``last_s`` the time of the last good one.
    """
    until = end if until is None else until
    width = _FIRST_WINDOW
    while start < until:
        stop = min(start + width, until)
        for place in _candidates(walk, data, start, stop, last_s):
            if _credible(walk, data, place, end, last_s):
                return place
        start, width = stop, width * 2
    return None


def is_definition(data: bytes, at: int) -> bool:
    """Say whether the bytes at a place begin like a definition message."""
    head = data[at : at + 3]
    return (
        len(head) == 3  # noqa: PLR2004 - header, reserved byte, byte order
        and head[0] & (COMPRESSED_BIT | DEFINITION_BIT) == DEFINITION_BIT
        and head[1] == 0
        and head[2] <= 1
    )


def _candidates(walk: Walk, data: bytes, start: int, stop: int, last_s: float | None) -> list[int]:
    """Return places in [start, stop) that look like a timed message or a definition."""
    whole = np.frombuffer(data, np.uint8)
    low, high = _window(last_s)
    found: set[int] = set()
    for local, group in walk.locals.items():
        definition = group.definition
        at = _time_slot(definition)
        count = min(stop, len(data) - 4 - (at or 0)) - start
        if at is None or count <= 0:
            continue
        order = ">" if definition.big_endian else "<"
        times = np.ndarray((count,), f"{order}u4", data, offset=start + at, strides=(1,))
        heads = whole[start : start + count] & (COMPRESSED_BIT | DEFINITION_BIT | LOCAL_BITS)
        fits = (times >= low) & (times <= high) & (heads == local)
        found.update((np.flatnonzero(fits) + start).tolist())
    part = whole[start : stop + 2]
    heads = part[:-2] & (COMPRESSED_BIT | DEFINITION_BIT)
    fits = (heads == DEFINITION_BIT) & (part[1:-1] == 0) & (part[2:] <= 1)
    found.update((np.flatnonzero(fits) + start).tolist())
    return sorted(found)


def _window(last_s: float | None) -> tuple[float, float]:
    if last_s is None:
        return FIRST_ABSOLUTE_S, 0xFFFF_FFFE
    return last_s - _BACK_S, last_s + AHEAD_S


def _time_slot(definition: Definition) -> int | None:
    """Return where a message's time begins, counted from its header; None if it has none."""
    slot = definition.field(TIMESTAMP)
    return None if slot is None or slot.size != 4 else 1 + slot.start  # noqa: PLR2004 - uint32


def _credible(walk: Walk, data: bytes, at: int, end: int, last_s: float | None) -> bool:
    """Say whether a chain of messages with fitting times begins at ``at``."""
    known = {local: group.definition for local, group in walk.locals.items()}
    low, high = _window(last_s)
    timed = 0
    for _ in range(_LOOK):
        if at >= end:
            return at == end and timed > 0
        header = data[at]
        if header & (COMPRESSED_BIT | DEFINITION_BIT) == DEFINITION_BIT:
            found = _plain_definition(data, at, end)
            if found is None:
                return False
            known[header & LOCAL_BITS], length = found
            at += length
            continue
        definition = known.get(header >> 5 & 3 if header & COMPRESSED_BIT else header & LOCAL_BITS)
        if definition is None:
            return False
        slot = _time_slot(definition)
        if slot is not None and at + slot + 4 <= end:
            order = "big" if definition.big_endian else "little"
            time = int.from_bytes(data[at + slot : at + slot + 4], order)  # type: ignore[arg-type]
            if not low <= time <= high:
                return False
            low, high = _window(time)
            timed += 1
            if timed == _CHAIN:
                return True
        at += 1 + definition.size
    return False


def _plain_definition(data: bytes, at: int, end: int) -> tuple[Definition, int] | None:
    """Return the definition at ``at`` and its length if every part of it is usual."""
    length = definition_length(data, at, end)
    if not length or not data[at + 5]:
        return None
    for field in range(at + 6, at + 6 + 3 * data[at + 5], 3):
        size, code = data[field + 1], data[field + 2]
        if not size or size % base_type(code).size:
            return None
    definition = parse_definition(data[at : at + length])
    return None if definition is None else (definition, length)
