"""The stored stream: every array travels by name, unknown stays unknown."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from ingest.session.stream import LAYOUT, SessionStream


def test_the_layout_names_every_field_in_order() -> None:
    assert [column.name for column in LAYOUT] == [field.name for field in fields(SessionStream)]


def test_arrays_come_back_as_they_went() -> None:
    stream = SessionStream.from_arrays(
        {
            "t_s": [0.0, 1.0, 2.5],
            "hr_raw_bpm": [120, np.nan, 122],
            "hr_reason": [0, 1, 0],
            "pauses_s": [1.0, 2.0],
            "rr_ms": [500.0, 510.0],
            "rr_t_s": [0.5, 1.0],
        }
    )
    again = SessionStream.from_arrays(stream.arrays())
    assert again.pauses_s.shape == (1, 2)
    for name, values in stream.arrays().items():
        np.testing.assert_array_equal(again.arrays()[name], values)


def test_a_column_an_older_store_lacks_is_unknown_not_zero() -> None:
    stream = SessionStream.from_arrays({"t_s": [0.0, 1.0]})
    assert np.isnan(stream.speed_m_s).all()
    assert len(stream.speed_m_s) == 2
    assert len(stream.rr_ms) == 0
    assert stream.pauses_s.shape == (0, 2)
