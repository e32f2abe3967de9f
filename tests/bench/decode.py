"""How fast FIT bytes become columns, against the decoders a Python program could use instead.

    python tests/bench/decode.py [--repeats 9] [--quick]

Each decoder gets the same bytes in memory and returns the same columns as float64 arrays: time,
heart rate, cadence with its fraction, speed, distance, altitude, power, temperature, stance time
and its balance, vertical oscillation and ratio, step length and respiration, of every record.
That heart rates and times agree is checked before anything is measured. Each checks the CRC.
Figures are medians of CPU time, warm, one thread; only the ratios mean something elsewhere.

``read_fit`` is everything the import does: besides records also laps, sessions, events, devices,
beat intervals, pauses. The floor is reading the bytes from the page cache and their CRC.

Real files are taken from AEROBASE_SHARED or ../shared; without them from files that it generates.
``--quick`` leaves out the pure Python decoders.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
import warnings
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fitdecode
import fitfast
import fitparse
import numpy as np
import pyfitparsernative

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import fit_bytes as fb

from ingest.fit import profile, read_fit
from ingest.fit.container import read_segments
from ingest.fit.protocol import crc16
from ingest.fit.records import samples
from ingest.fit.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    Columns = dict[str, np.ndarray]

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
TWENTY = 20
# What the oracles call our columns; the preferred name first.
NAMES: dict[str, tuple[str, ...]] = {
    "t_s": ("timestamp",),
    "hr_bpm": ("heart_rate",),
    "cadence": ("cadence",),
    "fraction": ("fractional_cadence",),
    "speed_m_s": ("enhanced_speed", "speed"),
    "distance_m": ("distance",),
    "altitude_m": ("enhanced_altitude", "altitude"),
    "power_w": ("power",),
    "temperature_c": ("temperature",),
    "stance_time_ms": ("stance_time",),
    "stance_balance_percent": ("stance_time_balance",),
    "vertical_oscillation_mm": ("vertical_oscillation",),
    "vertical_ratio_percent": ("vertical_ratio",),
    "step_length_mm": ("step_length",),
    "respiration_brpm": ("enhanced_respiration_rate", "respiration_rate"),
}


def ours(data: bytes) -> Columns:
    """Return the columns by this project's decoder."""
    wanted = frozenset({profile.RECORD, profile.FIELD_DESCRIPTION})
    (segment,) = read_segments(data, wanted)
    described = segment.messages(profile.FIELD_DESCRIPTION)
    rows = samples(segment.messages(profile.RECORD), described, oldest_s=0)
    return {"t_s": rows.fit_s + fb.EPOCH_S, **rows.columns}


def by_fitfast(data: bytes) -> Columns:
    """Return the columns by fitfast (Rust), which makes columns itself."""
    found = fitfast.records(data, degrees=False)
    return {
        column: found[name]
        for column, names in NAMES.items()
        for name in reversed(names)
        if name in found
    }


def by_pyfitparsernative(data: bytes) -> Columns:
    """Return the columns by pyfitparsernative (Rust), which returns a dict a message."""
    rows = [m for m in pyfitparsernative.parse_fit_bytes(data) if m["message_type"] == "record"]
    for row in rows:
        row["timestamp"] = row["timestamp"] and _seconds(row["timestamp"])
    return _from_dicts(rows)


def by_fitdecode(data: bytes) -> Columns:
    """Return the columns by fitdecode (Python)."""
    rows = []
    wanted = {name for names in NAMES.values() for name in names}
    with fitdecode.FitReader(BytesIO(data)) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record":
                row: dict[str, Any] = {}
                for field in frame.fields:
                    if field.name in wanted and row.get(field.name) is None:
                        row[field.name] = field.value
                row["timestamp"] = row["timestamp"].timestamp()
                rows.append(row)
    return _from_dicts(rows)


def by_fitparse(data: bytes) -> Columns:
    """Return the columns by fitparse (Python)."""
    rows = []
    wanted = {name for names in NAMES.values() for name in names}
    for message in fitparse.FitFile(data).get_messages("record"):
        row: dict[str, Any] = {}
        for field in message.fields:
            if field.name in wanted and row.get(field.name) is None:
                row[field.name] = field.value
        row["timestamp"] = row["timestamp"].replace(tzinfo=UTC).timestamp()
        rows.append(row)
    return _from_dicts(rows)


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def _from_dicts(rows: list[dict[str, Any]]) -> Columns:
    """Return columns out of a dict a record."""
    return {
        column: np.array(
            [next((row[n] for n in names if row.get(n) is not None), np.nan) for row in rows],
            dtype=np.float64,
        )
        for column, names in NAMES.items()
    }


PEERS: dict[str, Callable[[bytes], Any]] = {
    "fitfast": by_fitfast,
    "pyfitparsernative": by_pyfitparsernative,
    "fitdecode": by_fitdecode,
    "fitparse": by_fitparse,
}
PURE_PYTHON = ("fitdecode", "fitparse")


def cpu_ms(function: Callable[[], Any], repeats: int) -> float:
    """Return the median CPU time of a call in milliseconds, after one call to warm up."""
    function()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def check(data: bytes, peers: list[str]) -> None:
    """Stop if a decoder sees other times or heart rates than ours."""
    mine = ours(data)
    for peer in peers:
        theirs = PEERS[peer](data)
        order = np.argsort(theirs["t_s"], kind="stable")
        times = theirs["t_s"][order]
        single = np.append(np.diff(times) > 0, True) & np.append(True, np.diff(times) > 0)
        rows = np.searchsorted(mine["t_s"], times[single])
        np.testing.assert_array_equal(mine["t_s"][rows], times[single], err_msg=peer)
        hr = theirs.get("hr_bpm")
        if hr is not None:
            np.testing.assert_array_equal(mine["hr_bpm"][rows], hr[order][single], err_msg=peer)


def compare(name: str, path: Path, peers: list[str], repeats: int) -> None:
    """Print how long each decoder takes for one file."""
    data = path.read_bytes()
    check(data, peers)
    seen = len(ours(data)["t_s"])
    print(f"\n{name}: {len(data) / 1000:.0f} KB, {seen} instants")
    mine = cpu_ms(lambda: ours(data), repeats)
    print(f"  {'this decoder':20}{mine:10.2f} ms")
    print(f"  {'read_fit, everything':20}{cpu_ms(lambda: read_fit(data), repeats):10.2f} ms")
    for peer in peers:
        theirs = cpu_ms(lambda peer=peer: PEERS[peer](data), repeats)
        print(f"  {peer:20}{theirs:10.2f} ms{theirs / mine:8.1f} x")
    floor = cpu_ms(lambda: crc16(path.read_bytes()), repeats)
    walk = cpu_ms(lambda: _walk(data), repeats)
    print(f"  {'floor: read + CRC':20}{floor:10.2f} ms   of the rest, the walk {walk:.2f} ms")


def _walk(data: bytes) -> None:
    Walk(frozenset({profile.RECORD})).run(data, data[0], len(data) - 2)


def twenty(files: list[Path], repeats: int) -> None:
    """Print how much faster than fitparse twenty runs are read."""
    contents = [path.read_bytes() for path in files]
    mine = cpu_ms(lambda: [ours(data) for data in contents], repeats)
    start = time.process_time()
    for data in contents:
        by_fitparse(data)
    theirs = 1000 * (time.process_time() - start)
    print(
        f"\n{len(files)} real runs: {theirs / mine:.0f} x fitparse"
        f" ({mine:.0f} ms against {theirs:.0f} ms)"
    )


def generated(folder: Path) -> dict[str, Path]:
    """Write runs of one and of twelve hours with messages between the records."""
    found = {}
    for hours in (1, 12):
        fit = fb.file_id(fb.FitFile()).define(1, profile.RECORD, fb.RECORD_FIELDS)
        fit.define(2, 233, [fb.Field(2, fb.BYTE, 4)])
        for second in range(3600 * hours):
            fit.data(1, fb.START + second, 100 + second % 60, 300 * second, 3000)
            fit.data(2, [1, 2, 3, 4])
        path = folder / f"{hours}h.fit"
        path.write_bytes(fb.session(fit, fb.START, 3600 * hours).build())
        found[f"generated run of {hours} h"] = path
    return found


def real(series: Path) -> dict[str, Path]:
    """Return a run of about an hour and longer ones."""
    by_length = sorted((len(ours(p.read_bytes())["t_s"]), p) for p in series.glob("*.fit"))
    hour = min(by_length, key=lambda row: abs(row[0] - 3600))[1]
    found = {"one-hour run": hour, "longest run of the series": by_length[-1][1]}
    makers = series.parent / "makers"
    others = {
        "one-hour run with app fields": makers / "roznet__connectstats/track_cs_544406.fit",
        "multisport, 6.8 h": makers
        / "dtcooper__python-fitparse/activity-large-fenxi2-multisport.fit",
    }
    return found | {name: path for name, path in others.items() if path.is_file()}


def main() -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="without the pure Python decoders")
    options = parser.parse_args()
    peers = [peer for peer in PEERS if not (options.quick and peer in PURE_PYTHON)]
    warnings.simplefilter("ignore")
    series = SHARED / "fit" / "series"
    if series.is_dir():
        for name, path in real(series).items():
            compare(name, path, peers, options.repeats)
        files = sorted(series.glob("*.fit"))
        if not options.quick:
            twenty(files[:: max(1, len(files) // TWENTY)][:TWENTY], options.repeats)
        return
    print(f"no real files in {series}: generated ones instead")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in generated(Path(folder)).items():
            compare(name, path, peers, options.repeats)


if __name__ == "__main__":
    main()
