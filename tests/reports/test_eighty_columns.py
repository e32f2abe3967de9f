"""Nothing that is printed is wider than 80 columns, and no word is cut at a line's end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

from planner import cli

TODAY = ("--today", "2026-05-20")
TEXTS = (
    (), ("status",), ("today",), ("plan",), ("plan", "--next"), ("plan", "--season"),
    ("plan", "--explain"), ("plan", "--limits"), ("flags",), ("flags", "-v", "--all"),
    ("flags", "--limits"), ("sessions", "--all"), ("balance",), ("balance", "--zones"),
    ("balance", "--speed"), ("load",), ("load", "--acwr"), ("thresholds",),
    ("thresholds", "tests"), ("wellness",), ("log", "list"), ("log", "redflag"),
    ("log", "sides"), ("doctor",), ("advice", "achilles"),
)  # fmt: skip
WRONG = (
    ("sessions", "--since", "never"), ("plan", "move", "mon"), ("log", "pain", "4"),
    ("log", "pain", "4", "achiles"), ("log", "redflag", "heart"), ("init", "--category", "e"),
    ("thresholds", "set", "lthhr", "160"), ("export", "sessions", "--format", "x"),
    ("import", "nowhere"), ("report", "-o", "nowhere/page.html"), ("frobnicate",),
    ("log", "note", "x", "--date", "5/6"), ("today", "11"),
)  # fmt: skip


@pytest.fixture
def runner(home, tmp_path, monkeypatch):
    """Twelve weeks of runs, some too far, a sore calf and knee, stress."""
    monkeypatch.chdir(tmp_path)
    fill(home, weeks_of_runs(date(2026, 5, 19), 12))
    for words in (("pain", "4", "left", "soleus"), ("pain", "2", "right", "knee"), ("stress", "8")):
        aerobase("log", *words, "--today", "2026-05-19")
    aerobase("plan", *TODAY)
    return home


def too_wide(text, home):
    """Return the lines wider than 80; a path is as long as it is."""
    places = (str(home), str(Path.cwd()))
    return [
        line for line in text.splitlines() if len(line) > 80 and not any(p in line for p in places)
    ]


@pytest.mark.parametrize("words", TEXTS, ids=" ".join)
def test_every_text(runner, words):
    answer = aerobase(*words, *(() if words[:1] in {(), ("advice",)} else TODAY))
    assert answer.code in {0, 3}, answer.err
    assert too_wide(answer.out, runner) == []


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_every_refusal(runner, words):
    answer = aerobase(*words, answers=["n"])  # a terminal would break lines itself
    assert answer.code in {1, 2, 130}
    assert too_wide(answer.err, runner) == []


def paths(command, ctx, names=()):
    yield names
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            if inner is not None and not inner.hidden:
                yield from paths(inner, click.Context(inner, parent=ctx), (*names, name))


@pytest.mark.parametrize("columns", ["80", "60"])
def test_every_help(home, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    root = click.Context(cli.app, info_name="aerobase")
    for names in paths(cli.app, root):
        told = aerobase(*names, "--help").out
        assert too_wide(told, home) == [], names
