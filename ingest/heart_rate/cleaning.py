"""Raw heart rate in, clean heart rate out, with a reason for every sample that changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.heart_rate.beats import agreeing, beat_rate, confirmed, contradicted
from ingest.heart_rate.cadence_lock import cadence_lock
from ingest.heart_rate.catch_up import before_catching_up
from ingest.heart_rate.doubling import double_or_half
from ingest.heart_rate.effort import expected, running
from ingest.heart_rate.flat import flat_lines
from ingest.heart_rate.jumps import out_of_range, spikes
from ingest.heart_rate.misfit import disagreement_frac, start_up, too_high, too_low
from ingest.heart_rate.reasons import NOT_MEASURED, USABLE, WORDS, Reason, may_be_used
from ingest.heart_rate.steps import set_off, steps
from ingest.session.grid import held, to_grid
from ingest.session.quality import QualityNote
from ingest.session.timeline import Timeline, timeline
from ingest.session.windows import runs

if TYPE_CHECKING:
    from ingest.heart_rate.effort import Expected
    from ingest.session.activity import FloatArray, RrIntervals, Stream
    from ingest.session.facts import HrSource
    from ingest.session.grid import Grid

DROPOUT_LONGER_THAN_S: Final = 5.0
FILL_AT_MOST_S: Final = 10.0
DOUBTFUL_FRAC: Final = 0.2
DOUBT_TOO: Final = (Reason.SET_OFF, Reason.TOO_HIGH)  # sensors lose more beats than they add: ...
# ... where much is too high by what the rest taught, the rest may be what is wrong
DONE: Final = {
    Reason.DROPOUT: "missing",
    Reason.FILLED: "filled in",
    Reason.BEATS: "taken from the beats",
}
_LEAVING_OUT: Final = tuple(r for r in Reason if r not in USABLE and r not in NOT_MEASURED)
_CLEAN, _MISSING = np.uint8(Reason.CLEAN), np.uint8(Reason.MISSING)
FILLABLE: Final = frozenset({Reason.MISSING, Reason.DROPOUT, Reason.OUT_OF_RANGE, Reason.SPIKE})
REST_REMEMBERED_S: Final = 180.0  # a longer pause rests the heart no further


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CleanHeartRate:
    """Heart rate that may be used, of ``n`` samples.

    ``bpm``: whole bpm, NaN where missing or excluded; ``reason``: a :class:`Reason` each;
    ``as_written_bpm``: before any cleaning, sparse values held, to say what cleaning changed;
    ``excluded_s``: seconds measured and left out; ``repaired_s``: seconds filled in or taken from
    the beats; ``notes`` say both in words; ``by_beats``: beat intervals confirm the recording;
    ``level_bpm``: what it teaches of 2.6 m/s on the flat. The raw values stay in the stream.
    """

    bpm: FloatArray
    reason: npt.NDArray[np.uint8]
    as_written_bpm: FloatArray
    excluded_s: float
    repaired_s: float
    notes: tuple[QualityNote, ...]
    by_beats: bool = False
    level_bpm: float | None = None


def clean(
    stream: Stream,
    pauses_s: FloatArray,
    *,
    hr_source: HrSource,
    sport: str,
    rr: RrIntervals | None = None,
    line: Timeline | None = None,
) -> CleanHeartRate:
    """Return the heart rate of a stream without what the sensor got wrong (RULES 4).

    Single spikes and gaps of at most 10 s are filled straight; everything else found wrong is
    left out, so that coverage says honestly how much is known. Nothing is capped at a maximum
    heart rate. Where sound beat intervals (``rr``) are at hand they decide: what they confirm is
    kept, what they contradict takes their rate. ``line`` is the stream's timeline, where it is
    worked out already.
    """
    line = timeline(stream.t_s, pauses_s) if line is None else line
    raw = np.where(stream.hr_bpm > 0.0, stream.hr_bpm, np.nan)
    known = np.isfinite(raw)
    reason = np.where(known, _CLEAN, _MISSING)
    if not known.any():
        return _result(raw, raw, reason, line, ())
    bpm = np.rint(_hold_sparse(stream.t_s, raw, reason))
    _mark(reason, out_of_range(bpm), Reason.OUT_OF_RANGE)
    believed = np.where(reason == Reason.OUT_OF_RANGE, np.nan, bpm)
    known = np.isfinite(believed)
    if not known.any():
        return _result(bpm, believed, reason, line, ())
    grid = to_grid(stream, believed, line, longest_rest_s=REST_REMEMBERED_S)
    measured = known & (reason != Reason.HELD)
    grid = replace(grid, hr_bpm=_between(grid, believed, np.flatnonzero(measured)))
    wrong, model = _detected(grid, hr_source=hr_source, sport=sport)
    for found, why in wrong:
        if found.any():
            _mark(reason, found[grid.cell_of_sample], why)
    by_beats = False
    if rr is not None:
        rate = beat_rate(rr, stream.t_s)
        by_beats = confirmed(raw, rate)
        bpm = _by_beats(bpm, rate, reason, whole=by_beats)
    _name_dropouts(stream.t_s, reason)
    left_out = np.logical_or.reduce([found for found, why in wrong if why not in DOUBT_TOO])
    trusted = hr_source == "chest" or by_beats
    doubt = () if trusted else _doubt(grid, model, left_out)
    result = _result(bpm, _fill(stream.t_s, bpm, reason, line), reason, line, doubt)
    return replace(result, by_beats=by_beats, level_bpm=model.level_bpm if model else None)


def _between(grid: Grid, bpm: FloatArray, measured: npt.NDArray[np.intp]) -> FloatArray:
    """Return the grid's heart rate drawn straight between measured samples.

    A value held for the seven seconds of smart recording would look like a jump at the next.
    """
    known, cells = np.flatnonzero(np.isfinite(grid.hr_bpm)), grid.cell_of_sample[measured]
    drawn = np.full(len(grid), np.nan)
    drawn[known] = np.interp(known, cells, bpm[measured])
    return drawn


def _detected(
    grid: Grid, *, hr_source: HrSource, sport: str
) -> tuple[list[tuple[npt.NDArray[np.bool_], Reason]], Expected | None]:
    """Return what each detector finds, in the order in which they may name a second.

    What one finds, the next do not see. A model of effort only runs have: on a bicycle neither
    speed nor steps say what the heart should do.
    """
    found = []
    for detect, why in (
        (spikes, Reason.SPIKE),
        (double_or_half, Reason.DOUBLE_OR_HALF),
        (flat_lines, Reason.FLAT_LINE),
    ):
        found.append((detect(grid), why))
        grid = _without(grid, found[-1][0])
    if sport != "running":
        return found, None
    run = running(grid)
    found.append((cadence_lock(grid, run, hr_source=hr_source), Reason.CADENCE_LOCK))
    grid = _without(grid, found[-1][0])
    model = expected(grid, run)
    if model is None:
        return found, None
    found.append((start_up(grid, model), Reason.START_UP))
    found.append((too_low(grid, model, hr_source=hr_source), Reason.TOO_LOW))
    if hr_source == "chest":
        found.append((too_high(grid, model, hr_source=hr_source), Reason.TOO_HIGH))
        return found, model
    change = steps(grid.hr_bpm)
    found.append((before_catching_up(grid, model, change), Reason.CATCH_UP))
    found.append((too_high(grid, model, hr_source=hr_source), Reason.TOO_HIGH))
    wrong = np.logical_or.reduce([seconds for seconds, _ in found])
    found.append((set_off(grid, model, change, wrong), Reason.SET_OFF))
    return found, model


def _without(grid: Grid, wrong: npt.NDArray[np.bool_]) -> Grid:
    return replace(grid, hr_bpm=np.where(wrong, np.nan, grid.hr_bpm)) if wrong.any() else grid


def _doubt(
    grid: Grid, model: Expected | None, left_out: npt.NDArray[np.bool_]
) -> tuple[QualityNote, ...]:
    """Return a note where what is kept hardly follows the running; nothing is left out for it."""
    if model is None or (frac := disagreement_frac(grid, model, left_out)) < DOUBTFUL_FRAC:
        return ()
    text = (
        f"Heart rate is more than 8 bpm off what the running lets expect for {100 * frac:.0f} % of "
        "the time: it may be wrong throughout; do not build on this session's heart rate."
    )
    return (QualityNote(code="hr_doubtful", text=text),)


def _hold_sparse(t_s: FloatArray, raw: FloatArray, reason: npt.NDArray[np.uint8]) -> FloatArray:
    """Hold values where the file writes heart rate more seldom than its records.

    Apple Watch exports write it on change only, Suunto in every ninth record or so: a record
    without a value is then no lost pulse.
    """
    known = np.isfinite(raw)
    between = np.count_nonzero(known) - 1
    next_to = np.count_nonzero(known[1:] & known[:-1])
    if between < 2 or 2 * next_to > between:  # noqa: PLR2004 - one step says nothing of most
        return raw
    bpm = held(t_s, raw)
    reason[np.isfinite(bpm) & ~np.isfinite(raw)] = Reason.HELD
    return bpm


def _by_beats(
    bpm: FloatArray, rate: FloatArray, reason: npt.NDArray[np.uint8], *, whole: bool
) -> FloatArray:
    """Return the heart rate with the beats' word on every sample they know (``reason`` too).

    ``whole``: they confirm the recording, and so all that they do not contradict.
    """
    measured = np.isfinite(bpm) & (reason != Reason.MISSING)
    wrong = measured & contradicted(bpm, rate)
    held = reason == Reason.HELD
    kept = measured & ~wrong & (whole | agreeing(bpm, rate)) & ~held
    reason[kept] = Reason.CLEAN
    reason[wrong] = Reason.BEATS
    return np.where(wrong, np.rint(rate), bpm)


def _mark(reason: npt.NDArray[np.uint8], found: npt.NDArray[np.bool_], why: Reason) -> None:
    """Give ``why`` to the samples found that nothing was said against before."""
    if found.any():
        reason[found & ((reason == Reason.CLEAN) | (reason == Reason.HELD))] = why


def _name_dropouts(t_s: FloatArray, reason: npt.NDArray[np.uint8]) -> None:
    for start, stop in runs(reason == Reason.MISSING):
        inside = start > 0 and stop < len(reason)
        if inside and t_s[stop] - t_s[start] > DROPOUT_LONGER_THAN_S:
            reason[start:stop] = Reason.DROPOUT


def _fill(
    t_s: FloatArray, bpm: FloatArray, reason: npt.NDArray[np.uint8], line: Timeline
) -> FloatArray:
    """Fill short gaps and single spikes in place (``reason`` too); return bpm, bad ones NaN.

    The value before covers a second of its own, so ten records of one second can be filled.
    """
    filled = np.where(may_be_used(reason), bpm, np.nan)
    for start, stop in runs(~np.isfinite(filled)).tolist():
        if start == 0 or stop == len(bpm) or not FILLABLE.issuperset(reason[start:stop].tolist()):
            continue
        if t_s[stop] - t_s[start - 1] > FILL_AT_MOST_S + 1.0 or line.ends[start - 1 : stop].any():
            continue
        ends = [start - 1, stop]
        filled[start:stop] = np.rint(np.interp(t_s[start:stop], t_s[ends], filled[ends]))
        reason[start:stop] = Reason.FILLED
    return filled


def _result(
    as_written: FloatArray,
    bpm: FloatArray,
    reason: npt.NDArray[np.uint8],
    line: Timeline,
    doubt: tuple[QualityNote, ...],
) -> CleanHeartRate:
    seconds = np.bincount(reason, line.weight_s, max(Reason) + 1).tolist()
    excluded = [r for r in _LEAVING_OUT if seconds[r] > 0]
    said = [*excluded, *(r for r in DONE if seconds[r] > 0)]
    return CleanHeartRate(
        bpm=bpm,
        reason=reason,
        as_written_bpm=as_written,
        excluded_s=float(sum(seconds[r] for r in excluded)),
        repaired_s=float(seconds[Reason.FILLED] + seconds[Reason.BEATS]),
        notes=(*(_note(r, seconds[r]) for r in said), *doubt),
    )


def _note(reason: Reason, seconds: float) -> QualityNote:
    done = DONE.get(reason, "left out")
    return QualityNote(
        code=reason.name.lower(),
        text=f"Heart rate: {seconds:.0f} s {done}: {WORDS[reason]}.",
        seconds=round(seconds, 3),
    )
