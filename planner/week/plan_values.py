"""A plan as JSON values for the journal, and back from whatever version wrote it.

The form is read off the dataclasses of ``planner.week.model``: what is missing is None, empty, or
the field's default; what is not known here is passed over. A new field needs a default, or a type
that allows None or nothing, and every plan ever written can be read with it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from ingest.home.events import is_number
from planner.profile.former_flags import present_id
from planner.week.model import Day, Plan

# Kinds of run, exercises: what was renamed, by its former name. None was so far.
FORMER_WORDS: Final[dict[str, str]] = {}


def to_values(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON values: days as YYYY-MM-DD, the instant in UTC ending in Z."""
    values: dict[str, Any] = _plain(asdict(plan))
    return values


def from_values(values: Mapping[str, Any]) -> Plan:
    """Return the plan that ``to_values`` of any version wrote, by the names of today.

    Raises
    ------
    ValueError
        These are not the values of a plan.
    """
    plan: Plan = _reader(Plan)(values)
    if [day.date.toordinal() - plan.week_start.toordinal() for day in plan.days] != [*range(7)]:
        raise ValueError("a plan has seven days from its Monday on")
    return replace(plan, flags=tuple(present_id(flag) for flag in plan.flags))


def day_values(days: Sequence[Day]) -> list[dict[str, Any]]:
    """Return days with their runs alone, as JSON values."""
    parts = ("date", "run", "more_runs")
    return [{part: _plain(asdict(day))[part] for part in parts} for day in days]


def days_from_values(values: object) -> tuple[Day, ...]:
    """Return the days that ``day_values`` wrote.

    Raises
    ------
    ValueError
        These are not the values of days.
    """
    days: tuple[Day, ...] = _many(_reader(Day), values)
    return days


def present_word(word: str) -> str:
    """Return a kind of run or an exercise by its name of today; of a newer version, as it is."""
    return FORMER_WORDS.get(word, word)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _reader(form: Any) -> Callable[[Any], Any]:
    """Return the function that reads a JSON value in a field's form; it raises a ValueError."""
    if is_dataclass(form):
        return partial(_fields, _parts(form), form)
    origin, parts = get_origin(form), get_args(form)
    if origin in {Union, types.UnionType}:
        inner = _reader(parts[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple and parts[-1] is Ellipsis:
        return partial(_many, _reader(parts[0]))
    if origin is tuple:
        return partial(_some, [_reader(part) for part in parts])
    if origin is Literal:
        return lambda value: present_word(_text(value))
    return _PLAIN_READERS[form]


def _parts(form: Any) -> list[tuple[str, Callable[[Any], Any], Callable[[], Any]]]:
    """Return of each field its name, how it is read, and what it says where it is missing."""
    hints = get_type_hints(form)
    return [
        (field.name, _reader(hints[field.name]), _default(field, hints[field.name]))
        for field in fields(form)
    ]


def _default(field: Any, form: Any) -> Callable[[], Any]:
    if field.default is not MISSING:
        return lambda: field.default
    if type(None) in get_args(form):
        return lambda: None
    if get_origin(form) is tuple:
        return tuple
    return str if form is str else partial(_needed, field.name)


def _needed(name: str) -> Any:
    raise ValueError(f"{name} is missing")


def _fields(parts: Any, form: Any, value: Any) -> Any:
    values = _of(Mapping, value)
    return form(
        **{
            name: missing() if values.get(name) is None else read(values[name])
            for name, read, missing in parts
        }
    )


def _many(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    return tuple(map(read, _of(list, value)))


def _some(readers: list[Callable[[Any], Any]], value: Any) -> tuple[Any, ...]:
    pairs = zip(readers, _of(list, value), strict=True)
    return tuple(read(part) for read, part in pairs)


def _text(value: Any) -> str:
    return str(_of(str, value))


def _number(value: Any) -> float:
    if not is_number(value):
        raise ValueError(f"{value!r} is no number")
    return value  # type: ignore[no-any-return]  # an int stays one


def _instant(value: Any) -> datetime:
    read = datetime.fromisoformat(_text(value))
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


def _of(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind.__name__}")  # noqa: TRY004 - one error for all
    return value


_PLAIN_READERS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    str: _text,
    bool: partial(_of, bool),
    int: lambda value: int(_number(value)),
    float: _number,
    date: lambda value: date.fromisoformat(_text(value)),
    datetime: _instant,
}
