"""What each past week was: how much was run, and the one reason that says what it counts for.

Weeks that pain, illness, absence, a race or a plan made small are no norm; three quiet weeks
without any reason are the new habit. All figures here are own choice unless
a source stands beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import mean, median
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.time_off import share_after

if TYPE_CHECKING:
    from collections.abc import Sequence

WeekReason: TypeAlias = Literal[
    "after race", "race", "pain", "eased", "ill", "away", "lighter", "quiet", "ordinary"
]

WEEK: Final = timedelta(weeks=1)
REMEMBERED_WEEKS: Final = 12
REFERENCE_WEEKS: Final = 3  # the reference is the median of so many ordinary weeks
PART_WEEKS: Final = 4  # without an ordinary one: the mean of the last so many weeks with a run
QUIET_FRAC: Final = 0.60  # of the reference; below it a week is quiet
MISSED_FRAC: Final = 0.85  # of what was asked; below it a run was missed
LIGHT_FRAC: Final = 0.90  # of the reference; a lighter week run beyond it was none
BACK_FRAC: Final = 0.80  # of the reference; from here the way back from pain, illness, absence ends
HABIT_WEEKS: Final = 3  # so many quiet weeks running are the new habit
SHORT_ILLNESS_DAYS: Final = 3
AWAY_DAYS: Final = 3  # days of a week inside a break that make the week one of absence


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceClass:
    """What a race of some length asks of the days and weeks after it.

    ``rest_days`` without a planned run, then ``shares`` of the reference, one a Monday week.
    Caution more than evidence: marathoners' aerobic measures were back after 7 days and soreness
    after 4 (PMC5613699, n = 11), and easy 40-minute runs did no harm (PubMed 33251988, n = 64).
    """

    to_km: float
    rest_days: int
    shares: tuple[float, ...]


RACE_CLASSES: Final = (
    RaceClass(to_km=12.0, rest_days=1, shares=(0.75, 1.0)),
    RaceClass(to_km=25.0, rest_days=3, shares=(0.40, 0.70, 1.0)),
    RaceClass(to_km=45.0, rest_days=5, shares=(0.25, 0.50, 0.75, 1.0)),
    RaceClass(to_km=float("inf"), rest_days=7, shares=(0.25, 0.50, 0.75, 1.0)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRace:
    """A race that was run, or a very long run that counts like one.

    ``km`` is its length, or its time at easy pace where only that is known; ``small``: under an
    hour and within 1.10 of the longest run of 30 days, which leaves its week ordinary.
    """

    day: date
    km: float
    declared: bool
    small: bool = False

    @property
    def name(self) -> str:
        """Return what it was, in words: nobody who ran far reads of a race that was none."""
        return f"{'race' if self.declared else 'very long run'} of {words.day(self.day)}"

    @property
    def rule(self) -> RaceClass:
        """Return what follows a race of this length."""
        return next(one for one in RACE_CLASSES if self.km <= one.to_km)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """One whole week as it went, Monday to Sunday, before anything is said of it.

    Walks to and from a run are no part of ``seconds``, and ``running_s`` is that without any
    walking; ``asked_s`` is what its plan asked for, null without one; ``planned_less``: its plan
    was a lighter week, a taper, or cut by warnings or readiness; ``pain``: pain eased or stopped
    running on one of its days, or the way back was on; ``eased``: something else did, readiness or
    a warning, by its plan; ``walks_asked``: its plan asked for run and walk on a return;
    ``away_days`` lie in a break; ``last_run`` is the last run up to its end.
    """

    start: date
    seconds: float
    running_s: float
    longest_s: float
    longest_running_s: float
    days: int
    runs: int
    last_run: date | None
    asked_s: float | None = None
    planned_less: bool = False
    pain: bool = False
    eased: bool = False
    walks_asked: bool = False
    ill_days: int = 0
    fever: bool = False
    away_days: int = 0
    race: PastRace | None = None

    @property
    def run_share(self) -> float:
        """Return what was run of its time; 0 of nothing."""
        return self.running_s / self.seconds if self.seconds else 0.0

    @property
    def kept(self) -> bool | None:
        """Return whether what its plan asked for was run, a little less included; None without."""
        return None if self.asked_s is None else self.seconds >= MISSED_FRAC * self.asked_s


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """A week with its reason; ``reference_s`` is the reference on its Monday, null before any.

    ``counts``: it may be part of a later reference; ``new_habit``: one of three quiet weeks that
    became the habit.
    """

    facts: WeekFacts
    reason: WeekReason
    reference_s: float | None
    counts: bool
    new_habit: bool = False

    @property
    def start(self) -> date:
        """Return its Monday."""
        return self.facts.start

    @property
    def seconds(self) -> float:
        """Return its running time."""
        return self.facts.seconds

    @property
    def measure_s(self) -> float:
        """Return what it counts for in a later reference.

        A planned week run a little short counts as the usual week: small misses, added up, would
        else lead down without end.
        """
        asked_s = self.facts.asked_s
        if asked_s is None or self.reference_s is None or not self.facts.kept:
            return self.seconds
        return max(self.seconds, min(asked_s, self.reference_s))


def past_weeks(facts: Sequence[WeekFacts], *, exits: Sequence[date] = ()) -> tuple[PastWeek, ...]:
    """Return the weeks with their reasons, oldest first, without holes.

    ``exits`` are the days on which a way back was finished: the week of such a day is the first
    that counts again, those before it count no more.
    """
    weeks: list[PastWeek] = []
    for one in facts:
        if len(weeks) == 1 and weeks[0].seconds < QUIET_FRAC * one.seconds:
            weeks[0] = replace(weeks[0], counts=False)  # what is known began in its middle
        reference_s = reference(weeks, one.start, exits=exits)
        reason = _reason(one, weeks, reference_s)
        ended = any(one.start <= day < one.start + WEEK for day in exits)
        weeks.append(
            PastWeek(
                facts=one,
                reason=reason,
                reference_s=reference_s,
                counts=ended or (reason == "ordinary" and one.seconds > 0),
            )
        )
        if all(week.reason == "quiet" for week in weeks[-HABIT_WEEKS:]) and one.seconds > 0:
            weeks[-HABIT_WEEKS:] = [
                replace(week, reason="ordinary", counts=week.seconds > 0, new_habit=True)
                for week in weeks[-HABIT_WEEKS:]
            ]
    return tuple(weeks)


def _reason(week: WeekFacts, before: Sequence[PastWeek], reference_s: float | None) -> WeekReason:
    """Return the first reason of the list that holds."""
    seconds = week.seconds
    most = seconds if reference_s is None else reference_s  # nothing known: nothing is quiet
    short = week.ill_days <= SHORT_ILLNESS_DAYS and not week.fever
    back = before[-1].reason if before and seconds < BACK_FRAC * most else None
    missed = week.kept is False
    quiet = seconds < QUIET_FRAC * most
    found: tuple[tuple[bool, WeekReason], ...] = (
        (after_race_share([one.facts for one in before], week.start) is not None, "after race"),
        (week.race is not None and not week.race.small, "race"),
        (week.pain, "pain"),
        (week.eased, "eased"),
        (week.ill_days > 0 and (quiet or not short), "ill"),
        (week.away_days >= AWAY_DAYS, "away"),
        (back == "pain", "pain"),
        (back == "eased", "eased"),
        (back == "ill", "ill"),
        (back == "away", "away"),
        (week.planned_less and seconds < LIGHT_FRAC * most and not (missed and quiet), "lighter"),
        (quiet, "quiet"),
        (missed, "lighter"),
    )
    return next((reason for holds, reason in found if holds), "ordinary")


def reference(
    weeks: Sequence[PastWeek], monday: date, *, exits: Sequence[date] = ()
) -> float | None:
    """Return the runner's own measure on a Monday in seconds, null where nothing was ever run.

    The median of the last three ordinary weeks of twelve; of two the lower; of one that one; of
    none the mean of the last four weeks with a run, times what the days off since leave
    (RULES 7.4).
    """
    last = [week.measure_s for week in counted_weeks(weeks, monday, exits=exits)][-REFERENCE_WEEKS:]
    if len(last) == REFERENCE_WEEKS:
        return median(last)
    if last:
        return min(last)
    run = [week for week in weeks if week.seconds > 0 and week.start < monday]
    if not run:
        return None
    days_off = 0
    if run[-1].facts.last_run is not None:
        days_off = max(0, (monday - run[-1].facts.last_run).days - 1)
    return mean(week.seconds for week in run[-PART_WEEKS:]) * share_after(days_off)


def counted_weeks(
    weeks: Sequence[PastWeek], monday: date, *, exits: Sequence[date] = ()
) -> list[PastWeek]:
    """Return the weeks that the reference of a Monday may be made of, oldest first."""
    ended = [day - timedelta(days=day.weekday()) for day in exits if day < monday]
    since = max((monday - REMEMBERED_WEEKS * WEEK, *ended))
    first, end = (bisect_left(weeks, day, key=lambda one: one.start) for day in (since, monday))
    return [week for week in weeks[first:end] if week.counts]


def after_race_share(facts: Sequence[WeekFacts], monday: date) -> float | None:
    """Return the share of the reference that past races leave the week of ``monday``, or null."""
    found = after_race(facts, monday)
    return None if found is None else found[0]


def after_race(facts: Sequence[WeekFacts], monday: date) -> tuple[float, PastRace] | None:
    """Return that share with the race that asks for it: the least where two races meet."""
    found = []
    for week in facts:
        if week.race is None or week.race.small:
            continue
        place = (monday - week.start) // WEEK - 1
        if 0 <= place < len(week.race.rule.shares):
            found.append((week.race.rule.shares[place], week.race))
    return min(found, key=lambda one: one[0], default=None)
