"""Tables fit, colour is never the only carrier, nothing from a file reaches the terminal raw."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from reports.terminal import Column, bar, columns_wide, paint, table
from reports.terminal.table import breadth, wrapped

COLUMNS = (Column(head="name", shrinks=True), Column(head="km", align="right"))


def test_columns_line_up():
    assert table(COLUMNS, [["Long run", "12.0"], ["Easy", "5.25"]]) == [
        "name        km",
        "Long run  12.0",
        "Easy      5.25",
    ]


def test_what_shrinks_gives_way():
    lines = table(COLUMNS, [["x" * 200, "12.0"]])

    assert len(lines[1]) == 80
    assert lines[1].endswith("…  12.0")


@given(st.lists(st.tuples(st.text(), st.text("0123456789.", max_size=8)), max_size=5))
def test_no_line_is_wider_than_80_or_holds_a_control_character(rows):
    for line in table(COLUMNS, rows):
        assert breadth(line) <= 80
        assert line.isprintable()


def test_bars_in_eighths():
    assert (bar(0, 10), bar(1, 10), bar(2, 10)) == ("", "█" * 10, "█" * 10)
    assert bar(0.5, 1) == "▌"
    assert bar(0.25, 10) == "██▌"


def test_colour_on_a_terminal_only(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert paint("aerobic", "green") == "aerobic"
    assert columns_wide() == 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert paint("aerobic", "green") == "\x1b[32maerobic\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("aerobic", "green") == "aerobic"


def test_a_command_and_a_share_are_not_torn_apart():
    words = "log it with (aerobase log knee-bend-test) while 90 % stand"
    for wide in range(20, 60):
        joined = "\n".join(wrapped(words, wide=wide))
        assert "knee-bend-test" in joined
        assert "90 %" in joined
        assert ("(aerobase log knee-bend-test)" in joined) is (wide >= 29)
