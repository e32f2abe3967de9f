"""The diary as CSV and back: one entry a row, what only some kinds have in columns of its own."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Final

from ingest.diary.kinds import KINDS, checked
from ingest.diary.model import DiaryEntry, DiaryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.diary.model import Scalar

VALUE_COLUMNS: Final = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.values))
COLUMNS: Final = (
    "id",
    "date",
    "kind",
    "score",
    "place",
    "side",
    "when",
    "text",
    *VALUE_COLUMNS,
)
_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
# A spreadsheet takes a cell that begins so for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(entries: Iterable[DiaryEntry]) -> str:
    """Return the entries as CSV text with a header; empty cells where nothing was said.

    Numbers stand in full, so that a file that is read back is known already. Values
    of a newer version get columns of their own, after those known.
    """
    written = tuple(entries)
    newer = sorted({name for entry in written for name in entry.values} - set(COLUMNS))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, (*COLUMNS, *newer))
    writer.writeheader()
    for entry in written:
        row = {
            "id": entry.id,
            "date": entry.day.isoformat(),
            "kind": entry.kind,
            "score": _cell(entry.score),
            "place": _cell(entry.place),
            "side": _cell(entry.side),
            "when": _cell(entry.when),
            "text": _guarded(entry.text),
        }
        values = {name: _guarded(_cell(value)) for name, value in entry.values.items()}
        writer.writerow(row | values)
    return out.getvalue()


def read_csv(text: str) -> tuple[DiaryEntry, ...]:
    """Return the entries of CSV text as ``write_csv`` makes it, checked; ids are dropped.

    ``date`` and ``kind`` are needed; other columns may be missing, in any order.

    Raises
    ------
    DiaryError
        A column is unknown, or a row cannot stand; the message names the row.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or not {"date", "kind"} <= set(names):
        raise DiaryError(
            f"These are not the columns of a diary: {', '.join(names) or 'none'}.",
            hint=f"Needed: date, kind. Known: {', '.join(COLUMNS)}.",
        )
    reader.fieldnames = names
    return tuple(_entry(dict(row), number) for number, row in enumerate(reader, start=2))


def unknown_to(diary: Sequence[DiaryEntry], found: Iterable[DiaryEntry]) -> list[DiaryEntry]:
    """Return the entries that the diary does not hold yet, so that a file can be read twice."""
    known = {_content(entry) for entry in diary}
    return [entry for entry in found if _content(entry) not in known]


def _content(entry: DiaryEntry) -> tuple[object, ...]:
    values = str(sorted(entry.values.items()))
    parts = (entry.day, entry.kind, entry.side, entry.place, entry.score, entry.when, entry.text)
    return (*parts, values)


def _entry(row: dict[str | None, str | None], number: int) -> DiaryEntry:
    cells = {name: (cell or "").strip() for name, cell in row.items() if name is not None}
    try:
        return checked(
            DiaryEntry(
                id="",
                day=_day(cells["date"]),
                kind=cells["kind"],
                score=_score(cells["score"]) if cells.get("score") else None,
                place=cells.get("place") or None,
                side=cells.get("side") or None,  # type: ignore[arg-type]  # `checked` looks
                when=cells.get("when") or None,
                text=_unguarded(cells.get("text", "")),
                values={
                    name: _value(cells["kind"], name, _unguarded(cells[name]))
                    for name in VALUE_COLUMNS
                    if cells.get(name)
                },
            )
        )
    except DiaryError as error:
        raise DiaryError(f"Row {number}: {error.message}", hint=error.hint) from error


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise DiaryError(f"{cell!r} is no day.", hint="Days are written 2026-05-20.") from error


def _score(cell: str) -> float:
    try:
        return float(cell)
    except ValueError as error:
        raise DiaryError(
            f"The score {cell!r} is no number.", hint="Decimals follow a point: 4.5."
        ) from error


def _value(kind: str, name: str, cell: str) -> Scalar:
    wanted = KINDS[kind].values.get(name) if kind in KINDS else None
    if wanted == "yes/no":
        return _YES_NO.get(cell.lower(), cell)
    return cell


def _cell(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not _is_number(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in FORMULA else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
