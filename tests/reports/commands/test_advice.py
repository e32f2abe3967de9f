"""`advice`: where to look, and what a clinician has to see first."""

from __future__ import annotations

import json

import pytest
from support.command_line import aerobase

from ingest.diary.kinds import PLACES
from planner.flags.advice import where_to_look


@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_the_diary_has_an_answer(place):
    answer = aerobase("advice", place)
    assert answer.code == 0
    assert "no diagnosis" in answer.out
    assert "see a clinician if any of these apply" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80
    told = " ".join(answer.out.split())
    assert all(line in told for line in where_to_look(place))
    if not where_to_look(place):
        assert "The Sock Doc's video says nothing of this place" in told


def test_another_word_for_a_place_is_that_place():
    tendon = json.loads(aerobase("advice", "tendon", "--json").out)
    assert tendon["place"] == "achilles"
    assert tendon["evidence_strength"] == "source only"
    assert {"tendon-snap", "quinolone"} <= {one["name"] for one in tendon["asks"]}


def test_a_place_that_is_none():
    answer = aerobase("advice", "mood")
    assert answer.code == 2
    assert "mood" in answer.err
