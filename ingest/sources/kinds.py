"""What bytes are that hold no run themselves, told by their beginning and never by a name."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from ingest.sources.formats import FORMATS

Kind: TypeAlias = Literal["gzip", "zip", "other"]

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORDS: Final = (
    (b"<", "text with tags, such as HTML"),
    (b"{", "JSON text"),
    (b"[", "JSON text"),
    (b"%PDF", "a PDF"),
    (b"\xff\xd8", "a picture"),
    (b"\x89PNG", "a picture"),
)


def kind_of(head: bytes) -> Kind:
    """Return whether content that begins with these bytes is an archive, and which."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    return "zip" if head.startswith(_ZIP) else "other"


def words_for(head: bytes) -> str:
    """Return for a person what content that is not for us looks like."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        return "it is empty"
    looks = next((words for begins, words in _WORDS if text.startswith(begins)), None)
    ours = f"not a {' or '.join(one.name for one in FORMATS)} file"
    return f"{ours}: it looks like {looks}" if looks else ours


def clean_name(name: str) -> str:
    """Return a file's name fit for a report: no control characters, no broken Unicode."""
    whole = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in whole)
