"""One side weaker or sorer than the other in the source's own tests (RULES 8, claims 5, 6, 28)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.heel_raises import EVEN_FRAC
from planner.body.side_differences import FITTING, RAISES, side_differences
from planner.flags.advice import COMFORT, GLUTE_MEDIUS, RAISE_THEM, tissue_of, where_to_look
from planner.flags.check import said_back
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete
    from planner.body.side_differences import SideDifference

SORER: Final = 2  # own choice: difference of tenderness or knee-bend pain, 0-10, that is noted
WEAKER: Final = 0.25  # own choice: 10 % is used for heel raises, balance scatters more
_FRESH: Final = timedelta(days=28)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note each test of the last four weeks in which the sides are far apart."""
    for one in side_differences(said_back(athlete, (_FRESH + FITTING).days)):
        fresh = athlete.today - one.days[-1] < _FRESH
        if fresh and one.worse is not None and is_far(one):
            yield _flag(one)


def is_far(one: SideDifference) -> bool:
    """Return whether the sides of a test are so far apart that it is said."""
    if one.test == RAISES:
        return min(one.left, one.right) < EVEN_FRAC * max(one.left, one.right)
    if one.unit == "s":
        return one.frac >= WEAKER
    return one.difference >= SORER


def _flag(one: SideDifference) -> Flag:
    weaker = one.unit != "0-10"
    worse, better = (one.left, one.right) if one.worse == "left" else (one.right, one.left)
    where = "" if one.place is None else f" of the {words.where(one.place, None)}"
    tested = f"{one.test}{where}"
    raises = one.test == RAISES
    advice = (GLUTE_MEDIUS, COMFORT) if weaker else where_to_look(one.place)
    least = better * (EVEN_FRAC if raises else 1 - WEAKER)
    return Flag(
        id=f"side_difference-{one.test.replace(' ', '_')}" + (f"-{one.place}" if one.place else ""),
        severity="note",
        title=f"{tested[:1].upper()}{tested[1:]}: the {one.worse} side is "
        + ("weaker" if weaker else "sorer"),
        since=one.days[-1],
        evidence=(
            Evidence(
                what=f"{tested}, {one.worse} side",
                value=worse,
                unit=one.unit,
                baseline=better,
                baseline_is="the other side",
                limit=round(least if weaker else better + SORER, 1),
                days=one.days,
            ),
        ),
        source="Heel raises are not from the Sock Doc's video; the limit is a practitioner's, "
        "quoting Hébert-Losier 2017"
        if raises
        else "The Sock Doc's video Leg Power looks for a tender spot on the side that is sorer "
        "or weaker",
        evidence_strength="weak" if raises else "source only",
        tissue="calf" if raises else "hip" if weaker else tissue_of(one.place),
        side=one.worse,
        advice=(RAISE_THEM,) if raises else advice,
    )
