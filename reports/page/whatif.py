"""Any ceiling, judged in the page itself, from the seconds at each bpm of every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reports.page.context import PageInput

LOWEST: Final = 100
HIGHEST: Final = 190
_USUAL: Final = 140


def what_if(page: PageInput) -> dict[str, Any]:
    """Return the slider's ends and start, and the runs it judges."""
    ceiling = page.athlete.ceiling
    value = _USUAL if ceiling is None else min(max(ceiling.bpm, LOWEST), HIGHEST)
    return {"low": LOWEST, "high": HIGHEST, "value": value, "data": {}}
