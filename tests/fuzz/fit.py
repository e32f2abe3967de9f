"""Mutated FIT files must end in a result or in one error class, quickly and in little memory.

    python tests/fuzz/fit.py [--inputs 1000000] [--seed 1] [--real] [--processes 2]

Every input is one of the fixtures (with ``--real`` also small real files from AEROBASE_SHARED or
../shared) with one to eight mutations: changed, cut, inserted, repeated or swapped bytes, numbers
at the ends of their range, pieces of other fixtures, wrong lengths, and often a check sum that
fits again, so that the deeper code is reached. Inputs that reach lines that none reached before
are kept and mutated on (coverage of ``ingest/fit`` is traced on every 250th input).

A finding is any other exception than ``UnreadableFileError``, a result that contradicts itself,
an input that takes longer than a second, or memory beyond 200 times the input plus 2 MB. Each is
printed with the seed and saved in the folder given by ``--save``. Exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
import traceback
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit
from ingest.fit.protocol import crc16

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from ingest.session.activity import WatchFile

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
TRACE_EVERY = 250
MEMORY_EVERY = 200
PROGRESS_EVERY = 50_000
SLOWEST_S = 1.0
MOST_KEPT = 3000
LARGEST = 6000  # bytes of an input
REAL_LARGEST = 3500  # bytes of a real file worth mutating
EDGES = (0, 1, 0x0F, 0x10, 0x3F, 0x40, 0x60, 0x7F, 0x80, 0xE0, 0xFE, 0xFF)


def fixtures() -> list[bytes]:
    """Return small files that between them reach every part of the decoder."""
    events = [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)]
    paused = fb.run(20).define(2, 21, events)
    for offset, kind in ((0, 0), (8, 4), (12, 0), (19, 4)):
        paused.data(2, fb.START + offset, 0, kind)
    fb.session(paused, fb.START, 19)
    legs = fb.run(24)
    for place, sport in enumerate((5, 3, 2, 3, 1)):
        fb.session(legs, fb.START + 5 * place, 5, sport=sport)
    times = fb.FitFile().define(0, 20, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    times.define(1, 20, [fb.Field(3, fb.UINT8), fb.Field(8, fb.BYTE, 3)])
    for step in range(12):
        times.compressed(1, (fb.START + 5 * step) % 32, 100 + step, [step, 16 * step, step])
    return [
        fb.whole_run(12),
        fb.whole_run(12, big_endian=True),
        fb.run(10).build(header=12),
        fb.run(10, start=1_000_000).build(),
        paused.build(),
        legs.build(),
        times.build(),
        _strap().build(),
        _app_fields().build(),
        _wellness().build(),
        _names_and_devices().build(),
        fb.whole_run(6) + fb.whole_run(6, start=fb.START + 100),
        fb.file_id(fb.FitFile(), kind=5).build(),
        fb.FitFile().build(),
    ]


def _strap() -> fb.FitFile:
    fit = fb.file_id(fb.FitFile()).define(1, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    for second in range(10):
        fit.data(1, fb.START + second, 0xFF)
    anchor = [fb.Field(253, fb.UINT32), fb.Field(0, fb.UINT16), fb.Field(6, fb.UINT8)]
    fit.define(10, 132, [*anchor, fb.Field(9, fb.UINT32)]).data(10, fb.START, 9, 90, 5000)
    fit.define(11, 132, [fb.Field(6, fb.UINT8, 8), fb.Field(10, fb.BYTE, 12)])
    fit.data(11, [90 + n for n in range(8)], [7 * n for n in range(12)])
    fit.define(5, 78, [fb.Field(0, fb.UINT16, 3)]).data(5, [800, 810, 0xFFFF])
    return fb.session(fit, fb.START, 9)


def _app_fields() -> fb.FitFile:
    fit = fb.file_id(fb.FitFile())
    described = [fb.Field(n, fb.UINT8) for n in (0, 1, 2)]
    described += [fb.Field(3, fb.STRING, 8), fb.Field(8, fb.STRING, 6)]
    described += [fb.Field(14, fb.UINT16), fb.Field(15, fb.UINT8)]
    fit.define(6, 206, described).data(6, 0, 4, fb.UINT16, b"Power", b"Watts", 20, 7)
    fit.define(1, 20, [fb.Field(253, fb.UINT32)], developer=[(4, 2, 0)])
    for second in range(8):
        fit.data(1, fb.START + second, developer=bytes([second, 1]))
    return fb.session(fit, fb.START, 7)


def _wellness() -> fb.FitFile:
    clock = fb.Field(253, fb.UINT32)
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(1, 103, [clock, fb.Field(0, fb.UINT32)]).data(1, fb.START, fb.START + 3600)
    fit.define(2, 211, [clock, fb.Field(1, fb.UINT8)]).data(2, fb.START, 47)
    fit.define(4, 227, [fb.Field(0, fb.SINT16), fb.Field(1, fb.UINT32)])
    fit.define(5, 275, [clock, fb.Field(0, fb.ENUM)])
    fit.define(6, 21, [clock, fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    fit.data(6, fb.START - 60, 74, 0).data(6, fb.START + 300, 74, 1)
    for minute in range(5):
        fit.data(4, 20 + minute, fb.START + 60 * minute)
        fit.data(5, fb.START + 60 * minute, minute)
    fit.define(7, 346, [fb.Field(6, fb.UINT8)]).data(7, 80)
    fit.define(8, 370, [clock, *(fb.Field(n, fb.UINT16) for n in (1, 4, 5))])
    return fit.data(8, fb.START, 5000, 4000, 6000)


def _names_and_devices() -> fb.FitFile:
    fit = fb.run(6)
    fit.define(4, 23, [fb.Field(25, fb.ENUM), fb.Field(1, fb.UINT8)]).data(4, 5, 10).data(4, 1, 120)
    fit.define(5, 26, [fb.Field(8, fb.STRING, 10)]).data(5, b"Tempo\xff\xc3")
    fit.define(6, 12, [fb.Field(0, fb.ENUM), fb.Field(3, fb.STRING, 6)]).data(6, 1, b"Run")
    fit.define(7, 3, [fb.Field(1, fb.ENUM), fb.Field(8, fb.UINT8)]).data(7, 0, 48)
    fit.define(8, 7, [fb.Field(1, fb.UINT8), fb.Field(2, fb.UINT8)]).data(8, 190, 170)
    lap = [fb.Field(n, fb.UINT32) for n in (253, 2, 7, 8, 9)]
    fit.define(9, 19, [*lap, fb.Field(23, fb.ENUM), fb.Field(24, fb.ENUM)])
    fit.data(9, fb.START + 5, fb.START, 5000, 5000, 1500, 0, 7)
    fit.define(10, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(10, fb.START + 5, fb.START + 5 + 5400)
    return fb.session(fit, fb.START, 5)


def real_files() -> list[bytes]:
    """Return the small real files beside the checkout."""
    found = sorted((SHARED / "fit" / "makers").glob("*/*.fit"))
    return [path.read_bytes() for path in found if path.stat().st_size <= REAL_LARGEST]


def mutate(rng: random.Random, corpus: list[bytes]) -> bytes:
    """Return one of the corpus with some mutations."""
    data = bytearray(rng.choice(corpus))
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        _mutate_once(rng, data, corpus)
    del data[LARGEST:]
    if rng.random() < 0.5:
        _mend(data)
    return bytes(data)


def _mutate_once(rng: random.Random, data: bytearray, corpus: list[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    length = min(rng.choice((1, 1, 2, 4, 13, 40, 300)), len(data) - at)
    match rng.randrange(9):
        case 0 if at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        case 1 if at < len(data):
            data[at] = rng.choice(EDGES)
        case 2:
            del data[at : at + length]
        case 3:
            data[at:at] = rng.randbytes(length)
        case 4:
            data[at:at] = data[at : at + length] * rng.choice((1, 2, 30))
        case 5:
            data[at : at + length] = rng.randbytes(length)
        case 6:
            data[at : at + 4] = rng.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x80"))
        case 7:
            other = rng.choice(corpus)
            start = rng.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + rng.choice((5, 30, 200))]
        case _:
            del data[at:]


def _mend(data: bytearray) -> None:
    """Make length and check sum fit what is there."""
    if len(data) < 16:
        return
    header = data[0] if data[0] in (12, 14) else 14
    data[0] = header
    data[8:12] = b".FIT"
    data[4:8] = (len(data) - header - 2).to_bytes(4, "little")
    data[-2:] = crc16(bytes(data[:-2])).to_bytes(2, "little")


def contradictions(file: WatchFile) -> Iterator[str]:
    """Yield what is impossible in a result."""
    for activity in file.activities:
        stream, pauses = activity.stream, activity.pauses_s
        if len(stream) and (stream.t_s[0] < 0 or not (np.diff(stream.t_s) > 0).all()):
            yield "times do not rise from zero"
        if len(pauses) and not (np.isfinite(pauses).all() and (pauses[:, 0] < pauses[:, 1]).all()):
            yield "a pause without length"
        if activity.rr is not None and not np.isfinite(activity.rr.rr_ms).all():
            yield "a beat interval that is no number"
        if any(lap.end_s < lap.start_s for lap in activity.laps):
            yield "a lap that ends before it starts"
        offset_s = activity.utc_offset_s
        if offset_s is not None and (offset_s % 900 or abs(offset_s) > 14 * 3600):
            yield "an offset that no zone has"
    yield from _wellness_contradictions(file)


def _wellness_contradictions(file: WatchFile) -> Iterator[str]:
    for series in file.wellness.series:
        if not np.isfinite(series.value).all() or (np.diff(series.at_s) < 0).any():
            yield "a wellness value that is no number, or out of its turn"
    for sleep in file.wellness.sleeps:
        if sleep.window_s <= 0 or not 0 <= (sleep.asleep_s or 0) <= sleep.window_s:
            yield "a sleep without length, or longer than itself"


@dataclass
class Fuzzer:
    """One process's share of the run."""

    seed: int
    corpus: list[bytes]
    save: Path | None
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    lines: set[tuple[str, int]] = field(default_factory=set)

    def run(self, inputs: int) -> None:
        """Try so many inputs."""
        rng = random.Random(self.seed)
        fixed = len(self.corpus)
        for data in self.corpus:  # loads what is loaded once
            self._try(data)
        for count in range(inputs):
            data = mutate(rng, self.corpus)
            if count % PROGRESS_EVERY == PROGRESS_EVERY - 1:
                print(f"{count + 1} of {inputs}, {len(self.findings)} findings", file=sys.stderr)
            if count % TRACE_EVERY == 0:
                self._traced(data, fixed)
            elif count % MEMORY_EVERY == 1:
                self._measured(data)
            else:
                self._try(data)

    def _try(self, data: bytes) -> None:
        start = time.process_time()
        try:
            file = read_fit(data)
        except UnreadableFileError:
            self.outcomes["refused"] += 1
        except Exception as error:  # noqa: BLE001 - any other error is what is looked for
            self._found(data, f"{error!r} at {traceback.format_exc().splitlines()[-3].strip()}")
        else:
            self.outcomes["salvaged" if file.salvaged else "read"] += 1
            self.outcomes["with activity"] += bool(file.activities)
            for wrong in contradictions(file):
                self._found(data, wrong)
        if time.process_time() - start > SLOWEST_S:
            self._found(data, "took longer than a second")

    def _traced(self, data: bytes, fixed: int) -> None:
        """Try an input and keep it if it reaches new lines."""
        new: set[tuple[str, int]] = set()

        def trace(frame: FrameType, _event: str, _arg: object) -> object:
            name = frame.f_code.co_filename
            if "ingest" not in name:
                return None
            new.add((name, frame.f_lineno))
            return trace

        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            self._try(data)
        finally:
            sys.settrace(None)
        if not new <= self.lines:
            self.lines |= new
            if len(self.corpus) > MOST_KEPT:
                del self.corpus[fixed]
            self.corpus.append(data)

    def _measured(self, data: bytes) -> None:
        """Try an input under a look at its memory."""
        tracemalloc.start()
        self._try(data)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        if peak > 200 * len(data) + 2_000_000:
            self._found(data, f"took {peak} bytes of memory for {len(data)}")

    def _found(self, data: bytes, what: str) -> None:
        self.outcomes["finding"] += 1
        if what not in self.findings:
            self.findings.append(what)
            if self.save is not None:
                self.save.mkdir(parents=True, exist_ok=True)
                (self.save / f"{self.seed}-{len(self.findings)}.fit").write_bytes(data)


def share(seed: int, inputs: int, corpus: list[bytes], save: Path | None) -> Fuzzer:
    """Run one process's share."""
    np.seterr(all="raise", under="ignore")  # a warning in numpy is a finding too
    fuzzer = Fuzzer(seed, list(corpus), save)
    fuzzer.run(inputs)
    return fuzzer


def main() -> int:
    """Run the fuzzer and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true", help="mutate small real files, too")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--save", type=Path, help="folder for inputs that are findings")
    options = parser.parse_args()
    corpus = fixtures() + (real_files() if options.real else [])
    each = -(-options.inputs // options.processes)
    jobs = [(options.seed + n, each, corpus, options.save) for n in range(options.processes)]
    start = time.monotonic()
    if options.processes == 1:
        done = [share(*jobs[0])]
    else:
        with multiprocessing.Pool(options.processes) as pool:
            done = pool.starmap(share, jobs)
    elapsed_s = time.monotonic() - start
    outcomes = sum((fuzzer.outcomes for fuzzer in done), Counter())
    findings = sorted({what for fuzzer in done for what in fuzzer.findings})
    lines = set().union(*(fuzzer.lines for fuzzer in done))
    print(
        f"{each * len(jobs)} inputs of {len(corpus)} files in {elapsed_s:.0f} s"
        f" ({each * len(jobs) / elapsed_s:.0f}/s); {len(lines)} lines reached"
    )
    print(", ".join(f"{name}: {count}" for name, count in sorted(outcomes.items())))
    print(f"findings: {len(findings)}")
    for what in findings:
        print(f"  {what}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
