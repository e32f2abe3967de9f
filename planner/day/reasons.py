"""Why a day has to be careful: what flags, the body and the morning ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.morning import said_this_morning
from planner.body.pain import EASES_FROM, SAFE
from planner.body.readiness import SHORTER
from planner.day.doubt import IN_DOUBT
from planner.flags.model import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.readiness import Readiness
    from planner.body.state import Body
    from planner.flags.model import Flag, PlanEffect

Source: TypeAlias = Literal["flag", "body", "morning", "ceiling", "readiness"]
ORDER: Final[tuple[PlanEffect, ...]] = tuple(EFFECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for an effect: ``what`` stands, and what the plan ``does`` because of it.

    ``until`` is its last day; None where it stands until something else is said or run.
    """

    effect: PlanEffect
    source: Source
    what: str
    does: str
    until: date | None = None
    shorter_frac: float = 1.0  # of the minutes of easy running while it stands


def rank(effect: PlanEffect) -> int:
    """Return the place of an effect in their order: the stricter, the higher."""
    return ORDER.index(effect)


def is_stricter(one: PlanEffect, other: str) -> bool:
    """Return whether one effect asks for more care than another; a foreign word is none."""
    return rank(one) > (ORDER.index(other) if other in ORDER else 0)


def strictest(effects: Iterable[PlanEffect]) -> PlanEffect:
    """Return the strictest of these effects."""
    return max(effects, key=rank, default="none")


def clause(reasons: Sequence[Reason]) -> str:
    """Return the first reason as a clause, such as "“Pain 4 of 10” stands"; empty without any."""
    return f"“{reasons[0].what}” stands" if reasons else ""


def reasons_on(
    athlete: Athlete,
    flags: Sequence[Flag],
    body: Body,
    *,
    doubted: bool,
    readiness: Readiness | None,
) -> tuple[Reason, ...]:
    """Return the reasons on the athlete's day, the strictest first; of equals flags before body."""
    found = [
        Reason(effect=flag.plan_effect, source="flag", what=flag.title, does=flag.effect)
        for flag in flags
        if flag.plan_effect != "none"
    ]
    found += _of_body(athlete, body, found)
    found += _of_readiness(readiness, athlete.today)
    if doubted:
        what, does = IN_DOUBT, "The week's target does not rise, and is not cut."
        found.append(Reason(effect="no_growth", source="ceiling", what=what, does=does))
    found += [
        Reason(
            effect="hold", source="morning", what=said, does=EFFECTS["hold"], until=athlete.today
        )
        for said in said_this_morning(athlete.diary, athlete.today, athlete.profile.limits)
    ]
    return tuple(sorted(found, key=lambda reason: -rank(reason.effect)))


def readiness_words(state: Readiness | None, flags: Sequence[Flag], today: date) -> str:
    """Return what readiness says; nothing beside a warning that bars running, which says more."""
    if state is None or rank(strictest(flag.plan_effect for flag in flags)) >= rank("no_run"):
        return ""
    return state.sentence(today)


def readiness_level(state: Readiness | None, flags: Sequence[Flag], today: date) -> str:
    """Return the level where one is said, in a line."""
    said = readiness_words(state, flags, today)
    return f"Readiness, level {state.level} of 3: aerobase today" if state and said else ""


def _of_readiness(state: Readiness | None, today: date) -> list[Reason]:
    """Return what the last look asks for: level 3 shapes the week, less ends at the next look."""
    if state is None or not state.level:
        return []
    what, does = f"Readiness: {state.said}", state.does(today)
    if state.off_until is None:
        return [
            Reason(
                effect="no_quality",
                source="readiness",
                what=what,
                does=does,
                until=state.until,
                shorter_frac=SHORTER if state.level > 1 else 1.0,
            )
        ]
    easier = Reason(effect="easier", source="readiness", what=what, does=EFFECTS["easier"])
    if not state.is_off(today):
        return [easier]
    return [replace(easier, effect="no_run", does=does, until=state.off_until), easier]


def _of_body(athlete: Athlete, body: Body, flagged: Sequence[Reason]) -> list[Reason]:
    """Return what the diary itself asks for where no flag says as much (RULES 5.4, 7.1)."""
    found, worst = [], body.worst
    if body.stopped or (worst is not None and worst.score > athlete.profile.limits[SAFE]):
        eased = worst is not None and worst.score >= EASES_FROM
        effect: PlanEffect = "no_run" if body.stopped else "easier" if eased else "hold"
        what = "Pain"
        if worst is not None:
            what += f" {worst.score:g} of 10 ({words.where(worst.place, worst.side)})"
        found.append(Reason(effect=effect, source="body", what=what, does=EFFECTS[effect]))
    found = [one for one in found if all(rank(one.effect) > rank(said.effect) for said in flagged)]
    ill = body.illness.standing
    if ill is not None:
        found.append(
            Reason(
                effect="no_run",
                source="body",
                what=ill.title(athlete.today),
                does=ill.does,
                until=body.illness.no_run_until,
            )
        )
    return found
