"""Thresholds and previews as text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from planner.profile.methods import method_of
from planner.thresholds.drift_map import LIMIT_FRAC
from planner.thresholds.formulas import LTHR_SHARE
from planner.thresholds.watch import adopting
from reports.terminal.sessions import ID_DIGITS
from reports.terminal.table import Column, brief_share, columns_wide, table, wrapped
from reports.windows import four_weeks
from reports.words import UNKNOWN, change, limit, share_exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.preview import Preview
    from reports.documents.thresholds import DriftMapDocument, ThresholdsDocument

FORMULA: Final = "maf"
MOST_ROWS: Final = 20
MEASURED: Final = "A measured one: `aerobase thresholds set entered BPM`"


def thresholds_text(document: ThresholdsDocument) -> list[str]:
    """Return the ceiling in force, what each method says, and the ceilings of the past."""
    wide = columns_wide()
    known = any(one["ceiling_bpm"] is not None for one in document["history"])
    return [
        *_in_force(document, wide),
        *(["", *_methods(document, wide)] if document["methods"] else []),
        *(["", *_history(document, wide)] if known else []),
        *_drift_map(document["drift_map"], wide),
        *_heart(document, wide),
        *_watch(document, wide),
    ]


def _watch(document: ThresholdsDocument, wide: int) -> list[str]:
    """Return what the watch says of its wearer, and how its threshold is taken over."""
    watch, used = document["watch"], document["lthr_bpm"]
    named = (
        ("maximum", watch["hr_max"]),
        ("threshold", watch["lthr"]),
        ("resting", watch["hr_rest"]),
    )
    parts = [f"{name} {one['bpm']:g} bpm ({one['local_date']})" for name, one in named if one]
    if not parts:
        return []
    lines = wrapped(f"Your watch says: {', '.join(parts)}; not used until you set it.", wide=wide)
    lthr = watch["lthr"]
    if lthr is not None and lthr["bpm"] != used:
        command = f"aerobase thresholds set lthr {lthr['bpm']:g} --preview"
        lines += wrapped(f"What its threshold would change: {command}", wide=wide)
    force = document["in_force"]
    if lthr is not None and force is not None and force["method"] == FORMULA:
        command = adopting(int(LTHR_SHARE * lthr["bpm"]))
        lines += wrapped(f"What 0.89 of it would change as the ceiling: {command}", wide=wide)
    return lines


def _drift_map(found: DriftMapDocument, wide: int) -> list[str]:
    """Return the map of drift, nothing where no run of eight weeks was steady enough."""
    if not found["stretches"]:
        return []
    supported = found["supported_bpm"]
    said = (
        "too few of one heart rate to say"
        if supported is None
        else f"supported up to {supported} bpm, {found['within']} of {found['counted']} stretches"
        " within the limit"
    )
    columns = (
        Column(head="bpm"),
        Column(head="runs", align="right"),
        Column(head="drift an hour", align="right"),
        Column(head=""),
    )
    verdicts = {True: "coupled", False: "drifts", None: "too few runs"}
    rows = [
        [
            f"{one['low_bpm']}-{one['high_bpm']}",
            f"{one['runs']}",
            change(one["median_frac"]),
            verdicts[one["passes"]],
        ]
        for one in found["bins"]
    ]
    head = (
        f"Drift map of eight weeks, experimental: {said}. Steady stretches of 40 min and more;"
        f" {limit(LIMIT_FRAC)} an hour is the limit."
    )
    return ["", *wrapped(head, wide=wide), *table(columns, rows, wide=wide), ""]


def preview_text(seen: Preview, before: Athlete, after: Athlete, *, written: bool) -> list[str]:
    """Return what a change does, and whether it was written."""
    ceiling = after.ceiling
    now = "no ceiling" if ceiling is None else f"ceiling {ceiling.bpm} bpm"
    odd = seen.near_maximum
    classes, shares = len(seen.sessions), len(seen.weeks)
    lines = [
        f"{'Written' if written else 'Preview, nothing written'}: {now} on {after.today}.",
        *([] if odd is None else wrapped(odd)),
        *_same_ceiling(before, after),
        *_four_weeks(before, after),
        *_warnings("no longer stands", seen.flags_gone),
        *_warnings("stands then", seen.flags_new),
        f"Sessions that change class: {classes}; weeks that change share: {shares}.",
    ]
    moves = Counter((one.before.session_class, one.after.session_class) for one in seen.sessions)
    for (old, new), count in sorted(moves.items()):
        lines.append(f"  {count:>4}  {old} -> {new}")
    lines += _changed_sessions(seen)
    columns = (
        Column(head="week of"),
        Column(head="aerobic before", align="right"),
        Column(head="after", align="right"),
    )
    rows = [
        [one.week_start.isoformat(), brief_share(one.before_frac), brief_share(one.after_frac)]
        for one in seen.weeks[-MOST_ROWS:]
    ]
    if rows:
        lines += ["", *table(columns, rows)]
    if len(seen.weeks) > MOST_ROWS:
        lines.append(f"and {len(seen.weeks) - MOST_ROWS} earlier weeks: --json lists all.")
    return lines


def _same_ceiling(before: Athlete, after: Athlete) -> list[str]:
    """Return that another method stays in force, where a change leaves the ceiling as it was."""
    ceiling = after.ceiling
    if ceiling is None or ceiling != before.ceiling:
        return []
    method = method_of(ceiling.method).words
    return wrapped(
        f"The {method} is still in force: aerobase thresholds shows what comes before it."
    )


def _four_weeks(before: Athlete, after: Athlete) -> list[str]:
    was, now = four_weeks(before).aerobic_frac, four_weeks(after).aerobic_frac
    if was == now:
        return []
    said = f"The last 28 days: {brief_share(was)} aerobic before, {brief_share(now)} after."
    return wrapped(said)


def _warnings(verb: str, flags: Sequence[Flag]) -> list[str]:
    return [line for one in flags for line in wrapped(f"“{one.title}” {verb}.", indent="  ")]


def _changed_sessions(seen: Preview) -> list[str]:
    if not seen.sessions:
        return []
    columns = (
        Column(head="session"),
        Column(head="before"),
        Column(head="after"),
        Column(head="why", shrinks=True),
        Column(head="id"),
    )
    rows = [
        [
            one.after.local_date.isoformat(),
            one.before.session_class,
            one.after.session_class,
            one.after.class_reason,
            one.after.facts.id[:ID_DIGITS],
        ]
        for one in seen.sessions[-MOST_ROWS:]
    ]
    lines = ["", *table(columns, rows, wide=columns_wide())]
    if len(seen.sessions) > MOST_ROWS:
        lines.append(f"and {len(seen.sessions) - MOST_ROWS} earlier sessions: --json lists all.")
    return lines


def _in_force(document: ThresholdsDocument, wide: int) -> list[str]:
    force = document["in_force"]
    if force is None:
        reason = f"{document['reason']}".removeprefix("no ceiling: ")
        said = f"No ceiling on {document['today']}: {reason}."
        steps = f"By the formula: aerobase init. {MEASURED}" if "birth" in reason else MEASURED
        return [*wrapped(said, wide=wide), *wrapped(steps, indent="  ", wide=wide)]
    low, high = force["band_bpm"]
    span = force["uncertainty_bpm"]
    sure = f", could be off by {span:g} bpm either way" if span is not None else ""
    rough = ", rough" if force["rough"] else ""
    return wrapped(
        f"Ceiling on {document['today']}: {high} bpm, band {low}-{high}; "
        f"{force['method_name']}{sure}{rough}: {force['note']}.",
        wide=wide,
    ) + [
        line
        for head, said in (("For it", force["for"]), ("Against it", force["against"]))
        for one in said
        for line in wrapped(f"{head}: {one}", wide=wide)
    ]


def _methods(document: ThresholdsDocument, wide: int) -> list[str]:
    columns = (
        Column(head="method"),
        Column(head="bpm", align="right"),
        Column(head="±", align="right"),
        Column(head="since"),
        Column(head=""),
        Column(head="", shrinks=True),
    )
    rows = [
        [
            one["method_name"],
            f"{one['value_bpm']:.1f}".removesuffix(".0"),
            UNKNOWN if one["uncertainty_bpm"] is None else f"{one['uncertainty_bpm']:g}",
            one["since"] or ("today" if one["plugin"] else "always"),
            "in force" if one["in_force"] else "",
            one["barred"] or ("" if one["in_force"] else "weaker than the one in force"),
        ]
        for one in document["methods"]
    ]
    lines = table(columns, rows, wide=wide)
    for one in document["methods"]:
        if one["plugin"] is not None:
            said = f"{one['method_name']}: {one['note']} ({one['source']}). To declare it: "
            said += f"aerobase thresholds set {one['method']} {one['value_bpm']:.0f} --since today"
            lines += wrapped(said, wide=wide)
    return lines


def _history(document: ThresholdsDocument, wide: int) -> list[str]:
    columns = (
        Column(head="from"),
        Column(head="bpm", align="right"),
        Column(head="why", shrinks=True),
    )
    rows = [
        [
            one["since"],
            UNKNOWN if one["ceiling_bpm"] is None else f"{one['ceiling_bpm']}",
            one["note"] or "no ceiling",
        ]
        for one in document["history"][-MOST_ROWS:]
    ]
    return table(columns, rows, wide=wide)


def _heart(document: ThresholdsDocument, wide: int) -> list[str]:
    parts = [
        f"{name} {bpm:g} bpm"
        for name, bpm in (
            ("HRmax", document["hr_max_bpm"]),
            ("HRrest", document["hr_rest_bpm"]),
            ("LTHR", document["lthr_bpm"]),
        )
        if bpm is not None
    ]
    note = f" ({document['heart_note']})" if document["heart_note"] else ""
    lines = wrapped(", ".join(parts) + note + ".", wide=wide) if parts else []
    passed = document["hr_max_passed"]
    if passed is not None:
        lines += wrapped(
            f"HRmax of {passed['hr_max_bpm']:g} bpm is too low: {passed['held_bpm']} bpm was held "
            f"for a minute on {passed['local_date']}. If that is true: "
            f"aerobase thresholds set hr_max {passed['held_bpm']}",
            wide=wide,
        )
    gap = document["threshold_gap_frac"]
    if gap is not None:
        lines += wrapped(
            f"Gap between aerobic and anaerobic threshold: {share_exact(gap)} of the latter; "
            "above 10 % the base is thin (Uphill Athlete).",
            wide=wide,
        )
    return ["", *lines] if lines else []
