"""Fixtures that every package's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.command_line import aerobase

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[2] / "shared"))

# No test is judged by the clock; the gate tries the same examples every time.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the checkout; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("no real files beside the checkout")
    return SHARED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory, also set as AEROBASE_HOME."""
    path = tmp_path / "home"
    monkeypatch.setenv("AEROBASE_HOME", str(path))
    return path


@pytest.fixture(scope="session")
def demo_season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demo of 20 May 2026 keeps: `home` and `watch`, to be copied and not changed."""
    kept = tmp_path_factory.mktemp("demo") / "season"
    words = ("--today", "2026-05-20", "--keep", str(kept))
    answer = aerobase("demo", *words, "-o", str(kept.with_name("page.html")))
    assert answer.code == 0, answer.err
    return kept
