"""The JSON that others rely on, as data: each key with its form; more keys may stand beside them.

A form is a callable that returns a complaint or ``None``, a mapping of keys to forms, or a list
with one form for its items.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

Form: TypeAlias = Callable[[Any], "str | None"] | Mapping[str, Any] | list[Any]

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def complaints(document: Any, form: Form, path: str = "$") -> list[str]:
    """Return every place where the document is not of the form; an empty list where it is."""
    if isinstance(form, Mapping):
        if not isinstance(document, dict):
            return [f"{path}: not an object but {document!r}"]
        found = [f"{path}.{key}: missing" for key in form if key not in document]
        for key in form.keys() & document.keys():
            found += complaints(document[key], form[key], f"{path}.{key}")
        return sorted(found)
    if isinstance(form, list):
        if not isinstance(document, list):
            return [f"{path}: not a list but {document!r}"]
        found = []
        for number, item in enumerate(document):
            found += complaints(item, form[0], f"{path}[{number}]")
        return found
    complaint = form(document)
    return [f"{path}: {complaint}, not {document!r}"] if complaint else []


def number(value: Any) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return None if good else "a number"


def whole(value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "a whole number"


def share(value: Any) -> str | None:
    return number(value) or (None if 0 <= value <= 1 else "a share from 0 to 1")


def text(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "a text"


def any_text(value: Any) -> str | None:
    return None if isinstance(value, str) else "a text, perhaps empty"


def day(value: Any) -> str | None:
    try:
        return None if date.fromisoformat(value).isoformat() == value else "a day YYYY-MM-DD"
    except (TypeError, ValueError):
        return "a day YYYY-MM-DD"


def instant(value: Any) -> str | None:
    good = isinstance(value, str) and INSTANT.fullmatch(value)
    return None if good else "an instant in UTC that ends in Z"


def one_of(*words: str) -> Form:
    return lambda value: None if value in words else f"one of {', '.join(words)}"


def or_null(form: Form) -> Form:
    def check(value: Any) -> str | None:
        found = [] if value is None else complaints(value, form, "")
        return "; ".join(found) + " (or null)" if found else None

    return check


def pair(form: Form) -> Form:
    def check(value: Any) -> str | None:
        if not isinstance(value, list) or len(value) != 2:
            return "a pair"
        return "; ".join(complaints(value, [form], "")) or None

    return check


IMPORT: Form = {
    "imported": whole,
    "duplicate": whole,
    "refused": whole,
    "salvaged": whole,
    "elapsed_s": number,
    "files": [
        {
            "source": text,
            "sha256": or_null(text),
            "outcome": one_of("imported", "duplicate", "salvaged", "refused", "skipped"),
            "reason": or_null(text),
            "sessions": [text],
        }
    ],
}

SESSIONS: Form = [
    {
        "id": text,
        "start_utc": instant,
        "local_date": day,
        "sport": text,
        "sub_sport": or_null(text),
        "device": or_null(text),
        "duration_s": number,
        "moving_s": number,
        "distance_m": or_null(number),
        "ascent_m": or_null(number),
        "descent_m": or_null(number),
        "duration_source": or_null(one_of("samples", "device", "both")),
        "distance_source": or_null(one_of("samples", "device", "both")),
        "ascent_source": or_null(one_of("samples", "device", "both")),
        "hr_mean_bpm": or_null(number),
        "hr_max_bpm": or_null(number),
        "hr_coverage_frac": share,
        "hr_source": one_of("wrist", "chest", "unknown"),
        "hr_excluded_s": number,
        "hr_repaired_s": number,
        "quality": [text],
        "ceiling_bpm": or_null(whole),
        "ceiling_method": or_null(text),
        "below_s": or_null(number),
        "in_band_s": or_null(number),
        "above_s": or_null(number),
        "aerobic_frac": or_null(share),
        "class": one_of("aerobic", "mixed", "anaerobic", "unknown"),
        "class_reason": text,
        "trimp": or_null(number),
        "hrss": or_null(number),
        "decoupling_frac": or_null(number),
        "efficiency": or_null(number),
        "sha256": text,
    }
]

BALANCE: Form = [
    {
        "week_start": day,
        "sessions": whole,
        "duration_s": number,
        "aerobic_s": number,
        "anaerobic_s": number,
        "unknown_s": number,
        "aerobic_frac": or_null(share),
        "aerobic_sessions_frac": or_null(share),
        "load_hrss": or_null(number),
        "longest_run_m": or_null(number),
        "ascent_m": or_null(number),
        "reason": or_null(
            one_of("ordinary", "lighter", "quiet", "pain", "ill", "away", "race", "after race")
        ),
        "sentence": text,
        "flags": [text],
        "other_sports": [{"sport": text}],
    }
]

FLAGS: Form = [
    {
        "id": text,
        "severity": one_of("note", "watch", "act", "stop"),
        "title": text,
        "since": day,
        "evidence": [
            {
                "what": text,
                "value": or_null(number),
                "unit": any_text,
                "baseline": or_null(number),
                "limit": or_null(number),
                "days": [day],
            }
        ],
        "source": text,
        "evidence_strength": one_of("strong", "moderate", "weak", "source only"),
        "tissue": one_of("soleus", "achilles", "knee", "hip", "calf", "general"),
        "side": or_null(one_of("left", "right", "both")),
        "advice": [text],
        "effect": text,
    }
]

RUN: Form = {
    "kind": one_of(
        "rest",
        "walk",
        "run_walk",
        "easy",
        "long",
        "recovery",
        "maf_test",
        "strides",
        "quality",
        "race",
    ),
    "duration_s": whole,
    "band_bpm": or_null(pair(whole)),
    "effort": text,
    "distance_m_estimate": or_null(number),
    "distance_m_range": or_null(pair(number)),
    "why": text,
}

PLAN: Form = {
    "week_start": day,
    "created_utc": instant,
    "phase": text,
    "ceiling_bpm": or_null(whole),
    "band_bpm": or_null(pair(whole)),
    "target_s": whole,
    "why": [text],
    "flags": [text],
    "days": [
        {
            "date": day,
            "run": or_null(RUN),
            "more_runs": [RUN],
            "strength": [
                {
                    "exercise": one_of("squat", "balance", "slrdl"),
                    "level": text,
                    "dose": {
                        "hold_s": or_null(number),
                        "sides": or_null(whole),
                        "reps": or_null(whole),
                        "load_kg": or_null(number),
                    },
                    "why": text,
                }
            ],
            "checks": [text],
            "done": or_null({}),
        }
    ],
    "unmet": [{"rule": text, "why": text}],
}
