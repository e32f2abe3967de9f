"""The list of sessions as text, one line each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from reports.terminal.table import CLASS_COLOURS, Column, brief_share, columns_wide, table, wrapped
from reports.words import UNKNOWN, Units, h_mm_ss, kind_of_sport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.session.facts import SessionFacts
    from planner.profile.model import Profile
    from planner.session import Session

ID_DIGITS: Final = 8
CLASSES: Final = ("aerobic", "mixed", "anaerobic", "unknown")


def sessions_text(
    sessions: Sequence[Session], profile: Profile, *, most: int | None = None
) -> list[str]:
    """Return a table of sessions, oldest first, and how many there are of each class.

    With ``most`` it holds no more than the newest so many, and says how many there are.
    """
    if not sessions:
        return ["No session in that time."]
    units = Units(system=profile.units)
    columns = (
        Column(head="day"),
        Column(head="sport", shrinks=True),
        Column(head="h:mm:ss", align="right"),
        Column(head=units.distance_unit, align="right"),
        Column(head="bpm", align="right"),
        Column(head="ceil.", align="right"),
        Column(head="aerobic", align="right"),
        Column(head="class"),
        Column(head="id"),
    )
    names = short_ids([session.facts for session in sessions])
    named = list(zip(sessions, names, strict=True))[-(most or len(sessions)) :]
    lines = table(
        columns,
        [_row(session, units, name) for session, name in named],
        wide=columns_wide(),
        colours=[CLASS_COLOURS[session.session_class] for session, _ in named],
    )
    counts = Counter(session.session_class for session in sessions)
    by_class = ", ".join(f"{counts[name]} {name}" for name in CLASSES if counts[name])
    word = "session" if len(sessions) == 1 else "sessions"
    said = f"{len(sessions)} {word}: {by_class}."
    if len(named) < len(sessions):
        said += f" The last {len(named)} are shown; all of them: aerobase sessions --all"
    return [*lines, "", *wrapped(said)]


def short_ids(facts: Sequence[SessionFacts]) -> list[str]:
    """Return ids short enough for a table and long enough to be asked for."""
    legs = Counter(one.id[:ID_DIGITS] for one in facts)
    return [
        one.id[:ID_DIGITS] + (f"-{one.leg}" if legs[one.id[:ID_DIGITS]] > 1 else "")
        for one in facts
    ]


def _row(session: Session, units: Units, name: str) -> list[str]:
    facts = session.facts
    far = UNKNOWN if facts.distance_m is None else f"{units.far(facts.distance_m):.2f}"
    mean = UNKNOWN if facts.hr_mean_bpm is None else f"{facts.hr_mean_bpm:.0f}"
    ceiling = UNKNOWN if session.ceiling is None else f"{session.ceiling.bpm}"
    return [
        session.local_date.isoformat(),
        _sport(session),
        h_mm_ss(facts.duration_s),
        far,
        mean,
        ceiling,
        brief_share(session.aerobic_frac),
        session.session_class,
        name,
    ]


def _sport(session: Session) -> str:
    """Return "trail run" for a run that is of a kind, else the sport."""
    kind = kind_of_sport(session.facts)
    return f"{kind} run" if session.is_run and kind else session.facts.sport
