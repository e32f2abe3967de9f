"""Readers of plug-ins: their rows say who read them, and stand where nobody reads them any more."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import aerobase as command
from support.fit_bytes import whole_run
from support.made_plugins import name_in, offer, said, withdraw

import aerobase
from ingest.archive.version import SCHEMA
from ingest.home.home import Home
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.imports.processes import own_processes
from ingest.session import facts as versions
from reports.plugins import load_readers

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts

BEATS = """
from datetime import datetime, timezone

def read_beats(data):
    try:
        _, start, *beats = data.decode("ascii").split()
        began = datetime.fromisoformat(start).replace(tzinfo=timezone.utc)
        heard = np.array(beats, float)
    except ValueError as error:
        raise UnreadableFileError("It is no list of beats.", hint="Export it again.") from error
    return WatchFile(kind="activity", activities=(Activity(
        start_utc=began, utc_offset_s=None, sport="running", sub_sport=None, name=None,
        device="beats", hr_source="chest",
        stream=Stream.of(np.arange(len(heard)), hr_bpm=heard + LIFT),
        pauses_s=np.empty((0, 2)),
    ),))

LIFT = 0
beats = Reader(signature=b"BEATS ", at=0, read=read_beats)
"""
RUN = b"BEATS 2026-05-04T06:00:00" + b" 131" * 601


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    """A folder with a run of the plug-in's format, and one of ours."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "run.txt").write_bytes(RUN)
    (folder / "own.fit").write_bytes(whole_run(90))
    return folder


def name_readers(home: Path, *names: str) -> None:
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "profile.toml").touch(0o600)
    name_in(home, readers=list(names))


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    return {Path(one["source"]).name: one["outcome"] for one in report["files"]}


def facts_of(home: Path, fmt: str) -> SessionFacts:
    """Return the session of the one file that was read so."""
    with open_archive(home) as archive:
        (sha256,) = (one for one, read_by in archive.formats().items() if read_by == fmt)
        (found,) = (one for one in archive.sessions() if one.sha256 == sha256)
    return found


@pytest.fixture
def read(home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home into which both were imported, the plug-in's by ``beats`` 1.0."""
    offer(site, monkeypatch, BEATS, readers="beats")
    name_readers(home, "beats")
    assert outcomes(said("import", watch)) == {"run.txt": "imported", "own.fit": "imported"}
    return home


def test_only_a_named_reader_is_asked(
    home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, BEATS, readers="beats")
    assert outcomes(said("import", watch)) == {"run.txt": "skipped", "own.fit": "imported"}
    assert outcomes(said("import", watch / "run.txt", code=3)) == {"run.txt": "refused"}
    name_readers(home, "beats")
    assert outcomes(said("import", watch)) == {"run.txt": "imported", "own.fit": "duplicate"}


def test_a_row_says_who_read_it(read: Path) -> None:
    found = facts_of(read, "beats 1.0")
    assert (found.duration_s, found.hr_mean_bpm, found.device) == (600.0, 131.0, "beats")
    (note,) = (one for one in found.quality if one.code == "plugin_reader")
    assert note.text == "Read by the plug-in beats 1.0 (made-plugin), not by aerobase."
    (row,) = (one for one in said("sessions") if one["device"] == "beats")
    assert "plugin_reader" in row["quality"]
    (kept,) = (read / "originals").glob("*.other")
    assert kept.read_bytes() == RUN


def test_ours_goes_first(
    home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = BEATS.replace('signature=b"BEATS ", at=0', 'signature=b".FIT", at=8')
    offer(site, monkeypatch, greedy, readers="beats")
    name_readers(home, "beats")
    said("import", watch)
    with open_archive(home) as archive:
        assert list(archive.formats().values()) == ["FIT"]


def test_a_rebuild_reads_them_again(read: Path) -> None:
    before = said("sessions")
    assert said("rebuild")["carried"] == []
    assert said("sessions") == before
    assert facts_of(read, "beats 1.0")


def test_rows_stand_without_the_plug_in(
    read: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("sessions")
    (kept,) = (read / "originals").glob("*.other")
    name_readers(read)
    for gone in (False, True):  # no longer named, then not even installed
        if gone:
            withdraw(site / "made_plugin-1.0.dist-info")
        rebuilt = said("rebuild")
        assert rebuilt["carried"] == [{"sha256": kept.stem, "read_by": "beats 1.0"}]
        assert (rebuilt["troubles"], rebuilt["sessions"]) == ([], 2)
        assert said("sessions") == before
    answer = command("rebuild")
    assert (
        answer.code,
        "1 file stands as the plug-in beats 1.0 read it: none reads it now." in answer.err,
    ) == (
        0,
        True,
    )
    for paths in ([watch], [watch / "run.txt", watch / "own.fit"]):  # walked, then named
        report = said("import", *paths)
        assert outcomes(report) == {"run.txt": "duplicate", "own.fit": "duplicate"}
        (one,) = (one for one in report["files"] if one["source"].endswith("run.txt"))
        assert (one["reason"], len(one["sessions"])) == ("already in the archive", 1)
    found = said("doctor")
    assert found["sound"]
    (note,) = found["notes"]
    assert note.startswith("1 file was read by the plug-in beats 1.0, which does not count here:")
    # Back again, it reads them anew.
    offer(site, monkeypatch, BEATS, readers="beats")
    name_readers(read, "beats")
    assert said("rebuild")["carried"] == []
    assert said("sessions") == before


@pytest.mark.parametrize("version", ["FACTS_VERSION", "DECODER_VERSION"])
def test_an_upgrade_of_aerobase_leaves_them_until_the_plug_in_counts(
    read: Path, watch: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    before = said("sessions")
    now = getattr(versions, version) + 1
    for module in ("ingest.archive.archive", "ingest.imports.importing", "ingest.session.facts"):
        monkeypatch.setattr(f"{module}.{version}", now, raising=False)
    name_readers(read)
    assert said("sessions") == before

    def marks() -> dict[str, int]:
        column = version.lower()
        with sqlite3.connect(read / "archive.sqlite") as connection:
            return dict(connection.execute(f"SELECT format, {column} FROM file"))  # noqa: S608

    assert marks() == {"FIT": now, "beats 1.0": now - 1}
    name_readers(read, "beats")
    said("import", watch)
    assert marks() == {"FIT": now, "beats 1.0": now}
    assert said("sessions") == before


def test_another_version_reads_them_again_at_the_next_import(
    read: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, BEATS.replace("LIFT = 0", "LIFT = 3"), readers="beats", version="2.0")
    assert facts_of(read, "beats 1.0").hr_mean_bpm == 131.0
    said("import", watch)
    found = facts_of(read, "beats 2.0")
    assert (found.hr_mean_bpm, found.quality[-1].text) == (
        134.0,
        "Read by the plug-in beats 2.0 (made-plugin), not by aerobase.",
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return WatchFile(kind='activity', activities=())", "the plug-in beats 2.0 finds nothing"),
        ("1 / 0", "the plug-in beats 2.0 (made-plugin) failed on it: ZeroDivisionError"),
        ("return read_beats(b'BEATS none')", "It is no list of beats."),
    ],
)
def test_another_version_takes_no_session_away(
    read: Path, site: Path, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    before, watch = said("sessions"), site.with_name("watch")
    bad = f"def bad(data):\n    {body}\n\nbeats = Reader(signature=b'BEATS ', at=0, read=bad)\n"
    offer(site, monkeypatch, BEATS + bad, readers="beats", version="2.0")
    for _ in range(2):  # tried again at every import
        answer = command("import", watch, "--json")
        (line,) = answer.err.splitlines()
        assert line.startswith(f"1 file was not read again and stands as before: {told}")
        assert outcomes(json.loads(answer.out)) == {"run.txt": "duplicate", "own.fit": "duplicate"}
        assert said("sessions") == before
    (note,) = (one for one in said("doctor")["notes"] if "was read by" in one)
    assert note.startswith("1 file was read by the plug-in beats 1.0, and beats 2.0 counts here:")
    (carried,) = said("rebuild")["carried"]
    assert carried["read_by"] == "beats 1.0"
    assert said("sessions") == before
    # One that reads them again takes their place.
    offer(site, monkeypatch, BEATS, readers="beats", version="2.1")
    assert command("import", watch).err == ""
    assert facts_of(read, "beats 2.1").duration_s == 600.0
    assert not any("was read by" in one for one in said("doctor")["notes"])


def test_a_reader_that_fails_after_an_upgrade_is_tried_again_at_every_import(
    read: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("sessions")
    later = versions.DECODER_VERSION + 1
    for module in ("ingest.archive.archive", "ingest.imports.importing", "ingest.session.facts"):
        monkeypatch.setattr(f"{module}.DECODER_VERSION", later, raising=False)
    bad = "def bad(data):\n    1 / 0\n\nbeats = Reader(signature=b'BEATS ', at=0, read=bad)\n"
    offer(site, monkeypatch, BEATS + bad, readers="beats")  # of the same version
    for _ in range(2):
        assert "was not read again and stands as before" in command("import", watch).err
        assert said("sessions") == before
    offer(site, monkeypatch, BEATS, readers="beats")
    for _ in range(2):
        assert command("import", watch).err == ""
    with closing(sqlite3.connect(read / "archive.sqlite")) as connection:
        found = dict(connection.execute("SELECT format, decoder_version FROM file"))
    assert found == {"FIT": later, "beats 1.0": later}


def test_a_notebook_reads_what_the_command_reads(
    home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, BEATS, readers="beats")
    name_readers(home, "beats")
    report = aerobase.import_paths([watch], home=str(home))
    assert {one.outcome for one in report.files} == {"imported"}
    assert facts_of(home, "beats 1.0").duration_s == 600.0


def test_a_cohort_reads_none_of_them_and_says_so(read: Path) -> None:
    root = read.with_name("athletes")
    root.mkdir()
    read.rename(root / "anna")
    out = read.with_name("tables")
    told = said("cohort", root, "-o", out, "--today", "2026-05-20", code=3)
    (row,) = told["athletes"]
    assert (row["files"], row["refused_files"]) == (2, 1)


def test_what_is_forgotten_is_gone(read: Path) -> None:
    found = facts_of(read, "beats 1.0")
    assert command("forget", found.id, "--yes").code == 0
    assert list((read / "originals").glob("*.other")) == []
    assert [one["device"] for one in said("sessions")] != ["beats"]
    assert said("rebuild")["sessions"] == 1


WRONG = {
    "raises": ("1 / 0", "failed on it: ZeroDivisionError: division by zero"),
    "exits": ("raise SystemExit", "failed on it: SystemExit"),
    "text": ("return 'a run'", "failed on it: it gave str in place of a WatchFile"),
    "no_leg": (
        "return WatchFile(kind='activity', activities=(3,))",
        "failed on it: it gave int in place of an Activity",
    ),
    "own_words": ("return read_beats(b'BEATS none')", "It is no list of beats."),
    "local": ("return leg(start_utc=datetime(2026, 5, 4))", "start_utc has no time zone"),
    "sport": ("return leg(sport='')", "its sport is no word"),
    "source": ("return leg(hr_source='arm')", "hr_source is 'arm', none of wrist"),
    "pauses": ("return leg(pauses_s=np.zeros(3))", "failed on it: ValueError"),
    "back": ("return leg(stream=Stream.of([1, 0]))", "t_s does not rise from sample to sample"),
    "hole": ("return leg(stream=Stream.of([0, float('nan')]))", "t_s does not rise"),
    "early": ("return leg(stream=Stream.of([-5, 0]))", "t_s does not count seconds"),
    "endless": ("return leg(stream=Stream.of([0, 1e9]))", "t_s does not count seconds"),
    "short": ("return leg(stream=Stream.of([0, 1], hr_bpm=[130]))", "hr_bpm is not of the length"),
    "inf": (
        "return leg(stream=Stream.of([0, 1], hr_bpm=[130, float('inf')]))",
        "hr_bpm holds an infinite value",
    ),
    "column": ("return leg(stream=Stream.of([0, 1], beats=[130, 131]))", "TypeError"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_it_cannot_read_is_refused_with_its_reason(
    home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    body, told = WRONG[kind]
    code = f"""{BEATS}
def leg(**changes):
    from dataclasses import replace
    good = read_beats(b"BEATS 2026-05-04T06:00:00 131 131")
    return WatchFile(kind="activity", activities=(replace(good.activities[0], **changes),))

def bad(data):
    {body}

beats = Reader(signature=b"BEATS ", at=0, read=bad)
"""
    offer(site, monkeypatch, code, readers="beats")
    name_readers(home, "beats")
    report = said("import", watch, code=3)
    assert outcomes(report) == {"own.fit": "imported", "run.txt": "refused"}
    (reason,) = (one["reason"] for one in report["files"] if one["outcome"] == "refused")
    assert told in reason
    # Repaired, it is looked at again.
    offer(site, monkeypatch, BEATS, readers="beats", version="1.1")
    assert outcomes(said("import", watch)) == {"own.fit": "duplicate", "run.txt": "imported"}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError"),
        ("beats = read_all = 3", "it leads to int, which is no aerobase.Reader"),
        ("beats = Reader(signature=b'', at=0, read=len)", "its signature is not 4 to 1024 bytes"),
        ("beats = Reader(signature='BEATS', at=0, read=len)", "its signature is not"),
        ("beats = Reader(signature=b'BEATS', at=-1, read=len)", "its `at` is neither None"),
        ("beats = Reader(signature=b'BEATS', at=0, read=3)", "its `read` cannot be called"),
    ],
)
def test_a_reader_that_cannot_be_loaded_is_a_note_and_the_import_goes_on(
    home: Path, watch: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    offer(watch.with_name("site"), monkeypatch, code, readers="beats")
    name_readers(home, "beats")
    answer = command("import", watch, "--json")
    assert answer.code == 0
    assert outcomes(json.loads(answer.out)) == {"own.fit": "imported", "run.txt": "skipped"}
    (line,) = answer.err.splitlines()
    assert line.startswith("The plug-in beats of [plugins] readers could not be asked: ")
    assert told in line
    (found,) = said("doctor", code=3)["findings"]
    assert told in found["text"]


def test_a_profile_that_is_not_understood_stops_no_import(home: Path, watch: Path) -> None:
    home.mkdir()
    (home / "profile.toml").write_text("[plugins]\nreaders = 3\n")
    assert outcomes(said("import", watch))["own.fit"] == "imported"


def test_other_processes_read_them_too(
    home: Path, site: Path, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, BEATS, readers="beats")
    name_readers(home, "beats")
    readers = load_readers(Home.locate(home))
    with own_processes(2) as pool:
        import_paths([watch], home=home, executor=pool, plugged=readers)
    assert facts_of(home, "beats 1.0").duration_s == 600.0


def test_an_archive_of_an_older_form_keeps_them(read: Path) -> None:
    before = said("sessions")
    name_readers(read)

    def form(change: str = "") -> tuple[int]:
        with closing(sqlite3.connect(read / "archive.sqlite")) as connection:
            connection.execute(f"PRAGMA user_version{change}")
            return connection.execute("PRAGMA user_version").fetchone()

    assert form(f" = {SCHEMA - 1}") == (SCHEMA - 1,)
    assert said("sessions") == before
    assert form() == (SCHEMA,)
    assert facts_of(read, "beats 1.0")
