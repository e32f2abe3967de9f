"""The balance beat by beat: time at each heart rate, now and a year ago."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from reports import words
from reports.figures.chart import Chart, Mark, Panel, Series, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from planner.session import Ceiling, Session
    from reports.figures.chart import Role

_SPAN_DAYS: Final = 28


def distribution_chart(runs: Sequence[Session], today: date, ceiling: Ceiling | None) -> Chart:
    """Return the share of time at each bpm in the last 28 days and in the same days a year ago."""
    last = _time_at(runs, today)
    before = _time_at(runs, today - timedelta(days=364))
    low, high = _ends(last, before)
    bpms = tuple(range(low, high + 1))
    now, then = _shares(last, bpms), _shares(before, bpms)
    return Chart(
        id="distribution",
        title="Time at each heart rate",
        summary=_distribution_summary(last, ceiling),
        x_kind="number",
        x_title="bpm",
        panels=(Panel(title="Share of the time with heart rate", unit="% at each bpm", low=0),),
        series=(*_now_series(bpms, now, ceiling), *_then_series(bpms, then)),
        marks=()
        if ceiling is None
        else (Mark(value=ceiling.bpm + 0.5, label=f"ceiling {ceiling.bpm} bpm", upright=True),),
        table=Table(
            columns=("bpm", "Last 28 days (%)", "A year ago (%)"),
            rows=tuple(zip(bpms, now, then, strict=True)),
        ),
        height=280,
        bar_width=1,
    )


def _now_series(
    bpms: tuple[int, ...], shares: Sequence[float | None], ceiling: Ceiling | None
) -> Iterator[Series]:
    """Yield the last 28 days, split at the ceiling."""
    hover = tuple(
        "" if share is None else f"{bpm} bpm: {share:.1f} % of the time"
        for bpm, share in zip(bpms, shares, strict=True)
    )
    parts: tuple[tuple[str, Role, bool], ...] = (
        ("last 28 days, at or under", "aerobic", False),
        ("above the ceiling", "above", True),
    )
    for name, role, above in parts:
        yield Series(
            name=name,
            kind="bar",
            role=role,
            x=bpms,
            hover=hover,
            y=tuple(
                share if (ceiling is not None and bpm > ceiling.bpm) is above else None
                for bpm, share in zip(bpms, shares, strict=True)
            ),
        )


def _then_series(bpms: tuple[int, ...], shares: tuple[float | None, ...]) -> Iterator[Series]:
    """Yield the same days a year ago, where they held a heart rate."""
    if any(shares):
        yield Series(name="same days a year ago", kind="line", role="ink", x=bpms, y=shares)


def _time_at(runs: Sequence[Session], last: date) -> npt.NDArray[np.float64]:
    first = last - timedelta(days=_SPAN_DAYS - 1)
    total = np.zeros(256)
    for run in runs:
        if first <= run.local_date <= last:
            total += run.facts.vectors.seconds_at
    return total


def _ends(*vectors: npt.NDArray[np.float64]) -> tuple[int, int]:
    there = np.flatnonzero(sum(vectors))
    return (int(there[0]), int(there[-1])) if there.size else (100, 99)


def _shares(seconds: npt.NDArray[np.float64], bpms: Sequence[int]) -> tuple[float | None, ...]:
    total = float(seconds.sum())
    if total <= 0:
        return (None,) * len(bpms)
    return tuple(round(100 * float(seconds[bpm]) / total, 2) for bpm in bpms)


def _distribution_summary(seconds: npt.NDArray[np.float64], ceiling: Ceiling | None) -> str:
    total = float(seconds.sum())
    if total <= 0:
        return "No heart rate in the last 28 days."
    if ceiling is None:
        return "No ceiling is in force, so nothing is said to be above it."
    under = float(seconds[: ceiling.bpm + 1].sum()) / total
    said = words.share_exact(under)
    return f"{said} of the last 28 days' heart rate was at or under {ceiling.bpm} bpm."
