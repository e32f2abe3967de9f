"""One line of the journal: what any version wrote is understood, what none wrote is named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.home.events import EVENT_FIELDS, EventKind, LineError, TornLineError, parse

NOTE = {"kind": "note", "text": "slept badly"}
RECORD = {
    "id": "1a2b3c4d",
    "kind": "log",
    "at_utc": "2026-05-20T07:30:00.5Z",
    "day": "2026-05-20",
    "data": NOTE,
}


def line(**changes: Any) -> bytes:
    return json.dumps({**RECORD, **changes}).encode()


def test_a_line_is_read() -> None:
    event = parse(line(), number=7)
    assert (event.id, event.kind, event.day, event.data) == (
        "1a2b3c4d",
        "log",
        date(2026, 5, 20),
        NOTE,
    )
    assert event.at_utc == datetime(2026, 5, 20, 7, 30, 0, 500_000, tzinfo=UTC)
    assert event.line == 7


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"  \r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_an_editor_leaves_around_a_line_changes_nothing(mark: bytes, end: bytes) -> None:
    assert parse(mark + line() + end) == parse(line())


def test_an_instant_of_another_zone_or_of_none() -> None:
    assert parse(line(at_utc="2026-05-20T09:30:00+02:00")).at_utc.hour == 7
    assert parse(line(at_utc="2026-05-20T09:30:00")).at_utc == datetime(
        2026, 5, 20, 9, 30, tzinfo=UTC
    )


def test_a_kind_of_a_newer_version_is_carried_as_it_is() -> None:
    event = parse(line(kind="heart_scan", data={"files": [1, {"a": None}]}))
    assert (event.kind, event.data) == ("heart_scan", {"files": [1, {"a": None}]})
    assert not event.is_known
    assert parse(line()).is_known


def test_a_field_of_a_newer_version_is_carried_as_it_is() -> None:
    said = {**NOTE, "mood": ["calm"]}
    assert parse(line(data=said, tag="new")).data == said


def test_a_former_kind_is_read_by_its_present_name() -> None:
    former = {"remove": "unlog"}
    assert parse(line(kind="remove", data={"entry": "1a"}), former=former).kind == "unlog"
    with pytest.raises(LineError, match=r"^its `entry` is missing$"):
        parse(line(kind="remove", data={}), former=former)


A_DAY = "not a day (YYYY-MM-DD)"
AN_INSTANT = "not an instant (2026-05-20T09:00:00Z)"
MOVE = {"week_start": "2026-05-18", "day": "2026-05-19", "to": "2026-05-20"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": None}, "`id` is missing"),
        ({"kind": 7}, "`kind` is 7, not text"),
        ({"kind": ["log"]}, '`kind` is ["log"], not text'),
        ({"day": "2026-13-45"}, f'`day` is "2026-13-45", {A_DAY}'),
        ({"day": 20260520}, f"`day` is 20260520, {A_DAY}"),
        ({"day": "0001-01-01"}, '`day` is "0001-01-01", not a day of our time'),
        ({"day": "9999-12-31"}, '`day` is "9999-12-31", not a day of our time'),
        ({"day": None}, "`day` is missing"),
        ({"at_utc": "noon"}, f'`at_utc` is "noon", {AN_INSTANT}'),
        (
            {"at_utc": "0001-01-01T00:00:00+14:00"},
            f'`at_utc` is "0001-01-01T00:00:00+14:00", {AN_INSTANT}',
        ),
        ({"data": None}, "`data` is missing"),
        ({"data": ["ab"]}, '`data` is ["ab"], not a JSON object'),
        ({"data": {"text": "?"}}, "`kind` is missing"),
        ({"data": {"kind": "pain", "score": "4"}}, '`score` is "4", not a number'),
        ({"data": {"kind": "pain", "score": True}}, "`score` is true, not a number"),
        ({"data": {"kind": "pain", "score": 10**400}}, f"`score` is 1{39 * '0'}, not a number"),
        ({"data": {"kind": "pain", "values": [1]}}, "`values` is [1], not a JSON object"),
        ({"kind": "move", "data": {**MOVE, "day": "Tuesday"}}, f'`day` is "Tuesday", {A_DAY}'),
        ({"kind": "skip", "data": {}}, "`week_start` is missing"),
        ({"kind": "undo", "data": {"event": ["a"]}}, '`event` is ["a"], not text'),
        ({"kind": "clear", "data": {"flag": {}}}, "`flag` is {}, not text"),
        ({"kind": "forget", "data": {"sha256": "ab"}}, '`sha256` is "ab", not a list of texts'),
        ({"kind": "forget", "data": {"sha256": [1]}}, "`sha256` is [1], not a list of texts"),
        (
            {"kind": "plan", "data": {"week_start": "2026-05-18", "plan": []}},
            "`plan` is [], not a JSON object",
        ),
    ],
)
def test_what_no_version_wrote_is_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(LineError) as caught:
        parse(line(**changes))
    assert str(caught.value) == f"its {says}"
    assert not isinstance(caught.value, TornLineError)


@pytest.mark.parametrize(
    "data",
    [line()[:-1], b"{", b"null nothing", b"\xff\xfe", line().decode().encode("utf-16"), b"\x00"],
)
def test_what_is_no_json_may_be_torn(data: bytes) -> None:
    with pytest.raises(TornLineError):
        parse(data)


@pytest.mark.parametrize("data", [b"[]", b"4", b'"log"', b"null", b"[" * 100_000])
def test_json_that_is_no_object_is_named(data: bytes) -> None:
    with pytest.raises(LineError):
        parse(data)


def test_nan_is_no_number_of_json() -> None:
    with pytest.raises(LineError, match=r"^NaN is no number of JSON$"):
        parse(b'{"id": "a", "score": NaN}')


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    name=st.sampled_from(["id", "kind", "at_utc", "day", "data"]),
    value=json_values,
    kind=st.sampled_from(list(EVENT_FIELDS)),
)
def test_any_value_anywhere_is_read_or_named(name: str, value: object, kind: str) -> None:
    for changes in ({name: value}, {"kind": kind, "data": {name: value, **NOTE}}):
        try:
            parse(line(**changes))
        except LineError as error:
            assert str(error)  # noqa: PT017 - either end is right, a third is not


def test_every_kind_has_its_fields() -> None:
    assert set(EVENT_FIELDS) == set(get_args(EventKind))
