"""Short digests of what a week is made from: the values, and apart from them their form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def digest(*values: Any) -> str:
    """Return a short digest of values, the same in every process (sets are put in order)."""
    return _hashed([_canonical(value) for value in values])


def forms(*values: Any) -> dict[str, str]:
    """Return by class a digest of its fields' names, of each dataclass in the values.

    Where one of them differs the program's form changed, and digests of values tell nothing.
    """
    return dict(form for value in values for form in _forms(value))


def _forms(value: Any) -> Iterator[tuple[str, str]]:
    if is_dataclass(value) and not isinstance(value, type):
        names = [part.name for part in fields(value)]
        yield type(value).__name__, _hashed(names)
        for name in names:
            yield from _forms(getattr(value, name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _forms(part)
    elif isinstance(value, set | frozenset | list | tuple):
        for part in value:
            yield from _forms(part)


def _hashed(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _canonical(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _canonical(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _canonical(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, set | frozenset):
        return sorted((_canonical(part) for part in value), key=str)
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    return value if isinstance(value, int | float | bool | None) else str(value)
