"""The week as a sheet: what stands on paper, what must not, and how the exercises are drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from support.made_pages import page_input
from support.made_sheets import SHEETS, following

from planner.week.words import CHECKS
from planner.words import weekday
from reports.page.render import render
from reports.page.sheet import NOTHING, on_paper

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
BOX = '<i class="box">'


def rendered(page) -> str:
    return render(page).decode()


def sheet_of(page) -> str:
    """Return the HTML of the printed sheet."""
    html = rendered(page)
    week = re.search(r'<section id="week".*?</section>', html, re.DOTALL)
    assert week
    return week[0].split('<div class="sheet" hidden>')[1]


def screen_of(page) -> str:
    week = re.search(r'<section id="week".*?</section>', rendered(page), re.DOTALL)
    assert week
    return week[0].split('<div class="sheet" hidden>')[0]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def short(day: date) -> str:
    """Return "Mon 18"."""
    return f"{weekday(day)[:3]} {day.day}"


def rows(html: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)


def test_a_full_week_has_a_line_for_each_day_with_boxes_and_pain():
    page = SHEETS["seven days"]()
    html = sheet_of(page)
    assert "<h2>Week of Monday 18 May</h2>" in html
    assert 'Name <i class="write"></i>' in html
    assert "Pain this morning, 0-10" in text_of(html)
    lines = rows(html)
    assert len(lines) == 7
    for line, day in zip(lines, page.plan.days, strict=True):
        said = text_of(line)
        assert said.startswith(f"{short(day.date)} ")
        runs = [run for run in (day.run, *day.more_runs) if run.duration_s]
        assert line.count(BOX) == len(runs) + len(day.strength)
        assert 'class="pain"><i class="write">' in line
    test = "MAF test 1 h 00 min 131-134 bpm; 12 min easy, then 30 min at 131-134 bpm"
    assert test in text_of(html)
    assert "Easy run 1 h 22 min 124-134 bpm Deep squat hold, 3 min" in text_of(html)


def test_without_beats_the_words_lead_and_what_stops_stands_first():
    said = text_of(sheet_of(SHEETS["pregnant"]()))
    assert "Speak in full sentences, breathe through the nose" in said
    assert "bpm" not in said
    assert said.index("Stop, and ask your midwife or doctor") < said.index("Call for help now:")
    assert "No formula ceiling: pregnancy. Whole sentences are the measure." in said


def test_a_patient_reads_run_and_walk_the_first_cue_and_the_stop_signs():
    said = text_of(sheet_of(SHEETS["patient"]()))
    assert "Run and walk 20 min 102-112 bpm; 10 x 1 min run, 1 min walk" in said
    assert "Fingertips on a wall, rear toes on the floor, no weight." in said
    assert "Achilles or heel pain 3: heels raised" in said
    for sign in (
        "Call for help now: chest pain or short of breath;",
        "Stop, and see a clinician today: a pop, snap or kick in the calf or heel;",
        "Stop, and see a clinician before you run or train again:",
        "over 5, no run until it is down to 2",
    ):
        assert sign in said
    assert "Ceiling 112 bpm (180-formula, could be off by 20 bpm either way)" in said


def test_the_signs_that_stand_are_told_first_and_nothing_is_asked():
    html = sheet_of(SHEETS["stopped"]())
    said = text_of(html)
    assert "Chest pain or short of breath: This is an emergency: call for help now." in said
    assert "walk as much as is comfortable; less is always right." in said
    assert BOX not in html
    assert "<svg" not in html


def test_what_was_done_is_ticked():
    page = SHEETS["season"]()
    html = sheet_of(page)
    done = next(day for day in page.plan.days if day.done and day.done.sessions)
    (line,) = [row for row in rows(html) if f">{short(done.date)}<" in row]
    assert "Done: 43 min" in text_of(line)


@pytest.mark.parametrize("after", [False, True], ids=["this week", "next week"])
@pytest.mark.parametrize("name", sorted(SHEETS))
def test_no_command_is_on_paper(name, after):
    page = SHEETS[name]()
    said = text_of(sheet_of(following(page) if after else page))
    assert not re.search(r"aerobase|`|--|\b[A-Z]{4,}\b", said), said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (CHECKS[1], "Light knee bend on each leg: pain, weak or wobbly?"),
        ("Your birth date gives one: aerobase init --birth-date DAY.", ""),
        ("First. Run `aerobase plan` then. Last.", "First. Last."),
        ("Call: This is one. Call.", "Call: This is one. Call."),
    ],
)
def test_sentences_with_a_command_stay_off_paper(said, kept):
    assert on_paper(said) == kept


def test_checks_are_asked_with_what_is_counted():
    said = text_of(sheet_of(SHEETS["seven days"]()))
    assert "Checks on Friday" in said
    assert "Light knee bend on each leg: pain, weak or wobbly? 0-10 left right" in said
    assert "seconds left and right. seconds left right" in said


def test_without_a_plan_the_paper_says_why_without_a_command():
    bare = replace(page_input([]), plan=None)
    assert text_of(sheet_of(bare)) == NOTHING
    why = "No week can be planned: nothing has been run. Run `aerobase init` first."
    html = sheet_of(replace(bare, no_plan=why))
    assert text_of(html) == "No week can be planned: nothing has been run."
    shared = sheet_of(replace(SHEETS["patient"](), redact=True))
    assert "made to be shared" in text_of(shared)
    assert "<table" not in shared


def hostile(plan):
    """Return a plan of a newer version whose every text is hostile."""
    days = []
    for day in plan.days:
        run = None if day.run is None else replace(day.run, kind=HOSTILE, effort=HOSTILE)
        lifts = tuple(
            replace(one, exercise=HOSTILE, level=HOSTILE, cues=(HOSTILE,), why=HOSTILE)
            for one in day.strength
        )
        days.append(replace(day, run=run, strength=lifts, checks=(HOSTILE,)))
    return replace(plan, days=tuple(days), why=(HOSTILE,))


def test_every_text_of_a_plan_is_escaped():
    page = SHEETS["patient"]()
    html = rendered(replace(page, week=hostile(page.plan)))
    week = re.search(r'<section id="week".*?</section>', html, re.DOTALL)
    assert week
    assert "<script" not in week[0]
    assert "<img" not in week[0]
    assert "&lt;img src=x" in week[0]


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("seven days", ["balance", "squat", "hinge"]),
        ("patient", ["balance", "squat-raised", "hinge-supported"]),
        ("stopped", []),
    ],
)
def test_only_the_exercises_of_the_week_are_drawn_as_the_rung_asks(name, drawn):
    page = SHEETS[name]()
    for at, html in (("how", screen_of(page)), ("paper", sheet_of(page))):
        assert re.findall(rf'<title id="{at}-([\w-]+)-title">', html) == drawn


def test_drawings_are_told_as_well_as_drawn_and_follow_the_theme():
    html = rendered(SHEETS["patient"]())
    figures = re.findall(r'<svg class="pose".*?</svg>', html, re.DOTALL)
    assert len(figures) == 6
    for figure in figures:
        labels = re.search(r'role="img" aria-labelledby="([\w-]+) ([\w-]+)"', figure)
        assert labels
        assert f'<title id="{labels[1]}">' in figure
        assert f'<desc id="{labels[2]}">' in figure
        assert all(html.count(f'id="{name}"') == 1 for name in labels.groups())
        assert not re.search(r"#[0-9a-f]{3}|rgb|style=|stroke=|fill=|http", figure)


def test_an_exercise_has_its_doses_its_days_and_every_cue_once():
    said = text_of(screen_of(SHEETS["seven days"]()))
    how = said[said.index("How each exercise is done") :]
    assert "S2 full depth, heels down: 3 min ; every day" in how
    assert "S3 full depth with a light weight: 60 s with 4 kg ; Tue, Sun" in how
    assert "If you like, besides the rest" in how
    assert how.count("Heels down, back as straight as possible") == 1


def test_the_year_stands_where_it_is_not_this_one():
    page = SHEETS["patient"]()
    later = replace(page.plan, week_start=date(2027, 1, 4))
    assert "Week of Monday 4 January 2027" in sheet_of(replace(page, week=later))


def test_twice_the_same_bytes():
    page = following(SHEETS["patient"]())
    assert render(page) == render(page)
