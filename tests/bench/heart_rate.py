"""How well wrong heart rate is found: on hand-labelled recordings, and on generated truth.

    python tests/bench/heart_rate.py [folder of labelled recordings] [--leave-one-out]

Found: the share of seconds labelled wrong that cleaning leaves out or fills. Wrongly thrown away:
the share of the other seconds. Stretches labelled ``medium`` are left out of both. Recordings that
are wrong throughout have no seconds of either kind to compare: for them stands how much is left
out. The limits were chosen with these recordings in sight; ``--leave-one-out`` (some minutes)
chooses them anew for each recording from the other ones, by the highest share found with at most
0.03 thrown away, and prints what that finds.
"""

from __future__ import annotations

import csv
import itertools
import os
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.made_streams import stream

from ingest.heart_rate import Reason, catch_up, clean, misfit, steps
from reports.demo.seasons import season

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
PAUSE_FROM_S = 30.0
BELIEVED = (Reason.CLEAN, Reason.HELD)
GOAL_THROWN = 0.03
TUNED: tuple[tuple[ModuleType, str, tuple[object, ...]], ...] = (
    (misfit, "SCATTERS_LOW", (1.5, 2.0, 3.0)),
    (misfit, "TOO_LOW_BPM", ((8.0, 15.0), (10.0, 15.0))),
    (misfit, "FOR_S", (30, 45)),
    (misfit, "TOO_HIGH_BPM", (15.0, 20.0)),
    (catch_up, "STEP_BPM", (7.0, 10.0)),
    (steps, "DOWN_BPM", (5.0, 6.0, 7.0)),
    (steps, "UP_BPM", (6.0, 7.0, 8.0)),
    (steps, "AT_MOST_S", (240, 300)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Seconds of one recording, by label and by what cleaning decided."""

    name: str
    whole: str
    found_s: int
    wrong_s: int
    thrown_s: int
    rest_s: int
    reasons: Counter[str]
    doubted: bool = False  # the session carries the note that heart rate may be wrong throughout

    @property
    def found_frac(self) -> float:
        return self.found_s / self.wrong_s if self.wrong_s else float("nan")

    @property
    def thrown_frac(self) -> float:
        return self.thrown_s / self.rest_s if self.rest_s else float("nan")


def labels(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of ``labels.csv`` by recording."""
    by_name: dict[str, list[dict[str, str]]] = {}
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_name.setdefault(row["recording"], []).append(row)
    return by_name


def columns(path: Path) -> dict[str, npt.NDArray[np.float64]]:
    """Return the columns of one recording; empty cells are NaN."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0]}


def labelled(folder: Path, name: str, rows: list[dict[str, str]]) -> Result:
    """Return what cleaning makes of one recording."""
    raw = columns(folder / f"{name}.csv")
    t_s = raw.pop("elapsed_s")
    jumps = np.flatnonzero(np.diff(t_s) > PAUSE_FROM_S)
    pauses = np.column_stack((t_s[jumps] + 1.0, t_s[jumps + 1]))
    distance = np.cumsum(np.nan_to_num(raw["speed_m_s"]) * np.minimum(np.gradient(t_s), 2.0))
    heart = clean(
        stream(t_s, raw.pop("hr_bpm"), distance_m=distance, **raw),
        pauses,
        hr_source="unknown",
        sport="running",
    )
    measured = heart.reason != Reason.MISSING
    wrong, medium = (
        np.any(
            [
                (t_s >= float(row["start_s"])) & (t_s < float(row["end_s"]))
                for row in rows
                if row["hr_in_segment"] == kind
            ]
            or [np.zeros(len(t_s), np.bool_)],
            axis=0,
        )
        for kind in ("wrong", "medium")
    )
    rest = ~wrong & ~medium & measured
    out = ~np.isin(heart.reason, BELIEVED)
    return Result(
        name=name,
        whole=rows[0]["whole_recording"],
        found_s=int((wrong & measured & out).sum()),
        wrong_s=int((wrong & measured).sum()),
        thrown_s=int((rest & out).sum()),
        rest_s=int(rest.sum()),
        reasons=Counter(Reason(code).name for code in heart.reason[out & measured]),
        doubted=any(note.code == "hr_doubtful" for note in heart.notes),
    )


def generated(seed: int) -> Result:
    """Return what cleaning makes of the season in which the sensor is wrong on purpose."""
    found = wrong = thrown = rest = 0
    reasons: Counter[str] = Counter()
    made = season("bad_heart_rate", seed=seed, last_day=date(2026, 5, 17))
    for activity, truth in zip(made.activities, made.truth.runs, strict=True):
        heart = clean(
            activity.stream, activity.pauses_s, hr_source=activity.hr_source, sport=activity.sport
        )
        out = ~np.isin(heart.reason, BELIEVED)
        fault = np.zeros(len(out), np.bool_)
        for part in truth.faults:
            fault[part.start_s : part.end_s] = True
        found += int((fault & out).sum())
        wrong += int(fault.sum())
        thrown += int((~fault & out).sum())
        rest += int((~fault).sum())
        reasons.update(Reason(code).name for code in heart.reason[out])
    return Result(
        name=f"seed {seed}",
        whole="generated",
        found_s=found,
        wrong_s=wrong,
        thrown_s=thrown,
        rest_s=rest,
        reasons=reasons,
    )


def line(result: Result) -> str:
    """Return one printed line."""
    why = ", ".join(f"{name.lower()} {count} s" for name, count in result.reasons.most_common(4))
    return (
        f"{result.name:8} {result.whole:9} found {result.found_frac:6.3f} of {result.wrong_s:6d} s"
        f"  wrongly thrown {result.thrown_frac:6.3f} of {result.rest_s:6d} s  {why}"
    )


def leave_one_out(folder: Path) -> tuple[float, float]:
    """Return found and thrown, each recording judged by limits chosen on the others."""
    partly = {
        name: rows for name, rows in labels(folder).items() if rows[0]["whole_recording"] == "mixed"
    }
    tried: list[dict[str, Result]] = []
    for values in itertools.product(*(grid for _, _, grid in TUNED)):
        for (module, name, _), value in zip(TUNED, values, strict=True):
            setattr(module, name, value)
        tried.append({name: labelled(folder, name, rows) for name, rows in partly.items()})
    judged = [
        max(tried, key=lambda results, left=left: _merit(results, left))[left] for left in partly
    ]
    return (
        float(np.mean([result.found_frac for result in judged])),
        float(np.mean([result.thrown_frac for result in judged])),
    )


def _merit(results: dict[str, Result], left_out: str) -> tuple[float, float]:
    """Return what the other recordings say of one choice of limits: the higher, the better."""
    others = [result for name, result in results.items() if name != left_out]
    thrown = float(np.mean([result.thrown_frac for result in others]))
    found = float(np.mean([result.found_frac for result in others]))
    return (min(0.0, GOAL_THROWN - thrown), found)


def main() -> None:
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    folder = Path(paths[0]) if paths else SHARED / "hr_labels"
    results = [labelled(folder, name, rows) for name, rows in labels(folder).items()]
    for result in results:
        print(line(result))
    partly = [result for result in results if result.whole == "mixed"]
    sound = [result for result in results if result.whole == "use_all"]
    found = np.mean([result.found_frac for result in partly])
    thrown = np.mean([result.thrown_frac for result in partly])
    pooled = sum(r.thrown_s for r in partly + sound) / sum(r.rest_s for r in partly + sound)
    print(f"partly wrong, recording by recording: found {found:.3f} (goal 0.6),", end=" ")
    print(f"wrongly thrown {thrown:.3f} (goal 0.03); with the sound ones, by second {pooled:.3f}")
    for result in results:
        if result.whole == "use_none":
            verdict = "said to be doubtful" if result.doubted else "not noticed"
            print(f"wrong throughout: {result.name}: {verdict}, {result.found_frac:.0%} left out")
    for whole, some in (("partly wrong", partly), ("sound", sound)):
        print(f"{whole}: {sum(r.doubted for r in some)} of {len(some)} said to be doubtful")
    for seed in (1, 2, 3):
        print(line(generated(seed)))
    if "--leave-one-out" in sys.argv:
        found, thrown = leave_one_out(folder)
        print(f"limits chosen leaving one out: found {found:.3f}, wrongly thrown {thrown:.3f}")


if __name__ == "__main__":
    main()
