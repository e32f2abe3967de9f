"""Under which ceilings a session would be of which class: where its class turns, once for all.

A higher ceiling never makes a session harder: shares and bouts above it only shrink. So two
whole beats say everything: the lowest ceiling under which it is no longer anaerobic, and the
lowest under which it is aerobic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from planner.judging.classes import (
    BOUT_TOLERANCE,
    CLASS_BY,
    SHARE_TOLERANCE,
    ClassNumbers,
    class_of,
)
from planner.judging.classes import anaerobic_threshold_bpm as ant_bpm
from planner.judging.workout_structure import effort_of
from planner.session import Ceiling
from planner.thresholds.formulas import BAND_BPM

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.model import Profile
    from planner.session import SessionClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTurns:
    """Ceilings in whole bpm at which a session's class turns, within the range asked for.

    Anaerobic under ``mixed_from``, mixed from there on, aerobic from ``aerobic_from`` on; either
    may be one beat past the range: never reached in it. ``unknown`` sessions have no turns.
    """

    unknown: bool
    mixed_from: int
    aerobic_from: int

    def at(self, ceiling_bpm: int) -> SessionClass:
        """Return the class under a ceiling of the range."""
        if self.unknown:
            return "unknown"
        if ceiling_bpm >= self.aerobic_from:
            return "aerobic"
        return "mixed" if ceiling_bpm >= self.mixed_from else "anaerobic"


def class_turns(
    facts: SessionFacts,
    day: date,
    profile: Profile,
    *,
    low: int,
    high: int,
    declared: Effort | None = None,
) -> ClassTurns:
    """Return where the class of a session turns for ceilings from ``low`` to ``high`` bpm."""
    cumulated = np.cumsum(facts.vectors.seconds_at.astype(np.float64))
    effort = declared or effort_of(facts)

    @cache  # both searches begin at the same beats
    def kind(bpm: int) -> SessionClass:
        ceiling = Ceiling(
            bpm=bpm,
            floor_bpm=bpm - BAND_BPM,
            method="entered",
            uncertainty_bpm=None,
            rough=False,
            note="",
        )
        numbers = _numbers(facts, cumulated, ceiling, day, profile)
        return CLASS_BY[class_of(facts, numbers, effort=effort, limits=profile.limits)]

    if kind(low) == "unknown":
        return ClassTurns(unknown=True, mixed_from=high + 1, aerobic_from=high + 1)
    return ClassTurns(
        unknown=False,
        mixed_from=_first(lambda bpm: kind(bpm) != "anaerobic", low, high),
        aerobic_from=_first(lambda bpm: kind(bpm) == "aerobic", low, high),
    )


def _numbers(
    facts: SessionFacts,
    cumulated: npt.NDArray[np.float64],
    ceiling: Ceiling,
    day: date,
    profile: Profile,
) -> ClassNumbers:
    last = len(cumulated) - 1
    total = float(cumulated[-1])
    ant = ant_bpm(profile, ceiling, day)
    share_at = min(last, ceiling.bpm + int(profile.limits[SHARE_TOLERANCE]))
    bout_at = min(last, ceiling.bpm + int(profile.limits[BOUT_TOLERANCE]))
    ant_at = min(last, int(ant[0])) if ant else 0
    return ClassNumbers(
        valid_s=total,
        above_s=total - float(cumulated[share_at]),
        bout_s=float(facts.vectors.longest_above_s[bout_at]),
        above_ant_s=total - float(cumulated[ant_at]),
        ant=ant,
    )


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the lowest bpm that holds, or ``high + 1``; once it holds it holds from there on."""
    end = high + 1
    while low < end:
        middle = (low + end) // 2
        if holds(middle):
            end = middle
        else:
            low = middle + 1
    return end
