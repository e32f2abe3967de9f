"""Every figure that profile.toml may change under ``[limits]``, from wherever it is defined."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import planner
from planner.profile.limits import limits_of

if TYPE_CHECKING:
    from planner.profile.limits import Limit


def known_limits() -> dict[str, Limit]:
    """Return every limit by its key: those that any module of the planner declares."""
    found: dict[str, Limit] = {}
    for module in pkgutil.walk_packages(planner.__path__, "planner."):
        declared = limits_of(importlib.import_module(module.name))
        found |= {limit.key: limit for limit in declared}
    return dict(sorted(found.items()))
