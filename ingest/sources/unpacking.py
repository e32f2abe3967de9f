"""Streams to files: gzip and zip opened in place, within a budget, to any useful depth."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final, cast

from ingest.sources.formats import is_watch_file
from ingest.sources.kinds import clean_name, kind_of, words_for
from ingest.sources.model import MIB, Found, Quota, Tally
from ingest.sources.streams import DamagedError, Gunzip, Peeked, damaged
from ingest.sources.zips import WHAT, Listed, Walked, directory_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.sources.formats import Format
    from ingest.sources.streams import Reader
    from ingest.sources.zips import Member

TOO_MANY: Final = "it holds too many files"
WITHOUT_LIST: Final = str(damaged(WHAT, "its list of files is missing or wrong"))


class ExhaustedError(Exception):
    """An archive unfolds to more than its budget."""


@dataclass(slots=True, kw_only=True)
class Budget:
    """What one named file may still unfold to."""

    members: int
    expanded_bytes: int

    @classmethod
    def of(cls, quota: Quota, size_bytes: int) -> Budget:
        """Return the budget of a named file of this size."""
        expanded_bytes = quota.expanded_bytes + quota.expansion * size_bytes
        return cls(members=quota.members, expanded_bytes=expanded_bytes)

    def spend(self, *, members: int = 0, expanded_bytes: int = 0) -> None:
        """Take something off; raises :class:`ExhaustedError` when there is not enough."""
        self.members -= members
        self.expanded_bytes -= expanded_bytes
        if self.members < 0:
            raise ExhaustedError(TOO_MANY)
        if self.expanded_bytes < 0:
            raise ExhaustedError("it unfolds to far more than its size: an archive bomb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacker:
    """Opens one named file. ``scratch`` is where a large nested archive may lie meanwhile."""

    quota: Quota
    budget: Budget
    tally: Tally
    scratch: Path
    named: bool  # by the user, so that other content is refused and not just skipped
    plugged: Sequence[Format] = ()  # what readers of plug-ins take

    def files(
        self,
        stream: Reader,
        source: str,
        name: str,
        *,
        depth: int = 0,
        whole: IO[bytes] | None = None,
    ) -> Iterator[Found]:
        """Yield what lies in a stream; ``name`` is the innermost name without ``.gz``.

        ``whole`` is the same content as a file that can be read anywhere, if it is one.

        Raises
        ------
        ExhaustedError
            The budget is spent; what was found before stays found.
        """
        peeked = Peeked(stream)
        if not peeked.head and peeked.trouble is not None:
            yield Found(source=source, outcome="refused", reason=str(peeked.trouble))
            return
        kind = kind_of(peeked.head)
        if kind in {"gzip", "zip"} and depth >= self.quota.nesting:
            reason = f"more than {self.quota.nesting} archives inside each other"
            yield Found(source=source, outcome="refused", reason=reason)
        elif kind == "gzip":
            bare = name[:-3] if name.lower().endswith(".gz") else name
            yield from self.files(Gunzip(peeked), source, bare, depth=depth + 1)
        elif kind == "zip":
            yield from self._zip(peeked, whole, source, depth)
        elif is_watch_file(peeked.head, name, self.plugged):
            yield self._watch_file(peeked, source)
        else:
            yield self._other(peeked, peeked.head, source)

    def _watch_file(self, stream: Reader, source: str) -> Found:
        data, damage = self._read(stream, self.quota.file_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        if len(data) > self.quota.file_bytes:
            limit = self.quota.file_bytes // MIB
            return Found(
                source=source, outcome="refused", reason=f"larger than {limit} MiB: no watch file"
            )
        return Found(source=source, sha256=sha256, data=data, damage=damage)

    def _other(self, stream: Reader, head: bytes, source: str) -> Found:
        data_hash = hashlib.sha256()
        size = 0
        while size <= self.quota.other_bytes:
            data, _ = self._read(stream, MIB - 1)
            data_hash.update(data)
            size += len(data)
            if len(data) < MIB:
                break
        return Found(
            source=source,
            sha256=data_hash.hexdigest() if size <= self.quota.other_bytes else None,
            outcome="refused" if self.named else "skipped",
            reason=words_for(head),
        )

    def _zip(
        self, stream: Reader, whole: IO[bytes] | None, source: str, depth: int
    ) -> Iterator[Found]:
        with tempfile.SpooledTemporaryFile(
            max_size=self.quota.spool_bytes, dir=str(self.scratch)
        ) as spool:
            if whole is None:
                whole = cast("IO[bytes]", spool)
                self._spool(stream, whole)
            if directory_bytes(whole) > self.quota.directory_bytes:
                raise ExhaustedError(TOO_MANY)
            inside = replace(self, named=False)
            try:
                archive = Listed(whole)
            except DamagedError:
                yield from inside.walk(whole, source, depth)
                return
            members = [member for member in archive.members() if member.wanted]
            self.budget.spend(members=len(members))
            self.tally.expected += len(members) - 1
            for member in members:
                yield from inside.member(archive, member, source, depth + 1)

    def walk(self, whole: IO[bytes], source: str, depth: int) -> Iterator[Found]:
        """Yield what lies in a zip archive whose list of members is missing or wrong."""
        archive = Walked(whole, self._spend_bytes)
        for member in archive.members():
            self.budget.spend(members=1)
            if member.wanted:
                self.tally.expected += 1
                yield from self.member(archive, member, source, depth + 1)
        if archive.whole:
            self.tally.expected -= 1
        else:
            yield Found(source=source, outcome="refused", reason=WITHOUT_LIST)

    def member(
        self, archive: Listed | Walked, member: Member, source: str, depth: int
    ) -> Iterator[Found]:
        """Yield what lies in one member of a zip archive; its name opens no path."""
        where = f"{source}!{clean_name(member.name)}"
        if member.locked:
            yield Found(source=where, outcome="refused", reason="locked with a password")
            return
        try:
            content = archive.open(member)
        except DamagedError as error:
            yield Found(source=where, outcome="refused", reason=str(error))
            return
        yield from self.files(content, where, member.name, depth=depth)

    def _spool(self, stream: Reader, spool: IO[bytes]) -> None:
        while True:
            data, _ = self._read(stream, MIB - 1)
            spool.write(data)
            if len(data) < MIB:
                spool.seek(0)
                return

    def _read(self, stream: Reader, limit: int) -> tuple[bytes, str | None]:
        """Return up to ``limit + 1`` bytes, and what is wrong with the archive they come from.

        What a damaged archive still gives is kept: the decoder says what is missing.
        """
        parts: list[bytes] = []
        wanted = limit + 1
        while wanted > 0:
            try:
                part = stream.read(min(wanted, MIB))
            except DamagedError as error:
                return b"".join(parts), str(error)
            if not part:
                break
            self._spend_bytes(len(part))
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts), None

    def _spend_bytes(self, count: int) -> None:
        self.budget.spend(expanded_bytes=count)
