"""Every figure that profile.toml may change under ``[limits]``, from wherever it is defined."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import planner

if TYPE_CHECKING:
    from planner.profile.limits import Limit


def known_limits() -> dict[str, Limit]:
    """Return every limit by its key: those in a ``LIMITS`` tuple of any module of the planner."""
    found: dict[str, Limit] = {}
    for module in pkgutil.walk_packages(planner.__path__, "planner."):
        listed = getattr(importlib.import_module(module.name), "LIMITS", ())
        found |= {limit.key: limit for limit in listed}
    return dict(sorted(found.items()))
