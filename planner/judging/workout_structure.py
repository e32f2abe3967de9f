"""Effort that heart rate cannot show: intervals and strides by laps and steps.

Heart rate lags effort by half a minute or more, so short efforts leave no trace in it; what the
laps say counts instead (RULES 3.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ingest.session.history import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.session.facts import SessionFacts
    from ingest.session.lap import Lap

# Whole words of workout names that suggest something; a name never judges.
_RACE: Final = re.compile(
    r"\b(race|marathon|parkrun|wettkampf|carrera|course officielle|gara)\b", re.IGNORECASE
)
_INTERVALS: Final = re.compile(
    r"\b(intervals?|repeats|fartlek|vo2\s?max|intervalle|series|fraccionado|\d+\s?x\s?\d+\s?(m|km))\b",
    re.IGNORECASE,
)
_WORK: Final = frozenset({"interval", "active"})
_REST: Final = frozenset({"rest", "recovery"})
_EASY: Final = frozenset({"warmup", "cooldown"})
DECLARED_HARD: Final = {"intervals": "declared as intervals", "race": "declared as a race"}
STRIDE_MOST_S: Final = 30.0
REPEAT_MOST_S: Final = 600.0
LEAST_REPEATS: Final = 3
FASTER_THAN_WARM_UP: Final = 1.15  # own choice; keeps run-walk workouts out


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a session's structure says; ``hard`` makes it anaerobic whatever the beats say."""

    hard: bool
    text: str


def effort_of(facts: SessionFacts) -> Effort | None:
    """Return what laps say of hidden effort, else what a workout's name suggests, or None.

    A name never makes a run hard: sport profiles are named in every language ("Carrera"), and a
    workout may be run otherwise than it is called. Watches mark every automatic lap as
    ``interval`` or ``active``, so laps speak only where work and rest alternate, and the work is
    faster than the warm-up or cool-down (own choice).
    """
    repeats = _repeats(facts.laps)
    if len(repeats) < LEAST_REPEATS:
        return _suggested(facts.workout)
    longest = max(_length_s(lap) for lap in repeats)
    if longest <= STRIDE_MOST_S:
        return Effort(
            hard=False,
            text=f"{len(repeats)} strides of at most {longest:.0f} s, too short for heart rate",
        )
    if not _faster(repeats, [lap for lap in facts.laps if lap.intensity in _EASY]):
        return _suggested(facts.workout)
    return Effort(hard=True, text=f"{len(repeats)} repeats in the workout")


def _suggested(workout: str | None) -> Effort | None:
    """Return the suggestion of a workout's name, with how to say that it was so."""
    for pattern, kind, words in ((_RACE, "race", "a race"), (_INTERVALS, "intervals", "intervals")):
        if workout and pattern.search(workout):
            text = f"the workout's name, “{workout}”, suggests {words}: say `done --type {kind}`"
            return Effort(hard=False, text=f"{text} if it was")
    return None


def declared_efforts(
    diary: Sequence[DiaryEntry],
    days: Sequence[date],
    facts: Sequence[SessionFacts],
    aliases: Mapping[str, str],
) -> dict[str, Effort]:
    """Return session id -> what the runner said it was, of those said to be hard.

    Parameters
    ----------
    diary
        Entries as they stand; ``done`` ones say a type, and most of them a session.
    days, facts
        Sessions and the local day of each, for entries that name none: these mean the day's only
        run.
    aliases
        Ids of duplicates with the id that counts.
    """
    hard = [
        (entry, words)
        for entry in diary
        if entry.kind == "done" and (words := DECLARED_HARD.get(str(entry.values.get("type"))))
    ]
    runs_of: dict[date, list[str]] = {
        entry.day: [] for entry, _ in hard if entry.values.get("session") is None
    }
    if runs_of:
        sports, ids = values_of(facts, "sport"), values_of(facts, "id")
        for day, sport, name in zip(days, sports, ids, strict=True):
            if day in runs_of and sport == "running":
                runs_of[day].append(name)
    found = {}
    for entry, words in hard:
        named = entry.values.get("session")
        if named is not None:
            found[aliases.get(str(named), str(named))] = Effort(hard=True, text=words)
        elif len(runs_of[entry.day]) == 1:
            found[runs_of[entry.day][0]] = Effort(hard=True, text=words)
    return found


def _repeats(laps: Sequence[Lap]) -> list[Lap]:
    """Return the laps of work that a lap of rest follows."""
    return [
        lap
        for lap, following in pairwise(laps)
        if lap.intensity in _WORK
        and following.intensity in _REST
        and _length_s(lap) <= REPEAT_MOST_S
    ]


def _faster(work: Sequence[Lap], easy: Sequence[Lap]) -> bool:
    hard_speed, easy_speed = _speed_m_s(work), _speed_m_s(easy)
    return bool(easy_speed and hard_speed and hard_speed >= FASTER_THAN_WARM_UP * easy_speed)


def _speed_m_s(laps: Sequence[Lap]) -> float | None:
    known = [(lap.distance_m, _length_s(lap)) for lap in laps if lap.distance_m is not None]
    seconds = sum(length_s for _, length_s in known)
    return sum(metres for metres, _ in known) / seconds if seconds > 0 else None


def _length_s(lap: Lap) -> float:
    return lap.timer_s if lap.timer_s is not None else lap.end_s - lap.start_s
