"""Generated files as other people's decoders read them: nothing is lost on the way."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import fitdecode
import numpy as np
import pyfitparsernative
import pytest

from ingest.session.activity import Stream
from reports.demo.fit_activity import fit_bytes
from reports.demo.seasons import season

if TYPE_CHECKING:
    from ingest.session.activity import Activity

MADE = season("bad_heart_rate", last_day=date(2026, 5, 20))


def named(kind: str) -> Activity:
    """Return the first minutes of a run with dropouts, intervals or a stand of the timer."""
    for activity, run in zip(MADE.activities, MADE.truth.runs, strict=True):
        kinds = {fault.kind for fault in run.faults}
        if kind == "dropouts" and "dropout" in kinds:
            return cut(activity, 1200)
        if kind == "intervals" and run.intent == "intervals":
            return activity
        if kind == "stand" and len(activity.pauses_s):
            return cut(activity, 1500)
    raise KeyError(kind)


def cut(activity: Activity, samples: int) -> Activity:
    arrays = {
        name: getattr(activity.stream, name)[:samples] for name in Stream.__dataclass_fields__
    }
    return replace(activity, stream=Stream(**arrays))


def decoded(data: bytes) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for message in reader:
            if isinstance(message, fitdecode.FitDataMessage):
                values = {field.name: field.value for field in message.fields}
                found.setdefault(message.name, []).append(values)
    return found


def column(records: list[dict[str, Any]], name: str) -> np.ndarray:
    return np.array([np.nan if r.get(name) is None else r[name] for r in records], np.float64)


@pytest.mark.parametrize("kind", ["dropouts", "intervals", "stand"])
def test_every_sample_comes_back(kind: str) -> None:
    activity = named(kind)
    stream = activity.stream
    records = decoded(fit_bytes(activity))["record"]
    seconds = [(r["timestamp"] - activity.start_utc).total_seconds() for r in records]
    np.testing.assert_array_equal(seconds, stream.t_s)
    np.testing.assert_array_equal(column(records, "heart_rate"), stream.hr_bpm)
    np.testing.assert_allclose(column(records, "enhanced_speed"), stream.speed_m_s, atol=1e-9)
    np.testing.assert_allclose(column(records, "distance"), stream.distance_m, atol=1e-9)
    np.testing.assert_allclose(column(records, "enhanced_altitude"), stream.altitude_m, atol=1e-9)
    np.testing.assert_array_equal(column(records, "temperature"), stream.temperature_c)
    strides = column(records, "cadence") + column(records, "fractional_cadence")
    np.testing.assert_array_equal(2.0 * strides, stream.cadence_spm)


def test_a_second_decoder_agrees() -> None:
    activity = named("intervals")
    messages = pyfitparsernative.parse_fit_bytes(fit_bytes(activity))
    records = [message for message in messages if message["message_type"] == "record"]
    records.sort(key=lambda record: record["timestamp"])
    np.testing.assert_array_equal(column(records, "heart_rate"), activity.stream.hr_bpm)
    np.testing.assert_allclose(column(records, "distance"), activity.stream.distance_m, atol=1e-9)


def test_the_session_says_what_the_samples_say() -> None:
    activity = named("intervals")
    found = decoded(fit_bytes(activity))
    (session,) = found["session"]
    stream = activity.stream
    assert session["start_time"] == activity.start_utc
    assert session["sport"] == "running"
    assert session["total_timer_time"] == pytest.approx(stream.t_s[-1])
    assert session["total_distance"] == pytest.approx(stream.distance_m[-1])
    assert session["avg_heart_rate"] == pytest.approx(np.nanmean(stream.hr_bpm), abs=0.5)
    assert session["max_heart_rate"] == np.nanmax(stream.hr_bpm)
    assert session["num_laps"] == len(found["lap"]) == 14
    assert [lap["intensity"] for lap in found["lap"][:3]] == ["warmup", "interval", "recovery"]
    assert sum(lap["total_timer_time"] for lap in found["lap"]) == pytest.approx(stream.t_s[-1])


def test_local_time_is_told() -> None:
    activity = named("intervals")
    (last,) = decoded(fit_bytes(activity))["activity"]
    offset = last["local_timestamp"].replace(tzinfo=None) - last["timestamp"].replace(tzinfo=None)
    assert offset == timedelta(seconds=3600)


def test_a_stand_is_a_stop_and_a_start_of_the_timer() -> None:
    activity = named("stand")
    ((stop_s, start_s),) = activity.pauses_s
    events = [
        ((event["timestamp"] - activity.start_utc).total_seconds(), event["event_type"])
        for event in decoded(fit_bytes(activity))["event"]
    ]
    assert events[1:3] == [(stop_s, "stop_all"), (start_s, "start")]
    assert [kind for _, kind in events] == ["start", "stop_all", "start", "stop_all"]


@pytest.mark.parametrize(("source", "told"), [("wrist", "whr"), ("chest", "heart_rate")])
def test_the_sensor_is_named(source: Any, told: str) -> None:
    activity = replace(cut(named("intervals"), 30), hr_source=source)
    sensor = decoded(fit_bytes(activity))["device_info"][1]
    assert told in {sensor.get("local_device_type"), sensor.get("antplus_device_type")}


def test_an_unknown_sensor_is_left_out() -> None:
    activity = replace(cut(named("intervals"), 30), hr_source="unknown")
    assert len(decoded(fit_bytes(activity))["device_info"]) == 1


def test_same_activity_same_bytes() -> None:
    activity = cut(named("intervals"), 60)
    assert fit_bytes(activity) == fit_bytes(activity)
