"""The browser of this folder's tests: one for all of them, started once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from headless import Browser, find_browser, is_wanted, start

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; without one the tests are skipped, on CI they fail."""
    installed = find_browser()
    if installed is None:
        if is_wanted():
            pytest.fail("no Chrome, Chromium or Edge: tests/install_browser.py installs one")
        pytest.skip("no Chrome, Chromium or Edge on this machine")
    driver = start(installed)
    driver.set_script_timeout(60)
    yield Browser(driver)
    driver.quit()
