"""OUT: one file a table and athlete, what each was made from, and the triage of all.

An athlete's mark is taken away before the tables are replaced and written after them, so that it
never vouches for tables of something else, wherever a run is broken off.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_DIR_MODE, PRIVATE_FILE_MODE, HomeError
from ingest.home.lock import BusyError, exclusive
from reports.cohort.errors import CohortError
from reports.cohort.layouts import TABLES, TRIAGE
from reports.cohort.parquet import parquet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reports.cohort.task import AthleteResult

LOCK: Final = "cohort.lock"
MARKS: Final = "made"
HINT: Final = "Name another folder with -o, or free some space; what was made before is kept."


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The folder that a cohort's tables are kept in; only the caller of a run writes it."""

    path: Path

    @property
    def triage(self) -> Path:
        """The one table of all athletes."""
        return self.path / "triage.parquet"

    def table(self, name: str, alias: str) -> Path:
        """Return the file of an athlete's table."""
        return self.path / name / f"{file_name(alias)}.parquet"

    def mark(self, alias: str) -> Path:
        """Return the file that says what an athlete's tables were made from."""
        return self.path / MARKS / f"{file_name(alias)}.json"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the folders, and keep other runs out while the block runs.

        Raises
        ------
        CohortError
            It cannot be written, or another run is at it.
        """
        try:
            for folder in (self.path, *(self.path / name for name in (*TABLES, MARKS))):
                folder.mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
            with exclusive(self.path / LOCK, patience_s=0):
                yield
        except BusyError as error:
            raise CohortError(
                f"Another run is writing to {self.path}.", hint="Wait for it to end."
            ) from error
        except (OSError, HomeError) as error:
            said = getattr(error, "strerror", None) or error
            raise CohortError(f"{self.path} cannot be written: {said}.", hint=HINT) from error

    def marks(self) -> dict[str, dict[str, Any]]:
        """Return by alias what stands: its key, and its row of triage."""
        found = {}
        for path in sorted((self.path / MARKS).glob("*.json")):
            try:
                mark = json.loads(path.read_bytes())
                found[str(mark["triage"]["athlete"])] = mark
            except (ValueError, LookupError, TypeError):
                path.unlink()  # of a power cut, say: its athlete is made anew
        return found

    def take(self, result: AthleteResult) -> None:
        """Put an athlete's tables in place of those of before."""
        mark = self.mark(result.alias)
        mark.unlink(missing_ok=True)
        for name, data in result.tables.items():
            write_atomic(self.table(name, result.alias), data, mode=PRIVATE_FILE_MODE)
        text = json.dumps({"key": result.key, "triage": dict(result.triage)}, ensure_ascii=False)
        write_atomic(mark, f"{text}\n".encode(), mode=PRIVATE_FILE_MODE)

    def remove(self, alias: str) -> None:
        """Take everything of an athlete away."""
        self.mark(alias).unlink(missing_ok=True)
        for name in TABLES:
            self.table(name, alias).unlink(missing_ok=True)

    def write_triage(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Write the table of all athletes."""
        write_atomic(self.triage, parquet(rows, TRIAGE), mode=PRIVATE_FILE_MODE)


def file_name(alias: str) -> str:
    """Return an alias as a file may be called on any system; no two have one name.

    Readers of folders pass over names that begin with a dot or an underscore.
    """
    last = len(alias) - 1
    return "".join(
        letter
        if letter.isalnum() or letter == "-" or (letter in "._" and 0 < place < last)
        else quote(letter, safe="")
        if letter not in "._"
        else f"%{ord(letter):02X}"
        for place, letter in enumerate(alias)
    )
