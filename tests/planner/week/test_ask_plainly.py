"""What a week asks for, said a second time from JUDGEMENT 2, over thousands of histories.

Minutes lie on, just under and just over the shares that the rules name, of a usual week of 200.
"""

from __future__ import annotations

from datetime import timedelta
from statistics import mean, median

from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_past import WEEK, facts
from support.made_weeks import MONDAY

from planner.body.time_off import share_after
from planner.past.memory import Return
from planner.past.weeks import PastRace, past_weeks
from planner.week.ask import ask
from planner.week.measure import Now

MINUTES = (0, 60, 100, 119, 120, 121, 159, 160, 161, 169, 170, 171, 179, 180, 181, 199)
MORE = (200, 200, 200, 200, 200, 210, 219, 220, 221, 240, 241, 260, 300)


@st.composite
def specials(draw):
    """What was special of a week; of most nothing."""
    kind = draw(
        st.sampled_from(("",) * 8 + ("pain", "eased", "ill", "away", "plan", "plan", "race"))
    )
    if kind in {"pain", "eased"}:
        return {kind: True}
    if kind == "ill":
        return {"ill_days": draw(st.sampled_from((1, 3, 4, 7))), "fever": draw(st.booleans())}
    if kind == "away":
        return {"away_days": draw(st.sampled_from((2, 3, 7)))}
    if kind == "plan":
        asked = draw(st.sampled_from((150, 200, 210)))
        return {"asked_s": asked * 60.0, "planned_less": draw(st.booleans())}
    if kind == "race":
        km = draw(st.sampled_from((10.0, 12.0, 12.1, 25.0, 25.1, 45.0, 45.1)))
        race = PastRace(day=MONDAY, km=km, declared=True, small=draw(st.integers(0, 3)) == 0)
        return {"race": race}
    return {}


@st.composite
def histories(draw):
    """Return weeks before MONDAY, oldest first; now and then of more than a year."""
    before = draw(st.sampled_from((0, 0, 0, 39, 49)))
    recent = draw(st.lists(st.sampled_from(MINUTES + MORE * 2), min_size=1, max_size=15))
    usual = [draw(st.sampled_from((160, 200)))] * before
    minutes = [*usual, *recent]
    special = {f"w{n}": draw(specials()) for n in range(before, len(minutes))}
    return facts(*minutes, **special)


@st.composite
def nows(draw):
    """What holds on the Monday: most often nothing."""
    values = {}
    if draw(st.booleans()):
        name = draw(st.sampled_from(("no_growth", "hold", "easier")))
        values[name] = "a warning stands"
    for name in ("half_growth", "ten_minutes", "pregnant", "racing"):
        values[name] = draw(st.integers(0, 7)) == 0
    values["overdone_weeks"] = draw(st.sampled_from((0,) * 6 + (1, 4, 5)))
    values["grow_to_s"] = draw(st.sampled_from((None, None, None, 9000.0, 12600.0)))
    values["taper"] = draw(st.sampled_from((None, None, *(MONDAY + n * WEEK for n in range(8)))))
    values["ladder_end"] = draw(st.sampled_from((None, None, MONDAY - 5 * WEEK)))
    if draw(st.integers(0, 4)) == 0:
        values["returning"] = Return(
            reason=draw(st.sampled_from(("ill", "away"))),
            days_off=draw(st.sampled_from((3, 7, 14, 30))),
            since=draw(st.sampled_from((None, MONDAY - timedelta(days=3), MONDAY - WEEK))),
            fever=draw(st.booleans()),
        )
    return Now(**values)


EXITS = st.lists(st.integers(-3, 60), max_size=1).map(
    lambda days: [MONDAY - timedelta(days=n) for n in days]
)


class Week:
    """A past week as JUDGEMENT 2 tells of it, in minutes."""

    def __init__(self, fact, usual):
        self.fact, self.usual = fact, usual
        self.start, self.ran = fact.start, fact.seconds / 60
        self.asked = None if fact.asked_s is None else fact.asked_s / 60
        self.reason, self.counts, self.habit = "", False, False

    @property
    def measure(self):
        if self.asked is None or self.usual is None or self.ran < 0.85 * self.asked:
            return self.ran
        return max(self.ran, min(self.asked, self.usual))


def monday_of(day):
    return day - timedelta(days=day.weekday())


def counted(weeks, monday, exits):
    first = max([monday - 12 * WEEK, *(monday_of(day) for day in exits if day < monday)])
    return [week for week in weeks if week.counts and first <= week.start < monday]


def usual_of(weeks, monday, exits):
    """Return R: the median of three ordinary weeks, of two the lower, of one that, else a mean."""
    last = [week.measure for week in counted(weeks, monday, exits)][-3:]
    if last:
        return sorted(last)[len(last) // 2] if len(last) == 3 else min(last)
    run = [week for week in weeks if week.ran and week.start < monday]
    if not run:
        return None
    off = (monday - run[-1].fact.last_run).days - 1
    return mean(week.ran for week in run[-4:]) * share_after(max(0, off))


SHARES = {12: (0.75, 1.0), 25: (0.4, 0.7, 1.0), 45: (0.25, 0.5, 0.75, 1.0)}


def race_share(weeks, monday):
    found = []
    for week in weeks:
        race = week.fact.race
        if race is not None and not race.small:
            shares = next((s for most, s in SHARES.items() if race.km <= most), SHARES[45])
            after = (monday - week.start).days // 7 - 1
            found += [shares[after]] if 0 <= after < len(shares) else []
    return min(found, default=None)


def reason_of(week, before):  # noqa: PLR0911 - a list of rules
    fact, ran = week.fact, week.ran
    usual = ran if week.usual is None else week.usual
    quiet, missed = ran < 0.6 * usual, week.asked is not None and ran < 0.85 * week.asked
    if race_share(before, week.start) is not None:
        return "after race"
    if fact.race is not None and not fact.race.small:
        return "race"
    if fact.pain:
        return "pain"
    if fact.eased:
        return "eased"
    if fact.ill_days and (quiet or fact.fever or fact.ill_days > 3):
        return "ill"
    if fact.away_days >= 3:
        return "away"
    kept = before[-1].reason if before else ""
    if kept in {"pain", "eased", "ill", "away"} and ran < 0.8 * usual:
        return kept
    if fact.planned_less and ran < 0.9 * usual and not (missed and quiet):
        return "lighter"
    if quiet:
        return "quiet"
    return "lighter" if missed else "ordinary"


def told(history, exits):
    weeks = []
    for fact in history:
        if len(weeks) == 1 and weeks[0].ran < 0.6 * fact.seconds / 60:
            weeks[0].counts = False
        week = Week(fact, usual_of(weeks, fact.start, exits))
        week.reason = reason_of(week, weeks)
        week.counts = week.reason == "ordinary" and week.ran > 0
        week.counts |= any(monday_of(day) == week.start for day in exits)
        weeks.append(week)
        if week.ran and [one.reason for one in weeks[-3:]] == ["quiet"] * 3:
            for one in weeks[-3:]:
                one.reason, one.counts, one.habit = "ordinary", one.ran > 0, True
    return weeks


def a_tenth_more(ran):
    return max(60, 1.1 * ran, ran + 10)


class Asked:
    """Everything that bounds the week, in minutes."""

    def __init__(self, weeks, now, exits):
        self.weeks, self.now, self.exits = weeks, now, exits
        self.usual = usual_of(weeks, MONDAY, exits)
        self.last = weeks[-1]
        ended = [day for day in exits if day < MONDAY]
        self.since_exit = 99 if not ended else (MONDAY - monday_of(max(ended))).days // 7 - 1
        run = [week.ran for week in weeks if week.ran]
        self.floor = min(60, mean(run[-4:]) if run else 0)
        self.counted = counted(weeks, MONDAY, exits)

    def grown(self, ran, share, free=10):
        return ran + max(share * ran, free) / (2 if self.now.half_growth else 1)

    def base(self):
        last = next((week.measure for week in reversed(self.weeks) if week.counts), self.usual)
        return min(max(last, 0.9 * self.usual), 1.1 * self.usual)

    def place(self):
        row = 0
        for week in reversed(self.weeks):
            if week.reason != "ordinary" or week.habit:
                break
            row += 1
        place, taper = row % 4, self.now.taper
        if taper is None or taper <= MONDAY:
            return place
        weeks = (taper - MONDAY).days // 7
        if place == 3 and weeks == 1:
            return 2
        return 3 if place == 2 and weeks > 2 and weeks % 4 == 2 else place

    def wanted(self):  # noqa: PLR0911 - a list of rules
        share = race_share(self.weeks, MONDAY)
        if share is not None:
            return share * self.usual, "after race"
        if self.last.reason in {"pain", "eased"}:
            return a_tenth_more(self.last.ran), "return"
        if self.since_exit < 4:
            return self.grown(self.last.ran, 0.1), "return"
        if self.now.returning is not None:
            return self.after_days_off(self.now.returning), "return"
        if self.last.reason == "quiet":
            return (self.last.ran + self.usual) / 2, "hold"
        if [week.reason for week in self.weeks[-2:]] == ["quiet", "lighter"]:
            return self.usual, "hold"
        if self.now.pregnant or self.place() == 2:
            return self.base(), "hold"
        if self.place() == 3:
            return 0.75 * self.base(), "deload"
        return self.grown(self.base(), 0.07, 10 if self.base() < 150 else 0), "build"

    def after_days_off(self, back):
        share = min(share_after(back.days_off), 0.5 if back.fever else 1)
        first = max(self.usual * (share if self.counted else 1), self.floor)
        before = [week for week in self.weeks if week.reason not in {"ill", "away"}]
        if back.since is None:
            if before and before[-1].reason in {"pain", "eased"}:
                return min(first, a_tenth_more(before[-1].ran))
            return first
        since = [week.ran for week in self.weeks if week.start + WEEK > back.since]
        return max(first, 1.2 * max(since), max(since) + 15) if since else first

    def bounds(self, rhythm):
        now, last = self.now, self.last.ran
        highest = [week.ran for week in self.weeks if week.counts][-4:]
        if highest:
            yield self.grown(max(highest), 0.1)
        if rhythm not in {"return", "after race"}:
            yield from self.over_the_last_done()
        if now.ten_minutes:
            yield self.usual + 10
        yield from self.season()
        if now.no_growth or now.hold or now.overdone_weeks:
            yield self.usual
        if 1 <= now.overdone_weeks <= 4:
            yield 0.8 * self.usual
        if now.hold:
            yield a_tenth_more(last)
        if now.easier:
            yield 0.6 * self.usual
        if now.pregnant:
            yield min(self.usual, last or 60)
        if rhythm == "after race" or (rhythm == "return" and self.since_exit >= 4):
            yield self.no_more(rhythm)

    def no_more(self, rhythm):
        most = max(self.usual, self.floor)
        if rhythm == "return" and not self.counted:
            before = max([week.ran for week in self.weeks[-4:-1]], default=0)
            most = max(most, min(a_tenth_more(self.last.ran), max(1.2 * before, before + 15)))
        return most

    def over_the_last_done(self):
        since = 0
        for week in reversed(self.weeks):
            if week.reason not in {"lighter", "quiet", "race"}:
                yield self.grown(max(week.ran, since), 0.2, 15)
                if since and week.reason in {"ill", "away"}:
                    yield self.usual
                return
            if week.reason != "race":
                since = max(since, week.ran)

    def season(self):
        known = [
            week
            for week in self.weeks
            if week.counts and (not self.now.ladder_end or week.start >= self.now.ladder_end)
        ]
        if len(known) >= 2:
            day = max(MONDAY - 12 * WEEK, known[1].start + WEEK)
            before = [week for week in known if week.start < day]
            then = usual_of(before, day, [one for one in self.exits if one < day])
            if then is not None:
                yield self.grown(then, 0.2)
        if self.now.grow_to_s is not None:
            yield max(self.now.grow_to_s / 60, self.usual)
        elif not self.now.racing and len(self.weeks) >= 52:
            ran = [week.ran for week in self.weeks[-104:]]
            yield self.grown(max(median(ran[n : n + 12]) for n in range(len(ran) - 11)), 0.1)


@settings(max_examples=350, derandomize=True, deadline=None)
@given(history=histories(), now=nows(), exits=EXITS)
def test_the_week_asks_for_what_the_rules_leave(history, now, exits):
    past = past_weeks(history, exits=exits)
    weeks = told(history, exits)
    assert [(week.reason, week.counts, week.new_habit) for week in past] == [
        (week.reason, week.counts, week.habit) for week in weeks
    ]
    found = ask(past, MONDAY, now, exits=exits)
    said = Asked(weeks, now, exits)
    if said.usual is None:
        assert (found.seconds, found.rhythm, found.reference_s) == (3600, "start", None)
        return
    assert abs(found.reference_s / 60 - said.usual) < 1e-6
    wanted, rhythm = said.wanted()
    least = min([wanted, *said.bounds(rhythm)])
    assert abs(found.seconds / 60 - least) < 1e-6
    assert found.grows == (rhythm == "build" and not now.no_growth)
    if rhythm in {"return", "after race", "deload"}:
        assert found.rhythm == rhythm
    elif least < wanted - 1e-6:
        assert found.rhythm in {"hold", "deload"}
    elif now.no_growth:
        assert found.rhythm == "hold"
    else:
        assert found.rhythm == rhythm
