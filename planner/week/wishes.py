"""Which runs a week wishes for: the long one, easy ones, a test, strides, quality, second runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.declared_tests.model import MafTest
from planner.week.history import WEEK
from planner.week.limits import MAF_TEST_EVERY, QUALITY_SHARE
from planner.week.orders import LEAST_RUN_MIN, slots_for
from planner.week.store import planned_days

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.week.body import Body
    from planner.week.effects import Effects
    from planner.week.history import History
    from planner.week.model import RunKind
    from planner.week.orders import Slot
    from planner.week.phase import Unlocked
    from planner.week.target import Target

TEST_LEAST_MIN: Final = 32  # 12 warm-up, 15 measured, 5 cool-down (RULES 1.2)
TEST_LEAST_WEEKS: Final = 4
STRIDES_LEAST_MIN: Final = 25
NO_TEST_PAIN: Final = 4
QUALITY_RUN_DAYS: Final = 5
QUALITY_LEAST_MIN: Final = 35
SECOND_SHARE: Final = 0.4  # a second run's minutes over those of an easy first one (own choice)
STEADY: Final = frozenset({"build", "hold", "step back"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The runs wished for, longest first; second runs; quality's minutes above the ceiling.

    ``unmet`` holds (rule, why) of wishes that the week could not even begin with.
    """

    slots: tuple[Slot, ...]
    second_runs: int
    second_min: int
    above_min: int
    unmet: tuple[tuple[str, str], ...]


def wishes_of(
    athlete: Athlete,
    history: History,
    target: Target,
    effects: Effects,
    *,
    free: Unlocked,
    body: Body,
    cap_min: int,
    monday: date,
) -> Wishes:
    """Return the week's wishes (RULES 1.2, 1.3).

    Each special run takes the place of an easy one.
    """
    limits = athlete.profile.limits
    race = athlete.profile.availability.race_date
    race_week = race is not None and monday <= race < monday + WEEK  # the race is one of the runs
    seconds_of_two, second_min = _second_runs(athlete, history, target)
    slots = slots_for(
        target.seconds - 60 * seconds_of_two * second_min,
        target.run_days - race_week,
        cap_min=cap_min,
        with_long=target.with_long and not target.run_walk,
        limits=limits,
    )
    unmet: list[tuple[str, str]] = []
    hurting = max((pain.score for pain in body.pains), default=0.0)
    due = _test_due(athlete, history, target, effects, monday)
    if due and hurting >= NO_TEST_PAIN:
        unmet.append(("MAF test", f"Not while pain stands at {hurting:g}: it would measure that."))
    elif due:
        slots = _with(slots, "maf_test", TEST_LEAST_MIN, unmet)
    above_min = 0
    wanted = _quality_wanted(athlete, target, effects)
    if wanted and not free.quality:
        unmet.append(("quality run", f"Not yet: {free.quality_why}."))
    elif wanted and not due and _quality_week(target):
        slots = _with(slots, "quality", QUALITY_LEAST_MIN, unmet)
        above_min = int(target.seconds / 60 * limits[QUALITY_SHARE])
    if _strides_wanted(athlete, target, effects):
        if free.strides:
            slots = _with(slots, "strides", STRIDES_LEAST_MIN, unmet)
        else:
            unmet.append(("strides", f"Left out: {free.strides_why}."))
    return Wishes(
        slots=slots,
        second_runs=seconds_of_two,
        second_min=second_min,
        above_min=above_min,
        unmet=tuple(unmet),
    )


def _second_runs(athlete: Athlete, history: History, target: Target) -> tuple[int, int]:
    """Return how many second runs a week has, and their minutes, for those who have them."""
    if not athlete.profile.availability.doubles or target.rhythm not in STEADY:
        return 0, 0
    count = min(history.doubles, target.run_days)
    easy_min = target.seconds / 60 / (target.run_days + SECOND_SHARE * count)
    minutes = int(SECOND_SHARE * easy_min)
    return (count, minutes) if count > 0 and minutes >= LEAST_RUN_MIN else (0, 0)


def _test_due(
    athlete: Athlete, history: History, target: Target, effects: Effects, monday: date
) -> bool:
    """Return whether a MAF test belongs in this week (RULES 1.2: every four weeks).

    A test that was planned counts like one that was logged: a missed one is not rolled forward.
    """
    if athlete.ceiling is None or effects.easier or target.run_walk:
        return False
    if target.rhythm not in STEADY or len(history.weeks) < TEST_LEAST_WEEKS:
        return False
    tests = [entry.day for entry in athlete.diary if entry.kind == "maf-test"]
    tests += [test.declaration.day for test in athlete.tests if isinstance(test, MafTest)]
    earlier = sorted(
        (*(day for day in tests if day < monday), *planned_days(athlete.events, "maf_test", monday))
    )
    every = timedelta(weeks=athlete.profile.limits[MAF_TEST_EVERY])
    return not earlier or monday + WEEK - earlier[-1] > every


def _quality_wanted(athlete: Athlete, target: Target, effects: Effects) -> bool:
    wanted = athlete.profile.availability.quality_wanted
    return wanted and not effects.no_quality and target.rhythm in STEADY


def _quality_week(target: Target) -> bool:
    """Return whether a hard run fits: eight runs of ten stay easy (RULES 7.2).

    One in five runs is few enough; with fewer runs, only weeks that build have one. Lighter weeks
    and weeks with a test have none.
    """
    if target.run_days >= QUALITY_RUN_DAYS:
        return target.rhythm in {"build", "hold"}
    return target.rhythm == "build"


def _strides_wanted(athlete: Athlete, target: Target, effects: Effects) -> bool:
    wanted = athlete.profile.availability.strides_wanted
    return wanted and not effects.no_quality and target.rhythm in STEADY


def _with(
    slots: tuple[Slot, ...], kind: RunKind, least_min: int, unmet: list[tuple[str, str]]
) -> tuple[Slot, ...]:
    """Return the slots with the longest easy one made a run of that kind, if long enough.

    The longest, so that with few days nothing is gained by leaving the special run out.
    """
    only = len(slots) == 1 and kind == "maf_test"  # a week of one run is tested by that one
    for place in range(len(slots)):
        if (only or slots[place].kind == "easy") and slots[place].minutes >= least_min:
            return (*slots[:place], replace(slots[place], kind=kind), *slots[place + 1 :])
    name = "MAF test" if kind == "maf_test" else f"{kind} run".replace("strides run", "strides")
    unmet.append((name, f"No easy run of this week is long enough: it needs {least_min} min."))
    return slots
