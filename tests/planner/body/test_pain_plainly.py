"""Pain and the way back, said a second time from RULES 5.4 and JUDGEMENT 3 and 8, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.diary import DiaryEntry
from planner.body import pain
from planner.body.way_back import DoneRun, ways_back
from planner.profile.limits import Limits

FIRST = date(2026, 3, 2)
TODAY = 60
PLAIN = settings(max_examples=120, derandomize=True, deadline=None)


def on(number):
    return FIRST + timedelta(days=number)


def back(day):
    return (day - FIRST).days


@st.composite
def diaries(draw, sides=("left",), most=14):
    told = []
    for number in sorted(draw(st.lists(st.integers(0, TODAY), min_size=1, max_size=most))):
        limp = draw(st.integers(0, 15)) == 0
        told.append(
            DiaryEntry(
                id=str(len(told)),
                day=on(number),
                kind="pain",
                side=draw(st.sampled_from(sides)),
                place=draw(st.sampled_from(("achilles", "achilles", "knee"))),
                score=float(draw(st.sampled_from((0, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7)))),
                when=draw(
                    st.sampled_from((None, "during", "after", "next morning", "next morning"))
                ),
                values={"limp": True} if limp else {},
            )
        )
    return told


def worst(entries):
    """Return {day number: highest score}."""
    return {
        back(one.day): max(other.score for other in entries if other.day == one.day)
        for one in entries
    }


def limps(entries, number):
    return any(one.values.get("limp") for one in entries if one.day == on(number))


def stops(entries):
    """Return (since, ended) of the stop, as day numbers."""
    since = ended = None
    for number, score in sorted(worst(entries).items()):
        if score > 5 or limps(entries, number):
            since = number if since is None else since
        elif score <= 2 and since is not None:
            since, ended = None, number
    return since, ended


def parts(told, place, side):
    return [one for one in told if one.place == place and one.side in {side, "both", None}]


EVERY = [(place, side) for place in ("achilles", "knee") for side in ("left", "right")]


@PLAIN
@given(told=diaries(sides=("left", "right", "both", None)), first=st.integers(0, TODAY))
def test_scores_stand_until_they_are_answered(told, first):
    eased, highest = set(), 0.0
    for place, side in EVERY:
        scores = sorted(worst(parts(told, place, side)).items())
        for n, (number, score) in enumerate(scores):
            until = scores[n + 1][0] if n + 1 < len(scores) else TODAY + 1
            if score >= 4:  # for two weeks at most
                eased |= {on(one) for one in range(number, min(until, number + 14))}
            stood = number <= first < until and (score > 5 or first - number < 14)
            if number > first or stood:
                highest = max(highest, score)
    assert pain.days_eased(told, on(TODAY)) == eased
    assert pain.worst_since(told, on(first)) == highest
    standing = pain.standing_pains(told, Limits())
    assert [(one.place, one.side, one.score, back(one.day)) for one in standing] == [
        (place, side, *reversed(max(worst(parts(told, place, side)).items())))
        for place, side in EVERY
        if parts(told, place, side)
    ]
    for one in standing:
        since, ended = stops(parts(told, one.place, one.side))
        assert one.stop.since == (None if since is None else on(since))
        assert one.stop.ended == (None if ended is None else on(ended))


@PLAIN
@given(told=diaries(sides=("left", "right", "both", None)))
def test_each_place_is_named_once_as_it_was_named_last(told):
    named, seen = [], set()
    for one in reversed(told):
        sides = {one.side} - {"both", None} or {"left", "right"}
        if one.score and {(one.place, side) for side in sides} - seen:
            named.append((one.place, one.side))
            seen |= {(one.place, side) for side in sides}
    assert list(pain.named_places(told, pain.standing_pains(told, Limits()))) == named


def one_pain(number):
    return [DiaryEntry(id="0", day=on(number), kind="pain", place="achilles", score=3.0)]


@PLAIN
@example(told=one_pain(3), ran={3, 9, 17}, today=17)  # the run of that day was answered by it
@example(told=one_pain(3), ran={4, 9, 17}, today=17)
@example(told=one_pain(3), ran={4, 9, 18}, today=17)
@example(told=one_pain(3), ran={4, 9, 16}, today=16)
@given(told=diaries(), ran=st.sets(st.integers(0, TODAY), max_size=8), today=st.integers(0, TODAY))
def test_a_score_without_a_word_for_two_weeks_and_three_runs(told, ran, today):
    said = [one for one in told if one.place == "achilles" and one.day <= on(today)]
    days = 0
    if said and stops(said)[0] is None:
        last = back(said[-1].day)
        silent = len([one for one in ran if last < one <= today]) >= 3
        days = today - last if silent and today - last >= 14 else 0
    found = pain.unanswered_days(said, sorted(map(on, ran)), on(today), Limits())
    assert found == days


@PLAIN
@given(told=diaries(most=8), today=st.integers(0, TODAY))
def test_what_repeats_and_what_rises(told, today):
    told = [one for one in told if one.day <= on(today)]
    scores = worst(told)
    week = [(on(n), scores[n]) for n in sorted(scores) if today - n < 7 and scores[n] >= 3]
    assert pain.repeated_days(told, on(today)) == (week if len(week) >= 3 else [])
    morning = worst([one for one in told if one.when == "next morning"])
    settled, wanted = 0.0, []
    for number in sorted(scores):
        before = [(scores[n], n) for n in sorted(scores) if 0 < number - n < 7]
        rose = before and scores[number] - min(before)[0] >= 2
        if rose and today - number < 7 and scores[number] > settled:
            calm = [n for n in morning if n > number and morning[n] <= scores[number]]
            if len(calm) < 2:
                low, when = min(before)
                wanted = [(on(when), low), (on(number), scores[number])]
                break
            settled = scores[number]
    assert pain.risen(told, on(today)) == wanted


@PLAIN
@given(told=diaries(most=30))
def test_mornings_that_rise(told):
    told = [one for one in told if one.place == "achilles"]
    morning = worst([one for one in told if one.when == "next morning"])
    scores, row = worst(told), []
    if morning and max(morning) == max(scores):
        days = sorted(morning)
        days = [n for n in sorted(scores) if n < days[0]][-1:] + days
        rising = [(days[-1], morning[days[-1]])]
        for number in reversed(days[:-1]):
            score = morning.get(number, scores[number])
            if rising[0][0] - number > 3 or rising[0][1] - score < 1:
                break
            rising.insert(0, (number, score))
        row = [(on(number), score) for number, score in rising] if len(rising) > 1 else []
    assert pain.rising_mornings(told, Limits()) == row


RUN = (8, 12, 15, 20, 24, 24, 25, 30)


class Way:
    """One way back, day by day as JUDGEMENT 3 tells it."""

    def __init__(self, number, stage, *, second):
        self.stopped, self.begins, self.stage, self.exit = number, None, stage, None
        self.well = self.stable = self.open_runs = 0
        self.physiotherapist = second

    def hear(self, number, score, said, ran):
        if self.begins is None:
            if score <= 2:
                self.begin(number, ran)
        elif number < self.begins and score > 2:
            self.begins = number + 7
        elif self.open_runs:
            mornings = [one.score for one in said if one.when in {None, "next morning"}]
            self.answer(number, max(mornings, default=score), ran)

    def begin(self, number, ran):
        off = number - self.stopped
        self.begins = number if off <= 14 else number + 7
        first = 5 if off <= 3 else 3 if off <= 14 else 1
        before = [ran[n] for n in ran if self.stopped - 30 <= n <= self.stopped]
        able = [n for n, minutes in enumerate(RUN, 1) if minutes <= max(before, default=0)]
        self.stage = min(self.stage, first, max(able, default=1))

    def run(self, number, minutes, said):
        if minutes < RUN[self.stage - 1] / 2:
            return
        self.open_runs += 1
        same = [one.score for one in said if one.when in {"during", "after"}]
        if same and max(same) > 2:
            self.answer(number, max(same), {number: minutes})

    def answer(self, number, score, ran):
        last = max([n for n in ran if n <= number], default=number)
        runs, self.open_runs = (self.open_runs if number - last <= 7 else 0), 0
        if score > 3:
            self.stage, self.well, self.stable = max(1, self.stage - 2), 0, 0
        elif score > 2:
            self.stable += runs
            if self.stable >= 3:
                self.physiotherapist = True
                self.on(last)
        else:
            self.well += runs
            if self.well >= (3 if self.stage == 8 else 2):
                self.on(last)

    def on(self, last):
        if self.stage == 8:
            self.exit = last
        else:
            self.stage, self.well, self.stable = self.stage + 1, 0, 0


def told_ways(entries, ran):
    found, way = [], None
    for number in sorted({back(one.day) for one in entries} | set(ran)):
        said = [one for one in entries if one.day == on(number)]
        score = max((one.score for one in said), default=None)
        if said and (score > 5 or limps(said, number)):
            if way is not None and way.exit is not None:
                way = None
            if way is None:
                way = Way(number, 8, second=False)
                found.append(way)
            elif way.begins is not None:
                way = found[-1] = Way(number, max(1, way.stage - 2), second=True)
            continue
        if way is None or way.exit is not None:
            continue
        if said:
            way.hear(number, score, said, ran)
        begun = way.begins is not None and number >= way.begins
        if number in ran and begun and way.exit is None:
            way.run(number, ran[number], said)
    return found


@st.composite
def returns(draw):
    """A stop, and weeks of runs with an answer most mornings."""
    told = [(5, float(draw(st.sampled_from((6, 7)))), "during")]
    quiet = 5 + draw(st.sampled_from((2, 3, 4, 14, 15)))
    told.append((quiet, 2.0, "next morning"))
    ran = {n: draw(st.sampled_from((10.0, 25.0, 45.0))) for n in range(0, 5, 2)}
    number = quiet + draw(st.integers(0, 8))
    scores = st.sampled_from((0, 1, 2, 2, 2, 2, 2, 2, 3, 3, 4, 6))
    while number < 90:
        ran[number] = draw(st.sampled_from((5.0, 12.0, 30.0, 30.0, 30.0)))
        if draw(st.integers(0, 5)):
            when = draw(st.sampled_from((None, "next morning", "next morning", "during", "after")))
            after = 0 if when in {"during", "after"} else draw(st.sampled_from((1, 1, 1, 7, 8)))
            told.append((number + after, float(draw(scores)), when))
        number += draw(st.integers(1, 4))
    return told, ran


@settings(max_examples=100, derandomize=True, deadline=None)
@given(case=returns())
def test_the_stage_is_what_runs_and_answers_say(case):
    scores, ran = case
    entries = [
        DiaryEntry(
            id=str(n),
            day=on(number),
            kind="pain",
            side="left",
            place="achilles",
            score=score,
            when=when,
        )
        for n, (number, score, when) in enumerate(sorted(scores, key=lambda one: one[0]))
    ]
    runs = [DoneRun(day=on(number), running_min=ran[number]) for number in sorted(ran)]
    found = ways_back(entries, runs, on(120))
    wanted = told_ways(entries, ran)
    assert [
        (
            back(one.stopped),
            None if one.begins is None else back(one.begins),
            one.stage,
            one.well,
            one.stable,
            one.unanswered,
            one.physiotherapist,
            None if one.exit is None else back(one.exit),
        )
        for one in found
    ] == [
        (
            one.stopped,
            one.begins,
            one.stage,
            one.well,
            one.stable,
            one.open_runs,
            one.physiotherapist,
            one.exit,
        )
        for one in wanted
    ]
