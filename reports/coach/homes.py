"""Homes judged here, one after the other: no tables, and so no Parquet, is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from ingest.archive.trouble import ArchiveError
from ingest.home.home import Home
from planner.profile.values import ProfileError
from reports.clock import clock
from reports.coach.errors import CoachError
from reports.coach.model import Coached, Squad
from reports.coach.tables import SHOWN, coached
from reports.cohort.errors import DOCTOR, told
from reports.cohort.tables import rows_of
from reports.cohort.triage import empty_row, triage_row
from reports.opening import load_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ingest.errors import AerobaseError

NO_HOME: Final = "This folder is no home of aerobase."
TOLD: Final[dict[type[AerobaseError], str]] = {
    ProfileError: f"Its profile.toml is not understood; {DOCTOR}",
    ArchiveError: f"Its archive cannot be read; {DOCTOR}",
}


class Progress(Protocol):
    """Told of every athlete that is done."""

    def __call__(self, done: int, expected: int) -> None:
        """Take note of it."""


def judge_homes(
    paths: Sequence[Path], today: date | None, *, progress: Progress | None = None
) -> Squad:
    """Return everyone of these homes by the folder's name, as of one day: today, or the clock's.

    Raises
    ------
    CoachError
        Two folders have one name, or none is a home.
    """
    today = clock().date() if today is None else today
    homes = {path.absolute().name: Home(path=path.absolute()) for path in paths}
    if len(homes) < len(paths):
        raise CoachError(
            "Two of the folders have one name.", hint="Each is shown by it: rename one."
        )
    if not any(map(_is_home, homes.values())):
        raise CoachError(
            "None of the folders is a home of aerobase, or holds tables of `aerobase cohort`.",
            hint="Name the folder given to `aerobase cohort -o`, or one home an athlete.",
        )
    athletes = []
    for alias, home in sorted(homes.items()):
        athletes.append(_judged(alias, home, today))
        if progress is not None:
            progress(len(athletes), len(homes))
    return Squad(today=today, athletes=tuple(athletes))


def _is_home(home: Home) -> bool:
    return any(path.is_file() for path in (home.archive, home.profile, home.journal))


def _judged(alias: str, home: Home, today: date) -> Coached:
    """Return an athlete; what goes wrong with one is told, and stops no other."""
    if not _is_home(home):
        return _failed(alias, today, NO_HOME)
    try:
        day = load_day(home, today)
        triage = triage_row(alias, day, files=len(day.athlete.sessions), refused_files=0)
        return coached(alias, triage, {name: tuple(rows_of(name, home, day)) for name in SHOWN})
    except Exception as error:  # noqa: BLE001 - one athlete never stops the others
        return _failed(alias, today, told(error, TOLD))


def _failed(alias: str, today: date, why: str) -> Coached:
    return Coached(alias=alias, triage=empty_row(alias, today, error=why))
