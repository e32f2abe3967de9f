"""The columns of a session, worked out from the fields of ``SessionFacts``.

A stored fact is declared once, there: its annotation gives the column's type, whether it may be
None, how it is written and how it is read. A fact that is added later needs a default, which a
row takes that does not have it yet.
"""

from __future__ import annotations

import json
import math
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, Union, cast, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

from ingest.session.facts import SessionFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One fact in SQL; ``read`` is None where the value stands in the row as it is."""

    name: str
    fact: str
    sql: str
    has_default: bool
    write: Callable[[Any], Any]
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """One fact that is an array, or a ``record`` of arrays with these ``names``."""

    fact: str
    names: tuple[str, ...]
    record: Callable[..., Any] | None = None


def instant(at_utc: datetime) -> str:
    """Return an aware instant as text whose order is the order of time."""
    return at_utc.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Return the instant that :func:`instant` wrote."""
    return datetime.fromisoformat(text)


def number(kind: type[int | float], value: Any) -> int | float | None:
    """Return a plain number; NaN is unknown and numpy's own types are not SQLite's."""
    if value is None or not math.isfinite(value):
        return None
    return kind(value)


def column_of(fact: Field[Any]) -> Column:
    """Return the column of one fact that is not an array."""
    kind, nullable = _kind(fact)
    make = partial(Column, fact=fact.name, has_default=_has_default(fact))
    null = "" if nullable else " NOT NULL"
    if get_origin(kind) is tuple:
        (record, _) = get_args(kind)
        return make(
            name=f"{fact.name}_json",
            sql=f"TEXT{null}",
            write=partial(_write_records, _names(record)),
            read=partial(_read_records, record, _names(record)),
        )
    if kind is datetime:
        return make(name=fact.name, sql=f"TEXT{null}", write=instant, read=moment)
    if kind in (int, float):
        sql = "INTEGER" if kind is int else "REAL"
        return make(name=fact.name, sql=f"{sql}{null}", write=partial(number, kind))
    if get_origin(kind) is Literal:
        words = ", ".join(f"'{word}'" for word in get_args(kind))
        null += f" CHECK ({fact.name} IN ({words}))"
    elif kind is not str:
        raise TypeError(f"{fact.name}: no column is known for {kind}")
    return make(name=fact.name, sql=f"TEXT{null}", write=_as_it_is)


def _kind(fact: Field[Any]) -> tuple[Any, bool]:
    """Return a fact's type without None, and whether its column may be None."""
    many = get_origin(fact.type) in (Union, UnionType)
    kinds = get_args(fact.type) if many else (fact.type,)
    (kind,) = (kind for kind in kinds if kind is not NoneType)
    return kind, len(kinds) > 1 or _has_default(fact)


def _has_default(fact: Field[Any]) -> bool:
    return fact.default is not MISSING or fact.default_factory is not MISSING


def _arrays_of(fact: Field[Any]) -> Arrays | None:
    kind: Any = fact.type
    if is_dataclass(kind):
        return Arrays(fact=fact.name, names=_names(kind), record=cast("Any", kind))
    # An alias of its own from numpy 2.5 on, before that another name of ndarray.
    is_array = get_origin(kind) in (np.ndarray, NDArray)
    return Arrays(fact=fact.name, names=(fact.name,)) if is_array else None


def _as_it_is(value: Any) -> Any:
    return value


def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def _write_records(names: tuple[str, ...], records: tuple[Any, ...]) -> str:
    """Return records as JSON, what they do not know left out."""
    return json.dumps([_known(record, names) for record in records], ensure_ascii=False)


def _read_records(record: Callable[..., Any], names: tuple[str, ...], text: str) -> tuple[Any, ...]:
    """Return the records; what only another version of the program knows of them is passed by."""
    if text == "[]":
        return ()
    known = frozenset(names)
    return tuple(
        record(**values)
        if known.issuperset(values)
        else record(**{name: values[name] for name in names if name in values})
        for values in json.loads(text)
    )


def _known(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str) else float(value) if math.isfinite(value) else None
        for name in names
        if (value := getattr(record, name)) is not None
    }


# All arrays of a session are packed into one block, each under its own name.
VECTORS: Final = "vectors"
ARRAYS: Final = tuple(filter(None, map(_arrays_of, fields(SessionFacts))))
COLUMNS: Final = tuple(column_of(fact) for fact in fields(SessionFacts) if _arrays_of(fact) is None)
NAMES: Final = (*(column.name for column in COLUMNS), VECTORS)
