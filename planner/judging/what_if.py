"""Under which ceilings a session would be of which class: where its class turns, once for all.

A higher ceiling never makes a session harder: shares and bouts above it only shrink. So two
whole beats say everything: the lowest ceiling under which it is no longer anaerobic, and the
lowest under which it is aerobic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.judging.classes import (
    AET_OF_ANT,
    BOUT_TOLERANCE,
    CLASS_BY,
    ORDER,
    SHARE_TOLERANCE,
    anaerobic_threshold_bpm,
    decided,
    is_covered,
)
from planner.judging.workout_structure import effort_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.model import Profile
    from planner.session import SessionClass

    Floats: TypeAlias = npt.NDArray[np.float64]


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
    runs: Sequence[tuple[SessionFacts, date]],
    profile: Profile,
    *,
    low: int,
    high: int,
    declared: Mapping[str, Effort],
) -> list[ClassTurns]:
    """Return where the class of each session turns for ceilings from ``low`` to ``high`` bpm.

    ``runs`` are sessions with their local days; ``declared`` what the runner said of some, by id.
    """
    if not runs:
        return []
    limits = profile.limits
    cumulated = np.cumsum([one.vectors.seconds_at for one, _ in runs], axis=1, dtype=np.float64)
    longest = np.array([one.vectors.longest_above_s for one, _ in runs], np.float64)
    last = cumulated.shape[1] - 1
    bpm = np.arange(low, high + 1)
    total = np.broadcast_to(cumulated[:, -1:], (len(runs), len(bpm)))
    by = decided(
        total,
        total - cumulated[:, np.minimum(last, bpm + int(limits[SHARE_TOLERANCE]))],
        longest[:, np.minimum(last, bpm + int(limits[BOUT_TOLERANCE]))],
        total - _at_threshold(cumulated, bpm, [day for _, day in runs], profile),
        limits,
    )
    kinds = np.array([CLASS_BY[name] for name in ORDER])[by]
    turns = []
    for (one, _), kind, valid in zip(runs, kinds, total[:, 0].tolist(), strict=True):
        effort = declared.get(one.id) or effort_of(one)
        covered = is_covered(one, valid, limits)
        never = effort is not None and effort.hard
        turns.append(
            ClassTurns(
                unknown=not covered,
                mixed_from=_first((kind != "anaerobic") & covered & (not never), low),
                aerobic_from=_first((kind == "aerobic") & covered & (not never), low),
            )
        )
    return turns


def _at_threshold(
    cumulated: Floats, bpm: npt.NDArray[np.intp], days: Sequence[date], profile: Profile
) -> Floats:
    """Return each session's seconds at or under the anaerobic threshold of each ceiling."""
    last, rows = cumulated.shape[1] - 1, []
    estimated = np.minimum(last, (bpm / AET_OF_ANT).astype(np.intp))
    for seconds, day in zip(cumulated, days, strict=True):
        known = anaerobic_threshold_bpm(profile, None, day)
        rows.append(
            seconds[estimated]
            if known is None
            else np.full(len(bpm), seconds[min(last, int(known[0]))])
        )
    return np.array(rows)


def _first(holds: npt.NDArray[np.bool_], low: int) -> int:
    """Return the lowest bpm that holds, or one past the range; from there on it holds."""
    return low + (int(holds.argmax()) if holds.any() else len(holds))
