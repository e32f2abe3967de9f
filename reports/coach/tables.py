"""What `aerobase cohort` wrote, read again: one table that is damaged costs its athlete no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ingest.imports.binding import bound
from reports.coach.errors import CoachError
from reports.coach.model import Coached, Squad, day_of
from reports.cohort.layouts import TABLES, TRIAGE
from reports.cohort.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reports.coach.model import Row

Reader: TypeAlias = "Callable[[bytes, Any], list[Row]]"

AGAIN: Final = "Make the tables anew: aerobase cohort ROOT -o OUT"
SHOWN: Final = ("flags", "plans", "diary", "weeks")


def is_tables(path: Path) -> bool:
    """Return whether a folder is one that `aerobase cohort` writes."""
    return Store(path=path).triage.is_file()


def read_tables(path: Path) -> Squad:
    """Return everyone of a folder of tables.

    Raises
    ------
    CoachError
        pyarrow is not installed, or the one table of all athletes cannot be read.
    """
    read = _reader()
    store = Store(path=path)
    try:
        rows = read(store.triage.read_bytes(), TRIAGE)
    except (OSError, ValueError) as error:
        raise CoachError(f"{store.triage} cannot be read.", hint=AGAIN) from error
    days = [day for row in rows if (day := day_of(row["today"])) is not None]
    return Squad(
        today=max(days, default=None),
        athletes=tuple(_athlete(store, row, read) for row in rows),
    )


def _reader() -> Reader:
    try:
        read: Reader = bound("reports.files.parquet:rows_in")
    except ImportError as error:
        raise CoachError(
            "Reading the tables needs the package pyarrow, which is not installed.",
            hint="Install aerobase[parquet], or name the athletes' homes instead.",
        ) from error
    return read


def _athlete(store: Store, row: Row, read: Reader) -> Coached:
    alias = str(row["athlete"])
    found: dict[str, tuple[Row, ...]] = {}
    unread = []
    for name in SHOWN:
        try:
            found[name] = tuple(read(store.table(name, alias).read_bytes(), TABLES[name]))
        except (OSError, ValueError):
            unread.append(name)
    return coached(alias, row, found, unread=tuple(unread))


def coached(
    alias: str, triage: Row, tables: dict[str, tuple[Row, ...]], *, unread: tuple[str, ...] = ()
) -> Coached:
    """Return an athlete of the rows of tables; of the plans this week's alone is shown."""
    days = tables.get("plans", ())
    this = max((row["week_start"] for row in days), default=None)
    return Coached(
        alias=alias,
        triage=triage,
        flags=tables.get("flags", ()),
        days=tuple(row for row in days if row["week_start"] == this),
        pains=tables.get("diary", ()),
        weeks=tables.get("weeks", ()),
        unread=unread,
    )
