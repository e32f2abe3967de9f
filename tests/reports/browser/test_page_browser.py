"""The page in a real browser: it draws, it is quiet, it stays alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import PAGES, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from headless import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=sorted(PAGES))
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(request.param, tmp_path_factory.mktemp("pages"))


def test_every_figure_draws_without_a_complaint_or_a_request(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.wait("await aerobase.drawAll()")
    wanted = browser.run("return document.querySelectorAll('.plot[data-chart]').length")
    assert browser.run("return document.querySelectorAll('.plot .main-svg').length") >= wanted
    assert browser.errors() == []
    assert set(browser.requests()) <= {page.as_uri(), "data:,"}
