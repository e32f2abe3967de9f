"""What another profile would change: classes of sessions, shares of weeks, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.flags.standing import standing_flags
from planner.thresholds.heart import heart_on
from planner.thresholds.trust import near_maximum

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSession:
    """One session before and after; equal but for its ceiling it is not listed."""

    before: Session
    after: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedWeek:
    """The aerobic share of one week before and after."""

    week_start: date
    before_frac: float | None
    after_frac: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything that would be judged differently; sequences oldest first.

    ``flags_gone`` and ``flags_new`` are warnings of the day that stand by one of the two only.
    """

    sessions: tuple[ChangedSession, ...]  # of another class
    weeks: tuple[ChangedWeek, ...]  # of another aerobic share
    flags_gone: tuple[Flag, ...]
    flags_new: tuple[Flag, ...]
    near_maximum: str | None  # that the ceiling lies too near the maximum to be right


def preview(before: Athlete, after: Athlete) -> Preview:
    """Return what differs between two judgements of the same sessions."""
    sessions = zip(before.sessions, after.sessions, strict=True)
    weeks = zip(before.weeks, after.weeks, strict=True)
    ceiling = after.ceiling
    heart = heart_on(after.profile, after.today, None)
    now, then = ({one.id: one for one in standing_flags(each)} for each in (before, after))
    return Preview(
        near_maximum=None if ceiling is None else near_maximum(ceiling.bpm, heart),
        flags_gone=tuple(one for name, one in now.items() if name not in then),
        flags_new=tuple(one for name, one in then.items() if name not in now),
        sessions=tuple(
            ChangedSession(before=old, after=new)
            for old, new in sessions
            if old.session_class != new.session_class
        ),
        weeks=tuple(
            ChangedWeek(
                week_start=old.week_start,
                before_frac=old.aerobic_frac,
                after_frac=new.aerobic_frac,
            )
            for old, new in weeks
            if old.aerobic_frac != new.aerobic_frac
        ),
    )
