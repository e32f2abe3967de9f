"""The page as a document: what it says, what it escapes, that it asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from support.made_pages import logged, page_input, season_page, years_page
from support.made_sessions import facts, weeks_of_runs
from support.packed import packed_in, without_packed

from ingest.session.lap import Lap
from ingest.session.quality import QualityNote
from planner.athlete import build_athlete
from planner.flags.standing import standing_flags
from planner.profile.limits import Limits
from planner.profile.model import DatedCategory, Health, Profile
from reports import words
from reports.page.input import PageInput
from reports.page.render import render
from reports.page.runs import STANDING

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts
    from planner.athlete import Athlete

TODAY = date(2026, 5, 20)
PROFILE = Profile(birth_date=date(1986, 1, 1), categories=(DatedCategory(category="c"),))  # 140 bpm
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028&amp;'\"{{7*7}}"


def seen(made: list[SessionFacts]) -> Athlete:
    return build_athlete(profile=PROFILE, facts=made, wellness=(), events=(), today=TODAY)


def page(made: list[SessionFacts], **changes: object) -> str:
    athlete = seen(made)
    given = PageInput(athlete=athlete, flags=standing_flags(athlete), plan=None)
    return render(replace(given, **changes)).decode()  # type: ignore[arg-type]


class Elements(HTMLParser):
    """Collects elements with their attributes, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


def words_of(html: str) -> str:
    return " ".join(" ".join(Elements(html).text).split())


def data_of(html: str, name: str) -> Any:
    return json.loads(packed_in(html)[name])


def test_the_balance_stands_in_words_before_any_picture() -> None:
    """30 min of each 40 at the ceiling, 10 above: 75 %."""
    runs = [facts(TODAY - timedelta(days=n), [(1800, 140), (600, 141)]) for n in range(0, 28, 2)]
    html = without_packed(page(runs))
    assert "Too much running above the ceiling" in html
    assert "75 % of the last 4 weeks" in words_of(html)
    assert html.index("75 % of the last 4 weeks") < html.index("<svg")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("easy", "Today: easy 45 min, up to 140 bpm."),
        ("rest", "Rest today."),
        ("maf_test", "Today: MAF test 45 min."),
    ],
)
def test_one_sentence_says_what_to_do_today_and_next(kind: str, says: str) -> None:
    given = page_input(weeks_of_runs(TODAY - timedelta(days=1), 8))
    assert given.plan is not None
    easy = next(day.run for day in given.plan.days if day.run and day.run.kind == "easy")
    run = replace(easy, kind=kind, duration_s=0 if kind == "rest" else 2700, band_bpm=(130, 140))
    days = [
        replace(one, run=run) if one.date == TODAY
        else replace(one, run=replace(easy, duration_s=2400, band_bpm=(130, 140)))
        for one in given.plan.days
    ]  # fmt: skip
    plan = replace(given.plan, days=tuple(days))
    head = re.search(r"<h1.*?</h1>", render(replace(given, plan=plan)).decode(), re.DOTALL)
    assert head
    assert words_of(head[0]) == f"{says} Next: Thursday, easy 40 min, up to 140 bpm."


def test_a_stop_has_the_first_word() -> None:
    signs = [logged(TODAY, "redflag", values={"name": "chest-pain"})]
    html = render(page_input(weeks_of_runs(TODAY, 8), events=signs)).decode()
    head = re.search(r"<h1.*?</h1>", html, re.DOTALL)
    assert head
    assert words_of(head[0]).startswith("Stop: ")
    assert "Next" not in head[0]


def test_flags_stand_with_their_evidence_and_what_the_plan_does() -> None:
    athlete = seen(weeks_of_runs(TODAY, 8, bpm=160))
    flags = standing_flags(athlete)
    assert flags
    said = words_of(page(weeks_of_runs(TODAY, 8, bpm=160)))
    for flag in flags:
        assert flag.title in said
        assert flag.effect in said
        assert flag.evidence[0].what in said


def test_every_string_from_a_file_is_escaped() -> None:
    bad = facts(TODAY, [(3000, 130)], name=HOSTILE, device=HOSTILE, sub_sport=HOSTILE)
    html = page([bad])
    elements = Elements(html)
    assert [a.get("type") for tag, a in elements.found if tag == "script"].count(None) == 1
    assert not [tag for tag, _ in elements.found if tag == "img"]
    assert not [a for _, attrs in elements.found for a in attrs if a.startswith("on")]
    assert "{{7*7}}" in words_of(html)


def test_the_data_is_json_without_nan() -> None:
    found = packed_in(page(weeks_of_runs(TODAY, 3)))
    assert found.keys() == {"charts", "plotly", "runs", "traces", "whatif"}
    for name in found.keys() - {"plotly"}:
        json.loads(found[name], parse_constant=lambda name: pytest.fail(f"{name} in the data"))


def test_nothing_is_asked_of_a_network() -> None:
    html = without_packed(page(weeks_of_runs(TODAY, 3)))
    assert "default-src &#39;none&#39;" in html
    for tag, attrs in Elements(html).found:
        for name in ("src", "href", "action", "data", "srcset"):
            target = attrs.get(name)
            assert target is None or target.startswith(("#", "data:,")), (tag, target)
    assert "@import" not in html
    assert "url(" not in html


def test_plotly_stands_in_it_once() -> None:
    html = page(weeks_of_runs(TODAY, 3))
    assert "plotly.js v" not in html
    source = packed_in(html)["plotly"]
    assert source.count("* plotly.js v") == 1
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    assert f"sha256-{digest}" in html  # the policy admits it as it is unpacked


def test_same_input_same_bytes() -> None:
    assert page(weeks_of_runs(TODAY, 8)) == page(weeks_of_runs(TODAY, 8))


@pytest.mark.parametrize(
    "made",
    [
        [],
        [facts(TODAY, [(1800, 130)])],
        [facts(TODAY - timedelta(days=n), [(1800, 0)]) for n in range(5)],
        [facts(TODAY, [(1800, 130)], sport="cycling")],
    ],
    ids=["nothing", "one run", "no heart rate", "no run"],
)
def test_little_or_nothing_is_still_a_page(made: list[SessionFacts]) -> None:
    html = without_packed(page(made))
    ids = {attrs.get("id") for tag, attrs in Elements(html).found if tag == "section"}
    assert {"today", "warnings", "week", "runs", "method"} <= ids
    assert "None" not in words_of(html)
    assert "nan" not in words_of(html).lower().split()


def test_hostile_laps_and_notes_stay_text() -> None:
    bad = facts(
        TODAY,
        [(3000, 130)],
        laps=(Lap(start_s=0, end_s=9, name=HOSTILE), Lap(start_s=9, end_s=30, intensity=HOSTILE)),
        quality=(QualityNote(code="x_y", text=HOSTILE),),
        device=HOSTILE,
    )
    html = page([bad])
    assert [a.get("type") for tag, a in Elements(html).found if tag == "script"].count(None) == 1
    texts = data_of(html, "traces")["texts"]
    assert HOSTILE in texts  # whole, as text
    assert HOSTILE not in html  # and never as markup


def test_a_page_to_share_holds_nothing_private() -> None:
    given = season_page("too_hard")
    named = replace(
        given.athlete,
        sessions=tuple(
            replace(one, facts=replace(one.facts, name="Secret Loop", device="Secret Watch"))
            for one in given.athlete.sessions
        ),
    )
    whole = render(replace(given, athlete=named)).decode()
    assert "Secret Loop" in whole
    assert "Secret Watch" in packed_in(whole)["traces"]
    html = render(replace(given, athlete=named, redact=True)).decode()
    found = packed_in(html)
    del found["plotly"]
    shared = "".join([without_packed(html), *found.values()])
    for private in ("Secret", "1986", "achilles", "Achilles", "knee", 'id="wellness"', "48 s"):
        assert private not in shared, private
    assert "Too much running above the ceiling" in shared
    assert data_of(html, "charts")["figures"].keys() >= {"distribution", "speed"}


def test_since_and_until_bound_charts_and_table() -> None:
    made = weeks_of_runs(TODAY, 10)
    since, until = TODAY - timedelta(days=20), TODAY - timedelta(days=10)
    html = page(made, since=since, until=until)
    rows = [words_of(cell) for cell in re.findall(r'<tr id="s\d+"><td>(.*?)</td>', html)]
    inside = [one.start_utc.date() for one in made if since <= one.start_utc.date() <= until]
    assert rows == [words.day(day) for day in reversed(inside)]
    assert len(data_of(html, "runs")["html"]) == len(rows)


def test_no_line_ends_inside_a_band_or_an_option() -> None:
    html = render(season_page("too_hard")).decode()
    assert 'band <span class="whole">130-140\xa0bpm</span>.' in html
    checks = re.findall(r"<li>([^\n]*aerobase log [^\n]*)</li>", html)
    assert checks
    assert all("--" not in re.sub('<span class="whole">[^<]*</span>', "", one) for one in checks)


def test_imperial_units() -> None:
    athlete = build_athlete(
        profile=replace(PROFILE, units="imperial"),
        facts=[
            facts(TODAY - timedelta(days=9 * n), [(3600, 130)], distance_m=16093.44)
            for n in range(3)
        ],
        wellness=(),
        events=(),
        today=TODAY,
    )
    said = words_of(render(PageInput(athlete=athlete, flags=(), plan=None)).decode())
    assert "10.0 mi" in said
    assert " km" not in said


def test_both_sides_of_a_ladder_stand_beside_each_other() -> None:
    said = words_of(render(season_page("too_hard")).decode())
    assert "B1 on Fri 15 May: left 60 s, right 48 s" in said


def test_five_years_are_light() -> None:
    """The page of 1,040 runs stays under 3 MB, and has few elements before anything is opened."""
    given = years_page(5)
    assert len(given.athlete.sessions) == 1040
    html = render(given).decode()
    assert len(html.encode()) < 3_000_000
    assert len(Elements(without_packed(html)).found) < 12_000
    assert len(re.findall(r'<tr id="s\d+">', html)) == STANDING
    assert len(data_of(html, "runs")["html"]) == 1040
    years = data_of(html, "years")
    assert [year.count("<tr data-said") for year in years] == [52, 52, 52, 52, 1]


def test_the_first_days_are_one_screen_of_what_comes_next() -> None:
    """Up to two days of runs: no figure, nothing but words under 200 KB."""
    for made in ([], [facts(TODAY - timedelta(days=n), [(1800, 130)]) for n in (0, 3)]):
        html = page(made)
        assert len(html.encode()) < 200_000
        assert "packed-plotly" not in html
        assert 'id="year"' not in html
    assert 'id="year"' in page([facts(TODAY - timedelta(days=n), [(1800, 130)]) for n in range(3)])


def test_the_method_says_the_limits_in_force() -> None:
    own = Limits(own={"aerobic_share_base": 0.85, "class_aerobic_share": 0.75})
    athlete = build_athlete(
        profile=replace(PROFILE, limits=own), facts=[facts(TODAY, [(3600, 130)])], wellness=(),
        events=(), today=TODAY,
    )  # fmt: skip
    said = words_of(render(PageInput(athlete=athlete, flags=(), plan=None)).decode())
    assert "85 % of the known running time" in said.replace("85%", "85 %")
    assert "Aerobic: at least 75" in said
    assert "0.85 1 (default 0.9)" in said


def test_each_side_has_its_own_rung() -> None:
    """At 40 the gate of B1 is 41 s (Springer 2007) twice running; only the left has it."""
    events = [
        logged(TODAY - timedelta(days=ago), "balance-test", side=side,
               values={"level": "B1", "seconds": seconds})
        for ago in (9, 2)
        for side, seconds in (("left", 44), ("right", 20))
    ]  # fmt: skip
    said = words_of(render(page_input([], events=events)).decode())
    assert "Each side for itself: left B2, right B1" in said


def test_a_name_that_is_no_text_costs_nothing_but_itself() -> None:
    html = page([facts(TODAY, [(3000, 130)], name="bad\udcff\x00name")])
    assert "bad?" in html


def test_without_a_ceiling_the_slider_is_not_advice() -> None:
    medicine = replace(PROFILE, health=Health(rate_medicine=True))
    given = page_input(weeks_of_runs(TODAY, 2), profile=medicine)
    assert "this is arithmetic, not advice" in words_of(render(given).decode())
    assert "not advice" not in words_of(page(weeks_of_runs(TODAY, 2)))
