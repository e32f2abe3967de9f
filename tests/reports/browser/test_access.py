"""Everybody can read it: axe-core finds nothing serious, in both themes, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.chromium import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["season", "empty", "no heart rate"])
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1200, False)])
def test_axe_finds_nothing(
    browser: Browser, page_file: Callable[[str], Path], name: str, width: int, *, dark: bool
) -> None:
    browser.open(page_file(name), width=width, dark=dark)
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.wait("await aerobase.drawAll()")
    browser.run("document.querySelector('#all tbody button')?.click()")
    browser.wait("await new Promise(done => setTimeout(done, 400))")
    passed, said = browser.axe()
    assert "color-contrast" in passed  # it did look
    assert said == []
