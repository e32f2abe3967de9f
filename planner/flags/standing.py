"""Which warnings stand: every check asked, switched-off ones silent, cleared ones gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.athlete import on_day
from planner.flags.check import cleared_id
from planner.flags.checks import CHECK_OF, CHECKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.check import Check
    from planner.flags.model import Flag, Severity

CLINICIAN_FIRST: Final = "Nothing here before a clinician has seen you."
SEVERITIES: Final[tuple[Severity, ...]] = ("stop", "act", "watch", "note")


class FlagDays:
    """The flags of an athlete's day and of the days before it; each check is asked once a day.

    One is made a command and handed down. Each day is judged with what was known on it: nothing
    later is looked at. A check that the profile switches off is off everywhere: not asked, and
    unknown to the checks that read others.
    """

    def __init__(self, athlete: Athlete) -> None:
        self.athlete = athlete
        self._latest = athlete  # as known on the day looked at last
        self._found: dict[tuple[date, str], tuple[Flag, ...]] = {}

    def standing(
        self, day: date | None = None, checks: Sequence[Check] = CHECKS
    ) -> tuple[Flag, ...]:
        """Return the flags that stand on ``day`` (today), the most severe first, then the newest.

        A flag that was cleared on or after the day it began stays away until its condition begins
        anew. Beside a ``stop`` no other flag gives advice: pressing a calf that may hold a clot
        would be the wrong thing to do. ``checks`` may be some of them where the others do not
        matter.
        """
        known = self._on(self.athlete.today if day is None else day)
        found = (flag for check in checks for flag in self._asked(known, check))
        standing = sorted((flag for flag in found if not _is_cleared(known, flag)), key=by_severity)
        if standing and standing[0].severity == "stop":
            return tuple(
                flag if flag.severity == "stop" else replace(flag, advice=(CLINICIAN_FIRST,))
                for flag in standing
            )
        return tuple(standing)

    def cleared(self) -> tuple[Flag, ...]:
        """Return the flags whose condition holds today but which the runner has cleared."""
        found = (flag for check in CHECKS for flag in self._asked(self.athlete, check))
        return tuple(
            sorted((one for one in found if _is_cleared(self.athlete, one)), key=by_severity)
        )

    def _on(self, day: date) -> Athlete:
        if day == self.athlete.today:
            return self.athlete
        if day != self._latest.today:
            self._latest = on_day(self.athlete, day)
        return self._latest

    def _asked(self, known: Athlete, check: Check) -> tuple[Flag, ...]:
        """Return what a check finds, cleared or not; the checks that it reads are asked first."""
        if check.name in known.profile.flags_off:
            return ()
        asked = (known.today, check.name)
        if asked not in self._found:
            found = () if check.find is None else check.find(known)
            if check.combine is not None:
                read = [flag for name in check.reads for flag in self._asked(known, CHECK_OF[name])]
                found = check.combine(known, [one for one in read if not _is_cleared(known, one)])
            self._found[asked] = tuple(replace(one, check=check.name) for one in found)
        return self._found[asked]


def standing_flags(athlete: Athlete, checks: Sequence[Check] = CHECKS) -> tuple[Flag, ...]:
    """Return the flags that stand on ``athlete.today``: see ``FlagDays.standing``."""
    return FlagDays(athlete).standing(checks=checks)


def by_severity(flag: Flag) -> tuple[int, int, str]:
    """Return what puts flags in order: the most severe first, then the newest."""
    return SEVERITIES.index(flag.severity), -flag.since.toordinal(), flag.id


def _is_cleared(known: Athlete, flag: Flag) -> bool:
    return not CHECK_OF[flag.check].clears_itself and any(
        event.day >= flag.since and cleared_id(event) == flag.id for event in known.events
    )
