"""`aerobase flags`: JSON by the contract, exit 3 when asked, clearing, switching off."""

from __future__ import annotations

import json

import pytest

from planner.cli import main

KEYS = {
    "id",
    "severity",
    "title",
    "since",
    "evidence",
    "source",
    "evidence_strength",
    "tissue",
    "side",
    "advice",
    "effect",
}
TODAY = ("--today", "2026-05-20")


@pytest.fixture
def aerobase(home, capsys):
    def run(*words: str, code: int = 0):
        with pytest.raises(SystemExit) as stop:
            main(["--home", str(home), *words])
        said = capsys.readouterr()
        assert stop.value.code == code, said.err
        return said

    return run


@pytest.fixture
def hurting(aerobase):
    aerobase("log", "pain", "6", "left", "achilles", *TODAY)
    return aerobase


def test_nothing_known_nothing_stands(aerobase):
    said = aerobase("flags", "--check", *TODAY).out
    barred = (
        "What bars hard running: 0 of the last 12 weeks were base weeks; at least 8 are\n"
        "wanted, 80 % aerobic and 75 % of your usual time each."
    )
    assert said == f"No warnings.\n{barred}\n"
    assert json.loads(aerobase("flags", "--json", *TODAY).out) == []


def test_the_contracts_keys(hurting):
    (flag,) = json.loads(hurting("flags", "--json", *TODAY).out)
    assert set(flag) >= KEYS
    assert flag["severity"] == "act"
    assert flag["since"] == "2026-05-20"
    assert flag["side"] == "left"
    assert flag["tissue"] == "achilles"
    assert set(flag["evidence"][0]) == {"what", "value", "unit", "baseline", "limit", "days"}
    assert flag["evidence"][0]["days"] == ["2026-05-20"]


def test_check_exits_with_three(hurting):
    hurting("flags", "--check", *TODAY, code=3)
    hurting("flags", "--check", "--json", *TODAY, code=3)
    hurting("flags", *TODAY)


def test_the_text_fits_eighty_columns_and_names_the_severity(hurting):
    text = hurting("flags", *TODAY).out
    assert text.startswith("ACT")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text


def test_what_is_later_than_today_is_hidden(hurting):
    assert json.loads(hurting("flags", "--json", "--today", "2026-05-19").out) == []


def test_clearing_needs_a_note_and_a_standing_flag(hurting):
    hurting("flags", "clear", "pain-achilles-left", *TODAY, code=2)
    said = hurting("flags", "clear", "nothing", "--note", "x", *TODAY, code=1)
    assert "pain-achilles-left" in said.err
    hurting("flags", "clear", "pain-achilles-left", "--note", "seen by a doctor", *TODAY)
    assert json.loads(hurting("flags", "--json", *TODAY).out) == []
    (flag, *silent) = json.loads(hurting("flags", "--all", "--json", *TODAY).out)
    assert (flag["id"], flag["state"]) == ("pain-achilles-left", "cleared")
    assert {row["state"] for row in silent} == {"quiet"}


def test_a_red_flag_empties_everything_until_cleared(aerobase):
    aerobase("log", "redflag", "calf-swelling", "--side", "left", *TODAY)
    (flag,) = json.loads(aerobase("flags", "--json", *TODAY).out)
    assert flag["severity"] == "stop"
    aerobase("flags", "clear", flag["id"], "--note", "no clot found", *TODAY)
    assert json.loads(aerobase("flags", "--json", *TODAY).out) == []


def test_a_sign_that_holds_for_weeks_is_not_said_to_be_cleared(aerobase):
    aerobase("log", "redflag", "after-birth", "--date", "2026-04-20", *TODAY)
    clear = ("flags", "clear", "red_flag-after-birth", "--note", "feel fine", *TODAY)
    said = " ".join(aerobase(*clear).out.split())
    assert said.startswith("Kept, but it still stands: After a birth.")
    assert json.loads(aerobase(*clear, "--json").out)["state"] == "standing"
    assert "After a birth" in aerobase("flags", *TODAY).out


def test_a_flag_switched_off_is_listed_as_off(hurting, home):
    (home / "profile.toml").write_text('[flags]\noff = ["pain"]\n', encoding="utf-8")
    assert json.loads(hurting("flags", "--json", *TODAY).out) == []
    rows = json.loads(hurting("flags", "--all", "--json", *TODAY).out)
    assert {row["id"]: row["state"] for row in rows}["pain"] == "off"
    assert "Off: pain" in hurting("flags", *TODAY).out
    assert "off      pain" in hurting("flags", "--all", *TODAY).out


def test_every_limit_shows_its_tag(aerobase):
    rows = json.loads(aerobase("flags", "--limits", "--json", *TODAY).out)
    spike = next(row for row in rows if row["key"] == "spike_small_ratio")
    assert (spike["value"], spike["tag"]) == (1.1, "published")
    assert all(row["tag"] for row in rows)


def test_each_flag_is_brief_and_shown_whole_by_its_id(hurting):
    brief = hurting("flags", *TODAY).out
    assert "Source:" not in brief
    flags = json.loads(hurting("flags", "--json", *TODAY).out)
    for flag in flags:
        assert flag["title"] in " ".join(brief.split())
        assert flag["advice"][0] in " ".join(brief.replace("> ", "").split())
        assert flag["id"] in brief
        whole = " ".join(hurting("flags", flag["id"], *TODAY).out.split())
        assert "Source:" in whole
        assert all(one in whole for one in (flag["title"], flag["id"], *flag["advice"]))
        (document,) = json.loads(hurting("flags", flag["id"], "--json", *TODAY).out)
        assert document["id"] == flag["id"]
    assert "Source:" in hurting("flags", "-v", *TODAY).out


def test_an_id_that_does_not_stand_hears_the_nearest(hurting):
    (first, *_) = json.loads(hurting("flags", "--json", *TODAY).out)
    said = hurting("flags", first["id"][:-1], *TODAY, code=1)
    assert f"Did you mean {first['id']}?" in said.err
