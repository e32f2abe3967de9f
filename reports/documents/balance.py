"""The JSON of `balance`: weeks, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.past.memory import week_reasons
from reports.documents import rounded
from reports.week_sentence import week_sentence
from reports.words import Units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.judging.balance import OtherSport, Week
    from planner.past.weeks import WeekReason


class OtherSportDocument(TypedDict):
    """What a week held beside running."""

    sport: str
    duration_s: float | None
    load_hrss: float | None


class WeekDocument(TypedDict):
    """One week of running; aerobic, anaerobic and unknown seconds add up to the duration."""

    week_start: str
    sessions: int
    duration_s: float | None
    aerobic_s: float | None
    anaerobic_s: float | None
    unknown_s: float | None
    aerobic_frac: float | None
    aerobic_sessions_frac: float | None
    load_hrss: float | None
    distance_m: float | None
    longest_run_m: float | None
    ascent_m: float | None
    reason: WeekReason | None
    sentence: str
    flags: list[str]
    other_sports: list[OtherSportDocument]


def balance_document(
    athlete: Athlete, weeks: Sequence[Week], flags: Mapping[date, Sequence[str]]
) -> list[WeekDocument]:
    """Return these weeks of an athlete; ``flags`` maps a week's Monday to ids of flags.

    ``reason`` is what a week counts for when the next is planned, null while it is not over; a week
    that something else than pain eased counts as one of pain does, and has that word.
    """
    reasons = week_reasons(athlete)
    units = Units(system=athlete.profile.units)
    return [
        week_document(
            week,
            reasons.get(week.week_start),
            week_sentence(week, athlete.diary, units),
            flags.get(week.week_start, ()),
        )
        for week in weeks
    ]


def week_document(
    week: Week,
    reason: WeekReason | None = None,
    sentence: str = "",
    flags: Sequence[str] = (),
) -> WeekDocument:
    """Return one week; what needs other weeks as well is the caller's to give."""
    return {
        "week_start": week.week_start.isoformat(),
        "sessions": week.sessions,
        "duration_s": rounded(week.duration_s),
        "aerobic_s": rounded(week.aerobic_s),
        "anaerobic_s": rounded(week.anaerobic_s),
        "unknown_s": rounded(week.unknown_s),
        "aerobic_frac": rounded(week.aerobic_frac, 4),
        "aerobic_sessions_frac": rounded(week.aerobic_sessions_frac, 4),
        "load_hrss": rounded(week.load_hrss, 2),
        "distance_m": rounded(week.distance_m, 1),
        "longest_run_m": rounded(week.longest_run_m, 1),
        "ascent_m": rounded(week.ascent_m, 1),
        "reason": "pain" if reason == "eased" else reason,
        "sentence": sentence,
        "flags": list(flags),
        "other_sports": [_other(sport) for sport in week.other_sports],
    }


def _other(sport: OtherSport) -> OtherSportDocument:
    return {
        "sport": sport.sport,
        "duration_s": rounded(sport.duration_s),
        "load_hrss": rounded(sport.load_hrss, 2),
    }
