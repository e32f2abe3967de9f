"""What a plug-in gives is a text, a word or a number that can be shown, or is refused in words."""

from __future__ import annotations

import pytest

from ingest.plugins import PluginError
from planner.plugged.values import checked_number, checked_text, checked_word

PLAIN = "note is empty, longer than 400 letters, or no plain text"


@pytest.mark.parametrize("text", ["a", "Über 5 %", "x" * 400, " a "])
def test_a_plain_text_is_taken_as_it_is(text):
    assert checked_text(text, "note") == text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", PLAIN),
        ("  ", PLAIN),
        ("x" * 401, PLAIN),
        ("two\nlines", PLAIN),
        ("\x1b[31m", PLAIN),
        (None, "note is NoneType, which is no text"),
        (3, "note is int, which is no text"),
        (b"a", "note is bytes, which is no text"),
    ],
)
def test_what_cannot_be_shown_is_no_text(value, said):
    with pytest.raises(PluginError) as refused:
        checked_text(value, "note")
    assert str(refused.value) == said


def test_only_where_it_may_be_empty_it_is():
    assert checked_text("", "unit", empty=True) == ""
    for value in ("x" * 401, "a\tb"):
        with pytest.raises(PluginError) as refused:
            checked_text(value, "unit", empty=True)
        assert str(refused.value) == "unit is empty, longer than 400 letters, or no plain text"


def test_a_word_is_one_of_those_named():
    words = ("note", "watch")
    assert [checked_word(one, "severity", words) for one in words] == ["note", "watch"]
    for value, told in (("act", "'act'"), ("", "''"), (None, "None"), (["note"], "['note']")):
        with pytest.raises(PluginError) as refused:
            checked_word(value, "severity", words)
        assert str(refused.value) == f"severity is {told}, none of note, watch"


@pytest.mark.parametrize(
    ("value", "found"), [(None, None), (3, 3.0), (0, 0.0), (-2.5, -2.5), (1e300, 1e300)]
)
def test_a_number_is_finite_or_unknown(value, found):
    assert checked_number(value, "limit") == found
    assert found is None or isinstance(checked_number(value, "limit"), float)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "limit is bool, which is no number"),
        ("3", "limit is str, which is no number"),
        (float("nan"), "limit is nan: unknown is None"),
        (float("-inf"), "limit is -inf: unknown is None"),
    ],
)
def test_what_is_no_number_is_refused(value, said):
    with pytest.raises(PluginError) as refused:
        checked_number(value, "limit")
    assert str(refused.value) == said
