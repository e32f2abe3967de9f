"""Judgements of before, each under a key that holds everything that it was made from.

The key is a digest of the whole: the program that judges, the runner's limits and sex, what is
read of the session's facts, and what was in force on its day. So one that is found is the one that
would be made now; no rule says when it grows old.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.judging.classes import is_doubtful
from planner.judging.program import program_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.model import Profile
    from planner.session import Ceiling, SessionClass
    from planner.thresholds.heart import Heart


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What is in force on the days of one stretch; sessions of them share it.

    ``ant`` is the anaerobic threshold in bpm, and whether it is estimated.
    """

    ceiling: Ceiling | None
    ant: tuple[float, bool] | None
    heart: Heart


class Given(NamedTuple):
    """All that the judgement of one session is made from, beside the profile's limits and sex.

    ``no_ceiling`` says why no ceiling is in force, empty where one is; ``declared`` is what the
    runner said that the session was.
    """

    facts: SessionFacts
    force: InForce
    no_ceiling: str
    declared: Effort | None


class Judgement(NamedTuple):
    """What is made of one session, as ``planner.session.Session`` names it."""

    below_s: float | None
    in_band_s: float | None
    above_s: float | None
    unknown_s: float
    aerobic_frac: float | None
    session_class: SessionClass
    class_reason: str
    trimp: float | None
    hrss: float | None
    load_note: str
    held_bpm: int


@dataclass(slots=True, kw_only=True)
class Remembered:
    """Judgements of before by session id; ``fresh`` gathers those made now.

    ``plugins`` are the keys of the plug-ins that count: where one is another, all is judged anew.

    Each is a list of the key and of the judgement's values, as JSON gives them back; whatever else
    stands there is passed by.
    """

    known: Mapping[str, Any]
    plugins: tuple[tuple[str, ...], ...] = ()
    fresh: dict[str, list[Any]] = field(default_factory=dict)

    def find(self, session_id: str, key: str | None) -> Judgement | None:
        """Return the judgement under this key; None where there is none."""
        if key is None:
            return None
        try:
            known_key, values = self.known[session_id]
            return Judgement(*values) if known_key == key else None
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, session_id: str, key: str | None, judgement: Judgement) -> None:
        """Remember a judgement that was made under a key; without one it is not."""
        if key is not None:
            self.fresh[session_id] = [key, list(judgement)]


class Keys:
    """What gives judgements their keys under one profile."""

    def __init__(self, profile: Profile, plugins: tuple[tuple[str, ...], ...] = ()) -> None:
        program = program_key()
        limits = sorted(profile.limits.own.items())
        self._all = None if program is None else repr((program, limits, profile.sex, *plugins))
        self._forces: dict[int, bytes] = {}  # by identity: a few stand for thousands of sessions

    def of(self, given: Given) -> str | None:
        """Return the key of one judgement; None where its facts, or the program, have none."""
        one = given.facts
        stored = one.stored_key
        if self._all is None or stored is None:
            return None
        own = (
            one.duration_s,
            one.hr_coverage_frac,
            is_doubtful(one),
            one.workout,
            given.no_ceiling,
            given.declared,
        )
        digest = blake2b(self._force(given.force), digest_size=16)
        digest.update(stored + repr(own).encode())
        return digest.hexdigest()

    def _force(self, force: InForce) -> bytes:
        """Return a digest of the profile's part and of what is in force."""
        found = self._forces.get(id(force))
        if found is None:
            whole = f"{self._all!r} {force!r}".encode()
            found = self._forces[id(force)] = blake2b(whole, digest_size=16).digest()
        return found
