"""A session whose heart rate does not follow the running is said to be doubtful, not emptied."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import run

from ingest.heart_rate import CleanHeartRate, clean


def hour(*, follows: bool) -> tuple[np.ndarray, np.ndarray]:
    """Ten-minute blocks at 2.5 and 3.3 m/s; heart rate goes with them or by its own clock."""
    speed = np.where(np.arange(3600) // 600 % 2, 3.3, 2.5)
    driver = speed if follows else np.where(np.arange(3600) // 380 % 2, 3.4, 2.4)
    hr = np.full(3600, 125.0)
    for second in range(1, 3600):
        hr[second] = hr[second - 1] + (95 + 18 * driver[second] - hr[second - 1]) / 30
    return np.rint(hr), speed


def cleaned(*, follows: bool, source: str = "wrist", sport: str = "running") -> CleanHeartRate:
    made = run(*hour(follows=follows))
    return clean(made.stream, made.pauses_s, hr_source=source, sport=sport)


def codes(heart: CleanHeartRate) -> list[str]:
    return [note.code for note in heart.notes]


def test_a_heart_rate_by_its_own_clock_is_doubtful() -> None:
    heart = cleaned(follows=False)
    assert "hr_doubtful" in codes(heart)
    (text,) = (note.text for note in heart.notes if note.code == "hr_doubtful")
    assert 20 <= int(text.split(" % ")[0].split()[-1]) <= 100
    assert np.isfinite(heart.bpm).mean() > 0.5


def test_where_most_is_too_low_the_rest_is_not_what_is_doubted_alone() -> None:
    """The sensor loses the pulse for 62 % of an hour: what is too high then is the truth."""
    hr, speed = hour(follows=True)
    hr[1000:3230] -= 27
    made = run(hr, speed)
    heart = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")
    assert "hr_doubtful" in codes(heart)


@pytest.mark.parametrize(
    ("follows", "source", "sport"),
    [(True, "wrist", "running"), (False, "chest", "running"), (False, "wrist", "cycling")],
)
def test_no_doubt_where_it_follows_nor_where_nothing_can_be_said(
    *, follows: bool, source: str, sport: str
) -> None:
    assert "hr_doubtful" not in codes(cleaned(follows=follows, source=source, sport=sport))
