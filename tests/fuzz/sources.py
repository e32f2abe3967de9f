"""Mutated archives: whatever the bytes, a search ends in outcomes and raises nothing.

python tests/fuzz/sources.py [inputs] [seed]
"""

from __future__ import annotations

import gzip
import io
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.fit_bytes import whole_run

from ingest.sources.model import Quota
from ingest.sources.searching import find

QUOTA = Quota(expanded_bytes=8 << 20, members=200, spool_bytes=1 << 16)


def seeds() -> list[bytes]:
    """Return sound archives of every shape."""
    run = whole_run(20)
    made = [gzip.compress(run), gzip.compress(run) + gzip.compress(run)]
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("a/1.fit", run)
            archive.writestr("2.fit.gz", gzip.compress(run))
            archive.writestr("Läufe.txt", b"text")
            archive.comment = b"comment"
        made.append(out.getvalue())
    for inner in tuple(made):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", inner)
        made.append(out.getvalue())
    return made


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the data with bytes changed, cut, repeated, or the ends of two parts swapped."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = chance.randbytes(1)
            case 1:
                out[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x01\0\0\0"))
            case 2:
                del out[at : at + chance.randint(1, 40)]
            case 3:
                out[at:at] = out[at : at + chance.randint(1, 60)]
            case _:
                out = out[: max(1, at)] if chance.random() < 0.2 else out
    return bytes(out)


def main() -> None:
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    sound = seeds()
    outcomes: dict[str, int] = {}
    slowest_s = 0.0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "input"
        scratch = Path(name) / "scratch"
        scratch.mkdir()
        for number in range(inputs):
            data = mutated(chance.choice(sound), chance)
            path.write_bytes(data)
            started_s = time.perf_counter()
            try:
                for found in find([path], scratch=scratch, quota=QUOTA):
                    kind = found.outcome or "run"
                    outcomes[kind] = outcomes.get(kind, 0) + 1
            except Exception:
                Path("failing-input").write_bytes(data)
                print(f"input {number} raised; it lies in ./failing-input")
                raise
            slowest_s = max(slowest_s, time.perf_counter() - started_s)
    print(f"{inputs:,} inputs, slowest {slowest_s * 1000:.0f} ms, outcomes {outcomes}")


if __name__ == "__main__":
    main()
