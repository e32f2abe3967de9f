"""Three-zone distribution as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.terminal.table import Column, brief_share, columns_wide, table, wrapped
from reports.words import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.documents.zones import DistributionDocument, ZonesDocument


def zones_text(document: ZonesDocument) -> list[str]:
    """Return a table of weeks with the last four together at its end."""
    columns = (
        Column(head="week of"),
        Column(head="time: easy", align="right"),
        Column(head="between", align="right"),
        Column(head="hard", align="right"),
        Column(head="runs: easy", align="right"),
        Column(head="between", align="right"),
        Column(head="hard", align="right"),
        Column(head="index", align="right"),
    )
    rows = [_row(week["week_start"], week) for week in document["weeks"]]
    rows.append(_row("4 weeks", document["four_weeks"]))
    shape = document["four_weeks"]["shape"]
    guess = ", VT2 estimated as ceiling / 0.90" if document["four_weeks"]["vt2_estimated"] else ""
    legend = (
        f"Four weeks: {shape}{guess}. Easy is at or under the ceiling, hard over the anaerobic "
        "threshold. 80/20 was a count of sessions; by time the easy share is near 90 %. The "
        "index is polarised above 2.00 where easy > hard > between."
    )
    return [*table(columns, rows, wide=columns_wide()), "", *wrapped(legend)]


def _row(name: str, zones: DistributionDocument) -> list[str]:
    index = zones["polarisation_index"]
    return [
        name,
        *_three(zones["time_frac"]),
        *_three(zones["session_frac"]),
        UNKNOWN if index is None else f"{index:.2f}",
    ]


def _three(shares: Sequence[float | None] | None) -> list[str]:
    return [UNKNOWN] * 3 if shares is None else [brief_share(share) for share in shares]
