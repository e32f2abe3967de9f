"""Back after a break (RULES 7.1, 7.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.time_off import BREAK_DAYS, breaks_on, is_break, share_after
from planner.body.way_back import way_back_on
from planner.flags.model import Evidence, Flag
from planner.past.asked import days_off_given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete
    from planner.body.time_off import Break

MAYBE_RAN: Final = "If you did run, import it first: what is not there counts as days off."


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note each break of seven or more days while it lasts and for three weeks after.

    Whoever runs once a week is not away for a day more: a break is long by the runner's own gaps.
    Days off that the plan gave make none, nor do those of a pain that stopped running: the way back
    says more of them.
    """
    way = way_back_on(athlete.diary, athlete.runs, athlete.today)
    given = days_off_given(athlete)
    days = sorted(set(athlete.run_days))
    for gap in breaks_on(reversed(days), athlete.today, day_gone=True):
        following = gap.first_run or athlete.today + timedelta(days=1)
        if way is not None and gap.last_run <= way.stopped <= following:
            continue
        if is_break(gap.last_run, following, days, given):
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
            *(MAYBE_RAN,) * (gap.first_run is None),
            "Start again with less; what was missed is gone.",
            "A long run from before the break does not justify the next one.",
        ),
        effect_words=f"The plan begins again at {words.share(share)} of the former volume at most"
        " and rises over three weeks.",
    )
