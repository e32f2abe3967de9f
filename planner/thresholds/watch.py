"""The watch's own settings, as the newest files state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.profile.model import WatchSettings, WatchValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts


def watch_settings(dated: Iterable[tuple[date, SessionFacts]]) -> WatchSettings:
    """Return the watch's newest settings; ``dated`` sessions oldest first.

    Only the resting heart rate is one for all sports; of the others those for running count.
    """
    newest_first = list(dated)[::-1]
    runs = [(day, one) for day, one in newest_first if one.sport == "running"]
    return WatchSettings(
        hr_max=_newest(runs, "device_hr_max_bpm"),
        lthr=_newest(runs, "device_lthr_bpm"),
        hr_rest=_newest(newest_first, "device_hr_rest_bpm"),
    )


def _newest(newest_first: Sequence[tuple[date, SessionFacts]], fact: str) -> WatchValue | None:
    for day, one in newest_first:
        bpm = getattr(one, fact)
        if bpm:
            return WatchValue(bpm=bpm, day=day)
    return None
