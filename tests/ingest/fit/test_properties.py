"""Properties over generated files, against slow and obvious oracles."""

from __future__ import annotations

import contextlib
import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit
from ingest.fit.container import read_segments
from ingest.fit.counting import count_on
from ingest.fit.walk import Walk

INVALID = {
    fb.ENUM: 0xFF, fb.SINT8: 0x7F, fb.UINT8: 0xFF, fb.SINT16: 0x7FFF, fb.UINT16: 0xFFFF,
    fb.SINT32: 0x7FFF_FFFF, fb.UINT32: 0xFFFF_FFFF, fb.UINT8Z: 0, fb.UINT16Z: 0, fb.UINT32Z: 0,
    fb.BYTE: 0xFF,
}  # fmt: skip
RANGES = {
    fb.ENUM: (0, 255), fb.SINT8: (-128, 127), fb.UINT8: (0, 255), fb.SINT16: (-(2**15), 2**15 - 1),
    fb.UINT16: (0, 2**16 - 1), fb.SINT32: (-(2**31), 2**31 - 1), fb.UINT32: (0, 2**32 - 1),
    fb.UINT8Z: (0, 255), fb.UINT16Z: (0, 2**16 - 1), fb.UINT32Z: (0, 2**32 - 1), fb.BYTE: (0, 255),
}  # fmt: skip


@st.composite
def written_files(draw: st.DrawFn) -> tuple[fb.FitFile, dict[int, list[dict[int, list[int]]]]]:
    """Return a file and what was written: message number -> messages -> field -> elements."""
    fit = fb.FitFile()
    written: dict[int, list[dict[int, list[int]]]] = {}
    layouts: dict[int, tuple[int, list[fb.Field]]] = {}
    for _ in range(draw(st.integers(1, 12))):
        local = draw(st.integers(0, 15))
        if local not in layouts or draw(st.booleans()):
            message = draw(st.sampled_from([60_001, 60_002, 60_003]))
            numbers = draw(st.lists(st.integers(0, 252), max_size=4, unique=True))
            kinds = [draw(st.sampled_from(sorted(RANGES))) for _ in numbers]
            fields = [
                fb.Field(number, kind, draw(st.integers(1, 3)))
                for number, kind in zip(numbers, kinds, strict=True)
            ]
            layouts[local] = message, fields
            bits = draw(st.sampled_from([0, 0, 0x10]))
            fit.define(local, message, fields, big_endian=draw(st.booleans()), reserved=bits)
        message, fields = layouts[local]
        for _ in range(draw(st.integers(0, 5))):
            values = [
                draw(
                    st.lists(
                        st.integers(*RANGES[each.kind]), min_size=each.count, max_size=each.count
                    )
                )
                for each in fields
            ]
            fit.data(local, *values, reserved=draw(st.sampled_from([0, 0, 0x10, 0x20, 0x30])))
            row = {each.number: value for each, value in zip(fields, values, strict=True)}
            kinds_row = {each.number: each.kind for each in fields}
            written.setdefault(message, []).append(
                {n: [math.nan if v == INVALID[kinds_row[n]] else v for v in row[n]] for n in row}
            )
    return fit, written


@given(written_files())
def test_what_was_written_is_read(file: tuple[fb.FitFile, dict[int, Any]]) -> None:
    fit, written = file

    (segment,) = read_segments(fit.build())

    assert segment.notes == ()
    assert segment.numbers() == set(written)
    for message, rows in written.items():
        table = segment.messages(message)
        assert len(table) == len(rows)
        for number in {number for row in rows for number in row}:
            array = table.array(number)
            for place, row in enumerate(rows):
                elements = row.get(number, [])
                np.testing.assert_array_equal(array[place, : len(elements)], elements)
                assert np.isnan(array[place, len(elements) :]).all()


def read_or_refuse(data: bytes) -> None:
    with contextlib.suppress(UnreadableFileError):
        for activity in read_fit(data).activities:
            assert (np.diff(activity.stream.t_s) > 0).all()
            assert activity.pauses_s.shape[1] == 2


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_header(body: bytes) -> None:
    read_or_refuse(fb.FitFile().raw(body).build())


@given(st.binary(max_size=100))
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


@settings(max_examples=200)
@given(st.data())
def test_any_change_of_a_sound_file(data: st.DataObject) -> None:
    changed = bytearray(fb.whole_run(20))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "insert"]))
        if kind == "change":
            changed[place] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del changed[place : place + data.draw(st.integers(1, 30))]
        else:
            changed[place:place] = data.draw(st.binary(max_size=30))
        if not changed:
            break
    read_or_refuse(bytes(changed))


@given(st.integers(0, 2**31), st.lists(st.integers(0, 31), min_size=1, max_size=50))
def test_low_bits_count_on(first: int, steps: list[int]) -> None:
    whole = np.cumsum([first, *steps]).astype(float)
    full = np.where(np.arange(len(whole)) == 0, whole, np.nan)

    np.testing.assert_array_equal(count_on(whole % 32, full, 32), whole)


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from([0xFF, 100, 101, 102])), max_size=25))
def test_records_of_one_instant_merge_like_a_dictionary(rows: list[tuple[int, int]]) -> None:
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    expected: dict[int, float] = {}
    for offset, hr in rows:
        fit.data(1, fb.START + offset, hr)
        expected[offset] = hr if hr != 0xFF else expected.get(offset, math.nan)

    activities = read_fit(fit.build()).activities

    if not rows:
        assert activities == ()
        return
    stream = activities[0].stream
    offsets = sorted(expected)
    np.testing.assert_array_equal(stream.t_s, np.array(offsets) - offsets[0])
    np.testing.assert_array_equal(stream.hr_bpm, [expected[offset] for offset in offsets])


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3)), max_size=6),
)
def test_jumps_find_what_single_steps_find(
    pattern: list[int], interruptions: list[tuple[int, int]]
) -> None:
    fit = fb.FitFile()
    for local in range(4):
        fit.define(local, 60_000 + local, [fb.Field(1, fb.UINT8, local + 1)])
    series = [pattern[n % len(pattern)] for n in range(400)]
    for place, local in interruptions:
        series.insert(place, local)
    offsets: dict[int, list[int]] = {local: [] for local in range(4)}
    for local in series:
        offsets[local].append(14 + len(fit.body))
        fit.data(local, [local] * (local + 1))
    data = fit.build()
    walk = Walk(None)

    stop = walk.run(data, 14, len(data) - 2)

    assert stop == len(data) - 2
    found = {g.definition.message - 60_000: list(g.offsets) for g in walk.groups.values()}
    assert found == offsets
