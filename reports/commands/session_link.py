"""Which session an entry speaks of: the one that was named, else the day's longest run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.diary import DiaryError
from ingest.imports.opening import open_archive
from planner.local_day import local_day
from reports.opening import load_profile

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from ingest.session.facts import SessionFacts


def linked_session(home: Home, day: date, given: str | None) -> SessionFacts | None:
    """Return the session named by an id or its beginning; else the longest run of ``day``.

    None where no id is given and the day has no run in the archive yet.

    Raises
    ------
    ArchiveError
        No session, or more than one, begins like the id.
    DiaryError
        The session is of another day.
    """
    zone = load_profile(home).zone
    with open_archive(home) as archive:
        wanted = archive.resolve(given) if given else None
        sessions = archive.sessions()
    if wanted is None:
        runs = [one for one in sessions if one.sport == "running" and local_day(one, zone) == day]
        return max(runs, key=lambda one: one.duration_s, default=None)
    session = next(one for one in sessions if one.id == wanted)
    if local_day(session, zone) != day:
        raise DiaryError(
            f"The session {session.id} is of {local_day(session, zone)}, not of {day}.",
            hint=f"Add --date {local_day(session, zone)}.",
        )
    return session
