"""Two years of one runner's real files against what the watch itself says of each.

The watch's own session message, read by an independent decoder, is the oracle: start within a
second, timer time and distance within 1 %, mean heart rate within a beat a minute. A file that
differs stands in ``EXCEPTIONS`` with its reason; the clean mean differs where wrong heart rate was
left out, and the session says so.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

import fitfast
import numpy as np
import pytest
from support.command_line import aerobase

from ingest.fit import read_fit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real_files

RUNS = 174

# (file, quantity) -> why ours differs from the watch's own total.
EXCEPTIONS: dict[tuple[str, str], str] = {}


def session_message(path: Path) -> dict[str, Any]:
    """Return the watch's own totals of the one session of a file."""
    (session,) = fitfast.parse(path, datetimes=True)["session"]
    return session


@pytest.fixture(scope="module")
def series(shared: Path) -> list[Path]:
    files = sorted((shared / "fit" / "series").glob("*.fit"))
    assert len(files) == RUNS
    return files


@pytest.fixture(scope="module")
def read(series: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The whole series imported once: what was said, how long it took, the sessions."""
    home = ("--home", str(tmp_path_factory.mktemp("series") / "home"))
    profile = ("--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")
    assert aerobase(*home, "init", *profile).code == 0
    begun = time.perf_counter()
    answer = aerobase(*home, "import", series[0].parent, "--json")
    elapsed_s = time.perf_counter() - begun
    assert answer.code == 0, answer.err
    sessions = json.loads(aerobase(*home, "sessions", "--json").out)
    return {
        "home": home,
        "said": json.loads(answer.out),
        "elapsed_s": elapsed_s,
        "by_sha256": {session["sha256"]: session for session in sessions},
        "sessions": sessions,
    }


@pytest.fixture(scope="module")
def pairs(series: list[Path], read: dict[str, Any]) -> list[tuple[str, dict[str, Any], Any]]:
    """Each file's name, the watch's own totals, and ours."""
    found = []
    for path in series:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        found.append((path.stem, session_message(path), read["by_sha256"][sha256]))
    return found


def test_all_are_imported_and_none_is_refused(read: dict[str, Any]) -> None:
    said = read["said"]
    assert said["imported"] + said["salvaged"] == RUNS
    assert said["refused"] == 0
    assert said["duplicate"] == 0
    assert len(read["sessions"]) == RUNS


def differing(pairs: list[Any], quantity: str, wrong: Any) -> list[str]:
    """Return the files that differ without standing in the list of exceptions."""
    off = {name for name, theirs, ours in pairs if wrong(theirs, ours)}
    known = {name for name, what in EXCEPTIONS if what == quantity}
    assert known <= off, f"exceptions that are none: {sorted(known - off)}"
    return sorted(off - known)


def test_starts_agree(pairs: list[Any]) -> None:
    def wrong(theirs: dict[str, Any], ours: dict[str, Any]) -> bool:
        start = datetime.fromisoformat(ours["start_utc"])
        return abs((start - theirs["start_time"]).total_seconds()) > 1

    assert differing(pairs, "start", wrong) == []


def test_durations_agree(pairs: list[Any]) -> None:
    def wrong(theirs: dict[str, Any], ours: dict[str, Any]) -> bool:
        return abs(ours["duration_s"] / theirs["total_timer_time"] - 1) > 0.01

    assert differing(pairs, "duration", wrong) == []


def test_distances_agree(pairs: list[Any]) -> None:
    def wrong(theirs: dict[str, Any], ours: dict[str, Any]) -> bool:
        return abs(ours["distance_m"] / theirs["total_distance"] - 1) > 0.01

    assert differing(pairs, "distance", wrong) == []


def test_mean_heart_rates_as_stored_agree(series: list[Path]) -> None:
    """Before anything is left out, the samples' mean is the watch's own, in every file."""
    for path in series:
        (activity,) = read_fit(path.read_bytes()).activities
        theirs = session_message(path)["avg_heart_rate"]
        assert abs(float(np.nanmean(activity.stream.hr_bpm)) - theirs) <= 1.0, path.stem


def test_mean_heart_rates_agree_where_none_was_left_out(pairs: list[Any]) -> None:
    """A clean mean may differ from the watch's only where the session says what it left out.

    docs/agreement.md lists them all.
    """
    differ = [
        (name, ours)
        for name, theirs, ours in pairs
        if ours["hr_mean_bpm"] is None or abs(ours["hr_mean_bpm"] - theirs["avg_heart_rate"]) > 1.0
    ]
    for name, ours in differ:
        changed_s = ours["hr_excluded_s"] + ours["hr_repaired_s"]
        assert changed_s >= 0.01 * ours["duration_s"], name
        assert ours["quality"], name
    assert len(differ) < 0.2 * RUNS


def test_the_formulas_ceiling_puts_nearly_every_run_above(read: dict[str, Any]) -> None:
    """This runner was born in 1980 for the sake of the test: 173 of 174 runs are over it."""
    judged = [one["aerobic_frac"] for one in read["sessions"] if one["class"] != "unknown"]
    assert len(judged) >= RUNS - 4  # two are doubted throughout
    assert sum(share < 0.9 for share in judged) >= len(judged) - 2


def test_with_an_entered_ceiling_runs_are_of_every_class(
    read: dict[str, Any], series: list[Path]
) -> None:
    """Counted from the raw samples by another decoder, without cleaning; a few may change."""
    home = read["home"]
    assert aerobase(*home, "thresholds", "set", "entered", "165").code == 0
    judged = json.loads(aerobase(*home, "sessions", "--json").out)
    assert len(judged) == RUNS
    ours = Counter(session["class"] for session in judged)
    theirs = Counter(raw_class(path, 165) for path in series)
    assert sum(theirs.values()) == RUNS
    for name in ("aerobic", "mixed", "anaerobic"):
        assert ours[name] == pytest.approx(theirs[name], abs=8), (ours, theirs)
    hard = sum(one["aerobic_frac"] <= 0.8 for one in judged if one["class"] != "unknown")
    assert hard == pytest.approx(63, abs=6)  # by the ceiling itself, no tolerance


def raw_class(path: Path, ceiling: int) -> str:
    """Return the class by the letter of the rule: two beats of tolerance, bouts over five."""
    columns = fitfast.records(path)
    step_s = np.diff(columns["timestamp"])
    bpm = columns["heart_rate"][:-1]
    counts = np.isfinite(bpm) & (step_s <= 30)
    above = step_s[counts & (bpm > ceiling + 2)].sum() / step_s[counts].sum()
    longest = bout = 0.0
    for seconds, high, counted in zip(step_s, bpm > ceiling + 5, counts, strict=True):
        bout = bout + float(seconds) if high and counted else 0.0
        longest = max(longest, bout)
    if above >= 0.2:
        return "anaerobic"
    return "aerobic" if above <= 0.1 and longest <= 120 else "mixed"
