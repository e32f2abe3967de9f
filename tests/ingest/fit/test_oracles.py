"""Every message and field against two independent decoders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fitdecode
import fitparse
import fitparse.profile
import numpy as np
import pytest
from support import fit_bytes as fb
from support import other_decoders

from ingest.fit import developer, read_fit
from ingest.fit.container import read_segments
from ingest.fit.profile import RECORD
from ingest.fit.protocol import base_type
from ingest.fit.records import COLUMNS

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.fit.protocol import FieldSlot

ORACLES = [other_decoders.by_fitdecode, other_decoders.by_fitparse]

# A spread of makers, ages and features. AEROBASE_ALL_FILES=1 compares every real file instead,
# which takes a quarter of an hour; those that an oracle cannot read at all are left out there.
REAL = [
    "makers/GoldenCheetah__sweatpy/6471559601_ACTIVITY.fit",  # multisport
    "makers/c2corg__fit-parser-extract-geometry/DeveloperData.fit",  # big-endian, app fields
    "makers/c2corg__fit-parser-extract-geometry/MonitoringFile.fit",  # timestamp_16
    "makers/c2corg__fit-parser-extract-geometry/WorkoutCustomTargetValues.fit",
    "makers/c2corg__fit-parser-extract-geometry/activity_multisport.fit",
    "makers/deepsealabs__fit-parser-swift/TestDive2.fit",  # no records
    "makers/dtcooper__python-fitparse/2013-02-06-12-11-14.fit",  # FR110, header CRC 0
    "makers/dtcooper__python-fitparse/Settings.fit",
    "makers/dtcooper__python-fitparse/antfs-dump.63.fit",  # compressed timestamps
    "makers/dtcooper__python-fitparse/compressed-speed-distance.fit",  # FR70
    "makers/dtcooper__python-fitparse/elemnt-bolt-no-application-id-inside-developer-data-id.fit",
    "makers/dtcooper__python-fitparse/garmin-fenix-5-run.fit",  # beat intervals
    "makers/dtcooper__python-fitparse/null_compressed_speed_dist.fit",  # Zwift
    "makers/fgebhart__workoutizer/with_nones.fit",
    "makers/jimmykane__fit-parser/failed.fit",
    "makers/roznet__connectstats/activity_2545022458.fit",  # app fields, beat intervals
    "makers/roznet__connectstats/activity_424479793.fit",
    "makers/tormoder__fit/0134902991.fit",  # Onelap
    "makers/tormoder__fit/unterminated-strings.fit",
    "series/566163536.fit",
]

UNREADABLE_TO_THEM = {
    "activity-activity-filecrc.fit",
    "activity-filecrc.fit",
    "activity-settings-corruptheader.fit",
    "activity-settings-nodata.fit",
    "activity-unexpected-eof.fit",
    "nick.fit",
    "strava-android-app-201.10-b1218918.fit",
}
if os.environ.get("AEROBASE_ALL_FILES"):
    FOLDER = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[4] / "shared")) / "fit"
    found = sorted(FOLDER.rglob("*.fit"))
    REAL = [str(p.relative_to(FOLDER)) for p in found if p.name not in UNREADABLE_TO_THEM]


def elements(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | list) else [value]


def assert_agrees(path: Path, rows: other_decoders.Rows) -> int:
    """Compare all messages field by field; return how many values were compared."""
    segments = read_segments(path.read_bytes())
    assert set(rows) == {number for segment in segments for number in segment.numbers()}
    compared = 0
    for number, messages in rows.items():
        tables = [segment.messages(number) for segment in segments]
        assert sum(len(table) for table in tables) == len(messages)
        for slots in fields_of(tables).values():
            field = slots[0].number
            if any(slot.size % base_type(slot.type_code).size for slot in slots):
                continue  # one byte called uint32 (COROS): they guess bytes, to us it is unknown
            where = path.name, number, field
            theirs = [message.get(field) for message in messages]
            assert_same_field(tables, field, theirs, where)
            compared += sum(value is not None for value in theirs)
    return compared


def fields_of(tables: list[Messages]) -> dict[int, list[FieldSlot]]:
    """Return where each field lies, in every definition that has it."""
    found: dict[int, list[FieldSlot]] = {}
    for table in tables:
        for part in table.parts:
            for slot in map(part.definition.field, sorted(set(part.definition.numbers))):
                found.setdefault(slot.number, []).append(slot)
    return found


def assert_same_field(tables: list[Messages], field: int, theirs: list[Any], where: Any) -> None:
    """Compare one field of all messages, and that neither side has a value more."""
    valid = np.concatenate([~np.isnan(table.raw(field)) for table in tables])
    there = [elements(value)[0] is not None for value in theirs]
    assert not (valid & ~np.array(there)).any(), where
    ours = [row for table in tables for row in table.array(field)]
    texts = [text for table in tables for text in table.texts(field)]
    for place, value in enumerate(theirs):
        if isinstance(value, str):
            assert texts[place] == (value.strip() or None), (where, place)
        elif value is not None:
            expected = [np.nan if each is None else each for each in elements(value)]
            found = ours[place][: len(expected)]
            # A byte array is invalid as a whole only: one 0xFF in it is a value to them.
            same = (found == expected) | (np.isnan(found) & (np.array(expected, float) == 255))
            same |= np.isnan(found) & np.isnan(np.array(expected, float))
            assert same.all(), (where, place, found, value)


@pytest.mark.real_files
@pytest.mark.parametrize("oracle", ORACLES)
@pytest.mark.parametrize("name", REAL)
def test_real_files(name: str, oracle: Any, shared: Path) -> None:
    path = shared / "fit" / name

    assert assert_agrees(path, oracle(path)) > 5


def fixtures() -> dict[str, bytes]:
    """Return files of our own that hold one feature each."""
    many = fb.run(50)
    for local in range(4, 9):
        many.define(local, 20, [fb.Field(253, fb.UINT32), fb.Field(local + 3, fb.UINT16)])
        many.data(local, fb.START + 50 + local, 1000 + local)
    times = fb.FitFile().define(0, 20, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    times.define(1, 20, [fb.Field(3, fb.UINT8)])
    for step in range(70):
        times.compressed(1, (fb.START + 3 * step) % 32, 100 + step)
    arrays = fb.FitFile().define(0, 78, [fb.Field(0, fb.UINT16, 5)])
    arrays.data(0, [700, 710, 0xFFFF, 0xFFFF, 0xFFFF]).data(0, [1, 2, 3, 4, 5])
    return {
        "run": fb.whole_run(100),
        "big-endian": fb.whole_run(100, big_endian=True),
        "short header": fb.run(20).build(header=12),
        "many locals": many.build(),
        "compressed timestamps": times.build(),
        "arrays": arrays.build(),
        "chained": fb.whole_run(10) + fb.whole_run(10, start=fb.START + 100),
    }


@pytest.mark.parametrize("oracle", ORACLES)
@pytest.mark.parametrize("name", fixtures())
def test_files_of_our_own(name: str, oracle: Any, tmp_path: Path) -> None:
    path = tmp_path / "fixture.fit"
    path.write_bytes(fixtures()[name])

    assert assert_agrees(path, oracle(path)) >= 2


def test_times_of_compressed_headers(tmp_path: Path) -> None:
    path = tmp_path / "fixture.fit"
    path.write_bytes(fixtures()["compressed timestamps"])
    with fitdecode.FitReader(path) as reader:
        theirs = [
            frame.get_value("timestamp").timestamp() - fb.EPOCH_S
            for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA
        ]

    (segment,) = read_segments(path.read_bytes())

    np.testing.assert_array_equal(segment.messages(20).timestamps, theirs)


@pytest.mark.real_files
@pytest.mark.parametrize("name", REAL)
def test_record_columns_by_a_third_decoder(name: str, shared: Path) -> None:
    path = shared / "fit" / name
    rows = other_decoders.records_by_pyfitparsernative(path)
    tables = [segment.messages(RECORD) for segment in read_segments(path.read_bytes())]
    assert sum(len(table) for table in tables) == len(rows)

    for number in {number for numbers in COLUMNS.values() for number in numbers}:
        if not any(table.has(number) for table in tables):
            continue  # what it computes from other fields is compared elsewhere
        field = fitparse.profile.MESSAGE_TYPES[RECORD].fields[number].name
        values = [row.get(field) for row in rows]
        theirs = [value if isinstance(value, int | float) else np.nan for value in values]
        ours = np.concatenate([table[number] for table in tables])
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6, err_msg=field)


@pytest.mark.real_files
def test_compressed_speed_and_distance(shared: Path) -> None:
    """fitparse expands the field; where it is null it must move nothing."""
    path = shared / "fit/makers/dtcooper__python-fitparse/compressed-speed-distance.fit"
    theirs: dict[str, list[float]] = {"speed": [], "distance": []}
    for message in fitparse.FitFile(str(path)).get_messages("record"):
        for name, column in theirs.items():
            values = [f.value for f in message.fields if f.name == name and f.value is not None]
            column.append(values[0] if values else np.nan)

    (activity,) = read_fit(path.read_bytes()).activities

    np.testing.assert_allclose(activity.stream.speed_m_s, theirs["speed"])
    np.testing.assert_allclose(activity.stream.distance_m, theirs["distance"])
    assert np.nanmax(activity.stream.distance_m) > 10_000


@pytest.mark.real_files
@pytest.mark.parametrize("name", ["track_cs_728599.fit", "activity_2545022458.fit"])
def test_developer_fields(name: str, shared: Path) -> None:
    path = shared / "fit/makers/roznet__connectstats" / name
    theirs: dict[str, list[float]] = {}
    records = 0
    for message in fitparse.FitFile(str(path)).get_messages("record"):
        records += 1
        for field in message.fields:
            if type(field.field_def).__name__ == "DevFieldDefinition" and field.value is not None:
                column = theirs.setdefault(field.name, [np.nan] * (records - 1))
                column += [np.nan] * (records - 1 - len(column)) + [field.value]

    (segment,) = read_segments(path.read_bytes())
    described = developer.descriptions(segment.messages(206))
    table = segment.messages(20)
    ours = {field.name: developer.developer_column(table, field) for field in described.values()}

    assert theirs
    for field_name, column in theirs.items():
        expected = column + [np.nan] * (records - len(column))
        np.testing.assert_array_equal(ours[field_name], expected, err_msg=field_name)
