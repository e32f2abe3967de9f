"""Every limit and every check that there is, from every room: all rooms are loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.body import morning, pain
from planner.day import hard_running
from planner.field_tests import trend
from planner.flags.checks import CHECKS
from planner.judging import classes, hard_days
from planner.profile.limits import limits_of
from planner.thresholds import in_force
from planner.week import limits as week

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.profile.limits import Limit


def _known() -> Mapping[str, Limit]:
    rooms = (classes, hard_days, in_force, pain, trend, week, morning, hard_running)
    declared = [limit for room in rooms for limit in limits_of(room)]
    declared += [limit for check in CHECKS for limit in check.limits]
    return {limit.key: limit for limit in sorted(declared, key=lambda one: one.key)}


LIMITS: Final = _known()  # every limit by its key


def known_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of the limits, and the names of the checks."""
    return frozenset(LIMITS), frozenset(check.name for check in CHECKS)
