"""The archive stores a reason by its number: no two are one, and each has its words."""

from __future__ import annotations

from collections import Counter

from ingest.heart_rate.reasons import WORDS, Reason


def test_no_two_reasons_share_a_number() -> None:
    numbers = Counter(int(reason) for reason in Reason.__members__.values())
    assert max(numbers.values()) == 1


def test_each_reason_has_its_own_words() -> None:
    assert set(WORDS) == set(Reason)
    assert len(set(WORDS.values())) == len(Reason)
