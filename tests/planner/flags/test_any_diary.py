"""Whatever stands in a diary, the checks answer, in order, with ids that do not repeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import athlete, cleared, run

from ingest.diary import DiaryEntry
from ingest.diary.csv_file import unknown_to, write_csv
from ingest.diary.kinds import (
    EXERCISES,
    KINDS,
    PLACES,
    SENSIBLE,
    SIDES,
    WHENS,
    checked,
    understood,
)
from planner.athlete import on_day
from planner.day.judged import judge_day
from planner.flags.checks import SEVERE_CHECKS
from planner.flags.standing import SEVERITIES, standing_flags
from planner.week.make_plan import make_plan
from reports.documents.flags import flags_document
from reports.terminal.diary import diary_line
from reports.terminal.flags import flags_text
from reports.words import Units

TODAY = date(2026, 5, 20)
RUNS = [
    run(TODAY - timedelta(days=back), km=8 + back % 5, kind="anaerobic" if back < 9 else "aerobic")
    for back in range(0, 90, 2)
]
scores = st.integers(0, 20).map(lambda half: half / 2)


@st.composite
def entries(draw: st.DrawFn) -> DiaryEntry:
    kind = draw(st.sampled_from(list(KINDS.values())))
    values = {}
    for name, wanted in kind.values.items():
        if name not in kind.values_needed and draw(st.booleans()):
            continue
        if name == "exercise":
            values[name] = draw(st.sampled_from(EXERCISES))
        elif wanted == "number":
            low, high = SENSIBLE[name]
            values[name] = draw(st.floats(low, high))
        else:
            values[name] = draw(st.booleans() if wanted == "yes/no" else st.text(max_size=8))
    needed = scores if kind.score_needed else st.none() | scores
    return DiaryEntry(
        id=draw(st.text("0123456789abcdef", min_size=8, max_size=8)),
        day=TODAY - timedelta(days=draw(st.integers(0, 40))),
        kind=kind.name,
        score=draw(needed) if kind.score else None,
        place=draw(st.none() | st.sampled_from(list(PLACES))) if kind.where else None,
        side=draw(st.none() | st.sampled_from(SIDES)) if kind.where else None,
        when=draw(st.none() | st.sampled_from(WHENS)) if kind.when else None,
        values=values,
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(entries(), max_size=25))
def test_any_diary_is_answered(found):
    diary = [checked(entry) for entry in found]
    person = athlete(TODAY, RUNS, diary=diary)
    flags = standing_flags(person)
    assert [SEVERITIES.index(flag.severity) for flag in flags] == sorted(
        SEVERITIES.index(flag.severity) for flag in flags
    )
    assert len({flag.id for flag in flags}) == len(flags)
    harsh = [flag for flag in flags if flag.severity in {"act", "stop"}]
    some = standing_flags(person, SEVERE_CHECKS)
    assert [flag for flag in some if flag.severity in {"act", "stop"}] == harsh
    assert all(flag.since <= TODAY for flag in flags)
    assert all(len(line) <= 80 for line in flags_text(flags, Units(), TODAY, hard=""))
    assert len(flags_document(flags, TODAY)) == len(flags)


foreign = st.sampled_from(["elbow", "night", "lunge", "moon", "B9"])


@st.composite
def newer_entries(draw: st.DrawFn) -> DiaryEntry:
    """Return an entry of which a newer version may have written every word."""
    entry = draw(entries())
    values = {
        name: draw(foreign) if isinstance(value, str) else value
        for name, value in entry.values.items()
    }
    return replace(
        entry,
        kind=draw(st.just(entry.kind) | foreign),
        place=draw(st.none() | foreign),
        when=draw(st.none() | foreign),
        score=draw(st.none() | scores),
        side=draw(st.none() | st.sampled_from(SIDES)),
        values=values | {"mood": draw(foreign)},
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(newer_entries(), max_size=25))
def test_words_of_a_newer_version_are_carried_through(found):
    """And nothing stumbles over them: not the checks, not the week, not the diary's own lines."""
    diary = [understood(entry) for entry in found]
    person = athlete(TODAY, RUNS, diary=diary)
    day = judge_day(person)
    assert len({flag.id for flag in day.flags}) == len(day.flags)
    assert len(flags_document(day.flags, day.athlete.today)) == len(day.flags)
    monday = TODAY - timedelta(days=TODAY.weekday())
    now = datetime(2026, 5, 20, tzinfo=UTC)
    assert len(make_plan(day, week_start=monday, created_utc=now).days) == 7
    for entry in diary:
        assert str(entry.day) in diary_line(entry)
    assert write_csv(diary).count("\r\n") == 1 + len(diary)
    assert unknown_to(diary, diary) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), max_size=25), st.integers(0, 40))
def test_the_past_knows_nothing_of_the_future(found, back):
    day = TODAY - timedelta(days=back)
    diary = [checked(entry) for entry in found]
    later = athlete(TODAY, RUNS, diary=diary)
    assert standing_flags(on_day(later, day)) == standing_flags(athlete(day, RUNS, diary=diary))


@settings(max_examples=60, deadline=None)
@given(st.lists(entries().filter(lambda one: one.kind != "redflag"), max_size=25))
def test_what_is_cleared_today_is_gone_today(found):
    diary = [checked(entry) for entry in found]
    flags = standing_flags(athlete(TODAY, RUNS, diary=diary))
    events = [cleared(TODAY, flag.id) for flag in flags]
    gone = {flag.id for flag in flags}
    after = {flag.id for flag in standing_flags(athlete(TODAY, RUNS, diary=diary, events=events))}
    assert after & gone == set()
