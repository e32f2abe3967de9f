"""A judged day put into the archive, for programs that read it without us (``docs/views.md``).

``import`` that says a verdict or writes a page, ``rebuild``, ``report`` and ``export all`` do so,
by one rule: the clock's day is put there, and a day that was named with ``--today`` unless it lies
before the one that is there, for that would take away what came after it.
"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ingest.archive.published import Published, publish
from ingest.archive.trouble import ArchiveError
from ingest.archive.views import JUDGED_FROM
from ingest.home.home import HomeError
from ingest.home.lock import BusyError, exclusive
from ingest.imports.opening import open_archive
from ingest.session.facts import DECODER_VERSION, FACTS_VERSION
from planner.judging.program import program_key
from planner.session import by_id, columns_of
from planner.week.version import PLANNER_VERSION
from reports.documents.balance import week_document
from reports.documents.sessions import session_document
from reports.files.exports import diary_rows, flag_rows, stored_plan_rows, wellness_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from ingest.home.home import Home
    from planner.day.judged import JudgedDay
    from planner.flags.model import Flag

PROGRAM: Final = f"facts {FACTS_VERSION}, decoder {DECODER_VERSION}, planner {PLANNER_VERSION}"


def publish_day(
    home: Home,
    day: JudgedDay,
    flags: Sequence[Flag],
    *,
    asked: date | None,
    around: AbstractContextManager[object] | None = None,
) -> None:
    """Put what was judged into the archive; or not, where that had to wait or cannot be.

    The day must have been read from this home, with its own profile. ``flags`` are its warnings,
    then those of plug-ins. ``asked`` is the day that was named, None where the clock said it.
    ``around`` is entered and left while nobody else can write.
    """
    if not home.archive.exists():
        return
    with (
        suppress(HomeError, BusyError, ArchiveError),
        exclusive(home.lock, patience_s=0),
        around or nullcontext(),
        open_archive(home, write=True) as archive,
    ):
        publish(archive, published(home, day, flags), never_back=asked is not None)


def published(home: Home, day: JudgedDay, flags: Sequence[Flag]) -> Published:
    """Return what others are to read of a day; rows that may be there already are made late."""
    athlete = day.athlete
    columns = columns_of(athlete.sessions)
    places = by_id(athlete.sessions)
    rows = zip(places, columns.judged_from, columns.days, strict=True)
    judged = {
        name: (made_from, local_date.isoformat())
        for name, made_from, local_date in rows
        if made_from is not None
    }

    def judged_row(name: str) -> dict[str, object]:
        session = athlete.sessions[places[name]]
        return {**session_document(session, None), JUDGED_FROM.name: session.judged_from}

    return Published(
        judged_for=_judged_for(home, day, judged),
        judged=judged,
        judged_row=judged_row,
        plans={
            event.data["week_start"]: event.id for event in athlete.events if event.kind == "plan"
        },
        planned=lambda monday: stored_plan_rows(athlete.events, monday),
        tables={
            "week": lambda: [week_document(week) for week in athlete.weeks],
            "wellness_day": lambda: wellness_rows(athlete.wellness),
            "diary_entry": lambda: diary_rows(athlete.diary),
            "standing_flag": lambda: flag_rows(flags, athlete.today),
        },
    )


def _judged_for(
    home: Home, day: JudgedDay, judged: Mapping[str, tuple[str, str]]
) -> dict[str, object]:
    program = f"{PROGRAM}, code {program_key()}"
    today = day.athlete.today.isoformat()
    plugins = [one.key for one in day.athlete.plugins]  # their warnings are there as well
    made_of = repr((program, today, sorted(judged.items()), plugins))
    digest = blake2b(made_of.encode(), digest_size=16)
    for path in (home.profile, home.journal):
        digest.update(b"\n" + _bytes(path))
    return {"day": today, "made_from": digest.hexdigest(), "program": program}


def _bytes(path: Path) -> bytes:
    """Return what is in a file; nothing where it is not there."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
