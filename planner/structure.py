"""Effort that heart rate cannot show: races, intervals and strides by name, laps and steps.

Heart rate lags effort by half a minute or more, so short efforts leave no trace in it; what the
workout says counts instead (RULES 3.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ingest.facts import SessionFacts

# Whole words of workout and file names, in the languages of the runners whose files were read.
_RACE: Final = re.compile(
    r"\b(race|marathon|parkrun|wettkampf|carrera|course officielle|gara)\b", re.IGNORECASE
)
_INTERVALS: Final = re.compile(
    r"\b(intervals?|repeats|fartlek|vo2\s?max|intervalle|series|fraccionado|\d+\s?x\s?\d+\s?(m|km))\b",
    re.IGNORECASE,
)
STRIDE_MOST_S: Final = 30.0
LEAST_LAPS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a session's structure says; ``hard`` makes it anaerobic whatever the beats say."""

    hard: bool
    text: str


def effort_of(facts: SessionFacts) -> Effort | None:
    """Return what name and laps say of hidden effort, or null where they say nothing."""
    if facts.name:
        if _RACE.search(facts.name):
            return Effort(hard=True, text=f"a race by its name, “{facts.name}”")
        if _INTERVALS.search(facts.name):
            return Effort(hard=True, text=f"intervals by its name, “{facts.name}”")
    if not facts.laps:
        return None
    work = [lap.end_s - lap.start_s for lap in facts.laps if lap.intensity == "interval"]
    if len(work) < LEAST_LAPS:
        return None
    longest = max(work)
    if longest <= STRIDE_MOST_S:
        return Effort(
            hard=False,
            text=f"{len(work)} strides of at most {longest:.0f} s, too short for heart rate",
        )
    return Effort(hard=True, text=f"{len(work)} interval laps in the workout")
