"""Is the data directory sound? Each check is one function to a list of findings."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from ingest.archive import originals
from ingest.archive.checks import ARCHIVE_CHECKS, REBUILD, RESTORE, Finding
from ingest.archive.trouble import ArchiveError
from ingest.diary.book import entry_of
from ingest.diary.kinds import KINDS, checked
from ingest.diary.model import DiaryError
from ingest.errors import AerobaseError
from ingest.home import journal
from ingest.home.home import PRIVATE_DIR_MODE, PRIVATE_FILE_MODE, Home
from ingest.imports.forgetting import forgotten
from ingest.imports.opening import open_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.archive.archive import Archive
    from ingest.home.events import Event
    from ingest.home.home import AnyHome


def check_home(home: AnyHome) -> tuple[Finding, ...]:
    """Return everything that is wrong in a data directory; nothing is changed.

    Reads every original, so it takes as long as reading them does.
    """
    home = Home.locate(home)
    found = [finding for check_one in HOME_CHECKS for finding in check_one(home)]
    try:
        with open_archive(home) as archive:
            found += [
                finding for check in (*ARCHIVE_CHECKS, files_match) for finding in check(archive)
            ]
    except journal.JournalError:
        pass  # told by its own check
    except AerobaseError as error:
        found.append(
            Finding(code="archive", text=error.message, mend=error.hint or f"run `{REBUILD}`")
        )
    return tuple(found)


def private(home: Home) -> Iterator[Finding]:
    """Nobody else may read a runner's data."""
    if os.name == "nt" or not home.path.exists():
        return
    for path in (home.path, *home.contents(), *sorted(home.originals.glob("*"))):
        mode = stat.S_IMODE(path.lstat().st_mode)
        allowed = PRIVATE_DIR_MODE if path.is_dir() else PRIVATE_FILE_MODE
        if mode & ~allowed:
            yield Finding(
                code="mode",
                text=f"{path} can be read by others (mode {mode:04o}).",
                mend=f"chmod {allowed:o} '{path}'",
            )


def journal_whole(home: Home) -> Iterator[Finding]:
    """Every line of the journal can be read and is known, and the last one has its end."""
    try:
        events, damages = journal.scan(home)
        whole = not home.journal.exists() or home.journal.read_bytes()[-1:] in {b"", b"\n"}
    except journal.JournalError as error:
        yield Finding(code="journal", text=error.message, mend=error.hint or "")
        return
    for one in damages:
        yield Finding(
            code="journal",
            text=f"Line {one.line} of the journal is damaged: {one.what}. "
            "Other commands stop at it.",
            mend=journal.MEND,
        )
    for event in events:
        yield from _judged(event)
    if not whole and not damages:
        yield Finding(
            code="journal_torn",
            text="The journal's last line is torn: it was being written when the program ended.",
            mend="nothing to do: the next entry takes its place; say again what you said last",
        )


def _judged(event: Event) -> Iterator[Finding]:
    """Say where a whole line is of a kind this version does not know, or says what cannot be."""
    said = event.data.get("kind") if event.kind == "log" else None
    if not event.is_known or (said is not None and said not in KINDS):
        kind = f"{said!r} in the diary" if said else f"{event.kind!r}"
        yield Finding(
            code="journal_unknown",
            text=f"Line {event.line} of the journal is of a kind unknown here: {kind}. "
            "It is kept as it is, and changes nothing.",
            mend="nothing to do if a newer aerobase wrote it: that one reads it; else delete it",
        )
        return
    if event.kind != "log":
        return
    try:
        entry = entry_of(event)
    except DiaryError as error:
        text = f"{error.message} Other commands stop at it."
        yield Finding(code="diary", text=text, mend=journal.MEND)
        return
    try:
        checked(entry)
    except DiaryError as error:
        text = f"Line {event.line} of the journal, of {event.day}: {error.message}"
        mend = f"nothing to do if it is meant so; else {journal.MEND}"
        yield Finding(code="diary", text=text, mend=mend)


def leftovers(home: Home) -> Iterator[Finding]:
    """No half-written file lies about."""
    half_written = [*originals.leftovers(home), *home.path.glob(f"{home.archive.name}.new*")]
    for path in half_written:
        yield Finding(
            code="leftover",
            text=f"{path.name} was being written when the program ended.",
            mend="nothing to do: the next import or rebuild removes it",
        )


def originals_whole(home: Home) -> Iterator[Finding]:
    """Every original still has the bytes of its name."""
    for sha256 in originals.kept(home):
        try:
            originals.read(home, sha256)
        except ArchiveError as error:
            path = originals.original_path(home, sha256)
            yield Finding(
                code="original_damaged", text=error.message, mend=f"delete {path}, then {RESTORE}"
            )


def forgotten_gone(home: Home) -> Iterator[Finding]:
    """Nothing is left of what was forgotten."""
    try:
        left = forgotten(home).keys() & set(originals.kept(home))
    except journal.JournalError:
        return  # told by its own check
    for sha256 in sorted(left):
        yield Finding(
            code="forgotten_left",
            text=f"The original {sha256}.fit is still there, though it was forgotten.",
            mend="nothing to do: the next import or rebuild removes it",
        )


def files_match(archive: Archive) -> Iterator[Finding]:
    """Every file of the archive has its original, every original is in the archive."""
    known, there = set(archive.files()), set(originals.kept(archive.home))
    for sha256 in sorted(known - there):
        sessions = ", ".join(archive.session_ids(sha256)) or "no session"
        yield Finding(
            code="original_missing",
            text=f"The original {sha256}.fit ({sessions}) is missing.",
            mend=RESTORE,
        )
    waiting = there - known - forgotten(archive.home).keys()
    if waiting:
        yield Finding(
            code="original_unknown",
            text=f"{len(waiting)} originals are not in the archive: an import was cut off.",
            mend=f"import again, or run `{REBUILD}`",
        )


HOME_CHECKS: Final[tuple[Callable[[Home], Iterator[Finding]], ...]] = (
    private,
    journal_whole,
    leftovers,
    originals_whole,
    forgotten_gone,
)
