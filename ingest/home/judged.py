"""What was made of sessions, kept for the next look: never worth waiting for, and never needed.

The file is nobody's truth. It is replaced as a whole, so it needs no lock, and of two who write it
the later stands; where it is missing, damaged or cannot be written, all is made anew. What the key
of an entry stands for, and what is kept under it, is the business of who asks.

Each entry has a line: those that stay are written again as they are, which takes a tenth of the
time.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ingest.home.home import Home

_BEGIN: Final = b"{\n"
_BETWEEN: Final = b",\n"
_END: Final = b"\n}"


def read(home: Home) -> dict[str, Any]:
    """Return what is kept, by session id; nothing where the file is missing or not as written."""
    body = _body(home)
    with suppress(ValueError, RecursionError):
        found = {} if body is None else json.loads(body)
        return found if isinstance(found, dict) else {}
    return {}


def write(home: Home, judged: Mapping[str, Any]) -> None:
    """Keep values of JSON by session id in place of all that was kept; or not, if that fails."""
    _write(home, [_line(name, value) for name, value in judged.items()])


def change(home: Home, fresh: Mapping[str, Any], *, of: AbstractSet[str]) -> None:
    """Keep ``fresh`` values beside those that are there of sessions ``of``; or not, if that fails.

    What another process has written meanwhile stays, for each value stands for itself.
    """
    stays = of - fresh.keys()
    there = [line for line in _lines(home) if _name_of(line) in stays]
    _write(home, there + [_line(name, value) for name, value in fresh.items()])


def _lines(home: Home) -> list[bytes]:
    """Return the entries as they are written; none where the file is not as we write it."""
    body = _body(home)
    if body is None or not (body.startswith(_BEGIN) and body.endswith(_END)):
        return []
    return body.removeprefix(_BEGIN).removesuffix(_END).split(_BETWEEN)


def _line(name: str, value: Any) -> bytes:
    return b"%b:%b" % (_json(name), _json(value))


def _name_of(line: bytes) -> str:
    """Return the id that a line begins with; JSON writes nothing in one otherwise."""
    return line[1:].partition(b'"')[0].decode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _body(home: Home) -> bytes | None:
    """Return what is in the file behind its check sum; None where that is not its own."""
    with suppress(OSError, ValueError):
        head, _, body = home.judged.read_bytes().partition(b"\n")
        if int(head, 16) == zlib.crc32(body):
            return body
    return None


def _write(home: Home, lines: Sequence[bytes]) -> None:
    body = _BEGIN + _BETWEEN.join(lines) + _END
    with suppress(OSError):
        write_atomic(home.judged, b"%08x\n" % zlib.crc32(body) + body, mode=PRIVATE_FILE_MODE)


def remove(home: Home) -> None:
    """Keep nothing any more, as where a session is forgotten."""
    with suppress(OSError):
        home.judged.unlink(missing_ok=True)
