"""Which days were hard: by the class of a run, by declaration, by effort (RULES 5.3)."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from planner.judging.workout_structure import DECLARED_HARD
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.profile.limits import Limits
    from planner.session import Session

HARD_RPE: Final = own("hard_day_rpe", 7, "0-10", "effort from which a day is hard", "RULES 5.3")
_DAY: Final = itemgetter(0)


def hard_days_back(
    sessions: Sequence[Session],
    diary: Sequence[DiaryEntry],
    today: date,
    limits: Limits,
    *,
    since: date | None = None,
    reach: int | None = None,
    by_class: bool = True,
) -> Iterator[date]:
    """Yield every hard day up to ``today``, newest first.

    Parameters
    ----------
    sessions, diary
        Oldest first, none later than ``today``.
    since
        It ends before this day.
    reach
        It ends at the first stretch of more than so many days without a hard one.
    by_class
        Whether a run is hard by its class: not by a ceiling in doubt.
    """
    rpe = limits[HARD_RPE]
    ran = (
        (one.local_date, _is_hard(one, rpe, by_class=by_class))
        for one in reversed(sessions)
        if one.is_run
    )
    said = ((one.day, _says_hard(one, rpe)) for one in reversed(diary))
    newest = today
    for day, told in groupby(merge(ran, said, key=_DAY, reverse=True), key=_DAY):
        if reach is not None and (newest - day).days > reach:
            return
        if since is not None and day < since:
            return
        if any(hard for _, hard in told):
            newest = day
            yield day


def _says_hard(entry: DiaryEntry, rpe: float) -> bool:
    if entry.kind != "done":
        return False
    return entry.values.get("type") in DECLARED_HARD or entry.points >= rpe


def _is_hard(run: Session, rpe: float, *, by_class: bool) -> bool:
    above = by_class and run.session_class == "anaerobic"
    return above or (run.facts.rpe is not None and run.facts.rpe >= rpe)
