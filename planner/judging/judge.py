"""Aerobic or not: every session against the ceiling of its day, all at once.

The stored vectors per bpm let any ceiling be judged exactly without the samples, so a changed
threshold re-judges years of running as arithmetic on one matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.judging.beside import beside_the_runs_before
from planner.judging.classes import (
    BOUT_TOLERANCE,
    COVERAGE,
    DOUBTFUL_WORDS,
    ORDER,
    SHARE_TOLERANCE,
    ClassNumbers,
    Verdict,
    anaerobic_threshold_bpm,
    classify,
    coverage_words,
    decided,
    is_doubtful,
    unknown,
)
from planner.judging.trimp import banister_and_hrss
from planner.judging.workout_structure import Effort, effort_of
from planner.session import Session
from planner.thresholds.heart import hearts
from planner.thresholds.in_force import Ceilings, no_ceiling_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.profile.model import Profile
    from planner.session import Ceiling

    Floats: TypeAlias = npt.NDArray[np.float64]


def judge(
    facts: Sequence[SessionFacts],
    days: Sequence[date],
    profile: Profile,
    *,
    declared: Mapping[str, Effort] | None = None,
) -> tuple[Session, ...]:
    """Return every session judged by what was in force on its local day.

    Parameters
    ----------
    facts, days
        Sessions oldest first, and the local day of each.
    declared
        Session id -> what the runner said it was (intervals, a race).
    """
    if not facts:
        return ()
    facts = beside_the_runs_before(facts)
    ceilings = Ceilings(profile, min(days), max(days))
    found = [ceilings.on(day) for day in days]
    seconds = np.array([one.vectors.seconds_at for one in facts], np.float64)
    seconds[[is_doubtful(one) for one in facts]] = 0.0  # all of it is unknown time
    times = _times(facts, found, seconds)
    numbers = _class_numbers(facts, days, found, seconds, profile)
    loads = _loads(facts, days, seconds, profile)
    efforts = declared or {}
    sessions = []
    for n, (one, ceiling) in enumerate(zip(facts, found, strict=True)):
        if ceiling is None:
            verdict = unknown(no_ceiling_reason(profile, days[n]))
        elif is_doubtful(one):
            verdict = unknown(DOUBTFUL_WORDS)
        else:
            effort = efforts.get(one.id) or effort_of(one)
            verdict = classify(one, ceiling, numbers[n], effort=effort, limits=profile.limits)
        sessions.append(_session(one, days[n], ceiling, times[n], loads[n], verdict))
    return tuple(sessions)


def _at_or_below(cumulated: Floats, bpm: npt.NDArray[np.intp]) -> Floats:
    """Return each row's seconds at or below its bpm; 0 below the axis, all above it."""
    inside = np.clip(bpm, 0, cumulated.shape[1] - 1)
    values = cumulated[np.arange(len(cumulated)), inside]
    return np.where(bpm < 0, 0.0, values)


def _ceiling_bpm(found: Sequence[Ceiling | None]) -> npt.NDArray[np.intp]:
    return np.array([0 if one is None else one.bpm for one in found], np.intp)


def _times(
    facts: Sequence[SessionFacts], found: Sequence[Ceiling | None], seconds: Floats
) -> list[tuple[float, float, float, float]]:
    """Return (below, in band, above, unknown) seconds a session, which sum up to its duration.

    Vectors may exceed the timer by rounding; they are then scaled onto it.
    """
    cumulated = np.cumsum(seconds, axis=1)
    total = cumulated[:, -1]
    duration = np.array([one.duration_s for one in facts], np.float64)
    scale = np.where(total > duration, duration / np.where(total > 0, total, 1.0), 1.0)
    upper = _ceiling_bpm(found)
    floor = np.array([0 if one is None else one.floor_bpm for one in found], np.intp)
    under = _at_or_below(cumulated, floor - 1)
    within = _at_or_below(cumulated, upper)
    columns = (
        under * scale,
        (within - under) * scale,
        (total - within) * scale,
        duration - np.minimum(total, duration),
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _class_numbers(
    facts: Sequence[SessionFacts],
    days: Sequence[date],
    found: Sequence[Ceiling | None],
    seconds: Floats,
    profile: Profile,
) -> list[ClassNumbers]:
    """Return what the class of each session is read from."""
    limits = profile.limits
    longest = np.array([one.vectors.longest_above_s for one in facts], np.float64)
    cumulated = np.cumsum(seconds, axis=1)
    total = cumulated[:, -1]
    upper = _ceiling_bpm(found)
    bout_at = np.clip(upper + int(limits[BOUT_TOLERANCE]), 0, longest.shape[1] - 1)
    thresholds = [
        anaerobic_threshold_bpm(profile, one, day) for one, day in zip(found, days, strict=True)
    ]
    ant = np.array([int(one[0]) if one else 255 for one in thresholds], np.intp)
    columns = (
        total,
        total - _at_or_below(cumulated, upper + int(limits[SHARE_TOLERANCE])),
        longest[np.arange(len(facts)), bout_at],
        total - _at_or_below(cumulated, ant),
    )
    by = decided(*columns, limits)
    rows = zip(*(column.tolist() for column in columns), thresholds, by.tolist(), strict=True)
    return [
        ClassNumbers(
            valid_s=valid, above_s=above, bout_s=bout, above_ant_s=hard, ant=ant, by=ORDER[place]
        )
        for valid, above, bout, hard, ant, place in rows
    ]


def _loads(
    facts: Sequence[SessionFacts], days: Sequence[date], seconds: Floats, profile: Profile
) -> list[tuple[float | None, float | None, str]]:
    """Return (TRIMP, HRSS, what is estimated); None where inputs or heart rate are missing."""
    heart = hearts(profile, facts, days)
    trimp, hrss = banister_and_hrss(
        seconds,
        hr_rest_bpm=heart.rest_bpm,
        hr_max_bpm=heart.max_bpm,
        lthr_bpm=heart.lthr_bpm,
        sex=profile.sex,
    )
    least = profile.limits[COVERAGE]
    rows: list[tuple[float | None, float | None, str]] = []
    for one, points, score, note in zip(
        facts, trimp.tolist(), hrss.tolist(), heart.notes, strict=True
    ):
        if is_doubtful(one):
            rows.append((None, None, DOUBTFUL_WORDS))
        elif one.hr_coverage_frac < least:
            rows.append((None, None, coverage_words(one)))
        else:
            rows.append((_known(points), _known(score), note))
    return rows


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _session(  # noqa: PLR0917 - one argument for each of the judgements put together here
    facts: SessionFacts,
    day: date,
    ceiling: Ceiling | None,
    times: tuple[float, float, float, float],
    load: tuple[float | None, float | None, str],
    verdict: Verdict,
) -> Session:
    below, within, above, unheard = times
    heard = below + within + above
    judged = ceiling is not None and heard > 0
    return Session(
        facts=facts,
        local_date=day,
        ceiling=ceiling,
        below_s=below if judged else None,
        in_band_s=within if judged else None,
        above_s=above if judged else None,
        unknown_s=unheard if judged else facts.duration_s,
        aerobic_frac=(below + within) / heard if judged else None,
        session_class=verdict.session_class,
        class_reason=verdict.reason,
        trimp=load[0],
        hrss=load[1],
        load_note=load[2],
    )
