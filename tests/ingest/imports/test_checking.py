"""What is looked for in a home, each trouble found where it is and nowhere else."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import START, whole_run

from ingest.archive import originals
from ingest.home import journal
from ingest.home.home import Home
from ingest.imports.checking import check_home, forgotten_gone, journal_whole, originals_whole
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two_runs(tmp_path: Path) -> Home:
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(2):
        (folder / f"{day}.fit").write_bytes(whole_run(60, start=START + 86_400 * day))
    home = Home(path=tmp_path / "home")
    import_paths([folder], home=home)
    return home


def test_originals_as_they_came_are_no_finding(two_runs: Home) -> None:
    assert len(originals.kept(two_runs)) == 2
    assert list(originals_whole(two_runs)) == []


def test_one_changed_byte_of_an_original_is_found_and_its_file_named(two_runs: Home) -> None:
    path = originals.original_path(two_runs, sorted(originals.kept(two_runs))[1])
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(bytes(data))

    (finding,) = originals_whole(two_runs)

    assert finding.code == "original_damaged"
    assert str(path) in finding.mend


def test_an_original_that_is_there_though_forgotten_is_named_and_no_other(two_runs: Home) -> None:
    assert list(forgotten_gone(two_runs)) == []
    gone, _ = sorted(originals.kept(two_runs))
    now = datetime(2026, 5, 20, 9, tzinfo=UTC)
    journal.append(two_runs, kind="forget", day=now.date(), data={"sha256": [gone]}, now=now)

    (finding,) = forgotten_gone(two_runs)

    assert (finding.code, finding.text, finding.mend) == (
        "forgotten_left",
        f"The original {gone}.fit is still there, though it was forgotten.",
        "nothing to do: the next import or rebuild removes it",
    )


def line(kind: str, /, **data: object) -> bytes:
    """Return a whole line of the journal of 20 May 2026."""
    event = {"id": "1a", "kind": kind, "at_utc": "2026-05-20T09:00:00Z", "day": "2026-05-20"}
    return json.dumps(event | {"data": data}).encode() + b"\n"


SOUND = line("log", kind="pain", score=2, place="achilles", side="left")
UNKNOWN = "It is kept as it is, and changes nothing."
NEWER = "nothing to do if a newer aerobase wrote it: that one reads it; else delete it"
STOPS = "Other commands stop at it."
DELETE = "mend or delete that line in a text editor; the other lines are untouched"
ENTRY = "The diary entry 1a of 2026-05-20 in line 2 of the journal"
SPOILT = {
    "a kind of a newer version": (
        line("dream"),
        "journal_unknown",
        f"Line 2 of the journal is of a kind unknown here: 'dream'. {UNKNOWN}",
        NEWER,
    ),
    "a diary entry of a newer version": (
        line("log", kind="mood", score=99),
        "journal_unknown",
        f"Line 2 of the journal is of a kind unknown here: 'mood' in the diary. {UNKNOWN}",
        NEWER,
    ),
    "a score nobody can have": (
        line("log", kind="pain", score=11),
        "diary",
        f"{ENTRY} cannot stand: The score 11 is not between 0 and 10. {STOPS}",
        DELETE,
    ),
    "a place that no version knew": (
        line("log", kind="pain", score=2, place="ear"),
        "diary",
        "Line 2 of the journal, of 2026-05-20: 'ear' is not a place this diary knows.",
        f"nothing to do if it is meant so; else {DELETE}",
    ),
    "half a line between whole ones": (
        SOUND[:30] + b"\n" + SOUND,
        "journal",
        f"Line 2 of the journal is damaged: it is no JSON. {STOPS}",
        DELETE,
    ),
    "half a line at the end": (
        SOUND[:30],
        "journal_torn",
        "The journal's last line is torn: it was being written when the program ended.",
        "nothing to do: the next entry takes its place; say again what you said last",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_trouble_of_the_journal_is_told_once_with_its_line_and_what_to_do(
    home: Path, name: str
) -> None:
    added, code, text, mend = SPOILT[name]
    home.mkdir()
    (home / "journal.jsonl").write_bytes(SOUND + added)

    (finding,) = journal_whole(Home(path=home))

    assert (finding.code, finding.text, finding.mend) == (code, text, mend)


@pytest.mark.parametrize(
    "text", [b"", SOUND, SOUND + line("unlog", entry="1a") + line("clear", flag="pain")]
)
def test_a_journal_without_trouble_is_none(home: Path, text: bytes) -> None:
    home.mkdir()
    (home / "journal.jsonl").write_bytes(text)
    assert list(journal_whole(Home(path=home))) == []
    assert list(journal_whole(Home(path=home / "missing"))) == []


def test_all_that_is_wrong_in_a_home_is_told_and_what_to_do(two_runs: Home) -> None:
    assert check_home(two_runs) == ()
    lost, left = sorted(originals.kept(two_runs))
    with open_archive(two_runs) as archive:
        (session_id,) = archive.session_ids(lost)
    originals.remove(two_runs, lost)
    (two_runs.originals / ".half").touch(mode=0o600)
    (two_runs.path / "archive.sqlite.new-1").touch(mode=0o600)
    originals.keep(two_runs, "0" * 64, whole_run(30))
    (two_runs.path / "journal.jsonl").write_bytes(SOUND)
    modes = []
    if sys.platform != "win32":
        os.chmod(two_runs.path / "journal.jsonl", 0o640)  # noqa: PTH101
        os.chmod(two_runs.originals, 0o701)  # noqa: PTH101
        modes = [
            (path, given, f"chmod {meant} '{path}'")
            for path, given, meant in (
                (two_runs.path / "journal.jsonl", "0640", "600"),
                (two_runs.originals, "0701", "700"),
            )
        ]

    found = {finding.text: (finding.code, finding.mend) for finding in check_home(two_runs)}

    gone = "nothing to do: the next import or rebuild removes it"
    damaged = two_runs.originals / f"{'0' * 64}.fit"
    again = "import the watch file again, or restore it from a backup"
    assert left not in str(found)
    assert found == {
        f"{path} can be read by others (mode {mode}).": ("mode", mend) for path, mode, mend in modes
    } | {
        ".half was being written when the program ended.": ("leftover", gone),
        "archive.sqlite.new-1 was being written when the program ended.": ("leftover", gone),
        f"The original {damaged.name} is damaged: its bytes changed on disk.": (
            "original_damaged",
            f"delete {damaged}, then {again}",
        ),
        f"The original {lost}.fit ({session_id}) is missing.": ("original_missing", again),
        "1 originals are not in the archive: an import was cut off.": (
            "original_unknown",
            "import again, or run `aerobase rebuild`",
        ),
    }


def test_a_journal_that_cannot_be_read_is_told_once(two_runs: Home) -> None:
    two_runs.journal.mkdir()

    (finding,) = (one for one in check_home(two_runs) if one.code != "mode")

    assert finding.code == "journal"
    assert finding.mend == "Check the file's permissions."
