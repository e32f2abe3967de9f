"""The runner's local day of a session: by the file's own offset, but for one that is turned.

A runner elsewhere keeps the file's day. Only an offset that is the home zone's own with its sign
turned, as where UTC and local time were swapped, is overruled by the zone, and said.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.session.history import arranged, noted, values_of
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    return home == timedelta(seconds=-facts.utc_offset_s)


def on_their_days(
    facts: Sequence[SessionFacts], zone: tzinfo
) -> tuple[list[date], Sequence[SessionFacts]]:
    """Return the local day of each session and the sessions, by day, then by start and id.

    By day first: who crosses the date line runs an earlier day later. A session bears a note where
    its offset is overruled.
    """
    starts, offsets = values_of(facts, "start_utc"), values_of(facts, "utc_offset_s")
    days: list[date] = []
    turned: dict[int, QualityNote] = {}
    shifts = {offset_s: timedelta(seconds=offset_s) for offset_s in {*offsets} - {None}}
    for place, (start_utc, offset_s) in enumerate(zip(starts, offsets, strict=True)):
        at_home = start_utc.astimezone(zone)
        if offset_s is None:
            days.append(at_home.date())
        elif offset_s and at_home.utcoffset() == -shifts[offset_s]:
            days.append(at_home.date())
            turned[place] = _turned_note(offset_s)
        else:
            days.append((start_utc + shifts[offset_s]).date())
    rows = zip(days, starts, values_of(facts, "id"), range(len(days)), strict=True)
    order = [one[-1] for one in sorted(rows)]
    if order == [*range(len(days))]:
        return days, noted(facts, turned)
    return [days[at] for at in order], arranged(noted(facts, turned), order)


def _turned_note(offset_s: int) -> QualityNote:
    return QualityNote(
        code="offset_turned",
        text=f"The file says its local time is UTC {offset_s / 3600:+g} h, your time zone with its "
        "sign turned; the day is by your time zone.",
    )
