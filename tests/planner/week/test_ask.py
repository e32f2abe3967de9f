"""How much a week asks for after any week, for any reason."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_past import WEEK, facts
from support.made_weeks import MONDAY

from planner import words
from planner.past.memory import Return
from planner.past.weeks import PastRace, past_weeks
from planner.week.ask import ask
from planner.week.measure import Now

PLAIN = Now()
LIGHT = {"planned_less": True, "asked_s": 150 * 60.0}


def weeks(minutes, special):
    return facts(*minutes, **{f"w{place}": given for place, given in special.items()})


def asked(*minutes, now=PLAIN, exits=(), special=None):
    """Return (minutes asked, rhythm) after weeks of so many minutes."""
    past = past_weeks(weeks(minutes, special or {}), exits=exits)
    found = ask(past, MONDAY, now, exits=exits)
    return round(found.seconds / 60, 1), found.rhythm


def test_nothing_known_begins_with_three_times_twenty_minutes():
    assert asked() == (60, "start")


def test_two_weeks_grow_one_holds_and_the_fourth_is_lighter():
    light = {2: LIGHT}
    assert asked(200, 200, 150, special=light) == (214, "build")
    assert asked(200, 200, 150, 214, special=light) == (229, "build")
    # the reference of 200, 214, 229 is 214; 229 lies within a tenth of it
    assert asked(200, 200, 150, 214, 229, special=light) == (229, "hold")
    assert asked(200, 200, 150, 214, 229, 229, special=light) == (171.8, "deload")


def test_lighter_weeks_after_an_illness_are_not_held_down_by_it():
    # a fifth over the 196 run since, not 15 min over the 30 of the week in bed
    back = {**LIGHT, "asked_s": 200 * 60.0}
    # and no further than the usual time
    for ran, wanted in ((196, 230), (190, 228)):
        special = {3: {"ill_days": 7}, 4: back}
        assert asked(230, 230, 230, 30, ran, special=special)[0] == wanted


def test_a_week_that_may_not_grow_does_not_say_that_it_builds():
    past = past_weeks(weeks((120, 120, 90, 105), {2: {**LIGHT, "asked_s": 90 * 60.0}}))
    found = ask(past, MONDAY, Now(no_growth="a warning stands"))
    assert found.rhythm == "hold"
    assert "builds" not in found.why[0]
    assert found.seconds <= 120 * 60


def test_a_small_week_builds_by_minutes():
    past = past_weeks(weeks((22, 22, 22, 22, 16), {4: {**LIGHT, "asked_s": 16 * 60.0}}))
    assert ask(past, MONDAY, PLAIN).why == ("This week builds, by 10 min.",)


def test_under_150_minutes_growth_is_ten_minutes():
    assert asked(100, 100, 75, special={2: {**LIGHT, "asked_s": 75 * 60.0}}) == (110, "build")


@pytest.mark.parametrize(
    ("minutes", "special", "now", "wanted"),
    [
        # pain: a tenth or ten minutes over last week, from a floor of three times twenty
        ((220, 220, 220, 55), {3: {"pain": True}}, PLAIN, 65),
        ((220, 220, 220, 30), {3: {"pain": True}}, PLAIN, 60),
        ((220, 220, 220, 120), {3: {"pain": True}}, PLAIN, 132),
        # so after a week that anything else eased, however long ago its cause ended
        ((220, 220, 220, 55), {3: {"eased": True}}, PLAIN, 65),
        ((220, 220, 220, 30), {3: {"eased": True}}, PLAIN, 60),
        ((220, 220, 220, 120), {3: {"eased": True}}, PLAIN, 132),
        ((230, 230, 230, 87, 64, 74), {3: {"eased": True}}, PLAIN, 84),
        # at most 60 % of the reference while it stands
        ((220, 220, 220, 220), {3: {"pain": True}}, Now(easier="Pain stands"), 132),
        # illness: 7.4 by days, half after fever; then a fifth or 15 min over the most since
        ((200, 200, 200, 60), {3: {"ill_days": 7}}, "ill 7", 180),
        ((200, 200, 200, 60), {3: {"ill_days": 7, "fever": True}}, "fever 7", 100),
        ((200, 200, 200, 50), {3: {"ill_days": 7}}, "since", 180),
        ((200, 200, 200, 0, 40), {3: {"ill_days": 7, "fever": True}}, "fever since", 100),
        ((200, 200, 200, 0, 100), {3: {"ill_days": 7, "fever": True}}, "fever since", 120),
        # quiet: half way to the reference
        ((200, 200, 200, 100), {}, PLAIN, 150),
        ((200, 200, 200, 0), {}, PLAIN, 100),
        # doing too much
        ((200, 200, 150), {2: LIGHT}, Now(no_growth="A warning stands"), 200),
        ((200, 200, 150), {2: LIGHT}, Now(overdone_weeks=1), 160),
        ((200, 200, 150), {2: LIGHT}, Now(overdone_weeks=4), 160),
        ((200, 200, 150), {2: LIGHT}, Now(overdone_weeks=5), 200),
        # hold: at most last week + 10 % or 10 min
        ((200, 200, 100), {2: LIGHT}, Now(hold="Three entries of 3 or more"), 110),
        # the strictest stands; cuts do not multiply
        ((200, 200, 150), {2: LIGHT}, Now(overdone_weeks=1, easier="Pain stands"), 120),
        ((200, 200, 150), {2: LIGHT}, Now(half_growth=True), 207),
        ((200, 200, 150), {2: LIGHT}, Now(ten_minutes=True), 210),
        ((200, 200, 150), {2: LIGHT}, Now(pregnant=True), 150),
    ],
)
def test_each_reason_has_its_bound(minutes, special, now, wanted):
    if isinstance(now, str):
        now = Now(
            returning=Return(
                reason="ill",
                days_off=7,
                since=MONDAY - timedelta(days=3) if "since" in now else None,
                fever="fever" in now,
            )
        )
    assert asked(*minutes, now=now, special=special)[0] == wanted


@pytest.mark.parametrize(
    ("km", "shares"),
    [
        (10, (150, 200)),
        (21.1, (80, 140, 200)),
        (42.2, (50, 100, 150, 200)),
        (90, (50, 100, 150, 200)),
    ],
)
def test_weeks_after_a_race_by_its_length(km, shares):
    for place, share in enumerate(shares):
        day = MONDAY - (place + 1) * WEEK + timedelta(days=6)
        minutes = [200, 200, 200, 300, *shares[:place]]
        race = {3: {"race": PastRace(day=day, km=km, declared=True)}}
        assert asked(*minutes, special=race) == (share, "after race")


def test_after_a_finished_way_back_a_tenth_a_week_without_a_lighter_one():
    minutes, said = [200, 200, 200, 0, 60, 90], {n: {"pain": True} for n in (3, 4, 5)}
    ended = MONDAY - timedelta(days=2)
    for wanted in (100, 110, 121, 133.1):
        found, rhythm = asked(*minutes, special=said, exits=[ended])
        assert (found, rhythm) == (wanted, "return")
        minutes.append(wanted)
        ended -= WEEK


def test_a_season_grows_by_a_fifth_and_a_wish_bounds_it():
    steps = [100] * 5 + [110] * 4 + [120] * 8
    assert asked(*steps, special={16: {**LIGHT, "seconds": 90 * 60.0}})[0] <= 132
    assert asked(200, 200, 150, special={2: LIGHT}, now=Now(grow_to_s=205 * 60.0))[0] == 205


def test_whoever_runs_more_than_asked_is_not_chased():
    """A year of 200 minutes, then twelve weeks of 300: never above 1.10 of the best quarter."""
    assert asked(*[200] * 60, 300)[0] <= 220


@st.composite
def histories(draw):
    count = draw(st.integers(4, 40))
    minutes = draw(st.lists(st.integers(0, 600), min_size=count, max_size=count))
    places = st.integers(0, count - 1)
    kinds = st.sampled_from(
        [{"pain": True}, {"ill_days": 5}, {"ill_days": 3, "fever": True}, {"away_days": 4}, LIGHT]
    )
    return minutes, draw(st.dictionaries(places, kinds, max_size=8))


@given(histories())
def test_after_any_week_the_next_is_bounded(history):
    """By the reason of the week before; where none holds, by what was last run, or a reference."""
    minutes, special = history
    past = past_weeks(weeks(minutes, special))
    returning = None
    if past[-1].reason in {"ill", "away"}:
        returning = Return(reason=past[-1].reason, days_off=7, since=MONDAY - WEEK)
    found = ask(past, MONDAY, Now(returning=returning))
    last_s, measure_s = past[-1].seconds, found.reference_s
    if measure_s is None:
        assert found.seconds == 3600
        return
    assert found.seconds > 0
    if past[-1].reason == "pain":
        assert found.seconds <= max(3600, last_s * 1.1, last_s + 600) + 1e-6
    counted = [week.seconds for week in past if week.counts][-4:]
    most_s = max(counted, default=measure_s)
    bounds_s = [most_s * 1.1, most_s + 600, 3600]
    if not counted:  # the way up goes on, from the weeks before the last one
        before_s = max(week.seconds for week in past[-4:-1])
        bounds_s += [before_s * 1.2, before_s + 900]
    assert found.seconds <= max(bounds_s) + 1e-6
    if past[-1].reason == "ordinary":
        assert found.seconds <= max(last_s * 1.2, last_s + 900) + 1e-6


@pytest.mark.parametrize("cause", ["pain", "eased"])
@pytest.mark.parametrize("off", ["ill", "away"])
def test_days_off_do_not_end_what_eased_the_weeks_before_them(cause, off):
    days = {"ill": {"ill_days": 7}, "away": {"away_days": 7}}[off]
    back = Now(returning=Return(reason=off, days_off=8, since=None))
    special = {3: {cause: True}, 4: days}
    assert asked(230, 230, 230, 84, 0, now=back, special=special)[0] == 94
    assert asked(230, 230, 230, 84, 0, now=back, special={4: days})[0] > 180


@pytest.mark.parametrize("cause", ["pain", "eased"])
def test_nobody_is_locked_out_by_a_week_that_was_eased(cause):
    past = [200, 200, 200, 60]
    for _ in range(26):
        past.append(asked(*past, special={3: {cause: True}})[0])
    assert past[-1] >= 0.8 * 200
    assert all(now <= before + max(15, 0.2 * before) + 0.1 for before, now in pairwise(past[3:]))


def test_who_began_five_weeks_ago_is_told_of_the_first_usual_week():
    found = ask(past_weeks(weeks((85, 85, 102, 102, 102), {})), MONDAY, PLAIN)
    until = words.day(MONDAY + 9 * WEEK)  # twelve weeks after the first two
    assert found.seconds == 102 * 60
    assert found.why[0].startswith("Your first usual week was 1 h 25 min")
    assert until in found.why[0]
    later = past_weeks(weeks((85, 85, *[102] * 12), {}))
    assert not any("first" in why for why in ask(later, MONDAY, PLAIN).why)


def test_months_of_pain_leave_no_usual_week_and_lead_up_all_the_same():
    eased = {place: {"pain": True} for place in range(1, 9)}
    way = (240, 120, 123, 128, 103, 75, 66, 76, 86, 96, 106, 116, 127)
    assert asked(*way, special=eased) == (139.2, "return")
    # a last week that leaps is no licence, and where a usual week is known it ends the way
    assert asked(60, 60, 60, 600, special={n: {"pain": True} for n in range(4)})[0] <= 195
    assert asked(240, 240, 150, 185, special={2: {"pain": True}})[0] <= 240


def test_days_off_after_months_of_pain_are_no_leap():
    eased = {place: {"pain": True} for place in range(1, 12)} | {12: {"ill_days": 4}}
    way = (240, 120, 123, 128, 103, 75, 66, 76, 86, 96, 106, 116, 40)
    assert asked(*way, special=eased)[0] <= 116


RACED = PastRace(day=MONDAY - timedelta(days=1), km=21.1, declared=True)
TWO_UP = (200, 200, 150)  # two usual weeks and a lighter one: it would build
ROUND = (*TWO_UP, 214, 229)


def off(reason, days_off, since=None):
    return Now(returning=Return(reason=reason, days_off=days_off, since=since))


@pytest.mark.parametrize(
    ("minutes", "special", "now", "wanted", "why"),
    [
        ((), {}, PLAIN, 60, ("No running is known yet: three times 20 minutes of run-walk, a day "
         "between.")),
        ((220, 220, 220, 55), {3: {"pain": True}}, PLAIN, 65,
         "Coming back after pain, from last week's 55 min: a tenth or 10 min more."),
        ((220, 220, 220, 30), {3: {"pain": True}}, PLAIN, 60,
         "Coming back after pain: three times 20 minutes at most."),
        ((220, 220, 220, 55), {3: {"eased": True}}, PLAIN, 65,
         "Last week was eased, 55 min: a tenth or 10 min more."),
        ((220, 220, 220, 30), {3: {"eased": True}}, PLAIN, 60,
         "Last week was eased, 30 min: three times 20 minutes at most."),
        ((200, 200, 200, 100), {}, PLAIN, 150,
         "Last week was quiet: half way back to your usual time."),
        ((200, 200, 200, 100, 150), {}, PLAIN, 180,
         "No week is more than a fifth, or 15 min, above the last one run."),
        # half way back was run, and a fifth over it is more than the usual time
        ((200, 200, 200, 119, 170), {4: {"planned_less": True, "asked_s": 9600.0}}, PLAIN, 200,
         "Back to your usual time."),
        (TWO_UP, {2: LIGHT}, PLAIN, 214, "This week builds, by about 7 %."),
        # of 142 min ten are more than 7 %, of 145 min less
        ((142, 142, 106), {2: LIGHT | {"asked_s": 106 * 60.0}}, PLAIN, 152,
         "This week builds, by 10 min."),
        ((145, 145, 109), {2: LIGHT | {"asked_s": 109 * 60.0}}, PLAIN, 155.2,
         "This week builds, by about 7 %."),
        (ROUND, {2: LIGHT}, PLAIN, 229, "This week holds, before the lighter one."),
        ((*ROUND, 229), {2: LIGHT}, PLAIN, 171.8,
         "Three weeks without a lighter one: this week is 25 % less."),
        (ROUND, {2: LIGHT}, Now(taper=MONDAY + 6 * WEEK), 171.8,
         "25 % less now, so that the weeks before the taper can grow."),
        (TWO_UP, {2: LIGHT}, Now(pregnant=True), 150,
         "In pregnancy never above your usual time nor above last week."),
        (TWO_UP, {2: LIGHT}, Now(no_growth="a warning stands"), 200,
         "A warning stands: the week does not grow."),
        (TWO_UP, {2: LIGHT}, Now(hold="a pain stands"), 165,
         "A pain stands: a tenth or 10 min over last week at most."),
        (TWO_UP, {2: LIGHT}, Now(easier="a pain stands"), 120,
         "A pain stands: at most 60 % of your usual time."),
        (TWO_UP, {2: LIGHT}, Now(overdone_weeks=2), 160,
         "Two warnings of doing too much have stood for two weeks: 80 % of your usual time."),
        (TWO_UP, {2: LIGHT}, Now(ten_minutes=True), 210,
         "With what your profile says of your health, a week grows by 10 min at most."),
        (TWO_UP, {2: LIGHT}, Now(grow_to_s=205 * 60.0), 205,
         "You wish to grow no further than this."),
        ((200, 200, 200, 210), {3: {"race": RACED}}, PLAIN, 80,
         "After the race of Sun 17 May: 40 % of your usual 3 h 20 min."),
        ((200, 200, 200, 0), {3: {"ill_days": 7}}, off("ill", 7), 180,
         "7 days ill: 90 % of your usual time."),
        ((200, 200, 200, 160), {3: {"ill_days": 1}}, off("ill", 1), 200,
         "1 day ill: a new start with 3 h 20 min."),
        ((200, 200, 200, 0), {3: {"away_days": 7}}, off("away", 14), 150,
         "14 days without a run: 75 % of your usual time."),
        ((200, 200, 200, 0, 0, 0, 110), {n: {"away_days": 7} for n in (3, 4, 5)},
         off("away", 21, MONDAY - timedelta(days=5)), 132,
         "Back after 21 days without a run: a fifth or 15 min more than the most since."),
        ((200, 200, 200, 60, 0), {3: {"pain": True}, 4: {"away_days": 7}}, off("away", 8), 70,
         "Before the 8 days without a run the week was eased: hardly more than it."),
    ],
)  # fmt: skip
def test_each_rule_says_itself(minutes, special, now, wanted, why):
    """The shares are those of JUDGEMENT 2 and RULES 7.4."""
    found = ask(past_weeks(weeks(minutes, special)), MONDAY, now)
    assert (round(found.seconds / 60, 1), found.why) == (wanted, (why,))


def test_after_a_way_back_ten_minutes_or_a_tenth_are_said():
    ended = (MONDAY - timedelta(days=3),)
    found = ask(
        past_weeks(weeks((200, 200, 200, 200), {}), exits=ended), MONDAY, PLAIN, exits=ended
    )
    assert found.seconds == pytest.approx(220 * 60)
    assert found.why == ("After the way back a tenth or 10 min more each week, for four weeks.",)
