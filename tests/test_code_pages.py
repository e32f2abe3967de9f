"""A stream that lacks a letter gets it escaped; no command fails for it, least after storing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import START, whole_run

from planner.cli import escaped

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Müde \N{EN DASH} 🏃 ok"
PAGES = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp437": {"PYTHONIOENCODING": "cp437"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}
TODAY = ("--today", "2021-09-09")
PROGRAM = "from planner.cli import main; main()"


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    return kept | PAGES[request.param]


@pytest.fixture
def call(page: dict[str, str], home: Path):
    def run(*arguments: object, code: int = 0) -> bytes:
        answer = subprocess.run(
            [sys.executable, "-c", PROGRAM, "--home", home, *map(str, arguments)],
            capture_output=True,
            env=page,
            check=False,
        )
        assert answer.returncode == code, answer.stderr
        assert b"unexpected" not in answer.stderr
        return answer.stdout

    return run


def test_what_was_stored_is_said_whatever_the_letters(call, home: Path, tmp_path: Path) -> None:
    runs = tmp_path / "Läufe 🏃"
    runs.mkdir()
    (runs / "früh.fit").write_bytes(whole_run(900, start=START))
    (runs / "kaputt.fit").write_bytes(b"none")
    call("import", runs, code=3)
    assert json.loads(call("import", "--json", runs, code=3))["duplicate"] == 1
    call("log", "note", NOTE, "--date", "2021-09-08")
    assert NOTE in (home / "journal.jsonl").read_text("utf-8")
    call("log", "list", *TODAY)
    assert [one["text"] for one in json.loads(call("log", "list", "--json", *TODAY))] == [NOTE]
    call("balance", *TODAY)  # its bars are no letters of any code page


@pytest.mark.skipif(os.name != "posix", reason="names that are bytes")
def test_a_name_that_is_no_text_at_all(call, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/l\xe4uf.fit"
    with open(path, "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(whole_run(900, start=START))
    call("import", os.fsdecode(path))
    told = json.loads(call("import", "--json", os.fsdecode(path)))
    assert told["duplicate"] == 1


def test_what_is_escaped_is_what_json_says() -> None:
    for text in ("é", "\N{EN DASH}", "🏃", "\udce4", "a🏃\udcffé"):
        error = UnicodeEncodeError("ascii", f"<{text}>", 1, 1 + len(text), "no such letter")
        said, end = escaped(error)
        assert json.loads(f'"{said}"') == text
        assert end == 1 + len(text)
        assert said.isascii()
    with pytest.raises(UnicodeDecodeError):
        escaped(UnicodeDecodeError("ascii", b"\xff", 0, 1, "not ours"))
