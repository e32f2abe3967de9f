"""Sessions, laps and names of one segment: which sport ran from when to when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.profile import word
from ingest.fit.protocol import EPOCH_S, FIRST_ABSOLUTE_S
from ingest.session.activity import DeviceSummary
from ingest.session.lap import Lap

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

TRANSITION: Final = "transition"
MOST_LEGS: Final = 100  # own choice: a triathlon has five; bytes can claim a million
_QUARTER_S: Final = 900
_NEAR_QUARTER_S: Final = 10  # clocks are read a few seconds apart
_BEFORE_S: Final = 5.0  # a first lap may start a moment before its session
_WIDEST_OFFSET_S: Final = 14 * 3600
# Session field numbers (FIT profile, message 18; 192 and 193: RULES 5.6).
SUMMARY: Final = {
    "elapsed_s": 7,
    "timer_s": 8,
    "moving_s": 59,
    "distance_m": 9,
    "hr_mean_bpm": 16,
    "hr_max_bpm": 17,
    "ascent_m": 22,
    "descent_m": 23,
    "training_effect": 24,
    "anaerobic_training_effect": 137,
    "feel": 192,
}
RPE: Final = 193
_MESSAGE_INDEX: Final = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One session message: a sport with its start, in FIT seconds."""

    start_s: float | None
    written_s: float | None = None  # the message's own time: mostly the leg's end, or its start
    sport: str
    sub_sport: str | None
    profile_name: str | None
    summary: DeviceSummary

    @property
    def end_s(self) -> float | None:
        """Return when it ended by its own statement; it lasts no shorter than its timer ran."""
        length_s = max(self.summary.elapsed_s or 0.0, self.summary.timer_s or 0.0)
        return self.start_s + length_s if self.start_s is not None and length_s else None


def known(value: float) -> float | None:
    """Return a column's entry as a value, NaN as None."""
    return None if math.isnan(value) else float(value)


def utc(fit_s: float) -> datetime:
    """Return FIT seconds as an instant."""
    return datetime.fromtimestamp(fit_s + EPOCH_S, tz=UTC)


def legs(sessions: Messages, *, oldest_s: float) -> list[Leg]:
    """Return the segment's sessions in the file's order, transitions included.

    A session that states nothing is none, and no more than ``MOST_LEGS`` are returned.
    """
    starts, written = sessions.times(2), sessions.timestamps
    sports, sub_sports = sessions.raw(5), sessions.raw(6)
    names = sessions.texts(110)
    summaries = {name: sessions[number] for name, number in SUMMARY.items()}
    rpe = sessions[RPE] / 10
    return [
        Leg(
            start_s=float(starts[i]) if starts[i] >= oldest_s else None,
            written_s=known(written[i]),
            sport=word("sport", sports[i]) or "unknown",
            sub_sport=_specific(word("sub_sport", sub_sports[i])),
            profile_name=names[i],
            summary=DeviceSummary(
                rpe=known(rpe[i]), **{name: known(v[i]) for name, v in summaries.items()}
            ),
        )
        for i in np.flatnonzero(~np.isnan(starts) | ~np.isnan(sports))[:MOST_LEGS]
    ]


def _specific(sub_sport: str | None) -> str | None:
    return None if sub_sport == "generic" else sub_sport


def laps(
    messages: Messages, names: dict[float, str | None], *, start_s: float, end_s: float
) -> tuple[Lap, ...]:
    """Return the laps that begin in [start_s, end_s], on a clock that starts at ``start_s``.

    A lap's name is that of the workout step it belongs to (``names``, by message index).
    """
    stamps, elapsed = messages.timestamps, messages[7]
    starts = np.where(np.isnan(messages.times(2)), stamps - elapsed, messages.times(2))
    lengths = np.where(elapsed >= 0, elapsed, stamps - starts)
    timer, distance, mean, climb = messages[8], messages[9], messages[15], messages[21]
    intensity, trigger, step = messages.raw(23), messages.raw(24), messages.raw(71)
    inside = (starts >= start_s - _BEFORE_S) & (starts <= end_s) & (lengths >= 0)
    found = [
        Lap(
            start_s=max(0.0, float(starts[i] - start_s)),
            end_s=float(starts[i] - start_s + lengths[i]),
            timer_s=known(timer[i]),
            distance_m=known(distance[i]),
            hr_mean_bpm=known(mean[i]),
            ascent_m=known(climb[i]),
            intensity=word("intensity", intensity[i]),
            trigger=word("lap_trigger", trigger[i]),
            name=names.get(float(step[i])),
        )
        for i in np.flatnonzero(inside)
    ]
    return tuple(sorted(found, key=lambda lap: (lap.start_s, lap.end_s)))


def step_names(steps: Messages) -> dict[float, str | None]:
    """Return the names of a workout's steps by their message index."""
    return dict(zip(steps.raw(_MESSAGE_INDEX).tolist(), steps.texts(0), strict=True))


def utc_offset_s(activity: Messages) -> int | None:
    """Return local minus UTC time as an activity message states it."""
    return zone_offset_s(activity.times(5), activity.timestamps)


def zone_offset_s(local: FloatArray, own: FloatArray) -> int | None:
    """Return the first difference of local and UTC times (FIT seconds) that a zone can have.

    Real zones are whole quarter hours within 14 h of UTC; anything else is a device's error.
    """
    offsets = local - own
    quarters = np.round(offsets / _QUARTER_S) * _QUARTER_S
    use = (own >= FIRST_ABSOLUTE_S) & (np.abs(quarters) <= _WIDEST_OFFSET_S)
    use &= np.abs(offsets - quarters) <= _NEAR_QUARTER_S
    return int(quarters[use][0]) if use.any() else None


def leg_without_session(sports: Messages, lap: Messages, start_s: float | None = None) -> Leg:
    """Return a leg that no session message sums up, its sport from sport or lap messages.

    Where those name several sports, nobody knows which one the leg is.
    """
    named = _sports(sports, 0, 1) or _sports(lap, 25, 39)
    sport, sub_sport = named.pop() if len(named) == 1 else ("unknown", None)
    return Leg(
        start_s=start_s,
        sport=sport,
        sub_sport=sub_sport,
        profile_name=None,
        summary=DeviceSummary(),
    )


def _sports(table: Messages, sport: int, sub_sport: int) -> set[tuple[str, str | None]]:
    """Return the sports that messages name, each with its sub-sport."""
    rows = ~np.isnan(table.raw(sport))
    columns = (table.raw(sport)[rows].tolist(), table.raw(sub_sport)[rows].tolist())
    pairs = zip(*columns, strict=True)
    words = [(word("sport", a), _specific(word("sub_sport", b))) for a, b in pairs]
    return {(name, sub) for name, sub in words if name}


def edges(starts: list[float | None], sample_s: FloatArray) -> list[int]:
    """Return, for each leg in order, the first row that belongs to it, and the end of the rows.

    A row belongs to the last leg that had begun; rows before the first leg belong to it.
    """
    rows = [0]
    rows += [
        rows[-1] if start is None else max(rows[-1], int(np.searchsorted(sample_s, start)))
        for start in starts[1:]
    ]
    return [*np.maximum.accumulate(rows).tolist(), len(sample_s)]
