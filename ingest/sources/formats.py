"""Which content is a watch file and what reads it: one row a format, one module behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.plugins import Plugin

OTHER: Final = ".other"  # of originals that no format of ours takes
HEAD_BYTES: Final = 1024  # by which content is told apart; XML names its root within them


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of watch files.

    ``signature`` stands at byte ``at`` of every such file; anywhere in the first ``HEAD_BYTES``
    where ``at`` is None. Content decides; a file of the name's ending ``suffix`` that is of no
    format is refused by name, others are passed over.

    ``read`` names "module:function": bytes to ``ingest.session.activity.WatchFile``, raising
    ``UnreadableFileError`` and nothing else. It is bound by name (``ingest.imports.binding``).
    """

    name: str  # for people
    suffix: str
    signature: bytes
    at: int | None
    read: str
    plugin: Plugin | None = None  # whose reader it is, where it is not ours

    def recognises(self, head: bytes) -> bool:
        """Say whether content that begins with these bytes is of this format."""
        if self.at is None:
            return self.signature in head[:HEAD_BYTES]
        return head.startswith(self.signature, self.at)


FORMATS: Final = (
    Format(name="FIT", suffix=".fit", signature=b".FIT", at=8, read="ingest.fit:read_fit"),
    Format(
        name="TCX",
        suffix=".tcx",
        signature=b"<TrainingCenterDatabase",
        at=None,
        read="ingest.tracks:read_tcx",
    ),
    Format(name="GPX", suffix=".gpx", signature=b"<gpx", at=None, read="ingest.tracks:read_gpx"),
)


def known_format(data: bytes, plugged: Sequence[Format] = ()) -> Format | None:
    """Return the format of a watch file's bytes, ours before those ``plugged`` in, or None."""
    return next((one for one in (*FORMATS, *plugged) if one.recognises(data)), None)


def format_of(data: bytes, plugged: Sequence[Format] = ()) -> Format:
    """Return the format of a watch file's bytes; our first one where they are of none."""
    return known_format(data, plugged) or FORMATS[0]


def is_watch_file(head: bytes, name: str, plugged: Sequence[Format] = ()) -> bool:
    """Say whether content is a watch file by its beginning, or claims to be ours by its name."""
    if known_format(head, plugged) is not None:
        return True
    return any(name.lower().endswith(one.suffix) for one in FORMATS)
