"""How long commands take with a few runs and with many years of them, and how much memory.

    python tests/bench/many_years.py [--runs 174 2618] [--repeats 5] [--keep FOLDER]

Homes of any size are made of one generated season: its runs, derived once, are stored again and
again, a season earlier each time and a little longer, so that none is taken for another's copy.
Every time is CPU seconds of a whole process, the least of several; "cold" is the first look at a
home, which judges everything. Looked from is the season's last day. Goal: many years take at most
1.5 times of what a few runs take; one new file, imported with its verdict, at most 1.3 times of
what it takes in an empty home.
"""

from __future__ import annotations

import argparse
import hashlib
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
from ingest.home.home import Home
from ingest.imports.derive import derive
from ingest.imports.opening import open_archive
from ingest.imports.tracing import packed_leg
from reports.demo.seasons import season

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_DAY = date(2026, 5, 20)
PROGRAM = [sys.executable, "-c", "from planner.cli import main; main()"]
# A process of its own starts the command: peak memory begins with that of who starts it.
STARTER = """
import os, subprocess, sys
nothing = subprocess.DEVNULL
process = subprocess.Popen(sys.argv[1:], stdin=nothing, stdout=nothing)
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
COMMANDS = ("status", "today", "flags", "plan")
GOAL = 1.5
GOAL_OF_ONE = 1.3
PROFILE = """\
[runner]
birth_date = 1980-05-01
sex = "male"
timezone = "Europe/Madrid"
"""


class Cost(NamedTuple):
    """What one process took."""

    cpu_s: float
    peak_mib: float


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
        one = Leg(facts=facts, stream=leg.stream, trace=leg.trace)
        yield Reading(sha256=sha256, size_bytes=1, kind="activity", legs=(one,))


def home_of(path: Path, made: list[Leg], count: int) -> Home:
    """Return a new home with so many runs."""
    home = Home(path=path)
    home.ensure()
    home.profile.write_text(PROFILE)
    with open_archive(home, write=True) as archive, archive.transaction():
        for reading in stored(made, count):
            archive.put(reading)
    return home


def looked(home: Home, command: str, *paths: Path) -> Cost:
    """Run one command to its end; what `status` keeps of itself is put away first."""
    home.status.unlink(missing_ok=True)
    words = [command, "--home", home.path, "--today", LAST_DAY.isoformat(), *paths]
    started = [sys.executable, "-c", STARTER, *PROGRAM, *map(str, words)]
    code, cpu_s, peak_mib = subprocess.check_output(started, text=True).split()
    if code not in {"0", "2"}:  # 2: a flag stands
        sys.exit(f"{words} ended with {code}")
    return Cost(float(cpu_s), float(peak_mib))


def measured(home: Home, command: str, repeats: int) -> tuple[Cost, Cost]:
    """Return the cost of a first look at a home, and the least of those that follow."""
    home.judged.unlink(missing_ok=True)
    cold = looked(home, command)
    warm = [looked(home, command) for _ in range(repeats)]
    return cold, Cost(min(one.cpu_s for one in warm), max(one.peak_mib for one in warm))


def table(homes: dict[int, Home], repeats: int) -> None:
    """Print what every command costs in every home, and the ratio of the largest to the first."""
    few, many = min(homes), max(homes)
    print(f"CPU seconds, least of {repeats}; cold; peak memory")
    for command in COMMANDS:
        costs = {count: measured(home, command, repeats) for count, home in homes.items()}
        told = "".join(
            f"  {count:>6,}: {warm.cpu_s:5.2f} s ({cold.cpu_s:5.2f} s) {warm.peak_mib:4.0f} MiB"
            for count, (cold, warm) in costs.items()
        )
        ratio = costs[many][1].cpu_s / costs[few][1].cpu_s
        print(f"  {command:<7}{told}  ratio {ratio:.2f}, goal {GOAL}")


def one_more(homes: dict[int, Home], folder: Path, repeats: int) -> None:
    """Print what it costs to import one file of an hour, in every home and in an empty one."""
    empty = Home(path=folder / "empty")
    empty.ensure()
    empty.profile.write_text(PROFILE)
    costs: dict[int, Cost] = {}
    for count, home in {0: empty, **homes}.items():
        looked(home, "today")  # what is there already is judged
        costs[count] = min(looked(home, "import", a_run(folder, n)) for n in range(repeats))
    told = "".join(
        f"  {count:>6,}: {cost.cpu_s:5.2f} s {cost.peak_mib:4.0f} MiB"
        for count, cost in costs.items()
    )
    ratio = costs[max(costs)].cpu_s / costs[0].cpu_s
    print(f"  import of one file{told}  ratio to an empty home {ratio:.2f}, goal {GOAL_OF_ONE}")


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
    options.add_argument("--keep", type=Path, help="a folder that the homes are left in")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        made = legs()
        homes = {count: home_of(folder / f"{count}", made, count) for count in given.runs}
        table(homes, given.repeats)
        one_more(homes, folder, given.repeats)


if __name__ == "__main__":
    main()
