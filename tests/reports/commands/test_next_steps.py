"""Commands that the program names are commands that it takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.command_line import aerobase
from support.made_athletes import said

from planner.week.words import CHECKS, RAISES_CHECK, unanswered
from planner.words import LOG
from reports.terminal.table import wrapped

DAY = date(2026, 5, 20)
MEANT = {"0-10": "3", "SECONDS": "40", "N": "20"}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", LOG.values(), ids=LOG)
def test_each_check_is_logged_by_the_command_it_names(command):
    words = [MEANT.get(word, word) for word in command.split()[1:]]
    answer = aerobase(*words)
    assert answer.code == 0, answer.err


@pytest.mark.parametrize("check", [*CHECKS, RAISES_CHECK])
def test_each_check_names_its_command_whole_and_on_one_line(check):
    lines = wrapped(check, indent="    ")
    assert max(map(len, lines)) <= 80
    (command,) = [one for one in LOG.values() if one in check]
    assert any(command in line for line in lines)


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
