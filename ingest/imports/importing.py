"""Watch files into the archive: found, decoded on all cores, stored by one writer."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ingest.archive import keeping, originals
from ingest.archive.archive import PassedOver
from ingest.errors import AerobaseError
from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.imports.forgetting import finish_forgetting, forgotten, take_back
from ingest.imports.joining import join
from ingest.imports.opening import is_lost, open_archive
from ingest.imports.pipeline import Job, readings
from ingest.imports.rebuilding import rebuild
from ingest.imports.refreshing import derive_again
from ingest.session.facts import DECODER_VERSION
from ingest.sources.formats import format_of
from ingest.sources.model import Tally
from ingest.sources.searching import find

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import date, datetime

    from ingest.archive.archive import Archive
    from ingest.archive.reading import Reading
    from ingest.home.home import AnyHome
    from ingest.imports.renewing import Progress
    from ingest.sources.formats import Format
    from ingest.sources.model import Found, Quota

Outcome: TypeAlias = Literal["imported", "duplicate", "salvaged", "refused", "skipped"]

BATCH_FILES: Final = 32
BATCH_BYTES: Final = 8 << 20
WELLNESS_KINDS: Final = frozenset({"monitoring_a", "monitoring_b", "monitoring_daily"})
NOTHING_YET: Final = {"hrv_status": "holds no HRV of a night yet", "sleep": "holds no sleep yet"}


class NothingFoundError(AerobaseError):
    """No file lay under the paths named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file; ``sha256`` is of the unpacked bytes, None where unknown."""

    source: str
    sha256: str | None
    outcome: Outcome
    reason: str | None = None
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, in the order in which the files were met.

    ``standing`` gives for each file that a plug-in was to read again and did not, the reason, by
    hash: what was read of it before stands.
    """

    files: tuple[FileOutcome, ...]
    elapsed_s: float
    standing: dict[str, str] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """Return how many files ended so."""
        return sum(file.outcome == outcome for file in self.files)

    @property
    def new_sessions(self) -> tuple[str, ...]:
        """Return the ids of the sessions that this import added, oldest file first."""
        found = (f.sessions for f in self.files if f.outcome in {"imported", "salvaged"})
        return tuple(dict.fromkeys(name for names in found for name in names))


def import_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    home: AnyHome,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_wait: Callable[[], object] | None = None,
    take_back_at: datetime | None = None,
    quota: Quota | None = None,
    walked: bool = False,
    stop: Callable[[], bool] | None = None,
    plugged: Sequence[Format] = (),
) -> ImportReport:
    """Read watch files, folders and archives into the archive of ``home``.

    Parameters
    ----------
    paths
        Files, folders, ``.gz`` and ``.zip`` in any depth; content decides what they are.
    home
        The data directory or its path; made when it is not there.
    executor
        Where files are decoded, any :class:`concurrent.futures.Executor`; by default processes
        of this machine, as soon as there are enough files to be worth them.
    progress
        Called after every file.
    on_wait
        Called once when another process is writing and this one has to wait.
    take_back_at
        The present instant, aware, when files that were forgotten are wanted again.
    quota
        Limits against archive bombs.
    walked
        Whether the paths were met while walking a folder, so that what holds no run is skipped.
    stop
        Asked before each file; once it says yes, what is at hand is finished and no more is read.
    plugged
        Formats that plug-ins read, for content that is of none of ours.

    Returns
    -------
    ImportReport
        One outcome a file. The result in the archive depends on the set of files only, never on
        their order.

    Raises
    ------
    NothingFoundError
        There is no file under ``paths``.
    AerobaseError
        The home cannot be used or the disk is full; what was stored before is kept.
    """
    started_s = time.monotonic()
    home = Home.locate(home)
    home.ensure()
    with ExitStack() as stack:
        stack.enter_context(exclusive(home.lock, on_wait=on_wait, stop=stop))
        originals.sweep(home)
        if is_lost(home):
            rebuild(home, executor=executor, locked=True, plugged=plugged)
        archive = stack.enter_context(open_archive(home, write=True))
        finish_forgetting(home, archive)
        standing = _read_again(home, archive, plugged)
        run = _Run(home=home, archive=archive, progress=progress, now=take_back_at, plugged=plugged)
        files = run.of(paths, executor=executor, quota=quota, walked=walked, stop=stop)
    if len(run.missing) == len(files):
        raise _nothing_found(run.missing)
    return ImportReport(files=files, elapsed_s=time.monotonic() - started_s, standing=standing)


def _nothing_found(missing: Iterable[str]) -> NothingFoundError:
    absent = "".join(f"; {source} does not exist" for source in missing)
    return NothingFoundError(
        f"No files were found{absent}.",
        hint="Name a watch file, or a folder or a zip archive with some.",
    )


def _read_again(home: Home, archive: Archive, plugged: Sequence[Format]) -> dict[str, str]:
    """Read again what another version of a plug-in has read; say of which that did not work."""
    again = _to_read_again(archive, plugged)
    return derive_again(home, archive, again, plugged=plugged) if again else {}


def _to_read_again(archive: Archive, plugged: Sequence[Format]) -> list[str]:
    """Return the hashes of files that another version of a plug-in that counts has read."""
    names = {one.plugin.name: one.name for one in plugged if one.plugin is not None}
    if not names:
        return []
    stale = set(archive.stale_files())
    found = {
        sha256: (names.get(read_by.rpartition(" ")[0]), read_by)
        for sha256, read_by in archive.formats().items()
    }
    return [
        sha256
        for sha256, (now, then) in found.items()
        if now is not None and (now != then or sha256 in stale)
    ]


@dataclass(slots=True, kw_only=True)
class _Run:
    """The state of one import: what is known, what waits to be written, what was said."""

    home: Home
    archive: Archive
    progress: Progress | None
    now: datetime | None
    plugged: Sequence[Format] = ()
    tally: Tally = field(default_factory=Tally)
    known: frozenset[str] = frozenset()
    originals: frozenset[str] | None = None  # looked up with the first file that is known
    passed_over: dict[str, PassedOver] = field(default_factory=dict)
    forgotten: dict[str, date] = field(default_factory=dict)
    said: list[FileOutcome | None] = field(default_factory=list)  # by the order of meeting
    first: dict[str, int] = field(default_factory=dict)  # hash -> where in said
    missing: list[str] = field(default_factory=list)  # paths that do not exist
    waiting: list[tuple[Job, Reading]] = field(default_factory=list)
    waiting_bytes: int = 0

    def of(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        executor: Executor | None,
        quota: Quota | None,
        walked: bool,
        stop: Callable[[], bool] | None,
    ) -> tuple[FileOutcome, ...]:
        """Read what lies under the paths, and return what became of each file."""
        self.recall()
        found = find(
            [Path(path) for path in paths],
            scratch=self.home.path,
            quota=quota,
            tally=self.tally,
            leave_out=self.home.path,
            walked=walked,
            plugged=self.plugged,
        )
        if stop is not None:
            found = takewhile(lambda _: not stop(), found)
        for job, reading in readings(self.jobs(found), executor=executor, plugged=self.plugged):
            self.take(job, reading)
            if stop is not None and stop():
                break
        self.flush()
        join(self.home, self.archive)
        return self.outcomes()

    def recall(self) -> None:
        """Look up what earlier imports and the runner said."""
        self.known = frozenset(self.archive.files())
        self.passed_over = self.archive.passed_over()
        self.forgotten = forgotten(self.home)

    def jobs(self, found: Iterable[Found]) -> Iterator[Job]:
        """Yield what must be decoded; everything else has its outcome at once."""
        for one in found:
            self.said.append(self._at_once(one))
            if one.data is not None and self.said[-1] is None:
                assert one.sha256 is not None  # noqa: S101 - bytes come with their hash
                self.first[one.sha256] = len(self.said) - 1
                yield Job(
                    place=len(self.said) - 1,
                    source=one.source,
                    sha256=one.sha256,
                    data=one.data,
                    damage=one.damage,
                )
            else:
                self._tick()

    def take(self, job: Job, reading: Reading) -> None:
        """Put a reading aside for the next write."""
        self.waiting.append((job, reading))
        self.waiting_bytes += reading.size_bytes
        if len(self.waiting) >= BATCH_FILES or self.waiting_bytes >= BATCH_BYTES:
            self.flush()
        self._tick()

    def flush(self) -> None:
        """Write what waits: originals first, then one transaction for what was read from them."""
        if not self.waiting:
            return
        worth_keeping = [(job, found) for job, found in self.waiting if _is_kept(found)]
        back = [job.sha256 for job, _ in worth_keeping if job.sha256 in self.forgotten]
        if back and self.now is not None:
            take_back(self.home, back, now=self.now)
        keeping.keep_all(
            self.home, [(job.sha256, job.data) for job, _ in worth_keeping], self.plugged
        )
        with self.archive.transaction():
            for job, reading in self.waiting:
                self.said[job.place] = self._store(job, reading)
        self.waiting.clear()
        self.waiting_bytes = 0

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """Return every file's outcome, once it is known which recordings count."""
        return tuple(
            self._settled(said)
            for said in self.said
            if said is not None and self._first_said(said) is not None
        )

    def _at_once(self, found: Found) -> FileOutcome | None:
        """Return the outcome of a file that needs no decoding, else None."""
        made = partial(FileOutcome, source=found.source, sha256=found.sha256)
        if found.sha256 in self.known:  # first: the plug-in that read it may not count any more
            self._restore(found)
            return made(outcome="duplicate", reason="already in the archive")
        if found.outcome is not None:
            if found.outcome == "missing":
                self.missing.append(found.source)
                return made(outcome="refused", reason=found.reason)
            return made(outcome=found.outcome, reason=found.reason)
        assert found.sha256 is not None  # noqa: S101 - bytes come with their hash
        if found.sha256 in self.first:
            return made(outcome="duplicate", reason=None)  # settled at the end
        passed = self._left_out(found)
        if passed is None:
            return None
        return made(
            outcome=passed.outcome, reason=_why(passed.outcome, passed.reason, found.damage)
        )

    def _left_out(self, found: Found) -> PassedOver | None:
        """Return why a file is not to be looked at again, if it is not.

        What a plug-in may read is always looked at: its versions are not ours.
        """
        sha256 = found.sha256 or ""
        if sha256 in self.forgotten and self.now is None:
            reason = f"forgotten on {self.forgotten[sha256]}; `import --again` takes it back"
            return PassedOver(outcome="skipped", reason=reason, decoder_version=DECODER_VERSION)
        passed = self.passed_over.get(sha256)
        if found.data is not None and format_of(found.data, self.plugged).plugin is not None:
            return None
        return passed if passed and passed.decoder_version == DECODER_VERSION else None

    def _restore(self, found: Found) -> None:
        """Put an original back that was lost from the home."""
        if self.originals is None:
            self.originals = frozenset(originals.kept(self.home))
        if found.sha256 not in self.originals and found.sha256 and found.data is not None:
            originals.keep(self.home, found.sha256, found.data, self.plugged)

    def _store(self, job: Job, reading: Reading) -> FileOutcome:
        made = partial(FileOutcome, source=job.source, sha256=job.sha256)
        if _is_kept(reading):
            self.archive.put(reading)
            outcome: Outcome = "salvaged" if reading.salvaged else "imported"
            reason = " ".join(reading.notes) or None
            return made(outcome=outcome, reason=_why(outcome, reason, job.damage))
        passed = _passed_over(reading)
        self.archive.put_passed_over(job.sha256, passed)
        return made(outcome=passed.outcome, reason=_why(passed.outcome, passed.reason, job.damage))

    def _first_said(self, said: FileOutcome) -> FileOutcome | None:
        """Return what was said of the first file with these bytes; None where it was not read."""
        return said if said.sha256 not in self.first else self.said[self.first[said.sha256]]

    def _settled(self, said: FileOutcome) -> FileOutcome:
        first = self._first_said(said)
        if first is said or first is None:
            return self._named(said)
        if first.outcome in {"skipped", "refused"}:
            return replace(first, source=said.source)
        again = replace(said, reason=f"the same file as {first.source}")
        return replace(again, sessions=self._named(first).sessions)

    def _named(self, said: FileOutcome) -> FileOutcome:
        """Name a file's sessions; when each has a richer twin, the file is a duplicate."""
        if said.sha256 is None or said.outcome in {"skipped", "refused"}:
            return said
        own = self.archive.session_ids(said.sha256)
        kept = self.archive.kept()
        sessions = tuple(dict.fromkeys(kept[name] for name in own))
        if not own or set(own) & set(sessions) or said.outcome == "duplicate":
            return replace(said, sessions=sessions)
        reason = f"the same activity as {', '.join(sessions)}, which holds more"
        return replace(said, outcome="duplicate", reason=reason, sessions=sessions)

    def _tick(self) -> None:
        if self.progress is not None:
            self.progress(len(self.said), max(self.tally.expected, len(self.said)))


def _why(outcome: Outcome, reason: str | None, damage: str | None) -> str | None:
    """Return the reason to tell: a damaged archive explains what is wrong with a file out of it."""
    return reason if damage is None or outcome == "skipped" else damage


def _is_kept(reading: Reading) -> bool:
    return reading.unreadable is None and (
        reading.holds_something or reading.kind in WELLNESS_KINDS
    )


def _passed_over(reading: Reading) -> PassedOver:
    if reading.unreadable is not None:
        return PassedOver(
            outcome="refused", reason=reading.unreadable, decoder_version=DECODER_VERSION
        )
    reason = NOTHING_YET.get(
        reading.kind, f"holds no session (a file of type {reading.kind.replace('_', ' ')})"
    )
    return PassedOver(outcome="skipped", reason=reason, decoder_version=DECODER_VERSION)
