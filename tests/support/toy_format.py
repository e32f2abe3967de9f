"""A format of watch files as a newcomer would add it: a FIT file behind some text with tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.fit import read_fit

if TYPE_CHECKING:
    from ingest.session.activity import WatchFile

HEAD = b'<?xml version="1.0"?>\n<toy>'


def read_toy(data: bytes) -> WatchFile:
    return read_fit(data.removeprefix(HEAD))
