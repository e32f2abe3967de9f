"""Today on one screen: one sentence, what decided it, the seven days, trust in the ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from planner.flags.aerobic_share import LEAST_MINUTES
from planner.thresholds.in_force import medical_bar
from planner.week.kinds import TESTS, short_name
from reports import words
from reports.page.flags import anchor_of
from reports.page.how import OF_CHECK, OF_SECTION
from reports.page.week import day_card
from reports.verdict import ceiling_words, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.flags.model import Flag
    from planner.week.model import Day, Plan, Run
    from reports.page.input import PageInput
    from reports.verdict import Verdict
    from reports.windows import Window
    from reports.words import Units

MOST_CHIPS: Final = 3
_UNKNOWN_S: Final = 30  # what rounds to a minute
_LOUD: Final = ("stop", "act", "watch")


def today(page: PageInput, units: Units) -> dict[str, Any]:
    """Return the texts of the first screen."""
    said = verdict(page.athlete, None if page.redact else page.flags, page.readiness)
    day = _day_of(page.plan, page.athlete.today)
    return {
        "day": words.long_day(page.athlete.today),
        "sentence": _sentence(page, said),
        "lede": "" if said.kind == "stop" or page.plan is None else _later(page.plan, page),
        "chips": list(_chips(page, said)),
        "pills": []
        if page.plan is None
        else [_pill(one, page.athlete.today) for one in page.plan.days],
        "card": None if day is None else day_card(day, page.athlete.today, units),
        "to_run": day is not None and not day.ran_s,
        "no_plan": page.no_plan or "No plan for this week yet. Make one with: aerobase plan",
        "bars": [_bar(window) for window in said.windows],
        "bar": _bar(said.windows[1]),
        "target": words.limit(said.target),
        "target_width": _width(said.target),
        "ceiling": ceiling_words(page.athlete),
        "beside": list(_beside(page)),
        "hard": page.hard,
        "body": _body(page),
    }


def _beside(page: PageInput) -> Iterator[str]:
    """Yield what plug-ins say of the ceiling; nothing to a heart that no formula fits."""
    if medical_bar(page.athlete.profile, page.athlete.today):
        return
    for plugin, said in page.ceilings:
        span = said.uncertainty_bpm
        sure = "" if span is None else f", could be off by {span:g} either way"
        yield (
            f"The plug-in {plugin.words} says {said.bpm:.0f} bpm{sure}: {said.note.rstrip('.')}. It"
            " is in force only where you declare it: aerobase thresholds"
        )


def _body(page: PageInput) -> dict[str, str] | None:
    """Return what the first warning of a part of the body makes of the plan, None without one."""
    flag = _told_first(page)
    if flag is None:
        return None
    effect = f"{flag.effect[:1].lower()}{flag.effect[1:]}"
    return {"link": anchor_of(flag, page.flags), "title": flag.title, "effect": effect}


def _told_first(page: PageInput) -> Flag | None:
    """Return the warning of a part of the body that stands before how the training is."""
    loud = (one for one in page.flags if one.severity in _LOUD and one.plan_effect != "none")
    return None if page.redact else next((one for one in loud if one.tissue != "general"), None)


def _day_of(plan: Plan | None, today: date) -> Day | None:
    days = () if plan is None else (day for day in plan.days if day.date == today)
    return next(iter(days), None)


def _sentence(page: PageInput, said: Verdict) -> str:
    """Return what to do today in a few words; a stop, or no plan, leaves the verdict's own."""
    day = _day_of(page.plan, page.athlete.today)
    if said.kind == "stop" or page.plan is None or day is None:
        return f"{said.headline}."
    if day.done is not None and day.done.sessions:
        share = day.done.aerobic_frac
        easy = "" if share is None else f", {words.share(share)} aerobic"
        return f"Run already: {words.duration(day.done.duration_s)}{easy}."
    if day.run is None or day.run.kind == "rest" or not day.run.duration_s:
        return "Rest today."
    return f"Today: {_spoken(day.run)}."


def _later(plan: Plan, page: PageInput) -> str:
    """Return the week's next run: "Next: Thursday, easy 40 min, up to 134 bpm."."""
    for day in plan.days:
        if day.date > page.athlete.today and day.run is not None and day.run.duration_s:
            return f"Next: {words.weekday(day.date)}, {_spoken(day.run)}."
    return "Nothing more to run this week."


def _spoken(run: Run) -> str:
    """Return "easy 40 min, up to 134 bpm" or "run-walk 21 min", as it goes on in a sentence."""
    if run.kind == "run_walk":
        return f"{short_name(run.kind)} {words.duration(run.duration_s)}"
    name = words.workout_name(run)
    beats = " bpm" if run.band_bpm is not None and name.endswith(str(run.band_bpm[1])) else ""
    return f"{name if name[:2].isupper() else name[:1].lower() + name[1:]}{beats}"


def _chips(page: PageInput, said: Verdict) -> Iterator[dict[str, Any]]:
    """Yield up to three things that decided it, what matters first; each opens."""
    flags = [] if page.redact else [flag for flag in page.flags if flag.severity in _LOUD]
    left = MOST_CHIPS
    told = _told_first(page)
    flags = [flag for flag in flags if flag is not told]
    if said.kind not in {"stop", "act"}:
        level = _balance_level(said) if said.kind == "balance" else said.kind
        lines = [said.sentence, *said.hints]
        yield {"level": level, "title": said.headline, "lines": lines, "bars": True, "link": "",
               "hows": OF_SECTION["balance"]}  # fmt: skip
        flags = [flag for flag in flags if flag.check != "aerobic_share"]
        left -= 1
    for flag in flags[:left]:
        yield _flag_chip(flag, page.flags)
    left -= len(flags[:left])
    if said.kind in {"stop", "act"} and left > 0 and said.balance:
        yield {"level": "balance", "title": said.balance, "lines": [*said.hints], "bars": True,
               "link": "", "hows": OF_SECTION["balance"]}  # fmt: skip
        left -= 1
    if page.plan is not None and left > 0 and page.plan.why:
        yield {"level": "plan", "title": "Why this week", "lines": list(page.plan.why),
               "bars": False, "link": "week", "hows": OF_SECTION["plan"]}  # fmt: skip


def _balance_level(said: Verdict) -> str:
    """Return "good" or "balance" by the target, "plan" where there is too little to judge."""
    weeks = said.windows[1]
    if weeks.aerobic_frac is None or weeks.known_s < 60 * LEAST_MINUTES:
        return "plan"
    return "good" if weeks.aerobic_frac >= said.target else "balance"


def _flag_chip(flag: Flag, flags: Sequence[Flag]) -> dict[str, Any]:
    return {
        "level": flag.severity,
        "title": flag.title,
        "lines": [flag.effect, *flag.advice[:1]],
        "bars": False,
        "link": anchor_of(flag, flags),
        "hows": (*OF_CHECK.get(flag.check, ()), "warnings"),
    }


def _pill(day: Day, today: date) -> dict[str, Any]:
    """Return one day of the strip: its letters, its kind and what is said of it."""
    run = day.run
    asked = run is not None and run.kind != "rest" and run.duration_s > 0
    done = day.done is not None and bool(day.done.sessions)
    if done and day.done is not None:
        kind, text = "done", f"{round(day.done.duration_s / 60)}"
    elif day.date < today:
        kind, text = ("missed", "") if asked else ("rest", "")
    elif run is not None and asked:
        kind = "test" if run.kind in TESTS else "race" if run.kind == "race" else "planned"
        text = f"{round(run.duration_s / 60)}"
    else:
        kind, text = "rest", ""
    told = {
        "done": f"{text} min run",
        "missed": "not run",
        "rest": "rest",
    }.get(kind) or ("" if run is None else words.workout_name(run))
    return {
        "name": words.weekday(day.date)[:2],
        "kind": kind,
        "text": text,
        "words": f"{words.day(day.date)}: {told}",
        "is_today": day.date == today,
        "width": "" if kind != "done" else _done_share(day),
    }


def _done_share(day: Day) -> str:
    """Return the share at or under the ceiling of what was run, empty where it is not known."""
    share = None if day.done is None else day.done.aerobic_frac
    return "" if share is None else f"{100 * share:.0f}"


def _bar(window: Window) -> dict[str, Any]:
    frac = window.aerobic_frac
    parts = [f"{words.duration(window.aerobic_s)} at or under the ceiling"]
    parts.append(f"{words.duration(window.above_s)} above it")
    if window.unknown_s >= _UNKNOWN_S:
        parts.append(f"{words.duration(window.unknown_s)} unknown")
    runs = f"{window.runs} run{'' if window.runs == 1 else 's'}"
    detail = f"{runs}: {', '.join(parts)}" if window.runs else "no run"
    known = "unknown" if frac is None else f"{words.share(frac)} aerobic"
    return {
        "name": window.name,
        "share": words.share(frac),
        "known": frac is not None,
        "aerobic_width": "" if frac is None else _width(frac),
        "above_width": "" if frac is None else _width(1 - frac),
        "words": f"{window.name}: {known}",
        "detail": detail,
    }


def _width(frac: float) -> str:
    return f"{100 * frac:.2f}"
