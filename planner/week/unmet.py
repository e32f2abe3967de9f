"""What the week could not keep, by rule, and why: nothing is dropped silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner import words
from planner.week.model import Unmet
from planner.week.problems import (
    balance_forbidden,
    slrdl_forbidden,
    stood_min,
    strength_forbidden,
    strength_problem,
)
from planner.week.race import race_beyond
from planner.week.strength_search import WANTED, before_race, slrdl_fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.week.run_search import RunWeek
    from planner.week.situation import Situation
    from planner.week.strength_search import StrengthProblem, StrengthWeek
    from planner.week.week_so_far import Frame

TARGET_TIME: Final = "target time"
NOTABLE_MIN: Final = 5
NOTABLE_SHARE: Final = 0.05
KIND_NAMES: Final = {
    "long": "long run",
    "maf_test": "MAF test",
    "drift_test": "drift test",
    "quality": "quality run",
}


def unmet_of(
    situation: Situation,
    frame: Frame,
    runs: RunWeek,
    strength: StrengthWeek,
    *,
    second_runs: Mapping[int, int],
    refused: tuple[str, ...],
) -> tuple[Unmet, ...]:
    """Return the rules that this week does not keep."""
    found = [Unmet(rule="your change", why=f"It cannot stand: {why}.") for why in refused]
    found += _time(situation, frame, runs, second_runs)
    if any(situation.open_min):  # where no run may be, the week itself says why
        found += [
            Unmet(
                rule=KIND_NAMES.get(kind, kind),
                why="No day of this week can take it under the rules; an easy run stands for it.",
            )
            for kind in runs.dropped
        ]
        gone = () if frame.asked is None else frame.asked.days[: frame.gone]
        kept = {KIND_NAMES.get(day.run.kind) for day in gone if day.run is not None}
        found += [
            Unmet(rule=rule, why=why) for rule, why in situation.wishes.unmet if rule not in kept
        ]
    found += _fixed(situation, frame, runs)
    found += _race(situation, frame, runs)
    found += _strength(situation, frame, runs, strength)
    return tuple(found)


def _time(
    situation: Situation, frame: Frame, runs: RunWeek, second_runs: Mapping[int, int]
) -> list[Unmet]:
    """Name the minutes that found no place, unless the week had begun without a plan."""
    if frame.gone and frame.stored is None:
        return []
    target_min = situation.target.seconds / 60
    race_min = sum(run.minutes for run in runs.runs.values() if run.kind == "race")
    missing = int(target_min) - runs.minutes - sum(second_runs.values()) + race_min
    if not is_notable(missing, target_min):
        return []
    return [Unmet(rule=TARGET_TIME, why=_missing_why(situation, frame, missing))]


def is_notable(missing_min: float, target_min: float) -> bool:
    """Return whether so many minutes missing of a week are said, with why; fewer are rounding."""
    return missing_min >= max(NOTABLE_MIN, NOTABLE_SHARE * target_min)


def _missing_why(situation: Situation, frame: Frame, missing: int) -> str:
    lead = f"{missing} min are left out and not made up elsewhere"
    closed = {why for why in situation.closed[frame.gone :] if why is not None}
    if situation.edits:
        closed.add("you changed the week")
    if situation.careful_runs:
        closed.add("the first runs after an illness are short")
    if stood_min(situation, frame) is not None:
        closed.add("more care is needed than the week was made with, so no day gets more")
    if closed:
        return f"{lead}: {'; '.join(sorted(closed))}."
    return f"{lead}: {'; '.join(_held_by(situation, frame))}."


def _held_by(situation: Situation, frame: Frame) -> list[str]:
    """Return what lets the days that are open take no more."""
    target, because = situation.target, situation.effect.because
    as_ = f" as {because}" if because else ""
    found = [] if target.longest_min is None else [f"no run over {target.longest_min} min{as_}"]
    if target.alternate_days:
        found.append("a day between runs")
    if any(situation.profile.availability.max_minutes):
        found.append("your minutes a day")
    if frame.gone:
        found.append("the days gone")
    return found or ["the longest run's limit"]


def _fixed(situation: Situation, frame: Frame, runs: RunWeek) -> list[Unmet]:
    """Name fixed runs whose day is shut."""
    missed = [
        number
        for number in sorted(situation.profile.availability.fixed_runs)
        if number >= frame.gone and number not in runs.runs and situation.open_min[number] == 0
    ]
    return [
        Unmet(rule="fixed run", why=f"{situation.day(number)}: {situation.closed[number]}.")
        for number in missed
    ]


def _race(situation: Situation, frame: Frame, runs: RunWeek) -> list[Unmet]:
    """Name the 30-day limit where the race to come passes it."""
    why, day = race_beyond(situation), situation.race
    if why is None or day is None or day < frame.gone or day not in runs.runs:
        return []
    return [Unmet(rule="longest run", why=why)]


def _strength(
    situation: Situation, frame: Frame, runs: RunWeek, strength: StrengthWeek
) -> list[Unmet]:
    found = []
    forbidden = strength_forbidden(situation)[frame.gone :]
    joined = "; ".join(sorted({why for why in forbidden if why is not None}))
    if joined:
        found.append(Unmet(rule="squat every day", why=f"Not on every day: {joined}."))
    if len(strength.balance) < WANTED:
        why = balance_forbidden(situation) or joined or "too few days are left in this week"
        found.append(Unmet(rule="balance at least twice", why=f"{_sentence(why)}."))
    if len(strength.slrdl) < WANTED:
        why = slrdl_forbidden(situation) or _slrdl_why(
            strength_problem(situation, frame, runs),
            [words.weekday(situation.day(number))[:3] for number in range(7)],
            taken=strength.slrdl,
            gone=frame.gone,
            forbidden=joined,
        )
        found.append(Unmet(rule="single-leg deadlift at least twice", why=f"{_sentence(why)}."))
    return found


def _slrdl_why(
    problem: StrengthProblem,
    names: Sequence[str],
    *,
    taken: frozenset[int],
    gone: int,
    forbidden: str,
) -> str:
    """Return what leaves no two days for the deadlift: whatever bars one, with its days."""
    beside = f"too near the one on {', '.join(names[number] for number in sorted(taken))}"
    days: dict[str, list[str]] = {}
    for number in range(gone, 7):
        if number not in problem.closed:
            free = "it is planned" if number in taken else beside
            days.setdefault(_barred(problem, number) or free, []).append(names[number])
    parts = [f"{', '.join(found)}: {why}" for why, found in days.items()]
    parts = [*([forbidden] if forbidden else []), *parts]
    return f"no two days far enough apart are left. {'; '.join(parts)}" if parts else forbidden


def _barred(problem: StrengthProblem, number: int) -> str | None:
    """Return why a day that is left takes no deadlift, or None where it could."""
    if before_race(problem, number):
        return "the race, or the two days before it"
    if number in problem.big:
        return f"big for the legs, {problem.big[number]}"
    if number in problem.no_slrdl:
        return problem.no_slrdl[number]
    return None if slrdl_fits(problem, number) else "before a big day, and no easy run on it"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
