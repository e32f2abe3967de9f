"""What was made of sessions, kept for the next look: never worth waiting for, and never needed.

The file is nobody's truth. It is replaced as a whole, so it needs no lock, and of two who write it
the later stands; where it is missing, damaged or cannot be written, all is made anew. What the key
of an entry stands for, and what is kept under it, is the business of who asks.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.home.home import Home


def read(home: Home) -> dict[str, Any]:
    """Return what is kept, by session id; nothing where the file is missing or not as written."""
    with suppress(OSError, ValueError, RecursionError):
        head, _, body = home.judged.read_bytes().partition(b"\n")
        if int(head, 16) == zlib.crc32(body):
            found = json.loads(body)
            return found if isinstance(found, dict) else {}
    return {}


def write(home: Home, judged: Mapping[str, Any]) -> None:
    """Keep values of JSON by session id in place of all that was kept; or not, if that fails."""
    body = json.dumps(judged, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        write_atomic(home.judged, b"%08x\n" % zlib.crc32(body) + body, mode=PRIVATE_FILE_MODE)


def remove(home: Home) -> None:
    """Keep nothing any more, as where a session is forgotten."""
    with suppress(OSError):
        home.judged.unlink(missing_ok=True)
