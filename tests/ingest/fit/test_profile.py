"""The field numbers that the code states, against the names of fitparse's profile."""

from __future__ import annotations

import fitparse.profile
import pytest

from ingest.fit import activity, legs, profile, records, strap, wellness

NAMES = {
    "hr_bpm": ("heart_rate",),
    "cadence_spm": ("cadence",),
    "speed_m_s": ("enhanced_speed", "speed"),
    "distance_m": ("distance",),
    "altitude_m": ("enhanced_altitude", "altitude"),
    "power_w": ("power",),
    "temperature_c": ("temperature",),
    "stance_time_ms": ("stance_time",),
    "stance_balance_percent": ("stance_time_balance",),
    "vertical_oscillation_mm": ("vertical_oscillation",),
    "vertical_ratio_percent": ("vertical_ratio",),
    "step_length_mm": ("step_length",),
    "respiration_brpm": ("enhanced_respiration_rate", "respiration_rate"),
}
SUMMARY = {
    "elapsed_s": "total_elapsed_time",
    "timer_s": "total_timer_time",
    "moving_s": "total_moving_time",
    "distance_m": "total_distance",
    "hr_mean_bpm": "avg_heart_rate",
    "hr_max_bpm": "max_heart_rate",
    "ascent_m": "total_ascent",
    "descent_m": "total_descent",
    "training_effect": "total_training_effect",
    "anaerobic_training_effect": "total_anaerobic_training_effect",
    "feel": "workout_feel",
}
MESSAGES = {
    "FILE_ID": "file_id",
    "USER_PROFILE": "user_profile",
    "ZONES_TARGET": "zones_target",
    "SPORT": "sport",
    "SESSION": "session",
    "LAP": "lap",
    "RECORD": "record",
    "EVENT": "event",
    "DEVICE_INFO": "device_info",
    "WORKOUT": "workout",
    "WORKOUT_STEP": "workout_step",
    "ACTIVITY": "activity",
    "MONITORING": "monitoring",
    "HRV": "hrv",
    "HR": "hr",
    "FIELD_DESCRIPTION": "field_description",
    "MONITORING_INFO": "monitoring_info",
    "MONITORING_HR": "monitoring_hr_data",
    "TIME_IN_ZONE": "time_in_zone",
    "STRESS_LEVEL": "stress_level",
    "SLEEP_LEVEL": "sleep_level",
    "SLEEP_ASSESSMENT": "sleep_assessment",
    "HRV_STATUS": "hrv_status_summary",
}


def name(message: int, field: int) -> str:
    return str(fitparse.profile.MESSAGE_TYPES[message].fields[field].name)


@pytest.mark.parametrize("constant", MESSAGES)
def test_message_numbers(constant: str) -> None:
    number = getattr(profile, constant)

    assert fitparse.profile.MESSAGE_TYPES[number].name == MESSAGES[constant]


def test_record_fields() -> None:
    named = {
        column: tuple(name(profile.RECORD, number) for number in numbers)
        for column, numbers in records.COLUMNS.items()
    }

    assert named == NAMES
    assert name(profile.RECORD, records.FRACTIONAL_CADENCE) == "fractional_cadence"
    packed = name(profile.RECORD, records.COMPRESSED_SPEED_DISTANCE)
    assert packed == "compressed_speed_distance"


def test_session_fields() -> None:
    named = {key: name(profile.SESSION, number) for key, number in legs.SUMMARY.items()}

    assert named == SUMMARY
    assert name(profile.SESSION, legs.RPE) == "workout_rpe"


def test_other_fields() -> None:
    assert [name(profile.HR, n) for n in (strap.FRACTION, strap.TIME256, strap.BPM)] == [
        "fractional_timestamp",
        "time256",
        "filtered_bpm",
    ]
    assert name(profile.HR, strap.EVENT12) == "event_timestamp_12"
    assert name(profile.MONITORING_HR, wellness.TODAYS_RHR) == "current_day_resting_heart_rate"
    assert name(profile.HRV_STATUS, wellness.WEEKS_HRV) == "weekly_average"
    assert name(profile.HRV_VALUE, wellness.FIVE_MINUTES_HRV) == "value"
    naps = (
        wellness.NAP_START,
        wellness.NAP_END,
        wellness.NAP_END_OFFSET_MIN,
        wellness.NAP_DELETED,
        wellness.NAP_UPDATED,
    )
    assert [name(profile.NAP_EVENT, number) for number in naps] == [
        "start_time",
        "end_time",
        "end_timezone_offset",
        "is_deleted",
        "update_timestamp",
    ]
    assert name(profile.HRV_STATUS, wellness.NIGHTS_HRV) == "last_night_average"
    assert name(profile.HRV_STATUS, wellness.BASELINE_LOW) == "baseline_balanced_lower"
    assert name(profile.HRV_STATUS, wellness.BASELINE_HIGH) == "baseline_balanced_upper"
    assert name(profile.SLEEP_ASSESSMENT, wellness.OVERALL_SCORE) == "overall_sleep_score"


def test_sports_on_foot_are_words_of_the_profile() -> None:
    words = set(fitparse.profile.FIELD_TYPES["sport"].values.values())

    assert words | {"unknown"} >= activity.ON_FOOT
