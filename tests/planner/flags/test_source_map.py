"""docs/source-map.md has a row a claim, and every place it names exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROWS = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$",
    (ROOT / "docs" / "source-map.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_there_is_one_row_for_each_of_72_claims():
    assert [int(row[0]) for row in ROWS] == list(range(1, 73))


def test_every_place_named_exists():
    named = {path for row in ROWS for path in re.findall(r"`([^`]+)`", row[3])}
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_a_row_without_a_place_says_why():
    bare = [row for row in ROWS if not row[3].strip()]
    assert all(re.search(r"nothing|no effect", row[2]) for row in bare)
