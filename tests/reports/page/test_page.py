"""The page as a document: what it says, what it escapes, that it asks the network for nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from time import process_time
from typing import TYPE_CHECKING

import pytest
from support.made_pages import logged, page_input, season_page, years_page
from support.made_sessions import facts, weeks_of_runs

from ingest.session.activity import Lap
from ingest.session.quality import QualityNote
from planner.athlete import build_athlete
from planner.flags.standing import standing_flags
from planner.profile.limits import Limits
from planner.profile.model import DatedCategory, Health, Profile
from reports.page.input import PageInput
from reports.page.render import render

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


def without_plotly(html: str) -> str:
    return re.sub(r'<script type="text/plain".*?</script>', "", html, flags=re.DOTALL)


def test_the_balance_stands_in_words_before_any_picture() -> None:
    """30 min of each 40 at the ceiling, 10 above: 75 %."""
    runs = [facts(TODAY - timedelta(days=n), [(1800, 140), (600, 141)]) for n in range(0, 28, 2)]
    html = without_plotly(page(runs))
    assert "Too little aerobic running" in html
    assert "75 % of the last 4 weeks" in words_of(html)
    assert html.index("75 % of the last 4 weeks") < html.index("<svg")


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
    assert sum(1 for tag, _ in elements.found if tag == "script") == 3
    assert not [tag for tag, _ in elements.found if tag == "img"]
    assert not [a for _, attrs in elements.found for a in attrs if a.startswith("on")]
    assert "{{7*7}}" in words_of(html)


def test_the_data_is_json_without_nan() -> None:
    html = page(weeks_of_runs(TODAY, 3))
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert data
    json.loads(data[1], parse_constant=lambda name: pytest.fail(f"{name} in the data"))


def test_nothing_is_asked_of_a_network() -> None:
    html = without_plotly(page(weeks_of_runs(TODAY, 3)))
    assert "default-src &#39;none&#39;" in html
    for tag, attrs in Elements(html).found:
        for name in ("src", "href", "action", "data", "srcset"):
            target = attrs.get(name)
            assert target is None or target.startswith(("#", "data:,")), (tag, target)
    assert "@import" not in html
    assert "url(" not in html


def test_plotly_stands_in_it_once() -> None:
    html = page(weeks_of_runs(TODAY, 3))
    assert html.count("* plotly.js v") == 1


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
    html = without_plotly(page(made))
    ids = {attrs.get("id") for tag, attrs in Elements(html).found if tag == "section"}
    assert {"now", "balance", "progress", "load", "week", "sessions", "whatif", "method"} <= ids
    assert "None" not in words_of(html)
    assert "nan" not in words_of(html).lower().split()


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_hostile_laps_and_notes_stay_text() -> None:
    bad = facts(
        TODAY,
        [(3000, 130)],
        laps=(Lap(start_s=0, end_s=9, name=HOSTILE), Lap(start_s=9, end_s=30, intensity=HOSTILE)),
        quality=(QualityNote(code="x_y", text=HOSTILE),),
        device=HOSTILE,
    )
    html = page([bad])
    assert sum(1 for tag, _ in Elements(html).found if tag == "script") == 3
    texts = data_of(html)["traces"]["texts"]
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
    assert "Secret Watch" in whole
    shared = without_plotly(render(replace(given, athlete=named, redact=True)).decode())
    for private in ("Secret", "1986", "achilles", "Achilles", "knee", 'id="wellness"', "48 s"):
        assert private not in shared, private
    assert "Too little aerobic running" in shared
    assert data_of(shared)["charts"].keys() >= {"weeks", "distribution", "speed"}


def test_since_and_until_bound_charts_and_table() -> None:
    made = weeks_of_runs(TODAY, 10)
    since, until = TODAY - timedelta(days=20), TODAY - timedelta(days=10)
    html = page(made, since=since, until=until)
    rows = re.findall(r'<tr id="s\d+"><td>([\d-]+)', html)
    assert rows
    assert all(str(since) <= day <= str(until) for day in rows)
    assert len(rows) == sum(1 for one in made if since <= one.start_utc.date() <= until)


def test_imperial_units() -> None:
    athlete = build_athlete(
        profile=replace(PROFILE, units="imperial"),
        facts=[facts(TODAY, [(3600, 130)], distance_m=16093.44)],
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


def test_five_years_are_light_and_quick() -> None:
    """Under 1.5 MB without plotly.js; under 2 s of processor time to make."""
    given = years_page(5)
    assert len(given.athlete.sessions) == 1040
    started = process_time()
    document = render(given)
    assert process_time() - started < 2.0
    assert len(without_plotly(document.decode()).encode()) < 1_500_000


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
    given = page_input([facts(TODAY, [(3000, 130)])], profile=medicine)
    assert "this is arithmetic, not advice" in words_of(render(given).decode())
    assert "not advice" not in words_of(page([facts(TODAY, [(3000, 130)])]))
