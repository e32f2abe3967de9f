"""The runner's local day of a session: by the file's own offset, but for one that is turned.

A runner elsewhere keeps the file's day. Only an offset that is the home zone's own with its sign
turned, as where UTC and local time were swapped, is overruled by the zone, and said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from ingest.session.facts import SessionFacts


def local_day(facts: SessionFacts, zone: tzinfo) -> date:
    """Return the local day of a session; ``zone`` is the runner's own."""
    if is_turned(facts, zone):
        return facts.start_utc.astimezone(zone).date()
    return facts.local_date(zone)


def is_turned(facts: SessionFacts, zone: tzinfo) -> bool:
    """Return whether the file's offset is the zone's own of that instant with its sign turned."""
    if not facts.utc_offset_s:
        return False
    home = facts.start_utc.astimezone(zone).utcoffset()
    return bool(home and facts.utc_offset_s == -home.total_seconds())


def on_its_day(facts: SessionFacts, zone: tzinfo) -> tuple[date, SessionFacts]:
    """Return a session's local day, and the session with a note where its offset is overruled."""
    if facts.utc_offset_s is None or not is_turned(facts, zone):
        return facts.local_date(zone), facts
    hours = facts.utc_offset_s / 3600
    note = QualityNote(
        code="offset_turned",
        text=f"The file says its local time is UTC {hours:+g} h, your time zone with its sign "
        "turned; the day is by your time zone.",
    )
    return facts.start_utc.astimezone(zone).date(), facts.noted(note)
