"""What is installed is locked, free to use, listed and needed; the tests reach no network."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = ("aerobase", "ingest", "planner", "reports")
PIN = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Load a script of fixtures/ by name."""
    monkeypatch.syspath_prepend(str(ROOT / "fixtures"))
    return importlib.import_module


def locked(name: str) -> str:
    return (ROOT / "locks" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for package, version in PIN.findall(locked(name)):
        found.setdefault(package, set()).add(Version(version))
    return found


def asked(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for and a lock must hold."""
    lines = list(PROJECT["project"]["dependencies"])
    todo = ["build"] if lock == "run" else ["dev"]
    while todo:
        for one in PROJECT["dependency-groups"][todo.pop()]:
            if isinstance(one, str):
                lines.append(one)
            else:
                todo.append(one["include-group"])
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_holds_all_that_is_asked_for(lock: str) -> None:
    there = pins(lock)
    lacking = [
        str(one)
        for one in asked(lock)
        if not there.get(one.name.lower())
        or not all(one.specifier.contains(version) for version in there[one.name.lower()])
    ]
    assert lacking == [], "make lock"


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_names_hashes_and_no_addresses(lock: str) -> None:
    text = locked(lock)
    assert "://" not in text
    assert "@" not in text
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PIN.findall(text)) > 20
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", block) for block in blocks)


def test_what_runs_is_the_same_in_both_locks() -> None:
    run, dev = pins("run"), pins("dev")
    assert {name: dev.get(name) for name in run} == run


def test_all_that_runs_may_be_used_and_is_listed(script: Any) -> None:
    parts: ModuleType = script("parts")
    page = (ROOT / "docs" / "supply-chain.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\S+) \| ([^|]+?) \|", page, re.MULTILINE))
    there = parts.parts("") | parts.parts("parquet") | parts.parts("cluster")
    del there["aerobase"]
    assert {name: part.licence for name, part in there.items()}.items() <= rows.items()
    assert [name for name, one in rows.items() if name != "package" and "GPL" in one] == []
    assert [name for name, part in there.items() if not parts.is_allowed(part.licence)] == []
    building = set(pins("run")) - set(rows)
    assert building == {
        *("build", "editables", "hatchling", "pathspec", "pluggy", "pyproject-hooks"),
        "trove-classifiers",
    }


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND LGPL-2.1-or-later", False),
        ("not said", False),
    ],
)
def test_which_licences_are_allowed(script: Any, expression: str, allowed: bool) -> None:  # noqa: FBT001
    assert script("parts").is_allowed(expression) is allowed


def test_each_package_that_is_installed_is_imported_somewhere() -> None:
    imported = {
        (node.module or "").split(".")[0]
        if isinstance(node, ast.ImportFrom)
        else node.names[0].name.split(".")[0]
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    gives: dict[str, set[str]] = {}
    for module, names in metadata.packages_distributions().items():
        for name in names:
            gives.setdefault(name.lower(), set()).add(module)
    data_only = {"tzdata", "plotly"}  # read by zoneinfo on Windows; plotly.js, which pages embed
    unused = [
        line
        for line in PROJECT["project"]["dependencies"]
        if (name := Requirement(line).name.lower()) not in data_only and not gives[name] & imported
    ]
    assert unused == []


def test_the_list_of_parts_has_each_with_hashes_and_is_the_same_each_time(
    script: Any, tmp_path: Path
) -> None:
    sbom = script("sbom")
    path = sbom.main(tmp_path)
    first = path.read_bytes()
    assert sbom.main(tmp_path).read_bytes() == first
    document = json.loads(first)
    assert document["bomFormat"] == "CycloneDX"
    assert document["metadata"]["component"]["name"] == "aerobase"
    there = {one["name"]: one for one in document["components"]}
    assert set(there) == set(script("parts").parts()) - {"aerobase"}
    for name, one in there.items():
        assert one["licenses"], name
        assert all(re.fullmatch(r"[0-9a-f]{64}", each["content"]) for each in one["hashes"]), name
    (click,) = (one for one in document["dependencies"] if one["ref"].startswith("aerobase=="))
    assert any(ref.startswith("click==") for ref in click["dependsOn"])


ASKS = """
import socket
here = socket.socket(); here.bind(("127.0.0.1", 0)); here.listen()
socket.create_connection(here.getsockname(), timeout=5).close()
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError as why:
    print(type(why).__name__, why.errno)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="networks of Linux")
def test_without_a_network_only_this_machine_is_reached() -> None:
    wrapper = ROOT / "tests" / "without_network.py"
    said = subprocess.run(
        [sys.executable, str(wrapper), "-c", ASKS], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if said[0].startswith("The network is not cut off"):
        pytest.skip(said[0])
    assert said == ["No network but loopback.", "OSError 101"]  # ENETUNREACH
