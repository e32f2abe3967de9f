"""What cleaning did to the judgement: the share as the watch wrote it beside the clean one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from support.made_sessions import facts, vectors
from support.stored_home import fill

from reports.commands.sessions import command


@pytest.fixture
def locked(home):
    """40 min at 140 bpm, and 20 min at 170 that were steps and are left out; ceiling 150."""
    heard = replace(
        vectors([(2400, 140)]), raw_seconds_at=vectors([(2400, 140), (1200, 170)]).seconds_at
    )
    run = facts(date(2026, 5, 4), [(2400, 140), (1200, 0)], vectors=heard, hr_excluded_s=1200.0)
    fill(home, [run, facts(date(2026, 5, 6), [(1800, 140), (1800, 163)])])


def told(*arguments: str) -> str:
    return CliRunner().invoke(command, [*arguments, "--today", "2026-05-20"]).stdout


@pytest.mark.usefixtures("locked")
def test_both_shares_stand_in_the_json():
    cleaned, untouched = json.loads(told("--json"))
    assert cleaned["aerobic_frac"] == 1.0
    assert cleaned["aerobic_frac_as_written"] == pytest.approx(2 / 3, abs=1e-4)
    assert untouched["aerobic_frac"] == untouched["aerobic_frac_as_written"] == 0.5


@pytest.mark.usefixtures("locked")
def test_the_story_says_how_the_share_moved():
    cleaned, untouched = json.loads(told("--json"))
    text = " ".join(told("--session", cleaned["id"]).split())
    assert (
        "As the watch wrote it 66.6 % would be aerobic; of the clean heart rate 100.0 % is" in text
    )
    assert "As the watch wrote it" not in told("--session", untouched["id"])
