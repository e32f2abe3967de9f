"""A judgement of before is used where nothing has changed that it was made from, and only there."""

from __future__ import annotations

import os
import random
import sys
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.compared_sessions import plain
from support.made_sessions import facts, vectors

from ingest.archive import history
from ingest.archive.history import StoredHistory
from ingest.archive.rows import from_row, to_row
from ingest.archive.stored_facts import StoredFacts
from ingest.session.facts import SessionFacts
from ingest.session.lap import Lap
from ingest.session.quality import QualityNote
from planner.judging import program, remembered
from planner.judging.classes import DOUBTFUL, anaerobic_threshold_bpm
from planner.judging.judge import judge
from planner.judging.remembered import WHOLE, Keys, Remembered
from planner.judging.workout_structure import Effort
from planner.profile.limits import Limits
from planner.profile.model import (
    Condition,
    Dated,
    DatedCategory,
    Profile,
    ThresholdEntry,
    WatchSettings,
    WatchValue,
)
from planner.session import columns_of
from planner.thresholds.heart import heart_on
from planner.thresholds.in_force import Ceilings, ceiling_on

FIRST = date(2026, 1, 5)
REPEATS = tuple(
    Lap(start_s=20.0 * n, end_s=20.0 * n + 20, intensity=("active", "rest")[n % 2], timer_s=20.0)
    for n in range(8)
)
BORN = Profile(birth_date=date(1980, 3, 1), sex="male", hr_rest=(Dated(value=52),))


def stored(one: Any) -> Any:
    """The facts as the archive gives them."""
    return from_row(to_row(one))


def runs() -> list[Any]:
    """Runs of many kinds, a few days apart."""
    made = []
    for n in range(40):
        chance = random.Random(n)  # noqa: S311 - a made run
        blocks = [(chance.uniform(200, 1500), chance.randint(110, 185)) for _ in range(4)]
        if n % 9 == 4:
            blocks.append((4000.0, 0))  # most of it without heart rate
        changes: dict[str, Any] = {"hr_level_bpm": float(chance.randint(138, 142))}
        if n == 30:
            changes |= {"hr_level_bpm": 90.0, "hr_source": "optical"}  # far under those before
        if n == 12:
            changes["device_hr_rest_bpm"] = 47.0
        if n == 20:
            changes["laps"] = REPEATS
        if n == 21:
            changes["workout"] = "Parkrun"
        if n == 22:  # aerobic but for one bout, some of it above the second threshold
            blocks = [(3000.0, 120), (200.0, 158)]
        made.append(stored(facts(FIRST + timedelta(days=3 * n), blocks, **changes)))
    return made


RUNS = runs()
DAYS = [one.start_utc.date() for one in RUNS]


def remembered_of(profile: Profile = BORN, **changes: Any) -> dict[str, Any]:
    """What is remembered after all was judged once."""
    empty = Remembered(known={})
    judge(changes.get("facts", RUNS), DAYS, profile, remembered=empty)
    return empty.fresh


KNOWN: Any = remembered_of()


@pytest.mark.parametrize("profile", [BORN, Profile(), replace(BORN, sex=None)])
def test_cold_warm_or_without_it_is_the_same_to_the_last_bit(profile: Profile) -> None:
    expected = plain(judge(RUNS, DAYS, profile))
    cold = Remembered(known={})
    assert plain(judge(RUNS, DAYS, profile, remembered=cold)) == expected
    assert len(cold.fresh) == len(RUNS)
    warm = Remembered(known=cold.fresh)
    assert plain(judge(RUNS, DAYS, profile, remembered=warm)) == expected
    assert warm.fresh == {}


def test_it_matters_not_which_are_judged_together() -> None:
    expected = plain(judge(RUNS, DAYS, BORN))
    chance = random.Random(7)  # noqa: S311 - which are forgotten
    for many in (1, 2, 3, 7, 20, 39):
        gone = set(chance.sample(sorted(KNOWN), many))
        some = Remembered(known={name: one for name, one in KNOWN.items() if name not in gone})
        assert plain(judge(RUNS, DAYS, BORN, remembered=some)) == expected
        assert some.fresh == {name: KNOWN[name] for name in gone}


def test_what_stands_is_taken_without_a_look_at_laps_or_arrays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(_: StoredFacts, name: str) -> Any:
        raise AssertionError(name)

    fresh = runs()
    monkeypatch.setattr(StoredFacts, "__getattr__", asked)
    judged = judge(fresh, DAYS, BORN, remembered=Remembered(known=KNOWN))
    assert {one.held_bpm for one in judged} >= {171, 185}


WATCH = WatchValue(bpm=188.0, day=DAYS[-1])
PROFILES: dict[str, dict[str, Any]] = {
    "sex": {"sex": "female"},
    "birth date": {"birth_date": date(1979, 3, 1)},
    "no birth date": {"birth_date": None},
    "resting heart rate": {"hr_rest": (Dated(value=53),)},
    "resting heart rate from a day on": {
        "hr_rest": (Dated(value=52), Dated(value=48, since=DAYS[30]))
    },
    "no resting heart rate": {"hr_rest": ()},
    "highest heart rate": {"hr_max": (Dated(value=188),)},
    "threshold": {"lthr": (Dated(value=150),)},
    "category": {"categories": (DatedCategory(category="a"),)},
    "ceiling": {"thresholds": (ThresholdEntry(method="entered", value_bpm=141),)},
    "ceiling from a day on": {
        "thresholds": (ThresholdEntry(method="entered", value_bpm=141, since=DAYS[20]),)
    },
    "medicine": {"conditions": (Condition(name="rate_medicine", value=True, since=DAYS[20]),)},
    "watch": {
        "birth_date": None,
        "watch": WatchSettings(hr_max=WATCH, lthr=WATCH, hr_rest=WATCH),
    },
}
LIMITS = {
    "class_share_tolerance_bpm": 9,
    "class_bout_tolerance_bpm": 30,
    "class_longest_bout_s": 9000,
    "class_aerobic_share": 0.2,
    "class_anaerobic_share": 0.95,
    "class_above_anaerobic_threshold_s": 1,
    "class_coverage": 0.2,
}


def follows(profile: Profile, facts_: list[Any] = RUNS, **named: Any) -> int:
    """Judge with what was remembered before the change; return how many judgements moved."""
    before = {one.facts.id: one for one in judge(RUNS, DAYS, BORN)}
    expected = judge(facts_, DAYS, profile, **named)
    known = Remembered(known=KNOWN)
    assert plain(judge(facts_, DAYS, profile, remembered=known, **named)) == plain(expected)
    changed = [
        one.facts.id
        for one in expected
        if (old := plain([before[one.facts.id]])[0]) | {"facts": None}
        != plain([one])[0] | {"facts": None}
        and old["facts"]["id"] == one.facts.id
    ]
    assert set(changed) <= set(known.fresh)
    again = Remembered(known=KNOWN | known.fresh)
    assert plain(judge(facts_, DAYS, profile, remembered=again, **named)) == plain(expected)
    assert again.fresh == {}
    return len(changed)


@pytest.mark.parametrize("name", PROFILES)
def test_what_the_profile_says_is_followed(name: str) -> None:
    assert follows(replace(BORN, **PROFILES[name])) > 0


@pytest.mark.parametrize("limit", LIMITS)
def test_every_limit_of_a_class_is_followed(limit: str) -> None:
    assert follows(replace(BORN, limits=Limits(own={limit: LIMITS[limit]}))) > 0


def with_other(number: int, **changes: Any) -> list[Any]:
    """The runs with one of them changed, as the archive would give it then."""
    return [stored(replace(one, **changes)) if n == number else one for n, one in enumerate(RUNS)]


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (0, {"duration_s": 90_000.0}),
        (0, {"hr_coverage_frac": 0.3}),
        (0, {"vectors": vectors([(3000, 128)])}),
        (0, {"laps": REPEATS}),
        (0, {"quality": (QualityNote(code=DOUBTFUL, text="as one says"),)}),
        (30, {"hr_level_bpm": 139.0}),
        (30, {"hr_source": "chest"}),
    ],
    ids=["duration", "coverage", "beats", "laps", "doubt", "level", "source"],
)
def test_what_the_facts_say_is_followed(number: int, changes: dict[str, Any]) -> None:
    assert follows(BORN, with_other(number, **changes)) == 1


def test_a_workouts_name_is_followed() -> None:
    aerobic = next(n for n, one in enumerate(judge(RUNS, DAYS, BORN)) if n != 21 and one.trimp)
    assert follows(BORN, with_other(aerobic, workout="10 x 400 m")) == 1


def test_the_watchs_first_word_of_rest_is_followed() -> None:
    without = replace(BORN, hr_rest=())
    other = with_other(12, device_hr_rest_bpm=41.0)
    known = Remembered(known=remembered_of(without))
    assert plain(judge(other, DAYS, without, remembered=known)) == plain(
        judge(other, DAYS, without)
    )
    assert len(known.fresh) == len(RUNS)  # before its first word, that first word


def test_runs_before_that_make_one_doubtful_are_followed() -> None:
    """The run is the same; without the twenty before it nothing says that it is too low."""
    known = Remembered(known=KNOWN)
    later, days = RUNS[28:], DAYS[28:]
    assert plain(judge(later, days, BORN, remembered=known)) == plain(judge(later, days, BORN))
    assert set(known.fresh) == {RUNS[30].id}


def test_what_was_declared_is_followed() -> None:
    name = next(one.facts.id for one in judge(RUNS, DAYS, BORN) if one.session_class == "mixed")
    declared = {name: Effort(hard=True, text="declared as intervals")}
    assert follows(BORN, declared=declared) == 1


@pytest.mark.parametrize("born", [date(1980, 3, 1), date(1984, 2, 29), date(2026, 2, 1)])
def test_in_one_stretch_of_days_everything_is_as_on_its_first(born: date) -> None:
    profile = Profile(
        birth_date=born,
        hr_rest=(Dated(value=52), Dated(value=48, since=date(2026, 4, 7))),
        hr_max=(Dated(value=191, since=date(2026, 5, 9)),),
        lthr=(Dated(value=160, since=date(2026, 6, 3)), Dated(value=162, since=date(2027, 1, 1))),
        thresholds=(ThresholdEntry(method="drift_test", value_bpm=141, since=date(2026, 2, 20)),),
    )
    last = date(2027, 4, 1)
    ceilings = Ceilings(profile, FIRST, last)
    first_of: dict[int, date] = {}
    for day in (FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)):
        first = first_of.setdefault(ceilings.stretch(day), day)
        assert ceilings.on(day) == ceiling_on(profile, day) == ceilings.on(first)
        assert heart_on(profile, day, 50.0) == heart_on(profile, first, 50.0)
        of_day, of_first = (anaerobic_threshold_bpm(profile, None, one) for one in (day, first))
        assert of_day == of_first
    assert len(first_of) >= 7
    days = [FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)]
    for asked in (days, days[::-1], days[::41] + days[::17], [FIRST - timedelta(days=9), last]):
        assert ceilings.stretches(asked) == [ceilings.stretch(day) for day in asked]


def test_another_day_is_followed() -> None:
    """On its birthday the runner's ceiling is one beat lower, whatever the facts."""
    shifted = [day + timedelta(days=200) for day in DAYS]
    known = Remembered(known=KNOWN)
    judged = judge(RUNS, shifted, BORN, remembered=known)
    assert plain(judged) == plain(judge(RUNS, shifted, BORN))
    assert {one.ceiling.bpm for one in judged if one.ceiling} >= {134}


READ = {"duration_s", "hr_coverage_frac", "quality", "workout", "laps", "vectors"}
BESIDE = {"hr_level_bpm", "hr_source", "device_hr_rest_bpm"}  # what the key's other parts come from


def test_nothing_is_read_of_the_facts_that_the_key_does_not_hold() -> None:
    read: set[str] = set()

    class Spied(StoredFacts):
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:
            read.add(name)
            return super().__getattribute__(name)

    given = [Spied.of(to_row(one)) for one in RUNS]
    read.clear()
    judge(given, DAYS, BORN)
    own = {name for name in read if not name.startswith("_")} - {
        "noted",
        "stored",
        "packed_arrays",
    }
    assert own == READ | BESIDE


def test_facts_that_do_not_come_from_an_archive_are_judged_anew() -> None:
    made = [facts(FIRST, [(3000, 130)])]
    known = Remembered(known={})
    assert judge(made, [FIRST], BORN, remembered=known)[0].session_class == "aerobic"
    assert known.fresh == {}


KEY, VALUES = KNOWN[RUNS[0].id]


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        7,
        [],
        [KEY],
        [KEY, None],
        [KEY, VALUES[:-1]],
        [KEY, [*VALUES, 1]],
        ["", VALUES],
        [None, VALUES],
        [f"x{KEY[1:]}", VALUES],
        KNOWN[RUNS[1].id],
    ],
    ids=range(11),
)
def test_what_is_damaged_or_of_another_is_judged_anew(damaged: Any) -> None:
    name = RUNS[0].id
    known = Remembered(known=KNOWN | {name: damaged})
    assert plain(judge(RUNS, DAYS, BORN, remembered=known)) == plain(judge(RUNS, DAYS, BORN))
    assert known.fresh == {name: KNOWN[name]}


# What lies in these is in the key by what it made: facts, doubts, the names of methods.
BY_RESULT = ("ingest.heart_rate", "ingest.session", "ingest.wellness", "planner.profile.methods")


def test_the_programs_key_holds_every_module_that_judges() -> None:
    import subprocess  # noqa: PLC0415 - alone in a process of its own

    code = "import sys, planner.judging.judge; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    root = Path(program.__file__).parents[2]
    known = {path.relative_to(root).with_suffix("").as_posix() for path in program.modules()}
    for name in loaded.decode().split():
        path = root / name.replace(".", "/")
        if name.startswith(("ingest.", "planner.")) and not path.is_dir():
            assert path.relative_to(root).as_posix() in known or name.startswith(BY_RESULT), name
    assert all((root / name).exists() for name in program.READ)


def test_another_program_uses_nothing_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def key() -> str | None:
        program.program_key.cache_clear()
        return program.program_key()

    own = key()
    here = tmp_path / "planner" / "judging"
    here.mkdir(parents=True)
    (here / "program.py").write_text("a = 1\n")
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(program, "__file__", str(here / "program.py"))
    first = key()
    (here / "program.py").write_text("a = 2\n")
    second = key()
    monkeypatch.setattr(np, "__version__", "0")
    third = key()
    assert len({own, first, second, third}) == 4
    monkeypatch.setattr(remembered, "program_key", lambda: "another")
    other = Remembered(known=KNOWN)
    judge(RUNS, DAYS, BORN, remembered=other)
    assert len(other.fresh) == len(RUNS)
    (here / "program.py").unlink()
    assert key() is None
    monkeypatch.undo()
    assert key() == own


def test_a_program_without_its_text_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "program_key", lambda: None)
    known = Remembered(known=KNOWN)
    assert plain(judge(RUNS, DAYS, BORN, remembered=known)) == plain(judge(RUNS, DAYS, BORN))
    assert known.fresh == {}


def whole(facts_: list[Any] = RUNS) -> StoredHistory:
    """The sessions as an archive gives them all."""
    return StoredHistory([to_row(one) for one in facts_])


KNOWN_WHOLE: Any = remembered_of(facts=whole())


def taken(profile: Profile, facts_: Any, days: list[date] = DAYS, **named: Any) -> bool:
    """Judge with the whole remembered; say whether it was taken, and that it is right anyhow."""
    expected = plain(judge(facts_, days, profile, **named))
    known = Remembered(known=KNOWN_WHOLE)
    assert plain(judge(facts_, days, profile, remembered=known, **named)) == expected
    again = Remembered(known=KNOWN_WHOLE | known.fresh)
    assert plain(judge(facts_, days, profile, remembered=again, **named)) == expected
    assert again.fresh == {}
    return WHOLE not in known.fresh


def test_a_history_that_is_as_it_was_is_taken_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KNOWN | {WHOLE: KNOWN_WHOLE[WHOLE]} == KNOWN_WHOLE
    assert [place for place, *_ in KNOWN_WHOLE[WHOLE][2]] == [30]
    assert taken(BORN, whole())
    made: list[Any] = []
    monkeypatch.setattr(history, "from_row", made.append)
    judged = judge(whole(), DAYS, BORN, remembered=Remembered(known=KNOWN_WHOLE))
    assert sum(one.hrss or 0.0 for one in columns_of(judged).judged) > 0
    assert made == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_whole_of_another_profile_is_not_taken(name: str) -> None:
    assert not taken(replace(BORN, **PROFILES[name]), whole())


@pytest.mark.parametrize("limit", LIMITS)
def test_a_whole_of_other_limits_is_not_taken(limit: str) -> None:
    assert not taken(replace(BORN, limits=Limits(own={limit: LIMITS[limit]})), whole())


@pytest.mark.parametrize("fact", [one.name for one in fields(SessionFacts)])
def test_a_whole_with_any_other_fact_is_not_taken(fact: str) -> None:
    other: dict[str, Any] = {
        "vectors": vectors([(3000, 128)]),
        "speed_seconds": np.ones(100, np.float32),
        "laps": REPEATS,
        "quality": (QualityNote(code="x", text="y"),),
        "start_utc": RUNS[3].start_utc + timedelta(seconds=1),
        "hr_source": "wrist",
        "duration_source": "both",
        "distance_source": "both",
        "ascent_source": "both",
    }
    if fact not in other:
        was = getattr(RUNS[3], fact)
        words = fact in {"sub_sport", "name", "workout", "device", "decoupling_reason"}
        other[fact] = f"{was}x" if words or isinstance(was, str) else (was or 0) + 1
    assert not taken(BORN, whole(with_other(3, **{fact: other[fact]})))


def test_a_whole_of_other_days_or_words_or_notes_is_not_taken() -> None:
    assert not taken(BORN, whole(), [*DAYS[:-1], DAYS[-1] + timedelta(days=1)])
    declared = {RUNS[7].id: Effort(hard=True, text="declared as intervals")}
    assert not taken(BORN, whole(), declared=declared)
    note = QualityNote(code="other_recording", text="as one says")
    assert not taken(BORN, whole().noted({3: note}))
    assert not taken(BORN, whole()[:-1], DAYS[:-1])
    assert not taken(BORN, whole().arranged([1, 0, *range(2, len(RUNS))]))


def test_a_part_of_the_history_is_not_remembered_as_the_whole() -> None:
    known = Remembered(known=KNOWN_WHOLE)
    judge(whole()[:9], DAYS[:9], BORN, remembered=known, whole=False)
    assert known.fresh == {}


def test_a_profile_is_told_alike_in_every_process() -> None:
    off = frozenset({"load_jump", "pain", "illness", "recovery"})
    first, second = (replace(BORN, flags_off=frozenset(one)) for one in (off, sorted(off)[::-1]))
    keys = {Keys(one).of_all(whole(), DAYS, one, {}) for one in (first, second, replace(first))}
    assert len(keys) == 1
    import subprocess  # noqa: PLC0415 - hashes of words are others in each process

    code = (
        "from planner.judging.remembered import _told; from planner.profile.model import Profile;"
        "print(_told(Profile(flags_off=frozenset({'load_jump', 'pain', 'illness', 'recovery'}))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
