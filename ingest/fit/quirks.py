"""What devices write that FIT's description does not say, and what is done about it.

A quirk is one row: who writes it, what, what we do, which module does it and which test holds it.
``docs/makers.md`` shows this table. Most of it is done for every file, whoever wrote it: a maker
is named where files of his showed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirk:
    """One row; ``module`` is under ``ingest.fit``, ``test`` is "file::function" in its tests."""

    maker: str
    writes: str
    done: str
    module: str
    test: str


QUIRKS: Final = (
    Quirk(
        maker="Amazfit, Huawei and apps that convert",
        writes='the maker "development", and a name of the device in words',
        done="the words are the device's name, without a maker",
        module="device_names",
        test="test_devices.py::test_name_of_the_device_by_the_files_own_words",
    ),
    Quirk(
        maker="COROS",
        writes="fields of a size that their type cannot fill (one byte of a four-byte number)",
        done="that field is unknown, the others of the message are read",
        module="messages",
        test="test_columns.py::test_a_size_that_the_type_cannot_fill_is_unknown",
    ),
    Quirk(
        maker="Garmin, before 2013",
        writes="a list of devices that does not say how each is connected",
        done="a heart-rate strap is told by its ANT+ type alone",
        module="devices",
        test="test_devices.py::test_source_of_heart_rate",
    ),
    Quirk(
        maker="Garmin Edge 500 to 810, Forerunner 110 to 910XT; Zwift",
        writes="a header with a check sum of 0, or none",
        done="the header's check sum is not looked at, the file's is",
        module="container",
        test="test_container.py::test_headers_of_old_and_new_devices",
    ),
    Quirk(
        maker="Garmin Edge 500, Fenix 2 and 3; Sigma, Suunto and others",
        writes="several records of one instant, each with some of the fields",
        done="they become one, field by field; the last valid value counts",
        module="records",
        test="test_records.py::test_records_of_one_instant_are_merged_field_by_field",
    ),
    Quirk(
        maker="Garmin Fenix 2, heart-rate monitors",
        writes="records whose time steps back",
        done="they are put in order",
        module="records",
        test="test_records.py::test_steps_back_are_put_in_order",
    ),
    Quirk(
        maker="Garmin Forerunner 70",
        writes="times in the headers of messages, five bits each",
        done="they are counted on from the last whole time, whichever message had it",
        module="clocks",
        test="test_columns.py::test_any_message_moves_the_clock_of_compressed_headers",
    ),
    Quirk(
        maker="Garmin Forerunner 70",
        writes="speed and distance packed into three bytes that start again at 256 m",
        done="they are unpacked and counted on where there is no field of their own",
        module="records",
        test="test_records.py::test_compressed_speed_and_distance_roll_over",
    ),
    Quirk(
        maker="Garmin, straps for swimming",
        writes="the strap's own beats behind the activity, as files chained to it",
        done="they fill the samples without a heart rate, by time",
        module="strap",
        test="test_strap.py::test_a_chained_file_of_the_strap_is_merged",
    ),
    Quirk(
        maker="Garmin",
        writes="0 for the wearer's heart rates that it does not know",
        done="0 is unknown; the next message that knows one is asked",
        module="activity",
        test="test_activity.py::test_what_the_watch_believes_of_its_wearer",
    ),
    Quirk(
        maker="Garmin",
        writes="a mean of seven days beside the day's resting heart rate",
        done="the day's own is taken",
        module="wellness",
        test="test_wellness.py::test_todays_resting_heart_rate_not_the_weeks",
    ),
    Quirk(
        maker="Garmin",
        writes="stress scores below 0 where none could be measured",
        done="they are kept and count in no mean",
        module="wellness",
        test="test_wellness.py::test_stress_is_kept_score_by_score_with_what_could_not_be_measured",
    ),
    Quirk(
        maker="Garmin, multisport",
        writes="a distance that counts on from leg to leg",
        done="each leg's begins at 0",
        module="records",
        test="test_records.py::test_distance_counts_from_the_legs_start",
    ),
    Quirk(
        maker="Hammerhead Karoo",
        writes="an app's fields before the message that describes them",
        done="all descriptions are read first",
        module="developer",
        test="test_records.py::test_an_apps_field_stands_in_for_a_native_one_nobody_wrote",
    ),
    Quirk(
        maker="apps on a watch",
        writes='fields of their own that are called like FIT\'s ("distance")',
        done="they never stand in the place of FIT's own",
        module="developer",
        test="test_records.py::test_an_apps_field_never_replaces_a_native_one",
    ),
    Quirk(
        maker="Suunto, up to the Spartan Ultra",
        writes="beat intervals, and no list of sensors",
        done="the product has no optical sensor: a belt was heard",
        module="device_names",
        test="test_devices.py::test_a_watch_without_an_optical_sensor_heard_a_belt",
    ),
    Quirk(
        maker="Zwift, Onelap",
        writes="an empty packed speed and distance beside valid ones",
        done="an invalid field hides no valid one",
        module="records",
        test="test_records.py::test_a_null_compressed_field_hides_no_native_one",
    ),
    Quirk(
        maker="several",
        writes="the type of a field without the bit that says it is more than a byte wide",
        done="the bit is ignored",
        module="protocol",
        test="test_columns.py::test_type_byte_without_its_top_bit",
    ),
    Quirk(
        maker="several",
        writes="bits in a message's header that mean nothing",
        done="they are ignored",
        module="walk",
        test="test_headers.py::test_reserved_bits_mean_nothing",
    ),
    Quirk(
        maker="several",
        writes="names that are no UTF-8",
        done="the bytes that make no sense are replaced, the rest is read",
        module="messages",
        test="test_columns.py::test_names_are_bytes_from_a_device",
    ),
    Quirk(
        maker="several",
        writes="a local time some seconds off the zone's",
        done="it is the nearest quarter hour, if that is within ten seconds",
        module="legs",
        test="test_activity.py::test_offset_a_few_seconds_off_a_quarter_hour_is_that_quarter_hour",
    ),
    Quirk(
        maker="several",
        writes="a clock that is set right in the middle of a run",
        done="the time before is put onto the later clock, as long as the timer says",
        module="clock_steps",
        test="test_clock_steps.py::test_a_step_of_any_size_is_bridged_by_what_the_timer_states",
    ),
    Quirk(
        maker="several",
        writes="times since the watch was switched on, before it knows the time of day",
        done="they order and space the samples, and a note says that the date is not the real one",
        module="activity",
        test="test_records.py::test_a_watch_without_the_time_of_day",
    ),
    Quirk(
        maker="several",
        writes="laps without their beginning",
        done="they are placed by their end and their length",
        module="legs",
        test="test_activity.py::test_a_lap_without_its_start_is_placed_by_its_end",
    ),
    Quirk(
        maker="any watch whose battery ends",
        writes="a length of 0 in the header, and no check sum",
        done="the content decides where the file ends, and the session says so",
        module="container",
        test="test_container.py::test_a_file_that_was_never_closed",
    ),
)
