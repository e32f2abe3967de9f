"""Days as they are typed: what each form means, and what is refused because it may be two."""

from __future__ import annotations

from datetime import date

import pytest

from reports.said.days import day_said
from reports.said.model import SaidError

WEDNESDAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-05-18", date(2026, 5, 18)),
        ("2026-5-8", date(2026, 5, 8)),
        ("2026/05/18", date(2026, 5, 18)),
        ("20260518", date(2026, 5, 18)),
        ("today", WEDNESDAY),
        (" Yesterday ", date(2026, 5, 19)),
        ("tomorrow", date(2026, 5, 21)),
        ("-1", date(2026, 5, 19)),
        ("-30", date(2026, 4, 20)),
        ("3 days ago", date(2026, 5, 17)),
        ("mon", date(2026, 5, 18)),
        ("Wed", WEDNESDAY),
        ("thurs", date(2026, 5, 14)),
        ("last Sunday", date(2026, 5, 17)),
        ("18 May", date(2026, 5, 18)),
        ("18 may 2025", date(2025, 5, 18)),
        ("May 18", date(2026, 5, 18)),
        ("May 18th, 2024", date(2024, 5, 18)),
        ("mon 18 May", date(2026, 5, 18)),
        ("21 May", date(2025, 5, 21)),  # the last such day, not the next
        ("1 Sept", date(2025, 9, 1)),
        ("18.5.", date(2026, 5, 18)),
        ("18.05.2025", date(2025, 5, 18)),
        ("18/5", date(2026, 5, 18)),
        ("5/18", date(2026, 5, 18)),
        ("5/5", date(2026, 5, 5)),
        ("29 Feb", date(2024, 2, 29)),
    ],
)
def test_what_a_form_means(text, meant):
    assert day_said(text, WEDNESDAY) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("21 May", date(2026, 5, 21)), ("18 May", date(2027, 5, 18))]
)
def test_ahead_it_is_the_next_such_day(text, meant):
    assert day_said(text, WEDNESDAY, ahead=True) == meant


def test_in_a_week_that_is_named_a_weekday_is_of_that_week():
    assert day_said("sun", WEDNESDAY, monday=date(2026, 5, 25)) == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5/6", "2025-06-05 (Thu 5 Jun) or 2026-05-06 (Wed 6 May)"),
        ("5/6/2026", "2026-06-05"),
        ("31.2.2026", "is not a day"),
        ("31 Feb", "is not a day"),
        ("2026-13-01", "is not a day"),
        ("Tue 18 May", "Monday 18 May 2026 is not a Tuesday"),
        ("t", "is not a day"),
        ("ma 18", "is not a day"),
        ("18 Ju 2025", "is not a day"),
        ("18.5.26", "is not a day"),  # which century is not guessed
        ("0026-05-18", "no day of our time"),
        ("soon", "yesterday"),
        ("", "is not a day"),
    ],
)
def test_what_is_refused(text, says):
    with pytest.raises(SaidError) as refused:
        day_said(text, WEDNESDAY)
    assert says in str(refused.value)
