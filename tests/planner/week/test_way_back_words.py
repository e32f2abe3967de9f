"""What opens the next stage of a way back, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ingest.diary import DiaryEntry
from planner.body.way_back import STAGES, WayBack, standing_way_back, ways_back
from planner.week.way_back_words import (
    begins,
    of_this_week,
    open_questions,
    opens_next,
    stage_note,
    stage_words,
    unanswered,
    waits,
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


def stands(**changes):
    """Return the way back of a left knee, stopped on Friday with a 7, begun today at stage 2."""
    values = {
        "place": "knee",
        "side": "left",
        "stopped": DAY - timedelta(3),
        "begins": DAY,
        "stage": 2,
        "score": 1.0,
        "scored": DAY,
        "physiotherapist": False,
    }
    return WayBack(**(values | changes))


OPENS = "Done twice with pain of 2 or less during it and the next morning, then the next stage."
LAST = "Last: 1 of 10 on Mon 18 May."


def test_where_it_stands_whole():
    not_yet, later = stands(begins=None, score=4.0), stands(begins=DAY + timedelta(6))
    assert [waits(one, DAY) for one in (None, not_yet, later, stands())] == [
        False,
        True,
        True,
        False,
    ]
    assert not waits(later, DAY + timedelta(6))
    assert begins(not_yet) == "begins when the pain is down to 2"
    assert begins(later) == "begins on Sun 24 May"
    walk = "walk as much as you like without pain."
    assert stage_words(not_yet, DAY) == (
        f"Way back (left knee): it begins when the pain is down to 2; {walk} "
        "Last: 4 of 10 on Mon 18 May."
    )
    assert stage_words(later, DAY) == (
        f"Way back (left knee): it begins on Sun 24 May; {walk} {LAST}"
    )
    stage = "Way back (left knee), stage 2 of 8: 6 x 2 min run, 1 min walk."
    assert stage_words(stands(), DAY) == f"{stage} {OPENS} {LAST}"
    for well, times in ((1, "once"), (2, "twice"), (3, "3 times")):
        assert stage_words(stands(well=well), DAY) == (
            f"{stage} {OPENS} This one was done well {times} so far. {LAST}"
        )
    assert stage_words(stands(stage=3), DAY, stage_note(stands())) == (
        f"{stage[:-1]}. Stage 3 is reached; this week stays as it was planned. {LAST}"
    )
    last = stage_words(stands(stage=8), DAY)
    assert "stage 8 of 8: 30 min run. Done three times with pain of 2 or less" in last


def test_only_the_plan_of_its_own_place_and_of_a_way_begun_keeps_its_stage():
    now = stands(stage=3)
    for other in (stands(begins=None), stands(side="right"), stands(place="hip"), stands(stage=3)):
        assert of_this_week(now, stage_note(other)) == (3, STAGES[2].words)


def test_what_a_plan_keeps_of_it():
    assert stage_note(None) is None
    note = stage_note(stands(score=1.5))
    assert (note.stage, note.stages, note.words) == (2, 8, "6 x 2 min run, 1 min walk")
    assert (note.place, note.side, note.begins) == ("knee", "left", DAY)
    assert (note.last_result, note.opens_next) == ("1.5 of 10 on Mon 18 May", OPENS)


def test_raises_are_named_for_what_they_load():
    raises = (
        "From its first run on, once a day on days without a run: heel raises, first on both legs, "
        "later on one, "
    )
    said = {one: opens_next(stands(place=one)) for one in ("achilles", "soleus", "foot", "hip")}
    assert [one for one, words in said.items() if words == OPENS] == ["hip"]
    for place in ("achilles", "soleus", "foot"):
        assert said[place].startswith(f"{OPENS} {raises}")
        assert said[place].endswith(" (not from the Sock Doc's video).")


def test_what_it_has_to_know():
    """JUDGEMENT 3: pain during it and the next morning; the last run is asked about on its day."""
    during = (
        "Pain during the run of Sun 17 May, 0 to 10? "
        "(aerobase log pain knee left during --score N --date 2026-05-17)"
    )
    morning = "Pain this morning, 0 to 10? (aerobase today --pain N --place knee --side left)"
    before, ran = DAY - timedelta(1), {"ran": DAY - timedelta(1)}
    assert open_questions(stands(), DAY) == ()
    assert open_questions(stands(**ran), DAY) == ()
    assert open_questions(stands(unanswered=1, **ran), DAY) == (during,)
    assert open_questions(stands(scored=before), DAY) == (morning,)
    assert open_questions(stands(unanswered=1, scored=before, **ran), DAY) == (during, morning)
    assert unanswered(stands(unanswered=2)) == (
        " The last 2 runs have no entry of pain, and open nothing (aerobase log pain N knee left)."
    )
