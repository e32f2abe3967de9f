"""The coach's page in a browser: one screen, cards on a phone, keys, paper, no script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys
from support.made_coached import fifty, in_trouble, squad

from reports.coach.render import render

if TYPE_CHECKING:
    from pathlib import Path

    from support.chromium import Browser

pytestmark = pytest.mark.browser
OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture(scope="module")
def coach_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coach") / "coach.html"
    path.write_bytes(render(fifty()))
    return path


@pytest.fixture(scope="module")
def few_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the fifty: axe looks at each of the letters."""
    wanted = {*in_trouble().values(), "p01", "p07", "p15", "p22", "p42"}
    few = squad(*(one for one in fifty().athletes if one.alias in wanted))
    path = tmp_path_factory.mktemp("coach") / "few.html"
    path.write_bytes(render(few, {"p01": "Anna Berg"}))
    return path


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, few_page: Path, width: int, *, dark: bool) -> None:
    browser.open(few_page, width=width, dark=dark)
    browser.run(OPEN_ALL)
    passed, said = browser.axe()
    assert "color-contrast" in passed  # it did look
    assert said == []


def test_fifty_stand_on_one_screen(browser: Browser, coach_page: Path) -> None:
    browser.open(coach_page, width=1280, height=1024)
    lowest = "return Math.max(...[...document.querySelectorAll('summary.cells')]"
    assert browser.run(f"{lowest}.map(one => one.getBoundingClientRect().bottom))") <= 1024
    assert browser.run("return document.querySelectorAll('summary.cells').length") == 50
    assert browser.errors() == []
    asked = {address.partition(":")[0] for address in browser.requests()}
    assert asked <= {"file", "data"}


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_stands_beside_the_page(browser: Browser, coach_page: Path, width: int) -> None:
    browser.open(coach_page, width=width)
    browser.run(OPEN_ALL)
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_cards_name_their_cells(browser: Browser, coach_page: Path) -> None:
    browser.open(coach_page, width=390)
    assert browser.run("return getComputedStyle(document.querySelector('.head')).display") == "none"
    first = browser.run("return document.querySelector('summary.cells').innerText")
    for said in ("pain left", "pain right", "load", "last run", "diary", "plan"):
        assert said in first


def test_a_row_opens_by_key_and_without_scripts(browser: Browser, coach_page: Path) -> None:
    browser.open(coach_page, width=1280, scripts=False)
    row = browser.driver.find_element("css selector", "summary.cells")
    panel = browser.driver.find_element("css selector", ".open")
    assert not panel.is_displayed()
    row.send_keys(Keys.ENTER)
    assert panel.is_displayed()
    assert "Week of Mon 18 May" in panel.text


def test_paper_has_the_board_or_what_is_opened(browser: Browser, coach_page: Path) -> None:
    browser.open(coach_page, width=1280)
    assert pages(browser.pdf()) <= 2
    browser.run("[0, 3].forEach(n => document.querySelectorAll('.row')[n].open = true)")
    assert pages(browser.pdf()) == 2
    browser.send("Emulation.setEmulatedMedia", media="print")
    shown = browser.run(
        "return [...document.querySelectorAll('.row')].map(one => one.getClientRects().length > 0)"
    )
    assert [number for number, one in enumerate(shown) if one] == [0, 3]
    assert browser.run("return getComputedStyle(document.querySelector('.top')).display") == "none"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
