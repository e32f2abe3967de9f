"""Judgements of before, each under a key that holds everything that it was made from.

The key is a digest of the whole: the program that judges, the runner's limits and sex, what is
read of the session's facts, and what was in force on its day. So one that is found is the one that
would be made now; no rule says when it grows old.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ingest.session.history import digest_of
from ingest.session.quality import QualityNote
from planner.judging.classes import is_doubtful
from planner.judging.program import program_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.model import Profile
    from planner.session import Ceiling, SessionClass
    from planner.thresholds.heart import Heart


WHOLE: Final = ""  # no session is called so
_NUMBERS: Final = Struct("<dd")


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


class Whole(NamedTuple):
    """What is made of a whole history, a value a session; ``doubts`` are notes by place."""

    doubts: Mapping[int, QualityNote]
    keys: Sequence[str | None]
    judgements: Sequence[Judgement]


@dataclass(slots=True, kw_only=True)
class Remembered:
    """Judgements of before by session id; ``fresh`` gathers those made now.

    ``plugins`` are the keys of the plug-ins that count: where one is another, all is judged anew.

    Each is a list of the key and of the judgement's values, as JSON gives them back; whatever else
    stands there is passed by. Under ``WHOLE`` stands what is said of all of them together: the key
    of the whole, a digest of the keys it led to, and the doubts. Where the whole is what it was,
    no session need be looked at.
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

    def find_all(self, ids: Sequence[str], whole_key: str | None) -> Whole | None:
        """Return what was made of these sessions under the key of the whole; else None."""
        if whole_key is None:
            return None
        try:
            known_key, of_keys, doubts = self.known[WHOLE]
            if known_key != whole_key:
                return None
            entries = [self.known[name] for name in ids]
            keys = [key for key, _ in entries]
            if _of_keys(keys) != of_keys:  # another look has put one of them in place
                return None
            return Whole(
                {place: QualityNote(code=code, text=text) for place, code, text in doubts},
                keys,
                [Judgement._make(values) for _, values in entries],
            )
        except (KeyError, TypeError, ValueError):
            return None

    def keep_all(self, whole_key: str | None, whole: Whole) -> None:
        """Remember what was made of all sessions, each of which is remembered by itself."""
        if whole_key is not None:
            doubts = [[place, one.code, one.text] for place, one in sorted(whole.doubts.items())]
            self.fresh[WHOLE] = [whole_key, _of_keys(whole.keys), doubts]


def _of_keys(keys: Sequence[str | None]) -> str:
    return blake2b(",".join(map(str, keys)).encode(), digest_size=16).hexdigest()


def _told(value: Any) -> Any:
    """Return a value of the profile so that its ``repr`` is the same in every process."""
    if is_dataclass(value):
        return [(one.name, _told(getattr(value, one.name))) for one in fields(value)]
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if isinstance(value, AbstractSet):
        return sorted(repr(one) for one in value)
    return sorted(value.items()) if isinstance(value, Mapping) else value


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
        stored = one.stored
        if self._all is None or stored is None:
            return None
        numbers = _NUMBERS.pack(one.duration_s, one.hr_coverage_frac)
        words = repr((is_doubtful(one), one.workout, given.no_ceiling, given.declared))
        whole = b"%b%b%b\n%b" % (self._force(given.force), numbers, words.encode(), stored)
        return blake2b(whole, digest_size=16).hexdigest()

    def of_all(
        self,
        facts: Sequence[SessionFacts],
        days: Sequence[date],
        profile: Profile,
        declared: Mapping[str, Effort],
    ) -> str | None:
        """Return the key of a whole history; None as in :meth:`of`.

        It holds more than is read: every fact, and all of the profile.
        """
        stored = None if self._all is None else digest_of(facts)
        if stored is None:
            return None
        numbers = array("q", [day.toordinal() for day in days]).tobytes()
        words = repr((self._all, _told(profile), sorted(declared.items())))
        whole = b"%b%b\n%b" % (stored, words.encode(), numbers)
        return blake2b(whole, digest_size=16).hexdigest()

    def _force(self, force: InForce) -> bytes:
        """Return a digest of the profile's part and of what is in force."""
        found = self._forces.get(id(force))
        if found is None:
            whole = f"{self._all!r} {force!r}".encode()
            found = self._forces[id(force)] = blake2b(whole, digest_size=16).digest()
        return found
