"""Packages with entry points for aerobase, as pip leaves them: metadata and a module."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from support.command_line import aerobase as command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LAST_DAY = date(2026, 5, 20)
ON = ("--today", LAST_DAY.isoformat())
SEEN = """
def seen(athlete):
    yield a_flag(athlete)
"""
HEAD = """
from datetime import date, timedelta
import numpy as np
from aerobase import Activity, Evidence, Flag, Reader, Stream, Threshold
from aerobase import UnreadableFileError, WatchFile

def a_flag(athlete, **changes):
    evidence = Evidence(
        what="runs", value=3.0, unit="1", baseline=None, limit=2.0, days=(athlete.today,)
    )
    values = dict(
        id="seen", severity="note", title="Runs were seen", since=athlete.today,
        evidence=(evidence,), source="own choice", evidence_strength="weak", advice=("Look.",),
    )
    return Flag(**(values | changes))

def numbers(value, days, athlete):
    days = {"today": (athlete.today,), "none": ()}[days]
    return (
        Evidence(what="x", value=value, unit="1", baseline=None, limit=None, days=days),
    )
"""


def offer(
    site: Path,
    patch: pytest.MonkeyPatch,
    code: str,
    *,
    package: str = "made-plugin",
    version: str = "1.0",
    **points: str,
) -> None:
    """Install a package into ``site``, a folder that Python looks into.

    ``points`` are the names of entry points by group, each of a name in ``code``; a former
    version of the package is gone. Several of a group are separated by blanks.
    """
    module = package.replace("-", "_")
    site.mkdir(exist_ok=True)
    for old in site.glob(f"{module}-*.dist-info"):
        withdraw(old)
    (site / f"{module}.py").write_text(HEAD + code)
    # Two versions of one second and one size are the same to what is compiled.
    shutil.rmtree(site / "__pycache__", ignore_errors=True)
    about = site / f"{module}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    lines = []
    for group, names in points.items():
        lines.append(f"[aerobase.{group}]")
        lines += [f"{name} = {module}:{name}" for name in names.split()]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    if str(site) not in sys.path:
        patch.syspath_prepend(site)
    patch.delitem(sys.modules, module, raising=False)


def withdraw(about: Path) -> None:
    """Take a package's metadata away."""
    for file in about.iterdir():
        file.unlink()
    about.rmdir()


def name_in(home: Path, **named: list[str]) -> None:
    """Put plug-ins into the profile, in place of those that are named there."""
    path = home / "profile.toml"
    text = path.read_text("utf-8").split("\n[plugins]")[0]
    lines = "".join(f"{group} = {json.dumps(names)}\n" for group, names in named.items())
    path.write_text(f"{text}\n[plugins]\n{lines}", encoding="utf-8")


def said(*words: str | Path, code: int = 0) -> Any:
    """Return the JSON document of a command that ends with this code."""
    answer = command(*words, "--json")
    assert answer.code == code, answer.err
    return json.loads(answer.out)


def of_plugins(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that are not aerobase's own word."""
    return [row for row in rows if row["plugin"] is not None]
