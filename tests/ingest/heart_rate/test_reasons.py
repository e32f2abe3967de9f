"""The archive stores a reason by its number: no two are one, and each has its words."""

from __future__ import annotations

from collections import Counter

from ingest.heart_rate.reasons import WORDS, Reason


def test_no_two_reasons_share_a_number() -> None:
    numbers = Counter(int(reason) for reason in Reason.__members__.values())
    assert max(numbers.values()) == 1


def test_a_reason_keeps_the_number_that_archives_hold() -> None:
    """Those of facts version 1 on; a new one takes a new number."""
    measured = [
        "CLEAN",
        "MISSING",
        "DROPOUT",
        "OUT_OF_RANGE",
        "SPIKE",
        "FLAT_LINE",
        "START_UP",
        "CADENCE_LOCK",
    ]
    later = ["DOUBLE_OR_HALF", "TOO_LOW", "TOO_HIGH", "CATCH_UP", "SET_OFF"]
    names = dict(enumerate([*measured, *later])) | {20: "FILLED", 21: "HELD", 22: "BEATS"}
    assert {int(one): one.name for one in Reason} == names


def test_each_reason_has_its_own_words() -> None:
    assert set(WORDS) == set(Reason)
    assert len(set(WORDS.values())) == len(Reason)
