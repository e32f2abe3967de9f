"""FIT bytes to columns and activities.

``read_fit`` is the way in; ``container.read_segments`` gives the columns of every message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.errors import UnreadableFileError
from ingest.fit import profile
from ingest.fit.activity import activities
from ingest.fit.container import read_segments
from ingest.fit.notes import BROKEN
from ingest.fit.strap import strap_beats
from ingest.fit.wellness import wellness_of
from ingest.session.activity import WatchFile
from ingest.session.facts import DECODER_VERSION

if TYPE_CHECKING:
    from ingest.fit.segment import Segment

__all__ = ["DECODER_VERSION", "read_fit"]

_WANTED: Final = frozenset(
    {
        profile.FILE_ID,
        profile.USER_PROFILE,
        profile.ZONES_TARGET,
        profile.SPORT,
        profile.SESSION,
        profile.LAP,
        profile.RECORD,
        profile.EVENT,
        profile.DEVICE_INFO,
        profile.WORKOUT,
        profile.WORKOUT_STEP,
        profile.COURSE,
        profile.ACTIVITY,
        profile.HRV,
        profile.MONITORING_INFO,
        profile.HR,
        profile.FIELD_DESCRIPTION,
        profile.MONITORING_HR,
        profile.TIME_IN_ZONE,
        profile.STRESS_LEVEL,
        profile.SLEEP_DATA_INFO,
        profile.SLEEP_LEVEL,
        profile.SLEEP_ASSESSMENT,
        profile.HRV_STATUS,
        profile.HRV_VALUE,
        profile.NAP_EVENT,
    }
)
# Types that watches write and FIT's own list has no word for.
_WORDS_OF_OURS: Final = {49.0: "sleep", 68.0: "hrv_status"}
_NOT_AN_ACTIVITY: Final = frozenset({"workout", "course", "settings", "schedules", "segment"})


def read_fit(data: bytes) -> WatchFile:
    """Decode the bytes of one FIT file.

    Parameters
    ----------
    data
        The whole file, unpacked.

    Returns
    -------
    WatchFile
        What it holds; of a broken file the readable part, marked as salvaged.

    Raises
    ------
    UnreadableFileError
        If nothing can be read; whatever the bytes, nothing else is raised.
    """
    segments = read_segments(data, _WANTED)
    if not any(segment.walk.groups for segment in segments):
        raise UnreadableFileError(
            "The file has a FIT header but no readable data behind it.",
            hint="Copy it from the watch again.",
        )
    kinds = [_kind(segment) for segment in segments]
    strap = strap_beats(segment.messages(profile.HR) for segment in segments)
    found = [
        activity
        for segment, kind in zip(segments, kinds, strict=True)
        if kind not in _NOT_AN_ACTIVITY
        for activity in activities(segment, strap)
    ]
    notes = tuple(dict.fromkeys(note for segment in segments for note in segment.notes))
    return WatchFile(
        kind="activity" if found else kinds[0],
        activities=tuple(found),
        wellness=wellness_of(segments),
        salvaged=not BROKEN.isdisjoint(notes),
        notes=notes,
    )


def _kind(segment: Segment) -> str:
    """Return the word for a segment's file type; its number where there is no word.

    Where the message that states it is lost, a course is still told by its name's message.
    """
    types = segment.messages(profile.FILE_ID).raw(0)
    if not len(types) and len(segment.messages(profile.COURSE)):
        return "course"
    value = float(types[0]) if len(types) else np.nan
    if np.isnan(value):
        return "unknown"
    return profile.word("file", value) or _WORDS_OF_OURS.get(value) or f"{value:.0f}"
