"""Small archives for tests, and their content as values that compare."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.archive.reading import Reading
from ingest.imports.opening import open_archive
from ingest.imports.tracing import packed_leg
from ingest.session.stream import SessionStream

if TYPE_CHECKING:
    from ingest.home.home import Home
    from ingest.session.facts import SessionFacts


def reading(facts: SessionFacts, *, salvaged: bool = False) -> Reading:
    stream = SessionStream.from_arrays({"t_s": [0.0, 1.0, 2.5], "hr_bpm": [120.0, np.nan, 122.0]})
    legs = (packed_leg(facts, stream),)
    return Reading(
        sha256=facts.sha256, size_bytes=10, kind="activity", legs=legs, salvaged=salvaged
    )


def put(home: Home, *readings: Reading) -> None:
    with open_archive(home, write=True) as archive, archive.transaction():
        for one in readings:
            archive.put(one)


def as_plain(facts: SessionFacts) -> dict[str, Any]:
    """Every fact as something that compares: arrays as lists."""
    plain = {field.name: getattr(facts, field.name) for field in fields(facts)}
    vectors = plain.pop("vectors")
    plain["speed_seconds"] = plain["speed_seconds"].tolist()
    return plain | {field.name: getattr(vectors, field.name).tolist() for field in fields(vectors)}


def content(home: Home) -> list[dict[str, Any]]:
    """Return all that the sessions of a home's archive hold, oldest first."""
    with open_archive(home) as archive:
        return [as_plain(facts) for facts in archive.sessions()]
