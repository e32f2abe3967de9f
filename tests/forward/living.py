"""People played forward through the command line, week after week, as they would live it.

    python tests/forward/living.py [NAME…]

Each person has a home of its own, watch files of their own making and a way of obeying; every week
is planned, run and imported by the commands. Prints a line a week: what was asked and run. What has
to hold of them stands in ``test_living.py``.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import fit_bytes as fb
from support.command_line import aerobase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MONDAY = date(2026, 1, 5)
STEP_S = 10
RECORD = [
    fb.Field(253, fb.UINT32),
    fb.Field(3, fb.UINT8),
    fb.Field(4, fb.UINT8),
    fb.Field(5, fb.UINT32),
    fb.Field(73, fb.UINT32),
]


def run_file(
    day: date,
    minutes: float,
    *,
    hr: int = 130,
    speed_m_s: float = 2.6,
    share_run: float = 1.0,
    hour: int = 7,
    ends_min: float = 0.0,
) -> bytes:
    """Return a run; ``share_run`` of each five minutes is run, the rest walked.

    ``ends_min`` are walked before it, and as many after it.
    """
    start = int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp()) - fb.EPOCH_S
    first = round(ends_min * 60)
    last = first + round(minutes * 60)
    seconds = last + first
    fit = fb.file_id(fb.FitFile()).define(1, 20, RECORD)
    metres = 0.0
    for second in range(0, seconds + 1, STEP_S):
        runs = first <= second <= last and (second - first) % 300 < 300 * share_run
        speed = speed_m_s if runs else 1.4
        fit.data(
            1,
            start + second,
            hr + second // 60 % 4,
            85 if runs else 55,
            round(metres * 100),
            round(speed * 1000),
        )
        metres += speed * STEP_S
    fb.session(fit, start, seconds, metres=metres)
    return fit.build()


@dataclass
class Week:
    """What a week asked and what was run; ``flags`` are warnings by id, notes left out."""

    monday: date
    asked_min: int
    run_min: int
    longest_min: int  # planned, a race left out
    kinds: list[str]
    why: list[str]
    phase: str
    rhythm: str
    stage: int | None
    flags: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # where ``today`` and ``plan`` differ


class Person:
    """One runner with a home; ``today`` moves on."""

    def __init__(self, folder: Path, *who: str, birth: str = "1986-03-01") -> None:
        self.home, self.files = folder / "home", folder / "runs"
        self.files.mkdir(parents=True)
        self.weeks: list[Week] = []
        zone = ("--timezone", "UTC")
        self.say("init", "--birth-date", birth, "--category", "c", "--hr-rest", "52", *zone, *who)

    def say(self, *words: object) -> str:
        """Run a command; whatever it says, it is no traceback."""
        answer = aerobase(*map(str, words), "--home", str(self.home))
        assert "Traceback" not in answer.err, answer.err
        assert answer.code in {0, 3}, (words, answer.err)
        return answer.out + answer.err

    def ask(self, *words: object) -> Any:
        """Return the JSON of a command."""
        answer = aerobase(*map(str, words), "--home", str(self.home), "--json")
        assert answer.code in {0, 3}, (words, answer.err)
        return json.loads(answer.out)

    def ran(self, day: date, minutes: float, *, late: bool = False, **how: float) -> None:
        """Put the file of a run beside the others and import it, unless that is done ``late``."""
        path = self.files / f"{day}-{how.get('hour', 7)}.fit"
        path.write_bytes(run_file(day, minutes, **how))
        if not late:
            self.say("import", path, "--today", day)

    def before(self, monday: date, weeks: int, *minutes: float, **how: float) -> None:
        """Run these minutes on Tuesday, Thursday, … of so many weeks before ``monday``."""
        days = (1, 3, 5, 6, 2, 4)[: len(minutes)]
        for back in range(weeks, 0, -1):
            for number, length in zip(sorted(days), minutes, strict=True):
                day = monday - timedelta(weeks=back) + timedelta(days=number)
                path = self.files / f"{day}.fit"
                path.write_bytes(run_file(day, length, **how))
        self.say("import", self.files, "--today", monday)

    def pain(self, day: date, score: float, place: str = "achilles", side: str = "left") -> None:
        """Say how a place feels that morning."""
        self.say("log", "pain", score, place, side, "morning", "--date", day, "--today", day)

    def week(
        self,
        monday: date,
        *,
        obey: Callable[[dict[str, Any]], float] = lambda _: 1.0,
        morning: Callable[[Person, date], None] | None = None,
        late: bool = False,
        **how: float,
    ) -> Week:
        """Plan a week, run each day as far as ``obey`` says of it, and look at the warnings.

        A runner who says something in the ``morning`` looks at the plan of each day anew, and at
        ``today``, which must not say another thing. Files of a ``late`` one are left to import.
        """
        plan = self.ask("plan", "--today", monday)
        ran_min, wrong = 0.0, []
        for number in range(7):
            day = monday + timedelta(days=number)
            current = plan["days"][number]
            if morning is not None:
                morning(self, day)
                current = self.ask("plan", "--today", day)["days"][number]
                today = self.ask("today", "--today", day)
                if any(today[key] != current[key] for key in ("run", "more_runs", "strength")):
                    wrong.append(f"{day}: today and plan differ")
            for second, run in enumerate([current["run"], *current["more_runs"]]):
                minutes = run["duration_s"] / 60 * obey(current)
                if minutes >= 5 and run["kind"] != "walk":
                    gait = {"share_run": run_share(run), "hour": 7 + 10 * second}
                    self.ran(day, minutes, late=late, **(gait | how))
                    ran_min += minutes
        flags = self.ask("flags", "--today", monday + timedelta(days=6))
        runs = [day["run"] for day in plan["days"]]
        done = Week(
            monday=monday,
            asked_min=round(plan["target_s"] / 60),
            run_min=round(ran_min),
            longest_min=max(
                (r["duration_s"] // 60 for r in runs if r["kind"] != "race"), default=0
            ),
            kinds=[run["kind"] for run in runs],
            why=plan["why"],
            phase=plan["phase"],
            rhythm=plan["rhythm"],
            stage=None if plan["stage"] is None else plan["stage"]["stage"],
            flags=[one["id"] for one in flags if one["severity"] != "note"],
            wrong=wrong,
        )
        self.weeks.append(done)
        return done


def run_share(run: dict[str, Any]) -> float:
    """Return what of a planned run is run, by its intervals."""
    parts = run["intervals"]
    timer_s = sum(one["times"] * (one["run_s"] + one["walk_s"]) for one in parts)
    return sum(one["times"] * one["run_s"] for one in parts) / timer_s if timer_s else 1.0


def monday(number: int) -> date:
    """Return the Monday of a week, the first being 0."""
    return MONDAY + timedelta(weeks=number)


def healthy(person: Person) -> None:
    """Four runs, 240 min, obeying for a year."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(52):
        person.week(monday(number))


def beginner(person: Person) -> None:
    """Never ran; obeys for half a year."""
    for number in range(26):
        person.week(monday(number))


def stop(person: Person) -> None:
    """Achilles 6 of 10, down to 2 in nine days, then the way back, fourteen weeks in all."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    scores = {0: 6.0, 4: 4.0, 9: 2.0}

    def morning(who: Person, day: date) -> None:
        gone = (day - MONDAY).days
        score = scores.get(gone, 1.0 if gone > 9 and gone % 2 == 0 and gone < 70 else None)
        if score is not None:
            who.pain(day, score)

    for number in range(14):
        person.week(monday(number), morning=morning if number < 10 else None)


def flu(person: Person) -> None:
    """Five days of fever in a healthy half year."""
    person.before(MONDAY, 8, 50, 50, 60, 80)

    def morning(who: Person, day: date) -> None:
        gone = (day - MONDAY).days
        if gone in {15, 20}:
            said = "--fever" if gone == 15 else "--over"
            who.say("log", "illness", said, "--date", day, "--today", day)

    for number in range(10):
        person.week(monday(number), morning=morning if number == 2 else None)


def misses(person: Person) -> None:
    """Misses every Thursday's run, week after week."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    thursdays = {f"{monday(number) + timedelta(days=3)}" for number in range(16)}
    for number in range(16):
        person.week(monday(number), obey=lambda day: float(day["date"] not in thursdays))


def named_days(person: Person) -> None:
    """290 min on four named days, obeying; no other day is there."""
    person.before(MONDAY, 10, 60, 65, 60, 105)
    person.say("init", "--run-days", "tue,thu,sat,sun")
    for number in range(16):
        person.week(monday(number))


def marathon(person: Person) -> None:
    """300 min a week, a marathon in twelve, five weeks after it."""
    person.before(MONDAY, 10, 55, 60, 55, 90, 40)
    race = monday(11) + timedelta(days=6)
    person.say("init", "--race-date", race, "--race-km", "42.2")
    for number in range(17):
        person.week(monday(number))


def parkrun(person: Person) -> None:
    """Races 25 min every Saturday, and says so."""
    person.before(MONDAY, 8, 45, 45, 25, 60)
    saturdays = {f"{monday(number) + timedelta(days=5)}" for number in range(10)}
    for number in range(10):
        saturday = monday(number) + timedelta(days=5)
        person.week(monday(number), obey=lambda day: float(day["date"] not in saturdays))
        person.ran(saturday, 25, hr=172, speed_m_s=3.3)
        person.say("done", "--type", "race", "--date", saturday, "--today", saturday)


def blackout(person: Person) -> None:
    """A whole week taken out, in the middle of ordinary ones."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(7):
        person.say("init", "--blackout", monday(3) + timedelta(days=number))
    for number in range(8):
        person.week(monday(number))


def hard_day(person: Person) -> None:
    """An unplanned hard 150 min on the Wednesday of the third week."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(8):
        day = monday(number) + timedelta(days=2)
        if number == 2:
            person.ask("plan", "--today", monday(number))
            person.ran(day, 150, hr=168, speed_m_s=3.1)
        person.week(monday(number))


def ultra(person: Person) -> None:
    """19 hours on a Saturday, from 300 min a week."""
    person.before(MONDAY, 10, 55, 60, 55, 90, 40)
    person.week(monday(0), obey=lambda day: float(day["date"] < f"{MONDAY + timedelta(days=5)}"))
    person.ran(MONDAY + timedelta(days=5), 19 * 60, hr=128, speed_m_s=1.7)
    for number in range(1, 8):
        person.week(monday(number))


def once_a_week(person: Person) -> None:
    """One run of 60 min every Sunday for months, then obeying."""
    for back in range(14, 0, -1):
        day = MONDAY - timedelta(weeks=back) + timedelta(days=6)
        (person.files / f"{day}.fit").write_bytes(run_file(day, 60))
    person.say("import", person.files, "--today", MONDAY)
    for number in range(12):
        person.week(monday(number))


def too_much(person: Person) -> None:
    """Runs half as much again as asked, every week."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(12):
        person.week(monday(number), obey=lambda _: 1.5)


def too_hard(person: Person) -> None:
    """Keeps the minutes, runs all of them 25 beats over the formula, and never runs a test."""
    person.before(MONDAY, 8, 50, 50, 60, 80, hr=160)
    for number in range(20):
        person.week(monday(number), hr=160)


def adopts(person: Person) -> None:
    """Runs over the formula, runs the drift test that is offered, and lets its value stand."""
    person.before(MONDAY, 8, 60, 60, 60, 80, hr=148)
    for number in range(12):
        start = monday(number)
        found = person.week(start, hr=148)
        if "drift_test" in found.kinds:
            person.say("thresholds", "set", "drift_test", 152, "--since", start)


def nurse(person: Person) -> None:
    """Runs twice on two days; every other week night shifts, with sleep and stress to match."""
    person.before(MONDAY, 10, 50, 60, 60, 40, 80)
    for back in range(10, 0, -1):
        for number in (1, 3):
            day = MONDAY - timedelta(weeks=back) + timedelta(days=number)
            person.ran(day, 25, hour=17, late=True)
    person.say("import", person.files, "--today", MONDAY)
    person.say("init", "--doubles")

    def morning(who: Person, day: date) -> None:
        nights = (day - MONDAY) // timedelta(weeks=1) % 2
        said = ("--date", day, "--today", day)
        who.say("log", "sleep", 4.5 if nights else 7.5, *said)
        if nights and day.weekday() % 2:
            who.say("log", "stress", 7, *said)

    for number in range(8):
        person.week(monday(number), morning=morning)


def holidays(person: Person) -> None:
    """Three weeks without a run, twice."""
    person.before(MONDAY, 10, 50, 50, 60, 80)
    for number in range(26):
        off = number in {5, 6, 7, 18, 19, 20}
        person.week(monday(number), obey=lambda _, off=off: float(not off))


def knee_at_62(person: Person) -> None:
    """62 years, two named days, a knee of 2 to 3 that lingers for ten weeks."""
    person.before(MONDAY, 10, 50, 70, hr=112)
    person.say("init", "--birth-date", "1964-02-01", "--run-days", "wed,sat")

    def morning(who: Person, day: date) -> None:
        weeks = (day - MONDAY) // timedelta(weeks=1)
        if 2 <= weeks < 12 and day.weekday() in {3, 6}:
            who.pain(day, 3 if (weeks + day.weekday()) % 3 == 0 else 2, "knee-front", "right")

    for number in range(16):
        person.week(monday(number), morning=morning, hr=112)


def two_races(person: Person) -> None:
    """A race of 50 km, and a marathon five weeks later, which the profile names after the first."""
    person.before(MONDAY, 12, 60, 60, 60, 110, 60)
    person.say("init", "--race-date", monday(4) + timedelta(days=5), "--race-km", "50")
    for number in range(14):
        if number == 5:
            race = monday(9) + timedelta(days=6)
            person.say("init", "--race-date", race, "--race-km", "42.2")
        person.week(monday(number))


def over(person: Person) -> None:
    """Runs 130 % of what is asked."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(24):
        person.week(monday(number), obey=lambda _: 1.3)


def under(person: Person) -> None:
    """Runs 60 % of what is asked."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(20):
        person.week(monday(number), obey=lambda _: 0.6)


def hiker(person: Person) -> None:
    """Runs twice 40 min, and hikes four hours on Saturdays under the name of a run."""
    person.before(MONDAY, 10, 40, 40)
    for back in range(10, 0, -1):
        saturday = MONDAY - timedelta(weeks=back) + timedelta(days=5)
        person.ran(saturday, 240, late=True, hr=118, speed_m_s=2.4, share_run=0.1)
    person.say("import", person.files, "--today", MONDAY)
    for number in range(8):
        person.week(monday(number))


def pause(person: Person) -> None:
    """Never ran; stops for four weeks in the ninth, and begins again."""
    for number in range(22):
        off = number in range(8, 12)
        person.week(monday(number), obey=lambda _, off=off: float(not off))


def calf_twice(person: Person) -> None:
    """A calf at 4, twice, five weeks apart."""
    person.before(MONDAY, 10, 50, 50, 60, 80)
    scores = {0: 4, 1: 4, 2: 3, 4: 3, 6: 2, 8: 1, 10: 1, 12: 0}

    def morning(who: Person, day: date) -> None:
        gone = (day - MONDAY).days
        for first in (16, 51):
            if gone - first in scores:
                who.pain(day, scores[gone - first], "calf", "right")

    for number in range(14):
        person.week(monday(number), morning=morning)


def late_files(person: Person) -> None:
    """Imports three weeks at once, and names other days twice."""
    person.before(MONDAY, 10, 50, 50, 60, 80)
    days = {0: "tue,thu,sat,sun", 6: "mon,wed,fri", 12: "tue,wed,thu,sat,sun"}
    for number in range(15):
        if number in days:
            person.say("init", "--run-days", days[number])
        person.week(monday(number), late=True)
        if number % 3 == 2:
            person.say("import", person.files, "--today", monday(number) + timedelta(days=6))


def colds(person: Person) -> None:
    """Ill for a week, without fever; says when it is over."""
    person.before(MONDAY, 8, 50, 50, 60, 80)

    def morning(who: Person, day: date) -> None:
        if (day - MONDAY).days in {14, 20}:
            over = ["--over"] * ((day - MONDAY).days == 20)
            who.say("log", "illness", *over, "--date", day, "--today", day)

    for number in range(8):
        person.week(monday(number), morning=morning if number == 2 else None)


def walks_to_it(person: Person) -> None:
    """Never ran; obeys, and walks seven minutes before and after each run with the watch on."""
    for number in range(14):
        person.week(monday(number), ends_min=7)


def jogger(person: Person) -> None:
    """Has jogged 25 min three times a week for months, and has no more than that on any day."""
    person.before(MONDAY, 8, 25, 25, 25)
    person.say("init", "--max-minutes", "25")
    for number in range(12):
        person.week(monday(number))


def six_weeks_off(person: Person) -> None:
    """185 min a week, six weeks without a run for no told reason, then obeys."""
    person.before(MONDAY - timedelta(weeks=6), 10, 40, 45, 40, 60)
    for number in range(14):
        person.week(monday(number))


def no_run_for_pain(person: Person) -> None:
    """Achilles at 4 for six weeks, in which nothing is run though it might be; then 0."""
    person.before(MONDAY - timedelta(weeks=6), 8, 40, 45, 40, 60)
    for back in range(42, 2, -3):
        person.pain(MONDAY - timedelta(days=back), 4)
    for back in (0, 2):
        person.pain(MONDAY + timedelta(days=back), 0)
    for number in range(12):
        person.week(monday(number))


def soleus(person: Person) -> None:
    """A soleus at 5 on a Wednesday, 3 on Friday, then down."""
    person.before(MONDAY, 8, 40, 45, 40, 60)
    scores = {2: 5, 4: 3, 6: 2, 7: 2, 9: 1}

    def morning(who: Person, day: date) -> None:
        gone = (day - monday(1)).days
        if gone in scores:
            who.pain(day, scores[gone], "soleus")

    for number in range(7):
        person.week(monday(number), morning=morning if 1 <= number < 3 else None)


PEOPLE: dict[str, Callable[[Person], None]] = {
    one.__name__: one
    for one in (
        healthy,
        beginner,
        stop,
        flu,
        misses,
        named_days,
        marathon,
        parkrun,
        blackout,
        hard_day,
        ultra,
        once_a_week,
        too_much,
        too_hard,
        adopts,
        nurse,
        holidays,
        knee_at_62,
        two_races,
        over,
        under,
        hiker,
        pause,
        calf_twice,
        late_files,
        colds,
        walks_to_it,
        jogger,
        six_weeks_off,
        no_run_for_pain,
        soleus,
    )
}


def lived(name: str, folder: Path) -> list[Week]:
    """Return the weeks of one of ``PEOPLE``."""
    person = Person(folder)
    PEOPLE[name](person)
    return person.weeks


# What may make a week less than 70 % of the one run before it, as its reasons say it.
REASONS = (
    "without a lighter one",
    "before the taper can grow",
    "day ill",
    "days ill",
    "days without a run",
    "pain",
    "After the",
    "Taper",
    "Race week",
    "Race on",
    "way back",
    "No run this week",
    "a day you took out",
    "warnings",
    "stands:",
    "Twelve weeks ago",
    "Your first usual week",
    "was eased",
)


def unexplained(weeks: Sequence[Week]) -> list[str]:
    """Return the weeks under 70 % of the one run before them, and why, where no word says why."""
    return [
        f"{week.monday}: {week.asked_min} after {before.run_min} min ({week.why})"
        for before, week in pairwise(weeks)
        if week.asked_min < 0.70 * before.run_min
        and not any(reason in line for reason in REASONS for line in week.why)
    ]


def leaps(weeks: Sequence[Week], most: float, least_min: int) -> list[str]:
    """Return the weeks of more than ``most`` times the most of the four weeks run before them."""
    found = []
    for number in range(1, len(weeks)):
        before = max(week.run_min for week in weeks[max(0, number - 4) : number])
        if weeks[number].asked_min > max(most * before, before + least_min):
            found.append(f"{weeks[number].monday}: {weeks[number].asked_min} after {before}")
    return found


def _healthy(weeks: Sequence[Week]) -> list[str]:
    asked = [week.asked_min for week in weeks]
    found = leaps(weeks, 1.12, 10)
    found += [f"no lighter week in {n + 1} to {n + 5}" for n in range(len(asked) - 5)
              if not any(week.rhythm == "deload" for week in weeks[n : n + 5])]  # fmt: skip
    found += [f"{asked[n + 12]} twelve weeks after {asked[n]}" for n in range(len(asked) - 12)
              if weeks[n].rhythm != "deload" and asked[n + 12] > 1.32 * asked[n]]  # fmt: skip
    return found + [f"year: {asked[0]} to {max(asked)}"] * (max(asked) > 1.8 * asked[0])


def _beginner(weeks: Sequence[Week]) -> list[str]:
    found = [f"{weeks[-1].run_min} min in the end"] * (weeks[-1].run_min < 110)
    return found + [f"{week.monday}: {week.flags}" for week in weeks if week.flags]


def _stop(weeks: Sequence[Week]) -> list[str]:
    """No week above 1.3 times the one before until 30 min are run three times; no leap after."""
    back = [week for week in weeks if week.phase == "way back" and week.run_min]
    found = [f"{b.monday}: {b.run_min} after {a.run_min}" for a, b in pairwise(back)
             if b.run_min > 1.3 * a.run_min]  # fmt: skip
    found += [f"{week.monday}: {week.kinds}" for week in back
              if {"long", "maf_test", "quality"} & set(week.kinds)]  # fmt: skip
    after = weeks[weeks.index(back[-1]) :] if back else []
    found += [f"{b.monday}: {b.asked_min} after {a.run_min}" for a, b in pairwise(after)
              if b.asked_min > max(1.11 * a.run_min, a.run_min + 11)]  # fmt: skip
    ended = bool(back) and back[-1].stage == 8 and len(after) > 1
    return found + ["the way back does not end"] * (not ended)


def _marathon(weeks: Sequence[Week]) -> list[str]:
    longest = max(week.longest_min for week in weeks[:10])
    usual = max(week.asked_min for week in weeks[:10])
    shares = [week.asked_min / usual for week in weeks[12:16]]
    found = [f"long run {longest} min"] * (longest < 141)
    found += [f"taper {weeks[10].asked_min}, {weeks[11].asked_min}"] * (
        not 0.4 * usual <= weeks[10].asked_min <= 0.6 * usual or weeks[11].asked_min > 0.42 * usual
    )
    wanted = (0.25, 0.50, 0.75, 1.0)
    found += [f"after it {shares}"] * any(
        abs(share - one) > 0.03 for share, one in zip(shares, wanted, strict=True)
    )
    tests = [week.monday for week in weeks[10:16] if "maf_test" in week.kinds]
    return found + [f"a test on {day}" for day in tests]


def _flu(weeks: Sequence[Week]) -> list[str]:
    """Half at most in the first week back; then a fifth or 15 min over the most since."""
    first, usual = weeks[3], weeks[1].run_min
    found = [f"first week back {first.asked_min}"] * (first.asked_min > 0.51 * usual)
    return found + leaps(weeks[3:], 1.21, 16)


def _kept(weeks: Sequence[Week]) -> list[str]:
    """As many runs a week as there are usual days, and no week that is empty."""
    return [f"{week.monday}: {week.kinds}" for week in weeks if week.kinds.count("rest") > 3]


def _too_hard(weeks: Sequence[Week]) -> list[str]:
    """Held and not cut while the ceiling is in doubt; a test is offered, not every week."""
    found = [f"{week.monday}: {week.asked_min} min" for week in weeks if week.asked_min > 240]
    offered = [n for n, week in enumerate(weeks) if "drift_test" in week.kinds]
    near = [(a, b) for a, b in pairwise(offered) if b - a < 6]
    cut = [week.monday for week in weeks if "80 %" in " ".join(week.why)]
    found += [f"drift tests in weeks {near}"] * bool(near) + [f"cut: {cut}"] * bool(cut)
    return found + ["no drift test offered"] * (not offered)


def _adopts(weeks: Sequence[Week]) -> list[str]:
    """What was held by a doubted ceiling grows once a measured one stands."""
    offered = ["drift_test" in week.kinds for week in weeks]
    grown = max(week.asked_min for week in weeks[4:])
    return [f"offered {offered}"] * (offered.count(True) != 1) + [f"no growth: {grown} min"] * (
        grown < 1.15 * weeks[0].asked_min
    )


def _pause(weeks: Sequence[Week]) -> list[str]:
    """No first step again after four weeks, no pain that nobody has, and the ladder goes on."""
    found = [f"{week.monday}: {week.why}" for week in weeks if "pain" in " ".join(week.why)]
    found += [f"{week.monday}: {week.flags}" for week in weeks if week.flags]
    found += [f"begins again with {weeks[12].why}"] * ("Step 1 " in " ".join(weeks[12].why))
    return found + [f"{weeks[-1].run_min} min in the end"] * (weeks[-1].run_min < 110)


def _colds(weeks: Sequence[Week]) -> list[str]:
    """As many runs as before it; back at four fifths of the usual time in two weeks."""
    few = [week.kinds for week in weeks[3:] if week.kinds.count("rest") > 3]
    slow = [week.asked_min for week in weeks[4:] if week.asked_min < 0.7 * weeks[1].run_min]
    return [f"fewer runs: {kinds}" for kinds in few] + [f"{asked} min" for asked in slow]


def _two_races(weeks: Sequence[Week]) -> list[str]:
    first = " ".join(weeks[5].why)
    return [] if "After the race of" in first else [f"the first race is forgotten: {first}"]


def _hiker(weeks: Sequence[Week]) -> list[str]:
    longest = weeks[0].longest_min  # 40 min are the longest ever run
    return [f"a hike made a run of {longest} min"] * (longest > 44)


def _walks_to_it(weeks: Sequence[Week]) -> list[str]:
    steps = [int(found[1]) for week in weeks if (found := re.search(r"Step (\d)", week.why[-1]))]
    again = [f"step {a}, then {b}" for a, b in pairwise(steps) if b <= a]
    few = [f"{week.monday}: {week.run_min} of {week.asked_min} min" for week in weeks
           if week.run_min < 0.95 * week.asked_min]  # fmt: skip
    return again + few + ["the ladder is not climbed"] * (weeks[-1].run_min < 110)


def _jogger(weeks: Sequence[Week]) -> list[str]:
    walked = [f"{week.monday}: {week.kinds}" for week in weeks if "run_walk" in week.kinds]
    walked += [f"{week.monday}: {week.longest_min} min" for week in weeks if week.longest_min > 25]
    return walked + ["no growth"] * (max(week.run_min for week in weeks) <= 80)


def _back(weeks: Sequence[Week]) -> list[str]:
    """Nobody sticks: run and walk is over in a month, and half of the former time is back."""
    walked = [n for n, week in enumerate(weeks) if "run_walk" in week.kinds]
    found = [f"run and walk in week {n + 1}" for n in walked if n >= 4]
    found += ["all is run at once"] * (0 not in walked)
    most = max(week.run_min for week in weeks)
    return found + leaps(weeks, 1.21, 16) + [f"{most} min at most"] * (most < 0.5 * 185)


def _soleus(weeks: Sequence[Week]) -> list[str]:
    """The week of the 5 stays as easy after the 3, and a day lies between its runs."""
    found = [f"{weeks[1].run_min} min in its week"] * (weeks[1].run_min > 0.65 * weeks[0].run_min)
    return found + leaps(weeks[1:], 1.21, 16)


CHECKS: dict[str, Callable[[Sequence[Week]], list[str]]] = {
    "healthy": _healthy,
    "beginner": _beginner,
    "stop": _stop,
    "marathon": _marathon,
    "too_hard": _too_hard,
    "adopts": _adopts,
    "flu": _flu,
    "named_days": _kept,
    "parkrun": _kept,
    "blackout": lambda weeks: leaps(weeks, 1.12, 10),
    "too_much": lambda weeks: leaps(weeks, 1.0, 0),
    "over": lambda weeks: leaps(weeks, 1.0, 0),
    "pause": _pause,
    "colds": _colds,
    "two_races": _two_races,
    "hiker": _hiker,
    "walks_to_it": _walks_to_it,
    "jogger": _jogger,
    "six_weeks_off": _back,
    "no_run_for_pain": _back,
    "soleus": _soleus,
}


def faults(name: str, weeks: Sequence[Week]) -> list[str]:
    """Return what must not be, of everybody and of this person, in words; empty if all is well."""
    mine = CHECKS.get(name)
    wrong = [one for week in weeks for one in week.wrong]
    return [*wrong, *unexplained(weeks), *([] if mine is None else mine(weeks))]


def main(names: list[str]) -> int:
    """Print the weeks of the people named, of all without names, and what is wrong with them."""
    wrong = 0
    for name in names or PEOPLE:
        with tempfile.TemporaryDirectory() as folder:
            weeks = lived(name, Path(folder))
        print(f"== {name}: {PEOPLE[name].__doc__}")
        for number, week in enumerate(weeks, start=1):
            kinds = " ".join(kind[:4] for kind in week.kinds)
            print(
                f"{number:>3} {week.asked_min:>4} asked {week.run_min:>4} run "
                f"{week.longest_min:>4} longest  {week.phase:<10} {kinds:<36} "
                f"{week.why[-1][:60]} {','.join(week.flags)[:60]}"
            )
        found = faults(name, weeks)
        wrong += len(found)
        print(*(f"  WRONG {one}" for one in found), sep="\n")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
