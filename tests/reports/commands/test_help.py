"""`help` says what `--help` says, and everything as a manual page."""

from __future__ import annotations

import re

import click
import pytest
from support.command_line import aerobase

from planner import cli


@pytest.mark.parametrize("words", [(), ("plan",), ("plan", "move"), ("log", "pain")])
def test_help_is_the_help_of_the_command(words):
    told = aerobase("help", *words)
    assert told.code == 0
    assert told.out == aerobase(*words, "--help").out


@pytest.mark.parametrize(
    ("words", "says"), [(("plam",), "Did you mean plan?"), (("status", "x"), "no commands")]
)
def test_what_is_no_command(words, says):
    answer = aerobase("help", *words)
    assert answer.code == 2
    assert says in answer.err


def test_every_command_is_listed_under_one_time():
    listed = [name for names in cli.WHEN.values() for name in names]
    assert sorted(listed) == sorted(cli.COMMANDS)


def test_the_manual_has_every_command_and_every_option():
    page = aerobase("help", "--man").out
    plain = page.replace("\\-", "-")
    context = click.Context(cli.app, info_name="aerobase")
    for name in cli.COMMANDS:
        command = cli.app.get_command(context, name)
        assert f".SS aerobase {name}" in plain
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.opts[0] in plain
    assert not re.search(r"^['.](?!TH|SH|SS|PP|TP|B |nf|fi)", page, re.MULTILINE)
    assert page.isascii()  # roff reads bytes
