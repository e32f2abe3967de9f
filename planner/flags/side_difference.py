"""One side weaker or sorer than the other in the source's own tests (RULES 8, claims 5, 6, 28)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.side_differences import FITTING, side_differences
from planner.flags.advice import COMFORT, GLUTE_MEDIUS, tissue_of, where_to_look
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
        if fresh and one.worse is not None and _far(one):
            yield _flag(one)


def _far(one: SideDifference) -> bool:
    if one.unit == "s":
        return one.frac >= WEAKER
    return one.difference >= SORER


def _flag(one: SideDifference) -> Flag:
    balance = one.unit == "s"
    worse, better = (one.left, one.right) if one.worse == "left" else (one.right, one.left)
    where = "" if one.place is None else f" of the {one.place}"
    tested = f"{one.test}{where}"
    advice = (GLUTE_MEDIUS, COMFORT) if balance else where_to_look(one.place)
    return Flag(
        id=f"side_difference-{one.test.replace(' ', '_')}" + (f"-{one.place}" if one.place else ""),
        severity="note",
        title=f"{tested.capitalize()}: the {one.worse} side is {'weaker' if balance else 'sorer'}",
        since=one.days[-1],
        evidence=(
            Evidence(
                what=f"{tested}, {one.worse} against the other side",
                value=worse,
                unit=one.unit,
                baseline=better,
                limit=round(better * (1 - WEAKER) if balance else better + SORER, 1),
                days=one.days,
            ),
        ),
        source="The source (Sock Doc, Leg Power) looks for a tender spot on the side that is "
        "sorer or weaker",
        evidence_strength="source only",
        tissue="hip" if balance else tissue_of(one.place),
        side=one.worse,
        advice=advice,
    )
