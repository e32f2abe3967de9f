"""Session facts as rows and back; columns bear the names of the facts."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ingest.archive.packing import pack, unpack
from ingest.session.activity import Lap
from ingest.session.facts import HrVectors, SessionFacts
from ingest.session.quality import QualityNote
from ingest.wellness import WellnessValue

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS: Final = (
    "id",
    "sha256",
    "sport",
    "sub_sport",
    "name",
    "device",
    "hr_source",
    "decoupling_reason",
)
WHOLE_NUMBERS: Final = ("leg", "utc_offset_s")
NUMBERS: Final = (
    "duration_s",
    "elapsed_s",
    "moving_s",
    "distance_m",
    "ascent_m",
    "descent_m",
    "hr_mean_bpm",
    "hr_max_bpm",
    "hr_coverage_frac",
    "hr_excluded_s",
    "hr_repaired_s",
    "decoupling_frac",
    "efficiency",
    "cadence_mean_spm",
    "stance_time_mean_ms",
    "stance_balance_mean_percent",
    "temperature_mean_c",
    "rpe",
    "device_hr_rest_bpm",
    "device_hr_max_bpm",
)
PLAIN: Final = TEXTS + WHOLE_NUMBERS + NUMBERS
COLUMNS: Final = (*PLAIN, "start_utc", "laps_json", "quality_json", "vectors")
VECTORS: Final = tuple(one.name for one in fields(HrVectors))
_LAP: Final = tuple(field.name for field in fields(Lap))
_NOTE: Final = tuple(field.name for field in fields(QualityNote))


def to_row(facts: SessionFacts) -> tuple[Any, ...]:
    """Return a session's values in the order of ``COLUMNS``."""
    values: list[Any] = [getattr(facts, name) for name in TEXTS]
    values += [_number(getattr(facts, name), int) for name in WHOLE_NUMBERS]
    values += [_number(getattr(facts, name), float) for name in NUMBERS]
    arrays = {name: getattr(facts.vectors, name) for name in VECTORS}
    return (
        *values,
        instant(facts.start_utc),
        json.dumps([_known(lap, _LAP) for lap in facts.laps], ensure_ascii=False),
        json.dumps([_known(note, _NOTE) for note in facts.quality], ensure_ascii=False),
        pack(arrays | {"speed_seconds": facts.speed_seconds}),
    )


def from_row(row: Sequence[Any]) -> SessionFacts:
    """Return the session of values in the order of ``COLUMNS``."""
    plain = dict(zip(PLAIN, row, strict=False))
    start_utc, laps, quality, vectors = row[len(PLAIN) :]
    arrays = unpack(vectors)
    return SessionFacts(
        **plain,
        start_utc=moment(start_utc),
        laps=tuple(Lap(**lap) for lap in json.loads(laps)),
        quality=tuple(QualityNote(**note) for note in json.loads(quality)),
        # One that an older program did not store takes its default; it only stays so where the
        # original is lost, else the session would have been derived again.
        vectors=HrVectors(**{name: arrays[name] for name in VECTORS if name in arrays}),
        speed_seconds=arrays["speed_seconds"],
    )


def told(row: Sequence[Any]) -> str:
    """Return how to name the session of such values to a person: its id and its device."""
    device = row[COLUMNS.index("device")]
    return f"{row[0]} ({device})" if device else str(row[0])


def wellness_row(sha256: str, value: WellnessValue) -> tuple[Any, ...]:
    """Return one wellness value as (sha256, metric, at_utc, utc_offset_s, value)."""
    offset_s = _number(value.utc_offset_s, int)
    return (sha256, value.metric, instant(value.at_utc), offset_s, float(value.value))


def wellness_from(row: Sequence[Any]) -> WellnessValue:
    """Return the value of (metric, at_utc, utc_offset_s, value)."""
    metric, at_utc, utc_offset_s, value = row
    return WellnessValue(
        metric=metric, at_utc=moment(at_utc), utc_offset_s=utc_offset_s, value=value
    )


def instant(at_utc: datetime) -> str:
    """Return an aware instant as text whose order is the order of time."""
    return at_utc.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Return the instant that :func:`instant` wrote."""
    return datetime.fromisoformat(text)


def _number(value: Any, kind: type[int | float]) -> int | float | None:
    """Return a plain number; NaN is unknown and numpy's own types are not SQLite's."""
    if value is None or not np.isfinite(value):
        return None
    return kind(value)


def _known(record: object, names: Sequence[str]) -> dict[str, Any]:
    values = ((name, getattr(record, name)) for name in names)
    return {
        name: value if isinstance(value, str) else _number(value, float)
        for name, value in values
        if value is not None
    }
