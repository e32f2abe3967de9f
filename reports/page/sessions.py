"""The table of sessions, newest first; the page's script sorts it by what the cells say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reports import words
from reports.page.input import inside

if TYPE_CHECKING:
    from planner.session import Session
    from reports.page.input import PageInput
    from reports.words import Units

COLUMNS: Final = (
    ("Day", "text"),
    ("Sport", "text"),
    ("Time", "number"),
    ("Distance", "number"),
    ("Mean HR", "number"),
    ("Aerobic", "number"),
    ("Class", "text"),
    ("Load", "number"),
    ("Drift", "number"),
    ("Remarks", "text"),
)


def session_table(page: PageInput, units: Units) -> dict[str, Any]:
    """Return the columns and rows of all sessions of the page's window."""
    shown = sessions_by_row(page)
    rows = [
        {"row": row, "cells": _cells(one, units, redact=page.redact)} for row, one in shown.items()
    ]
    return {
        "title": f"{len(shown)} session{'' if len(shown) == 1 else 's'}, the newest first.",
        "columns": COLUMNS,
        "rows": rows[::-1],
    }


def sessions_by_row(page: PageInput) -> dict[str, Session]:
    """Return the sessions of the page's window by the id of their row, oldest first.

    Rows are counted from the newest session back, so that ids say nothing about files.
    """
    shown = [one for one in page.athlete.sessions if inside(one.local_date, page)]
    return {f"s{len(shown) - number}": one for number, one in enumerate(shown)}


def _cells(session: Session, units: Units, *, redact: bool) -> list[str]:
    facts = session.facts
    plain = facts.sub_sport in {None, "generic"}
    sport = facts.sport if plain else f"{facts.sport}, {facts.sub_sport}"
    remarks = [note.code.replace("_", " ") for note in facts.quality]
    if facts.name and not redact:
        remarks.insert(0, facts.name)
    return [
        session.local_date.isoformat(),
        sport.replace("_", " "),
        words.duration(facts.duration_s),
        units.distance(facts.distance_m),
        words.number(facts.hr_mean_bpm),
        words.share_exact(session.aerobic_frac),
        session.session_class,
        words.number(session.hrss),
        words.change(facts.decoupling_frac),
        ", ".join(remarks),
    ]
