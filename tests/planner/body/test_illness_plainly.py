"""Illness said a second time, day by day: what is logged lasts until it is over, or by itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import said

from planner.body.illness import illnesses_on

FIRST = date(2026, 3, 1)


def on(number):
    return FIRST + timedelta(days=number)


@st.composite
def diaries(draw):
    days = sorted(draw(st.lists(st.integers(0, 50), min_size=1, max_size=6)))
    words = ({"fever": True}, {"fever": False}, {"fever": False}, {}, {"over": True})
    return [(day, draw(st.sampled_from(words))) for day in days]


def told(entries):
    """Return [days logged, fever or not or unknown, first well day] of each illness."""
    found = []
    for day, words in entries:
        lasts = bool(found) and found[-1][2] is None and day <= ends(found[-1])
        if "over" in words:
            if lasts:
                found[-1][2] = day
        elif lasts:
            found[-1][0].append(day)
            known = {found[-1][1], words.get("fever")}
            found[-1][1] = True if True in known else None if None in known else False
        else:
            found.append([[day], words.get("fever"), None])
    return found


def ends(illness):
    """Ten days after the last entry; twenty-one with fever, or where nobody knows."""
    days, fever, _ = illness
    return days[-1] + (10 if fever is False else 21)


def span(illness, today):
    """Return the first and last day ill, and the last without a run: two days free of fever."""
    days, fever, over = illness
    if over is not None:  # the first well day, though it was logged as ill before
        last = min(over - 1, ends(illness))
        return days[0], last, last if fever is False else max(last, days[-1]) + 2
    last = max(days[-1], min(today, ends(illness)))
    return days[0], last, last if fever is False else min(last + 2, ends(illness))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(entries=diaries(), today=st.integers(0, 75))
def test_days_ill_and_days_without_a_run(entries, today):
    diary = [said(on(day), "illness", values=words) for day, words in entries]
    other = said(on(3), "pain", score=3, place="calf")
    known = [*diary, other]
    found = illnesses_on(sorted(known, key=lambda one: one.day), on(today))
    illnesses = told([one for one in entries if one[0] <= today])
    assert [(one.logged, one.fever, one.over) for one in found.told] == [
        (tuple(map(on, days)), fever, None if over is None else on(over))
        for days, fever, over in illnesses
    ]
    spans = [span(one, today) for one in illnesses]
    assert found.days == {on(n) for first, last, _ in spans for n in range(first, last + 1)}
    assert found.no_run == {on(n) for first, _, rest in spans for n in range(first, rest + 1)}
    barring = [n for n, (_, _, rest) in enumerate(spans) if today <= rest]
    assert found.standing == (found.told[barring[-1]] if barring else None)
    assert found.no_run_until == max(found.no_run, default=None)
    if barring:
        ill = spans[barring[-1]][1] >= today
        fever = illnesses[barring[-1]][1]
        title = found.standing.title(on(today))
        assert title == (
            ("Ill with fever" if fever else "Ill") if ill else "Not yet long enough free of fever"
        )
        words = "while it lasts" if fever is False else "until two days free of fever"
        assert found.why_no_run == f"illness, {words}"
    else:
        assert found.why_no_run == "illness"
