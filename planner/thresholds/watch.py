"""The watch's own settings, as the newest files state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.session.history import values_of
from planner.profile.model import WatchSettings, WatchValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts


def watch_settings(days: Sequence[date], facts: Sequence[SessionFacts]) -> WatchSettings:
    """Return the watch's newest settings; ``facts`` oldest first, with the local day of each.

    Only the resting heart rate is one for all sports; of the others those for running count.
    """
    any_sport = [True] * len(days)
    running = [sport == "running" for sport in values_of(facts, "sport")]

    def newest(fact: str, counts: Sequence[bool]) -> WatchValue | None:
        stated = zip(
            reversed(days), reversed(values_of(facts, fact)), reversed(counts), strict=True
        )
        return next(
            (WatchValue(bpm=bpm, day=day) for day, bpm, these in stated if bpm and these), None
        )

    return WatchSettings(
        hr_max=newest("device_hr_max_bpm", running),
        lthr=newest("device_lthr_bpm", running),
        hr_rest=newest("device_hr_rest_bpm", any_sport),
    )


def adopting(bpm: int) -> str:
    """Return the command that shows what another ceiling would change.

    It is entered: a threshold would stay behind the 180-formula (RULES 2.5).
    """
    return f"aerobase thresholds set entered {bpm} --preview"
