"""XML read as a stream: every element is handed over at its end and dropped.

No document type is accepted, so that no entity can grow; bytes, depth and text are bounded.
Names come without namespace or prefix, for makers choose both freely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from ingest.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_BYTES: Final = 512 << 20
MOST_DEPTH: Final = 64
MOST_TEXT: Final = 4096  # characters of one element; longer ones are cut
_BLANKS: Final = b" \t\r\n"
_MARK: Final = b"\xef\xbb\xbf"
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, which expat reads as it is


class _RefusedError(Exception):
    """The document is of a kind that is never read."""


def walk(
    data: bytes,
    *,
    begin: Callable[[tuple[str, ...], Mapping[str, str]], None],
    end: Callable[[tuple[str, ...], str], None],
) -> bool:
    """Hand over every element: ``begin(path, attributes)``, then ``end(path, text)``.

    A path holds the names from the root to the element itself. Returns whether the document was
    whole; of a broken one what stands before the fault is handed over.

    Raises
    ------
    UnreadableFileError
        It has a document type, is nested too deeply or is too long.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFileError("The file is too long for a recording.", hint=None)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    path: list[str] = []
    texts: list[list[str]] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        if len(path) >= MOST_DEPTH:
            raise _RefusedError("Its elements are nested too deeply for a recording.")
        path.append(_local(name))
        texts.append([])
        begin(tuple(path), {_local(key): value for key, value in attributes.items()})

    def told(text: str) -> None:
        if texts and sum(map(len, texts[-1])) < MOST_TEXT:
            texts[-1].append(text)

    def ended(_name: str) -> None:
        end(tuple(path), "".join(texts.pop()).strip()[:MOST_TEXT])
        path.pop()

    def doctype(*_: object) -> None:
        raise _RefusedError("It declares a document type, which no recording needs.")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = told
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(_trimmed(data), True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError:
        return False
    except _RefusedError as error:
        raise UnreadableFileError(str(error), hint="Export the recording again.") from None
    return True


def _trimmed(data: bytes) -> bytes:
    """Return the bytes without what some exports write before the declaration: mark and blanks."""
    if data.startswith(_WIDE_MARKS):
        return data
    return data.removeprefix(_MARK).lstrip(_BLANKS)


def _local(name: str) -> str:
    """Return a name without namespace and without a prefix that no declaration explains."""
    return name.rpartition(" ")[2].rpartition(":")[2]
