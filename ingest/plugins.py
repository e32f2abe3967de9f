"""Plug-ins: which entry points count, from which package, and how one is loaded and called.

One counts only where the profile names it. Only then are entry points looked up, but by ``doctor``:
that reads the metadata of every package that is installed, 10 to 40 ms.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Group: TypeAlias = Literal["flags", "readers", "thresholds"]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
MOST_SAID: Final = 300  # characters of what an error says
_OUTPUT, _ERRORS = 1, 2  # descriptors
_METADATA: Final = "importlib.metadata"  # loaded with the first plug-in that is named


class PluginError(Exception):
    """A plug-in did not do what it should; the text says what, fit for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginNames:
    """The plug-ins that a profile names, by what they are for; each once, in its order."""

    flags: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()

    def of(self, group: Group) -> tuple[str, ...]:
        """Return the names of one group."""
        named: dict[Group, tuple[str, ...]] = {
            "flags": self.flags,
            "readers": self.readers,
            "thresholds": self.thresholds,
        }
        return named[group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """One plug-in that the profile names; ``problem`` says why it cannot be asked, or is None.

    ``target`` is "module:name" of what its entry point leads to, ``package`` and ``version`` are
    those of the distribution that it comes with; all empty where none is there.
    """

    group: Group
    name: str
    target: str = ""
    package: str = ""
    version: str = ""
    problem: str | None = None

    @property
    def label(self) -> str:
        """Return name and version: what rows of a reader carry."""
        return f"{self.name} {self.version or '?'}"

    @property
    def words(self) -> str:
        """Return name and version with the package that it comes with."""
        return f"{self.label} ({self.package})" if self.package else self.label

    @property
    def key(self) -> tuple[str, ...]:
        """Return what judgements that it had a part in are remembered under."""
        return (self.group, self.name, self.target, self.package, self.version)


def look_up(names: PluginNames) -> tuple[Plugin, ...]:
    """Return each plug-in that is named with where it comes from, or with why it does not count.

    Nothing of a plug-in is loaded by that.
    """
    return tuple(_looked_up(group, name) for group in GROUPS for name in names.of(group))


def unnamed(names: PluginNames) -> tuple[Plugin, ...]:
    """Return the plug-ins that are installed and not named; none where that cannot be told.

    ``doctor`` alone asks: everything else looks up what is named. Nothing of a plug-in is loaded.
    """
    entry_points: Any = import_module(_METADATA).entry_points
    found: list[Plugin] = []
    with suppress(Exception):  # the metadata of any package, however broken
        for group in GROUPS:
            stated = [_stated(group, one) for one in entry_points(group=f"aerobase.{group}")]
            found += [
                one
                for one in sorted(stated, key=lambda one: one.key)
                if NAME.fullmatch(one.name) and one.name not in names.of(group)
            ]
    return tuple(found)


def _looked_up(group: Group, name: str) -> Plugin:
    try:
        entry_points: Any = import_module(_METADATA).entry_points
        found = list(entry_points(group=f"aerobase.{group}", name=name))
        stated = [_stated(group, one) for one in found]
    except Exception as error:  # noqa: BLE001 - the metadata of any package, however broken
        why = f"the packages installed cannot be looked through ({_said(error)})"
        return Plugin(group=group, name=name, problem=why)
    if not stated:
        return Plugin(group=group, name=name, problem="no package that is installed offers it")
    if len(stated) > 1:
        offering = " and ".join(sorted(one.package or one.target for one in stated))
        return Plugin(group=group, name=name, problem=f"more than one offers it: {offering}")
    return stated[0]


def _stated(group: Group, point: Any) -> Plugin:
    package = version = ""
    if point.dist is not None:
        package, version = str(point.dist.name or ""), str(point.dist.version or "")
    return Plugin(
        group=group,
        name=point.name,
        target=f"{point.module}:{point.attr}",
        package=package,
        version=version,
    )


def of_group(plugins: Iterable[Plugin], group: Group) -> tuple[Plugin, ...]:
    """Return the plug-ins of one group."""
    return tuple(one for one in plugins if one.group == group)


def load(plugin: Plugin) -> Any:
    """Return what a plug-in's entry point leads to.

    Raises
    ------
    PluginError
        It does not count, its module fails, or there is no such name in it.
    """
    if plugin.problem is not None:
        raise PluginError(plugin.problem)
    with guarded():
        module, _, name = plugin.target.partition(":")
        return reduce(getattr, name.split("."), import_module(module))


@contextmanager
def guarded(passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn whatever a plug-in raises into ``PluginError``; what it prints goes to standard error.

    So one that fails stops no other, and one that prints damages no JSON, nor does a program that
    it starts. Errors that are ``passing`` are the plug-in's own words, and go on as they are.
    """
    try:
        with _output_to_error(), redirect_stdout(sys.stderr):
            yield
    except PluginError:
        raise
    except passing:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(_said(error)) from error


@contextmanager
def _output_to_error() -> Iterator[None]:
    """Lead the process's own output to its standard error; nothing where ``sys.stdout`` is another.

    In a notebook and under a test it is an object without a descriptor, or with one of its own.
    """
    kept = _kept_output()
    try:
        yield
    finally:
        if kept is not None:
            _flush(sys.__stdout__)
            os.dup2(kept, _OUTPUT)
            os.close(kept)


def _kept_output() -> int | None:
    """Return a copy of the descriptor of the output, which now is that of errors; else None."""
    try:
        if sys.stdout.fileno() != _OUTPUT:
            return None
        _flush(sys.stdout)
        kept = os.dup(_OUTPUT)
    except (AttributeError, OSError, ValueError):  # none, closed, or no file
        return None
    try:
        os.dup2(_ERRORS, _OUTPUT)
    except OSError:  # errors go nowhere
        os.close(kept)
        return None
    return kept


def _flush(stream: TextIO | None) -> None:
    with suppress(AttributeError, OSError, ValueError):
        if stream is not None:
            stream.flush()


def _said(error: BaseException) -> str:
    plain = "".join(sign if sign.isprintable() else " " for sign in str(error))
    text = " ".join(plain.split())[:MOST_SAID]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
