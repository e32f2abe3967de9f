"""The text of the program that judges, as one digest: judgements kept by another are not used."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np

from ingest.session.facts import DECODER_VERSION, FACTS_VERSION

ROOT: Final = Path(__file__).parents[2]
# What makes a judgement from what its key holds, and unpacks the facts for it: folders with all
# that lies in them, and single modules. What makes the parts of the key need not stand here.
READ: Final = (
    "ingest/archive/columns.py",
    "ingest/archive/history.py",
    "ingest/archive/packing.py",
    "ingest/archive/stored_facts.py",
    "ingest/session/activity.py",
    "ingest/session/facts.py",
    "ingest/session/history.py",
    "ingest/session/quality.py",
    "planner/judging",
    "planner/late_row.py",
    "planner/profile/limits.py",
    "planner/profile/model.py",
    "planner/session.py",
    "planner/thresholds",
    "planner/words.py",
)


def modules() -> tuple[Path, ...]:
    """Return the files that ``READ`` names, in a fixed order; those that are missing left out."""
    found: list[Path] = []
    for name in READ:
        path = ROOT / name
        found += sorted(path.glob("*.py")) if path.is_dir() else [path]
    return tuple(path for path in found if path.is_file())


@cache
def program_key() -> str | None:
    """Return a digest of the judging program; None where its text is not there to be read.

    It holds numpy's version too, whose exponential may differ in the last bit.
    """
    digest = blake2b(digest_size=16)
    versions = (FACTS_VERSION, DECODER_VERSION, np.__version__)
    digest.update(repr(versions).encode())
    read = modules()
    if Path(__file__) not in read:
        return None
    try:
        for path in read:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\n")
            digest.update(path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()
