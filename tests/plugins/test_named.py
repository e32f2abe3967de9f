"""Plug-ins count where the profile names them; their versions are in what is remembered."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase as command
from support.made_plugins import ON, SEEN, name_in, of_plugins, offer, said

from ingest.home import judged
from ingest.home.home import Home

if TYPE_CHECKING:
    from pathlib import Path

# Named, or not there at all


@pytest.mark.usefixtures("runner")
def test_what_is_installed_and_not_named_does_not_count(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "raise RuntimeError('loaded')", flags="seen")
    assert of_plugins(said("flags", *ON)) == []
    found = said("doctor", *ON)
    assert found["plugins"] == []
    (note,) = (one for one in found["notes"] if "does nothing" in one)
    assert note.startswith("The plug-in seen 1.0 (made-plugin) is installed and does nothing:")
    assert 'put "seen" into flags of [plugins]' in note


def test_doctor_hints_at_nothing_that_is_named(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(runner, flags=["seen"])
    assert not any("does nothing" in one for one in said("doctor", *ON)["notes"])


def test_without_a_name_nothing_is_looked_up(runner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(**_: object) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr("importlib.metadata.entry_points", never)
    for words in (("flags",), ("status",), ("thresholds",), ("plan",), ("report",)):
        assert command(*words, *ON).code in {0, 3}
    assert command("import", runner / "originals", *ON).code == 0
    assert command("doctor", *ON).code == 0  # it alone looks, and goes without an answer
    name_in(runner, flags=["seen"])
    assert "looked through (AssertionError: looked up)" in command("flags", *ON).err


@pytest.mark.parametrize("words", [["--help"], ["flags", "--help"], ["import", "--help"]])
def test_help_loads_no_metadata_and_no_plug_in(runner: Path, words: list[str]) -> None:
    name_in(runner, flags=["seen"], readers=["beats"], thresholds=["half"])
    script = (
        "import sys\nfrom planner import cli\n"
        f"try:\n    cli.main({words!r})\nexcept SystemExit:\n    pass\n"
        "print('loaded', *[one for one in sys.modules if one.startswith(('importlib.metadata',"
        " 'planner.plugged'))])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "loaded"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('flags = "seen"', "[plugins] flags is not a list"),
        ("flags = [3]", "3 of [plugins] flags is no name of a plug-in"),
        ('flags = ["a b"]', "'a b' of [plugins] flags is no name"),
        ('flag = ["seen"]', "flag is not a key of [plugins]"),
        ('thresholds = ["maf"]', "maf of [plugins] thresholds is a method of aerobase's own"),
    ],
)
def test_a_table_that_is_not_understood_is_an_error_that_names_it(
    runner: Path, table: str, told: str
) -> None:
    with (runner / "profile.toml").open("a") as stream:
        stream.write(f"\n[plugins]\n{table}\n")
    answer = command("flags", *ON)
    assert answer.code == 1
    assert told in answer.err


# The version is part of what judgements are remembered under


def test_another_version_makes_judgements_anew(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys() -> set[str]:
        assert command("sessions", *ON).code == 0
        return {key for key, *_ in judged.read(Home.locate(runner)).values()}

    without = keys()
    offer(site, monkeypatch, SEEN, flags="seen")
    assert keys() == without
    name_in(runner, flags=["seen"])
    first = keys()
    assert first.isdisjoint(without)
    assert keys() == first
    offer(site, monkeypatch, SEEN, flags="seen", version="1.1")
    assert keys().isdisjoint(first)
    name_in(runner)
    assert keys() == without


def test_another_version_has_status_worked_out_anew(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SETTLED_S", "FINE_SETTLED_S"):
        monkeypatch.setattr(f"reports.commands.kept_status.{name}", -1e9)
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(runner, flags=["seen"])

    def worked_out() -> bool:
        before = (runner / "status.json").read_bytes() if (runner / "status.json").exists() else b""
        assert command("status", *ON).code == 0
        return (runner / "status.json").read_bytes() != before

    assert worked_out()
    assert not worked_out()
    offer(site, monkeypatch, SEEN, flags="seen", version="1.1")
    assert worked_out()
    assert not worked_out()
