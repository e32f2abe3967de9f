"""What a week's time is measured by: the weeks before it, what holds on its Monday, shared figures.

Figures are own choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import mean
from typing import TYPE_CHECKING, Final

from planner.past.weeks import WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.past.memory import Return
    from planner.past.weeks import PastWeek
    from planner.profile.limits import Limits

MIN_S: Final = 60.0
START_S: Final = 3 * 20 * MIN_S  # three times 20 min of run-walk
FREE_S: Final = 10 * MIN_S  # growth that no growth bound forbids
HIGHEST_WEEKS: Final = 4
STEP_FRAC: Final = 0.20  # over the last week done
STEP_S: Final = 15 * MIN_S
PAIN_FRAC: Final = 0.10
EXIT_WEEKS: Final = 4  # a tenth a week after a finished way back, no lighter week among them
EASED: Final = frozenset({"pain", "eased"})
DAYS_OFF: Final = frozenset({"ill", "away"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What holds on the Monday that is planned, beside the weeks before it.

    ``overdone_weeks`` counts the weeks for which two warnings of overdoing have stood (0: none or
    one); ``only_overdoing``: nothing but such warnings, or a ceiling in doubt, stands against
    growth; ``half_growth``: a stable pain of 1 or 2; ``ten_minutes``: medicine, pacemaker,
    arrhythmia or age bar more; ``grow_to_s``: the runner's own wish, null without one; ``racing``:
    a race lies ahead and says how much; ``taper`` is the Monday its taper begins.
    """

    no_growth: str = ""  # why not, empty where it may
    hold: str = ""
    easier: str = ""
    settling: bool = False  # a pain of 4 or 5 has come down only lately: a day between runs
    settling_here: bool = False  # and it stood in this week, which stays as easy
    overdone_weeks: int = 0
    only_overdoing: bool = False
    half_growth: bool = False
    ten_minutes: bool = False
    pregnant: bool = False
    returning: Return | None = None
    ladder_end: date | None = None  # a beginner's first ordinary weeks lie behind it
    grow_to_s: float | None = None
    racing: bool = False
    taper: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Seconds that a rule wants or leaves, and its sentence."""

    seconds: float
    why: str
    cuts: bool = False  # what it leaves is a lighter week, which counts for no reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules of a week's time look at; ``measure_s`` is the usual week."""

    weeks: Sequence[PastWeek]
    monday: date
    now: Now
    measure_s: float
    exits: Sequence[date]
    limits: Limits

    @property
    def last(self) -> PastWeek:
        """Return the week before."""
        return self.weeks[-1]

    def grown(self, seconds: float, frac: float, free_s: float = FREE_S) -> float:
        """Return what a growth bound allows over ``seconds``; half of it with a stable pain."""
        more_s = max(frac * seconds, free_s)
        return seconds + (more_s / 2 if self.now.half_growth else more_s)

    @property
    def weeks_since_exit(self) -> int:
        """Return whole weeks since a way back was finished, as many as count where none was."""
        found = weeks_since(self.exits, self.monday)
        return EXIT_WEEKS if found is None else found

    @property
    def over_last_s(self) -> float:
        """Return a tenth or ten minutes more than last week, from a floor of 3 x 20 min."""
        return over_s(self.last.seconds)

    @property
    def former_s(self) -> float:
        """Return the mean of the last weeks with a run, whatever they were."""
        run = [week.seconds for week in self.weeks if week.seconds > 0]
        return mean(run[-HIGHEST_WEEKS:]) if run else 0.0


def weeks_since(exits: Sequence[date], monday: date) -> int | None:
    """Return whole weeks since the week in which a way back was finished, null without one."""
    ended = max((day for day in exits if day < monday), default=None)
    if ended is None:
        return None
    return (monday - ended + timedelta(days=ended.weekday())) // WEEK - 1


def over_s(seconds: float) -> float:
    """Return a tenth or ten minutes more than a week, from a floor of 3 x 20 min run-walk."""
    return max(START_S, seconds * (1 + PAIN_FRAC), seconds + FREE_S)


def upper(clause: str) -> str:
    """Return a clause as the beginning of a sentence."""
    return clause[:1].upper() + clause[1:]
