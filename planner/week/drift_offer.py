"""The drift test that a doubted ceiling is settled by: when the plan offers it, and its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.day.doubt import DRIFT_TEST_MIN, tests_allowed
from planner.past.asked import DRIFT_TEST
from planner.week.proportions import USUAL_RUN_MIN
from planner.week.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.body.state import Body
    from planner.day.doubt import Doubt
    from planner.flags.model import Flag
    from planner.profile.model import Profile

LEG: Final = frozenset({"soleus", "achilles", "calf", "knee"})
TALK: Final = "Until then go by the talk test: always able to speak in full sentences."
WARNS: Final = frozenset({"watch", "act", "stop"})


def offers(
    doubt: Doubt | None,
    monday: date,
    *,
    profile: Profile,
    body: Body,
    flags: Iterable[Flag],
) -> bool:
    """Return whether the week of ``monday`` offers the test, whatever its room.

    One offer stands until it is run or lapses; none with a leg that hurts or warns. A test that was
    run in the week itself stays its test.
    """
    if doubt is None or (doubt.tested is not None and doubt.tested < monday):
        return False
    if doubt.planned and doubt.said is not None and doubt.said < monday:
        return False
    warned = any(flag.severity in WARNS and flag.tissue in LEG for flag in flags)
    hurts = any(pain.score > 0 for pain in body.pains)
    return tests_allowed(profile, monday) and not warned and not hurts


def with_drift_test(
    slots: Sequence[Slot], unmet: list[tuple[str, str]], *, cap_min: int
) -> tuple[Slot, ...]:
    """Return the slots with an hour's test in place of the easy run nearest to it.

    The week does not grow by it: the other runs give the minutes, none below twenty. Where that is
    not enough, or an hour is too long for these legs, the slots stay and ``unmet`` says so.
    """
    easy = [slot for slot in slots if slot.kind == "easy"] or list(slots)
    if cap_min < DRIFT_TEST_MIN or not easy:
        unmet.append((DRIFT_TEST, f"An hour is longer than your legs are used to. {TALK}"))
        return tuple(slots)
    place = min(easy, key=lambda slot: abs(slot.minutes - DRIFT_TEST_MIN))
    others = list(slots)
    others.remove(place)
    minutes = [slot.minutes for slot in others]
    owed = DRIFT_TEST_MIN - place.minutes
    while owed > 0 and max(minutes, default=0) > USUAL_RUN_MIN:
        minutes[minutes.index(max(minutes))] -= 1
        owed -= 1
    if owed > 0:
        unmet.append((DRIFT_TEST, f"This week has no hour for it beside the other runs. {TALK}"))
        return tuple(slots)
    left = [replace(slot, minutes=m) for slot, m in zip(others, minutes, strict=True)]
    # What is shorter than the test is no longer the long run.
    named = [
        replace(slot, kind="easy")
        if slot.kind == "long" and slot.minutes < DRIFT_TEST_MIN
        else slot
        for slot in left
    ]
    return (*named, Slot(kind="drift_test", minutes=DRIFT_TEST_MIN))
