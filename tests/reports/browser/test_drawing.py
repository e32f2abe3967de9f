"""The page in a real browser: every section is there, it is quiet, quick, and asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.made_pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.chromium import Browser

pytestmark = pytest.mark.browser
SECTIONS = ["today", "year", "progress", "warnings", "week", "runs", "load", "whatif", "method"]
FIRST = ["today", "warnings", "week", "runs", "method"]  # with runs on two days at most
PICTURES = Path(__file__).parents[3] / "build" / "screenshots"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_draws_everything_without_a_complaint_or_a_request(
    browser: Browser, page_file: Callable[[str], Path], name: str
) -> None:
    page = page_file(name)
    browser.open(page)
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.wait("await aerobase.drawAll()")
    places = browser.run("return document.querySelectorAll('.plot[data-chart]').length")
    drawn = browser.run("return document.querySelectorAll('.plot[data-chart] .main-svg').length")
    assert drawn >= places
    assert browser.run(
        "return [...document.querySelectorAll('main section')].filter(s => s.offsetHeight > 0)"
        ".map(s => s.id)"
    ) == (FIRST if name in {"empty", "one run"} else SECTIONS)
    assert browser.errors() == []
    assert set(browser.requests()) <= {page.as_uri(), "data:,"}


def test_a_season_has_every_figure(browser: Browser, page_file: Callable[[str], Path]) -> None:
    browser.open(page_file("season"))
    figures = browser.run(
        "return [...document.querySelectorAll('.plot[data-chart]')].map(e => e.dataset.chart)"
    )
    assert figures == [
        "speed", "pace-heart", "drift", "drift_map", "wellness", "season", "distribution", "form",
    ]  # fmt: skip


def test_nothing_is_unpacked_before_it_is_touched(
    browser: Browser, page_file: Callable[[str], Path]
) -> None:
    browser.open(page_file("season"))
    loaded = "return typeof window.Plotly"
    assert browser.run(loaded) == "undefined"
    assert not browser.run("return document.querySelectorAll('.main-svg').length")
    before = browser.run("return document.documentElement.scrollHeight")
    browser.run("document.querySelector('[data-chart=speed]').focus()")
    browser.wait(
        "while (!document.querySelector('.main-svg'))"
        " await new Promise(done => setTimeout(done, 20))"
    )
    assert browser.run(loaded) == "object"
    assert browser.run("return document.querySelectorAll('.js-plotly-plot').length") == 1
    assert browser.run("return document.documentElement.scrollHeight") == before  # nothing moves


def test_without_a_way_to_unpack_the_page_is_whole_in_words_and_pictures(
    browser: Browser, page_file: Callable[[str], Path]
) -> None:
    hide = browser.send(
        "Page.addScriptToEvaluateOnNewDocument", source="delete window.DecompressionStream"
    )
    try:
        browser.open(page_file("season"))
        assert browser.errors() == []
        assert browser.run("return document.documentElement.className") == ""
        assert browser.run("return document.querySelectorAll('svg.static').length") == 8
        hidden = "return [...document.querySelectorAll('.scripted')].some(e => e.offsetHeight)"
        assert not browser.run(hidden)
    finally:
        browser.send("Page.removeScriptToEvaluateOnNewDocument", **hide)


def test_the_first_screen_is_painted_soon(
    browser: Browser, page_file: Callable[[str], Path]
) -> None:
    """The goal is 0.3 s, printed; the best of three counts, the first may pay for a cold cache."""
    times = []
    for _ in range(3):
        browser.open(page_file("five years"))
        times.append(
            browser.wait(
                "await new Promise(done => setTimeout(done, 300));"
                "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
            )
        )
    print(f"first contentful paint: {min(times):.0f} ms")  # noqa: T201 - told in the log
    assert min(times) < 1000, times


def test_nothing_moves_while_it_is_read(browser: Browser, page_file: Callable[[str], Path]) -> None:
    browser.open(page_file("five years"), width=390, height=844)
    moved = browser.wait(
        "let sum = 0;"
        "new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value })"
        ".observe({ type: 'layout-shift', buffered: true });"
        "for (let y = 0; y < 12000; y += 600) {"
        "  scrollTo(0, y); await new Promise(requestAnimationFrame);"
        "}"
        "await aerobase.drawAll(); await new Promise(done => setTimeout(done, 300));"
        "return sum"
    )
    assert moved < 0.02
    assert browser.run("return document.querySelectorAll('*').length") < 12_000


def test_today_is_one_screen_on_a_phone(browser: Browser, page_file: Callable[[str], Path]) -> None:
    browser.open(page_file("season"), width=390, height=844)
    foot = "return document.querySelector('#today').getBoundingClientRect().bottom"
    assert browser.run(foot) <= 844


def test_without_scripts_words_tables_and_pictures_are_there(
    browser: Browser, page_file: Callable[[str], Path]
) -> None:
    browser.open(page_file("season"), scripts=False)
    try:
        text = browser.run("return document.body.innerText")
        hidden = "return [...document.querySelectorAll(arguments[0])].filter(e => !e.offsetParent)"
        assert "Too much running above the ceiling" in text
        assert "Warnings" in text
        assert browser.run("return document.querySelectorAll('svg.static').length") == 8
        assert browser.run(f"{hidden}.length", "#progress figure, #all, .days, #calendar") == 0
        assert browser.run(f"{hidden}.length", "#whatif, .tools") > 0  # nothing dead is shown
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [360, 768, 1200, 3840])
@pytest.mark.parametrize("name", ["season", "empty"])
def test_no_page_is_wider_than_its_window(
    browser: Browser, page_file: Callable[[str], Path], name: str, width: int
) -> None:
    browser.open(page_file(name), width=width)
    browser.wait("await aerobase.drawAll()")
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_the_week_prints_on_one_page(browser: Browser, page_file: Callable[[str], Path]) -> None:
    browser.open(page_file("season"))
    assert len(re.findall(rb"/Type\s*/Page\b", browser.pdf())) == 1


@pytest.mark.parametrize("width", [390, 1280, 2560])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_to_look_at(
    browser: Browser, page_file: Callable[[str], Path], width: int, *, dark: bool
) -> None:
    """Left in build/screenshots for people; here only: no picture is blank, themes differ."""
    browser.open(page_file("season"), width=width, dark=dark)
    browser.wait("await aerobase.drawAll(); await new Promise(done => setTimeout(done, 200))")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"report-{width}-{'dark' if dark else 'light'}.png"
    browser.picture(path)
    assert path.stat().st_size > 50_000
    paper = browser.run("return getComputedStyle(document.documentElement).backgroundColor")
    red = int(re.findall(r"\d+", paper)[0])
    assert red < 64 if dark else red > 192
