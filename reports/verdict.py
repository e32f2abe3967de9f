"""The verdict on the aerobic balance in words: one headline, one sentence, what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from planner.body.illness import illnesses_on
from planner.body.way_back import STAGES, way_back_on
from planner.flags.aerobic_share import LEAST_MINUTES, share_target
from planner.profile.methods import METHODS
from planner.thresholds.in_force import no_ceiling_reason
from reports import words
from reports.windows import Window, recent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag


Kind: TypeAlias = Literal["stop", "act", "ill", "way back", "balance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reader should know after five seconds; ``windows`` are the numbers behind it.

    The headline is the worst of: stop, act, ill, the way back, then the balance; ``balance`` is
    the balance's own words where another has the headline, else empty.
    """

    kind: Kind
    headline: str
    sentence: str
    balance: str
    hints: tuple[str, ...]
    windows: tuple[Window, ...]
    target: float


def verdict(athlete: Athlete, flags: Sequence[Flag] | None) -> Verdict:
    """Say what comes first today; else how aerobic the last four weeks were, against the target.

    Parameters
    ----------
    flags
        Those that stand; None where nothing may be said of the body (a page for others).
    """
    windows = recent(athlete)
    target = share_target(athlete)
    headline, sentence, hints = _words(athlete, windows[1], target)
    worse = None if flags is None else _body_first(athlete, flags)
    kind: Kind = "balance"
    balance = ""
    if worse is not None:
        balance, (kind, headline, sentence) = headline, worse
    return Verdict(
        kind=kind,
        headline=headline,
        sentence=sentence,
        balance=balance,
        hints=hints,
        windows=windows,
        target=target,
    )


def _body_first(athlete: Athlete, flags: Sequence[Flag]) -> tuple[Kind, str, str] | None:
    """Return kind, headline and sentence of a stop, a warning to act on, illness, the way back."""
    kinds: tuple[Literal["stop", "act"], ...] = ("stop", "act")
    for severity in kinds:
        severe = next((flag for flag in flags if flag.severity == severity), None)
        if severe is not None:
            stop = "Stop: " if severity == "stop" else ""
            return severity, stop + severe.title, severe.effect
    ill = illnesses_on(athlete.diary, athlete.today).standing
    if ill is not None:
        return "ill", ill.title(athlete.today), ill.does
    way = way_back_on(athlete.diary, athlete.runs, athlete.today)
    if way is None:
        return None
    where = f"{way.side} {way.place}"
    if way.begins is None:
        return (
            "way back",
            f"Running stopped for pain ({where})",
            "The way back begins at 2 or less; walk.",
        )
    headline = f"On the way back ({where}), stage {way.stage} of {len(STAGES)}"
    return "way back", headline, f"{way.now.words}, a day between: three runs a week at most."


def _words(athlete: Athlete, weeks: Window, target: float) -> tuple[str, str, tuple[str, ...]]:
    if not athlete.runs:
        hint = ("Read watch files in with: aerobase import FOLDER",)
        return "No run yet", "Nothing has been read in up to this day.", hint
    if not weeks.runs:
        last = athlete.runs[-1]
        ago = (athlete.today - last.local_date).days
        sentence = f"The last one was {ago} days ago, on {words.long_day(last.local_date)}."
        return "No run in the last 4 weeks", sentence, ()
    if athlete.ceiling is None and not weeks.known_s:
        return _no_ceiling(athlete)
    if not weeks.known_s:
        sentence = "Without heart rate nobody can say how aerobic the running was."
        hint = ("Wear a heart-rate sensor, and check that the watch records it.",)
        return "No heart rate in the last 4 weeks", sentence, hint
    if weeks.known_s < LEAST_MINUTES * 60:
        known = words.duration(weeks.known_s)
        sentence = f"Only {known} of the last 4 weeks' running has heart rate to judge by."
        return "Too little to judge yet", sentence, ()
    return _judged(weeks, target)


def _judged(weeks: Window, target: float) -> tuple[str, str, tuple[str, ...]]:
    frac = weeks.aerobic_frac or 0.0
    said = (
        f"{words.share(frac)} of the last 4 weeks' running with known heart rate was at or under"
        f" the ceiling; the target is {words.limit(target)}."
    )
    unknown = weeks.unknown_s / weeks.duration_s if weeks.duration_s else 0.0
    hints = (
        (f"{words.share(unknown)} of the running time has no usable heart rate and is not judged.",)
        if unknown >= 0.2  # noqa: PLR2004 - own choice: a fifth missing may turn the verdict
        else ()
    )
    headline = "Aerobic enough" if frac >= target else "Too little aerobic running"
    return headline, said, hints


def _no_ceiling(athlete: Athlete) -> tuple[str, str, tuple[str, ...]]:
    reason = no_ceiling_reason(athlete.profile, athlete.today)
    sentence = f"{reason[:1].upper()}{reason[1:]}."
    if athlete.profile.birth_date is None:
        hint = "Give the birth date: aerobase init --birth-date YYYY-MM-DD --category a|b|c|d"
    else:
        hint = (
            "Enter a measured one with: aerobase thresholds set; until then run by the talk test."
        )
    return "No aerobic ceiling to judge by", sentence, (hint,)


def ceiling_words(athlete: Athlete) -> str:
    """Return which ceiling is in force and where it comes from."""
    ceiling = athlete.ceiling
    if ceiling is None:
        reason = no_ceiling_reason(athlete.profile, athlete.today)
        return f"{reason[:1].upper()}{reason[1:]}."
    rough = ", a rough estimate" if ceiling.rough else ""
    band = words.band((ceiling.floor_bpm, ceiling.bpm))
    off = ceiling.uncertainty_bpm
    span = "" if off is None else f", may lie {off:.0f} either way"
    return f"Ceiling {ceiling.bpm} bpm ({METHODS[ceiling.method].words}{rough}{span}), band {band}."
