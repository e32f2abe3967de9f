"""Pace against heart rate: this month beside the same weeks a year ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from reports.figures.chart import Chart, Mark, Panel, Role, Series, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.session import Ceiling, Session
    from reports.words import Units

SPAN_DAYS: Final = 28
YEAR: Final = timedelta(weeks=52)
BIN_BPM: Final = 5  # own choice
LEAST_S: Final = 120.0  # own choice: so long in one run at five beats, or they were passed through
_NEAR_BPM: Final = 2


def pace_heart_chart(
    runs: Sequence[Session], today: date, ceiling: Ceiling | None, units: Units
) -> Chart:
    """Return the speed on flat ground of steady running at each five beats, now and a year ago."""
    now, then = _speeds(runs, today), _speeds(runs, today - YEAR)
    there = sorted(now.keys() | then.keys())
    bpms = range(there[0], there[-1] + 1, BIN_BPM) if there else ()  # holes stay holes
    spans: tuple[tuple[str, Role, dict[int, float]], ...] = (
        ("the same weeks a year ago", "muted", then),
        ("last 4 weeks", "first", now),
    )
    return Chart(
        id="pace-heart",
        title="Pace at each heart rate",
        summary=_said(now, then, ceiling, units),
        x_kind="number",
        x_title="bpm",
        panels=(
            Panel(title="Pace on flat ground", unit=f"min/{units.distance_unit}", as_pace=True),
        ),
        series=tuple(
            Series(
                name=name,
                kind="line",
                role=role,
                x=tuple(_middle(bpm) for bpm in bpms),
                y=tuple(
                    round(units.far(3600 * found[bpm]), 2) if bpm in found else None for bpm in bpms
                ),
                hover=tuple(
                    f"{bpm + 1}-{bpm + BIN_BPM} bpm, {name}: {units.pace(found.get(bpm))}"
                    for bpm in bpms
                ),
            )
            for name, role, found in spans
            if found
        ),
        marks=()
        if ceiling is None or not there
        else (Mark(value=ceiling.bpm, label=f"ceiling {ceiling.bpm}", upright=True),),
        table=Table(
            columns=("bpm", "Last 4 weeks", "A year ago"),
            rows=tuple(
                (f"{bpm + 1}-{bpm + BIN_BPM}", units.pace(now.get(bpm)), units.pace(then.get(bpm)))
                for bpm in there
            ),
        ),
        height=260,
    )


def _middle(bpm: int) -> float:
    return bpm + (BIN_BPM + 1) / 2


def _speeds(runs: Sequence[Session], last: date) -> dict[int, float]:
    """Return m/s by the beat below each five, of the days up to ``last``."""
    first = last - timedelta(days=SPAN_DAYS - 1)
    starts = np.arange(0, 255, BIN_BPM)  # beats b + 1 to b + 5 each
    seconds, metres = np.zeros(len(starts)), np.zeros(len(starts))
    for run in runs:
        if first <= run.local_date <= last:
            steady_s = np.add.reduceat(run.facts.vectors.steady_s[1:256], starts)
            stayed = steady_s >= LEAST_S
            seconds[stayed] += steady_s[stayed]
            metres[stayed] += np.add.reduceat(run.facts.vectors.steady_m[1:256], starts)[stayed]
    there = np.flatnonzero(seconds)
    return {int(starts[n]): float(metres[n] / seconds[n]) for n in there}


def _said(
    now: dict[int, float], then: dict[int, float], ceiling: Ceiling | None, units: Units
) -> str:
    if not now:
        return "No steady running on known ground in the last 4 weeks."
    both = sorted(now.keys() & then.keys())
    if not both:
        return "Nothing of a year ago to hold it against yet."
    at = min(both, key=lambda bpm: abs(_middle(bpm) - (_middle(bpm) if ceiling is None else
                                                       ceiling.bpm - _NEAR_BPM)))  # fmt: skip
    change = units.pace_change(then[at], now[at]) or "no change"
    return (
        f"At {at + 1}-{at + BIN_BPM} bpm {units.pace(now[at])} now, {units.pace(then[at])} a year"
        f" ago: {change}. Warmth, hills and shoes are in it."
    )
