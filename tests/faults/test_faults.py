"""Each fault of the table a few times; `make faults` does all of them often."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from support.faults import FAULTS, Things

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and disks of POSIX")


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Things:
    return Things.make(tmp_path_factory.mktemp("things"))


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, (_, _, times) in FAULTS.items() for number in range(times)],
)
def test_nothing_is_lost(things: Things, tmp_path: Path, name: str, number: int) -> None:
    fault, _, _ = FAULTS[name]
    fault(things, tmp_path, random.Random(f"{name} {number}"))
