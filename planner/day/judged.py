"""One judged day: the athlete with all that is concluded of the day, made once and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.body.readiness import Known, readiness_on
from planner.body.state import body_on
from planner.day.doubt import advised_in_doubt, doubt_on
from planner.day.effect import Effect
from planner.day.hard_running import hard_running
from planner.day.reasons import reasons_on
from planner.flags.standing import FlagDays
from planner.judging.balance import monday_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.readiness import Readiness
    from planner.body.state import Body
    from planner.day.doubt import Doubt
    from planner.day.hard_running import HardRunning
    from planner.flags.model import Flag
    from planner.session import Ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedDay:
    """The athlete's day with its flags, its body and the effect that stands.

    ``days`` remembers what every check found on which day, for views that look back.
    """

    athlete: Athlete
    days: FlagDays
    flags: tuple[Flag, ...]
    body: Body
    effect: Effect
    doubt: Doubt | None
    readiness: Readiness | None

    @property
    def pace_ceiling(self) -> Ceiling | None:
        """Return the ceiling that tells pace and gait: none while it is in doubt (JUDGEMENT 4, 7).

        What is run then is told by the runs themselves, as without a ceiling.
        """
        return None if self.doubt is not None else self.athlete.plan_ceiling

    def hard_running(self, monday: date) -> HardRunning:
        """Return what bars hard running in the week of ``monday``, this one or the next."""
        if monday == monday_of(self.athlete.today):
            return self.effect.hard
        return hard_running(self.days, self.flags, self.effect.lasting.reasons, monday)


def judge_day(athlete: Athlete, flags: Sequence[Flag] | None = None) -> JudgedDay:
    """Return the athlete's day, judged.

    Parameters
    ----------
    flags
        The warnings that it obeys; by default those that stand.
    """
    days = FlagDays(athlete)
    standing = days.standing() if flags is None else tuple(flags)
    body = body_on(athlete.diary, athlete.today, athlete.profile.limits, ran=athlete.run_days)
    doubt = doubt_on(athlete)
    if doubt is not None:
        standing = advised_in_doubt(standing, doubt)
    readiness = _readiness(athlete)
    reasons = reasons_on(athlete, standing, body, doubted=doubt is not None, readiness=readiness)
    lasting = tuple(reason for reason in reasons if reason.until is None)
    hard = hard_running(days, standing, lasting, monday_of(athlete.today))
    return JudgedDay(
        athlete=athlete,
        days=days,
        flags=standing,
        body=body,
        effect=Effect(reasons=reasons, hard=hard),
        doubt=doubt,
        readiness=readiness,
    )


def _readiness(athlete: Athlete) -> Readiness | None:
    """Return what the last look says, None where the runner wants none."""
    if not athlete.profile.readiness:
        return None
    known = Known(diary=athlete.diary, wellness=athlete.wellness, runs=athlete.runs)
    return readiness_on(known, athlete.today)
