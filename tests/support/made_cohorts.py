"""Small cohorts on disk: a folder an athlete, homes among them, and what a run makes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from support.command_line import aerobase
from support.fit_bytes import START, whole_run

if TYPE_CHECKING:
    from pathlib import Path

DAY_S = 86_400
TODAY = date(2021, 9, 22)  # a Wednesday, two weeks after the first run
LOOKED_FROM = ("--today", TODAY.isoformat())
ROWS = """\
folder,alias,birth date,category,sex,zone,ceiling,hr_rest,name
Anna Berg,a1,1983-02-11,c,f,Europe/Madrid,,52,Anna Berg
"""


def runs(folder: Path, *, days: range = range(12), seconds: int = 240) -> Path:
    """Make a folder with a run on each of these days after the first."""
    folder.mkdir(parents=True)
    for day in days:
        data = whole_run(seconds, start=START + day * DAY_S)
        (folder / f"run of Anna {day}.fit").write_bytes(data)
    return folder


def home(path: Path, watch: Path) -> Path:
    """Make a home with a profile, these runs, a plan of last week, pain and a note."""
    place = ("--home", path)
    said = [
        ("init", "--birth-date", "1990-05-01", "--category", "c", "--timezone", "Europe/Madrid"),
        ("import", watch, *LOOKED_FROM),
        ("plan", "--today", "2021-09-13"),
        ("log", "pain", "4", "left", "achilles", "--date", "2021-09-20", *LOOKED_FROM),
        ("log", "pain", "0", "right", "knee", "--date", "2021-09-19", *LOOKED_FROM),
        ("log", "note", "Anna Berg called", *LOOKED_FROM),
    ]
    for words in said:
        answer = aerobase(*place, *words)
        assert answer.code == 0, answer.err
    return path


def three_athletes(root: Path) -> Path:
    """Make a cohort of one with a row in the table, one without, and a home."""
    runs(root / "Anna Berg")
    runs(root / "b2", days=range(0, 12, 2))
    home(root / "c3", runs(root.parent / "watch of c3", days=range(12)))
    (root / "athletes.csv").write_text(ROWS, encoding="utf-8")
    return root


def content(out: Path) -> dict[str, bytes]:
    """Return every table of a cohort by its path, triage included."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*.parquet"))
    }
