"""The drift map: how far speed per beat fell at which heart rate, stretch by stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.thresholds.drift_map import LEAST_RUNS, LIMIT_FRAC
from reports import words
from reports.figures.chart import Chart, Mark, Panel, Series, Table

if TYPE_CHECKING:
    from planner.session import Ceiling
    from planner.thresholds.drift_map import DriftMap


def drift_map_chart(found: DriftMap, ceiling: Ceiling | None) -> Chart:
    """Return the stretches of eight weeks by heart rate, with the limit and the ceiling."""
    marks = [Mark(value=100 * LIMIT_FRAC, label=f"{words.limit(LIMIT_FRAC)} an hour")]
    if ceiling is not None:
        marks.append(Mark(value=ceiling.bpm, label=f"ceiling {ceiling.bpm}", upright=True))
    return Chart(
        id="drift_map",
        title="Drift map: heart rate that your steady runs support",
        summary=_said(found),
        x_kind="number",
        x_title="mean heart rate of the stretch, bpm",
        panels=(Panel(title="Speed per beat lost an hour", unit="%"),),
        series=(
            Series(
                name="steady stretch",
                kind="points",
                role="first",
                x=tuple(round(one.hr_bpm, 1) for one in found.stretches),
                y=tuple(round(100 * one.hour_frac, 1) for one in found.stretches),
                hover=tuple(
                    f"{words.long_day(one.day)}: {words.change(one.hour_frac)} an hour at"
                    f" {one.hr_bpm:.0f} bpm"
                    for one in found.stretches
                ),
            ),
        ),
        marks=tuple(marks),
        table=Table(
            columns=("Heart rate", "Runs", "Median drift an hour (%)"),
            rows=tuple(
                (f"{one.low_bpm + 1}-{one.high_bpm}", one.runs, round(100 * one.median_frac, 1))
                for one in found.bins
            ),
        ),
        height=240,
    )


def _said(found: DriftMap) -> str:
    if not found.stretches:
        return "No run of the last eight weeks has a steady stretch of forty minutes."
    if found.supported_bpm is None:
        return f"Experimental: no five beats have {LEAST_RUNS} steady stretches that stay coupled."
    return (
        f"Experimental: supported up to {found.supported_bpm} bpm,"
        f" {found.within} of {found.counted} stretches within the limit."
    )
