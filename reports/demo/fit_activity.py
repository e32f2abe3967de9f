"""Generated activities as FIT files, as a watch would store them; the writer is fit-tool.

fit-tool's own record message carries some ninety fields, and making those for every second is
what costs it two seconds an hour's run. A sample here is the same message with its own seven.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from fit_tool.data_message import DataMessage
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages import record_message as samples
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.common_fields import TimestampField
from fit_tool.profile.messages.device_info_message import DeviceInfoMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import (
    AntplusDeviceType,
    Event,
    EventType,
    FileType,
    Intensity,
    LapTrigger,
    LocalDeviceType,
    Manufacturer,
    SessionTrigger,
    SourceType,
    Sport,
    SubSport,
)

if TYPE_CHECKING:
    from fit_tool.field import Field

    from ingest.session.activity import Activity, Stream
    from ingest.session.lap import Lap

M = TypeVar("M", bound=DataMessage)

FIT_EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
PRODUCT: Final = 1
SENSOR: Final = {
    "wrist": (SourceType.LOCAL, LocalDeviceType.WHR.value),
    "chest": (SourceType.ANTPLUS, AntplusDeviceType.HEART_RATE.value),
}


def fit_bytes(activity: Activity) -> bytes:
    """Return a whole FIT file of one running activity; the same activity gives the same bytes.

    Whole seconds on the stream's clock are written; missing values are left out. Positions are
    never written.
    """
    builder = FitFileBuilder(auto_define=True, min_string_size=0)
    builder.add(_file_id(activity))
    for number, (source, kind) in enumerate(_devices(activity)):
        builder.add(_device(activity, number, source, kind))
    for message in _timeline(activity):
        builder.add(message)
    for number, lap in enumerate(activity.laps):
        builder.add(_lap(activity, number, lap))
    builder.add(_session(activity))
    builder.add(_activity(activity))
    return bytes(builder.build_bytes())


def _timeline(activity: Activity) -> list[DataMessage]:
    """Return records and timer events in the order of time."""
    stream = activity.stream
    messages = [_timer(activity, 0.0, EventType.START)]
    pauses = [(float(first), float(last)) for first, last in activity.pauses_s]
    for index, second in enumerate(stream.t_s.tolist()):
        while pauses and second > pauses[0][0]:
            stop_s, start_s = pauses.pop(0)
            messages.append(_timer(activity, stop_s, EventType.STOP_ALL))
            messages.append(_timer(activity, start_s, EventType.START))
        messages.append(_sample(activity, stream, index))
    messages.append(_timer(activity, float(stream.t_s[-1]), EventType.STOP_ALL))
    return messages


def _sample(activity: Activity, stream: Stream, index: int) -> DataMessage:
    """Return one record with the fields that have a value."""
    spm = stream.cadence_spm[index]
    values = (
        (samples.RecordAltitudeField, stream.altitude_m[index]),
        (samples.RecordHeartRateField, stream.hr_bpm[index]),
        (samples.RecordCadenceField, np.floor(spm / 2.0)),
        (samples.RecordFractionalCadenceField, (spm / 2.0) % 1.0),
        (samples.RecordDistanceField, stream.distance_m[index]),
        (samples.RecordSpeedField, stream.speed_m_s[index]),
        (samples.RecordTemperatureField, stream.temperature_c[index]),
    )
    fields = [_field(TimestampField, _milliseconds(activity, float(stream.t_s[index])))]
    fields += [_field(kind, float(value)) for kind, value in values if np.isfinite(value)]
    return DataMessage(
        local_id=1,
        global_id=samples.RecordMessage.ID,
        name=samples.RecordMessage.NAME,
        fields=fields,
    )


def _field(kind: type[Field], value: float) -> Field:
    field = kind(size=0, growable=True)
    field.set_value(0, value)
    return field


def _file_id(activity: Activity) -> DataMessage:
    return _filled(
        FileIdMessage(local_id=0),
        type=FileType.ACTIVITY,
        manufacturer=Manufacturer.DEVELOPMENT.value,
        product=PRODUCT,
        time_created=_milliseconds(activity, 0.0),
    )


def _devices(activity: Activity) -> list[tuple[SourceType, int | None]]:
    """Return the watch itself, then the heart-rate sensor where it is known."""
    watch: list[tuple[SourceType, int | None]] = [(SourceType.LOCAL, None)]
    return watch + ([SENSOR[activity.hr_source]] if activity.hr_source in SENSOR else [])


def _device(activity: Activity, number: int, source: SourceType, kind: int | None) -> DataMessage:
    message = _filled(
        DeviceInfoMessage(local_id=2),
        timestamp=_milliseconds(activity, 0.0),
        device_index=number,
        manufacturer=Manufacturer.DEVELOPMENT.value,
        product=PRODUCT,
        source_type=source,
    )
    if kind is not None:
        message.device_type = kind
    return message


def _timer(activity: Activity, second: float, kind: EventType) -> DataMessage:
    return _filled(
        EventMessage(local_id=3),
        timestamp=_milliseconds(activity, second),
        event=Event.TIMER,
        event_type=kind,
    )


def _lap(activity: Activity, number: int, lap: Lap) -> DataMessage:
    return _filled(
        LapMessage(local_id=4),
        message_index=number,
        timestamp=_milliseconds(activity, lap.end_s),
        start_time=_milliseconds(activity, lap.start_s),
        total_elapsed_time=lap.end_s - lap.start_s,
        total_timer_time=lap.timer_s,
        total_distance=lap.distance_m,
        avg_heart_rate=_whole(lap.hr_mean_bpm),
        intensity=Intensity[(lap.intensity or "active").upper()],
        lap_trigger=LapTrigger[(lap.trigger or "manual").upper()],
        sport=Sport.RUNNING,
    )


def _session(activity: Activity) -> DataMessage:
    summary = activity.summary
    return _filled(
        SessionMessage(local_id=5),
        message_index=0,
        timestamp=_milliseconds(activity, float(activity.stream.t_s[-1])),
        start_time=_milliseconds(activity, 0.0),
        sport=Sport[activity.sport.upper()],
        sub_sport=SubSport[(activity.sub_sport or "generic").upper()],
        total_elapsed_time=summary.elapsed_s,
        total_timer_time=summary.timer_s,
        total_distance=summary.distance_m,
        avg_heart_rate=_whole(summary.hr_mean_bpm),
        max_heart_rate=_whole(summary.hr_max_bpm),
        total_ascent=_whole(summary.ascent_m),
        total_descent=_whole(summary.descent_m),
        first_lap_index=0,
        num_laps=len(activity.laps),
        event=Event.SESSION,
        event_type=EventType.STOP,
        trigger=SessionTrigger.ACTIVITY_END,
    )


def _activity(activity: Activity) -> DataMessage:
    end = activity.start_utc + timedelta(seconds=float(activity.stream.t_s[-1]))
    message = _filled(
        ActivityMessage(local_id=6),
        timestamp=_milliseconds(activity, float(activity.stream.t_s[-1])),
        total_timer_time=activity.summary.timer_s,
        num_sessions=1,
        event=Event.ACTIVITY,
        event_type=EventType.STOP,
    )
    if activity.utc_offset_s is not None:
        local = end + timedelta(seconds=activity.utc_offset_s)
        message.local_timestamp = round((local - FIT_EPOCH).total_seconds())
    return message


def _filled(message: M, **values: Any) -> M:
    """Return the message with every value set that is known."""
    for name, value in values.items():
        if value is not None:
            setattr(message, name, value)
    return message


def _milliseconds(activity: Activity, second: float) -> int:
    """Return fit-tool's clock: milliseconds since 1970, whole seconds."""
    return round(activity.start_utc.timestamp() + second) * 1000


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
