"""What all files together state of one metric, each instant once, by local days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    import numpy.typing as npt

    from ingest.wellness import FileWellness, Metric

    Ints = npt.NDArray[np.int64]

DAY_S: Final = 86_400
_QUARTER_S: Final = 900


class Last(NamedTuple):
    """The last statement of a day and the hash of its file."""

    at_s: int
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statements:
    """Statements in order of time: UTC and local seconds from 1970, value, place in ``hashes``."""

    at_s: Ints
    local_s: Ints
    value: npt.NDArray[np.float64]
    file: Ints
    hashes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.at_s)

    def only(self, keep: npt.NDArray[np.bool_] | Ints | slice) -> Statements:
        """Return some of them."""
        return Statements(
            at_s=self.at_s[keep],
            local_s=self.local_s[keep],
            value=self.value[keep],
            file=self.file[keep],
            hashes=self.hashes,
        )

    def sources(self) -> tuple[str, ...]:
        """Return the hashes of the files that state them."""
        return tuple(self.hashes[number] for number in np.unique(self.file))

    def groups(self, *, shift_s: int = 0) -> Iterator[tuple[int, Statements]]:
        """Yield each local day (days since 1970) with its statements.

        ``shift_s`` lets a day begin so much before its midnight.
        """
        day = (self.local_s + shift_s) // DAY_S
        here, steps = self, np.diff(day)
        if (steps < 0).any():  # a clock set back over midnight
            order = np.argsort(day, kind="stable")
            day, here = day[order], self.only(order)
            steps = np.diff(day)
        edges = [0, *(np.flatnonzero(steps) + 1).tolist(), len(day)]
        for begin, end in pairwise(edges):
            if begin < end:
                yield int(day[begin]), here.only(slice(begin, end))

    def last_by_day(self) -> dict[int, Last]:
        """Return the last statement of each local day; one at midnight closes the day before."""
        days = ((self.local_s - 1) // DAY_S).tolist()
        rows = zip(self.at_s.tolist(), self.value.tolist(), self.file.tolist(), strict=True)
        return {
            day: Last(at_s=at_s, value=value, source=self.hashes[file])
            for day, (at_s, value, file) in zip(days, rows, strict=True)
        }


def gathered(files: Sequence[tuple[str, FileWellness]], metric: Metric, zone: tzinfo) -> Statements:
    """Return all statements of one metric; of two of one instant the higher stands.

    Local time is by the file's own offset, else by ``zone``. ``files`` are in order of hashes.
    """
    parts = [
        (series, number)
        for number, (_, wellness) in enumerate(files)
        for series in wellness.series
        if series.metric == metric and len(series.at_s)
    ]
    parts.sort(key=lambda part: int(part[0].at_s[0]))  # nearly in order is quickly sorted
    none = np.empty(0, np.int64)
    local = (local_s(series.at_s, series.utc_offset_s, zone) for series, _ in parts)
    whole = Statements(
        at_s=np.concatenate([none, *(series.at_s for series, _ in parts)]),
        local_s=np.concatenate([none, *local]),
        value=np.concatenate([np.empty(0), *(series.value for series, _ in parts)]),
        file=np.concatenate([none, *(np.full(len(s.at_s), number) for s, number in parts)]),
        hashes=tuple(sha256 for sha256, _ in files),
    )
    return whole.only(_each_instant_once(whole))


def _each_instant_once(told: Statements) -> Ints:
    """Return the rows that stand, in order of time; ties by value, then by the smaller hash."""
    order = np.argsort(told.at_s, kind="stable")
    again = np.diff(told.at_s[order]) == 0
    if again.any():  # rare, and sorting all of years by three keys is slow
        shared = np.flatnonzero(np.append(again, False) | np.append(False, again))
        rows = order[shared]
        order[shared] = rows[np.lexsort((-told.file[rows], told.value[rows], told.at_s[rows]))]
        order = order[np.append(~again, True)]
    return order


def local_moment(at_s: float, local_s: float) -> datetime:
    """Return the instant ``at_s`` on the clock that shows ``local_s``, both seconds from 1970."""
    return datetime.fromtimestamp(at_s, timezone(timedelta(seconds=round(local_s - at_s))))


def local_s(at_s: Ints, utc_offset_s: int | None, zone: tzinfo) -> Ints:
    """Return local seconds from 1970 of UTC ones, by the offset where it is known."""
    if utc_offset_s is not None:
        return at_s + utc_offset_s
    quarters, places = np.unique(at_s // _QUARTER_S, return_inverse=True)  # no zone moves within
    moments = (datetime.fromtimestamp(quarter * _QUARTER_S, UTC) for quarter in quarters.tolist())
    offsets = [zone.utcoffset(moment.astimezone(zone)) for moment in moments]
    seconds = [0 if offset is None else int(offset.total_seconds()) for offset in offsets]
    moved: Ints = at_s + np.array(seconds, np.int64)[places]
    return moved
