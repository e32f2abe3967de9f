"""Who needs a word first: every reason there is to talk to an athlete, the first one ranks.

The order, and the days below, are our own choice: nobody has tried whether talking in this order
keeps anyone healthy. It is a call list, no measure of risk. What has to stop comes first; then what
a body says before what a watch says; then what cannot be seen; then what can wait for the week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from reports import words
from reports.coach.model import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reports.coach.model import Coached, Row

SILENT_AFTER_PAIN_DAYS: Final = 10  # own choice: neither a run nor a word, and pain before it
PAIN_BEFORE_DAYS: Final = 60  # own choice: pain said within these days is pain before
SILENT_DAYS: Final = 14  # own choice: the same silence without pain
JUMPS: Final = frozenset({"distance_spike", "load_jump"})
# What these find is of the body, in whatever place; a tissue has its name only where one is loaded.
BODY: Final = frozenset({"pain", "red_flag", "small_signs", "side_difference", "soleus_watch"})
HELD: Final = frozenset({"hold", "easier", "no_run"})

Urgency: TypeAlias = Literal["today", "week", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason to talk to an athlete: what stands, a number behind it, and since when."""

    key: str
    label: str
    urgency: Urgency
    says: str
    detail: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    says: str
    detail: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One place of the order; ``why`` says in words why it stands there.

    ``unless`` names the steps that say as much already.
    """

    key: str
    label: str
    urgency: Urgency
    why: str
    find: Callable[[Coached], _Found | None]
    oldest_first: bool = False
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An athlete with every reason to talk, the one that ranks first; ``rank`` counts steps."""

    athlete: Coached
    rank: int
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason:
        """Return the reason that ranks."""
        return self.reasons[0]


def in_order(athletes: tuple[Coached, ...]) -> tuple[Place, ...]:
    """Return the athletes, who needs a word first in front; a pure function of their rows."""
    return tuple(sorted(map(place_of, athletes), key=_key))


def place_of(athlete: Coached) -> Place:
    """Return one athlete's reasons, and the step of the first."""
    found = list(_reasons(athlete))
    return Place(
        athlete=athlete,
        rank=found[0][0] if found else len(STEPS),
        reasons=tuple(reason for _, reason in found) or (_calm(athlete),),
    )


def _key(place: Place) -> tuple[int, int, int, str]:
    """Return what is sorted by: the step, the newest, more reasons of today, the alias.

    Who runs on a sign of this week comes before one of last month, of which a coach has heard; of
    silence the longest comes first.
    """
    step = STEPS[place.rank] if place.rank < len(STEPS) else None
    number = place.first.since.toordinal() if place.first.since else 0
    today = sum(reason.urgency == "today" for reason in place.reasons)
    newest = number if step and step.oldest_first else -number
    return place.rank, newest, -today, place.athlete.alias


def _reasons(athlete: Coached) -> Iterator[tuple[int, Reason]]:
    told: set[str] = set()
    said: set[str] = set()  # a warning ranks once
    for rank, step in enumerate(STEPS):
        found = None if told & step.unless else step.find(athlete)
        if found is not None and found.says not in said:
            told.add(step.key)
            said.add(found.says)
            yield (
                rank,
                Reason(
                    key=step.key,
                    label=step.label,
                    urgency=step.urgency,
                    says=found.says,
                    detail=found.detail,
                    since=found.since,
                ),
            )


# What is found


def signs(athlete: Coached) -> tuple[Row, ...]:
    """Return the warnings that stand; the worst alone where only the triage could be read.

    Whether that one is of the body is then not known, and it is taken for one.
    """
    row = athlete.triage
    if athlete.flags or row["severity"] is None:
        return athlete.flags
    worst = {
        "check": str(row["flag_id"] or "").partition("-")[0],
        "severity": row["severity"],
        "title": row["flag_title"],
        "since": row["flag_since"],
        "evidence": row["flag_evidence"],
        "do_today": row["flag_do_today"],
        "evidence_strength": None,
        "tissue": None,
    }
    return (worst,)


def _sign(athlete: Coached, wanted: Callable[[Row], bool]) -> _Found | None:
    for row in signs(athlete):
        if wanted(row):
            return _Found(
                says=of_athlete(row["title"]), detail=_number(row), since=day_of(row["since"])
            )
    return None


def numbers(row: Row) -> list[str]:
    """Return the numbers behind a warning, a line each."""
    return [line for line in of_athlete(row["evidence"] or "").split("; ") if line]


def of_athlete(text: str) -> str:
    """Return what a warning tells the athlete as it is told of one."""
    for you, them in _TOLD:
        text = text.replace(you, them)
    return text


_TOLD: Final = (
    ("said by you", "said by the athlete"),
    ("sign you logged", "sign that was logged"),
    ("your usual", "the usual"),
)


def _number(row: Row) -> str:
    """Return the number that leads: of several days of one measure the last."""
    lines = numbers(row)
    of_first = [line for line in lines if line.partition(":")[0] == lines[0].partition(":")[0]]
    return of_first[-1].replace(f": {row['title'].lower()}", "") if of_first else ""


def _of(severity: str, *, body: bool | None = None) -> Callable[[Coached], _Found | None]:
    def wanted(row: Row) -> bool:
        return row["severity"] == severity and body in {None, _is_body(row)}

    return lambda athlete: _sign(athlete, wanted)


def _is_body(row: Row) -> bool:
    return row["check"] in BODY or row["tissue"] != "general"


def _stop(athlete: Coached) -> _Found | None:
    found = _of("stop")(athlete)
    if found is None and athlete.triage["plan_effect"] == "stop":
        return _headline(athlete)
    return found


def _ill(athlete: Coached) -> _Found | None:
    return _sign(athlete, lambda row: row["check"] == "illness")


def _jump(athlete: Coached) -> _Found | None:
    return _sign(athlete, lambda row: row["check"] in JUMPS and row["severity"] == "watch")


def _held(athlete: Coached) -> _Found | None:
    row = athlete.triage
    if row["verdict"] == "way back" or row["plan_effect"] in HELD:
        return _headline(athlete)
    return None


def _headline(athlete: Coached) -> _Found:
    return _Found(says=athlete.triage["headline"] or "")


def _silent_after_pain(athlete: Coached) -> _Found | None:
    silent = silent_days(athlete)
    before = pain_before(athlete)
    if silent is None or silent < SILENT_AFTER_PAIN_DAYS or before is None:
        return None
    return _Found(says=f"{_silence(athlete)}; before that {before}", since=_heard(athlete))


def _silent(athlete: Coached) -> _Found | None:
    silent = silent_days(athlete)
    if silent is None or silent < SILENT_DAYS:
        return None
    return _Found(says=_silence(athlete), since=_heard(athlete))


def silent_days(athlete: Coached) -> int | None:
    """Return for how many days neither a run nor a word came; None where neither ever did."""
    row = athlete.triage
    known = [row[name] for name in ("days_since_run", "days_since_diary") if row[name] is not None]
    return min(known, default=None)


def _heard(athlete: Coached) -> date | None:
    silent, today = silent_days(athlete), day_of(athlete.triage["today"])
    return None if silent is None or today is None else today - timedelta(days=silent)


def _silence(athlete: Coached) -> str:
    run, word = (athlete.triage[name] for name in ("days_since_run", "days_since_diary"))
    ran = "No run yet" if run is None else f"No run for {run} days"
    return f"{ran}, {'no diary' if word is None else f'no word for {word} days'}"


def pain_before(athlete: Coached) -> str | None:
    """Return the newest pain that nobody has called gone: "left Achilles 4/10 on Tue 5 May"."""
    today = day_of(athlete.triage["today"])
    last: dict[tuple[str, str], Row] = {}
    for row in (one for one in athlete.pains if one["score"] is not None):
        for side in ("left", "right") if row["side"] == "both" else (row["side"] or "",):
            last[row["place"], side] = row
    hurt = [
        (row["date"], row["score"], place, side)
        for (place, side), row in last.items()
        if row["score"] and today and today - date.fromisoformat(row["date"]) <= _PAIN_BEFORE
    ]
    if not hurt or today is None:
        return None
    day, score, place, side = max(hurt)
    on = words.day_near(date.fromisoformat(day), today)
    return f"{words.where(place, side or None)} {score:g}/10 on {on}"


_PAIN_BEFORE: Final = timedelta(days=PAIN_BEFORE_DAYS)


def _not_kept(athlete: Coached) -> _Found | None:
    row = athlete.triage
    if row["plan_kept"] is not False:
        return None
    ran, asked = (words.duration(row[name]) for name in ("last_week_s", "plan_asked_s"))
    return _Found(says=f"Last week {ran} of {asked} asked")


def _unread(athlete: Coached) -> _Found | None:
    if athlete.error is not None:
        return _Found(says=athlete.error)
    if athlete.unread:
        named = " and ".join(athlete.unread)
        return _Found(says=f"Not all of it: what stands in {named} cannot be read")
    return None


def _nothing_known(athlete: Coached) -> _Found | None:
    return _Found(says="No run and no word yet") if athlete.nothing_known else None


_OF_TODAY: Final = frozenset({"stop", "act_body", "act", "ill", "body", "silent_pain", "jump"})
STEPS: Final = (
    Step(
        key="stop", label="Stop", urgency="today", find=_stop,
        why="A sign that a clinician has to see: nothing else matters before.",
    ),
    Step(
        key="act_body", label="Act", urgency="today", find=_of("act", body=True),
        why="Pain, or another sign of the body, that takes running away or most of it.",
    ),
    Step(
        key="act", label="Act", urgency="today", find=_of("act", body=False),
        why="The same of training: what was done has to be digested first.",
    ),
    Step(
        key="ill", label="Ill", urgency="today", find=_ill,
        why="Running ill is the athlete's choice of today, and a word can change it.",
    ),
    Step(
        key="body", label="Body sign", urgency="today", find=_of("watch", body=True),
        why="A leg, or the back, that speaks below what stops running: early is when a word helps.",
    ),
    Step(
        key="silent_pain", label="Silent after pain", urgency="today", find=_silent_after_pain,
        oldest_first=True,
        why=f"Neither a run nor a word for {SILENT_AFTER_PAIN_DAYS} days, and pain within "
        f"{PAIN_BEFORE_DAYS} days that nobody called gone: what cannot be seen may not be rest.",
    ),
    Step(
        key="jump", label="Load jump", urgency="today", find=_jump,
        why="A run or a week far above the ones before: the next run decides.",
    ),
    Step(
        key="held", label="Held back", urgency="week", find=_held, unless=_OF_TODAY,
        why="The plan is held, or it is the way back after pain: ask how it goes.",
    ),
    Step(
        key="watch", label="Watch", urgency="week", find=_of("watch", body=False),
        why="Training that drifts: it took weeks, and bears a few days more.",
    ),
    Step(
        key="silent", label="Silent", urgency="week", find=_silent, oldest_first=True,
        unless=frozenset({"silent_pain"}),
        why=f"Neither a run nor a word for {SILENT_DAYS} days.",
    ),
    Step(
        key="not_kept", label="Plan not kept", urgency="week", find=_not_kept,
        why="Less than 85 % of what was asked, and nothing known that explains it.",
    ),
    Step(
        key="unread", label="Not judged", urgency="week", find=_unread,
        why="Not known is not well: mend the files.",
    ),
    Step(
        key="nothing", label="Nothing known", urgency="week", find=_nothing_known,
        unless=frozenset({"unread"}),
        why="No run and no word yet.",
    ),
    Step(
        key="body_note", label="Small sign", urgency="none", find=_of("note", body=True),
        why="A small sign of the body, that changes nothing yet.",
    ),
    Step(
        key="note", label="Note", urgency="none", find=_of("note", body=False),
        why="Something to know.",
    ),
)  # fmt: skip


def _calm(athlete: Coached) -> Reason:
    """Return that nothing stands, and what nobody can know of one who keeps no diary."""
    says = "No warning stands"
    if athlete.triage["days_since_diary"] is None:
        says += "; no diary: pain unknown"
    return Reason(key="calm", label="No sign", urgency="none", says=says)
