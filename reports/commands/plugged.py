"""What plug-ins say beside a judged day; those that failed are said on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.said_once import say_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.plugged.flags import PluggedFlags
    from planner.plugged.thresholds import PluggedThresholds


def ask_plugins(athlete: Athlete, flags: Sequence[Flag]) -> PluggedFlags:
    """Return what plug-ins warn of beside our own ``flags``; ask it when all of ours is judged."""
    from planner.plugged.flags import plugged_flags

    found = plugged_flags(athlete, stopped=any(one.severity == "stop" for one in flags))
    say_problems(found.failed)
    return found


def ask_thresholds(athlete: Athlete) -> PluggedThresholds:
    """Return what plug-ins say of the ceiling beside our own methods."""
    from planner.plugged.thresholds import plugged_thresholds

    found = plugged_thresholds(athlete)
    say_problems(found.failed)
    return found
