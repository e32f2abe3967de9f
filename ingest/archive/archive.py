"""The archive as the rest of the program sees it: facts in, facts out, no SQL beyond here."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from ingest.archive import rows, wellness_rows
from ingest.archive.carrying import carry_over
from ingest.archive.columns import NAMES, moment
from ingest.archive.connection import read_only
from ingest.archive.counting import counted, wanted_joins
from ingest.archive.history import history_of
from ingest.archive.packing import unpack
from ingest.archive.trouble import ArchiveError, explained
from ingest.session.facts import DECODER_VERSION, FACTS_VERSION
from ingest.session.stream import SessionStream
from ingest.session.trace import Trace

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Container, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Literal

    from ingest.archive.history import StoredHistory
    from ingest.archive.reading import Leg, Reading
    from ingest.home.home import Home
    from ingest.session.facts import SessionFacts
    from ingest.wellness import FileWellness

SHORTEST_PREFIX: Final = 4
TRACES: Final = (
    "SELECT session_id, arrays FROM trace WHERE session_id NOT IN (SELECT id FROM joined)"
    " UNION ALL SELECT id, trace FROM joined WHERE trace <> x''"
)
OWN_STREAM: Final = "SELECT arrays FROM stream WHERE session_id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file that gave nothing, as it was judged by the decoder of ``decoder_version``."""

    outcome: Literal["skipped", "refused"]
    reason: str
    decoder_version: int


@dataclass(slots=True, kw_only=True)
class Archive:
    """An open archive; ``ingest.imports.opening.open_archive`` makes one; close it by ``with``."""

    home: Home
    connection: sqlite3.Connection
    _kept: dict[str, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    # What readers ask for

    def sessions(self, *, only: Collection[str] | None = None) -> StoredHistory:
        """Return every session that counts, oldest first; with ``only``, those of these ids.

        Other recordings of the same activity are left out; a note on the session names them.
        """
        select = f"SELECT {', '.join(NAMES)} FROM"
        with explained(self.home.archive), self._one_view():
            run = self.connection.execute
            if only is None:
                own = run(f"{select} session").fetchall()
                kept = self._kept = counted(self.connection, own)
            else:
                kept = self.kept()
                one = f"{select} session WHERE id = ?"
                wanted = (name for name, counts in kept.items() if counts in only)
                own = [run(one, (name,)).fetchone() for name in wanted]
            joined = {row[0]: row for row in run(f"{select} joined")}
            donors = frozenset(self.joins().values())
        return history_of(own, kept=kept, joined=joined, donors=donors)

    def latest_start(self, session_ids: Iterable[str]) -> datetime | None:
        """Return when the last of these sessions began; None where there is none of them."""
        query = "SELECT start_utc FROM session WHERE id = ?"
        with explained(self.home.archive):
            found = [self.connection.execute(query, (name,)).fetchone() for name in session_ids]
        return max((moment(row[0]) for row in found if row), default=None)

    def stream(self, session_id: str, *, only: Collection[str] | None = None) -> SessionStream:
        """Return the samples of one session, by id or alias.

        With ``only``, names of its columns with ``t_s`` among them, no other column is read: the
        others are all missing. The first four, time and heart rate, take a fifth of the time.

        Raises
        ------
        ArchiveError
            There is no such session.
        """
        with explained(self.home.archive):
            name = (self.resolve(session_id),)
            found = (
                self.connection.execute("SELECT arrays FROM joined WHERE id = ?", name).fetchone()
                or self.connection.execute(OWN_STREAM, name).fetchone()
            )
        if found is None:
            raise ArchiveError(
                f"The samples of session {session_id} are missing.",
                hint="`aerobase rebuild` makes them again from the original watch file.",
            )
        return SessionStream.from_arrays(unpack(found[0], only))

    def traces(self) -> dict[str, Trace]:
        """Return by id the trace of every session that has one; damaged ones are left out."""
        found: dict[str, Trace] = {}
        with explained(self.home.archive):
            rows = self.connection.execute(TRACES).fetchall()
        for name, block in rows:
            with suppress(ValueError, KeyError):
                found[name] = Trace.from_arrays(unpack(block))
        return found

    def wellness(self) -> tuple[tuple[str, FileWellness], ...]:
        """Return what each file states of wellness, with the file's hash, in order of hashes."""
        with explained(self.home.archive):
            return wellness_rows.read(self.connection)

    def resolve(self, text: str) -> str:
        """Return the id of the session that counts for an id, an alias or a unique beginning.

        Of a file with several legs the beginning may name one: "ce81c255-2".

        Raises
        ------
        ArchiveError
            No session, or more than one, begins like this.
        """
        kept = self.kept()
        if text in kept:
            return kept[text]
        head, dash, leg = text.partition("-")
        found = {
            kept[name]
            for name in kept
            if len(head) >= SHORTEST_PREFIX
            and name.startswith(head)
            and (not dash or name.endswith(f"-{leg}"))
        }
        if len(found) == 1:
            return found.pop()
        many = f"{len(found)} sessions begin" if found else "No session begins"
        raise ArchiveError(
            f"{many} with {text!r}.", hint="`aerobase sessions` lists the sessions and their ids."
        )

    def aliases(self, session_id: str) -> tuple[str, ...]:
        """Return the ids of the other recordings of a session that counts."""
        return tuple(sorted(k for k, v in self.kept().items() if v == session_id and k != v))

    def kept(self) -> dict[str, str]:
        """Return for every session's id the id of the one that counts (archive.duplicates)."""
        if self._kept is None:
            with explained(self.home.archive):
                self._kept = counted(self.connection)
        return self._kept

    def joins(self) -> dict[str, str]:
        """Return the sessions that are shown with heart rate of another, each with the other."""
        return dict(self.connection.execute("SELECT id, donor FROM joined"))

    def wanted_joins(self) -> dict[str, str]:
        """Return the sessions whose heart rate another recording knows better, each with it."""
        with explained(self.home.archive):
            return wanted_joins(self.connection, self.kept())

    def recorded(self, session_id: str) -> tuple[SessionFacts, SessionStream]:
        """Return one recording as its own file tells it, whether it counts or not."""
        query = f"SELECT {', '.join(NAMES)} FROM session WHERE id = ?"  # noqa: S608 - names of ours
        with explained(self.home.archive):
            row = self.connection.execute(query, (session_id,)).fetchone()
            arrays = self.connection.execute(OWN_STREAM, (session_id,)).fetchone()
        return rows.from_row(row), SessionStream.from_arrays(unpack(arrays[0]))

    @contextmanager
    def _one_view(self) -> Iterator[None]:
        """Let all that is read in the block be of one moment, whatever another process writes."""
        if self.connection.in_transaction:
            yield
            return
        self._kept = None  # it may be of an earlier moment
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    # What an import asks for

    def session_ids(self, sha256: str) -> tuple[str, ...]:
        """Return the ids of one file's sessions, in the order of its legs."""
        query = "SELECT id FROM session WHERE sha256 = ? ORDER BY leg"
        return tuple(row[0] for row in self.connection.execute(query, (sha256,)))

    def hashes_of(self, session_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the hashes of all files that hold a recording of these sessions.

        Raises
        ------
        ArchiveError
            There is no such session.
        """
        wanted = {self.resolve(name) for name in session_ids}
        kept = self.kept()
        with explained(self.home.archive):
            found = self.connection.execute("SELECT id, sha256 FROM session").fetchall()
        return tuple(sorted({sha256 for name, sha256 in found if kept[name] in wanted}))

    def files(self) -> dict[str, int]:
        """Return every file's hash with the version of its facts."""
        with explained(self.home.archive):
            return dict(self.connection.execute("SELECT sha256, facts_version FROM file"))

    def formats(self) -> dict[str, str]:
        """Return every file's hash with the format it was read as; of a plug-in, what read it."""
        with explained(self.home.archive):
            return dict(self.connection.execute("SELECT sha256, format FROM file"))

    def stale_files(self) -> tuple[str, ...]:
        """Return the hashes of files whose facts an older program derived."""
        query = """
            SELECT sha256 FROM file
            WHERE facts_version < ? OR coalesce(decoder_version, 0) < ? ORDER BY sha256
        """
        versions = (FACTS_VERSION, DECODER_VERSION)
        with explained(self.home.archive):
            return tuple(row[0] for row in self.connection.execute(query, versions))

    def passed_over(self) -> dict[str, PassedOver]:
        """Return every file that gave nothing, by hash."""
        query = "SELECT sha256, outcome, reason, decoder_version FROM passed_over"
        with explained(self.home.archive):
            return {
                sha256: PassedOver(outcome=outcome, reason=reason, decoder_version=version)
                for sha256, outcome, reason, version in self.connection.execute(query)
            }

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything in the block or nothing of it."""
        self._kept = None
        with explained(self.home.archive):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def fold_log(self) -> None:
        """Write all into the one file, so that nothing dropped is left in a log beside it."""
        with explained(self.home.archive):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def put(self, reading: Reading) -> None:
        """Store what a file gave in place of whatever was known of it; inside a transaction."""
        run, many = self.connection.execute, self.connection.executemany
        self.drop(reading.sha256)
        run(
            "INSERT INTO file (sha256, kind, format, size_bytes, salvaged, facts_version,"
            " decoder_version) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                reading.sha256,
                reading.kind,
                reading.format,
                reading.size_bytes,
                int(reading.salvaged),
                FACTS_VERSION,
                DECODER_VERSION,
            ),
        )
        marks = ", ".join("?" * len(NAMES))
        many(
            f"INSERT INTO session ({', '.join(NAMES)}) VALUES ({marks})",  # noqa: S608
            [leg.row for leg in reading.legs],
        )
        many(
            "INSERT INTO stream (session_id, arrays) VALUES (?, ?)",
            [(leg.id, leg.stream) for leg in reading.legs],
        )
        many(
            "INSERT INTO trace (session_id, arrays) VALUES (?, ?)",
            [(leg.id, leg.trace) for leg in reading.legs if leg.trace],
        )
        wellness_rows.write(self.connection, reading.sha256, reading.wellness)

    def put_joined(self, donor_id: str, leg: Leg) -> None:
        """Store what a session is with another's heart rate in it; inside a transaction."""
        marks = ", ".join("?" * (len(NAMES) + 3))
        names = ", ".join((*NAMES, "donor", "arrays", "trace"))
        self.connection.execute(
            f"INSERT OR REPLACE INTO joined ({names}) VALUES ({marks})",  # noqa: S608
            (*leg.row, donor_id, leg.stream, leg.trace),
        )

    def drop_joined(self, session_id: str) -> None:
        """Show a session as its own file tells it; inside a transaction."""
        self.connection.execute("DELETE FROM joined WHERE id = ?", (session_id,))

    def carry_over(
        self, old: Path, *, but: Container[str] = (), only: Container[str] | None = None
    ) -> bool:
        """Take over what the archive file ``old`` knows of files that this one does not know.

        ``old`` may be of any form (``archive.carrying``); hashes in ``but`` are left behind, with
        ``only`` all others too. Returns whether it knows of any in ``but``.
        """
        with explained(old):
            connection = read_only(old)
            try:
                with self.transaction():
                    return carry_over(connection, self.connection, but=but, only=only)
            finally:
                connection.close()

    def accept(self, sha256: str) -> None:
        """Take what is there of a file as today's: the program of today cannot read it again."""
        with self.transaction():
            self.connection.execute(
                "UPDATE file SET facts_version = ?, decoder_version = ? WHERE sha256 = ?",
                (FACTS_VERSION, DECODER_VERSION, sha256),
            )

    def put_passed_over(self, sha256: str, passed: PassedOver) -> None:
        """Remember that a file gave nothing; inside a transaction."""
        self.connection.execute(
            "INSERT OR REPLACE INTO passed_over (sha256, outcome, reason, decoder_version)"
            " VALUES (?, ?, ?, ?)",
            (sha256, passed.outcome, passed.reason, passed.decoder_version),
        )

    def drop(self, sha256: str) -> None:
        """Remove everything known of a file; inside a transaction."""
        self.connection.execute("DELETE FROM file WHERE sha256 = ?", (sha256,))
        self.connection.execute("DELETE FROM passed_over WHERE sha256 = ?", (sha256,))
