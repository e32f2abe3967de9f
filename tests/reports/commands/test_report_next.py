"""`aerobase report --next`: the week to come on the page, and who may read a page."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

TODAY = ("--today", "2026-05-18")  # a Monday


@pytest.fixture
def page(home, tmp_path):
    fill(home, weeks_of_runs(date(2026, 5, 17), 6))

    def html(*options: str) -> str:
        answer = aerobase("report", "-o", str(tmp_path / "page.html"), *options, *TODAY)
        assert answer.code == 0, answer.err
        return (tmp_path / "page.html").read_text("utf-8")

    return html


def section(html: str, name: str) -> str:
    """Return a section, the printed sheet of the week with it."""
    found = re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)
    assert found
    return found[0]


def test_the_week_is_the_next_one_on_the_screen_and_on_paper(page):
    week = section(page("--next"), "week")
    assert "Next week</h2>" in week
    assert "Week of Mon 25 May" in week
    assert "<h2>Week of Monday 25 May</h2>" in week
    assert "18 May" not in week
    assert 'aria-current="date"' not in week


def test_today_stays_the_day_of_this_week(page):
    usual, following = page(), page("--next")
    assert section(following, "today") == section(usual, "today")
    assert "<h2>Week of Monday 18 May</h2>" in section(usual, "week")


def test_it_is_the_week_that_plan_next_shows_and_none_is_kept(page, home):
    journal = home / "journal.jsonl"
    week = section(page("--next"), "week")
    assert not journal.exists()
    answer = aerobase("plan", "--next", "--json", *TODAY)
    assert answer.code == 0, answer.err
    days = json.loads(answer.out)["days"]
    runs = [day["run"] for day in days if day["run"]["duration_s"]]
    assert runs
    printed = week.split('class="sheet"')[1]
    boxes = len(runs) + sum(len(day["strength"]) for day in days)
    assert printed.count('<i class="box"></i>') == boxes
    for run in runs:
        assert f"<b>{run['duration_s'] // 60} min</b>" in printed
    assert section(page("--next"), "week") == week  # kept or not, the same week


def test_nothing_of_any_week_is_on_a_page_that_is_shared(page):
    week = section(page("--next", "--redact"), "week")
    assert "Week of" not in week
    assert "made to be shared" in week


@pytest.mark.skipif(os.name == "nt", reason="the system knows no such modes")
@pytest.mark.parametrize("options", [(), ("--redact",), ("--next",)])
def test_a_page_is_for_its_owner_alone_wherever_it_is_written(page, tmp_path, options):
    file = tmp_path / "page.html"
    file.write_text("an older page")
    file.chmod(0o644)
    page(*options)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
