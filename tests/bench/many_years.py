"""How long commands take with a few runs and with many years of them, and how much memory.

    python tests/bench/many_years.py [--runs 174 2618 20000] [--repeats 5] [--keep FOLDER]

Homes of any size are made of one generated season: its runs, derived once, are stored again and
again, a season earlier each time and a little longer, so that none is taken for another's copy.
Every time is that of a whole process with its modules compiled, as they are once installed: CPU and
wall seconds, the least of several. "first" looks after a change, with judgements remembered, "cold"
at a home that has none; "again" is `status` where nothing has changed. Looked from is the season's
last day. One new file, imported with its verdict, is held against an empty home, and `status` after
it, after a word of the morning and after one of the diary against `--version`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.fit_bytes import EPOCH_S, whole_run

from ingest.archive.reading import Leg, Reading
from ingest.archive.rows import to_row
from ingest.home.home import Home
from ingest.imports.derive import derive
from ingest.imports.opening import open_archive
from ingest.imports.tracing import packed_leg
from reports.demo.seasons import season

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LAST_DAY = date(2026, 5, 20)
PROGRAM = ("-c", "from planner.cli import main; main()")
# A process of its own starts the command: peak memory begins with that of who starts it.
STARTER = """
import os, subprocess, sys, time
nothing = subprocess.DEVNULL
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdin=nothing, stdout=nothing)
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - began
process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
"""
COMMANDS = ("status", "today", "flags", "plan", "report")
FEW = 174  # what the goals are held against
GOALS = {2618: 1.5, 20_000: 3.0}
REPORT_S = 1.6  # of 2,618 runs: what the page shows grows with them
GOAL_OF_ONE = 1.3  # times the same in an empty home
GOAL_MIB = 200
GOAL_HELP = 1.3  # times `import click`
GOAL_AGAIN = 2.0  # times `--version`
PROFILE = """\
[runner]
birth_date = 1980-05-01
sex = "male"
timezone = "Europe/Madrid"
"""


class Cost(NamedTuple):
    """What one process took."""

    cpu_s: float
    wall_s: float
    peak_mib: float

    def __str__(self) -> str:
        return f"{self.cpu_s:5.2f} s CPU {self.wall_s:5.2f} s wall {self.peak_mib:4.0f} MiB"


def legs() -> list[Leg]:
    """Return the runs of a season, derived and packed, the newest first."""
    made = season("steady", last_day=LAST_DAY)
    pairs = [derive(one, sha256=f"{n:064x}", leg=0) for n, one in enumerate(made.activities)]
    found = [packed_leg(facts, stream) for facts, stream in pairs]
    return sorted(found, key=lambda leg: leg.facts.start_utc, reverse=True)


def stored(made: list[Leg], count: int) -> Iterator[Reading]:
    """Yield ``count`` runs, each as if from a file of its own."""
    days = (made[0].facts.start_utc - made[-1].facts.start_utc).days
    span = timedelta(weeks=days // 7 + 1)
    for number in range(count):
        turn, place = divmod(number, len(made))
        leg = made[place]
        sha256 = hashlib.sha256(f"{number}".encode()).hexdigest()
        facts = replace(
            leg.facts,
            id=f"{sha256[:12]}-0",
            sha256=sha256,
            start_utc=leg.facts.start_utc - turn * span,
            duration_s=leg.facts.duration_s + 2 * turn,
        )
        one = Leg(row=to_row(facts), stream=leg.stream, trace=leg.trace)
        yield Reading(sha256=sha256, size_bytes=1, kind="activity", legs=(one,))


def home_of(path: Path, made: list[Leg], count: int) -> Home:
    """Return a home with so many runs; one that is there from an earlier time is taken."""
    home = Home(path=path)
    if home.archive.exists():
        return home
    home.ensure()
    home.profile.write_text(PROFILE)
    with open_archive(home, write=True) as archive, archive.transaction():
        for reading in stored(made, count):
            archive.put(reading)
    return home


def started(words: Sequence[object]) -> Cost:
    """Run Python with these words to its end."""
    # Else modules are compiled at every start, which no installed program does.
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    line = [sys.executable, "-c", STARTER, sys.executable, *map(str, words)]
    code, *numbers = subprocess.check_output(line, text=True, env=compiled).split()
    if code not in {"0", "2"}:  # 2: a flag stands
        sys.exit(f"{words} ended with {code}")
    return Cost(*map(float, numbers))


def looked(home: Home, *words: str | Path) -> Cost:
    """Run one command to its end."""
    where = ("--home", home.path, "--today", LAST_DAY.isoformat())
    return started([*PROGRAM, *words, *where])


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least times, and the highest memory."""
    cpu, wall, peak = zip(*costs, strict=True)
    return Cost(min(cpu), min(wall), max(peak))


def first(home: Home, command: str) -> Cost:
    """Run a command as after a change: what `status` keeps of itself is put away before."""
    home.status.unlink(missing_ok=True)
    return looked(home, command)


def starts(home: Home, repeats: int) -> None:
    """Print what a start costs that works nothing out."""
    bare: dict[str, Callable[[], Cost]] = {
        "import click": lambda: started(["-c", "import click"]),
        "--help": lambda: started([*PROGRAM, "--help"]),
        "--version": lambda: started([*PROGRAM, "--version"]),
        "status again": lambda: looked(home, "status"),
    }
    first(home, "status")
    costs = {}
    for name, run in bare.items():
        run()
        costs[name] = least([run() for _ in range(repeats)])
        print(f"  {name:<12}         {costs[name]}")
    by_help = costs["--help"].cpu_s / costs["import click"].cpu_s
    again = costs["status again"].cpu_s / costs["--version"].cpu_s
    print(f"  --help / import click {by_help:.2f}, goal {GOAL_HELP}")
    print(f"  status again / --version {again:.2f}, goal {GOAL_AGAIN}")


def table(homes: dict[int, Home], repeats: int) -> None:
    """Print what every command costs in every home, and each ratio to the home with few runs."""
    few = FEW if FEW in homes else min(homes)
    for command in COMMANDS:
        warm: dict[int, Cost] = {}
        for count, home in sorted(homes.items()):
            home.judged.unlink(missing_ok=True)
            cold = first(home, command)
            warm[count] = least([first(home, command) for _ in range(repeats)])
            ratio = warm[count].cpu_s / warm[few].cpu_s if few in warm else float("nan")
            goal = f", goal {GOALS[count]}, {GOAL_MIB} MiB" if count in GOALS else ""
            if command == "report":
                goal = f", goal {REPORT_S} s of 2,618"
            print(
                f"  {command:<7}{count:>7,} first {warm[count]}  cold {cold.cpu_s:5.2f} s CPU"
                f"  ratio {ratio:.2f}{goal}",
                flush=True,
            )


def one_more(homes: dict[int, Home], folder: Path, repeats: int) -> None:
    """Print what it costs to import one file of an hour, in every home and in an empty one.

    And what the first `status` after it costs, held against `--version`.
    """
    empty = Home(path=folder / "empty")
    empty.ensure()
    empty.profile.write_text(PROFILE)
    costs: dict[int, Cost] = {}
    version = least([started([*PROGRAM, "--version"]) for _ in range(repeats)])
    for count, home in {0: empty, **homes}.items():
        looked(home, "today")  # what is there already is judged
        runs = [a_run(folder, n) for n in range(repeats)]
        pairs = [(looked(home, "import", one), looked(home, "status")) for one in runs]
        costs[count], then = (least(one) for one in zip(*pairs, strict=True))
        ratio = costs[count].cpu_s / costs[0].cpu_s
        print(f"  one file {count:>6,} {costs[count]}  ratio {ratio:.2f}, goal {GOAL_OF_ONE}")
        by_version = then.cpu_s / version.cpu_s
        print(f"  then status     {then}  / --version {by_version:.2f}, goal {GOAL_AGAIN}")


def after_words(homes: dict[int, Home], repeats: int) -> None:
    """Print what `status` costs after commands that change what is known, and what they cost."""
    said = {"today 0": ("today", "0"), "log stress 2": ("log", "stress", "2")}
    version = least([started([*PROGRAM, "--version"]) for _ in range(repeats)])
    for count, home in homes.items():
        for name, words in said.items():
            looked(home, "status")
            pairs = [(looked(home, *words), looked(home, "status")) for _ in range(repeats)]
            own, then = (least(one) for one in zip(*pairs, strict=True))
            print(f"  {name:<13}{count:>6,} {own}")
            by_version = then.cpu_s / version.cpu_s
            print(f"  then status        {then}  / --version {by_version:.2f}, goal {GOAL_AGAIN}")


def a_run(folder: Path, number: int) -> Path:
    """Return a file of one hour of running, another for each number, of days before the last."""
    start = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 6, tzinfo=UTC)
    start -= timedelta(days=number + 1)
    path = folder / f"one{number}.fit"
    path.write_bytes(whole_run(3600, start=int(start.timestamp()) - EPOCH_S))
    return path


def main() -> None:
    """Make the homes and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, nargs="+", default=[174, 2618])
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument(
        "--keep", type=Path, help="a folder that the homes are left in, and taken from another time"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        made = legs()
        homes = {count: home_of(folder / f"{count}", made, count) for count in given.runs}
        print(f"least of {given.repeats}")
        starts(homes[max(homes)], given.repeats)
        table(homes, given.repeats)
        one_more(homes, folder, given.repeats)
        after_words(homes, given.repeats)


if __name__ == "__main__":
    main()
