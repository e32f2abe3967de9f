"""People played forward through the commands: what must never become of somebody who obeys.

A few of them; ``make forward`` plays them all, prints every week and ends badly where one fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forward.living import PEOPLE, faults, leaps, lived, unexplained

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    ["stop", "flu", "marathon", "parkrun", "adopts", "pause", "colds", "six_weeks_off", "soleus"],
)
def test_nobody_is_led_astray(name: str, tmp_path: Path) -> None:
    weeks = lived(name, tmp_path)
    assert faults(name, weeks) == []


def test_the_checks_see_what_they_are_for(tmp_path: Path) -> None:
    weeks = lived("once_a_week", tmp_path)
    assert unexplained(weeks) == leaps(weeks, 1.2, 15) == []
    assert leaps(weeks, 0.9, -10)
    halved = [weeks[0], *weeks]
    halved[1].asked_min, halved[1].why = 10, ["no reason at all"]
    assert len(unexplained(halved)) == 1
    assert PEOPLE.keys() >= {"healthy", "ultra", "hard_day", "too_much"}
