"""Steps a minute out of what formats count: some count one foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.impossible import ON_FOOT

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

ONE_FOOT_SPM: Final = 120.0  # cadence of runs below this counts one foot (own choice)


def both_feet(cadence: FloatArray, *, sport: str) -> FloatArray:
    """Return steps a minute; doubled where a run's median is that of one foot."""
    known = cadence[cadence > 0]
    on_foot = sport in ON_FOOT or sport == "unknown"
    one_foot = on_foot and len(known) > 0 and float(np.median(known)) < ONE_FOOT_SPM
    return cadence * 2 if one_foot else cadence
