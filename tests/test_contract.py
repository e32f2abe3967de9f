"""The checker of JSON forms finds what is wrong; else its silence would mean nothing."""

from __future__ import annotations

import pytest
from support.json_forms import (
    complaints,
    day,
    instant,
    number,
    one_of,
    or_null,
    pair,
    share,
    text,
    whole,
)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (True, number),
        (float("nan"), number),
        ("1", number),
        (1.0, whole),
        (False, whole),
        (1.01, share),
        ("", text),
        ("2026-5-2", day),
        ("20260502", day),
        ("2026-05-02T10:00:00", instant),
        ("2026-05-02T10:00:00+00:00", instant),
        ("walk", one_of("run", "rest")),
        ([1], pair(whole)),
        ([1, 2.5], pair(whole)),
        (0.5, or_null(whole)),
        ({}, {"key": text}),
        ([{}], [{"key": text}]),
        ({"list": [{"key": None}]}, {"list": [{"key": text}]}),
    ],
)
def test_a_wrong_value_is_complained_about(value: object, form: object) -> None:
    assert complaints(value, form)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (1, number),
        (2.5, number),
        (0, whole),
        (1, share),
        ("2026-05-02", day),
        ("2026-05-02T10:00:00Z", instant),
        (None, or_null(whole)),
        ([128, 138], pair(whole)),
        ({"key": "a", "more": 1}, {"key": text}),
        ([], [{"key": text}]),
    ],
)
def test_a_right_value_is_not(value: object, form: object) -> None:
    assert complaints(value, form) == []
