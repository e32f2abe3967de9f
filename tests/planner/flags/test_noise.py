"""How often the checks speak over two real years: warnings that cry wolf are a fault of the rule.

Read without an archive: every file decoded, derived and judged in this process.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from support.evidence_tables import onsets_and_days, rows_of

from ingest.fit import read_fit
from ingest.imports.derive import derive
from planner.athlete import build_athlete
from planner.flags.history import flag_history
from planner.flags.standing import FlagDays
from planner.profile.model import DatedCategory, Profile, ThresholdEntry

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.session.facts import SessionFacts
    from planner.flags.history import Episode

pytestmark = pytest.mark.real_files

TODAY = date(2026, 5, 20)
RUNNER = Profile(
    birth_date=date(1980, 5, 1),
    categories=(DatedCategory(category="c"),),
    zone=ZoneInfo("Europe/Madrid"),
)
WEEKS = 100  # from the first run, in June 2024
LOUD = {"watch", "act", "stop"}


@cache
def facts_of(folder: Path) -> tuple[SessionFacts, ...]:
    found = []
    for path in sorted(folder.glob("*.fit")):
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        activities = read_fit(data).activities
        found += [derive(one, sha256=sha256, leg=leg)[0] for leg, one in enumerate(activities)]
    return tuple(found)


@pytest.fixture(scope="module", params=[None, 165.0], ids=["180-formula", "165 entered"])
def days(shared: Path, request: pytest.FixtureRequest) -> FlagDays:
    entered = () if request.param is None else (ThresholdEntry(method="entered", value_bpm=165.0),)
    person = build_athlete(
        profile=Profile(
            birth_date=RUNNER.birth_date,
            categories=RUNNER.categories,
            zone=RUNNER.zone,
            thresholds=entered,
        ),
        facts=facts_of(shared / "fit" / "series"),
        wellness=(),
        events=(),
        today=TODAY,
    )
    return FlagDays(person)


@pytest.fixture(scope="module")
def episodes(days: FlagDays) -> tuple[Episode, ...]:
    return flag_history(days, days.athlete.sessions[0].local_date)


def test_onsets_and_standing_days_are_those_of_the_evidence(days):
    onsets, standing = onsets_and_days(days)
    place = 1 if days.athlete.profile.thresholds else 0
    told = {
        (check, severity): (int(cells[2 * place]), int(cells[2 * place + 1]))
        for check, severity, *cells in rows_of("Each day is judged with")
    }
    loud = ("all", "watch or worse")
    assert told.pop(loud) == (onsets.pop(loud), standing.pop(loud))
    assert {key: cells for key, cells in told.items() if any(cells)} == {
        key: (onsets[key], standing[key]) for key in standing
    }


def test_a_warning_a_month_is_plenty(episodes):
    loud = [episode for episode in episodes if episode.flag.severity in LOUD]
    assert len(loud) / WEEKS < 0.3  # one a week would be noise


def test_the_one_act_is_a_run_of_twice_the_month_before(episodes):
    (act,) = (episode for episode in episodes if episode.flag.severity == "act")
    assert (act.flag.check, act.first_day) == ("distance_spike", date(2026, 2, 26))
    ratio, distance = act.flag.evidence
    assert ratio.value > 2
    assert distance.value == pytest.approx(11_282, abs=30)


def test_no_check_speaks_more_than_once_a_month(episodes):
    onsets = Counter(episode.flag.check for episode in episodes)
    assert max(onsets.values()) / (WEEKS / 4.35) <= 1.0, onsets
