"""The rung of a beginner's week, said a second time from JUDGEMENT 4, over random weeks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_past import facts

from planner.body.time_off import share_after
from planner.past.weeks import past_weeks
from planner.week.ladder import began_on_it, is_beginner, ladder_end, rung_of, since_new_start

RUNGS = ((7, 1, 2), (10, 1, 1), (13, 1, 1), (9, 2, 1), (7, 3, 1), (8, 3, 1), (5, 5, 1), (6, 5, 1),
         (1, 30, 0))  # fmt: skip
RUN = [times * run for times, run, _ in RUNGS]
WHOLE = [times * (run + walk) for times, run, walk in RUNGS]


@st.composite
def lived(draw):
    """Weeks near a rung each: all of it or a part, with as much walking or less."""
    weeks = []
    for _ in range(draw(st.integers(1, 8))):
        rung = draw(st.integers(0, 9))
        part = draw(st.sampled_from((0.0, 0.5, 0.89, 0.9, 1.0, 1.0, 1.0, 1.3)))
        run = 3 * part * (RUN[rung] if rung < 9 else draw(st.sampled_from((33, 38, 45, 50))))
        share = 1.0 if rung >= 8 else RUN[rung] / WHOLE[rung]
        share = min(1.0, share + draw(st.sampled_from((0.0, 0.0, -0.04, -0.06, 0.1))))
        weeks.append((run / share, run))
    return weeks


def past(weeks):
    special = {
        f"w{n}": {"running_s": run * 60.0, "longest_running_s": run * 20.0}
        for n, (_, run) in enumerate(weeks)
    }
    return past_weeks(facts(*(whole for whole, _ in weeks), **special))


def done(week):
    """Return the highest rung that a week was: nine tenths of its running, and of its share."""
    whole, run = week
    found = [
        n + 1
        for n in range(9)
        if whole and run >= 0.9 * 3 * RUN[n] and run / whole >= RUN[n] / WHOLE[n] - 0.05
    ]
    return max(found, default=0)


def wanted(weeks, *, sore, held, lapses):
    """Return (number, minutes of a run)."""
    empty = 0
    while empty < len(weeks) and not weeks[-1 - empty][0]:
        empty += 1
    if empty == len(weeks):
        return 1, WHOLE[0]
    ran = weeks[-1 - empty][1] * share_after(7 * empty)
    step = done(weeks[-1 - empty])
    if held and lapses and not sore and not empty:
        rungs = [done(week) for week in weeks if week[0]][-4:]
        step = max(rungs)
        held = not (len(rungs) == 4 and rungs[0] == step < 9)
    again = bool(empty or sore or held)
    number = max(1, step if again else step + 1)
    if empty:
        while number > 1 and 3 * RUN[min(number, 9) - 1] > ran:
            number = min(number, 9) - 1
    if number > 9:
        return number, max(30, int(min(ran + (0 if again else 10), 135) // 3))
    while number > 1 and 3 * RUN[number - 1] > ran + 15:
        number -= 1
    return number, WHOLE[number - 1]


@settings(max_examples=250, derandomize=True, deadline=None)
@given(weeks=lived(), sore=st.booleans(), held=st.booleans(), lapses=st.booleans())
def test_the_rung_of_the_week(weeks, sore, held, lapses):
    found = rung_of(past(weeks), sore=sore, held="a warning" if held else "", lapses=lapses)
    number, minutes = wanted(weeks, sore=sore, held=held, lapses=lapses)
    assert (found.number, found.minutes) == (number, minutes)
    assert (found.stage is None) == (number > 9)
    if found.stage is not None:
        assert (found.stage.times, found.stage.run_min, found.stage.walk_min) == RUNGS[number - 1]


@settings(max_examples=120, derandomize=True, deadline=None)
@given(
    runs=st.lists(st.sampled_from((0, 60, 89, 90, 134, 135, 136)), min_size=1, max_size=9),
    quiet=st.sampled_from((0, 9, 10, 11)),
    later=st.lists(st.sampled_from((0, 60, 90)), max_size=3),
)
def test_whose_weeks_the_ladder_holds(runs, quiet, later):
    minutes = [*runs, *[0] * quiet, *later]
    weeks = past([(one, one) for one in minutes])
    ends = [n for n, one in enumerate(minutes) if one >= 135]
    assert ladder_end(weeks) == (weeks[ends[0]].start if ends else None)
    # a third of a week is its longest run: 30 min of 90
    # and nothing of it is walked: from 60 min on three times 20 are jogged
    assert began_on_it(weeks) == all(one < 60 for one in minutes[:4])
    assert is_beginner(weeks) == (not ends and all(one < 60 for one in minutes[:4]))
    row, since = 0, 0
    for n, one in enumerate(minutes):
        row = 0 if one else row + 1
        since = n + 1 if row >= 10 else since
    assert list(since_new_start(weeks)) == list(weeks[since:])
