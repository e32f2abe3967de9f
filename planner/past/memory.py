"""From the athlete to past weeks with their reasons, and to what the way back asks.

Runs, diary, journal and profile are read here once for all rules of a week's time.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from planner.athlete import once, seen_alike
from planner.body.illness import illnesses_on
from planner.body.longest_run import longest_run
from planner.body.pain import days_eased
from planner.body.time_off import is_break
from planner.body.way_back import (
    done_runs,
    running_s,
    standing_way_back,
    ways_back,
    without_ends_s,
)
from planner.judging.balance import monday_of
from planner.past.asked import asked_weeks, days_asked, days_off_given, runs_to_come
from planner.past.weeks import WEEK, PastRace, WeekFacts, past_weeks
from planner.session import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from planner.athlete import Athlete
    from planner.body.illness import Illness
    from planner.body.way_back import WayBack
    from planner.past.asked import AskedWeek
    from planner.past.weeks import PastWeek, WeekReason
    from planner.session import Session

VERY_LONG_FRAC: Final = 1.5  # over the longest of 30 days, and
VERY_LONG_S: Final = 120 * 60.0  # so long: like a race
SMALL_RACE_S: Final = 60 * 60.0
SMALL_RACE_FRAC: Final = 1.10
LOOK_BACK_WEEKS: Final = 120  # two years, and a quarter before them
EASY_M_S: Final = 2.7  # a race of unknown length counts its minutes at this, unless more is known
LESS: Final = frozenset({"deload", "taper", "return", "after race", "step back", "way back"})
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The way back from illness or absence: the last days off, and what was run since.

    ``since`` is the first run after them, null while none was run; ``fever`` only with illness.
    """

    reason: Literal["ill", "away"]
    days_off: int
    since: date | None
    fever: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the past says on a Monday.

    ``exits`` are days on which a way back was finished; ``races`` the races and very long runs of
    these weeks and, so far, of the one that is planned, oldest first.
    """

    weeks: tuple[PastWeek, ...]
    exits: tuple[date, ...]
    way_back: WayBack | None
    returning: Return | None
    races: tuple[PastRace, ...]


def week_reasons(athlete: Athlete) -> dict[date, WeekReason]:
    """Return by Monday what each whole week since the first run counts for."""
    memory = remember(athlete, monday_of(athlete.today), since=date.min)
    return {week.start: week.reason for week in memory.weeks}


@once
def remember(athlete: Athlete, monday: date, *, since: date | None = None) -> Memory:
    """Return the weeks before ``monday`` with their reasons, and the way back as it stands.

    A week that is not over on ``monday``'s eve, seen from today, counts as run as its plan asks.
    The week shows the stage reached on its Monday; what goes wrong in it holds at once. ``since``
    is the first Monday that is looked at; two years and a quarter by default.
    """
    since = monday - LOOK_BACK_WEEKS * WEEK if since is None else since
    runs = athlete.runs[: place_of(athlete.runs, monday)]
    done = done_runs(athlete.runs, athlete.diary)
    ways = ways_back(athlete.diary, done, athlete.today)
    before = ways
    if athlete.today > monday:
        before = ways_back(athlete.diary, [run for run in done if run.day < monday], monday)
    exits = tuple(way.exit for way in before if way.exit is not None)
    ahead = _to_come(athlete, monday)
    gone = _Past(
        athlete=athlete,
        runs=runs,
        ahead=ahead,
        pained=_pained_days(athlete, ways),
        ill=illnesses_on(athlete.diary, athlete.today).told,
        asked=asked_weeks(athlete),
        raced=race_days(athlete),
        breaks=_breaks(
            {*athlete.run_days[: len(runs)], *ahead},
            monday,
            days_off_given(athlete),
        ),
    )
    weeks = _weeks(gone, since, monday, exits)
    return Memory(
        weeks=weeks,
        exits=exits,
        way_back=_lower(standing_way_back(before), standing_way_back(ways)),
        returning=_returning(gone, weeks, monday),
        races=gone.races(weeks, monday),
    )


def _weeks(gone: _Past, since: date, monday: date, exits: tuple[date, ...]) -> tuple[PastWeek, ...]:
    """Return the weeks before ``monday``; who looks back day by day has them worked out once.

    What two days see alike is compared, not assumed: a word of a later day may change a week.
    """
    made_of = (
        *(len(gone.runs), gone.ahead, gone.pained, tuple(gone.ill)),
        *(gone.asked, gone.raced, list(gone.breaks), exits),
    )
    seen = seen_alike(gone.athlete)
    before = seen.get((since, monday))
    if before is not None and before[0] == made_of:
        weeks: tuple[PastWeek, ...] = before[1]
        return weeks
    weeks = past_weeks(gone.weeks(since, monday), exits=exits)
    seen[since, monday] = (made_of, weeks)
    return weeks


def _to_come(athlete: Athlete, monday: date) -> dict[date, float]:
    """Return the seconds by day that are still to be run before ``monday``, a later week's."""
    if monday <= athlete.today:
        return {}
    return runs_to_come(athlete)


def _lower(on_monday: WayBack | None, now: WayBack | None) -> WayBack | None:
    """Return the way back as it stood on Monday, or as it stands now where that is less."""
    if on_monday is None or now is None:
        return now if on_monday is None else on_monday
    less = now.begins is None or now.stage < on_monday.stage or now.stopped > on_monday.stopped
    return now if less else on_monday


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    athlete: Athlete
    runs: Sequence[Session]
    ahead: Mapping[date, float]  # seconds still to be run of a week that is not over
    pained: frozenset[date]
    ill: Sequence[Illness]
    asked: Mapping[date, AskedWeek]
    raced: frozenset[date]
    breaks: Sequence[tuple[date, date | None]]  # last run before, first after

    def weeks(self, since: date, monday: date) -> list[WeekFacts]:
        """Return every whole week from the first run's on, none before ``since``."""
        if not self.runs:
            return []
        found = []
        start = max(monday_of(self.runs[0].local_date), since)
        while start < monday:
            found.append(self._week(start))
            start += WEEK
        return found

    def races(self, weeks: Sequence[PastWeek], monday: date) -> tuple[PastRace, ...]:
        """Return the races of these weeks, and of the week of ``monday`` so far."""
        found = [week.facts.race for week in weeks]
        so_far = self.athlete.runs[place_of(self.athlete.runs, monday) :]
        latest = _race(self.athlete, so_far, self.raced)
        return tuple(race for race in (*found, latest) if race is not None)

    def _week(self, start: date) -> WeekFacts:
        days = [start + n * _DAY for n in range(7)]
        first, last = (place_of(self.runs, day) for day in (start, start + WEEK))
        inside = tuple(self.runs[first:last])  # made once: they are walked through many times
        asked = self.asked.get(start)

        def ran_s(run: Session) -> float:
            """Return the seconds run; where no steps are known, by what was asked."""
            if run.facts.running_s is None and asked is not None:
                return asked.run_share * run.facts.duration_s
            return running_s(run)

        ahead = {day: self.ahead[day] for day in days if day in self.ahead} if self.ahead else {}
        share = 1.0 if asked is None else asked.run_share
        ill = [one for one in self.ill if one.first <= days[-1] and one.last_day(days[-1]) >= start]
        return WeekFacts(
            start=start,
            seconds=sum(without_ends_s(run.facts) for run in inside) + sum(ahead.values()),
            running_s=sum(map(ran_s, inside)) + share * sum(ahead.values()),
            longest_s=max(
                (*(without_ends_s(run.facts) for run in inside), *ahead.values()), default=0
            ),
            longest_running_s=max(
                (*map(ran_s, inside), *(share * one for one in ahead.values())), default=0.0
            ),
            days=len({run.local_date for run in inside} | ahead.keys()),
            runs=len(inside) + len(ahead),
            last_run=max(ahead, default=self.runs[last - 1].local_date if last else None),
            asked_s=None if asked is None else asked.seconds,
            planned_less=asked is not None and asked.rhythm in LESS,
            pain=not self.pained.isdisjoint(days),
            eased=asked is not None and asked.eased,
            walks_asked=asked is not None and asked.walks and asked.rhythm == "return",
            ill_days=sum(any(one.first <= day <= one.last_day(day) for one in ill) for day in days),
            fever=any(one.fever is not False for one in ill),
            away_days=sum(_inside(day, self.breaks) for day in days)
            if _touched(start, days[-1], self.breaks)
            else 0,
            race=_race(self.athlete, inside, self.raced),
        )


def _touched(first: date, last: date, breaks: Sequence[tuple[date, date | None]]) -> bool:
    """Return whether a break can have any of these days; breaks follow each other."""
    begun = bisect_left(breaks, last, key=_begins)
    if not begun:
        return False
    ends = breaks[begun - 1][1]
    return ends is None or first < ends


def _begins(one: tuple[date, date | None]) -> date:
    return one[0]


def _inside(day: date, breaks: Sequence[tuple[date, date | None]]) -> bool:
    """Return whether a day lies in one of these breaks; they follow each other."""
    begun = bisect_left(breaks, day, key=_begins)
    if not begun:
        return False
    first = breaks[begun - 1][1]
    return first is None or day < first


def _breaks(
    run_days: AbstractSet[date], monday: date, given: frozenset[date]
) -> list[tuple[date, date | None]]:
    """Return the breaks: seven days off or more, and 2.5 times the runner's own usual gap.

    Days off that the plan gave are none of them.
    """
    days = sorted(run_days)
    found: list[tuple[date, date | None]] = []
    for last, first in pairwise([*days, monday]):
        if is_break(last, first, days, given):
            found.append((last, first if first < monday else None))
    return found


def _pained_days(athlete: Athlete, ways: Sequence[WayBack]) -> frozenset[date]:
    """Return the days on which pain eased or stopped running, or a way back was on."""
    days = set(days_eased(athlete.diary, athlete.today))
    for way in ways:
        last = athlete.today if way.exit is None else way.exit
        days |= {way.stopped + n * _DAY for n in range((last - way.stopped).days + 1)}
    return frozenset(days)


def race_days(athlete: Athlete) -> frozenset[date]:
    """Return the days of races: declared, the profile's, and those that a week was planned for.

    So a race stays one when the profile names the next.
    """
    free = athlete.profile.availability
    declared = {
        entry.day
        for entry in athlete.diary
        if entry.kind == "done" and entry.values.get("type") == "race"
    }
    planned = days_asked(athlete, "race")
    return frozenset({*declared, *planned, *([free.race_date] if free.race_date else [])})


def _race(athlete: Athlete, inside: Sequence[Session], raced: frozenset[date]) -> PastRace | None:
    """Return the longest race of a week's runs: by its day, or by its length."""
    found = [
        race
        for run in inside
        if (race := _race_of(athlete, run, said=run.local_date in raced)) is not None
    ]
    return max(found, key=lambda one: (not one.small, one.km), default=None)


def _race_of(athlete: Athlete, run: Session, *, said: bool) -> PastRace | None:
    seconds, metres = run.facts.duration_s, run.facts.distance_m
    if not said and seconds < VERY_LONG_S:
        return None
    longest = longest_run(athlete.sessions, run.local_date)
    longest_s = 0.0 if longest is None else longest.duration_s
    if not said and (longest is None or seconds < VERY_LONG_FRAC * longest_s):
        return None
    return PastRace(
        day=run.local_date,
        km=metres / 1000 if metres else seconds * EASY_M_S / 1000,
        declared=said,
        small=seconds < SMALL_RACE_S and seconds <= SMALL_RACE_FRAC * longest_s,
    )


def _returning(past: _Past, weeks: Sequence[PastWeek], monday: date) -> Return | None:
    """Return the last days off where the week before is one of illness or absence."""
    reason = weeks[-1].reason if weeks else None
    if reason == "ill":
        return _from_illness(past, monday)
    if reason == "away":  # so a break lies before
        last, first = past.breaks[-1]
        off = ((first or monday) - last).days - 1
        return Return(reason="away", days_off=off, since=first)
    return None


def _from_illness(past: _Past, monday: date) -> Return:
    ill = [one for one in past.ill if one.first < monday and one.first <= one.last_day(monday)]
    last = ill[-1]
    ended = last.last_day(past.athlete.today)
    since = min((run.local_date for run in past.runs if run.local_date > ended), default=None)
    return Return(
        reason="ill",
        days_off=(min(ended, monday) - last.first).days + 1,
        since=since,
        fever=last.fever is not False,
    )
