"""The kinds of planned run, and what is hard about each: one table for search, day and review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.flags.model import PlanEffect
    from planner.week.model import RunKind


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of planned run.

    ``hard``: meant to be above the ceiling. ``tiring``: leaves the legs no hard run, deadlift or
    second run beside it. ``own_day``: the search gives it a day of its own; the others fill up.
    ``eased``: the effect from which on it becomes easy (a race is the runner's own risk).
    """

    name: RunKind
    hard: bool = False
    tiring: bool = False
    own_day: bool = False
    eased: PlanEffect | None = None


KINDS: Final = (
    Kind("rest"),
    Kind("walk"),
    Kind("run_walk"),
    Kind("easy"),
    Kind("recovery"),
    Kind("long", tiring=True, own_day=True),
    Kind("maf_test", own_day=True, eased="hold"),
    Kind("drift_test", own_day=True, eased="hold"),
    Kind("strides", own_day=True, eased="no_quality"),
    Kind("quality", hard=True, tiring=True, own_day=True, eased="no_quality"),
    Kind("race", hard=True, tiring=True, own_day=True),
)
HARD: Final = frozenset(kind.name for kind in KINDS if kind.hard)
TIRING: Final = frozenset(kind.name for kind in KINDS if kind.tiring)
TEST_MAIN_MOST_S: Final = 30 * 60  # own choice: at the ceiling, in a MAF test, at most
TESTS: Final[frozenset[RunKind]] = frozenset({"maf_test", "drift_test"})
OWN_DAY: Final = frozenset(kind.name for kind in KINDS if kind.own_day)
_SHORT_NAMES: Final = {"run_walk": "run-walk", "maf_test": "MAF test", "drift_test": "drift test"}
EASED: Final = {kind.name: kind.eased for kind in KINDS if kind.eased is not None}


def short_name(kind: RunKind) -> str:
    """Return the name of a kind of run where there is little room: "easy", "MAF test"."""
    return _SHORT_NAMES.get(kind, kind)


def clash(one: RunKind, other: RunKind) -> bool:
    """Return whether two runs may not lie on days side by side: both tiring, and one hard."""
    pair = {one, other}
    return pair <= TIRING and bool(pair & HARD)


def test_main_s(duration_s: int, warm_up_s: int, cool_down_s: int) -> int:
    """Return the seconds of a MAF test that are at the ceiling; the rest of it is easy."""
    return max(0, min(TEST_MAIN_MOST_S, duration_s - warm_up_s - cool_down_s))
