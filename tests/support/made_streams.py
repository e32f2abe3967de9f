"""Streams and activities out of short lists, for tests that need samples."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.session.activity import Activity, Stream

if TYPE_CHECKING:
    import numpy.typing as npt


def stream(t_s: npt.ArrayLike, hr_bpm: npt.ArrayLike, **columns: npt.ArrayLike) -> Stream:
    """Return a stream with these columns; the others are unknown throughout."""
    times = np.asarray(t_s, np.float64)
    given = {"t_s": times, "hr_bpm": hr_bpm, **columns}
    unknown = np.full(len(times), np.nan)
    return Stream(
        **{
            field.name: np.array(
                np.broadcast_to(given.get(field.name, unknown), len(times)), np.float64
            )
            for field in fields(Stream)
        }
    )


def activity(samples: Stream, pauses: npt.ArrayLike = (), **changes: Any) -> Activity:
    """Return a run of these samples."""
    values: dict[str, Any] = {
        "start_utc": datetime(2026, 3, 1, 7, tzinfo=UTC),
        "utc_offset_s": 3600,
        "sport": "running",
        "sub_sport": None,
        "name": None,
        "device": None,
        "hr_source": "chest",
        "stream": samples,
        "pauses_s": np.asarray(pauses, np.float64).reshape(-1, 2),
    }
    return Activity(**(values | changes))


def run(
    hr_bpm: npt.ArrayLike,
    speed_m_s: npt.ArrayLike = 3.0,
    cadence_spm: npt.ArrayLike = 170.0,
    altitude_m: npt.ArrayLike = 100.0,
    **changes: Any,
) -> Activity:
    """Return a run with a record each second."""
    hr = np.asarray(hr_bpm, np.float64)
    speed = np.array(np.broadcast_to(speed_m_s, len(hr)), np.float64)
    samples = stream(
        np.arange(len(hr)),
        hr,
        speed_m_s=speed,
        distance_m=np.cumsum(speed) - speed[0],
        cadence_spm=cadence_spm,
        altitude_m=altitude_m,
    )
    return activity(samples, **changes)
