"""The JSON of `status`: the verdict with all that it stands on, in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.judging.balance import monday_of, week_on
from reports.documents import rounded
from reports.documents.flags import flags_document
from reports.documents.plan import TodayDocument, today_document
from reports.documents.thresholds import trusted_ceiling
from reports.verdict import verdict
from reports.week_sentence import week_sentence
from reports.words import Units

if TYPE_CHECKING:
    from planner.body.readiness import Readiness
    from planner.day.judged import JudgedDay
    from planner.flags.model import PlanEffect
    from planner.week.model import Plan
    from planner.week.morning import Morning
    from reports.documents.diary import EntryDocument
    from reports.documents.flags import FlagDocument
    from reports.documents.thresholds import TrustedCeilingDocument
    from reports.verdict import Kind


class WindowDocument(TypedDict):
    """How aerobic the running of some weeks was."""

    name: str
    runs: int
    aerobic_s: float | None
    above_s: float | None
    unknown_s: float | None
    aerobic_frac: float | None


class VerdictDocument(TypedDict):
    """The first line: the worst of stop, act, ill, the way back, then the balance."""

    kind: Kind
    headline: str
    sentence: str
    balance: str | None
    hints: list[str]
    target_frac: float | None
    windows: list[WindowDocument]


class StatusWeekDocument(TypedDict):
    """The week so far, and what its plan asks; null where none can be made."""

    week_start: str
    sentence: str | None
    target_s: int | None
    phase: str | None


class MarkerDocument(TypedDict):
    """One marker of readiness that speaks."""

    name: str
    text: str


class ReadinessDocument(TypedDict):
    """What the last look says: level 0 to 3, until the day before the next look.

    ``off_until`` is the second of the two days off at level 3, null below it.
    """

    level: int
    look: str
    until: str
    off_until: str | None
    markers: list[MarkerDocument]


class MorningDocument(TodayDocument):
    """The day's work, with what `today` asked and kept.

    ``safety`` is the sentence that asks for the safety questions, null while they are answered.
    """

    safety: str | None
    readiness: ReadinessDocument | None
    logged: list[EntryDocument]


class StatusDocument(TypedDict):
    """All that the day says."""

    today: str
    verdict: VerdictDocument
    week: StatusWeekDocument
    effect: PlanEffect
    effect_reasons: list[str]
    day: TodayDocument
    flags: list[FlagDocument]
    ceiling: TrustedCeilingDocument | None
    readiness: ReadinessDocument | None


def status_document(day: JudgedDay, plan: Plan | None, work: Morning | None) -> StatusDocument:
    """Return the day's verdict, its week, its work and its warnings."""
    athlete, today = day.athlete, day.athlete.today
    effect = day.effect.on(today)
    return {
        "today": today.isoformat(),
        "verdict": _verdict(day),
        "week": _week(day, plan),
        "effect": effect.level,
        "effect_reasons": [reason.what for reason in effect.reasons],
        "day": today_document(today, work, day.flags),
        "flags": flags_document(day.flags, today),
        "ceiling": None if athlete.ceiling is None else trusted_ceiling(athlete, athlete.ceiling),
        "readiness": readiness_document(day.readiness),
    }


def readiness_document(state: Readiness | None) -> ReadinessDocument | None:
    """Return what the last look says, null where the runner wants none."""
    if state is None:
        return None
    return {
        "level": state.level,
        "look": state.look.isoformat(),
        "until": state.until.isoformat(),
        "off_until": None if state.off_until is None else state.off_until.isoformat(),
        "markers": [{"name": one.name, "text": one.said} for one in state.markers],
    }


def _verdict(day: JudgedDay) -> VerdictDocument:
    said = verdict(day.athlete, day.flags, day.readiness)
    return {
        "kind": said.kind,
        "headline": said.headline,
        "sentence": said.sentence,
        "balance": said.balance or None,
        "hints": list(said.hints),
        "target_frac": rounded(said.target, 4),
        "windows": [
            {
                "name": one.name,
                "runs": one.runs,
                "aerobic_s": rounded(one.aerobic_s),
                "above_s": rounded(one.above_s),
                "unknown_s": rounded(one.unknown_s),
                "aerobic_frac": rounded(one.aerobic_frac, 4),
            }
            for one in said.windows
        ],
    }


def _week(day: JudgedDay, plan: Plan | None) -> StatusWeekDocument:
    athlete = day.athlete
    monday = monday_of(athlete.today)
    units = Units(system=athlete.profile.units)
    week = week_on(athlete.weeks, monday)
    return {
        "week_start": monday.isoformat(),
        "sentence": None if week is None else week_sentence(week, athlete.diary, units),
        "target_s": None if plan is None else plan.target_s,
        "phase": None if plan is None else plan.phase,
    }
