"""The browser of this folder's tests, one for all of them, and the pages it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.common.exceptions import WebDriverException
from support.chromium import Browser, find_browser, is_wanted, start
from support.made_pages import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; without one the tests are skipped, on CI they fail."""
    installed = find_browser()
    if installed is None:
        if is_wanted():
            pytest.fail("no Chrome, Chromium or Edge: tests/install_browser.py installs one")
        pytest.skip("no Chrome, Chromium or Edge on this machine")
    try:
        driver = start(installed)
    except WebDriverException as error:
        if is_wanted():
            raise
        pytest.skip(f"{installed.browser} cannot be driven here: {error.msg}")
    driver.set_script_timeout(60)
    yield Browser(driver)
    driver.quit()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function from the name of a page to the file it was written to, once."""
    folder = tmp_path_factory.mktemp("pages")
    written: dict[str, Path] = {}

    def file_of(name: str) -> Path:
        if name not in written:
            written[name] = write_page(name, folder)
        return written[name]

    return file_of
