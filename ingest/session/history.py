"""Sessions in a row, asked for column by column: what lies packed answers without being made."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.session.facts import SessionFacts
    from ingest.session.quality import QualityNote


class History(Sequence["SessionFacts"]):
    """Sessions that need not be made to be asked; any other sequence of facts does as well."""

    __slots__ = ()

    @abstractmethod
    def values(self, fact: str) -> Sequence[Any]:
        """Return what :func:`values_of` does."""

    @abstractmethod
    def arranged(self, places: Sequence[int]) -> Sequence[SessionFacts]:
        """Return what :func:`arranged` does."""

    @abstractmethod
    def noted(self, notes: Mapping[int, QualityNote]) -> Sequence[SessionFacts]:
        """Return what :func:`noted` does."""

    @abstractmethod
    def digest(self) -> bytes:
        """Return what :func:`digest_of` does."""


def values_of(facts: Sequence[SessionFacts], fact: str) -> Sequence[Any]:
    """Return one plain fact of every session; not the notes, which are not in the row alone."""
    if isinstance(facts, History):
        return facts.values(fact)
    return [getattr(one, fact) for one in facts]


def arranged(facts: Sequence[SessionFacts], places: Sequence[int]) -> Sequence[SessionFacts]:
    """Return the sessions of these places, in their order."""
    return facts.arranged(places) if isinstance(facts, History) else [facts[n] for n in places]


def noted(
    facts: Sequence[SessionFacts], notes: Mapping[int, QualityNote]
) -> Sequence[SessionFacts]:
    """Return the sessions, those of some places with one more note."""
    if isinstance(facts, History):
        return facts.noted(notes)
    return [one.noted(notes[n]) if n in notes else one for n, one in enumerate(facts)]


def digest_of(facts: Sequence[SessionFacts]) -> bytes | None:
    """Return a digest of every fact of every session; None where nothing is stored."""
    return facts.digest() if isinstance(facts, History) else None
