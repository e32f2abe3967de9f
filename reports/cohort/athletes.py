"""Who is in a cohort: the folders of ROOT, and what ``athletes.csv`` says of each."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.near import did_you_mean
from reports.cohort.errors import TABLE_NAME, AthleteError, CohortError
from reports.said.days import day_said
from reports.said.model import SaidError
from reports.said.names import CATEGORY_NAMES, SEX_NAMES, name_said
from reports.said.times import number_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from reports.cohort.roots import Root

# Column -> the option of `init` that it is like.
OPTIONS: Final[dict[str, str]] = {
    "birth_date": "birth_date",
    "category": "category",
    "sex": "sex",
    "zone": "timezone",
    "ceiling": "ceiling",
    "hr_max": "hr_max",
    "hr_rest": "hr_rest",
}
SPELLINGS: Final[dict[str, str]] = {"timezone": "zone", "ceiling_bpm": "ceiling"}
UNREAD: Final = frozenset({"name", "note"})  # the coach's own; they go no further
COLUMNS: Final = ("folder", "alias", *OPTIONS)
LONGEST_ALIAS: Final = 80
HINT: Final = f"Its columns are: {', '.join(COLUMNS)}; `name` and `note` are not read."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One athlete: the folder, the name that leaves the task, what the table says as text."""

    folder: str
    alias: str
    given: tuple[tuple[str, str], ...] = ()


def athletes_of(root: Root) -> tuple[Listed, ...]:
    """Return everyone of a cohort, sorted by alias: who has a folder, and whom the table names.

    Raises
    ------
    CohortError
        ROOT cannot be read or holds nobody, the table is not understood, or two have one alias.
    """
    folders = root.folders()
    data = root.table()
    rows = {} if data is None else _rows(data)
    found = [rows.get(folder) or Listed(folder=folder, alias=folder) for folder in folders]
    found += [row for folder, row in rows.items() if folder not in set(folders)]
    if not found:
        raise CohortError(
            f"{root.name} holds no folders.", hint="It is to hold one folder an athlete."
        )
    _refuse_odd(one.alias for one in found)
    _refuse_twins(one.alias for one in found)
    return tuple(sorted(found, key=lambda one: one.alias))


def _refuse_odd(aliases: Iterable[str]) -> None:
    """Raise where an alias would be a name that no file can have."""
    for number, alias in enumerate(aliases, start=1):
        if not alias or not alias.isprintable() or len(alias) > LONGEST_ALIAS:
            raise CohortError(
                f"The alias of athlete {number} is empty, longer than {LONGEST_ALIAS} letters, or "
                "holds one that cannot be shown.",
                hint=f"Give the athlete another one in {TABLE_NAME}, or the folder another name.",
            )


def _refuse_twins(aliases: Iterable[str]) -> None:
    """Raise where two aliases are one on a disk that knows no capitals."""
    counted = Counter(alias.casefold() for alias in aliases)
    twins = sorted(alias for alias, times in counted.items() if times > 1)
    if twins:
        raise CohortError(
            f"More than one athlete is called {twins[0]!r}.",
            hint=f"Give each an alias of its own in {TABLE_NAME}.",
        )


def reader_of(data: bytes, table: str = TABLE_NAME) -> csv.DictReader[str]:
    """Return what reads a table of a coach; a comma or a semicolon parts the cells.

    Raises
    ------
    CohortError
        It is not UTF-8 text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CohortError(f"{table} is not UTF-8 text.", hint="Save it as UTF-8.") from error
    head = text.partition("\n")[0]
    return csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", restval=""
    )


def spelt(name: str) -> str:
    """Return a column's name as it is compared: "birth_date" of "Birth date"."""
    return "_".join((name or "").strip().lower().replace("-", " ").split())


def _rows(data: bytes) -> dict[str, Listed]:
    """Return the table's rows by folder."""
    reader = reader_of(data)
    columns = [_column(name) for name in reader.fieldnames or ()]
    if not {"folder", "alias"} & set(columns):
        raise CohortError(f"{TABLE_NAME} has neither a column folder nor alias.", hint=HINT)
    rows: dict[str, Listed] = {}
    for number, cells in enumerate(reader, start=2):
        values = [(cells[name] or "").strip() for name in reader.fieldnames or ()]
        if any(values):
            row = _row(dict(zip(columns, values, strict=True)), number)
            if row.folder in rows:
                raise CohortError(f"{TABLE_NAME} has two rows for one folder.", hint=HINT)
            rows[row.folder] = row
    return rows


def _column(name: str) -> str:
    said = spelt(name)
    column = SPELLINGS.get(said, said)
    if column not in {*COLUMNS, *UNREAD}:
        near = did_you_mean(said, COLUMNS)
        raise CohortError(f"{TABLE_NAME} has an unknown column {name!r}. {near}".strip(), hint=HINT)
    return column


def _row(cells: Mapping[str, str], number: int) -> Listed:
    folder = cells.get("folder") or cells.get("alias", "")
    if folder != Path(folder).name:
        raise CohortError(f"Row {number} of {TABLE_NAME} names no folder of ROOT.", hint=HINT)
    alias = cells.get("alias") or folder
    given = tuple((name, cells[name]) for name in OPTIONS if cells.get(name))
    return Listed(folder=folder, alias=alias, given=given)


def profile_options(given: Mapping[str, str], today: date) -> dict[str, object]:
    """Return what a row says as the options of `init` take it.

    Raises
    ------
    AthleteError
        A cell is not understood; what stands in it is not told.
    """
    read: dict[str, Callable[[str], object]] = {
        "birth_date": lambda text: day_said(text, today),
        "category": lambda text: name_said("category", text, CATEGORY_NAMES),
        "sex": lambda text: name_said("sex", text, SEX_NAMES),
        "zone": str,
    }
    found: dict[str, object] = {}
    for name, text in given.items():
        try:
            found[OPTIONS[name]] = read.get(name, number_said)(text)
        except SaidError as error:
            raise AthleteError(
                f"{TABLE_NAME}: the {name.replace('_', ' ')} is not understood."
            ) from error
    return found
