"""One file's bytes to everything the archive stores of it; runs in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.archive.reading import Reading
from ingest.errors import UnreadableFileError
from ingest.imports.binding import bound
from ingest.imports.derive import derive
from ingest.imports.tracing import packed_leg
from ingest.plugins import PluginError, guarded
from ingest.sources.formats import format_of
from ingest.sources.plugged import read_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.archive.reading import Leg
    from ingest.session.activity import WatchFile
    from ingest.sources.formats import Format


def read_all(files: Sequence[tuple[str, bytes]], plugged: Sequence[Format] = ()) -> list[Reading]:
    """Return the reading of each file, given by hash and bytes; what an executor is asked to do.

    ``plugged`` are formats that plug-ins read.
    """
    return [read_one(data, plugged, sha256=sha256) for sha256, data in files]


def read_one(data: bytes, plugged: Sequence[Format] = (), *, sha256: str) -> Reading:
    """Decode, clean and derive one file; ``sha256`` is of its bytes.

    Never raises for what the bytes hold: a defect of ours in one file must not lose the others,
    so it becomes that file's reason.
    """
    size_bytes = len(data)
    form = format_of(data, plugged)
    try:
        return _read(data, sha256, form)
    except UnreadableFileError as error:
        return Reading(sha256=sha256, size_bytes=size_bytes, unreadable=error.message)
    except PluginError as error:
        failed = form.plugin.words if form.plugin else form.name
        reason = f"the plug-in {failed} failed on it: {error}"
        return Reading(sha256=sha256, size_bytes=size_bytes, format=form.name, unreadable=reason)
    except Exception as error:  # noqa: BLE001 - one file never stops the others
        reason = f"aerobase failed on it ({type(error).__name__}: {error}); please report this"
        return Reading(sha256=sha256, size_bytes=size_bytes, unreadable=reason)


def _read(data: bytes, sha256: str, form: Format) -> Reading:
    if form.plugin is None:
        watch_file: WatchFile = bound(form.read)(data)
        legs = _legs(watch_file, sha256)
    else:
        watch_file = read_by(form.plugin, data)
        with guarded():
            legs = _legs(watch_file, sha256)
    return Reading(
        sha256=sha256,
        size_bytes=len(data),
        kind=watch_file.kind,
        format=form.name,
        salvaged=watch_file.salvaged,
        legs=legs,
        wellness=watch_file.wellness,
        notes=tuple(note.text for note in watch_file.notes),
    )


def _legs(watch_file: WatchFile, sha256: str) -> tuple[Leg, ...]:
    derived = (
        derive(activity, sha256=sha256, leg=leg)
        for leg, activity in enumerate(watch_file.activities)
    )
    return tuple(packed_leg(facts, stream) for facts, stream in derived)
