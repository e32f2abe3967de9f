"""What of a heart rate was not judged, told as stretches, said a second time."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.heart_rate.left_out import left_out, stretches_left_out
from ingest.heart_rate.reasons import WORDS, Reason

KEPT = {Reason.CLEAN, Reason.FILLED, Reason.HELD, Reason.BEATS}
PARTS = st.lists(st.tuples(st.sampled_from(list(Reason)), st.integers(1, 9)), max_size=40)


@given(PARTS)
def test_the_twelve_longest_stretches_of_five_seconds_or_more(parts) -> None:
    """A sample a second; a stretch lasts until the next sample of another reason."""
    reasons = [reason for reason, count in parts for _ in range(count)]
    long, at = [], 0
    for reason, group in groupby(reasons):
        end = at + len(list(group))
        until = min(end, len(reasons) - 1)
        if reason not in KEPT and until - at >= 5:
            long.append((float(at), float(until), reason))
        at = end
    longest = sorted(long, key=lambda one: (one[0] - one[1], one[0]))[:12]

    found = stretches_left_out(np.arange(float(len(reasons))), np.array(reasons, np.uint8))

    assert found == tuple(sorted(longest))


def test_each_is_told_by_name_and_in_words() -> None:
    reason = np.array([Reason.SPIKE] * 6 + [Reason.CLEAN] * 3, np.uint8)
    (found,) = left_out(np.arange(9.0) * 2, reason)
    assert (found.start_s, found.end_s) == (0, 12)
    assert (found.reason, found.why) == ("spike", WORDS[Reason.SPIKE])
    assert left_out(np.empty(0), np.empty(0, np.uint8)) == ()
