"""One session's whole story as text, with its time at heart rate drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from planner.flags.decoupling import COUPLED
from planner.profile.methods import method_of
from reports.terminal.table import CLASS_COLOURS, bar, columns_wide, paint, wrapped
from reports.words import Units, change, duration, h_mm_ss, limit, number, share_exact, sport

if TYPE_CHECKING:
    from planner.profile.model import Profile
    from planner.session import Session
    from reports.documents.sessions import StoryDocument

BIN_BPM: Final = 5
INDENT: Final = "  "


def story_text(session: Session, document: StoryDocument, profile: Profile) -> list[str]:
    """Return the lines of one session; ``document`` is its ``story_document``."""
    wide, units = columns_wide(), Units(system=profile.units)
    return [
        *_head(session, units, wide),
        "",
        *_judgement(session, document, wide),
        "",
        *_drawn(session, wide),
        "",
        *_heart_rate(session, document, wide),
        *_load(session, document, wide),
        *_steady(session, profile, wide),
        *_laps(session, units),
    ]


def _head(session: Session, units: Units, wide: int) -> list[str]:
    facts = session.facts
    title = f"{session.local_date.isoformat()}  {sport(facts)}  {facts.id}"
    numbers = [f"{h_mm_ss(facts.duration_s)} h"]
    if facts.distance_m is not None:
        numbers.append(units.distance(facts.distance_m))
    if facts.moving_m_s is not None:
        numbers.append(f"{units.pace(facts.moving_m_s)} moving")
    if facts.ascent_m is not None:
        numbers.append(f"{units.height(facts.ascent_m)} up")
    if facts.temperature_mean_c is not None:
        numbers.append(f"{units.temperature(facts.temperature_mean_c)} at the watch")
    about = ", ".join(_plain(part) for part in (facts.name, facts.device) if part)
    return [
        _plain(title),
        *(wrapped(about, indent=INDENT, wide=wide) if about else []),
        *wrapped(", ".join(numbers), indent=INDENT, wide=wide),
    ]


def _judgement(session: Session, document: StoryDocument, wide: int) -> list[str]:
    verdict = f"{session.session_class}: {session.class_reason}."
    lines = [
        paint(line, CLASS_COLOURS[session.session_class])
        for line in wrapped(_plain(verdict), wide=wide)
    ]
    ceiling = session.ceiling
    if ceiling is None or session.above_s is None:
        return lines
    rough = ", rough" if ceiling.rough else ""
    times = "time" if document["excursions_above"] == 1 else "times"
    lines += wrapped(
        f"Ceiling {ceiling.bpm} bpm by {method_of(ceiling.method).words}{rough}: {ceiling.note}.",
        indent=INDENT,
        wide=wide,
    )
    lines += wrapped(
        f"{duration(session.below_s)} below {ceiling.floor_bpm} bpm, "
        f"{duration(session.in_band_s)} in the band, {duration(session.above_s)} above; "
        f"{share_exact(session.aerobic_frac)} aerobic. "
        f"Above it {document['excursions_above']} {times}, "
        f"at most {document['longest_above_s']:.0f} s on end.",
        indent=INDENT,
        wide=wide,
    )
    return lines


def _drawn(session: Session, wide: int) -> list[str]:
    """Return bars of minutes at heart rate, 5 bpm each, the ceiling's place marked in words."""
    seconds = session.facts.vectors.seconds_at
    heard = np.flatnonzero(seconds)
    if not heard.size:
        return ["No heart rate."]
    first, last = int(heard[0]), int(heard[-1])
    edges = _edges(first, last, None if session.ceiling is None else session.ceiling.bpm)
    minutes = [float(seconds[low : high + 1].sum()) / 60 for low, high in edges]
    most = max(minutes)
    room = wide - 26
    lines = ["Time at heart rate, minutes"]
    for (low, high), value in zip(edges, minutes, strict=True):
        above = session.ceiling is not None and low > session.ceiling.bpm
        drawn = paint(bar(value / most, room), "red" if above else "green")
        lines.append(
            f"{low:>3}-{high:<3} {value:>6.1f} {'above' if above else '     '} {drawn}".rstrip()
        )
        if session.ceiling is not None and high == session.ceiling.bpm:
            lines.append(f"{'':->7} ceiling {session.ceiling.bpm} bpm {'':->8}")
    return lines


def _edges(first: int, last: int, ceiling: int | None) -> list[tuple[int, int]]:
    """Return bins of 5 bpm that end on the ceiling where there is one, so that none spans it."""
    anchor = (ceiling if ceiling is not None else last) % BIN_BPM
    start = first - (first - anchor - 1) % BIN_BPM
    return [(low, low + BIN_BPM - 1) for low in range(start, last + 1, BIN_BPM)]


def _heart_rate(session: Session, document: StoryDocument, wide: int) -> list[str]:
    facts = session.facts
    source = {"wrist": "wrist", "chest": "chest strap"}.get(facts.hr_source, "unknown sensor")
    lines = wrapped(
        f"Heart rate ({source}): clean for {share_exact(facts.hr_coverage_frac)} of the time, "
        f"{facts.hr_excluded_s:.0f} s excluded, {facts.hr_repaired_s:.0f} s repaired.",
        wide=wide,
    )
    for note in facts.quality:
        lines += wrapped(_plain(note.text), indent=INDENT, mark="- ", wide=wide)
    for one in document["hr_left_out"]:
        when = f"{h_mm_ss(one['start_s'])} to {h_mm_ss(one['end_s'])}"
        said = f"Not judged from {when}: {one['text']}."
        lines += wrapped(said, indent=INDENT, mark="- ", wide=wide)
    if facts.hr_excluded_s + facts.hr_repaired_s > 0 and session.aerobic_frac is not None:
        lines += wrapped(
            f"As the watch wrote it {share_exact(session.aerobic_frac_as_written)} would be "
            f"aerobic; of the clean heart rate {share_exact(session.aerobic_frac)} is.",
            wide=wide,
        )
    return lines


def _load(session: Session, document: StoryDocument, wide: int) -> list[str]:
    if session.trimp is None or session.hrss is None:
        return wrapped(f"Load: unknown, {session.load_note}.", wide=wide)
    named = ((document["trimp_edwards"], "Edwards"), (document["trimp_lucia"], "Lucia"))
    others = "".join(f", {trimp:.0f} ({name})" for trimp, name in named if trimp)
    note = f"; {session.load_note}" if session.load_note else ""
    return wrapped(
        f"Load: HRSS {session.hrss:.0f}, TRIMP {session.trimp:.0f} (Banister){others}{note}.",
        wide=wide,
    )


def _steady(session: Session, profile: Profile, wide: int) -> list[str]:
    """Return what the steady part says: decoupling and efficiency."""
    facts, lines = session.facts, []
    if facts.decoupling_frac is not None:
        coupled = limit(profile.limits[COUPLED])
        said = f"Decoupling {change(facts.decoupling_frac)} (up to {coupled} is coupled)."
        lines += wrapped(said, wide=wide)
    elif facts.decoupling_reason:
        lines += wrapped(_plain(f"Decoupling: none, {facts.decoupling_reason}."), wide=wide)
    if facts.efficiency is not None:
        efficiency = Units(system=profile.units).efficiency(facts.efficiency)
        lines += wrapped(f"Efficiency {efficiency}, steady part.", wide=wide)
    return lines


def _laps(session: Session, units: Units) -> list[str]:
    """Return a line a lap: time, distance, pace, climb, heart rate; nothing for a single lap."""
    laps = session.facts.laps
    if len(laps) < 2:  # noqa: PLR2004 - one lap is the session itself
        return []
    lines = ["", f"{'Lap':>3} {'time':>8} {'distance':>10} {'pace':>10} {'climb':>7} {'HR':>4}"]
    for place, lap in enumerate(laps, start=1):
        time_s = lap.end_s - lap.start_s if lap.timer_s is None else lap.timer_s
        speed_m_s = lap.distance_m / time_s if lap.distance_m and time_s else None
        lines.append(
            f"{place:>3} {h_mm_ss(time_s):>8} {units.distance(lap.distance_m):>10}"
            f" {units.pace(speed_m_s):>10} {units.height(lap.ascent_m):>7}"
            f" {number(lap.hr_mean_bpm):>4}"
        )
    return lines


def _plain(text: str) -> str:
    """Return text from a file without control characters."""
    return "".join(one if one.isprintable() else "?" for one in text)
