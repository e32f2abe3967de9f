"""Wellness files to daily values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.wellness import WellnessValue

TIME = fb.Field(253, fb.UINT32)
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


def values(fit: fb.FitFile) -> dict[str, WellnessValue]:
    return {value.metric: value for value in read_fit(fit.build()).wellness}


def test_todays_resting_heart_rate_not_the_weeks() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(1, 103, [TIME, fb.Field(0, fb.UINT32)]).data(1, fb.START, fb.START + 7200)
    fit.define(2, 211, [TIME, fb.Field(0, fb.UINT8), fb.Field(1, fb.UINT8)])
    fit.data(2, fb.START, 52, 47)

    file = read_fit(fit.build())

    assert (file.kind, file.activities) == ("monitoring_b", ())
    assert file.wellness == (
        WellnessValue(metric="rhr_bpm", at_utc=at(fb.START), utc_offset_s=7200, value=47.0),
    )


def test_a_resting_heart_rate_of_nothing_is_none() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 211, [TIME, fb.Field(0, fb.UINT8), fb.Field(1, fb.UINT8)])
    fit.data(2, fb.START, 52, 0xFF).data(2, fb.START, 52, 0)

    assert values(fit) == {}


def test_overnight_hrv_and_its_baseline() -> None:
    """uint16 in 1/128 ms (FIT profile, message 370)."""
    fit = fb.file_id(fb.FitFile(), kind=68)
    fields = [TIME, *(fb.Field(number, fb.UINT16) for number in (0, 1, 3, 4, 5))]
    fit.define(1, 370, fields).data(1, fb.START, 60 * 128, 5696, 40 * 128, 50 * 128, 70 * 128)

    found = values(fit)

    assert {metric: value.value for metric, value in found.items()} == {
        "hrv_rmssd_ms": 44.5,
        "hrv_baseline_low_ms": 50.0,
        "hrv_baseline_high_ms": 70.0,
    }
    assert found["hrv_rmssd_ms"].utc_offset_s is None


def test_stress_is_the_mean_of_what_could_be_measured() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(1, 227, [fb.Field(0, fb.SINT16), fb.Field(1, fb.UINT32)])
    for minute, score in enumerate((20, -1, 40, -2, 60)):
        fit.data(1, score, fb.START + 60 * minute)

    assert values(fit)["stress_score"].value == 40.0


def test_stress_of_two_days_is_two_values() -> None:
    """START is 01:46:40 UTC; an hour behind the zone's midnight lies between the values."""
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 103, [TIME, fb.Field(0, fb.UINT32)]).data(2, fb.START, fb.START - 2 * 3600)
    fit.define(1, 227, [fb.Field(0, fb.SINT16), fb.Field(1, fb.UINT32)])
    fit.data(1, 20, fb.START).data(1, 50, fb.START + 1000)

    found = [value.value for value in read_fit(fit.build()).wellness]

    assert found == [20.0, 50.0]


def test_sleep_counts_light_deep_and_rem() -> None:
    fit = fb.file_id(fb.FitFile(), kind=49)
    fit.define(1, 275, [TIME, fb.Field(0, fb.ENUM)])
    night = ((0, 1), (600, 2), (4200, 3), (6000, 4), (6600, 1), (6900, 0), (7200, 2), (7500, 1))
    for seconds, level in night:
        fit.data(1, fb.START + seconds, level)
    fit.define(2, 346, [fb.Field(6, fb.UINT8), fb.Field(15, fb.UINT16)]).data(2, 81, 1850)

    found = values(fit)

    assert found["sleep_s"].value == 3600 + 1800 + 600 + 300
    assert found["sleep_s"].at_utc == at(fb.START + 7500)
    assert found["sleep_score"].value == 81.0


def test_a_wellness_value_without_a_clock_is_left_out() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 211, [TIME, fb.Field(1, fb.UINT8)]).data(2, 5000, 47)

    assert values(fit) == {}
