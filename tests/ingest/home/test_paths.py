"""Whatever takes a home takes its path as well."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import whole_run

from ingest.home.home import Home
from ingest.imports.checking import check_home
from ingest.imports.forgetting import forget, forget_everything, forgotten, take_back
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.imports.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.home.home import AnyHome

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", [str, Path, lambda path: Home(path=path)])
def test_a_home_may_be_given_by_its_path(
    home: Path, tmp_path: Path, kind: Callable[[Path], AnyHome]
) -> None:
    given = kind(home)
    (tmp_path / "run.fit").write_bytes(whole_run(90))
    (file,) = import_paths([tmp_path / "run.fit"], home=given).files
    assert file.sha256 is not None
    assert rebuild(given).sessions == 1
    assert check_home(given) == ()
    with open_archive(given, write=True) as archive:
        assert len(archive.sessions()) == 1
        forget(given, archive, [file.sha256], now=NOW)
    assert forgotten(given) == {file.sha256: NOW.date()}
    take_back(given, [file.sha256], now=NOW)
    assert forgotten(given) == {}
    assert forget_everything(given) == []
    assert not home.exists()


def test_a_path_may_begin_with_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with open_archive("~/running", write=True) as archive:
        assert archive.home.path == tmp_path / "running"
