"""Whether the inputs of a stored plan changed, and which: a digest of each part."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.week.problems import COUNTS_MIN
from planner.week.situation import situation_of
from planner.week.store import digest
from planner.week.week_so_far import frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.week.week_so_far import Frame


def inputs_digest(athlete: Athlete, flags: Sequence[Flag], monday: date) -> dict[str, str]:
    """Return a digest of each part that a week is made from, by the part's name in words.

    A planned run that was done, or missed, changes nothing: the week stays as it was promised.
    """
    situation = situation_of(athlete, flags, monday)
    frame = frame_of(athlete, monday)
    return {
        "your profile": digest(situation.profile, situation.age),
        "the ceiling": digest(situation.ceiling),
        "your diary": digest(situation.body, situation.rungs, situation.careful_runs),
        "the flags": digest(situation.flags, situation.effects, situation.unlocked),
        "runs of earlier weeks": digest(
            situation.history, situation.speed_m_s, frame.sunday, frame.sunday_slrdl
        ),
        "your changes by hand": digest(situation.edits),
        "a run that was not planned": digest(_unplanned(frame, monday)),
        "the rules": digest(
            situation.target, situation.wishes, situation.caps_min, situation.open_min
        ),
    }


def changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the parts that differ; the rules follow all others, so they come last."""
    changed = tuple(name for name in now if before.get(name) != now[name])
    return changed if changed == ("the rules",) else tuple(c for c in changed if c != "the rules")


def _unplanned(frame: Frame, monday: date) -> list[tuple[str, int]]:
    """Return day and minutes of runs on days gone that no plan had asked for."""
    found = []
    for number in range(frame.gone):
        planned = None if frame.stored is None else frame.stored.days[number].run
        ran_min = frame.ran_min(number)
        if ran_min >= COUNTS_MIN and (planned is None or planned.kind == "rest"):
            found.append(((monday + timedelta(days=number)).isoformat(), ran_min))
    return found
