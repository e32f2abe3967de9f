"""What the journal holds: one event a line, the kinds there are, and what each says.

This is an interface (docs/journal.md): whatever was ever written is read for ever. A kind or a
field is never taken away and never changes its form; one that gets a new name stands in
``FORMER_KINDS``, and what a newer version wrote is carried as it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

EventKind: TypeAlias = Literal[
    "begin",  # the first import: from then on somebody is told something
    "log",  # a diary entry
    "unlog",  # takes a diary entry back, by id
    "clear",  # a flag cleared with a note
    "plan",  # a plan made, whole
    "move",
    "skip",
    "less",
    "undo",
    "forget",  # files forgotten, by hash
    "unforget",  # and wanted again
]
Form: TypeAlias = Literal["text", "number", "day", "texts", "object"]
FORM_WORDS: Final[Mapping[Form, str]] = {
    "text": "text",
    "number": "a number",
    "day": "a day (YYYY-MM-DD)",
    "texts": "a list of texts",
    "object": "a JSON object",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the ``data`` of a kind holds, by name; ``needed`` is always there, the rest may be."""

    needed: Mapping[str, Form]
    optional: Mapping[str, Form] = field(default_factory=dict)


EDIT_FIELDS: Final = Fields(
    needed={"week_start": "day"},
    optional={"day": "day", "to": "day", "kind": "text", "minutes": "number"},
)
EVENT_FIELDS: Final[Mapping[str, Fields]] = {
    "begin": Fields(needed={}),
    "log": Fields(
        needed={"kind": "text"},
        optional={
            "side": "text",
            "place": "text",
            "score": "number",
            "when": "text",
            "text": "text",
            "values": "object",
        },
    ),
    "unlog": Fields(needed={"entry": "text"}),
    "clear": Fields(needed={"flag": "text"}, optional={"note": "text"}),
    "plan": Fields(
        needed={"week_start": "day", "plan": "object"},
        optional={
            "planner_version": "number",
            "effect": "text",
            "inputs": "object",
            "forms": "object",
        },
    ),
    "move": EDIT_FIELDS,
    "skip": EDIT_FIELDS,
    "less": EDIT_FIELDS,
    "undo": Fields(needed={"event": "text"}, optional={"week_start": "day"}),
    "forget": Fields(needed={"sha256": "texts"}),
    "unforget": Fields(needed={"sha256": "texts"}),
}
MOST: Final = 1e15
FIRST_YEAR, LAST_YEAR = 1900, 2199
FORMER_KINDS: Final[Mapping[str, EventKind]] = {}  # none was renamed so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line: what was said (``data``, JSON values), when, and for which local ``day``.

    ``kind`` is an ``EventKind``, or the word of a newer version: nothing here acts on that.
    ``line`` is the line's number in the journal, 0 where it was not read from there.
    """

    id: str
    kind: str
    at_utc: datetime
    day: date
    data: Mapping[str, Any]
    line: int = field(default=0, compare=False)

    @property
    def is_known(self) -> bool:
        """Return whether this version knows the kind."""
        return self.kind in EVENT_FIELDS


class LineError(ValueError):
    """A line that is no event; says in words what is wrong with it."""


class TornLineError(LineError):
    """A line that is no whole JSON, as a crash in the middle of writing leaves it."""


def parse(line: bytes, *, number: int = 0, former: Mapping[str, str] = FORMER_KINDS) -> Event:
    """Return the event of one line; a byte order mark and any line end are passed over.

    Raises
    ------
    TornLineError
        It is no JSON.
    LineError
        It is JSON, but no event.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError as error:
        raise LineError("it is nested too deeply") from error
    except LineError:
        raise
    except ValueError as error:
        raise TornLineError("it is no JSON") from error
    if not isinstance(record, dict):
        raise LineError("it is no JSON object")
    for name in ("id", "kind"):
        _check_form(record, name, "text")
    _check_form(record, "data", "object")
    kind = former.get(record["kind"], record["kind"])
    _check_data(kind, record["data"])
    return Event(
        id=record["id"],
        kind=kind,
        at_utc=_instant(record.get("at_utc")),
        day=_day(record, "day"),
        data=record["data"],
        line=number,
    )


def _check_data(kind: str, data: Mapping[str, Any]) -> None:
    fields = EVENT_FIELDS.get(kind)
    if fields is None:
        return  # of a newer version
    for name, form in fields.needed.items():
        _check_form(data, name, form)
    for name, form in fields.optional.items():
        if data.get(name) is not None:
            _check_form(data, name, form)


def _check_form(record: Mapping[str, Any], name: str, form: Form) -> None:
    value = record.get(name)
    if form == "day":
        _day(record, name)
        return
    fits = {
        "text": isinstance(value, str),
        "number": is_number(value),
        "object": isinstance(value, dict),
        "texts": isinstance(value, list) and all(isinstance(one, str) for one in value),
    }
    if not fits[form]:
        raise LineError(_misfit(name, value, FORM_WORDS[form]))


def is_number(value: object) -> bool:
    """Return whether a JSON value is a number that can be reckoned with."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and -MOST < value < MOST  # type: ignore[operator]  # NaN and infinity fail


def _day(record: Mapping[str, Any], name: str) -> date:
    value = record.get(name)
    try:
        day = date.fromisoformat(value)  # type: ignore[arg-type]  # what is no text raises
    except (TypeError, ValueError) as error:
        raise LineError(_misfit(name, value, FORM_WORDS["day"])) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise LineError(_misfit(name, value, "a day of our time"))
    return day


def _instant(value: Any) -> datetime:
    """Return an instant in UTC; one without a zone is taken for UTC, as it is written here."""
    try:
        read = datetime.fromisoformat(value)
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as error:
        wanted = "an instant (2026-05-20T09:00:00Z)"
        raise LineError(_misfit("at_utc", value, wanted)) from error


def _misfit(name: str, value: object, wanted: str) -> str:
    if value is None:
        return f"its `{name}` is missing"
    return f"its `{name}` is {json.dumps(value, ensure_ascii=False)[:40]}, not {wanted}"


def _no_number(word: str) -> float:
    raise LineError(f"{word} is no number of JSON")
