"""Everybody can read it: axe-core finds nothing serious, in both themes, wide and narrow."""

from __future__ import annotations

from importlib.resources import files
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
    browser.send(
        "Runtime.evaluate",
        expression=(files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"),
    )
    answer = browser.wait(
        "const { violations, passes } = await axe.run();"
        "return { violations, passed: passes.map(rule => rule.id) }"
    )
    assert "color-contrast" in answer["passed"]  # it did look
    said = [
        f"{one['impact']} {one['id']}: {node['html'][:160]}" for one in answer["violations"]
        for node in one["nodes"][:3]
    ]  # fmt: skip
    assert said == []
