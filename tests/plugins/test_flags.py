"""Flags of plug-ins: they show, and change nothing of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.command_line import aerobase as command
from support.made_plugins import LAST_DAY, ON, SEEN, name_in, of_plugins, offer, said

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_flag_shows_with_days_numbers_source_and_strength(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("flags", *ON)
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(runner, flags=["seen"])
    rows = said("flags", *ON)
    (row,) = of_plugins(rows)
    assert [one for one in rows if one is not row] == before
    assert row["id"] == "seen:seen"
    assert row["plugin"] == {"name": "seen", "package": "made-plugin", "version": "1.0"}
    assert (row["severity"], row["plan_effect"]) == ("note", "none")
    assert row["effect"] == "By itself it changes nothing in the plan."
    assert row["evidence"][0]["days"] == [LAST_DAY.isoformat()]
    assert (row["evidence"][0]["value"], row["evidence"][0]["limit"]) == (3.0, 2.0)
    assert (row["source"], row["evidence_strength"]) == ("own choice", "weak")

    brief = command("flags", *ON).out
    assert "By plug-ins, without effect on plan and verdict:" in brief
    assert "Runs were seen (warning since today)" in brief
    whole = command("flags", "seen:seen", *ON).out
    for part in ("Source: own choice", "runs: 3 (limit 2)", "the plug-in seen 1.0 (made-plugin)"):
        assert part in whole
    assert "seen 1.0 (made-plugin)" in command("flags", "-v", *ON).out


def test_it_changes_no_plan_no_verdict_and_no_exit_code(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [("plan",), ("status",), ("today",), ("sessions",), ("balance",), ("load",)]
    before = [said(*words, *ON) for words in asked]
    code = command("flags", "--check", *ON).code
    offer(
        site,
        monkeypatch,
        "def seen(athlete):\n"
        "    yield a_flag(athlete, severity='stop', plan_effect='stop', effect_words='No runs.')\n",
        flags="seen",
    )
    name_in(runner, flags=["seen"])
    (row,) = of_plugins(said("flags", *ON))
    assert (row["severity"], row["plan_effect"]) == ("watch", "none")
    assert row["effect"] == "By itself it changes nothing in the plan."
    assert [said(*words, *ON) for words in asked] == before
    assert command("flags", "--check", *ON).code == code


def test_a_flag_alone_does_not_make_check_exit_with_3(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    assert command("--home", empty, "init", "--birth-date", "1983-02-11").code == 0
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(empty, flags=["seen"])
    answer = command("--home", empty, "flags", "--check", *ON)
    assert (answer.code, "Runs were seen" in answer.out) == (0, True)


def test_it_is_cleared_like_ours_and_nothing_else_changes(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(runner, flags=["seen"])
    plan = said("plan", *ON)
    cleared = said("flags", "clear", "seen:seen", "--note", "known", *ON)
    assert (cleared["id"], cleared["state"]) == ("seen:seen", "cleared")
    assert of_plugins(said("flags", *ON)) == []
    (row,) = of_plugins(said("flags", "--all", *ON))
    assert (row["id"], row["state"]) == ("seen:seen", "cleared")
    assert said("plan", *ON) == plan


def test_beside_a_sign_for_a_clinician_it_gives_no_advice(
    runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(runner, flags=["seen"])
    assert of_plugins(said("flags", *ON))[0]["advice"] == ["Look."]
    assert command("log", "redflag", "chest-pain", *ON).code == 0
    (row,) = of_plugins(said("flags", *ON))
    assert row["advice"] == ["Nothing here before a clinician has seen you."]


def test_the_page_shows_it_and_names_the_plug_in(
    runner: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN + "def bad(athlete):\n    1 / 0\n", flags="seen bad")
    name_in(runner, flags=["seen", "bad"])
    page = tmp_path / "page.html"
    assert command("report", "-o", page, *ON).code == 0
    text = page.read_text("utf-8")
    card = text.split('id="plugged-1"')[1].split("</details>")[0]
    for part in ("Runs were seen", "runs: 3 (limit 2)", "seen 1.0 (made-plugin), not by aerobase"):
        assert part in card
    assert "bad of [plugins] flags could not be asked: ZeroDivisionError" in text
    footer = text.split("<footer>")[1].split("</footer>")[0]
    assert "not part of aerobase: seen 1.0 (made-plugin)." in footer
    assert command("report", "--redact", "-o", page, *ON).code == 0
    assert "made-plugin" not in page.read_text("utf-8")
    assert "Runs were seen" not in page.read_text("utf-8")
