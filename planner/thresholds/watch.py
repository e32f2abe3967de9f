"""The watch's own settings, as the newest files state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.profile.model import WatchSettings, WatchValue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ingest.session.facts import SessionFacts


def watch_settings(dated: Iterable[tuple[date, SessionFacts]]) -> WatchSettings:
    """Return the watch's newest settings; ``dated`` sessions oldest first.

    Only the resting heart rate is one for all sports; of the others those for running count.
    """
    hr_max: WatchValue | None = None
    lthr: WatchValue | None = None
    hr_rest: WatchValue | None = None
    for day, one in reversed(list(dated)):
        if hr_rest is None and one.device_hr_rest_bpm:
            hr_rest = WatchValue(bpm=one.device_hr_rest_bpm, day=day)
        if one.sport == "running":
            if hr_max is None and one.device_hr_max_bpm:
                hr_max = WatchValue(bpm=one.device_hr_max_bpm, day=day)
            if lthr is None and one.device_lthr_bpm:
                lthr = WatchValue(bpm=one.device_lthr_bpm, day=day)
        if hr_max and lthr and hr_rest:
            break
    return WatchSettings(hr_max=hr_max, lthr=lthr, hr_rest=hr_rest)


def adopting(bpm: int) -> str:
    """Return the command that shows what another ceiling would change.

    It is entered: a threshold would stay behind the 180-formula (RULES 2.5).
    """
    return f"aerobase thresholds set entered {bpm} --preview"
