"""Athletes of a coach for tests: six in trouble whose truth is known, and others who are well."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from support.made_pages import logged
from support.made_sessions import facts, weeks_of_runs

from ingest.home.home import Home
from planner.athlete import build_athlete
from planner.day.judged import judge_day
from planner.profile.model import Dated, DatedCategory, Profile
from reports.coach.model import Coached, Squad
from reports.coach.tables import SHOWN, coached
from reports.cohort.tables import rows_of
from reports.cohort.triage import empty_row, triage_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.events import Event
    from ingest.session.facts import SessionFacts

TODAY = date(2026, 5, 20)  # a Wednesday
PROFILE = Profile(
    birth_date=date(1986, 1, 1),
    categories=(DatedCategory(category="c"),),  # 140 bpm
    hr_rest=(Dated(value=50),),
)
NO_HOME = Home(path=Path("no home"))  # nothing is read of it: the athlete has every event
YESTERDAY = TODAY - timedelta(days=1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def judged(
    alias: str,
    runs: Sequence[SessionFacts] = (),
    events: Sequence[Event] = (),
    *,
    profile: Profile = PROFILE,
    **triage: object,
) -> Coached:
    """Return an athlete judged as the commands judge, some cells of the triage said outright."""
    events = sorted(events, key=lambda event: event.day)
    person = build_athlete(profile=profile, facts=runs, wellness=(), events=events, today=TODAY)
    day = judge_day(person)
    row = {**triage_row(alias, day, files=len(runs), refused_files=0), **triage}
    return coached(alias, row, {name: tuple(rows_of(name, NO_HOME, day)) for name in SHOWN})


def pain(days: int, score: float, side: str = "left", place: str = "achilles") -> Event:
    return logged(ago(days), "pain", place=place, side=side, score=score, when="next morning")


def easy(weeks: int = 12, last: date = YESTERDAY, **how: object) -> list[SessionFacts]:
    return weeks_of_runs(last, weeks, **how)  # type: ignore[arg-type]


def note(days: int) -> Event:
    """A word of somebody who writes: nothing hurts."""
    return pain(days, 0.0, place="knee")


# In trouble


def red_flag(alias: str) -> Coached:
    sign = logged(YESTERDAY, "redflag", values={"name": "calf-swelling"})
    return judged(alias, easy(), [sign])


def rising_achilles(alias: str) -> Coached:
    return judged(alias, easy(), [pain(6, 1.0), pain(3, 2.0), pain(1, 4.0), pain(0, 5.0)])


def hard_with_sore_soleus(alias: str) -> Coached:
    hard = easy(8, ago(29)) + [
        facts(one.start_utc.date(), [(600, 135), (2100, 158)]) for one in easy(4)
    ]
    sore = [
        logged(ago(days), "tenderness", place="soleus", side="left", score=score)
        for days, score in ((3, 3.0), (1, 4.0))
    ]
    return judged(alias, hard, sore)


def long_run_spike(alias: str) -> Coached:
    spike = facts(ago(2), [(45 * 60 * 1.9, 132)], hour=15)
    return judged(alias, [*easy(last=ago(3)), spike], [note(4)])


def silent_after_pain(alias: str) -> Coached:
    return judged(alias, easy(last=ago(32)), [pain(40, 2.0), pain(31, 4.0)])


def ill(alias: str) -> Coached:
    events = [logged(ago(1), "illness", values={"fever": True}), note(2)]
    return judged(alias, easy(last=ago(3)), events)


TROUBLE = {
    "red flag": red_flag,
    "rising Achilles": rising_achilles,
    "hard, sore soleus": hard_with_sore_soleus,
    "long-run spike": long_run_spike,
    "silent after pain": silent_after_pain,
    "ill": ill,
}

# Not in trouble


def well(alias: str, number: int) -> Coached:
    """Return one of many who are well: some never write, some did not keep last week's plan."""
    minutes, above = 35 + 5 * (number % 5), 0.02 + 0.01 * (number % 6)
    runs = [
        facts(
            one.start_utc.date(),
            [(one.duration_s * (1 - above), 131), (one.duration_s * above, 146)],
        )
        for one in easy(8 + number % 5, ago(1 + number % 3), minutes=minutes + number % 4)
    ]
    plans: tuple[dict[str, object], ...] = (
        {},
        {"plan_kept": True, "plan_asked_s": 9000.0, "last_week_s": 8800.0},
        {"plan_kept": False, "plan_asked_s": 9000.0, "last_week_s": 4200.0 + 60 * number},
    )
    kept = plans[2 if number % 7 == 2 else min(number % 7, 1)]
    return judged(alias, runs, [note(number % 6)] if number % 3 else (), **kept)


def too_hard(alias: str) -> Coached:
    """Return somebody who runs above the ceiling, and whom nothing hurts."""
    hard = [facts(one.start_utc.date(), [(900, 136), (1800, 152)]) for one in easy(12)]
    return judged(alias, hard, [note(1)])


def failed(alias: str) -> Coached:
    return Coached(alias=alias, triage=empty_row(alias, TODAY, error="No files were found."))


def newcomer(alias: str) -> Coached:
    """Return somebody of whom nothing is known."""
    return judged(alias)


def squad(*athletes: Coached) -> Squad:
    return Squad(today=TODAY, athletes=athletes)


@cache
def fifty() -> Squad:
    """Return fifty, six of them in trouble, nobody where the order would put them by chance."""
    others = [
        too_hard("p07"),
        failed("p15"),
        newcomer("p22"),
        judged("p30", easy(last=ago(18))),
        judged("p42", easy(), [pain(9, 2.0, "right", "knee"), pain(2, 2.0, "right", "knee")]),
    ]
    trouble = [make(f"p{9 * n - 4:02d}") for n, make in enumerate(TROUBLE.values(), start=1)]
    taken = {one.alias for one in (*others, *trouble)}
    aliases = [f"p{n:02d}" for n in range(1, 51)]
    rest = [well(alias, n) for n, alias in enumerate(aliases) if alias not in taken]
    return squad(*sorted((*others, *trouble, *rest), key=lambda one: one.alias))


def in_trouble() -> dict[str, str]:
    """Return the alias of each of the six among the fifty."""
    return {name: f"p{9 * n - 4:02d}" for n, name in enumerate(TROUBLE, start=1)}
