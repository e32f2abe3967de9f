"""One file's bytes to everything the archive stores of it; runs in any process."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ingest.archive.reading import Reading
from ingest.errors import UnreadableFileError
from ingest.imports.binding import bound
from ingest.imports.derive import derive
from ingest.imports.tracing import packed_leg
from ingest.sources.formats import format_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.session.activity import WatchFile


def read_all(blocks: Sequence[bytes]) -> list[Reading]:
    """Return the reading of each file's bytes; what an executor is asked to do."""
    return [read_one(block) for block in blocks]


def read_one(data: bytes) -> Reading:
    """Decode, clean and derive one file.

    Never raises for what the bytes hold: a defect of ours in one file must not lose the others,
    so it becomes that file's reason.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    size_bytes = len(data)
    try:
        return _read(data, sha256)
    except UnreadableFileError as error:
        return Reading(sha256=sha256, size_bytes=size_bytes, unreadable=error.message)
    except Exception as error:  # noqa: BLE001 - one file never stops the others
        reason = f"aerobase failed on it ({type(error).__name__}: {error}); please report this"
        return Reading(sha256=sha256, size_bytes=size_bytes, unreadable=reason)


def _read(data: bytes, sha256: str) -> Reading:
    form = format_of(data)
    watch_file: WatchFile = bound(form.read)(data)
    legs = []
    for leg, activity in enumerate(watch_file.activities):
        facts, stream = derive(activity, sha256=sha256, leg=leg)
        legs.append(packed_leg(facts, stream))
    return Reading(
        sha256=sha256,
        size_bytes=len(data),
        kind=watch_file.kind,
        format=form.name,
        salvaged=watch_file.salvaged,
        legs=tuple(legs),
        wellness=watch_file.wellness,
        notes=tuple(note.text for note in watch_file.notes),
    )
