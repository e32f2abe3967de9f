"""How many advices a runner could hear while the verdict on the running above the ceiling stood."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.athlete import once
from planner.flags.aerobic_share import LEAST_MINUTES, share_target
from planner.judging.balance import monday_of

if TYPE_CHECKING:
    from planner.athlete import Athlete

ADVICE_WEEKS: Final = 4  # own choice: so long one advice is tried
WINDOW_WEEKS: Final = 4  # own choice: those of the verdict
SILENT_WEEKS: Final = 8  # own choice: after so many without a verdict another one begins
_WEEK: Final = timedelta(weeks=1)


def advices_tried(athlete: Athlete, *, after: int = 0) -> int:
    """Return how many advices were tried for four weeks each, ``after`` the verdict's first weeks.

    They count from the journal's beginning, for before it nobody was told anything: after a first
    import years of history are no advice that did not work. Looked back to a day before it, they
    count as if they had been read then.
    """
    weeks = max(0, weeks_standing(athlete) - 1 - after)
    since, today = athlete.heard_since, athlete.today
    if since is None:
        return 0
    return (weeks if since > today else min(weeks, (today - since) // _WEEK)) // ADVICE_WEEKS


@once
def weeks_standing(athlete: Athlete) -> int:
    """Return for how many weeks the share of the last four weeks has been under the target.

    Up to the last whole week, and 0 where it is not under it now. Four weeks with too little to
    judge by are passed over, unless more than eight of them follow each other.
    """
    target, least_s = share_target(athlete), LEAST_MINUTES * 60
    this = monday_of(athlete.today)
    weeks = [week for week in athlete.weeks if week.week_start < this]
    first = None
    silent = 0
    for end in range(len(weeks), 0, -1):
        last = weeks[max(0, end - WINDOW_WEEKS) : end]
        under_s = sum(week.aerobic_s for week in last)
        known_s = under_s + sum(week.anaerobic_s for week in last)
        if known_s < least_s:
            silent += 1
            if silent > SILENT_WEEKS:
                break
        elif under_s < target * known_s:
            first, silent = end, 0
        else:
            break
    return 0 if first is None else len(weeks) - first + 1
