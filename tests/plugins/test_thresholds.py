"""Ceilings of plug-ins: beside ours, and in force where the runner declares one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase as command
from support.made_plugins import ON, name_in, of_plugins, offer, said, withdraw

if TYPE_CHECKING:
    from pathlib import Path

HALF = """
def half(athlete):
    return Threshold(bpm=131.0, note="half of it", source="own choice", uncertainty_bpm=6.0)
"""


def test_a_ceiling_is_shown_beside_ours_and_is_not_in_force(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("thresholds", *ON)
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(runner, thresholds=["half"])
    found = said("thresholds", *ON)
    (row,) = of_plugins(found["methods"])
    assert (row["method"], row["value_bpm"], row["uncertainty_bpm"]) == ("half", 131.0, 6.0)
    assert (row["in_force"], row["barred"]) == (False, "of a plug-in: stands only when declared")
    assert row["plugin"] == {"name": "half", "package": "made-plugin", "version": "1.0"}
    found["methods"].remove(row)
    assert found == before
    told = " ".join(command("thresholds", *ON).out.split())
    assert "To declare it: aerobase thresholds set half 131 --since today" in told


def test_it_is_in_force_where_the_runner_declares_it(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    answer = command("thresholds", "set", "half", "131", *ON)
    assert (answer.code, "is no method" in answer.err) == (2, True)
    name_in(runner, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", "--since", "2026-05-18", *ON).code == 0
    force = said("thresholds", *ON)["in_force"]
    assert (force["ceiling_bpm"], force["method"]) == (131, "half")
    assert force["rough"]
    assert said("plan", *ON)["ceiling_bpm"] == 131
    assert "half (a plug-in)" in command("status", *ON).out
    # A measured value goes before it; what is declared is the runner's, whoever worked it out.
    withdraw(site / "made_plugin-1.0.dist-info")
    assert said("thresholds", *ON)["in_force"]["method"] == "half"
    assert command("thresholds", "set", "entered", "140", *ON).code == 0
    assert said("thresholds", *ON)["in_force"]["method"] == "entered"
    assert command("thresholds", "remove", "half", "--since", "2026-05-18", *ON).code == 0
    assert "half" not in (runner / "profile.toml").read_text("utf-8").split("[plugins]")[0]


def test_no_condition_that_bars_a_formula_lets_it_through(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(runner, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", *ON).code == 0
    assert command("init", "--rate-medicine").code == 0
    found = said("thresholds", *ON)
    assert found["in_force"] is None
    (row,) = (one for one in found["methods"] if one["method"] == "half" and not one["plugin"])
    assert row["barred"] == "medicine that changes the heart rate"


def test_what_is_declared_stands_when_the_plug_in_is_gone_and_no_longer_named(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(runner, thresholds=["half"])
    since = ("--since", "2026-05-18")
    assert command("thresholds", "set", "half", "131", *since, *ON).code == 0
    assert said("doctor", *ON)["sound"]
    withdraw(site / "made_plugin-1.0.dist-info")
    path = runner / "profile.toml"
    text = path.read_text("utf-8").replace('thresholds = ["half"]', "")
    path.write_text(text, encoding="utf-8")
    force = said("thresholds", *ON)["in_force"]
    assert (force["method"], force["ceiling_bpm"]) == ("half", 131)
    answer = command("status", *ON)
    assert (answer.code, answer.err, "half (a plug-in)" in answer.out) == (0, "", True)
    found = said("doctor", *ON)
    (note,) = found["notes"]
    assert (found["sound"], note.split(":")[0]) == (
        True,
        "A ceiling of the plug-in half is declared, which [plugins] thresholds does not name",
    )
    assert command("thresholds", "set", "half", "132", *ON).code == 2
    assert command("thresholds", "remove", "half", *ON).code == 1  # none without a day
    assert command("thresholds", "remove", "half", *since, *ON).code == 0
    assert "half" not in path.read_text("utf-8")
    assert command("thresholds", "remove", "half", *since, *ON).code == 2
    assert said("doctor", *ON)["notes"] == []


@pytest.mark.parametrize(
    ("method", "mark", "told"),
    [
        ("dirft_test", "", "method = 'dirft_test' is unknown"),
        ("dirft_test", "plugin = false", "method = 'dirft_test' is unknown"),
        ("drift_test", "plugin = true", "method = 'drift_test' is no plug-in's name"),
        ("maf", "plugin = true", "method = 'maf' is no plug-in's name"),
        ("a b", "plugin = true", "method = 'a b' is no plug-in's name"),
        ("half", "plugin = 1", "plugin = 1 is not true or false"),
    ],
)
def test_the_mark_lets_no_other_method_through(
    runner: Path, method: str, mark: str, told: str
) -> None:
    path = runner / "profile.toml"
    entry = f'\n[[thresholds]]\nmethod = "{method}"\nbpm = 140\n{mark}\n'
    path.write_text(path.read_text("utf-8") + entry, encoding="utf-8")
    answer = command("thresholds", *ON)
    assert (answer.code, told in answer.err) == (1, True)


def test_a_declared_method_that_is_not_marked_and_not_named_is_an_error(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(runner, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", *ON).code == 0
    path = runner / "profile.toml"
    text = path.read_text("utf-8").replace("plugin = true\n", "")
    path.write_text(text, encoding="utf-8")
    assert said("thresholds", *ON)["in_force"]["method"] == "half"  # named, it needs no mark
    path.write_text(text.replace('thresholds = ["half"]', ""), encoding="utf-8")
    answer = command("thresholds", *ON)
    assert (answer.code, "method = 'half' is unknown" in answer.err) == (1, True)
    assert "beside a plug-in's that is gone: plugin = true" in " ".join(answer.err.split())


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("return 131", "it gave int in place of a Threshold"),
        ("return Threshold(bpm=float('nan'), note='x', source='y')", "bpm is nan"),
        ("return Threshold(bpm=20, note='x', source='y')", "bpm is 20, not between 70 and 220"),
        ("return Threshold(bpm=130, note='', source='y')", "note is empty"),
        (
            "return Threshold(bpm=130, note='x', source='y', uncertainty_bpm=60)",
            "uncertainty_bpm is 60, not between 0 and 50",
        ),
    ],
)
def test_a_ceiling_that_cannot_be_is_a_note(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    offer(site, monkeypatch, f"{HALF}def bad(athlete):\n    {body}\n", thresholds="half bad")
    name_in(runner, thresholds=["bad", "half"])
    answer = command("thresholds", "--json", *ON)
    assert f"bad of [plugins] thresholds could not be asked: {told}" in answer.err
    assert [row["method"] for row in of_plugins(json.loads(answer.out)["methods"])] == ["half"]


def test_one_that_knows_nothing_says_nothing(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "def half(athlete):\n    return None\n", thresholds="half")
    name_in(runner, thresholds=["half"])
    answer = command("thresholds", "--json", *ON)
    assert (answer.err, of_plugins(json.loads(answer.out)["methods"])) == ("", [])
