"""What can happen to a runner's data, done by chance to real processes; each says how it ended.

A fault is a function of ``Things`` (made once), a place of its own and a source of chance. It
returns in a word how it ended, and fails where anything is lost: a stored run, a word of the diary,
a page.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from support import made_cohorts
from support.command_line import aerobase
from support.fit_bytes import START, whole_run
from support.made_cohorts import DAY_S, LOOKED_FROM
from support.processes import disk, group_is_gone, start

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    Fault = Callable[["Things", Path, random.Random], str]

KNOWN, NEW = 12, 12  # runs that the home has, and that an import brings
PAGE: Final = 4096
LOG: Final = (
    "log",
    "pain",
    "1",
    "left",
    "achilles",
    "morning",
    "--date",
    "2021-09-21",
    *LOOKED_FROM,
)
ASKED: Final = (("sessions",), ("balance",), ("flags",), ("log", "list"))


@dataclass(kw_only=True)
class Things:
    """A home with runs, profile, diary and a plan; its runs and new ones in a folder; a cohort."""

    folder: Path
    undisturbed: dict[str, Any] = field(default_factory=dict)  # by command: seconds, and the end
    cohort: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def make(cls, folder: Path) -> Things:
        """Make all of it, and do each command once without a fault."""
        things = cls(folder=folder)
        made_cohorts.runs(things.watch)
        made_cohorts.home(things.home, things.watch)
        for day in range(KNOWN, KNOWN + NEW):
            data = whole_run(240, start=START + day * DAY_S)
            (things.watch / f"{day}.fit").write_bytes(data)
        things.root.mkdir()
        for name in ("x", "y", "z"):
            made_cohorts.runs(things.root / name, days=range(4))
        for name, words in COMMANDS.items():
            place = folder / f"undisturbed {name}"
            place.mkdir()
            home = copied(things.home, place)
            began = time.monotonic()
            process = start(*words(things, home, place))
            _, err = process.communicate()
            assert process.returncode == 0, err
            seconds = time.monotonic() - began
            things.undisturbed[name] = (seconds, with_plan(home))
            if name == "cohort":
                things.cohort = made_cohorts.content(place / "out")
        return things

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def watch(self) -> Path:
        return self.folder / "watch"

    @property
    def root(self) -> Path:
        return self.folder / "athletes"


def _page(_: Things, home: Path, place: Path) -> list[object]:
    return ["report", "--home", home, "-o", place / "page.html", *LOOKED_FROM]


def _cohort(things: Things, _: Path, place: Path) -> list[object]:
    out = place / "out"
    out.mkdir(exist_ok=True)
    return ["cohort", things.root, "-o", out, "--workers", "2", *LOOKED_FROM]


COMMANDS: Final[dict[str, Callable[[Things, Path, Path], list[object]]]] = {
    "import": lambda things, home, _: ["import", "--home", home, things.watch, *LOOKED_FROM],
    "plan": lambda _, home, __: ["plan", "--next", "--home", home, *LOOKED_FROM],
    "log": lambda _, home, __: [*LOG, "--home", home],
    "report": _page,
    "rebuild": lambda _, home, __: ["rebuild", "--home", home],
    "cohort": _cohort,
}


def copied(home: Path, place: Path) -> Path:
    return shutil.copytree(home, place / "home")


def truth(home: Path) -> dict[str, Any]:
    """Return what the commands say of a home, without ids and instants of saying."""
    said = {}
    for words in ASKED:
        answer = aerobase(*words, "--json", "--home", home, *LOOKED_FROM)
        assert answer.code == 0, answer.err
        document = json.loads(answer.out)
        if words == ("log", "list"):  # said twice where it was stored before the end
            document = sorted({json.dumps({**one, "id": ""}) for one in document})
        said[" ".join(words)] = document
    return said


def with_plan(home: Path) -> dict[str, Any]:
    """Return what the commands say, and the week: asked for it is stored, if it was not yet."""
    answer = aerobase("plan", "--json", "--home", home, *LOOKED_FROM)
    assert answer.code == 0, answer.err
    plan = json.loads(answer.out)
    del plan["created_utc"]
    return truth(home) | {"plan": plan}


def healthy(home: Path, *, allowed: frozenset[str] = frozenset()) -> None:
    """Fail where the doctor finds anything but what is allowed, or does not say how to mend it."""
    found = json.loads(aerobase("doctor", "--json", "--home", home).out)["findings"]
    assert {one["code"] for one in found} <= allowed, found
    assert all(one["text"] and one["mend"] for one in found)


def no_traceback(*streams: bytes | str) -> None:
    for text in streams:
        said = text if isinstance(text, str) else text.decode("utf-8", "replace")
        assert "Traceback" not in said, said
        assert "unexpected" not in said, said


def killed(name: str) -> Fault:
    """Return the fault that ends a command at any instant; done again, all is as if nothing was."""

    def fault(things: Things, place: Path, chance: random.Random) -> str:
        home = copied(things.home, place)
        diary = (home / "journal.jsonl").read_bytes()
        page = place / "page.html"
        page.write_text("the page of before", "utf-8")
        seconds, end = things.undisturbed[name]
        words = COMMANDS[name](things, home, place)
        process = start(*words)
        time.sleep(chance.uniform(0.0, seconds))
        process.kill()
        process.communicate()
        assert group_is_gone(process.pid), "processes outlived the one that was killed"
        assert (home / "journal.jsonl").read_bytes().startswith(diary)
        text = page.read_text("utf-8")
        assert text == "the page of before" or text.rstrip().endswith("</html>"), "half a page"
        truth(home)  # every command still answers
        healthy(home, allowed=frozenset({"original_unknown", "leftover", "journal"}))
        again = start(*words)
        out, err = again.communicate()
        no_traceback(out, err)
        assert again.returncode == 0, err
        if name == "cohort":
            assert made_cohorts.content(place / "out") == things.cohort
        assert with_plan(home) == end
        healthy(home)
        return "killed" if process.returncode == -signal.SIGKILL else "over before"

    return fault


def full_disk(name: str, most_bytes: int) -> Fault:
    """Return the fault that a disk fills up at any size while a command writes."""

    def fault(things: Things, place: Path, chance: random.Random) -> str:
        _, end = things.undisturbed[name]
        files = [path for path in things.home.rglob("*") if path.is_file()]
        used = PAGE * sum(-(-path.stat().st_size // PAGE) for path in files) + 8 * PAGE
        with disk(place / "disk", used + chance.randrange(most_bytes)) as made:
            if made is None:
                return "no disk can be made here"
            home = copied(things.home, place / "disk")
            before = truth(home)["sessions"]
            process = start(*COMMANDS[name](things, home, place))
            out, err = process.communicate()
            no_traceback(out, err)
            if process.returncode:
                assert process.returncode == 1
                assert b"Free some space" in err or b"full" in err, err
            kept = copied(home, place)
        after = truth(kept)["sessions"]
        assert [one for one in before if one not in after] == []
        words = COMMANDS[name](things, kept, place)
        assert aerobase(*map(str, words)).code == 0
        assert with_plan(kept) == end
        healthy(kept)
        return "refused in a sentence" if process.returncode else "there was room"

    return fault


def read_only(things: Things, place: Path, chance: random.Random) -> str:
    """A medium that cannot be written: all is read, what would write says so."""
    with disk(place / "disk", 32 << 20) as close:
        if close is None:
            return "no disk can be made here"
        home = copied(things.home, place / "disk")
        before = truth(home)
        close()
        assert truth(home) == before
        words = COMMANDS[chance.choice(["import", "log", "rebuild"])](things, home, place)
        process = start(*words)
        out, err = process.communicate()
        no_traceback(out, err)
        assert process.returncode == 1
        assert b"cannot be written" in err, err
        assert truth(home) == before
    return "refused in a sentence"


def side_by_side(things: Things, place: Path, chance: random.Random) -> str:
    """Two writers of runs, two of the diary and readers at once: each run once, every word kept."""
    home = copied(things.home, place)
    lines = len((home / "journal.jsonl").read_bytes().splitlines())
    said = [("log", "note", f"note {number}", *LOOKED_FROM) for number in range(2)]
    todo = [COMMANDS["import"](things, home, place)] * 2 + [[*one, "--home", home] for one in said]
    todo += [["status", "--home", home, *LOOKED_FROM], ["plan", "--home", home, *LOOKED_FROM]]
    chance.shuffle(todo)
    running = [start(*words) for words in todo]
    for process in running:
        out, err = process.communicate()
        no_traceback(out, err)
        assert process.returncode == 0, err
    now = (home / "journal.jsonl").read_text("utf-8")
    assert all(f"note {number}" in now for number in range(2))
    assert len(now.splitlines()) >= lines + 2
    assert truth(home)["sessions"] == things.undisturbed["import"][1]["sessions"]
    healthy(home)
    return "all done"


def torn_page(things: Things, place: Path, chance: random.Random) -> str:
    """Noise in one page of the archive: right or refused, never wrong; a rebuild mends it."""
    home = copied(things.home, place)
    right = truth(home)
    archive = home / "archive.sqlite"
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
    for beside in home.glob("archive.sqlite-*"):
        beside.unlink()
    data = bytearray(archive.read_bytes())
    at = PAGE * chance.randrange(len(data) // PAGE)
    data[at : at + PAGE] = chance.randbytes(PAGE)
    archive.write_bytes(data)
    (home / "judged.json").unlink(missing_ok=True)
    (home / "status.json").unlink(missing_ok=True)
    ended = set()
    for words in (("sessions", "--json"), ("balance", "--json"), ("flags", "--json"), ("doctor",)):
        looked = LOOKED_FROM if words != ("doctor",) else ()
        process = start(*words, "--home", home, *looked)
        out, err = process.communicate()
        no_traceback(out, err)
        if process.returncode == 0 and words != ("doctor",):
            assert json.loads(out) == right[words[0]], "a wrong answer"
        ended.add(process.returncode)
    assert ended <= {0, 1, 3}
    assert aerobase("rebuild", "--home", home).code == 0
    assert truth(home) == right
    return "refused in a sentence" if ended & {1, 3} else "not in the way"


def torn_line(things: Things, place: Path, chance: random.Random) -> str:
    """Noise in one line of the journal: the others stand, none is thrown away, and it is said."""
    home = copied(things.home, place)
    path = home / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    number = chance.randrange(len(lines))
    noise = bytearray(lines[number][:-1])
    at = chance.randrange(len(noise))
    noise[at : at + 8] = bytes(chance.randrange(256) for _ in range(len(noise[at : at + 8])))
    lines[number] = bytes(noise).replace(b"\n", b"?").replace(b"\r", b"?") + b"\n"
    damaged = b"".join(lines)
    path.write_bytes(damaged)
    for name in ("judged.json", "status.json", "asked.json"):
        (home / name).unlink(missing_ok=True)
    ended = set()
    for words in (("status",), ("plan",), LOG[:-2]):
        process = start(*words, "--home", home, *LOOKED_FROM)
        out, err = process.communicate()
        no_traceback(out, err)
        ended.add(process.returncode)
    assert ended <= {0, 1}
    assert path.read_bytes().startswith(damaged)
    doctor = aerobase("doctor", "--home", home)
    no_traceback(doctor.out, doctor.err)
    return "refused in a sentence" if 1 in ended else "read, or passed over and said"


def torn_zip(things: Things, place: Path, chance: random.Random) -> str:
    """Noise in an export: whatever comes in of it is right."""
    path = place / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as export:
        for file in sorted(things.watch.iterdir()):
            export.write(file, file.name)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    home = copied(things.home, place)
    process = start("import", "--json", "--home", home, path, *LOOKED_FROM)
    out, err = process.communicate()
    no_traceback(err)
    assert process.returncode in {0, 1, 3}, err
    right = {one["start_utc"]: one for one in things.undisturbed["import"][1]["sessions"]}
    for one in truth(home)["sessions"]:
        if not one["quality"]:
            assert one == right[one["start_utc"]]
    healthy(home, allowed=frozenset({"date"}))  # a start that the noise moved is said
    if process.returncode == 1:
        return "refused in a sentence"
    counts = json.loads(out)
    return "said file by file" if counts["refused"] or counts["salvaged"] else "not in the way"


def torn_profile(things: Things, place: Path, chance: random.Random) -> str:
    """Noise in the profile: obeyed or refused, and the file is left as it is."""
    home = copied(things.home, place)
    path = home / "profile.toml"
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    ended = set()
    for words in (("status",), ("plan",), ("flags",)):
        process = start(*words, "--home", home, *LOOKED_FROM)
        out, err = process.communicate()
        no_traceback(out, err)
        ended.add(process.returncode)
    assert ended <= {0, 1}
    assert path.read_bytes() == data
    return "refused in a sentence" if 1 in ended else "obeyed"


SET_BACK: Final = """
from datetime import datetime, timedelta
import reports.clock
now = reports.clock.clock
reports.clock.clock = lambda: now() - timedelta(seconds={seconds})
from planner.cli import main
main()
"""


def clock_back(things: Things, place: Path, chance: random.Random) -> str:
    """A computer whose clock is set back: what was said before stays, and one goes on."""
    home = copied(things.home, place)
    before = (home / "journal.jsonl").read_bytes()
    seconds = chance.choice([3600, 86_400, 40 * 86_400, 3650 * 86_400])
    program = SET_BACK.format(seconds=seconds)
    assert aerobase("log", "note", "before", "--home", home).code == 0
    for words in (("log", "note", "after"), ("status",), ("plan",), ("import", things.watch)):
        process = start(*words, "--home", home, program=program)
        out, err = process.communicate()
        no_traceback(out, err)
        assert process.returncode == 0, err
    now = (home / "journal.jsonl").read_bytes()
    assert now.startswith(before)
    assert b"before" in now
    assert b"after" in now
    assert truth(home)["sessions"] == things.undisturbed["import"][1]["sessions"]
    return "all done"


def code_page(things: Things, place: Path, chance: random.Random) -> str:
    """A terminal that lacks letters: they are escaped, and what is stored is whole."""
    home = copied(things.home, place)
    page = chance.choice(
        ["ascii", "cp437", "cp850", "cp932", "cp1250", "cp1252", "cp1256", "koi8-r"]
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    surroundings = kept | {"PYTHONIOENCODING": page}
    note = "müde 疲れ 🏃"
    for words in (("log", "note", note), ("status",), ("plan",), ("flags",), ("sessions",)):
        process = start(*words, "--home", home, *LOOKED_FROM, env=surroundings)
        out, err = process.communicate()
        no_traceback(out.decode(page, "replace"), err.decode(page, "replace"))
        assert process.returncode == 0, err
        out.decode("utf-8" if page == "ascii" else page)  # click takes ASCII for a mistake
    assert note in (home / "journal.jsonl").read_text("utf-8")
    return "all done"


# Name -> the fault, how often `make faults` does it, and how often the tests do.
FAULTS: Final[dict[str, tuple[Fault, int, int]]] = {
    **{f"{name} killed": (killed(name), 34, 4) for name in ("import", "plan", "log")},
    **{f"{name} killed": (killed(name), 33, 3) for name in ("report", "rebuild", "cohort")},
    "disk full in an import": (full_disk("import", 150_000), 20, 2),
    "disk full in a rebuild": (full_disk("rebuild", 400_000), 20, 2),
    "read-only disk": (read_only, 6, 1),
    "two writers, two diaries, readers": (side_by_side, 10, 1),
    "noise in a page of the archive": (torn_page, 40, 3),
    "noise in a line of the journal": (torn_line, 40, 3),
    "noise in a zip": (torn_zip, 40, 3),
    "noise in the profile": (torn_profile, 40, 3),
    "clock set back": (clock_back, 8, 1),
    "a terminal that lacks letters": (code_page, 16, 2),
}
