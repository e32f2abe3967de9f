"""People played forward through the command line, week after week, as they would live it.

    python tests/forward/living.py [NAME…]

Each person has a home of its own, watch files of their own making and a way of obeying; every week
is planned, run and imported by the commands. Prints a line a week: what was asked and run.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import fit_bytes as fb
from support.command_line import aerobase

if TYPE_CHECKING:
    from collections.abc import Callable

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
    day: date, minutes: float, *, hr: int = 130, speed_m_s: float = 2.6, share_run: float = 1.0
) -> bytes:
    """Return a run; ``share_run`` of each five minutes is run, the rest walked."""
    start = int(datetime(day.year, day.month, day.day, 7, tzinfo=UTC).timestamp()) - fb.EPOCH_S
    seconds = round(minutes * 60)
    fit = fb.file_id(fb.FitFile()).define(1, 20, RECORD)
    metres = 0.0
    for second in range(0, seconds + 1, STEP_S):
        runs = second % 300 < 300 * share_run
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
    """What a week asked and what was run."""

    monday: date
    asked_min: int
    run_min: int
    kinds: list[str]
    why: list[str]
    reason: str
    flags: list[str] = field(default_factory=list)


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
        return answer.out + answer.err

    def ask(self, *words: object) -> dict:
        """Return the JSON of a command."""
        answer = aerobase(*map(str, words), "--home", str(self.home), "--json")
        assert "Traceback" not in answer.err, answer.err
        return json.loads(answer.out)

    def ran(self, day: date, minutes: float, **how: float) -> None:
        """Put the file of a run beside the others; ``weekly`` imports them."""
        (self.files / f"{day}.fit").write_bytes(run_file(day, minutes, **how))

    def before(self, monday: date, weeks: int, *minutes: float, **how: float) -> None:
        """Run these minutes on Tuesday, Thursday, … of so many weeks before ``monday``."""
        days = (1, 3, 5, 6, 2, 4)[: len(minutes)]
        for back in range(weeks, 0, -1):
            for number, length in zip(sorted(days), minutes, strict=True):
                self.ran(monday - timedelta(weeks=back) + timedelta(days=number), length, **how)
        self.say("import", self.files, "--today", monday)

    def week(
        self,
        monday: date,
        *,
        obey: Callable[[dict], float] = lambda _: 1.0,
        morning: Callable[[Person, date], None] = lambda *_: None,
        **how: float,
    ) -> Week:
        """Plan a week, run it as far as ``obey`` says of each day, and look at the warnings."""
        plan = self.ask("plan", "--today", monday)
        ran_min = 0.0
        for number in range(7):
            day = monday + timedelta(days=number)
            morning(self, day)
            current = self.ask("plan", "--today", day)["days"][number]
            run = current["run"] or {}
            minutes = (run.get("duration_s") or 0) / 60 * obey(current)
            if minutes >= 5 and run["kind"] != "walk":
                self.ran(day, minutes, **how)
                self.say("import", self.files, "--today", day)
                ran_min += minutes
        last = monday + timedelta(days=6)
        flags = [one["id"] for one in self.ask("flags", "--today", last)]
        done = Week(
            monday=monday,
            asked_min=round(plan["target_s"] / 60),
            run_min=round(ran_min),
            kinds=[(day["run"] or {}).get("kind") or "-" for day in plan["days"]],
            why=plan["why"],
            reason=plan["phase"],
            flags=flags,
        )
        self.weeks.append(done)
        return done


def healthy(person: Person) -> None:
    """Four runs, 240 min, obeying for half a year."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    for number in range(26):
        person.week(MONDAY + timedelta(weeks=number))


def beginner(person: Person) -> None:
    """Never ran; obeys for half a year."""
    for number in range(26):
        person.week(MONDAY + timedelta(weeks=number), share_run=0.8 if number < 8 else 1.0)


def stop(person: Person) -> None:
    """Achilles 6 of 10, down to 1 in nine days, then twelve weeks of the way back."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    scores = {0: 6, 4: 4, 9: 2}

    def morning(who: Person, day: date) -> None:
        gone = (day - MONDAY).days
        score = scores.get(gone, 1 if gone > 9 and gone % 2 == 0 else None)
        if score is not None:
            who.say(
                "log", "pain", score, "achilles", "left", "morning", "--date", day, "--today", day
            )

    for number in range(14):
        person.week(MONDAY + timedelta(weeks=number), morning=morning)


def flu(person: Person) -> None:
    """Five days of fever in a healthy half year."""
    person.before(MONDAY, 8, 50, 50, 60, 80)

    def morning(who: Person, day: date) -> None:
        gone = (day - MONDAY).days
        if gone == 15:
            who.say("log", "illness", "--fever", "--date", day, "--today", day)
        if gone == 20:
            who.say("log", "illness", "--over", "--date", day, "--today", day)

    for number in range(8):
        person.week(MONDAY + timedelta(weeks=number), morning=morning)


def misses(person: Person) -> None:
    """Misses every third run."""
    person.before(MONDAY, 8, 50, 50, 60, 80)
    count = iter(range(1000))
    for number in range(12):
        person.week(
            MONDAY + timedelta(weeks=number), obey=lambda _: 0.0 if next(count) % 7 == 1 else 1.0
        )


PEOPLE: dict[str, Callable[[Person], None]] = {
    one.__name__: one for one in (healthy, beginner, stop, flu, misses)
}


def main(names: list[str]) -> None:
    """Print the weeks of the people named, of all without names."""
    for name in names or PEOPLE:
        with tempfile.TemporaryDirectory() as folder:
            person = Person(Path(folder))
            print(f"== {name}: {PEOPLE[name].__doc__}")
            PEOPLE[name](person)
            for number, week in enumerate(person.weeks, start=1):
                kinds = " ".join(kind[:4] for kind in week.kinds)
                print(
                    f"{number:>3} {week.asked_min:>4} asked {week.run_min:>4} run  {week.reason:<7}"
                    f" {kinds:<36} {week.why[-1][:60]} {','.join(week.flags)[:60]}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
