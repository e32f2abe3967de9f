"""Which aerobase this is, by its version and its text: tables of another are made anew."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("ingest", "planner", "reports")


@cache
def program() -> str:
    """Return the version, and a digest of every module that has a part in the tables.

    Raised by hand, a number would be forgotten; a module that only draws changes it too, and that
    costs no more than making the tables once again.
    """
    digest = blake2b(digest_size=6)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\n")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{version('aerobase')}+{digest.hexdigest()}"
