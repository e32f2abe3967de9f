"""Field tests and DFA-alpha1 ramps as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import words
from reports.terminal.table import columns_wide, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reports.documents.tests import (
        DriftTestDocument,
        FieldTestDocument,
        MafTestDocument,
        RampDocument,
    )


def tests_text(rows: Sequence[FieldTestDocument], units: words.Units) -> list[str]:
    """Return a paragraph for each field test, oldest first."""
    if not rows:
        return wrapped(
            "No field test yet. Say which run was one: aerobase log maf-test SESSION "
            "--course track, or aerobase log drift-test SESSION."
        )
    lines: list[str] = []
    for row in rows:
        lines += _maf(row, units) if row["kind"] == "maf" else _drift(row)
    return lines


def ramp_text(document: RampDocument, since: date) -> list[str]:
    """Return the thresholds of a ramp, or why there are none; ``since`` is whence it speaks."""
    wide = columns_wide()
    if document["reason"] is not None:
        return wrapped(f"No threshold by DFA-alpha1: {document['reason']}.", wide=wide)
    hard = document["anaerobic_bpm"]
    more = f", 0.5 at {hard:.0f} bpm" if hard is not None else ""
    value = document["aerobic_bpm"]
    return [
        *wrapped(
            f"DFA-alpha1 is 0.75 at {value:.0f} bpm (±{document['uncertainty_bpm']:.0f}){more}, "
            f"session {document['session']}.",
            wide=wide,
        ),
        *wrapped(
            "Experimental: agreement with laboratory thresholds is poor in some studies. It "
            "stands only if you adopt it:",
            wide=wide,
        ),
        f"aerobase thresholds set dfa_alpha1 {value:.0f} --since {since.isoformat()}",
    ]


def _head(row: FieldTestDocument, name: str) -> str:
    course = f", {row['course']}" if row["course"] else ""
    return f"{row['local_date']}  {name}{course} ({row['session'][:8]}): "


def _maf(row: MafTestDocument, units: words.Units) -> list[str]:
    head = _head(row, "MAF test")
    if row["refused"]:
        return _paragraph(f"{head}not counted, {row['refused']}.", row)
    fade = (
        "" if row["fade_frac"] is None else f", {words.change(row['fade_frac'])} to the last split"
    )
    said = (
        f"{head}{units.pace(row['speed_m_s'])} at {words.number(row['hr_mean_bpm'])} bpm over "
        f"{words.duration(row['measured_s'])}{fade}."
    )
    rating = "" if row["rating"] is None else f" {row['rating'].capitalize()}: {row['why']}."
    return _paragraph(said + rating, row)


def _drift(row: DriftTestDocument) -> list[str]:
    head = _head(row, "drift test")
    if row["refused"] or row["drift_frac"] is None:
        return _paragraph(f"{head}not counted, {row['refused']}.", row)
    said = (
        f"{head}{words.change(row['drift_frac'])} from a start at "
        f"{words.number(row['start_hr_bpm'])} bpm: {row['advice']}."
    )
    if row["aerobic_bpm"] is not None:
        since = row["speaks_from"] or row["local_date"]
        tested = "" if since == row["local_date"] else f" --tested {row['local_date']}"
        said += (
            f" To let it stand, for the weeks that only a formula judged too (--preview shows what"
            f" changes): aerobase thresholds set drift_test {row['aerobic_bpm']:.0f}"
            f" --since {since}{tested}"
        )
    return _paragraph(said, row)


def _paragraph(text: str, row: FieldTestDocument) -> list[str]:
    notes = "".join(f" Note: {note}." for note in row["notes"])
    clean = "".join(one if one.isprintable() else "?" for one in text + notes)
    return wrapped(clean, later="  ", wide=columns_wide())
