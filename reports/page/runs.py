"""The diary of sessions, newest first: rows, what they are found and filtered by, runs alike."""

from __future__ import annotations

from datetime import timedelta
from statistics import quantiles
from typing import TYPE_CHECKING, Any, Final

from reports import words
from reports.page.input import inside
from reports.page.thumbnail import thumbnails
from reports.page.year import PAIN_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.session import Session
    from reports.page.input import PageInput
    from reports.words import Units

STANDING: Final = 60  # rows that stand in the page itself; the others are packed
LONG_SHARE: Final = 5  # own choice: long is the longest fifth of the runs
_OVER: Final = frozenset({"mixed", "anaerobic"})


def runs_table(page: PageInput, units: Units) -> dict[str, Any]:
    """Return the rows and the filters of all sessions of the page's window, newest first."""
    shown = sessions_by_row(page)
    long_s = _long_from_s(list(shown.values()))
    drawn = thumbnails(shown, page.traces)
    sore = _sore_after(page)
    rows = [
        _row(row, one, page, units, long_s=long_s, sore=sore) | {"drawn": drawn.get(row)}
        for row, one in reversed(shown.items())
    ]
    count = f"{len(rows)} session{'' if len(rows) == 1 else 's'}"
    return {
        "title": f"{count}, the newest first." if len(rows) != 1 else f"{count}.",
        "units": units.distance_unit,
        "high": units.height_unit,
        "rows": rows,
        "months": _months(rows),
        "long": f"over {words.hours(long_s)}" if long_s else "",
        "body": not page.redact,
        "felt": any(row["feel"] for row in rows),
    }


def sessions_by_row(page: PageInput) -> dict[str, Session]:
    """Return the sessions of the page's window by the id of their row, oldest first.

    Rows are counted from the newest session back, so that ids say nothing about files.
    """
    shown = [one for one in page.athlete.sessions if inside(one.local_date, page)]
    return {f"s{len(shown) - number}": one for number, one in enumerate(shown)}


def _row(
    row: str,
    session: Session,
    page: PageInput,
    units: Units,
    *,
    long_s: float | None,
    sore: frozenset[date],
) -> dict[str, Any]:
    """Return one row: what is shown, ``keys`` to sort by and ``marks`` to filter by."""
    facts = session.facts
    sport = words.sport(facts).replace("_", " ")
    name = (None if page.redact else facts.name) or sport
    marks = {
        "long": session.is_run and long_s is not None and facts.duration_s > long_s,
        "over": session.session_class in _OVER,
        "sore": session.is_run and session.local_date in sore,
    }
    weekday, _, day = words.day(session.local_date).partition(" ")
    return {
        "row": row,
        "weekday": weekday,
        "day": day,
        "year": session.local_date.year * (session.local_date.year != page.athlete.today.year)
        or "",
        "name": name,
        "far": "" if facts.distance_m is None else f"{units.far(facts.distance_m):.1f}",
        "time": words.h_mm_ss(facts.duration_s),
        "pace": "" if facts.moving_m_s is None else units.pace(facts.moving_m_s).partition(" ")[0],
        "bpm": "" if facts.hr_mean_bpm is None else f"{facts.hr_mean_bpm:.0f}",
        "share": "" if session.aerobic_frac is None else words.share_brief(session.aerobic_frac),
        "width": "" if session.aerobic_frac is None else f"{100 * session.aerobic_frac:.0f}",
        "climb": "" if facts.ascent_m is None else f"{units.high(facts.ascent_m):.0f}",
        "feel": "" if facts.rpe is None else f"{facts.rpe:g}",
        "class": session.session_class,
        "noted": bool(facts.quality),
        "find": _found_by(session, sport, name),
        "month": f"{session.local_date:%Y-%m}",
        "marks": [name for name, there in marks.items() if there],
        "keys": _sorted_by(session),
        "sport": facts.sport,
    }


def _found_by(session: Session, sport: str, name: str) -> str:
    """Return the words that a search finds the row by."""
    found = [words.long_day(session.local_date), sport, session.session_class]
    found += [] if name == sport else [name]
    found += [note.code.replace("_", " ") for note in session.facts.quality]
    return " ".join(found).lower()


def _sorted_by(session: Session) -> list[float | None]:
    """Return what the columns are sorted by, in their order."""
    facts = session.facts
    return [
        session.local_date.toordinal(),
        _known(facts.distance_m, 0),
        _known(facts.duration_s, 0),
        _known(facts.moving_m_s, 3),
        _known(facts.hr_mean_bpm, 1),
        _known(session.aerobic_frac, 4),
        _known(facts.ascent_m, 0),
        _known(facts.rpe, 1),
    ]


def _known(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits) if digits else round(value)


def _long_from_s(sessions: Sequence[Session]) -> float | None:
    """Return the seconds that the longest fifth of the runs lies over; None for few."""
    lengths = [one.facts.duration_s for one in sessions if one.is_run]
    if len(lengths) < LONG_SHARE:
        return None
    return quantiles(lengths, n=LONG_SHARE, method="inclusive")[-1]


def _sore_after(page: PageInput) -> frozenset[date]:
    """Return the days after which something hurt: an entry above 0 on the day after."""
    diary = () if page.redact else page.athlete.diary
    return frozenset(
        one.day - timedelta(days=1) for one in diary if one.kind in PAIN_KINDS and one.score
    )


def _months(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return (month, its name) of every month with a session, newest first."""
    months = list(dict.fromkeys(row["month"] for row in rows))
    return [(month, words.month(month)) for month in months]
