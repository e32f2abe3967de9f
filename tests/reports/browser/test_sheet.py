"""The printed week in a real browser: one sheet, nothing else of the page, readable in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.made_sheets import SHEETS, following

from reports.page.render import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.chromium import Browser

pytestmark = pytest.mark.browser
# What of a page is not in the sheet and takes room: own text, a picture, a border.
OTHERS = """
  const sheet = document.querySelector('.sheet');
  return [...document.querySelectorAll('body *')].filter(one =>
    !sheet.contains(one) && !one.contains(sheet) && one.getClientRects().length).length
"""


@pytest.fixture(scope="module")
def sheet_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function from a runner's name, and whether it is the week after, to the page's file."""
    folder = tmp_path_factory.mktemp("sheets")

    def file_of(name: str, *, after: bool = False) -> Path:
        path = folder / f"{name.replace(' ', '-')}{'-next' if after else ''}.html"
        if not path.exists():
            page = SHEETS[name]()
            path.write_bytes(render(following(page) if after else page))
        return path

    return file_of


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("after", [False, True], ids=["this week", "next week"])
@pytest.mark.parametrize("name", sorted(SHEETS))
def test_it_is_one_portrait_sheet(
    browser: Browser, sheet_file: Callable[..., Path], name: str, *, after: bool
) -> None:
    browser.open(sheet_file(name, after=after))
    printed = browser.pdf()
    assert pages(printed) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed)
    wide, high = (float(one) for one in box)
    assert (round(wide), round(high)) == (595, 842)  # A4 in points


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_else_prints_and_it_is_black_on_white(
    browser: Browser, sheet_file: Callable[..., Path], *, dark: bool
) -> None:
    browser.open(sheet_file("patient"), width=718, height=1047, dark=dark)
    assert browser.run(OTHERS) > 0
    assert browser.run("return document.querySelector('.sheet').offsetHeight") == 0
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.send("Emulation.setEmulatedMedia", media="print", features=[scheme])
    assert browser.run(OTHERS) == 0
    colours = browser.run(
        "const of = (one, what) => getComputedStyle(document.querySelector(one))[what];"
        "return [of('.sheet', 'color'), of('.sheet .pose .limb', 'stroke'),"
        " of('html', 'backgroundColor')]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_nothing_is_wider_than_the_sheet(browser: Browser, sheet_file: Callable[..., Path]) -> None:
    browser.open(sheet_file("seven days"), width=718, height=1047)
    browser.send("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.run("return document.documentElement.scrollWidth") <= 718


@pytest.mark.parametrize(("width", "cards"), [(390, False), (1280, True)])
def test_days_are_cards_in_one_row_or_a_list_that_opens(
    browser: Browser, sheet_file: Callable[..., Path], width: int, *, cards: bool
) -> None:
    browser.open(sheet_file("seven days"), width=width)
    tops = "return new Set([...document.querySelectorAll('.day')].map(e => e.offsetTop)).size"
    height = "return document.querySelector(arguments[0]).offsetHeight"
    assert (browser.run(height, ".days") > 0) == cards
    assert (browser.run(height, ".daylist") > 0) != cards
    if cards:
        assert browser.run(tops) == 1
        return
    browser.run("document.querySelectorAll('.daylist details').forEach(e => e.open = false)")
    rows = browser.run(
        "return [...document.querySelectorAll('.daylist > li')].map(e => e.offsetHeight)"
    )
    assert len(rows) == 7
    closed = max(rows)
    assert closed < 50  # a line each
    browser.run("document.querySelector('.daylist > li:nth-child(3) summary').click()")
    assert browser.run(height, ".daylist > li:nth-child(3)") > 2 * closed
