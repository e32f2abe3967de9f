"""Time, distance and climb of a session: what samples say beside what the device states.

The rule (own choice; no source fixes it). Samples decide what samples can know. Where they
cannot (no record, no distance, a distance of 0 throughout, records that end before the timer
does, a treadmill whose distance was typed in), the device's statement decides. Where both speak
and differ by more than 1 % or 5 s, the samples stand, the statement is kept beside them, and a
note says so. Unknown is None, never 0.

A damaged file may have lost records or pauses, or hold wrong ones. There the device's statement
decides as soon as a second one supports it: the samples within those bounds, the laps, its own
elapsed time where time is missing, or time without records, in which pauses may have been lost.
Where laps and samples agree, a session's other statement of time is not believed at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.session.impossible import possible_climb_m, possible_total_m
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from ingest.session.activity import Activity
    from ingest.session.facts import FactSource

NEAR_FRAC: Final = 0.01
NEAR_S: Final = 5.0
NEAR_M: Final = 10.0
CLIMB_FRAC: Final = 0.5  # climbs are counted in many ways; only a gross difference is said
CLIMB_M: Final = 50.0
LEAST_FRAC, MOST_FRAC = 0.5, 2.0  # a pace can follow a typed-in distance within these
_WHAT_COUNTS: Final = {
    "records": "the records count.",
    "statement": "the file is damaged, so the statement counts.",
    "laps": "the laps agree with the records, so the records count.",
}
TREADMILLS: Final = frozenset({"treadmill", "indoor_running"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the device states of a leg, of its session or of all its laps; None where it does not.

    ``end_s`` is when its timer stopped for good, on the leg's clock. What the laps make together
    stands beside the session's statement, as a second one.
    """

    timer_s: float | None
    elapsed_s: float | None
    moving_s: float | None
    distance_m: float | None
    ascent_m: float | None
    descent_m: float | None
    end_s: float | None
    damaged: bool = False
    laps_timer_s: float | None = None
    laps_distance_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One total: its value, where it comes from, and a note where the two differ."""

    value: float | None
    source: FactSource | None
    note: QualityNote | None = None


def stated(activity: Activity) -> Stated:
    """Return what the device states: its session message, else its laps together.

    A statement that no runner or rider can have made is none.
    """
    summary, laps = activity.summary, activity.laps
    laps_s, laps_m = _sum([lap.timer_s for lap in laps]), _sum([lap.distance_m for lap in laps])
    timer_s, metres = _positive(summary.timer_s), _positive(summary.distance_m)
    seconds = timer_s or laps_s or _positive(summary.elapsed_s)
    return Stated(
        timer_s=seconds,
        elapsed_s=_positive(summary.elapsed_s),
        moving_s=_positive(summary.moving_s),
        distance_m=possible_total_m(metres or laps_m, seconds, activity.sport),
        ascent_m=possible_climb_m(summary.ascent_m, seconds, activity.sport),
        descent_m=possible_climb_m(summary.descent_m, seconds, activity.sport),
        end_s=activity.timer_end_s,
        damaged=activity.damaged,
        laps_timer_s=laps_s if timer_s else None,
        laps_distance_m=laps_m if metres else None,
    )


def settle_time(
    sampled_s: float, last_sample_s: float | None, said: Stated, *, silent_s: float
) -> Settled:
    """Return the timer seconds of a leg.

    Parameters
    ----------
    sampled_s
        Timer seconds by records and timer events.
    last_sample_s
        When the last record is, on the leg's clock; None without records.
    said
        The device's statement.
    silent_s
        How many of the timer seconds have no records.
    """
    theirs = said.timer_s
    if last_sample_s is None:
        return Settled(value=theirs or 0.0, source=None if theirs is None else "device")
    if theirs is None:
        return Settled(value=sampled_s, source="samples")
    if said.damaged and _contradicted(sampled_s, theirs, said):
        return Settled(
            value=sampled_s, source="samples", note=_time_note(sampled_s, theirs, "laps")
        )
    more_s = theirs - sampled_s
    if abs(more_s) <= max(NEAR_S, NEAR_FRAC * theirs):
        return Settled(value=theirs if said.damaged else sampled_s, source="both")
    tail_s = 0.0 if said.end_s is None else said.end_s - last_sample_s
    if more_s > 0 and abs(tail_s - more_s) <= max(NEAR_S, NEAR_FRAC * theirs):
        note = QualityNote(
            code="tail_without_records",
            text=f"The records end {more_s:.0f} s before the timer; that time has no heart rate.",
            seconds=round(more_s, 1),
        )
        return Settled(value=theirs, source="device", note=note)
    return _differing_time(sampled_s, theirs, said, silent_s)


def _differing_time(sampled_s: float, theirs: float, said: Stated, silent_s: float) -> Settled:
    pauses_lost = theirs < sampled_s <= theirs + silent_s + NEAR_S
    by_statement = said.damaged and (
        pauses_lost
        or _records_lost(sampled_s, theirs, said)
        or _near(said.laps_timer_s, theirs, NEAR_S)
    )
    note = _time_note(sampled_s, theirs, "statement" if by_statement else "records")
    if by_statement:
        return Settled(value=theirs, source="device", note=note)
    return Settled(value=sampled_s, source="samples", note=note)


def _contradicted(sampled_s: float, theirs: float, said: Stated) -> bool:
    """Return whether laps and records agree against the session's statement."""
    return _near(said.laps_timer_s, sampled_s, NEAR_S) and not _near(
        said.laps_timer_s, theirs, NEAR_S
    )


def _time_note(sampled_s: float, theirs: float, counts: str) -> QualityNote:
    return QualityNote(
        code="time_differs",
        text=f"The device states {_clock(theirs)}, its records make {_clock(sampled_s)}; "
        + _WHAT_COUNTS[counts],
        seconds=round(abs(theirs - sampled_s), 1),
    )


def _records_lost(sampled_s: float, theirs: float, said: Stated) -> bool:
    """Return whether the records' time is too short, by a statement that agrees with itself."""
    return theirs > sampled_s and said.elapsed_s is not None and theirs <= said.elapsed_s + NEAR_S


def settle_distance(
    sampled_m: float | None, said: Stated, *, sub_sport: str | None, time: Settled
) -> Settled:
    """Return the metres of a leg; ``sampled_m`` is None or 0 where no record knows any."""
    theirs = said.distance_m
    if not sampled_m:
        return Settled(value=theirs, source=None if theirs is None else "device")
    if theirs is None:
        return Settled(value=sampled_m, source="samples")
    if abs(theirs - sampled_m) <= max(NEAR_M, NEAR_FRAC * theirs):
        return Settled(value=sampled_m, source="both")
    if sub_sport in TREADMILLS:
        note = QualityNote(
            code="treadmill_distance",
            text=f"The distance is the treadmill's, {theirs / 1000:.2f} km as entered on the "
            f"watch; its own estimate was {sampled_m / 1000:.2f} km.",
        )
        return Settled(value=theirs, source="device", note=note)
    if time.source == "device" and theirs > sampled_m:
        return Settled(value=theirs, source="device")  # the rest lies in the tail without records
    return _differing_distance(sampled_m, theirs, said)


def _differing_distance(sampled_m: float, theirs: float, said: Stated) -> Settled:
    by_statement = said.damaged and _near(said.laps_distance_m, theirs, NEAR_M)
    note = QualityNote(
        code="distance_differs",
        text=f"The device states {theirs / 1000:.2f} km, its records end at "
        f"{sampled_m / 1000:.2f} km; " + _WHAT_COUNTS["statement" if by_statement else "records"],
    )
    if by_statement:
        return Settled(value=theirs, source="device", note=note)
    return Settled(value=sampled_m, source="samples", note=note)


def settle_climb(sampled_m: float | None, theirs: float | None) -> Settled:
    """Return the metres climbed, by altitudes where there are any."""
    if sampled_m is None:
        return Settled(value=theirs, source=None if theirs is None else "device")
    if theirs is None:
        return Settled(value=sampled_m, source="samples")
    if abs(theirs - sampled_m) <= max(NEAR_M, NEAR_FRAC * theirs):
        return Settled(value=sampled_m, source="both")
    note = None
    if abs(theirs - sampled_m) > max(CLIMB_M, CLIMB_FRAC * max(theirs, sampled_m)):
        note = QualityNote(
            code="ascent_differs",
            text=f"The device states a climb of {theirs:.0f} m, its altitudes make "
            f"{sampled_m:.0f} m; the altitudes count.",
        )
    return Settled(value=sampled_m, source="samples", note=note)


def pace_factor(sampled_m: float | None, distance: Settled) -> float:
    """Return what sampled speeds and distances are to be multiplied by to fit the distance."""
    if distance.source != "device" or not sampled_m or not distance.value:
        return 1.0
    if distance.note is None or distance.note.code != "treadmill_distance":
        return 1.0
    factor = distance.value / sampled_m
    return factor if LEAST_FRAC <= factor <= MOST_FRAC else 1.0


def _near(other: float | None, stated: float, least: float) -> bool:
    return other is not None and abs(other - stated) <= max(least, NEAR_FRAC * stated)


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _sum(values: list[float | None]) -> float | None:
    """Return the sum of all laps' values, None where one is missing."""
    known = [value for value in values if value is not None]
    return _positive(sum(known)) if known and len(known) == len(values) else None


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
