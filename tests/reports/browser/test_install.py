"""Looking for a browser: what is found, and that CI does not pass without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import install_browser
import pytest
from support import chromium
from support.chromium import Installed


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; none is."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: Any) -> Any:
        ran.append(command)
        return type("Done", (), {"returncode": 0})()

    monkeypatch.setattr(install_browser.subprocess, "run", run)
    monkeypatch.setattr(install_browser, "may_install", lambda: True)
    return ran


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_no_browser_is_said_and_fails_on_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(install_browser, "find_browser", lambda: None)
    monkeypatch.setattr(install_browser, "may_install", lambda: False)
    assert install_browser.main() == code
    assert "No Chrome, Chromium or Edge was found" in capsys.readouterr().out


def test_a_browser_without_its_driver_gets_one(
    monkeypatch: pytest.MonkeyPatch, apt: list[list[str]]
) -> None:
    monkeypatch.setattr(install_browser, "find_browser", lambda: Installed(Path("chrome"), None))
    assert install_browser.main() == 0
    assert apt[0][-1] == "update"
    assert {"chromium", "chromium-driver", "fonts-liberation"} < set(apt[1])


def test_what_is_there_is_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, apt: list[list[str]]
) -> None:
    here = Installed(Path("chrome"), Path("chromedriver"))
    monkeypatch.setattr(install_browser, "find_browser", lambda: here)
    assert install_browser.main() == 0
    assert apt == []


def test_a_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "msedge"
    named.touch()
    monkeypatch.setenv("AEROBASE_BROWSER", str(named))
    found = chromium.find_browser()
    assert found is not None
    assert found.browser == named
    assert found.is_edge
