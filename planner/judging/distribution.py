"""Three-zone intensity distribution, by time and by session, and the polarisation index."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.judging.classes import anaerobic_threshold_bpm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.profile.model import Profile
    from planner.session import Session

Shape: TypeAlias = Literal["polarised", "not polarised", "base or threshold", "unknown"]
POLARISED_FROM: Final = 2.0
LEAST_Z2: Final = 0.01  # stands in for an empty second zone, so that the index exists


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Shares of running time (and of sessions) under VT1, between, and over VT2.

    VT1 is the ceiling of each run's day, VT2 LTHR or else ceiling / 0.90, ``estimated`` then
    (RULES 2.7). A session counts in the zone of its class: aerobic, mixed, anaerobic; by
    session the easy share is smaller than by time, and 80/20 was a count of sessions
    (RULES 3.9). Shares are None where nothing is known.
    """

    time_frac: tuple[float, float, float] | None
    session_frac: tuple[float, float, float] | None
    polarisation_index: float | None
    shape: Shape
    estimated: bool


def distribution(runs: Sequence[Session], profile: Profile) -> Distribution:
    """Return the distribution over runs; those without ceiling or heart rate are left out."""
    zones = [0.0, 0.0, 0.0]
    estimated = False
    for run in runs:
        threshold = anaerobic_threshold_bpm(profile, run.ceiling, run.local_date)
        if run.ceiling is None or threshold is None or run.above_s is None:
            continue
        upper, guessed = threshold
        estimated |= guessed
        seconds = run.facts.vectors.seconds_at
        over = float(seconds[max(int(upper), run.ceiling.bpm) + 1 :].sum())
        under = float(seconds[: run.ceiling.bpm + 1].sum())
        zones[0] += under
        zones[1] += float(seconds.sum()) - under - over
        zones[2] += over
    shares = _shares(zones)
    index = None if shares is None else polarisation_index(*shares)
    classes = [run.session_class for run in runs]
    return Distribution(
        time_frac=shares,
        session_frac=_shares([classes.count(n) for n in ("aerobic", "mixed", "anaerobic")]),
        polarisation_index=index,
        shape=_shape(shares, index),
        estimated=estimated,
    )


def polarisation_index(z1: float, z2: float, z3: float) -> float | None:
    """Return log10(z1 / z2 x z3 x 100); None without a third zone.

    Treff 2019 (published formula); an empty second zone counts as 0.01. RULES 3.9.
    """
    if z3 <= 0 or z1 <= 0:
        return None
    return math.log10(z1 / (z2 if z2 > 0 else LEAST_Z2) * z3 * 100)


def _shape(shares: tuple[float, float, float] | None, index: float | None) -> Shape:
    if shares is None:
        return "unknown"
    if index is None:
        return "base or threshold"
    ordered = shares[0] > shares[2] > shares[1]  # what the index was made for
    return "polarised" if ordered and index > POLARISED_FROM else "not polarised"


def _shares(amounts: Sequence[float]) -> tuple[float, float, float] | None:
    total = sum(amounts)
    if total <= 0:
        return None
    return amounts[0] / total, amounts[1] / total, amounts[2] / total
