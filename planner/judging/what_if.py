"""Under which ceilings a session would be of which class: where its class turns, once for all.

A higher ceiling never makes a session harder: shares and bouts above it only shrink. So two
whole beats say everything: the lowest ceiling under which it is no longer anaerobic, and the
lowest under which it is aerobic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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

# The classes that a session has from its one turn on, and from its other.
_FROM: Final = (frozenset({"mixed", "aerobic"}), frozenset({"aerobic"}))


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
    seconds_at: npt.NDArray[np.float32],
    longest_above_s: npt.NDArray[np.float32],
    low: int,
    high: int,
    declared: Mapping[str, Effort],
) -> list[ClassTurns]:
    """Return where the class of each session turns for ceilings from ``low`` to ``high`` bpm.

    ``runs`` are sessions with their local days, ``seconds_at`` and ``longest_above_s`` their
    vectors of shape (sessions, 256); ``declared`` is what the runner said of some, by id.
    """
    if not runs:
        return []
    limits, span = profile.limits, high - low + 1
    cumulated = np.cumsum(seconds_at, axis=1, dtype=np.float64)
    last = cumulated.shape[1] - 1
    bpm = np.arange(low, high + 1)
    total = np.broadcast_to(cumulated[:, -1:], (len(runs), len(bpm)))
    by = decided(
        total,
        total - cumulated[:, np.minimum(last, bpm + int(limits[SHARE_TOLERANCE]))],
        longest_above_s[:, np.minimum(last, bpm + int(limits[BOUT_TOLERANCE]))].astype(np.float64),
        total - _at_threshold(cumulated, bpm, [day for _, day in runs], profile),
        limits,
    )
    mixed, aerobic = (
        _first(np.array([CLASS_BY[name] in kinds for name in ORDER])[by]) for kinds in _FROM
    )
    turns = []
    for (one, _), valid, *firsts in zip(runs, total[:, 0].tolist(), mixed, aerobic, strict=True):
        effort = declared.get(one.id) or effort_of(one)
        covered = is_covered(one, valid, limits)
        turned = covered and not (effort is not None and effort.hard)
        mixed_from, aerobic_from = (low + first if turned else low + span for first in firsts)
        turns.append(
            ClassTurns(unknown=not covered, mixed_from=mixed_from, aerobic_from=aerobic_from)
        )
    return turns


def _at_threshold(
    cumulated: Floats, bpm: npt.NDArray[np.intp], days: Sequence[date], profile: Profile
) -> Floats:
    """Return each session's seconds at or under the anaerobic threshold of each ceiling."""
    last = cumulated.shape[1] - 1
    found: Floats = cumulated[:, np.minimum(last, (bpm / AET_OF_ANT).astype(np.intp))]
    for n, day in enumerate(days):
        known = anaerobic_threshold_bpm(profile, None, day)
        if known is not None:
            found[n] = cumulated[n, min(last, int(known[0]))]
    return found


def _first(holds: npt.NDArray[np.bool_]) -> list[int]:
    """Return the first place of each row that holds, or one past its end; from there on it does."""
    places: list[int] = np.where(holds.any(axis=1), holds.argmax(axis=1), holds.shape[1]).tolist()
    return places
