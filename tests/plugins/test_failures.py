"""What goes wrong in a plug-in is a note, and stops nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase as command
from support.made_plugins import ON, SEEN, name_in, of_plugins, offer, said, withdraw

if TYPE_CHECKING:
    from pathlib import Path

CALLED = {
    "raises": ("raise ValueError('so\\nit\\x1b is')", "ValueError: so it is."),
    "exits": ("raise SystemExit(7)", "SystemExit: 7"),
    "no_list": ("return 3", "TypeError: 'int' object is not iterable"),
    "nothing": ("return None", "TypeError: 'NoneType' object is not iterable"),
    "no_flag": ("yield 'a flag'", "it gave str in place of a Flag"),
    "too_many": (
        "for n in range(100): yield a_flag(athlete, id=f'f{n}')",
        "it gave more than 20 flags",
    ),
    "two": ("yield a_flag(athlete)\n    yield a_flag(athlete)", "it gave two flags of one id"),
    "id": ("yield a_flag(athlete, id='a b')", "the id of a flag is not letters, digits, - and _"),
    "severity": ("yield a_flag(athlete, severity='loud')", "severity is 'loud', none of note"),
    "title": ("yield a_flag(athlete, title='\\x1b[2J')", "title is empty, longer than 400 letters"),
    "source": ("yield a_flag(athlete, source=' ')", "source is empty"),
    "strength": (
        "yield a_flag(athlete, evidence_strength=None)",
        "evidence_strength is None, none of strong",
    ),
    "since": (
        "yield a_flag(athlete, since='2026-05-01')",
        "since is '2026-05-01', which is no date",
    ),
    "later": (
        "yield a_flag(athlete, since=athlete.today + timedelta(days=1))",
        "since is 2026-05-21, after 2026-05-20",
    ),
    "evidence": ("yield a_flag(athlete, evidence=())", "a flag without a number in its evidence"),
    "advice": ("yield a_flag(athlete, advice='Look.')", "advice is str, which is no tuple"),
    "nan": (
        "yield a_flag(athlete, evidence=numbers(float('nan'), 'today', athlete))",
        "value is nan: unknown is None",
    ),
    "words": (
        "yield a_flag(athlete, evidence=numbers('3', 'today', athlete))",
        "value is str, which is no number",
    ),
    "dayless": (
        "yield a_flag(athlete, evidence=numbers(3, 'none', athlete))",
        "a flag without a day in its evidence",
    ),
    "writes": ("athlete.today = None", "FrozenInstanceError: cannot assign to field 'today'"),
    "counts_in_place": (
        "athlete.runs[-1].facts.vectors.seconds_at[:] = 0",
        "ValueError: assignment destination is read-only",
    ),
}


@pytest.mark.parametrize("kind", CALLED)
def test_one_that_fails_when_called_is_a_note_and_stops_no_other(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    body, told = CALLED[kind]
    offer(site, monkeypatch, f"{SEEN}\ndef bad(athlete):\n    {body}\n", flags="seen bad")
    name_in(runner, flags=["bad", "seen"])
    answer = command("flags", "--json", *ON)
    assert answer.code == 0
    assert [row["id"] for row in of_plugins(json.loads(answer.out))] == ["seen:seen"]
    line = f"The plug-in bad of [plugins] flags could not be asked: {told}"
    assert [one.startswith(line) for one in answer.err.splitlines()] == [True]


def test_it_is_a_row_of_all_and_a_finding_of_doctor(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, f"{SEEN}\ndef bad(athlete):\n    1 / 0\n", flags="seen bad")
    name_in(runner, flags=["bad", "seen"])
    (row,) = (one for one in said("flags", "--all", *ON) if one["state"] == "failed")
    assert row["plugin"]["name"] == row["id"] == "bad"
    assert row["title"] == "Could not be asked: ZeroDivisionError: division by zero."
    assert "failed   bad: ZeroDivisionError" in command("flags", "--all", *ON).out
    kept = (runner / "judged.json").read_bytes()
    found = said("doctor", *ON, code=3)
    assert [one["code"] for one in found["findings"]] == ["plugin"]
    assert [(one["name"], one["problem"]) for one in found["plugins"]] == [
        ("bad", "ZeroDivisionError: division by zero"),
        ("seen", None),
    ]
    assert found["notes"] == [
        "With plug-ins, which are not part of aerobase: seen 1.0 (made-plugin) of flags."
    ]
    assert (runner / "judged.json").read_bytes() == kept


def test_what_a_plug_in_prints_damages_no_json(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "print('loaded')\ndef seen(athlete):\n    print('asked')\n    yield a_flag(athlete)\n"
    offer(site, monkeypatch, code, flags="seen")
    name_in(runner, flags=["seen"])
    answer = command("flags", "--json", *ON)
    assert of_plugins(json.loads(answer.out))
    assert answer.err == "loaded\nasked\n"


def test_neither_does_what_it_writes_past_python(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
import os, sys
os.write(1, b"loaded\\n")
def seen(athlete):
    sys.__stdout__.write("asked\\n")
    os.system("echo child")
    yield a_flag(athlete)
    os.write(1, b"last\\n")
    1 / 0
"""
    offer(site, monkeypatch, code + SEEN.replace("seen(", "good("), flags="seen good")
    name_in(runner, flags=["seen", "good"])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), *sys.path]))
    found = subprocess.run(
        [sys.executable, "-m", "aerobase", "flags", "--json", *ON],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [row["id"] for row in of_plugins(json.loads(found.stdout))] == ["good:seen"]
    *written, problem = found.stderr.splitlines()
    assert sorted(written) == ["asked", "child", "last", "loaded"]
    assert "could not be asked: ZeroDivisionError" in problem


COMMANDS = ("flags", "plan", "status", "sessions", "report", "today", "thresholds", "rebuild -q")


@pytest.mark.parametrize("line", COMMANDS)
def test_a_name_that_nothing_offers_is_a_note_and_the_command_goes_on(
    runner: Path, line: str
) -> None:
    words = (*line.split(), *(() if "rebuild" in line else ON))
    before = command(*words)
    name_in(runner, flags=["many_rums"])
    answer = command(*words)
    assert (answer.code, answer.out) == (before.code, before.out)
    assert answer.err == (
        "The plug-in many_rums of [plugins] flags could not be asked: "
        "no package that is installed offers it.\n"
    )
    (found,) = said("doctor", *ON, code=3)["findings"]
    assert (found["code"], "profile.toml" in found["mend"]) == ("plugin", True)


def test_one_whose_module_fails_is_a_note(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "import nothing_of_this_name", flags="seen", package="broken")
    offer(site, monkeypatch, SEEN, flags="seen other")
    name_in(runner, flags=["seen", "other"])
    told = command("flags", *ON).err
    assert "seen of [plugins] flags could not be asked: more than one offers it: broken and" in told
    assert "other of [plugins] flags could not be asked: AttributeError" in told
    withdraw(site / "made_plugin-1.0.dist-info")
    name_in(runner, flags=["seen"])
    told = command("flags", *ON).err
    assert "ModuleNotFoundError: No module named 'nothing_of_this_name'" in told


def test_broken_metadata_of_any_package_is_a_note(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    (site / "made_plugin-1.0.dist-info/entry_points.txt").write_bytes(b"[aerobase.flags]\n\xff\xfe")
    name_in(runner, flags=["seen"])
    answer = command("flags", *ON)
    assert (answer.code, answer.err.count("could not be asked")) == (0, 1)
