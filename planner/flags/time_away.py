"""Back after a break or an illness (RULES 7.1, 7.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.time_off import BREAK_DAYS, breaks_on, longest_break, share_after
from planner.flags.check import said_back
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.time_off import Break

_LOOK_BACK: Final = 120
_ILLNESS_DAYS: Final = 14  # an illness never said to be over counts as over then


def find_break(athlete: Athlete) -> Iterator[Flag]:
    """Note a break of seven or more days while it lasts and for three weeks after."""
    run_days = (session.local_date for session in reversed(athlete.sessions) if session.is_run)
    gap = longest_break(breaks_on(run_days, athlete.today, day_gone=True))
    if gap is not None:
        yield _break_flag(gap)


def _break_flag(gap: Break) -> Flag:
    last, days_off = gap.last_run, gap.days_off
    share = share_after(days_off)
    lead = "So far" if gap.first_run is None else "Back after"
    return Flag(
        id=f"time_away-{last.isoformat()}",
        severity="note",
        title=f"{lead} {days_off} days without a run",
        since=last + timedelta(days=BREAK_DAYS),
        evidence=(
            Evidence(
                what="days without a run",
                value=float(days_off),
                unit="d",
                baseline=None,
                limit=float(BREAK_DAYS),
                days=(last,) if gap.first_run is None else (last, gap.first_run),
            ),
        ),
        source="Mujika and Padilla 2000 (detraining from about two weeks); the shares are our own "
        "choice",
        evidence_strength="weak",
        advice=(
            "Begin again with less, not with what was missed.",
            "A long run of before the break does not license the next one.",
        ),
        effect_words=f"The plan begins again at {100 * share:.0f} % of the former volume and rises"
        " over three weeks.",
    )


def find_illness(athlete: Athlete) -> Iterator[Flag]:
    """Warn while an illness that was logged is not over."""
    ill = _standing_illness(athlete)
    if not ill:
        return
    fever = any(
        entry.values.get("fever") is True
        for entry in said_back(athlete, _LOOK_BACK)
        if entry.kind == "illness" and entry.day in ill
    )
    yield Flag(
        id=f"illness-{ill[0].isoformat()}",
        severity="watch",
        title="Ill" + (" with fever" if fever else ""),
        since=ill[0],
        evidence=(
            Evidence(
                what="days logged as ill",
                value=float(len(ill)),
                unit="d",
                baseline=None,
                limit=None,
                days=tuple(ill),
            ),
        ),
        source="General medical advice; the hours are our own choice",
        evidence_strength="weak",
        advice=(
            "Say when it is over: aerobase log illness --over",
            "With fever, chest pain or a racing heart at rest: see a clinician.",
        ),
        plan_effect="no_quality",
        effect_words="No run until 48 hours free of fever; then two easy runs of at most"
        " 30 minutes.",
    )


def _standing_illness(athlete: Athlete) -> Sequence[date]:
    """Return the days of the illness that stands today, oldest first."""
    days: list[date] = []
    for entry in said_back(athlete, _LOOK_BACK):
        if entry.kind != "illness":
            continue
        if entry.values.get("over") is True:
            days = []
        else:
            days.append(entry.day)
    standing = days and (athlete.today - days[-1]).days <= _ILLNESS_DAYS
    return sorted(set(days)) if standing else []
