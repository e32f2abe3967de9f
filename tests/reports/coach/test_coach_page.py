"""The page of a coach as a document: what it says, what it escapes, whom it names."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from support.made_coached import (
    TODAY,
    ago,
    easy,
    failed,
    fifty,
    in_trouble,
    judged,
    newcomer,
    pain,
    red_flag,
    rising_achilles,
    squad,
    well,
)

from reports.coach.model import Squad
from reports.coach.render import render

HOSTILE = "</details><script>alert(1)</script><img src=x onerror=alert(2)>&amp;'\"{{7*7}}"


class Rows(HTMLParser):
    """Collects the elements, and the text of each athlete: the line, and what it opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = []
        self.opened: list[str] = []
        self.into: list[str] | None = None
        self.rest: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        row = dict(attrs).get("class") or ""
        if tag == "details" and row.startswith("row "):
            self.opened.append("")
        if tag == "summary" and row == "cells":
            self.lines.append("")
            self.into = self.lines

    def handle_endtag(self, tag: str) -> None:
        if tag == "summary" and self.into is self.lines:
            self.into = self.opened
        if tag == "details" and self.into is self.opened:
            self.into = None

    def handle_data(self, data: str) -> None:
        if self.into is None:
            self.rest.append(data)
        else:
            self.into[-1] = " ".join(f"{self.into[-1]} {data}".split())


def page(*athletes, names=None) -> Rows:
    return Rows(render(squad(*athletes), names).decode())


def whole(*athletes) -> str:
    return render(squad(*athletes)).decode()


# One file


def test_same_athletes_same_bytes() -> None:
    assert render(fifty()) == render(Squad(today=TODAY, athletes=fifty().athletes[::-1]))


def test_fifty_are_light_and_ask_nothing_of_anybody() -> None:
    data = render(fifty())
    assert len(data) < 2_000_000
    found = Rows(data.decode()).found
    assert not {"script", "iframe", "img", "form", "base"} & {tag for tag, _ in found}
    addresses = {value for _, attrs in found for name, value in attrs.items()
                 if name in {"src", "href", "action", "data"}}  # fmt: skip
    assert addresses == {"#board", "data:,"}
    policies = [attrs["content"] for tag, attrs in found if "http-equiv" in attrs]
    assert len(policies) == 1
    assert "default-src 'none'; script-src 'none';" in str(policies[0])
    assert not re.search(r"url\(|@import", data.decode())


def test_what_a_table_says_stays_text() -> None:
    row = red_flag("x")
    sign = row.flags[0] | dict.fromkeys(
        ("title", "evidence", "do_today", "evidence_strength"), HOSTILE
    )
    day = row.days[0] | {"kind": HOSTILE, "effort": HOSTILE, "duration_s": 60, "squat": HOSTILE}
    said = {"date": TODAY.isoformat(), "place": HOSTILE, "side": HOSTILE, "when": HOSTILE,
            "score": 3.0, "limp": True}  # fmt: skip
    week = row.weeks[0] | {"reason": HOSTILE}
    hostile = replace(
        row, alias=HOSTILE, flags=(sign,), days=(day,), pains=(said,), weeks=(week,),
        triage=row.triage | {"headline": HOSTILE, "ceiling_method": HOSTILE},
    )  # fmt: skip
    html = render(squad(hostile, failed(HOSTILE)), {HOSTILE: HOSTILE}).decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{7*7}}" in html


def test_an_alias_that_is_no_text_costs_nothing_but_itself() -> None:
    assert b"a?b" in render(squad(failed("a\ud800b")))


# Who


def test_nobody_is_named_unasked() -> None:
    line = page(newcomer("a1")).lines[0]
    assert "a1" in line
    assert "by their aliases" in whole(newcomer("a1"))


def test_names_that_are_given_stand_before_the_alias_and_others_keep_theirs() -> None:
    told = page(newcomer("a1"), newcomer("a2"), names={"a1": "Anna Berg", "x9": "Not Here"})
    assert "Anna Berg a1" in told.lines[0]
    assert "a2" in told.lines[1]
    assert "Not Here" not in " ".join((*told.lines, *told.opened, *told.rest))


# What


def test_a_line_says_why_since_when_and_on_what() -> None:
    line = page(rising_achilles("a1")).lines[0]
    for said in ("Act", "Morning pain rising: 1 on Thu, 2 on Sun, 4 on Tue, 5 on Wed", "5/10",
                 "17 May", "100 %", "5 Achilles", "last run 1 d", "diary today"):  # fmt: skip
        assert said in line, said


def test_the_headline_counts_who_needs_a_word_today() -> None:
    assert "<h1>Six of 50 athletes need a word today</h1>" in render(fifty()).decode()
    assert "<h1>One of 2 athletes needs a word today</h1>" in whole(red_flag("a"), well("b", 0))
    assert "<h1>One of 1 athlete needs a word today</h1>" in whole(red_flag("a"))
    nobody = "<h1>No sign that needs a word today, of 2 athletes</h1>"
    assert nobody in whole(well("a", 0), failed("b"))


def test_the_six_lead() -> None:
    lines = Rows(render(fifty()).decode()).lines
    assert len(lines) == 50
    for alias in in_trouble().values():
        assert any(f"{alias} " in line for line in lines[:8]), alias


def test_a_row_opens_seven_days_with_kind_minutes_band_and_strength() -> None:
    opened = page(judged("a1", easy())).opened[0]
    for day in ("Mon 18", "Tue 19", "Wed 20", "Thu 21", "Fri 22", "Sat 23", "Sun 24"):
        assert day in opened
    assert "Easy run" in opened
    assert re.search(r"\d\d min", opened)
    assert "130-140 bpm" in opened
    assert re.search(r"squat\sS\d", opened)
    assert "45 min, 100 % aerobic" in opened  # Tuesday's


def test_each_warning_has_the_strength_of_its_evidence() -> None:
    opened = page(rising_achilles("a1")).opened[0]
    assert "Evidence for the rule: moderate" in opened
    assert "The athlete is told: Have a physiotherapist or clinician look at it" in opened
    assert "Wed 20 May: left Achilles 5/10, next morning" in opened


def test_weak_evidence_and_own_choice_are_said_once() -> None:
    html = render(fifty()).decode()
    assert html.count("Most warnings rest on weak evidence") == 1
    assert html.count("our own choice") == 1
    assert html.count("Nothing here is a diagnosis") == 1


def test_pain_stands_by_side() -> None:
    line = page(judged("a1", easy(), [pain(1, 2.0, "right", "knee"), pain(1, 0.0)])).lines[0]
    assert "pain left 0 " in line
    assert "pain right 2 knee" in line


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"load_ratio": 1.44, "running_ratio": 3.0}, "load 1.4\N{MULTIPLICATION SIGN}"),
        ({"load_ratio": None, "running_ratio": 0.5}, "load 0.5\N{MULTIPLICATION SIGN} min"),
        ({"load_ratio": None, "running_ratio": None}, "load -"),
        ({"plan_kept": True}, "plan kept"),
        ({"plan_kept": False, "plan_asked_s": 60.0, "last_week_s": 0.0}, "plan not kept"),
        ({"plan_kept": None}, "plan -"),
        ({"aerobic_4_weeks_frac": 0.8999}, "89 %"),
        ({"aerobic_4_weeks_frac": None}, "aerobic, 4 weeks -"),
        ({"days_since_run": 0}, "last run today"),
        ({"days_since_run": None}, "last run -"),
        ({"days_since_diary": 3}, "diary 3 d"),
    ],
)
def test_cells_say_what_the_triage_has(cells: dict[str, object], said: str) -> None:
    row = well("a1", 0)
    assert said in page(replace(row, triage=row.triage | cells)).lines[0]


# What is missing


def test_a_failed_athlete_has_the_reason_and_no_made_up_cell() -> None:
    told = page(failed("a1"))
    assert "Not judged No files were found." in told.lines[0]
    assert "No files were found." in told.opened[0]
    assert "%" not in told.lines[0]
    assert "No warning stands" not in told.opened[0]


def test_a_table_that_cannot_be_read_is_named() -> None:
    told = page(replace(well("a1", 1), flags=(), unread=("flags", "diary")))
    assert "what stands in flags and diary cannot be read" in told.lines[0]
    assert "flags and diary" in told.opened[0]
    assert "No warning stands" not in f"{told.lines[0]} {told.opened[0]}"


def test_who_has_done_and_said_nothing_yet_says_so() -> None:
    told = page(newcomer("a1"))
    assert "Nothing known No run and no word yet" in told.lines[0]


def test_nobody_is_a_page_too() -> None:
    html = render(Squad(today=None, athletes=())).decode()
    assert "No athlete is in these tables" in html
    assert "need a word" not in html


def test_old_pain_is_not_said_again() -> None:
    opened = page(judged("a1", easy(), [pain(27, 1.0), pain(28, 3.0)])).opened[0]
    assert f"{ago(27).day} Apr: left Achilles 1/10" in opened
    assert f"{ago(28).day} Apr: left Achilles 3/10" not in opened
