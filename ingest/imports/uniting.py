"""One recording derived again with another's heart rate in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.archive import originals
from ingest.errors import UnreadableFileError
from ingest.imports.binding import bound
from ingest.imports.derive import derive
from ingest.imports.tracing import packed_leg
from ingest.session.activity import RrIntervals
from ingest.session.quality import QualityNote
from ingest.sources.formats import format_of

if TYPE_CHECKING:
    from ingest.archive.archive import Archive
    from ingest.archive.reading import Leg
    from ingest.home.home import Home
    from ingest.session.activity import Activity, FloatArray
    from ingest.session.facts import SessionFacts
    from ingest.session.stream import SessionStream

NEAR_S: Final = 5.0  # own choice: so far a sample of the other device may lie away


def united(home: Home, archive: Archive, name: str, donor: str) -> Leg | None:
    """Return the session ``name`` with the heart rate of ``donor``; None if its file is lost."""
    own, _ = archive.recorded(name)
    activity = _activity(home, own)
    if activity is None:
        return None
    facts, stream = archive.recorded(donor)
    joined = with_heart_rate(activity, facts, stream)
    made, samples = derive(joined, sha256=own.sha256, leg=own.leg)
    return packed_leg(made, samples)


def _activity(home: Home, facts: SessionFacts) -> Activity | None:
    try:
        data = originals.original_path(home, facts.sha256).read_bytes()
        activities: tuple[Activity, ...] = bound(format_of(data).read)(data).activities
    except (OSError, UnreadableFileError):
        return None
    return activities[facts.leg] if facts.leg < len(activities) else None


def with_heart_rate(activity: Activity, facts: SessionFacts, stream: SessionStream) -> Activity:
    """Return an activity with heart rate of another recording of the same run, by absolute time.

    A strap's, or that of the only one that has any, goes before; the other fills what it leaves
    open. Beat intervals come with it.
    """
    shift_s = (facts.start_utc - activity.start_utc).total_seconds()
    own, other = activity.stream.hr_bpm, _at(activity.stream.t_s, stream, shift_s)
    first = not np.isfinite(own).any() or (
        facts.hr_source == "chest" and activity.hr_source != "chest"
    )
    before, after = (other, own) if first else (own, other)
    rr = activity.rr
    if first and len(stream.rr_t_s):
        rr = RrIntervals(
            t_s=stream.rr_t_s.astype(float) + shift_s, rr_ms=stream.rr_ms.astype(float)
        )
    of = f" ({facts.device})" if facts.device else ""
    what = "Heart rate is" if first else "Heart rate where this one has none is"
    note = QualityNote(
        code="joined_heart_rate",
        text=f"{what} from another recording of this run: {facts.id}{of}.",
    )
    return replace(
        activity,
        stream=replace(activity.stream, hr_bpm=np.where(np.isfinite(before), before, after)),
        hr_source=facts.hr_source if first else activity.hr_source,
        rr=rr,
        notes=(*activity.notes, note),
    )


def _at(t_s: FloatArray, stream: SessionStream, shift_s: float) -> FloatArray:
    """Return the other's heart rate as written at these times, NaN where none is near."""
    known = np.isfinite(stream.hr_raw_bpm)
    times, values = stream.t_s[known] + shift_s, stream.hr_raw_bpm[known].astype(float)
    if not len(times) or not len(t_s):
        return np.full(len(t_s), np.nan)
    after = np.clip(np.searchsorted(times, t_s), 0, len(times) - 1)
    before = np.maximum(after - 1, 0)
    nearer = np.where(np.abs(times[before] - t_s) <= np.abs(times[after] - t_s), before, after)
    return np.where(np.abs(times[nearer] - t_s) <= NEAR_S, values[nearer], np.nan)
