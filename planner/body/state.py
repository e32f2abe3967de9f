"""The state of the body on a day as the diary tells it: pain that stands, soreness, illness.

Warnings, the week and the day read it; each rule has its own file beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.illness import illnesses_on
from planner.body.pain import (
    NOT_FOR,
    of_left,
    of_right,
    pains_by_place,
    settling,
    standing_pains,
    unanswered_days,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.diary import DiaryEntry
    from planner.body.illness import Illnesses
    from planner.body.pain import Pain
    from planner.profile.limits import Limits

SORENESS_STANDS_DAYS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """State of the body as the diary tells it.

    ``pains`` are those above 0; ``stopped`` is true while a pain above 5, or a limp, has not come
    down to 2; ``settling`` are the places where one of 4 or 5 has come down only lately, each
    with the last day of it.
    """

    pains: tuple[Pain, ...]
    stopped: bool
    soreness: float
    illness: Illnesses
    settling: Mapping[str, date] = field(default_factory=dict)

    def pain(self, *places: str) -> float:
        """Return the highest standing score of the places named; 0.0 where nothing was said."""
        return max((pain.score for pain in self.pains if pain.place in places), default=0.0)

    @property
    def worst(self) -> Pain | None:
        """Return the highest standing pain, or None."""
        return max(self.pains, key=lambda pain: (pain.score, pain.place, pain.side), default=None)


def body_on(
    diary: Sequence[DiaryEntry], today: date, limits: Limits, *, ran: Sequence[date] = ()
) -> Body:
    """Return the state of the body after every entry up to ``today`` (RULES 5.4, 7.1).

    ``ran`` are the days with a run: over some of them a score that nobody renews fades.
    """
    known = [entry for entry in diary if entry.day <= today]
    places = pains_by_place(known)
    of_side = {"left": of_left, "right": of_right}
    pains = [
        pain
        for pain in standing_pains(known, limits)
        if not unanswered_days(of_side[pain.side](places[pain.place]), ran, today, limits)
    ]
    sore_from = today - timedelta(days=SORENESS_STANDS_DAYS)
    return Body(
        pains=tuple(pain for pain in pains if pain.score > 0),
        stopped=any(pain.stop.since is not None for pain in pains),
        soreness=max(
            (e.points for e in known if e.kind == "soreness" and e.day >= sore_from),
            default=0.0,
        ),
        illness=illnesses_on(known, today),
        settling={
            place: max(days[-1][0] for days in found)
            for place, entries in places.items()
            if place not in NOT_FOR
            and (
                found := [
                    s for of in of_side.values() if (s := settling(of(entries), today, limits))
                ]
            )
        },
    )
