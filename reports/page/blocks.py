"""Data of the page, packed small: gzip, written in letters that mean nothing to HTML."""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from pathlib import Path

# The 85 letters of RFC 1924, but "." "," and ":" where it has "<" ">" and "&", which HTML reads.
LETTERS: Final = (
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;.=,?@^_`{|}~"
)
_LEVEL: Final = 4  # the sixth takes two thirds longer for a twenty-fifth less


def block(text: str) -> str:
    """Return a text packed: gzip, then base85. The page's script unpacks it when it is needed."""
    packed = gzip.compress(text.encode(errors="replace"), _LEVEL, mtime=0)
    missing = -len(packed) % 4
    words = np.frombuffer(packed + bytes(missing), ">u4").astype(np.uint32)
    letters = np.frombuffer(LETTERS.encode("ascii"), np.uint8)
    written = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, digit = np.divmod(words, np.uint32(85))
        written[:, place] = letters[digit]
    return written.tobytes().decode("ascii")[: written.size - missing]


@cache
def library() -> str:
    """Return the source of plotly.js, fit to be run as an inline script."""
    return (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


@cache
def script_hash(script: str) -> str:
    """Return the hash by which a content security policy admits an inline script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def library_block(kept: Path | None = None) -> str:
    """Return plotly.js packed; with ``kept`` out of that file, which is written where it is not so.

    Packing it takes as long as a seventh of a page of many years. What the file holds is used
    under the hash of today's source only, and a browser runs it only if it unpacks to that.
    """
    made_of = f"{script_hash(library())} {LETTERS} {_LEVEL} {zlib.ZLIB_RUNTIME_VERSION}"
    if kept is None:
        return block(library())
    with suppress(OSError, ValueError):
        head, _, found = kept.read_text(encoding="ascii").partition("\n")
        if head == f"{made_of} {zlib.crc32(found.encode()):08x}":
            return found
    made = block(library())
    with suppress(OSError):
        head = f"{made_of} {zlib.crc32(made.encode()):08x}"
        write_atomic(kept, f"{head}\n{made}".encode(), mode=PRIVATE_FILE_MODE)
    return made
