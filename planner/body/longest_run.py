"""The longest run of the 30 days before a day: what a run is held against, done or planned.

Frandsen et al. 2025, Br J Sports Med 59:1203 (published), ask how much longer a run is than the
longest of the 30 days before it. What breaks leave of that is our own choice (RULES 5.1, 7.4): a
long run of 25 days ago does not license the next one after three weeks of flu.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from planner.body.time_off import breaks_on, share_after
from planner.body.way_back import without_ends_s
from planner.session import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from planner.body.time_off import Break
    from planner.session import Session

FIRST_WEEK: Final = 7  # days from the return on: so long counts what lies before a long break
HIKED_FRAC: Final = 0.5  # own choice: run for less of its time it is a hike
_MONTH: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)
BEGIN_MINUTES: Final = 21  # own choice: a beginner's first runs, seven times 1 min run, 2 min walk


@dataclass(frozen=True, slots=True, kw_only=True)
class LongestRun:
    """What counts as the longest run on a day, by time and by distance (not always one run).

    ``distance_m`` is None where no run has a distance; ``in_30_days`` is false where nothing was
    run in them and only what is left of the time before a break counts: no ratio stands on that.
    """

    duration_s: float
    distance_m: float | None
    in_30_days: bool


def longest_run(
    sessions: Sequence[Session],
    day: date,
    *,
    run_only: bool = False,
    again_by: date | None = None,
) -> LongestRun | None:
    """Return the longest run that counts on ``day``; None where nothing was ever run before it.

    Each run of the 30 days before counts with the share of volume that the breaks after it leave
    (``planner.body.time_off``): of several breaks each takes its share. Where a break has taken
    all former runs out of these days, the longest of the 30 days up to it counts, by that share
    (so long a break leaves less than 60 %), until a week after the return; then only what was
    run since.

    A further run before ``day`` never makes the answer less: what is planned by the runs before a
    week stays within it when the week is run.

    Parameters
    ----------
    sessions
        Any sports, oldest first; later ones than ``day`` are not looked at.
    run_only
        What was mostly walked counts by its minutes run: a hike licenses no run of its length.
    again_by
        The latest day of another run that is planned before ``day``: the days after it are no part
        of a break.
    """
    ran = (run.local_date for run in _runs_back(sessions, day))
    breaks = breaks_on(ran if again_by is None else _again(ran, again_by), day)
    counted = [(run, _share(run, breaks)) for run in _month(sessions, day - _MONTH, day)]
    in_30_days = bool(counted)
    for gone in breaks:
        if (day - gone.last_run) > _MONTH and _is_fresh(gone, day):
            until = gone.last_run + _DAY
            counted += [
                (run, _share(run, breaks)) for run in _month(sessions, until - _MONTH, until)
            ]
    if not counted:
        return None
    far_m = [run.facts.distance_m * share for run, share in counted if run.facts.distance_m]
    return LongestRun(
        duration_s=max(_time_s(run, run_only=run_only) * share for run, share in counted),
        distance_m=max(far_m, default=None),
        in_30_days=in_30_days,
    )


def _again(ran: Iterable[date], again_by: date) -> Iterator[date]:
    """Yield the days with a run, newest first, one more before them where none is as late."""
    days = iter(ran)
    last = next(days, None)
    if last is not None and last < again_by:
        yield again_by
    if last is not None:
        yield last
    yield from days


def _time_s(run: Session, *, run_only: bool) -> float:
    ran_s, whole_s = run.facts.running_s, without_ends_s(run.facts)
    hiked = ran_s is not None and ran_s < HIKED_FRAC * whole_s
    return ran_s if run_only and hiked and ran_s is not None else whole_s


def _runs_back(sessions: Sequence[Session], day: date) -> Iterator[Session]:
    """Yield the runs before ``day``, newest first."""
    for place in range(place_of(sessions, day) - 1, -1, -1):
        if sessions[place].is_run:
            yield sessions[place]


def _month(sessions: Sequence[Session], first: date, until: date) -> Iterator[Session]:
    """Yield the runs from ``first`` on and before ``until``, newest first."""
    return takewhile(lambda run: run.local_date >= first, _runs_back(sessions, until))


def _share(run: Session, breaks: Sequence[Break]) -> float:
    """Return what the breaks after a run leave of it."""
    share = 1.0
    for one in breaks:
        if run.local_date <= one.last_run:
            share *= share_after(one.days_off)
    return share


def _is_fresh(gone: Break, day: date) -> bool:
    return gone.first_run is None or (day - gone.first_run).days < FIRST_WEEK
