"""Who an alias is: a table of the coach's own, read only where it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reports.coach.errors import CoachError
from reports.cohort.athletes import reader_of, spelt
from reports.cohort.errors import CohortError

if TYPE_CHECKING:
    from pathlib import Path

HINT: Final = "It has the columns alias and name; athletes.csv may be given as it is."


def read_names(path: Path) -> dict[str, str]:
    """Return names by alias; who has no alias in the table is called by the folder.

    Raises
    ------
    CoachError
        It cannot be read, or has no such columns.
    """
    try:
        reader = reader_of(path.read_bytes(), path.name)
    except OSError as error:
        raise CoachError(f"{path} cannot be read: {error.strerror or error}.") from error
    except CohortError as error:
        raise CoachError(error.message, hint=error.hint) from error
    columns = {spelt(name) for name in reader.fieldnames or ()}
    if "name" not in columns or not {"alias", "folder"} & columns:
        raise CoachError(f"{path.name} has no column alias, or none name.", hint=HINT)
    names = {}
    for cells in reader:
        row = {spelt(key): value.strip() for key, value in cells.items() if key and value}
        alias = row.get("alias") or row.get("folder")
        if alias and row.get("name"):
            names[alias] = row["name"]
    return names
