"""Code of a template that is kept is what the template would be compiled to now, or is not used."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, Environment

from reports.page import compiled
from reports.page.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where code is kept, in a place of this test's own."""
    where = tmp_path / "__pycache__"
    monkeypatch.setattr(compiled, "FOLDER", where)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return where


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled."""
    found: list[str] = []
    generate = Environment._generate  # noqa: SLF001 - jinja's own seam

    def noted(self: Environment, source: object, name: str, *more: object, **named: object) -> str:
        found.append(name)
        return generate(self, source, name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", noted)
    return found


def said(text: str) -> str:
    """What a template says, in an environment of its own."""
    environment = Environment(
        loader=DictLoader({"one": text}), autoescape=True, bytecode_cache=Compiled()
    )
    return environment.get_template("one").render(name="<b>")


def test_a_template_is_compiled_once(folder: Path, compilings: list[str]) -> None:
    assert [said("Run, {{ name }}.") for _ in range(3)] == ["Run, &lt;b&gt;."] * 3
    assert compilings == ["one"]
    assert len(list(folder.iterdir())) == 1


def test_another_template_of_that_name_is_compiled(compilings: list[str]) -> None:
    assert said("Run, {{ name }}.") == "Run, &lt;b&gt;."
    assert said("Rest, {{ name }}.") == "Rest, &lt;b&gt;."
    assert compilings == ["one", "one"]


def test_other_options_are_another_code(
    compilings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said("Run.")
    monkeypatch.setattr(compiled, "_options", lambda: b"other options")
    said("Run.")
    assert compilings == ["one", "one"]


@pytest.mark.parametrize("damage", [b"", b"no code", None])
def test_what_is_damaged_is_compiled_anew(
    folder: Path, compilings: list[str], damage: bytes | None
) -> None:
    said("Run.")
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] if damage is None else damage)
    assert said("Run.") == "Run."
    assert compilings == ["one", "one"]


def test_where_none_may_be_kept_none_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said("Run.") == "Run."
    assert not folder.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder.write_text("no folder")
    assert said("Run.") == said("Run.") == "Run."
