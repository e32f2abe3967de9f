"""Every number leads to how it is made, every entry is led to, and each says where it is from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.made_pages import PAGES, season_page
from support.packed import packed_in, without_packed

from planner.flags.checks import CHECKS
from planner.profile.limits import Limits
from reports.page.charts import SECTIONS, all_charts
from reports.page.how import KINDS, OF_CHART, OF_CHECK, OF_SECTION, PRIVATE, entries
from reports.page.render import render
from reports.words import Units

DOCS = Path(__file__).parents[3] / "docs"
KEYS = {one.key for one in entries(Limits(), Units())}
# What a reader sees a number of: where it stands, its kind, and the entry that says how.
SHOWN = [
    ("today", "share of four weeks", "aerobic-share"),
    ("today", "target", "target"),
    ("today", "time without heart rate", "left-out"),
    ("today", "ceiling, its span and band", "ceiling"),
    ("today", "minutes run", "time"),
    ("today", "minutes planned", "planned"),
    ("year", "kilometres of a week", "distance"),
    ("year", "hours of a week", "time"),
    ("year", "climb of a week", "climb"),
    ("year", "share of a week", "aerobic-share"),
    ("year", "longest run of a week", "longest-run"),
    ("year", "pain of a week", "pain"),
    ("progress", "pace at the ceiling", "aerobic-speed"),
    ("progress", "pace at each heart rate", "pace-at-heart-rate"),
    ("progress", "drift", "drift"),
    ("progress", "drift map", "drift-map"),
    ("progress", "resting heart rate", "resting"),
    ("warnings", "evidence of a warning", "warnings"),
    ("warnings", "base weeks", "hard-running"),
    ("week", "minutes of a run", "planned"),
    ("week", "kilometres of a run", "planned-distance"),
    ("week", "band", "ceiling"),
    ("week", "leg load", "leg-load"),
    ("week", "seconds of an exercise", "ladders"),
    ("week", "weeks ahead", "outlook"),
    ("runs", "km", "distance"),
    ("runs", "Time", "time"),
    ("runs", "Pace", "pace"),
    ("runs", "HR and its picture", "heart-rate"),
    ("runs", "Aerobic", "aerobic-share"),
    ("runs", "Climb", "climb"),
    ("runs", "Feel", "feel"),
    ("runs", "an opened run's class", "class"),
    ("runs", "its splits and laps", "splits"),
    ("runs", "its seconds left out", "left-out"),
    ("runs", "its drift", "drift"),
    ("load", "time at each beat", "beats"),
    ("load", "HRSS", "load"),
    ("load", "fitness, fatigue, form", "fitness"),
    ("load", "monotony and strain", "monotony"),
    ("load", "longest run over those before", "longest-run"),
    ("whatif", "balance under another ceiling", "what-if"),
    ("whatif", "classes under it", "class"),
]


class Linked(HTMLParser):
    """Collects by section what is linked, and every id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.entries: set[str] = set()
        self.links: dict[str, set[str]] = {}
        self.figures: dict[str, set[str]] = {}
        self.flags: dict[str, set[str]] = {}
        self._at = self._figure = self._flag = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("id", "")
        self.ids.add(name)
        if tag == "dt":
            self.entries.add(name)
        if tag == "section":
            self._at = name
        elif tag == "figure":
            self._figure = name
            self.figures[name] = set()
        elif tag == "details" and name.startswith("flag-"):
            self._flag = name
            self.flags[name] = set()
        target = given.get("href", "")
        if target.startswith("#"):
            self.links.setdefault(self._at, set()).add(target[1:])
            for held, where in ((self.figures, self._figure), (self.flags, self._flag)):
                if where:
                    held[where].add(target[1:])

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._figure = ""
        if tag == "section":
            self._flag = ""

    @property
    def hows(self) -> set[str]:
        return {one for found in self.links.values() for one in found if one.startswith("how-")}


@cache
def page(name: str) -> str:
    if name == "to share":
        return render(replace(season_page("too_hard"), redact=True)).decode()
    return render(PAGES[name]()).decode()


@pytest.mark.parametrize("name", ["season", "empty", "one run", "no heart rate", "to share"])
def test_every_link_has_its_target_and_every_entry_is_led_to(name: str) -> None:
    html = page(name)
    found = Linked(without_packed(html))
    targets = {one for links in found.links.values() for one in links}
    assert targets <= found.ids
    assert found.entries == found.hows
    packed = "".join(text for key, text in packed_in(html).items() if key in {"runs", "years"})
    assert set(re.findall(r"how-[\w-]+", packed)) <= found.hows


@pytest.mark.parametrize(
    ("section", "kind", "key"), SHOWN, ids=[f"{section}: {kind}" for section, kind, _ in SHOWN]
)
def test_every_kind_of_number_leads_to_how_it_is_made(section: str, kind: str, key: str) -> None:
    assert key in KEYS, kind
    assert f"how-{key}" in Linked(without_packed(page("season"))).links[section], kind


def test_every_figure_and_every_warning_has_its_links() -> None:
    found = Linked(without_packed(page("season")))
    charts = {name for name, hows in found.figures.items() if name in OF_CHART}
    assert len(charts) == 8
    for name in charts:
        assert {f"how-{key}" for key in OF_CHART[name]} <= found.figures[name]
    assert found.flags
    assert all("how-warnings" in hows for hows in found.flags.values())
    drawn = all_charts(season_page("too_hard"), Units())
    assert {chart.id for section in SECTIONS for chart in drawn[section]} <= OF_CHART.keys()


def test_no_entry_is_made_for_nothing_and_no_link_leads_nowhere() -> None:
    led_to = {
        key for of in (OF_SECTION, OF_CHART, OF_CHECK) for keys in of.values() for key in keys
    }
    assert led_to | {"warnings"} == KEYS
    assert PRIVATE <= KEYS
    assert OF_CHECK.keys() <= {check.name for check in CHECKS}


@pytest.mark.parametrize("one", entries(Limits(), Units()), ids=lambda one: one.key)
def test_each_entry_has_its_place_in_the_documents_and_says_how_sure_it_is(one) -> None:
    file, _, heading = one.where.partition(" ")
    headings = re.findall(r"^#+ (.+)$", (DOCS / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert any(line == heading or line.startswith(f"{heading} ") for line in headings)
    assert one.kind in KINDS
    assert one.source
    assert one.how.endswith(".")
