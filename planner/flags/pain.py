"""Pain as it is said: how much is safe, what rises, what stops running (RULES 5.4).

Scores and mornings are read by ``planner.body.pain``; here they become warnings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import (
    ACCEPTABLE,
    EASES_FROM,
    FORGOTTEN_DAYS,
    MORNINGS_APART_DAYS,
    NOT_FOR,
    REPEATED_DAYS,
    REPEATED_SCORE,
    REPEATED_TIMES,
    RISE,
    SAFE,
    SOURCE,
    of_left,
    of_mornings,
    of_right,
    pain_stop,
    pains_by_place,
    repeated_days,
    risen,
    rising_mornings,
    settling,
    since_above,
    unanswered_days,
    worst_by_day,
)
from planner.flags.advice import (
    CLINICIAN_AFTER_DAYS,
    NO_MASKING,
    WHOM,
    WHOM_NOW,
    tissue_of,
    where_to_look,
)
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.diary import DiaryEntry, Side
    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect, Severity
    from planner.profile.limits import Limits


NO_HIGHER: Final = "No running until a morning is no higher than the one before."
SETTLES: Final = (
    "Until seven days after it, or two days at 2 or less: little more than last week, easy, flat, "
    "a day between runs; no long run, no test, no deadlift."
)
# How a day's score before the first morning was felt, in words that follow the day.
FELT: Final = {"during": " while running", "after": " after running"}
# Where small pain that repeats holds the volume: calf, soleus, Achilles, knee.
HELD: Final = frozenset({"calf", "soleus", "achilles", "knee"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the scores of one place mean today."""

    severity: Severity
    effect: PlanEffect
    title: str
    since: date
    evidence: tuple[Evidence, ...]
    does: str = ""


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a flag for each place and side whose pain is more than safe, or rising.

    Pain of both sides, or of no side that was said, stands for each; where the sides agree it is
    one flag.
    """
    limits = athlete.profile.limits
    places = pains_by_place(athlete.diary)
    for place, entries in places.items():
        left = _verdict(place, of_left(entries), limits, athlete.run_days, athlete.today)
        right = _verdict(place, of_right(entries), limits, athlete.run_days, athlete.today)
        if left is not None and left == right:
            both = any(entry.side is not None for entry in entries)
            yield _flag(athlete.today, place, "both" if both else None, left)
            continue
        if left is not None:
            yield _flag(athlete.today, place, "left", left)
        if right is not None:
            yield _flag(athlete.today, place, "right", right)


def _verdict(
    place: str, said: Sequence[DiaryEntry], limits: Limits, ran: Sequence[date], today: date
) -> Verdict | None:
    if not said:
        return None
    worst = worst_by_day(said)
    score = worst[-1][1]
    stopped = pain_stop(said, limits).since
    rising = rising_mornings(said, limits)
    if stopped is not None:
        limit = limits[ACCEPTABLE]
        evidence = _score_evidence([one for one in worst if one[0] >= stopped], limit)
        title = f"Pain {score:g} of 10"
        if score <= limit:
            title += ", after more than 5"
        return Verdict(
            severity="act", effect="no_run", title=title, since=stopped, evidence=evidence
        )
    silent = unanswered_days(said, ran, today, limits)
    if silent:
        return _unanswered(worst, silent, limits)
    if len(rising) > 2 and score > limits[SAFE]:  # noqa: PLR2004 - the rule: rising two days
        return replace(_morning_verdict(said, rising, "act", "no_run"), does=NO_HIGHER)
    if score > limits[SAFE]:
        since = since_above(worst, limits[SAFE])
        evidence = _score_evidence([one for one in worst if one[0] >= since], limits[SAFE])
        return Verdict(
            severity="watch",
            effect="easier" if score >= EASES_FROM else "hold",
            title=f"Pain {score:g} of 10",
            since=since,
            evidence=evidence,
        )
    return (
        _rising_verdict(said, rising, today)
        or _settling_verdict(place, said, limits, today)
        or _small_verdict(place, said, today)
    )


def _settling_verdict(
    place: str, said: Sequence[DiaryEntry], limits: Limits, today: date
) -> Verdict | None:
    """Return what a pain of 4 or 5 leaves that has come down: some careful days (own choice)."""
    before = [] if place in NOT_FOR else settling(said, today, limits)
    if not before:
        return None
    (day, high), (_, score) = before[-1], worst_by_day(said)[-1]
    return Verdict(
        severity="watch",
        effect="hold",
        title=f"Pain {score:g} of 10, after {high:g} on {words.day(day)}",
        since=since_above(before, limits[SAFE]),
        evidence=_score_evidence(before, limits[SAFE]),
        does=SETTLES,
    )


def _unanswered(worst: Sequence[tuple[date, float]], days: int, limits: Limits) -> Verdict | None:
    """Return what is left of a score that nobody renewed; nothing of one that was safe."""
    day, score = worst[-1]
    if score <= limits[SAFE]:
        return None
    forgotten = days >= FORGOTTEN_DAYS
    return Verdict(
        severity="note" if forgotten else "watch",
        effect="none" if forgotten else "no_growth",
        title=f"Pain {score:g} of 10, unanswered for {days // 7} weeks: how is it now?",
        since=day,
        evidence=_score_evidence(worst[-1:], limits[SAFE]),
    )


def _rising_verdict(
    said: Sequence[DiaryEntry], rising: Sequence[tuple[date, float]], today: date
) -> Verdict | None:
    """Return what mornings say that are higher than the one before: for a week, or until calm."""
    leap = risen(of_mornings(said), today)
    if leap and (leap[1][0] - leap[0][0]).days <= MORNINGS_APART_DAYS:
        return _morning_verdict(said, leap, "watch", "easier")
    if rising and (today - rising[-1][0]).days < REPEATED_DAYS:
        return _morning_verdict(said, rising, "watch", "hold")
    return None


def _small_verdict(place: str, said: Sequence[DiaryEntry], today: date) -> Verdict | None:
    """Return what small scores say that repeat or rise (own choice); None of those that do not."""
    repeated = repeated_days(said, today)
    if repeated:
        leg = tissue_of(place) in HELD
        return Verdict(
            severity="watch",
            effect="hold" if leg else "no_growth",
            title=f"Pain of {REPEATED_SCORE} or more on {len(repeated)} days of seven",
            since=repeated[REPEATED_TIMES - 1][0],
            evidence=_score_evidence(repeated, REPEATED_SCORE),
        )
    rise = risen(said, today)
    if not rise:
        return None
    (_, low), (day, high) = rise
    return Verdict(
        severity="watch",
        effect="no_growth",
        title=f"Pain rose from {low:g} to {high:g} within a week",
        since=day,
        evidence=_score_evidence(rise, low + RISE),
    )


def _morning_verdict(
    said: Sequence[DiaryEntry],
    rising: Sequence[tuple[date, float]],
    severity: Severity,
    effect: PlanEffect,
) -> Verdict:
    """Return the rise with the day of each score; the first may be what a run left behind."""
    mornings = {entry.day for entry in of_mornings(said)}
    told = [_told(said, day, score, morning=day in mornings) for day, score in rising]
    if {day for day, _ in rising} <= mornings:
        title = "Morning pain rising: " + ", ".join(
            f"{score:g} on {words.weekday(day)[:3]}" for day, score in rising
        )
    else:
        title = f"Pain rising: {', '.join(told)}"
    return Verdict(
        severity=severity,
        effect=effect,
        title=title,
        since=rising[1][0],
        evidence=tuple(
            Evidence(
                what="pain in the morning" if day in mornings else "pain before that morning",
                value=score,
                unit="0-10",
                baseline=rising[0][1],
                baseline_is="before",
                limit=None,
                days=(day,),
            )
            for day, score in rising
        ),
    )


def _told(said: Sequence[DiaryEntry], day: date, score: float, *, morning: bool) -> str:
    """Return a score with the day and the time of day that it is of: "2 on Mon after running"."""
    if morning:
        return f"{score:g} on {words.weekday(day)[:3]} morning"
    felt = [one.when for one in said if one.day == day and one.score == score]
    return f"{score:g} on {words.weekday(day)[:3]}{FELT.get(felt[-1] or '', '') if felt else ''}"


def _score_evidence(scores: Sequence[tuple[date, float]], limit: float) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(what="pain", value=score, unit="0-10", baseline=None, limit=limit, days=(day,))
        for day, score in scores[-3:]
    )


def _flag(today: date, place: str, side: Side | None, verdict: Verdict) -> Flag:
    where = words.where(place, side)
    advice = [
        "Score it every morning: the last score stands until a newer one.",
        *where_to_look(place),
    ]
    if verdict.effect == "no_run":
        advice.insert(0, "Do not run on this; walking and cycling without pain are fine.")
        advice.append(NO_MASKING)
    if verdict.effect in WHOM:
        late = today - verdict.since > timedelta(days=CLINICIAN_AFTER_DAYS)
        advice.insert(0, WHOM_NOW if late else WHOM[verdict.effect])
    return Flag(
        id=f"pain-{place}" + (f"-{side}" if side else ""),
        severity=verdict.severity,
        title=f"{verdict.title} ({where})",
        since=verdict.since,
        evidence=verdict.evidence,
        source=f"{SOURCE}; the count of mornings as clinics teach it",
        evidence_strength="moderate",
        tissue=tissue_of(place),
        side=side,
        advice=tuple(advice),
        plan_effect=verdict.effect,
        effect_words=verdict.does,
    )
