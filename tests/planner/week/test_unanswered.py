"""Which of the week's self-checks the day's entries have answered."""

from __future__ import annotations

from datetime import date, timedelta

from support.made_athletes import said

from planner.week.words import CHECKS, unanswered

DAY = date(2026, 5, 20)


def tender(place, side, day=DAY):
    return said(day, "tenderness", score=0, place=place, side=side)


def test_what_is_answered_today_is_not_asked_again():
    soleus, bend, glute, stand = CHECKS
    both = [tender("soleus", "left"), tender("soleus", "right")]
    assert unanswered(CHECKS, both, DAY) == (bend, glute, stand)
    assert unanswered(CHECKS, both[:1], DAY) == CHECKS  # one side is half an answer
    assert unanswered(CHECKS, both, DAY + timedelta(days=1)) == CHECKS
    assert unanswered((soleus, glute), [tender("glute-medius", "both")], DAY) == (soleus,)
    bent = said(DAY, "knee-bend-test", score=1, place="knee", side="both")
    assert unanswered((bend, stand), [bent], DAY) == (stand,)
    assert unanswered(("Rest.",), both, DAY) == ("Rest.",)  # what asks for no entry stays
