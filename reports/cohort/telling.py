"""What a run says: to a person in a few lines, to a machine as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TextIO, TypedDict

from reports.terminal.importing import ProgressBar
from reports.terminal.table import listed, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reports.cohort.run import AthleteOutcome, CohortReport
    from reports.cohort.task import Outcome

LISTED: Final = 10  # athletes named one by one under each heading
SEVERE: Final = ("stop", "act")


class CohortDocument(TypedDict):
    """The counts of a run, and the row of every athlete as ``triage.parquet`` has it."""

    today: str
    out: str
    made: int
    unchanged: int
    failed: int
    refused_files: int
    removed: list[str]
    elapsed_s: float
    athletes: list[Mapping[str, object]]


class ProgressDocument(TypedDict):
    """An athlete that is done, number ``done`` of ``expected``."""

    done: int
    expected: int
    athlete: str
    outcome: Outcome
    error: str | None


def report_document(report: CohortReport) -> CohortDocument:
    """Return what a run did."""
    return {
        "today": report.today.isoformat(),
        "out": str(report.out),
        "made": report.count("made"),
        "unchanged": report.count("unchanged"),
        "failed": report.count("failed"),
        "refused_files": report.refused_files,
        "removed": list(report.removed),
        "elapsed_s": round(report.elapsed_s, 3),
        "athletes": [one.triage for one in report.athletes],
    }


class Progress:
    """Draws a bar for a person, or writes a line of JSON an athlete for a machine."""

    def __init__(self, stream: TextIO, *, as_lines: bool, quiet: bool) -> None:
        self.stream, self.as_lines = stream, as_lines
        self.bar = ProgressBar(stream, what="athletes", quiet=quiet or as_lines)

    def __call__(self, done: int, expected: int, one: AthleteOutcome) -> None:
        """Take note of ``one``, number ``done`` of ``expected``."""
        self.bar(done, expected)
        if self.as_lines:
            line: ProgressDocument = {
                "done": done,
                "expected": expected,
                "athlete": one.alias,
                "outcome": one.outcome,
                "error": one.error,
            }
            self.stream.write(f"{json.dumps(line)}\n")
            self.stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        self.bar.clear()


def cohort_text(report: CohortReport) -> list[str]:
    """Return the counts, who must not wait, and what went wrong."""
    athletes = "athlete" if len(report.athletes) == 1 else "athletes"
    counts = [
        f"{report.count('made'):,} judged",
        f"{report.count('unchanged'):,} as before",
        f"{report.count('failed'):,} failed",
    ]
    lines = wrapped(
        f"{len(report.athletes):,} {athletes} in {report.elapsed_s:.1f} s: {', '.join(counts)}."
    )
    if report.removed:
        lines += wrapped(f"No longer in it, and taken out: {', '.join(report.removed)}.")
    severe = sorted(
        (one for one in report.athletes if one.triage["severity"] in SEVERE),
        key=lambda one: (SEVERE.index(str(one.triage["severity"])), one.alias),
    )
    lines += _listed(severe, "A word today:", _warned)
    lines += attention_text(report)
    return [*lines, *wrapped(f"Tables: {report.out}")]


def attention_text(report: CohortReport) -> list[str]:
    """Return what went wrong: athletes who failed, and files that were refused."""
    failed = [one for one in report.athletes if one.outcome == "failed"]
    refused = [one for one in report.athletes if one.refused_files]
    return [
        *_listed(failed, "Failed; the next run tries again:", _failed),
        *_listed(refused, "Files that nothing could be read of:", _refused),
    ]


def _listed(
    athletes: Sequence[AthleteOutcome], heading: str, said: Callable[[AthleteOutcome], str]
) -> list[str]:
    found = [f"{one.alias}: {said(one)}" for one in athletes]
    return listed(found, heading, most=LISTED, all_of_them="triage.parquet has them all")


def _warned(one: AthleteOutcome) -> str:
    return f"{one.triage['severity']}, {one.triage['flag_title']}, since {one.triage['flag_since']}"


def _failed(one: AthleteOutcome) -> str:
    return one.error or ""


def _refused(one: AthleteOutcome) -> str:
    return f"{one.refused_files:,}"
