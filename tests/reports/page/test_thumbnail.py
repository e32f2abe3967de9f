"""The small picture of a run: rust above the ceiling, gaps where nothing was judged, or hatched."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from support.made_pages import PAGES, PROFILE, page_input, season_page, season_sessions
from support.packed import packed_in

from planner.profile.model import Health
from reports.page.render import render
from reports.page.runs import sessions_by_row
from reports.page.thumbnail import Thumbnail, thumbnails

POINT = 4  # steps of a trace in each of its 30 points


def drawn(hr_bpm: np.ndarray, *, medicine: bool = False) -> Thumbnail | None:
    """Return the picture of one run with this trace, under a ceiling of 140 bpm or none."""
    made, traces = season_sessions("too_hard")
    trace = replace(traces[made[-1].id], hr_bpm=np.asarray(hr_bpm, np.uint8))
    profile = replace(PROFILE, health=Health(rate_medicine=medicine))
    given = page_input([made[-1]], profile=profile, traces={made[-1].id: trace})
    return thumbnails(sessions_by_row(given), given.traces).get("s1")


@pytest.mark.parametrize(
    ("bpm", "under", "above"),
    [
        (140, "M0 16V6h30V16z", ""),
        (120, "M0 16V11h30V16z", ""),
        (60, "M0 16V15h30V16z", ""),  # little is still something
        (152, "M0 16V6h30V16z", "M0 6V3h30V6z"),
        (220, "M0 16V6h30V16z", "M0 6V0h30V6z"),  # and no more than fits
    ],
)
def test_four_beats_a_unit_from_the_ceiling(bpm: int, under: str, above: str) -> None:
    assert drawn(np.full(120, bpm)) == Thumbnail(under=under, above=above, judged=True)


def test_it_rises_with_the_heart() -> None:
    bpm = np.r_[np.full(40, 100), np.full(40, 140), np.full(40, 160)]
    found = drawn(bpm)
    assert found is not None
    assert found.under == "M0 16V15h10V6h20V16z"  # 100 would lie on the foot, which draws nothing
    assert found.above == "M0 6V6h20V1h10V6z"


def test_what_was_left_out_is_a_gap() -> None:
    bpm = np.full(120, 140)
    bpm[10 * POINT + 1] = 0  # one step of a point is enough
    bpm[20 * POINT : 25 * POINT] = 0
    found = drawn(bpm)
    assert found is not None
    assert found.under == "M0 16V6h10V16h1V6h9V16h5V6h5V16z"


def test_a_short_run_is_drawn_as_wide() -> None:
    assert drawn(np.full(7, 140)) == Thumbnail(under="M0 16V6h30V16z", above="", judged=True)


def test_without_a_ceiling_nothing_is_above_it() -> None:
    assert drawn(np.full(120, 160), medicine=True) == Thumbnail(
        under="M0 16V1h30V16z", above="", judged=False
    )


def test_without_heart_rate_it_is_hatched_and_says_so() -> None:
    assert drawn(np.zeros(120)) is None
    html = render(PAGES["no heart rate"]()).decode()
    cells = re.findall(r'<td class="beats">(.*?)</td>', html)
    assert cells
    assert set(cells) == {'<i role="img" aria-label="no heart rate"></i>'}


def test_every_row_has_one() -> None:
    given = season_page("too_hard")
    rows = packed_in(render(given).decode())["runs"]
    assert rows.count("viewBox") == len(given.athlete.sessions) == len(given.traces)
