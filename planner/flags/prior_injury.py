"""An Achilles or calf injury of the last twelve months: the strongest known risk (RULES 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner import words
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note an Achilles or calf injury of the last twelve months: the strongest known risk."""
    health = athlete.profile.health
    if health.prior_achilles_side is not None:
        tissue, side, odds = "achilles", health.prior_achilles_side, 6.3
        source = "Lagas et al. 2020 (n=1929): odds ratio 6.3 (3.9-10.0) after one in 12 months"
    elif health.prior_calf_side is not None:
        tissue, side, odds = "calf", health.prior_calf_side, None
        source = "Green and Pizzari 2017 (10 studies): age and a former calf strain"
    else:
        return
    dated = [
        one.since
        for one in athlete.profile.injuries
        if one.name == tissue and one.since is not None and one.counts_on(athlete.today)
    ]
    first = athlete.sessions[0].local_date if athlete.sessions else athlete.today
    since = max(dated, default=first)
    yield Flag(
        id=f"prior_injury-{tissue}",
        severity="note",
        title=f"Trouble with the {side if side != 'both' else 'left and right'} "
        f"{'Achilles tendon' if tissue == 'achilles' else 'calf'} in the last twelve months",
        since=since,
        evidence=(
            Evidence(
                what="odds of Achilles tendinopathy, said in the profile"
                if odds
                else "said in the profile",
                value=odds,
                unit="1",
                baseline=1.0 if odds else None,
                limit=None,
                days=(),
            ),
        ),
        source=source,
        evidence_strength="strong" if odds else "moderate",
        tissue="achilles" if tissue == "achilles" else "calf",
        side=side,
        advice=(
            (
                "Log how it is each morning; a 0 counts too: "
                f"`aerobase log pain 0 {side} {tissue} morning`."
            ),
        ),
        effect_words="No strides, no hills, and nothing hard until heel raises are even"
        f" ({words.LOG['heel-raise-test']}).",
    )
