"""The aerobic balance by week: how much of the running time was under the ceiling."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ingest.session.history import values_of
from planner.late_row import LateRow
from planner.session import RUNNING, Split, columns_of, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.session import Judged, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSport:
    """What was done besides running in a week."""

    sport: str
    duration_s: float
    load_hrss: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Running of one local week, Monday to Sunday; shares are None where there is nothing to share.

    ``aerobic_s + anaerobic_s + unknown_s == duration_s``; ``anaerobic_s`` is the time above the
    ceiling of each run's day.
    """

    week_start: date
    sessions: int
    duration_s: float
    aerobic_s: float
    anaerobic_s: float
    unknown_s: float
    aerobic_frac: float | None
    aerobic_sessions_frac: float | None
    load_hrss: float | None
    distance_m: float | None
    longest_run_m: float | None
    ascent_m: float | None
    other_sports: tuple[OtherSport, ...] = ()


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def balance_weeks(sessions: Sequence[Session], today: date) -> Sequence[Week]:
    """Return every week from the first run's to today's, empty ones too, oldest first."""
    ran = columns_of(runs_of(sessions)).days
    if not ran:
        return ()
    first = monday_of(min(ran))
    first_day = first.toordinal()
    columns = columns_of(sessions)
    by_week: dict[int, list[int]] = {}
    for number, day in enumerate(columns.days):
        by_week.setdefault((day.toordinal() - first_day) // 7, []).append(number)

    sports, seconds, metres, climbed = (
        values_of(columns.facts, name) for name in ("sport", "duration_s", "distance_m", "ascent_m")
    )

    def week(n: int) -> Week:
        inside = [
            _Done(sports[m], seconds[m], metres[m], climbed[m], columns.judged[m])
            for m in by_week.get(n, ())
        ]
        return _week(first + timedelta(weeks=n), inside)

    return LateRow(week, range((today.toordinal() - first_day) // 7 + 1))


def week_on(weeks: Sequence[Week], monday: date) -> Week | None:
    """Return the week of a Monday out of weeks in a row; None where it is not among them."""
    number = (monday - weeks[0].week_start).days // 7 if weeks else -1
    return weeks[number] if 0 <= number < len(weeks) else None


class _Done(NamedTuple):
    """What of a session counts in its week."""

    sport: str
    duration_s: float
    distance_m: float | None
    ascent_m: float | None
    judged: Judged


def _week(week_start: date, sessions: Sequence[_Done]) -> Week:
    """Return one week made of its sessions of all sports."""
    runs = [one for one in sessions if one.sport == RUNNING]
    judged = [run.judged for run in runs]
    split = Split.of(judged)
    classes = [run.session_class for run in judged if run.session_class != "unknown"]
    distances = [run.distance_m for run in runs if run.distance_m is not None]
    return Week(
        week_start=week_start,
        sessions=len(runs),
        duration_s=math.fsum(run.duration_s for run in runs),
        aerobic_s=split.aerobic_s,
        anaerobic_s=split.above_s,
        unknown_s=split.unknown_s,
        aerobic_frac=split.aerobic_frac,
        aerobic_sessions_frac=classes.count("aerobic") / len(classes) if classes else None,
        load_hrss=_load(runs),
        distance_m=_total(distances) if runs else 0.0,
        longest_run_m=max(distances, default=None),
        ascent_m=_total([run.ascent_m for run in runs]),
        other_sports=_other_sports(sessions) if len(runs) < len(sessions) else (),
    )


def _load(sessions: Sequence[_Done]) -> float | None:
    """Return the sum of the known loads: 0 without sessions, None if none of them is known."""
    return _total([one.judged.hrss for one in sessions]) if sessions else 0.0


def _other_sports(sessions: Sequence[_Done]) -> tuple[OtherSport, ...]:
    names = sorted({one.sport for one in sessions} - {RUNNING})
    groups = {name: [one for one in sessions if one.sport == name] for name in names}
    return tuple(
        OtherSport(
            sport=name,
            duration_s=math.fsum(one.duration_s for one in group),
            load_hrss=_load(group),
        )
        for name, group in groups.items()
    )


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if known else None
