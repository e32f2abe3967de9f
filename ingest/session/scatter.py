"""How the scatter of figures is told where some of them are wrong."""

from __future__ import annotations

from typing import Final

# The median distance from the median, as the standard deviation of a normal scatter.
MAD_TO_SD: Final = 1.4826
