"""What a reader does on the page: slide the ceiling, sort, search, open a run, by mouse or keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.made_pages import PROFILE, TODAY, season_sessions

from planner.athlete import build_athlete
from planner.profile.model import ThresholdEntry
from reports import words
from reports.windows import recent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.chromium import Browser

    from planner.athlete import Athlete

pytestmark = pytest.mark.browser


@pytest.fixture
def season(browser: Browser, page_file: Callable[[str], Path]) -> Browser:
    browser.open(page_file("season"))
    return browser


def judged_under(bpm: int) -> Athlete:
    """Return the season as the command line judges it with this ceiling entered."""
    entry = ThresholdEntry(method="entered", value_bpm=bpm)
    profile = replace(PROFILE, thresholds=(entry,))
    made = season_sessions("too_hard")[0]
    return build_athlete(profile=profile, facts=made, wellness=(), events=(), today=TODAY)


@pytest.mark.parametrize("bpm", [80, 128, 139, 140, 141, 150, 165, 200])
def test_the_slider_judges_as_the_command_line_does(season: Browser, bpm: int) -> None:
    found = season.run("return aerobase.under(arguments[0])", bpm)
    athlete = judged_under(bpm)
    weeks = [week for week in athlete.weeks if week.sessions]
    assert [week["start"] for week in found["weeks"]] == [str(w.week_start) for w in weeks]
    for there, here in zip(found["weeks"], weeks, strict=True):
        assert there["share"] == pytest.approx(here.aerobic_frac, abs=1e-6)
        assert there["aerobic"] == pytest.approx(here.aerobic_s, abs=0.05)
        assert there["above"] == pytest.approx(here.anaerobic_s, abs=0.05)
        assert there["unknown"] == pytest.approx(here.unknown_s, abs=0.05)
    for kind, count in found["classes"].items():
        assert count == sum(1 for run in athlete.runs if run.session_class == kind), kind


def test_sliding_changes_the_words(season: Browser) -> None:
    slider = season.driver.find_element(By.ID, "ceiling")
    slider.send_keys(Keys.ARROW_RIGHT * 10)
    season.wait("await new Promise(done => setTimeout(done, 200))")
    assert season.run("return document.getElementById('ceiling-value').textContent") == "150 bpm"
    rows = season.run(
        "return [...document.querySelectorAll('#whatif-rows tr')].map(r => r.cells[2].textContent)"
    )
    windows = recent(judged_under(150))
    assert rows[:2] == [words.share_exact(window.aerobic_frac) for window in windows[:2]]


def column(browser: Browser, index: int) -> list[str]:
    return browser.run(  # type: ignore[no-any-return]
        "return [...document.querySelectorAll('#all tbody tr')].filter(r => !r.hidden)"
        ".map(r => r.cells[arguments[0]].textContent)",
        index,
    )


def head(browser: Browser, name: str) -> None:
    browser.run(
        "[...document.querySelectorAll('#all th button')]"
        ".find(b => b.textContent === arguments[0]).click()",
        name,
    )


def test_columns_sort_both_ways_by_what_they_mean(season: Browser) -> None:
    minutes = {
        words.duration(one.duration_s): round(one.duration_s / 60)
        for one in season_sessions("too_hard")[0]
    }
    head(season, "Time")
    down = [minutes[text] for text in column(season, 2)]
    assert down == sorted(down, reverse=True)
    head(season, "Time")
    up = [minutes[text] for text in column(season, 2)]
    assert up == sorted(up)
    head(season, "Day")
    assert column(season, 0) == sorted(column(season, 0), reverse=True)
    sorts = "return [...document.querySelectorAll('#all th[aria-sort]')].map(h => h.ariaSort)"
    assert season.run(sorts) == ["descending"]


def test_search_finds_by_every_word(season: Browser) -> None:
    every = column(season, 6)
    search = season.driver.find_element(By.ID, "find")
    search.send_keys("running anaerobic")
    assert len(column(season, 6)) == every.count("anaerobic") < len(every)
    search.send_keys(" nowhere-to-be-found")
    assert column(season, 6) == []
    assert season.run("return document.getElementById('found').textContent").startswith("0 of")


def test_a_run_opens_its_own_heart_rate_by_the_keyboard(season: Browser) -> None:
    button = season.driver.find_element(By.CSS_SELECTOR, "#all tbody button")
    button.send_keys(Keys.ENTER)
    season.wait("await new Promise(done => setTimeout(done, 500))")
    detail = season.driver.find_element(By.CSS_SELECTOR, ".detail")
    assert "Class:" in detail.text
    assert "130-140 bpm" in detail.text
    assert detail.find_elements(By.CSS_SELECTOR, ".main-svg")
    assert button.get_attribute("aria-expanded") == "true"
    button.send_keys(Keys.ENTER)
    assert not season.driver.find_elements(By.CSS_SELECTOR, ".detail")
    assert season.errors() == []


def test_looking_further_back(season: Browser) -> None:
    shown = "return document.querySelector('[data-chart=weeks]').layout.xaxis.range"
    season.wait("await aerobase.drawAll()")
    press = "document.querySelectorAll('#weeks .spans button')[arguments[0]].click()"
    season.run(press, 0)
    first, last = season.run(shown)
    assert first[:10] == "2026-02-22"  # 92 days before the Monday after today
    assert last[:10] == "2026-05-25"
    season.run(press, 1)
    assert season.run(shown)[0][:10] < "2026-02-22"


def test_the_other_theme_is_drawn_in_its_own_colours(
    browser: Browser, page_file: Callable[[str], Path]
) -> None:
    colours = []
    for dark in (False, True):
        browser.open(page_file("season"), dark=dark)
        browser.wait("await aerobase.drawAll()")
        colours.append(
            browser.run("return document.querySelector('[data-chart=weeks]').data[0].marker.color")
        )
    assert colours == ["#0069a8", "#4ba3dc"]
