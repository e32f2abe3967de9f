"""Heart rate of another recording of the same run, taken sample by sample at the same instant."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from support import made_sessions, made_streams

from ingest.imports.uniting import with_heart_rate
from ingest.session.activity import RrIntervals
from ingest.session.quality import QualityNote
from ingest.session.stream import SessionStream

NAN = np.nan
OWN_T = [0.0, 1.0, 5.0, 10.0, 20.0, 40.0]
OWN_HR = [120.0, NAN, 125.0, NAN, 130.0, NAN]
OTHER_T = [0.0, 4.0, 6.0, 10.0, 29.0, 30.0]
OTHER_HR = [150.0, 151.0, 152.0, NAN, 153.0, 154.0]


def nearest(at: float, shift_s: float) -> float:
    """The value written nearest in time, within 5 s; of two as near the earlier one."""
    known = [
        (abs(t + shift_s - at), t, hr)
        for t, hr in zip(OTHER_T, OTHER_HR, strict=True)
        if not np.isnan(hr)
    ]
    away, _, hr = min(known)
    return hr if away <= 5.0 else NAN


@pytest.mark.parametrize(("own", "other"), [*product(["wrist", "chest"], repeat=2)])
@pytest.mark.parametrize("shift_s", [-3.0, 0.0, 2.0, 11.0, 5000.0])
@pytest.mark.parametrize("deaf", [False, True])
def test_the_better_one_goes_before_and_the_other_fills(
    own: str, other: str, shift_s: float, *, deaf: bool
) -> None:
    """A strap is better than a wrist, and anybody than who heard nothing."""
    hr = [NAN] * len(OWN_HR) if deaf else OWN_HR
    beats = RrIntervals(t_s=np.array([1.0]), rr_ms=np.array([500.0]))
    noted = QualityNote(code="truncated", text="It is cut.")
    activity = made_streams.activity(
        made_streams.stream(OWN_T, hr), hr_source=own, rr=beats, notes=(noted,)
    )
    facts = made_sessions.facts(
        date(2026, 3, 1),
        [(60, 120)],
        hr_source=other,
        device="COROS PACE 3",
        start_utc=activity.start_utc + timedelta(seconds=shift_s),
    )
    stream = SessionStream.from_arrays(
        {"t_s": OTHER_T, "hr_raw_bpm": OTHER_HR, "rr_t_s": [2.0, 3.0], "rr_ms": [400.0, 410.0]}
    )

    joined = with_heart_rate(activity, facts, stream)

    first = deaf or (other == "chest" and own == "wrist")
    theirs = [nearest(at, shift_s) for at in OWN_T]
    pairs = zip(theirs, hr, strict=True) if first else zip(hr, theirs, strict=True)
    expected = [fills if np.isnan(before) else before for before, fills in pairs]
    np.testing.assert_array_equal(joined.stream.hr_bpm, expected)
    assert joined.hr_source == (other if first else own)
    assert joined.rr is not None
    if first:
        assert joined.rr.t_s.tolist() == [2.0 + shift_s, 3.0 + shift_s]
        assert joined.rr.rr_ms.tolist() == [400.0, 410.0]
    else:
        assert joined.rr is beats
    what = "Heart rate is" if first else "Heart rate where this one has none is"
    text = f"{what} from another recording of this run: {facts.id} (COROS PACE 3)."
    assert joined.notes == (noted, QualityNote(code="joined_heart_rate", text=text))


def test_who_gives_no_beats_takes_none_away_and_may_have_no_name() -> None:
    beats = RrIntervals(t_s=np.array([1.0]), rr_ms=np.array([500.0]))
    activity = made_streams.activity(
        made_streams.stream(OWN_T, OWN_HR), hr_source="wrist", rr=beats
    )
    facts = made_sessions.facts(
        date(2026, 3, 1), [(60, 120)], hr_source="chest", device=None, start_utc=activity.start_utc
    )
    stream = SessionStream.from_arrays({"t_s": [0.0], "hr_raw_bpm": [NAN]})

    joined = with_heart_rate(activity, facts, stream)

    assert joined.rr is beats
    np.testing.assert_array_equal(joined.stream.hr_bpm, OWN_HR)
    assert [note.text for note in joined.notes] == [
        f"Heart rate is from another recording of this run: {facts.id}."
    ]
