"""Single records whose time cannot be true are left out, whatever else is sound."""

from __future__ import annotations

import numpy as np
import pytest
from support import fit_bytes as fb
from support import whole_files as wf

from ingest.fit import read_fit

SECONDS = 900  # of the run; records from 0 to 900 s, all sound but one


def with_time(record: int, seconds: int) -> bytes:
    """Return the run with another time in one record, under a check sum that fits."""
    data = bytearray(wf.run())
    at = data.index(b"\x01" + (fb.START + record).to_bytes(4, "little")) + 1
    data[at : at + 4] = (fb.START + seconds).to_bytes(4, "little")
    data[-2:] = fb.crc16(bytes(data[:-2])).to_bytes(2, "little")
    return bytes(data)


def test_the_run_itself_is_sound() -> None:
    file = read_fit(with_time(300, 300))

    assert file.notes == ()
    assert len(file.activities[0].stream) == SECONDS + 1


@pytest.mark.parametrize("bit", range(28))
@pytest.mark.parametrize("record", [0, 1, 450, 899, 900])
def test_no_wrong_bit_of_a_time_makes_a_run_longer(record: int, bit: int) -> None:
    file = read_fit(with_time(record, record ^ 1 << bit))

    (activity,) = file.activities
    assert not file.salvaged
    assert len(activity.stream) >= SECONDS
    assert activity.stream.t_s[-1] - activity.stream.t_s[0] <= SECONDS + 32
    leap_s = abs((record ^ 1 << bit) - record)
    if leap_s >= 64 or (leap_s > 10 and record == 450):
        assert [note.code for note in activity.notes] == ["wild_times"]
        assert activity.stream.t_s[-1] - activity.stream.t_s[0] >= SECONDS - 1


def run(*times: int, events: tuple[tuple[int, int], ...] = (), lasted_s: int) -> fb.FitFile:
    """Return a run with records at these seconds, three metres apart each second."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for at, kind in events:
        fit.data(2, fb.START + at, 0, kind)
    for at in times:
        fit.data(1, fb.START + at, 120, 300 * at, 3000)
    return fb.session(fit, fb.START, lasted_s)


SOUND = {
    "some seconds out of order": ((*range(30), 25, *range(30, 60)), (), 60),
    "two devices one after the other": ((*range(0, 60, 2), *range(1, 61, 2)), (), 60),
    "a pause of a day": (
        (*range(60), *range(86_400, 86_405)),
        ((0, 0), (59, 4), (86_400, 0), (86_404, 4)),
        86_404,
    ),
    "satellites that came late": ((0, 111, *range(150, 200)), (), 200),
    "a gap without a session that ends": ((*range(60), 400, 401), (), 401),
    "a wrong session": ((*range(60), 400, 401), (), 100_000),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_only_odd_stays(name: str) -> None:
    times, events, lasted_s = SOUND[name]

    file = read_fit(run(*times, events=events, lasted_s=lasted_s).build())

    (activity,) = file.activities
    assert "wild_times" not in [note.code for note in activity.notes]
    np.testing.assert_array_equal(activity.stream.t_s, sorted(set(times)))


def test_beside_a_time_that_leaps_what_is_a_second_out_of_order_stays() -> None:
    times = (*range(25), 26, 25, *range(27, 45), 500, *range(45, 60))

    (activity,) = read_fit(run(*times, lasted_s=60).build()).activities

    assert [note.code for note in activity.notes] == ["wild_times"]
    np.testing.assert_array_equal(activity.stream.t_s, range(60))


def test_records_far_from_a_session_that_is_over_are_none() -> None:
    file = read_fit(run(*range(60), 5000, 5001, lasted_s=60).build())

    (activity,) = file.activities
    assert [note.code for note in activity.notes] == ["wild_times"]
    assert activity.stream.t_s[-1] == 59


@pytest.mark.parametrize(("at", "alone"), [(89, False), (90, True)])
def test_a_record_lies_apart_behind_more_than_thirty_seconds_without_one(
    at: int, *, alone: bool
) -> None:
    (activity,) = read_fit(run(*range(60), at, lasted_s=60).build()).activities

    assert (activity.stream.t_s[-1] == 59) == alone
