"""Whether the inputs of a stored plan changed: one digest of all that a week is made from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.week.frame import frame_of
from planner.week.situation import situation_of
from planner.week.solve import COUNTS_MIN
from planner.week.store import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.model import Flag


def inputs_digest(athlete: Athlete, flags: Sequence[Flag], monday: date) -> str:
    """Return the digest of the situation and of runs on days gone that no plan had asked for.

    A planned run that was done, or missed, changes nothing: the week stays as it was promised.
    """
    frame = frame_of(athlete, monday)
    extra = []
    for number in range(frame.gone):
        done = frame.done[number]
        planned = None if frame.stored is None else frame.stored.days[number].run
        ran_min = 0 if done is None else round(done.duration_s / 60)
        if ran_min >= COUNTS_MIN and (planned is None or planned.kind == "rest"):
            extra.append([(monday + timedelta(days=number)).isoformat(), ran_min])
    return digest(situation_of(athlete, flags, monday), extra)
