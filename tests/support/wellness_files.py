"""Monitoring, sleep and HRV files of a watch, byte by byte; times are aware datetimes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from support import fit_bytes as fb

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOCK = fb.Field(253, fb.UINT32)
LIGHT, DEEP, REM, AWAKE, UNMEASURABLE = 2, 3, 4, 1, 0
SLEEP, START, STOP = 74, 0, 1


def at(text: str) -> datetime:
    """Return an instant of UTC: "2026-05-18 23:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fit_s(moment: datetime) -> int:
    """Return an instant in FIT's own seconds."""
    return int(moment.timestamp()) - fb.EPOCH_S


def monitoring(
    *,
    offset_s: int | None = None,
    resting: Iterable[tuple[datetime, int]] = (),
    stress: Iterable[tuple[datetime, int]] = (),
) -> bytes:
    """Return a monitoring file: resting heart rates of the day, and stress scores."""
    resting, stress = list(resting), list(stress)
    fit = fb.file_id(fb.FitFile(), kind=32)
    if offset_s is not None:
        first = fit_s(min(moment for moment, _ in (*resting, *stress)))
        fit.define(1, 103, [CLOCK, fb.Field(0, fb.UINT32)]).data(1, first, first + offset_s)
    fit.define(2, 211, [CLOCK, fb.Field(0, fb.UINT8), fb.Field(1, fb.UINT8)])
    for moment, bpm in resting:
        fit.data(2, fit_s(moment), 99, bpm)  # 99: the mean of seven days, which is not the day's
    fit.define(3, 227, [fb.Field(0, fb.SINT16), fb.Field(1, fb.UINT32)])
    for moment, score in stress:
        fit.data(3, score, fit_s(moment))
    return fit.build()


def sleep(
    *,
    events: Iterable[tuple[datetime, int]] = (),
    levels: Iterable[tuple[datetime, int]] = (),
    naps: Iterable[tuple[datetime, datetime, datetime, int]] = (),
    score: int | None = None,
    offset_s: int | None = None,
) -> bytes:
    """Return a sleep file; a nap is (start, end, said when, 1 where taken back)."""
    events, levels, naps = list(events), list(levels), list(naps)
    fit = fb.file_id(fb.FitFile(), kind=49)
    if offset_s is not None:
        first = fit_s(min(one[0] for one in (*events, *levels, *naps)))
        fit.define(1, 273, [CLOCK, fb.Field(2, fb.UINT32)]).data(1, first, first + offset_s)
    fit.define(2, 21, [CLOCK, fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for moment, kind in events:
        fit.data(2, fit_s(moment), SLEEP, kind)
    fit.define(3, 275, [CLOCK, fb.Field(0, fb.ENUM)])
    for moment, level in levels:
        fit.data(3, fit_s(moment), level)
    if score is not None:
        fit.define(4, 346, [fb.Field(6, fb.UINT8)]).data(4, score)
    moments = [fb.Field(number, fb.UINT32) for number in (0, 2, 7)]
    fit.define(5, 412, [CLOCK, *moments, fb.Field(5, fb.ENUM)])
    for start, end, said, deleted in naps:
        fit.data(5, fit_s(start), fit_s(start), fit_s(end), fit_s(said), deleted)
    return fit.build()


def hrv(
    *,
    status: Iterable[tuple[datetime, float | None]] = (),
    values: Iterable[tuple[datetime, float]] = (),
    baseline_ms: tuple[float, float] | None = None,
) -> bytes:
    """Return an HRV file: the night's average (None: not yet) and five-minute values, in ms."""
    fit = fb.file_id(fb.FitFile(), kind=68)
    fit.define(1, 370, [CLOCK, *(fb.Field(number, fb.UINT16) for number in (0, 1, 4, 5))])
    low, high = (0xFFFF, 0xFFFF) if baseline_ms is None else (round(v * 128) for v in baseline_ms)
    for moment, night_ms in status:
        night = 0xFFFF if night_ms is None else round(night_ms * 128)
        fit.data(1, fit_s(moment), 60 * 128, night, low, high)
    fit.define(2, 371, [CLOCK, fb.Field(0, fb.UINT16)])
    for moment, value_ms in values:
        fit.data(2, fit_s(moment), round(value_ms * 128))
    return fit.build()
