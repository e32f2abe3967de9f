"""What a search finds, and how much it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file met: bytes for the decoder, or the outcome that needs none.

    ``source`` names it for people: the path as given, members of archives after a "!".
    ``sha256`` is of the unpacked bytes; None where they could not or need not all be read.
    ``damage`` says what is wrong with the archive that the bytes come from: some may be missing
    or changed.
    """

    source: str
    sha256: str | None = None
    data: bytes | None = None
    outcome: Literal["skipped", "refused", "missing"] | None = None
    reason: str | None = None
    damage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Limits that no honest collection of watch files reaches, and every archive bomb does."""

    nesting: int = 5  # archives inside archives
    members: int = 150_000  # files met within one named file
    directory_bytes: int = 16 * MIB  # a zip archive's list of members, held in memory
    file_bytes: int = 64 * MIB  # one watch file: 10 days at a record a second have 40 MiB
    other_bytes: int = 64 * MIB  # other content is hashed up to this size only
    expanded_bytes: int = 1024 * MIB  # from one named file, and beyond that ...
    expansion: int = 200  # ... this many times its size
    spool_bytes: int = 32 * MIB  # an archive inside an archive is held in memory up to this


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many files are known to be there so far; archives add theirs when they are opened."""

    expected: int = 0
