"""The drawing of where to press: only while a small sign stands, and readable without seeing it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

TODAY = ("--today", "2026-05-18")
SOLEUS, GLUTE = "press-soleus", "press-glute-medius"


@pytest.fixture
def page(home, tmp_path):
    fill(home, weeks_of_runs(date(2026, 5, 17), 4))

    def html(*entries: tuple[str, ...]) -> str:
        for words in entries:
            answer = aerobase("log", *words, *TODAY)
            assert answer.code == 0, answer.err
        answer = aerobase("report", "-o", str(tmp_path / "page.html"), *TODAY)
        assert answer.code == 0, answer.err
        return (tmp_path / "page.html").read_text("utf-8")

    return html


def drawn(html: str) -> list[str]:
    return re.findall(r'<figure class="press" id="([\w-]+)">', html)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("tenderness", "3", "left"), [SOLEUS]),
        (("pain", "2", "achilles", "left"), [SOLEUS]),
        (("pain", "1", "knee", "left"), [SOLEUS, GLUTE]),
        (("pain", "1", "knee-lateral", "left"), [GLUTE]),
        (("pain", "2", "hip", "left"), [GLUTE]),
        (("balance-test", "--left", "20", "--right", "40"), [GLUTE]),
        (("pain", "2", "thigh", "left"), []),
        (("pain", "0", "knee", "left"), []),
        (("tenderness", "--left", "4", "--right", "4"), []),  # both calves: questions first
    ],
)
def test_what_is_drawn_is_where_the_small_sign_points(page, words, shown):
    assert drawn(page(words)) == shown


def test_nothing_is_drawn_beside_a_sign(page):
    assert drawn(page(("pain", "1", "knee", "left"), ("redflag", "fainting"))) == []


def test_it_is_told_as_well_as_drawn_and_needs_no_network(page):
    html = page(("pain", "1", "knee", "left"))
    figures = re.findall(r'<figure class="press".*?</figure>', html, re.DOTALL)
    assert len(figures) == 2
    for figure in figures:
        labels = re.search(r'role="img" aria-labelledby="([\w-]+) ([\w-]+)"', figure)
        assert labels
        assert f'<title id="{labels[1]}">' in figure
        assert f'<desc id="{labels[2]}">' in figure
        assert "20 to 30 s, test again after" in figure
        assert "http" not in figure
        assert not re.search(r"#[0-9a-f]{3}|rgb", figure)  # colours follow light and dark
        assert all(html.count(f'id="{name}"') == 1 for name in labels.groups())
