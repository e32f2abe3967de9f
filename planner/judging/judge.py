"""Aerobic or not: every session against the ceiling of its day, all at once.

The stored vectors per bpm let any ceiling be judged exactly without the samples, so a changed
threshold re-judges years of running as arithmetic on one matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ingest.session.facts import vector_rows
from ingest.session.history import noted, values_of
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
from planner.judging.remembered import Given, InForce, Judgement, Keys, Whole
from planner.judging.trimp import banister_and_hrss
from planner.judging.workout_structure import effort_of
from planner.session import Columns, LateSessions, Session
from planner.thresholds.heart import heart_on, held_bpm, watch_rests_bpm
from planner.thresholds.in_force import Ceilings, no_ceiling_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.judging.remembered import Remembered
    from planner.judging.workout_structure import Effort
    from planner.profile.limits import Limits
    from planner.profile.model import Profile

    Floats: TypeAlias = npt.NDArray[np.float64]


def judge(
    facts: Sequence[SessionFacts],
    days: Sequence[date],
    profile: Profile,
    *,
    declared: Mapping[str, Effort] | None = None,
    remembered: Remembered | None = None,
    whole: bool = True,
) -> Sequence[Session]:
    """Return every session judged by what was in force on its local day.

    Judged are all at once; a session is made of it when it is asked for.

    Parameters
    ----------
    facts, days
        Sessions oldest first, and the local day of each.
    declared
        Session id -> what the runner said it was (intervals, a race).
    remembered
        Judgements of before, which are taken where nothing has changed that they were made from;
        those made anew are added to it.
    whole
        Whether these are all sessions there are: then they are remembered as a whole too.
    """
    if not facts:
        return ()
    declared = declared or {}
    if remembered is None:
        facts = noted(facts, beside_the_runs_before(facts))
        made = _judged(_given(facts, days, profile, declared), profile)
        return _late(facts, days, profile, made, [None] * len(days))
    keys_of = Keys(profile, remembered.plugins)
    whole_key = keys_of.of_all(facts, days, profile, declared) if whole else None
    found = remembered.find_all(values_of(facts, "id"), whole_key)
    if found is None:
        doubts = beside_the_runs_before(facts)
        given = _given(noted(facts, doubts), days, profile, declared)
        keys = [*map(keys_of.of, given)]
        found = Whole(doubts, keys, _remembered(given, keys, profile, remembered))
        remembered.keep_all(whole_key, found)
    return _late(noted(facts, found.doubts), days, profile, found.judgements, found.keys)


def _late(
    facts: Sequence[SessionFacts],
    days: Sequence[date],
    profile: Profile,
    judgements: Sequence[Judgement],
    keys: Sequence[str | None],
) -> LateSessions:
    """Return the sessions, each to be made of its parts."""
    ceilings = Ceilings(profile, min(days), max(days))

    def session(n: int) -> Session:
        return Session(
            facts=facts[n],
            local_date=days[n],
            ceiling=ceilings.on(days[n]),
            judged_from=keys[n],
            **judgements[n]._asdict(),
        )

    whole = Columns(days=days, facts=facts, judged=judgements, judged_from=keys)
    return LateSessions(session, whole, range(len(days)))


def _given(
    facts: Sequence[SessionFacts],
    days: Sequence[date],
    profile: Profile,
    declared: Mapping[str, Effort],
) -> list[Given]:
    """Return what each session is judged by; nothing else is read in judging it.

    ``facts`` bear the doubts that the runs before cast on them.
    """
    ceilings = Ceilings(profile, min(days), max(days))
    forces: dict[tuple[int, float | None], tuple[InForce, str]] = {}
    given = []
    numbers = ceilings.stretches(days)
    rests_bpm = watch_rests_bpm(facts)
    for one, day, number, rest_bpm in zip(facts, days, numbers, rests_bpm, strict=True):
        stretch = (number, rest_bpm)
        found = forces.get(stretch)
        if found is None:
            ceiling = ceilings.on(day)
            force = InForce(
                ceiling=ceiling,
                ant=anaerobic_threshold_bpm(profile, ceiling, day),
                heart=heart_on(profile, day, rest_bpm),
            )
            reason = no_ceiling_reason(profile, day) if ceiling is None else ""
            found = forces[stretch] = (force, reason)
        force, no_ceiling = found
        given.append(Given(one, force, no_ceiling, declared.get(one.id) if declared else None))
    return given


def _remembered(
    given: Sequence[Given],
    keys: Sequence[str | None],
    profile: Profile,
    remembered: Remembered,
) -> list[Judgement]:
    """Return the judgements of before where they stand; the others are made, all at once."""
    found = [remembered.find(one.facts.id, key) for one, key in zip(given, keys, strict=True)]
    new = [n for n, one in enumerate(found) if one is None]
    made = dict(zip(new, _judged([given[n] for n in new], profile), strict=True))
    for n, one in made.items():
        remembered.keep(given[n].facts.id, keys[n], one)
    return [made[n] if one is None else one for n, one in enumerate(found)]


def _judged(given: Sequence[Given], profile: Profile) -> list[Judgement]:
    """Return the judgement of each; of the profile limits and sex are read, and nothing else."""
    if not given:
        return []
    facts = [one.facts for one in given]
    rows = vector_rows(facts, "longest_above_s", "seconds_at")
    longest, seconds = (one.astype(np.float64) for one in rows)
    seconds[[is_doubtful(one) for one in facts]] = 0.0  # all of it is unknown time
    times = _times(given, seconds)
    numbers = _class_numbers(given, seconds, longest, profile.limits)
    loads = _loads(given, seconds, profile)
    held = held_bpm(longest).tolist()
    made = []
    for n, one in enumerate(given):
        if one.force.ceiling is None:
            verdict = unknown(one.no_ceiling)
        elif is_doubtful(one.facts):
            verdict = unknown(DOUBTFUL_WORDS)
        else:
            effort = one.declared or effort_of(one.facts)
            verdict = classify(
                one.facts, one.force.ceiling, numbers[n], effort=effort, limits=profile.limits
            )
        made.append(_judgement(one, times[n], loads[n], verdict, held[n]))
    return made


def _at_or_below(cumulated: Floats, bpm: npt.NDArray[np.intp]) -> Floats:
    """Return each row's seconds at or below its bpm; 0 below the axis, all above it."""
    inside = np.clip(bpm, 0, cumulated.shape[1] - 1)
    values = cumulated[np.arange(len(cumulated)), inside]
    return np.where(bpm < 0, 0.0, values)


def _ceiling_bpm(given: Sequence[Given]) -> npt.NDArray[np.intp]:
    return np.array(
        [0 if one.force.ceiling is None else one.force.ceiling.bpm for one in given], np.intp
    )


def _times(given: Sequence[Given], seconds: Floats) -> list[tuple[float, float, float, float]]:
    """Return (below, in band, above, unknown) seconds a session, which sum up to its duration.

    Vectors may exceed the timer by rounding; they are then scaled onto it.
    """
    cumulated = np.cumsum(seconds, axis=1)
    total = cumulated[:, -1]
    duration = np.array([one.facts.duration_s for one in given], np.float64)
    scale = np.where(total > duration, duration / np.where(total > 0, total, 1.0), 1.0)
    upper = _ceiling_bpm(given)
    ceilings = (one.force.ceiling for one in given)
    floor = np.array([0 if one is None else one.floor_bpm for one in ceilings], np.intp)
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
    given: Sequence[Given], seconds: Floats, longest: Floats, limits: Limits
) -> list[ClassNumbers]:
    """Return what the class of each session is read from."""
    cumulated = np.cumsum(seconds, axis=1)
    total = cumulated[:, -1]
    upper = _ceiling_bpm(given)
    bout_at = np.clip(upper + int(limits[BOUT_TOLERANCE]), 0, longest.shape[1] - 1)
    thresholds = [one.force.ant for one in given]
    ant = np.array([int(one[0]) if one else 255 for one in thresholds], np.intp)
    columns = (
        total,
        total - _at_or_below(cumulated, upper + int(limits[SHARE_TOLERANCE])),
        longest[np.arange(len(given)), bout_at],
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
    given: Sequence[Given], seconds: Floats, profile: Profile
) -> list[tuple[float | None, float | None, str]]:
    """Return (TRIMP, HRSS, what is estimated); None where inputs or heart rate are missing."""
    trimp, hrss = banister_and_hrss(
        seconds,
        hr_rest_bpm=np.array([one.force.heart.rest_bpm for one in given], np.float64),
        hr_max_bpm=np.array([one.force.heart.max_bpm for one in given], np.float64),
        lthr_bpm=np.array([one.force.heart.lthr_bpm for one in given], np.float64),
        sex=profile.sex,
    )
    least = profile.limits[COVERAGE]
    rows: list[tuple[float | None, float | None, str]] = []
    for one, points, score in zip(given, trimp.tolist(), hrss.tolist(), strict=True):
        if is_doubtful(one.facts):
            rows.append((None, None, DOUBTFUL_WORDS))
        elif one.facts.hr_coverage_frac < least:
            rows.append((None, None, coverage_words(one.facts)))
        else:
            rows.append((_known(points), _known(score), one.force.heart.note))
    return rows


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _judgement(
    given: Given,
    times: tuple[float, float, float, float],
    load: tuple[float | None, float | None, str],
    verdict: Verdict,
    held: int,
) -> Judgement:
    below, within, above, unheard = times
    heard = below + within + above
    judged = given.force.ceiling is not None and heard > 0
    return Judgement(
        below_s=below if judged else None,
        in_band_s=within if judged else None,
        above_s=above if judged else None,
        unknown_s=unheard if judged else given.facts.duration_s,
        aerobic_frac=(below + within) / heard if judged else None,
        session_class=verdict.session_class,
        class_reason=verdict.reason,
        trimp=load[0],
        hrss=load[1],
        load_note=load[2],
        held_bpm=held,
    )
