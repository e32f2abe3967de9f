"""The JSON of a change to the thresholds: what another profile would judge differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reports.documents import rounded
from reports.documents.thresholds import thresholds_document
from reports.windows import four_weeks

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.flags.model import Flag, Severity
    from planner.preview import Preview
    from planner.session import Ceiling, SessionClass
    from reports.documents.thresholds import ThresholdsDocument


class ChangedSessionDocument(TypedDict):
    """One session that another profile would class differently."""

    id: str
    local_date: str
    class_before: SessionClass
    class_after: SessionClass
    ceiling_before_bpm: int | None
    ceiling_after_bpm: int | None
    reason_after: str


class ChangedWeekDocument(TypedDict):
    """One week whose share another profile would change."""

    week_start: str
    aerobic_frac_before: float | None
    aerobic_frac_after: float | None


class ChangedFlagDocument(TypedDict):
    """A warning that stands by one of the two only."""

    id: str
    severity: Severity
    title: str


class PreviewDocument(TypedDict):
    """What a change does, session by session and week by week.

    The shares are of the last 28 days' running with known heart rate.
    """

    written: bool
    thresholds: ThresholdsDocument
    sessions: list[ChangedSessionDocument]
    weeks: list[ChangedWeekDocument]
    flags_gone: list[ChangedFlagDocument]
    flags_new: list[ChangedFlagDocument]
    aerobic_frac_before: float | None
    aerobic_frac_after: float | None
    near_maximum: str | None


def preview_document(
    seen: Preview, before: Athlete, after: Athlete, *, written: bool
) -> PreviewDocument:
    """Return what a change does, and whether it was written."""
    return {
        "written": written,
        "thresholds": thresholds_document(after),
        "sessions": [
            {
                "id": one.before.facts.id,
                "local_date": one.before.local_date.isoformat(),
                "class_before": one.before.session_class,
                "class_after": one.after.session_class,
                "ceiling_before_bpm": _bpm(one.before.ceiling),
                "ceiling_after_bpm": _bpm(one.after.ceiling),
                "reason_after": one.after.class_reason,
            }
            for one in seen.sessions
        ],
        "weeks": [
            {
                "week_start": one.week_start.isoformat(),
                "aerobic_frac_before": rounded(one.before_frac, 4),
                "aerobic_frac_after": rounded(one.after_frac, 4),
            }
            for one in seen.weeks
        ],
        "flags_gone": [_flag(one) for one in seen.flags_gone],
        "flags_new": [_flag(one) for one in seen.flags_new],
        "aerobic_frac_before": rounded(four_weeks(before).aerobic_frac, 4),
        "aerobic_frac_after": rounded(four_weeks(after).aerobic_frac, 4),
        "near_maximum": seen.near_maximum,
    }


def _flag(flag: Flag) -> ChangedFlagDocument:
    return {"id": flag.id, "severity": flag.severity, "title": flag.title}


def _bpm(ceiling: Ceiling | None) -> int | None:
    return None if ceiling is None else ceiling.bpm
