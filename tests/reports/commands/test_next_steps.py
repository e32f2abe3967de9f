"""Commands that the program names are commands that it takes."""

from __future__ import annotations

import pytest
from support.command_line import aerobase

from planner.week.words import CHECKS, RAISES_CHECK
from planner.words import LOG
from reports.terminal.table import wrapped

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
