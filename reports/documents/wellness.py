"""Wellness by local day as JSON: each value, what it stands on, and the files it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from reports.documents import instant, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ingest.wellness import WellnessDay

HASH_DIGITS: Final = 12  # of a file's SHA-256, as sessions' ids begin


class WellnessDocument(TypedDict):
    """One local day; what ends in ``_from`` lists the hashes of files, or the diary's entry."""

    day: str
    rhr_bpm: float | None
    hrv_rmssd_ms: float | None
    stress_score: float | None
    sleep_s: float | None
    nap_s: float | None
    second_sleep_s: float | None
    sleep_score: float | None
    sleep_start_utc: str | None
    sleep_stop_utc: str | None
    sleep_awake_s: float | None
    stress_scores: int | None
    hrv_how: str | None
    hrv_baseline_low_ms: float | None
    hrv_baseline_high_ms: float | None
    so_far: bool
    said_until_utc: str | None
    provisional: list[str]
    rhr_from: list[str]
    hrv_from: list[str]
    hrv_baseline_from: list[str]
    stress_from: list[str]
    sleep_from: list[str]
    sleep_window_from: list[str]
    nap_from: list[str]
    second_sleep_from: list[str]


def wellness_document(days: Sequence[WellnessDay]) -> list[WellnessDocument]:
    """Return every day."""
    return [_day(day) for day in days]


def _day(day: WellnessDay) -> WellnessDocument:
    return {
        "day": day.day.isoformat(),
        "rhr_bpm": rounded(day.rhr_bpm, 1),
        "hrv_rmssd_ms": rounded(day.hrv_rmssd_ms, 1),
        "stress_score": rounded(day.stress_score, 1),
        "sleep_s": rounded(day.sleep_s, 0),
        "nap_s": rounded(day.nap_s, 0),
        "second_sleep_s": rounded(day.second_sleep_s, 0),
        "sleep_score": rounded(day.sleep_score, 1),
        "sleep_start_utc": _instant(day.sleep_start),
        "sleep_stop_utc": _instant(day.sleep_stop),
        "sleep_awake_s": rounded(day.sleep_awake_s, 0),
        "stress_scores": day.stress_scores,
        "hrv_how": day.hrv_how,
        "hrv_baseline_low_ms": rounded(day.hrv_baseline_low_ms, 1),
        "hrv_baseline_high_ms": rounded(day.hrv_baseline_high_ms, 1),
        "so_far": day.so_far,
        "said_until_utc": _instant(day.said_until),
        "provisional": sorted(day.provisional),
        "rhr_from": sources(day, "rhr_bpm"),
        "hrv_from": sources(day, "hrv_rmssd_ms"),
        "hrv_baseline_from": sources(day, "hrv_baseline"),
        "stress_from": sources(day, "stress_score"),
        "sleep_from": sources(day, "sleep_s"),
        "sleep_window_from": sources(day, "sleep_window"),
        "nap_from": sources(day, "nap_s"),
        "second_sleep_from": sources(day, "second_sleep_s"),
    }


def sources(day: WellnessDay, name: str) -> list[str]:
    """Return where a value comes from: the first digits of files' hashes, or "diary" and an id."""
    return [
        source if source.startswith("diary") else source[:HASH_DIGITS]
        for source in day.sources.get(name, ())
    ]


def _instant(at: datetime | None) -> str | None:
    return None if at is None else instant(at)
