"""Functions bound by name, so that a heavy module is loaded only when it has something to do.

Opening the archive may have to derive facts again, and mostly has not: the decoders would take a
tenth of the time of every command that only looks.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def bound(name: str) -> Callable[..., Any]:
    """Return the function that "module:function" names; loads its module at the first call."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
