"""What opens the next stage of a way back, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ingest.diary import DiaryEntry
from planner.body.way_back import STAGES, standing_way_back, ways_back
from planner.week.way_back_words import (
    of_this_week,
    opens_next,
    stage_note,
    stage_words,
    unanswered,
)

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


def test_a_stage_reached_in_the_week_comes_with_the_next_and_today_says_what_is_run_now():
    """The week shows the stage of its Monday; today must not name another run than the plan."""
    said = [
        DiaryEntry(id="", day=DAY + timedelta(n), kind="pain", score=score, place="knee")
        for n, score in enumerate((7.0, 2.0, 1.0))
    ]
    way = standing_way_back(ways_back(said, (), DAY + timedelta(3)))
    assert way is not None
    planned, now = stage_note(way, 4), replace(way, stage=5)
    assert planned is not None
    assert of_this_week(now, planned) == (4, STAGES[3].words)
    told = stage_words(now, DAY + timedelta(10), planned)
    assert f"stage 4 of 8: {STAGES[3].words}. Stage 5 is reached" in told
    assert STAGES[4].words not in told
    # one that was lost holds at once, and a plan of before the way back says nothing
    assert of_this_week(replace(way, stage=2), planned) == (2, STAGES[1].words)
    assert of_this_week(now, None) == (5, STAGES[4].words)


def test_who_logs_nothing_is_told_why_no_stage_is_opened():
    said = [
        DiaryEntry(id="", day=DAY + timedelta(n), kind="pain", score=score, place="knee")
        for n, score in enumerate((7.0, 2.0, 1.0))
    ]
    way = standing_way_back(ways_back(said, (), DAY + timedelta(3)))
    assert way is not None
    assert unanswered(replace(way, unanswered=1)) == ""
    assert "The last 6 runs have no entry of pain" in unanswered(replace(way, unanswered=6))
