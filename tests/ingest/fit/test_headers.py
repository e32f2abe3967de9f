"""Message headers: bits that mean nothing are ignored, as every other reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb
from support import other_decoders

from ingest.fit import read_fit
from ingest.fit.container import read_segments
from ingest.fit.profile import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.other_decoders import Rows

SECONDS = 60
APP = [(4, 1, 0)]  # one byte of an app's behind each record


def run(bits: tuple[int, ...], *, definition: int = 0, app: bool = False) -> fb.FitFile:
    """Return a run whose records' headers carry one of ``bits`` after the other."""
    fit = fb.file_id(fb.FitFile())
    fit.define(1, RECORD, fb.RECORD_FIELDS, APP if app else None, reserved=definition)
    for second in range(SECONDS):
        values = (fb.START + second, 100 + second, 300 * second, 3000)
        extra = b"\x40" if app else b""  # an app's byte that looks like a definition
        fit.data(1, *values, developer=extra, reserved=bits[second % len(bits)])
    return fb.session(fit, fb.START, SECONDS - 1, metres=177)


@pytest.mark.parametrize(
    ("oracle", "app"),
    [
        (other_decoders.by_fitdecode, False),
        (other_decoders.by_fitdecode, True),
        (other_decoders.by_fitparse, False),  # refuses an app's field without its description
    ],
)
@pytest.mark.parametrize("bits", [(0x10,), (0, 0x10), (0x20, 0), (0, 0x10, 0x20, 0x30), (0, 0, 0)])
def test_reserved_bits_mean_nothing(
    tmp_path: Path, oracle: Callable[[Path], Rows], bits: tuple[int, ...], *, app: bool
) -> None:
    data = run(bits, definition=0x10, app=app).build()
    path = tmp_path / "run.fit"
    path.write_bytes(data)

    rows = oracle(path)[RECORD]
    (segment,) = read_segments(data)

    assert segment.notes == ()
    records = segment.messages(RECORD)
    for number in (253, 3, 5, 73):
        np.testing.assert_array_equal(records.raw(number), [row[number] for row in rows])


def test_a_definition_with_reserved_bits_replaces_the_one_before() -> None:
    fit = fb.FitFile().define(1, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    fit.data(1, fb.START, 90, reserved=0x10)
    fit.define(1, 20, [fb.Field(3, fb.UINT8), fb.Field(253, fb.UINT32)], reserved=0x10)
    fit.data(1, 91, fb.START + 1).data(1, 92, fb.START + 2, reserved=0x30)

    (activity,) = read_fit(fit.build()).activities

    np.testing.assert_array_equal(activity.stream.hr_bpm, [90, 91, 92])


def test_an_apps_bytes_follow_what_the_definition_says() -> None:
    """Bit 5 counts in a definition; in a data message it adds no byte and takes none away."""
    fit = fb.FitFile()
    fit.define(1, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    fit.define(2, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)], APP)
    for second in range(8):
        local, extra = (2, b"\x07") if second % 2 else (1, b"")
        bits = 0x20 if second % 4 < 2 else 0
        fit.data(local, fb.START + second, 100 + second, developer=extra, reserved=bits)

    file = read_fit(fit.build())

    assert not file.salvaged
    np.testing.assert_array_equal(file.activities[0].stream.hr_bpm, 100 + np.arange(8))


@pytest.mark.parametrize("header", [0x12, 0x25, 0x3F, 0x0F])
def test_a_type_that_was_never_defined_stays_garbage(header: int) -> None:
    fit = fb.run(SECONDS).raw(bytes([header]) + bytes(13))
    for second in range(SECONDS, 2 * SECONDS):
        fit.data(1, fb.START + second, 100, 300 * second, 3000)

    file = read_fit(fit.build())

    assert [note.code for note in file.notes] == ["garbage"]
    assert len(file.activities[0].stream) >= 2 * SECONDS - 2


@pytest.mark.parametrize("low", [0x10, 0x1F, 0])
def test_a_compressed_header_is_none_with_reserved_bits(low: int) -> None:
    """Bit 7 makes bits 5 and 6 the type and the rest the time."""
    fit = fb.FitFile().define(0, 20, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    fit.define(1, 20, [fb.Field(3, fb.UINT8)]).compressed(1, low, 77)

    (activity,) = read_fit(fit.build()).activities

    assert fb.START % 32 == 0
    np.testing.assert_array_equal(activity.stream.t_s, [0, low] if low else [0])
    assert activity.stream.hr_bpm[-1] == 77


@pytest.mark.parametrize("bits", [(0x10, 0), (0x30,)])
def test_salvage_ignores_them_too(bits: tuple[int, ...]) -> None:
    data = run(bits, definition=0x10).build()
    first = data.index(bytes([1 | bits[0]]) + fb.START.to_bytes(4, "little"))
    place = first + 30 * 14

    cut = read_fit(data[: place + 5]).activities[0].stream
    torn = read_fit(data[: place + 5] + b"\xee" * 31 + data[place + 5 :]).activities[0].stream

    assert len(cut) == 30
    assert len(torn) >= SECONDS - 3
    assert torn.t_s[-1] == SECONDS - 1
