"""What an import did, as text, and its progress on a terminal."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Final, TextIO

from reports import words
from reports.terminal.table import listed, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.imports.importing import FileOutcome, ImportReport, Outcome
    from ingest.sources.at_hand import AtHand

# Outcome -> how it is counted in the summary, in the order of telling.
COUNTED: Final[dict[Outcome, str]] = {
    "imported": "imported",
    "salvaged": "salvaged in part",
    "duplicate": "known already",
    "skipped": "without a session",
    "refused": "refused",
}
LISTED: Final = 10  # files named one by one under each heading
BAR_CELLS: Final = 30
QUIET_S: Final = 1.0  # nothing is drawn before
REDRAW_S: Final = 0.1
LINE_S: Final = 10.0  # between two lines where nobody looks at a bar


def at_hand_lines(found: Sequence[AtHand]) -> list[str]:
    """Return the folders that were found, numbered: whose, how many files, how new."""
    lines = []
    for number, one in enumerate(found, start=1):
        made = None if one.newest_s is None else datetime.fromtimestamp(one.newest_s).astimezone()
        newest = "" if made is None else f", the newest of {words.day(made.date())} {made.year}"
        files = "1 file" if one.files == 1 else f"{one.files} files"
        lines += wrapped(f"{one.maker}: {one.folder}, {files}{newest}", mark=f"{number}  ")
    return lines


def attention_text(report: ImportReport) -> list[str]:
    """Return what of an import needs attention: files that are broken or were refused."""
    lines = _named(report, "salvaged", "Broken, but the readable part was kept:")
    return lines + _named(report, "refused", "Refused; the files are still where they were:")


def import_text(report: ImportReport) -> list[str]:
    """Return what was read in one line, then by name what a runner should look at."""
    counts = ", ".join(
        f"{number:,} {words}"
        for outcome, words in COUNTED.items()
        if (number := report.count(outcome))
    )
    files = "file" if len(report.files) == 1 else "files"
    lines = wrapped(f"Read {len(report.files):,} {files} in {report.elapsed_s:.1f} s: {counts}.")
    lines += _of_days(report)
    lines += _named(report, "salvaged", "Broken, but the readable part was kept:")
    twins = [file for file in report.files if file.outcome == "duplicate" and _is_twin(file)]
    lines += _listed(twins, "Recordings of a run that another file holds more fully:")
    lines += _reasons(report)
    return lines + _named(report, "refused", "Refused; the files are still where they were:")


def _of_days(report: ImportReport) -> list[str]:
    """Say how many files hold no run but values of a day."""
    number = sum(file.outcome == "imported" and not file.sessions for file in report.files)
    if not number:
        return []
    hold = "file holds" if number == 1 else "files hold"
    values = "values of days, such as sleep, HRV and resting heart rate"
    return wrapped(f"{number:,} {hold} {values}: `aerobase wellness`.", indent="  ")


def _named(report: ImportReport, outcome: Outcome, heading: str) -> list[str]:
    return _listed([file for file in report.files if file.outcome == outcome], heading)


def _listed(files: list[FileOutcome], heading: str) -> list[str]:
    said = [f"{file.source}: {file.reason or 'no reason given'}" for file in files]
    return listed(said, heading, most=LISTED, all_of_them="--json names them all")


def _reasons(report: ImportReport) -> list[str]:
    """Return why files were skipped, counted: an account's export holds thousands of them."""
    reasons = Counter(file.reason or "" for file in report.files if file.outcome == "skipped")
    lines = ["Skipped:"] if reasons else []
    for reason, number in reasons.most_common(LISTED):
        lines += wrapped(f"{number:,} x {reason}", indent="  ")
    return lines


def _is_twin(file: FileOutcome) -> bool:
    return file.reason is not None and file.reason.startswith("the same activity")


def say_waiting() -> None:
    """Say on standard error why nothing happens."""
    sys.stderr.write("Another aerobase is writing to the same place; waiting for it to end.\n")
    sys.stderr.flush()


class ProgressBar:
    """A bar on standard error from the second second on; a line every ten where no person looks."""

    def __init__(
        self, stream: TextIO | None = None, *, what: str = "files", quiet: bool = False
    ) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.what, self.quiet = what, quiet
        self.started_s = self.drawn_s = time.monotonic()
        self.live = self.stream.isatty()
        self.drawn = False

    def __call__(self, done: int, expected: int) -> None:
        """Say ``done`` of ``expected``: ten times a second to a person, else every ten seconds."""
        now_s = time.monotonic()
        if self.quiet or now_s - self.started_s < QUIET_S:
            return
        if now_s - self.drawn_s < (REDRAW_S if self.live else LINE_S):
            return
        self.drawn_s = now_s
        said = f"{done:,} of {expected:,} {self.what}"
        if self.live:
            cells = BAR_CELLS * done // max(expected, 1)
            said = f"\r[{'#' * cells}{'-' * (BAR_CELLS - cells)}] {said} "
            self.drawn = True
        self.stream.write(said if self.live else f"{said}\n")
        self.stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self.drawn:
            self.stream.write("\r" + " " * 79 + "\r")
            self.stream.flush()
