"""The verdict in 15 lines: what `status` prints, and the end of every import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.body.exercises import exercise_name
from reports import words
from reports.terminal.table import wrapped
from reports.verdict import ceiling_words, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.flags.model import Flag
    from planner.session import Session
    from planner.week.model import Day
    from reports.windows import Window

MOST_LINES: Final = 15
COLUMNS: Final = 80
_MOST_SESSIONS: Final = 3


def verdict_lines(
    day: JudgedDay,
    *,
    sessions: Sequence[Session] | None = None,
    planned: Day | None = None,
) -> list[str]:
    """Return the verdict on a judged day in at most 15 lines of at most 80 columns.

    Parameters
    ----------
    sessions
        What was just read, to speak of instead of the last session.
    planned
        The day in the plan, or None where there is none.
    """
    athlete = day.athlete
    said = verdict(athlete, day.flags, day.readiness)
    head = [f"{words.long_day(athlete.today)}: {said.headline}.", *_wrap(said.sentence)]
    head += [line for hint in said.hints for line in _wrap(hint)]
    body = _wrap(f"Balance: {said.balance[:1].lower()}{said.balance[1:]}.") if said.balance else []
    body += [_window_line(window) for window in said.windows if window.runs]
    body += _wrap(ceiling_words(athlete, look=": aerobase thresholds")) if athlete.sessions else []
    body += _session_lines(athlete, sessions)
    tail = _today_lines(planned)
    room = MOST_LINES - len(head) - len(body) - len(tail)
    return [*head, *body, *standing_lines(day.flags, max(1, room)), *tail][:MOST_LINES]


def _wrap(text: str, indent: str = "  ") -> list[str]:
    return wrapped(text, indent=indent, wide=COLUMNS)


def _clip(line: str) -> str:
    return line if len(line) <= COLUMNS else line[: COLUMNS - 1] + "…"


def _window_line(window: Window) -> str:
    unknown = f", {words.hours(window.unknown_s)} unknown" if window.unknown_s >= 60 else ""  # noqa: PLR2004 - a minute
    return _clip(
        f"  {window.name:<10} {words.share(window.aerobic_frac):>9} aerobic:"
        f" {words.hours(window.aerobic_s)} at or under, {words.hours(window.above_s)} "
        f"above{unknown}"
    )


def _session_lines(athlete: Athlete, sessions: Sequence[Session] | None) -> list[str]:
    if sessions is None:
        return [_clip(f"  Last: {_session_words(one)}") for one in athlete.sessions[-1:]]
    shown = sorted(sessions, key=lambda one: one.facts.start_utc)
    lines = [_clip(f"  Read: {_session_words(one)}") for one in shown[-_MOST_SESSIONS:]]
    if len(shown) > _MOST_SESSIONS:
        counts = ", ".join(
            f"{count} {name}"
            for name in ("aerobic", "mixed", "anaerobic", "unknown")
            if (count := sum(1 for one in shown if one.session_class == name))
        )
        lines = [f"  Read: {len(shown)} sessions: {counts}", *lines[-1:]]
    return lines


def _session_words(session: Session) -> str:
    facts = session.facts
    parts = [words.day(session.local_date), facts.sport, words.duration(facts.duration_s)]
    if session.aerobic_frac is not None:
        parts.append(f"{words.share(session.aerobic_frac)} aerobic")
    return f"{' '.join(parts[:2])} {', '.join(parts[2:])}: {session.session_class}"


def standing_lines(flags: Sequence[Flag], room: int) -> list[str]:
    """Return a line a flag, the strictest first; where the room ends, how many more there are."""
    if not flags:
        return ["  No warnings."]
    shown = [_clip(f"  {flag.severity.upper():<5} {flag.title}") for flag in flags]
    if len(shown) <= room:
        return shown
    if room == 1:  # the strictest is named, whatever the room
        more = f"; {len(shown) - 1} more: aerobase flags"
        room = COLUMNS - len(more)
        first = shown[0] if len(shown[0]) <= room else f"{shown[0][: room - 1]}…"
        return [first + more]
    return [*shown[: room - 1], f"  and {len(shown) - room + 1} more: aerobase flags"]


def _today_lines(day: Day | None) -> list[str]:
    if day is None or day.run is None:
        return []
    runs = [day.run, *day.more_runs]
    planned = " and ".join(words.run(run) for run in runs)
    lines = [_clip(f"  Today: {words.run_already(day.ran_s) if day.ran_s else planned}")]
    if day.strength:
        names = ", ".join(f"{exercise_name(item.exercise)} {item.level}" for item in day.strength)
        lines.append(_clip(f"  Strength: {names}"))
    return lines
