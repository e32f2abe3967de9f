"""The single-session spike: bands as published, no denominator no ratio, breaks cut the licence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run

from planner.flags import distance_spike

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def steady(longest_km: float, *, last: int = 2) -> list:
    """Runs every third day for two months up to ``last`` days ago, none longer than that."""
    return [run(ago(days), km=longest_km) for days in range(last, 60, 3)]


def spike_of(km: float, *, before=None):
    return list(distance_spike.find(athlete(DAY, [*(before or steady(10)), run(DAY, km=km)])))


@pytest.mark.parametrize(
    ("km", "band"),
    [
        # 1.10 / 1.1001 / 1.30 / 1.31 / 2.00 / 2.01: the published edges
        (11.0, None),
        (11.001, "small"),
        (13.0, "small"),
        (13.1, "moderate"),
        (20.0, "moderate"),
        (20.1, "large"),
    ],
)
def test_bands_have_the_published_edges(km, band):
    flags = spike_of(km)
    if band is None:
        assert flags == []
        return
    (flag,) = flags
    assert f"({band} spike)" in flag.title
    assert flag.severity == ("act" if band == "large" else "watch")


def test_the_hazard_ratios_are_the_papers_own():
    assert [spike_of(km)[0].source.split("ratio ")[1][:4] for km in (12, 15, 25)] == [
        "1.64",
        "1.52",
        "2.28",
    ]


def test_without_a_run_in_thirty_days_there_is_no_ratio():
    assert spike_of(20, before=[run(ago(31), km=5), run(ago(40), km=5)]) == []
    assert spike_of(20, before=[run(ago(31), km=5)]) == []


def test_a_short_runner_needs_a_kilometre_of_excess():
    assert spike_of(2.9, before=steady(2)) == []
    assert len(spike_of(3.0, before=steady(2))) == 1


def test_after_three_weeks_off_the_old_long_run_licenses_sixty_percent():
    # last run 22 days ago: 21 days off; the planner's column says 60 %
    before = [run(ago(days), km=20) for days in (22, 24, 27)]
    (flag,) = spike_of(15, before=before)
    assert flag.evidence[0].value == pytest.approx(1.25)
    assert flag.evidence[1].baseline == pytest.approx(12_000)
    assert spike_of(13, before=before) == []


def test_the_cut_lasts_three_weeks_and_spares_runs_after_the_return():
    # ten days off end with a run 19 days ago; runs since then count whole
    returned = [run(ago(days), km=9) for days in (19, 13, 7, 1)]
    before = [run(ago(31), km=25), run(ago(30), km=20), *returned]
    share = 0.90 + (10 - 7) / (14 - 7) * (0.75 - 0.90)
    (flag,) = spike_of(22, before=before)
    assert flag.evidence[1].baseline == pytest.approx(20_000 * share, abs=0.1)
    # three weeks and more after the return nothing is cut
    older = [run(ago(30), km=20), run(ago(21), km=9), *returned]
    assert spike_of(22, before=older) == []


def test_a_beginners_first_minutes_are_never_too_long():
    assert spike_of(5, before=steady(2)) != []
    first = [*steady(2), run(DAY, km=5, minutes=21)]
    assert list(distance_spike.find(athlete(DAY, first))) == []
    longer = [*steady(2), run(DAY, km=5, minutes=22)]
    assert len(list(distance_spike.find(athlete(DAY, longer)))) == 1


def test_a_spike_stands_a_week_with_one_id():
    runs = [*steady(10), run(DAY, km=15)]
    standing = {
        DAY + timedelta(days=later): [
            flag.id for flag in distance_spike.find(athlete(DAY + timedelta(days=later), runs))
        ]
        for later in range(10)
    }
    assert [len(ids) for ids in standing.values()] == [1] * 7 + [0] * 3
    assert {ids[0] for ids in standing.values() if ids} == {"distance_spike-2026-05-20"}


def test_a_run_without_distance_is_no_spike():
    assert spike_of(None) == []


def test_in_the_first_fortnight_of_what_is_known_nothing_is_a_spike():
    def flags(first: int) -> list:
        runs = [run(ago(first), km=5), run(ago(3), km=5), run(DAY, km=10)]
        return list(distance_spike.find(athlete(DAY, runs)))

    assert flags(13) == []
    assert len(flags(14)) == 1


def test_the_very_first_run_is_no_spike():
    assert list(distance_spike.find(athlete(DAY, [run(DAY, km=20)]))) == []
