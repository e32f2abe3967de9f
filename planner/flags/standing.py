"""Which warnings stand: every check asked, switched-off ones silent, cleared ones gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.flags import aerobic_share, distance_spike, hard_days, pain, red_flag
from planner.flags.check import Check

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.flags.model import Flag, Severity
    from planner.limits import Limit

CHECKS: Final[tuple[Check, ...]] = (
    Check(
        name="red_flag",
        asks="Was a sign logged that needs a clinician?",
        find=red_flag.find,
        clears_itself=True,
    ),
    Check(
        name="pain",
        asks="Is a pain more than safe, or rising?",
        find=pain.find,
        limits=pain.LIMITS,
    ),
    Check(
        name="distance_spike",
        asks="Was a run much longer than any of the 30 days before?",
        find=distance_spike.find,
        limits=distance_spike.LIMITS,
    ),
    Check(
        name="aerobic_share",
        asks="Was too little of the running under the ceiling two weeks in a row?",
        find=aerobic_share.find,
        limits=aerobic_share.LIMITS,
    ),
    Check(
        name="hard_days",
        asks="Are hard days too close together?",
        find=hard_days.find,
        limits=hard_days.LIMITS,
    ),
)
LIMITS: Final[tuple[Limit, ...]] = tuple(limit for check in CHECKS for limit in check.limits)
_CLEAR_THEMSELVES: Final = frozenset(check.name for check in CHECKS if check.clears_itself)
CLINICIAN_FIRST: Final = "Nothing here before a clinician has seen you."
SEVERITIES: Final[tuple[Severity, ...]] = ("stop", "act", "watch", "note")


def standing_flags(athlete: Athlete) -> tuple[Flag, ...]:
    """Return the flags that stand on ``athlete.today``, the most severe first, then the newest.

    Checks that the profile switches off are not asked; a flag that was cleared on or after the
    day it began stays away until its condition begins anew. Beside a ``stop`` no other flag
    gives advice: pressing a calf that may hold a clot would be the wrong thing to do.
    """
    standing = [flag for flag in _found(athlete) if not _is_cleared(athlete, flag)]
    if standing and standing[0].severity == "stop":
        return tuple(
            flag if flag.severity == "stop" else replace(flag, advice=(CLINICIAN_FIRST,))
            for flag in standing
        )
    return tuple(standing)


def cleared_flags(athlete: Athlete) -> tuple[Flag, ...]:
    """Return the flags whose condition holds but which the runner has cleared."""
    return tuple(flag for flag in _found(athlete) if _is_cleared(athlete, flag))


def _found(athlete: Athlete) -> list[Flag]:
    asked = (check for check in CHECKS if check.name not in athlete.profile.flags_off)
    found = [flag for check in asked for flag in check.find(athlete)]
    return sorted(
        found,
        key=lambda flag: (SEVERITIES.index(flag.severity), -flag.since.toordinal(), flag.id),
    )


def _is_cleared(athlete: Athlete, flag: Flag) -> bool:
    return flag.check not in _CLEAR_THEMSELVES and any(
        event.kind == "clear" and event.data.get("flag") == flag.id and event.day >= flag.since
        for event in athlete.events
    )
