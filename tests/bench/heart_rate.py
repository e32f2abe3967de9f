"""How well wrong heart rate is found: on hand-labelled recordings, and on generated truth.

    python tests/bench/heart_rate.py [folder of labelled recordings] [--beats FOLDER] [--nested]

Found: the share of seconds labelled wrong that cleaning leaves out or fills. Wrongly thrown away:
the share of the other seconds. Stretches labelled ``medium`` are left out of both. Recordings that
are wrong throughout have no seconds of either kind to compare: for them stands how much is left
out. The limits were chosen with these recordings in sight; ``--nested`` (a minute) chooses limits
and rules anew for each recording from the other ones, by the highest share found with at most
0.02 thrown away, and what that finds is what the last line says.

FOLDER holds belt runs with the beats' own rate (``beat_bpm``), by default those beside the
labelled ones. A value within 5 bpm of it is right. They are cleaned without a look at the beats,
and again with beat intervals of that rate. The last line is one JSON document.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
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

from support import made_hearts
from support.made_streams import stream

from ingest.heart_rate import Reason, catch_up, clean, misfit, steps
from ingest.session.activity import RrIntervals
from reports.demo.seasons import season

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
PAUSE_FROM_S = 30.0
BELIEVED = (Reason.CLEAN, Reason.HELD)
GOAL_THROWN = 0.02
RESAMPLES = 20_000
RIGHT_BPM = 5.0
SEEDS = 6
KINDS = (*made_hearts.SOUND, *made_hearts.FAULTY)
OFF = 999.0  # a limit that nothing reaches: the rule is off
# Only what the truth at hand allows may be chosen. Without a second witness (0 bpm) 6 % of
# ``unseen_cost`` are thrown away; steps of 4 bpm lie by chance beside a fifth of the stretches of
# sound runs, of 6 bpm beside 7 %.
TUNED: tuple[tuple[ModuleType, str, tuple[object, ...]], ...] = (
    (misfit, "SCATTERS_LOW", (2.0, 3.0, OFF)),
    (steps, "WITNESS_BPM", (6.0, 8.0, 10.0)),
    (misfit, "TOO_HIGH_BPM", (20.0, OFF)),
    (catch_up, "STEP_BPM", (10.0, OFF)),
    (steps, "DOWN_BPM", (6.0, 8.0, OFF)),
    (steps, "UP_BPM", (7.0, 9.0, OFF)),
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
    distance = _distance_m(t_s, raw["speed_m_s"])
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


def leave_one_out(folder: Path) -> list[Result]:
    """Return the partly wrong recordings, each judged by limits chosen on the others."""
    partly = {
        name: rows for name, rows in labels(folder).items() if rows[0]["whole_recording"] == "mixed"
    }
    tried: list[dict[str, Result]] = []
    for values in itertools.product(*(grid for _, _, grid in TUNED)):
        for (module, name, _), value in zip(TUNED, values, strict=True):
            setattr(module, name, value)
        tried.append({name: labelled(folder, name, rows) for name, rows in partly.items()})
    return [
        max(tried, key=lambda results, left=left: _merit(results, left))[left] for left in partly
    ]


def resampled(values: list[float]) -> str:
    """Return the mean, and between what 80 % of the means of resampled recordings lie."""
    picks = np.random.default_rng(1).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.quantile(np.array(values)[picks].mean(axis=1), (0.1, 0.9))
    return f"{np.mean(values):.3f} ({low:.3f} to {high:.3f})"


def _merit(results: dict[str, Result], left_out: str) -> tuple[float, float]:
    """Return what the other recordings say of one choice of limits: the higher, the better."""
    others = [result for name, result in results.items() if name != left_out]
    thrown = float(np.mean([result.thrown_frac for result in others]))
    found = float(np.mean([result.found_frac for result in others]))
    return (min(0.0, GOAL_THROWN - thrown), found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beats:
    """Belt runs with beats: the share of right values left out, and of runs called doubtful."""

    left_out_right: float
    false_doubtful: float


def beats(folder: Path, *, looked_at: bool) -> Beats | None:
    """Return what cleaning makes of belt runs whose beats are known; None without any."""
    right = out = doubted = 0
    paths = sorted(folder.glob("*.csv"))
    for path in paths:
        raw = columns(path)
        t_s, beat_bpm = raw.pop("elapsed_s"), raw.pop("beat_bpm")
        hr_bpm = raw.pop("hr_bpm")
        jumps = np.flatnonzero(np.diff(t_s) > PAUSE_FROM_S)
        known = np.isfinite(beat_bpm)
        heart = clean(
            stream(t_s, hr_bpm, distance_m=_distance_m(t_s, raw["speed_m_s"]), **raw),
            np.column_stack((t_s[jumps] + 1.0, t_s[jumps + 1])),
            hr_source="unknown",
            sport="running",
            rr=RrIntervals(t_s=t_s[known], rr_ms=60_000.0 / beat_bpm[known]) if looked_at else None,
        )
        sound = known & (np.abs(hr_bpm - beat_bpm) <= RIGHT_BPM)
        right += int(sound.sum())
        out += int((sound & ~np.isin(heart.reason, BELIEVED)).sum())
        doubted += any(note.code == "hr_doubtful" for note in heart.notes)
    if not right:
        return None
    return Beats(left_out_right=out / right, false_doubtful=doubted / len(paths))


def _distance_m(
    t_s: npt.NDArray[np.float64], speed_m_s: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    steps_s = np.minimum(np.diff(t_s, prepend=t_s[0]), PAUSE_FROM_S)
    return np.cumsum(np.nan_to_num(speed_m_s) * steps_s)


def rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(float(value), 4)


def beats_document(found: Beats | None) -> dict[str, float | None]:
    return {
        "left_out_right": rounded(found and found.left_out_right),
        "false_doubtful": rounded(found and found.false_doubtful),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", nargs="?", type=Path, default=SHARED / "hr_labels")
    parser.add_argument("--beats", type=Path, default=SHARED / "hr_beats")
    parser.add_argument("--nested", action="store_true")
    given = parser.parse_args()
    document: dict[str, object] = {}
    if (given.labels / "labels.csv").exists():
        document["labels"] = tell_labels(given.labels, nested=given.nested)
    for name, looked_at in (("beats", False), ("beats_seen", True)):
        document[name] = beats_document(beats(given.beats, looked_at=looked_at))
    made = [generated(seed) for seed in (1, 2, 3)]
    print(*map(line, made), sep="\n")
    kinds = {kind.__name__: made_hearts.shares(kind, SEEDS) for kind in KINDS}
    for name, (found, thrown) in kinds.items():
        print(f"{name:18} generated found {found:6.3f}  wrongly thrown {thrown:6.4f}")
    all_found = [one.found_frac for one in made] + [found for found, _ in kinds.values()]
    all_thrown = [one.thrown_frac for one in made] + [thrown for _, thrown in kinds.values()]
    document["generated"] = {
        "found": rounded(float(np.nanmean(all_found))),
        "thrown": rounded(float(np.mean(all_thrown))),
        "hikes_left_out": rounded(kinds["steep_hike"][1]),
    }
    print(json.dumps(document))


def tell_labels(folder: Path, *, nested: bool) -> dict[str, float | None]:
    """Print what is found of labelled recordings, and return it."""
    results = [labelled(folder, name, rows) for name, rows in labels(folder).items()]
    print(*map(line, results), sep="\n")
    partly = [result for result in results if result.whole == "mixed"]
    sound = [result for result in results if result.whole == "use_all"]
    found = float(np.mean([result.found_frac for result in partly]))
    thrown = float(np.mean([result.thrown_frac for result in partly]))
    pooled = sum(r.thrown_s for r in partly + sound) / sum(r.rest_s for r in partly + sound)
    print(f"partly wrong, recording by recording: found {found:.3f},", end=" ")
    print(f"wrongly thrown {thrown:.3f}; with the sound ones, by second {pooled:.3f}")
    for result in results:
        if result.whole == "use_none":
            verdict = "said to be doubtful" if result.doubted else "not noticed"
            print(f"wrong throughout: {result.name}: {verdict}, {result.found_frac:.0%} left out")
    for whole, some in (("partly wrong", partly), ("sound", sound)):
        print(f"{whole}: {sum(r.doubted for r in some)} of {len(some)} said to be doubtful")
    if nested:
        judged = leave_one_out(folder)
        all_found = [result.found_frac for result in judged]
        all_thrown = [result.thrown_frac for result in judged]
        print(f"nested: found {resampled(all_found)}, wrongly thrown {resampled(all_thrown)}")
        found, thrown = float(np.mean(all_found)), float(np.mean(all_thrown))
    doubtful = sum(r.doubted for r in sound) / len(sound) if sound else None
    return {"found": rounded(found), "thrown": rounded(thrown), "doubtful": rounded(doubtful)}


if __name__ == "__main__":
    main()
