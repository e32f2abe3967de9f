"""The week's JSON says every field of the week: none is forgotten when one is added."""

from __future__ import annotations

from dataclasses import fields

import pytest

from planner.week import model
from reports.documents import plan


@pytest.mark.parametrize(
    ("value", "document", "beside"),
    [
        (model.Plan, plan.PlanDocument, set()),
        (model.Day, plan.DayDocument, {"review"}),
        (model.Run, plan.RunDocument, set()),
        (model.Strength, plan.StrengthDocument, set()),
        (model.Dose, plan.DoseDocument, set()),
        (model.Done, plan.DoneDocument, set()),
        (model.Unmet, plan.UnmetDocument, set()),
        (model.Score, plan.ScoreDocument, set()),
    ],
)
def test_every_field_of_a_week_is_a_key(value, document, beside):
    assert set(document.__annotations__) == {field.name for field in fields(value)} | beside
