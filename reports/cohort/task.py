"""One athlete as one task: a pure function that any process, thread or machine can run.

Plug-ins do not count, whatever a profile names: which code runs here is not an athlete's to say,
workers may have other ones, and no free text leaves a task. A file that only a plug-in reads counts
as refused.

A task takes all that it needs and gives all that it made; it writes in its scratch folder only.
What it gives names nobody but by the alias: no path, no position, no serial number, no free text.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from ingest.archive.trouble import ArchiveError
from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE, Home, HomeError
from ingest.imports.importing import NothingFoundError, import_paths
from ingest.sources.formats import OTHER
from ingest.sources.searching import find
from planner.day.judged import judge_day
from planner.names import NAMES
from planner.profile.editing import save_profile
from planner.profile.file import load_profile, profile_text
from planner.profile.values import ProfileError
from reports.cohort.athletes import profile_options
from reports.cohort.discreet import with_known_places, without_own_words
from reports.cohort.errors import DOCTOR, TABLE_NAME, OtherVersionError, told
from reports.cohort.program import program
from reports.cohort.roots import root_of
from reports.cohort.scratch import scratch
from reports.cohort.tables import empty_tables, tables_of
from reports.cohort.triage import empty_row, triage_row
from reports.opening import load_athlete
from reports.profile_changes import text_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from ingest.errors import AerobaseError
    from ingest.imports.importing import ImportReport

Outcome: TypeAlias = Literal["made", "unchanged", "failed"]
TOLD: Final[dict[type[AerobaseError], str]] = {
    NothingFoundError: "No files were found.",
    ProfileError: f"What its profile.toml or {TABLE_NAME} says is not understood; {DOCTOR}",
    ArchiveError: "The watch files cannot be kept while they are read: is the disk full?",
    HomeError: "No scratch folder can be used: is the disk full?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteTask:
    """All that a task needs.

    ``root`` is a place that the worker sees, ``given`` the athlete's row of athletes.csv as text,
    ``program`` the aerobase that asks, ``known_key`` the key of what was made before.
    """

    root: str
    folder: str
    alias: str
    given: tuple[tuple[str, str], ...]
    today: date
    program: str
    known_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteResult:
    """What a task made: each table as Parquet and the row of triage, in values of JSON.

    Both are empty where nothing has changed since ``known_key``; ``key`` is None after a failure,
    so that the next run tries again.
    """

    alias: str
    outcome: Outcome
    key: str | None
    tables: Mapping[str, bytes] = field(default_factory=dict)
    triage: Mapping[str, object] = field(default_factory=dict)


class InThisProcess(Executor):
    """Does each piece of work at once: a task has one process, and the others have theirs."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do some work; it is done when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
            if not isinstance(error, Exception):
                raise
        return future


def run_task(task: AthleteTask) -> AthleteResult:
    """Return one athlete's tables and row; what goes wrong with one is in the row.

    Raises
    ------
    OtherVersionError
        Another aerobase asks: its tables would differ from this one's.
    """
    if task.program != program():
        raise OtherVersionError(
            f"A worker runs aerobase {program()}, and the tables are asked by {task.program}.",
            hint="Install the same aerobase for all workers.",
        )
    try:
        with scratch() as folder:
            return _made(task, folder)
    except Exception as error:  # noqa: BLE001 - one athlete never stops the others
        return failed(task, told(error, TOLD))


def failed(task: AthleteTask, why: str) -> AthleteResult:
    """Return tables without a row, and a row of triage that says why."""
    return AthleteResult(
        alias=task.alias,
        outcome="failed",
        key=None,
        tables=empty_tables(task.alias),
        triage=empty_row(task.alias, task.today, error=why),
    )


def _made(task: AthleteTask, folder: Path) -> AthleteResult:
    given = Home(path=root_of(task.root).fetch(task.folder, folder / "files"))
    watch = given.originals if given.originals.is_dir() else given.path
    home = Home(path=folder / "home")
    home.ensure()
    _take_over(task, given, home)
    key = _key(task, home, watch, folder)
    if key == task.known_key:
        return AthleteResult(alias=task.alias, outcome="unchanged", key=key)
    report = _imported(watch, home)
    profile = load_profile(home, NAMES)
    athlete = with_known_places(load_athlete(home, task.today, profile=profile))
    day = judge_day(athlete)
    day = replace(day, flags=tuple(map(without_own_words, day.flags)))
    return AthleteResult(
        alias=task.alias,
        outcome="made",
        key=key,
        tables=tables_of(task.alias, home, day),
        triage=triage_row(
            task.alias,
            day,
            files=0 if report is None else len(report.files),
            refused_files=0 if report is None else _refused(report),
        ),
    )


def _take_over(task: AthleteTask, given: Home, home: Home) -> None:
    """Put profile and journal into the scratch home, the row of athletes.csv over the profile."""
    text = profile_text(given)
    row = profile_options(dict(task.given), task.today)
    if row:
        text = text_with(text, row)
    if text is not None:
        save_profile(home, text, NAMES)
    if given.journal.is_file():
        write_atomic(home.journal, given.journal.read_bytes(), mode=PRIVATE_FILE_MODE)


def _key(task: AthleteTask, home: Home, watch: Path, folder: Path) -> str:
    """Return a digest of all that the tables are made from: files by content, not by name."""
    met = find([watch], scratch=folder)
    files = sorted((one.sha256 or "", one.outcome or "", one.damage or "") for one in met)
    said = [
        hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
        for path in (home.profile, home.journal)
    ]
    whole = [task.program, task.alias, task.today.isoformat(), said, files]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _refused(report: ImportReport) -> int:
    """Return how many files nothing could be read of, those of a home's plug-ins among them."""
    of_plugins = sum(
        one.outcome == "skipped" and one.source.endswith(OTHER) for one in report.files
    )
    return report.count("refused") + of_plugins


def _imported(watch: Path, home: Home) -> ImportReport | None:
    """Read the files; who keeps a diary and has none yet is an athlete all the same."""
    try:
        return import_paths([watch], home=home, executor=InThisProcess())
    except NothingFoundError:
        if not home.journal.exists():
            raise
        return None
