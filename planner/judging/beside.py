"""A recording that is wrong throughout agrees with itself: only the runner's other runs show it."""

from __future__ import annotations

from collections import deque
from statistics import median
from typing import TYPE_CHECKING, Final

from ingest.session.quality import QualityNote
from ingest.session.scatter import MAD_TO_SD
from planner.judging.classes import DOUBTFUL, is_doubtful

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ingest.session.facts import SessionFacts

# All own choices. In two years of one runner's sound runs none lay more than 13 bpm lower.
RUNS_BEFORE: Final = 20
AT_LEAST: Final = 8
LOWER_BPM: Final = 20.0
SCATTERS_LOWER: Final = 3.0


def beside_the_runs_before(facts: Sequence[SessionFacts]) -> dict[int, QualityNote]:
    """Return by its place the note ``hr_doubtful`` of each session that is far too low.

    ``facts`` are oldest first.

    Compared is what a run lets expect at 2.6 m/s on the flat with the median of the 20 runs
    before it that tell that (8 at least): lower by 20 bpm and by three of their robust standard
    deviations. Optical sensors lose beats; a heart that beats higher may have its reasons (heat,
    illness), and the runner must hear of it. A chest strap is believed. A heart that stays lower
    (a medicine, another watch) is believed after some ten runs, for these count as usual too.
    """
    levels: deque[float] = deque(maxlen=RUNS_BEFORE)
    found = {}
    for n, one in enumerate(facts):
        level = one.hr_level_bpm
        if level is None or is_doubtful(one):
            continue
        lower = _lower_bpm(level, levels) if one.hr_source != "chest" else None
        if lower is not None:
            found[n] = _doubt(lower)
        levels.append(level)
    return found


def _lower_bpm(level: float, before: Collection[float]) -> float | None:
    """Return by how much it is too low; None where it is not, or nothing can be said."""
    if len(before) < AT_LEAST or max(before) - level < LOWER_BPM:  # as of nearly every run
        return None
    usual = median(before)
    lower = usual - level
    if lower < LOWER_BPM:
        return None
    scatter = MAD_TO_SD * median(abs(one - usual) for one in before)
    return lower if lower >= SCATTERS_LOWER * scatter else None


def _doubt(lower_bpm: float) -> QualityNote:
    text = (
        f"Heart rate is {lower_bpm:.0f} bpm lower than the runs before let expect of this running: "
        "it may be wrong throughout; do not build on this session's heart rate."
    )
    return QualityNote(code=DOUBTFUL, text=text)
