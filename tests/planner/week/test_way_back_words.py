"""What opens the next stage of a way back, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ingest.diary import DiaryEntry
from planner.body.way_back import STAGES, standing_way_back, ways_back
from planner.week.way_back_words import opens_next

DAY = date(2026, 5, 18)


def test_the_last_stage_ends_it_after_three_times_and_the_others_open_the_next():
    said = [
        DiaryEntry(id="", day=DAY + timedelta(n), kind="pain", score=score, place="knee")
        for n, score in enumerate((7.0, 2.0, 1.0))
    ]
    way = standing_way_back(ways_back(said, (), DAY + timedelta(3)))
    assert way is not None
    told = [opens_next(replace(way, stage=stage)) for stage in range(1, len(STAGES) + 1)]
    assert all("Done twice" in one and "the next stage" in one for one in told[:-1])
    assert "Done three times" in told[-1]
    assert "the way back is over" in told[-1]
