"""Whole generated seasons whose truth is known: ceiling, intents, the day it went wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from planner.judging.balance import monday_of
from reports.demo.runner import Body
from reports.demo.runs import Block, Intention, RunTruth, run
from reports.demo.sensor import Fault, FaultKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.session.activity import Activity
    from ingest.session.facts import HrSource

Random: TypeAlias = np.random.Generator

WEEKS: Final = 26
AGE: Final = 40
CEILING_BPM: Final = 140  # 180 - AGE, category c: the 180-formula is the truth of this runner
FAULTS: Final = 10_000  # where the generators of faults begin, past those of runs
TUESDAY, THURSDAY, SATURDAY, SUNDAY = 1, 3, 5, 6
LIGHT_EVERY_WEEKS: Final = 4
MIXED_EVERY_WEEKS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeasonTruth:
    """What is known of a season and no file says; ``runs`` beside the season's activities.

    ``birth_date`` and ``category`` make the 180-formula give ``ceiling_bpm`` on every day of it.
    ``too_hard_from`` is the Monday from which most runs are too hard; ``spike_day`` the day of a
    run at least 1.4 times as long as any of the 30 days before; ``holiday`` first and last day
    without a run. None where a season has none.
    """

    ceiling_bpm: int
    birth_date: date
    category: str
    runs: tuple[RunTruth, ...]
    too_hard_from: date | None = None
    spike_day: date | None = None
    holiday: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Season:
    """Half a year of one generated runner's training up to ``last_day``."""

    name: str
    seed: int
    last_day: date
    activities: tuple[Activity, ...]
    truth: SeasonTruth


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What a season asks of its runner, before it is run."""

    intentions: tuple[Intention, ...]
    hr_source: HrSource
    speed_gain_m_s: float  # at the ceiling, from the first week to the last
    too_hard_from: date | None = None
    spike_day: date | None = None
    holiday: tuple[date, date] | None = None


def season(name: str, *, seed: int = 1, last_day: date) -> Season:
    """Return a generated season; the same arguments give the same arrays.

    Parameters
    ----------
    name
        One of ``SEASONS``.
    seed
        Each run draws from its own generator, PCG64 of this seed and the run's number.
    last_day
        The season's last run is on this day.

    Raises
    ------
    KeyError
        No season has that name.
    """
    course = SEASONS[name](last_day, seed)
    first_day = course.intentions[0].day
    span_days = max((last_day - first_day).days, 1)
    activities, truths = [], []
    for number, intention in enumerate(course.intentions):
        rng = _random(seed, number)
        through = (intention.day - first_day).days / span_days
        body = Body(
            ceiling_bpm=float(CEILING_BPM),
            ceiling_speed_m_s=2.85 + course.speed_gain_m_s * through,
            day_shift_bpm=float(rng.normal(0.0, 1.5)),
            temperature_c=_temperature_c(intention.day, rng),
        )
        activity, truth = run(intention, body, hr_source=course.hr_source, rng=rng)
        activities.append(activity)
        truths.append(truth)
    return Season(
        name=name,
        seed=seed,
        last_day=last_day,
        activities=tuple(activities),
        truth=SeasonTruth(
            ceiling_bpm=CEILING_BPM,
            birth_date=last_day - timedelta(days=round(365.25 * AGE) + 300),
            category="c",
            runs=tuple(truths),
            too_hard_from=course.too_hard_from,
            spike_day=course.spike_day,
            holiday=course.holiday,
        ),
    )


def _steady(last_day: date, _seed: int) -> _Course:
    """Return a base season: all under the ceiling, growing slowly, every fourth week lighter."""
    days = _calendar(last_day)
    return _Course(
        intentions=tuple(_base_run(day, week, last_day) for day, week in days),
        hr_source="chest",
        speed_gain_m_s=0.25,
    )


def _too_hard(last_day: date, _seed: int) -> _Course:
    """Return a base season that turns too hard, three runs of four, nine weeks before its end."""
    turn = monday_of(last_day) - timedelta(weeks=9)
    hard = {TUESDAY: _tempo, THURSDAY: _intervals, SATURDAY: _tempo}
    return _Course(
        intentions=tuple(
            hard[day.weekday()](day)
            if day >= turn and day.weekday() in hard
            else _base_run(day, week, last_day)
            for day, week in _calendar(last_day)
        ),
        hr_source="chest",
        speed_gain_m_s=0.0,
        too_hard_from=turn,
    )


def _spike(last_day: date, _seed: int) -> _Course:
    """Return a base season, sixteen days of holiday, and then one run far too long."""
    spike_day = last_day - timedelta(days=2)
    back = spike_day - timedelta(days=4)
    holiday = (back - timedelta(days=16), back - timedelta(days=1))
    before = [
        _base_run(day, week, last_day) for day, week in _calendar(last_day) if day < holiday[0]
    ]
    recent = [run.blocks[0].seconds for run in before if run.day >= spike_day - timedelta(days=30)]
    after = [
        _easy(back, 40),
        _easy(back + timedelta(days=2), 45),
        _long(spike_day, 1.6 * max(recent)),
        _easy(last_day, 40),
    ]
    return _Course(
        intentions=tuple(before + after),
        hr_source="chest",
        speed_gain_m_s=0.1,
        spike_day=spike_day,
        holiday=holiday,
    )


def _bad_heart_rate(last_day: date, seed: int) -> _Course:
    """Return a steady season at the wrist; most runs have one fault, the others look like one."""
    kinds = len(_WRIST_DAYS)
    return _Course(
        intentions=tuple(
            _WRIST_DAYS[number % kinds](day, _random(seed, FAULTS + number))
            for number, (day, _) in enumerate(_calendar(last_day))
        ),
        hr_source="wrist",
        speed_gain_m_s=0.1,
    )


SEASONS: Final[dict[str, Callable[[date, int], _Course]]] = {
    "steady": _steady,
    "too_hard": _too_hard,
    "spike": _spike,
    "bad_heart_rate": _bad_heart_rate,
}


def _calendar(last_day: date) -> list[tuple[date, int]]:
    """Return the run days of the season with the number of their week; ``last_day`` is one."""
    first = monday_of(last_day) - timedelta(weeks=WEEKS - 1)
    every = (first + timedelta(days=n) for n in range((last_day - first).days + 1))
    return [
        (day, (day - first).days // 7)
        for day in every
        if day.weekday() in (TUESDAY, THURSDAY, SATURDAY, SUNDAY) or day == last_day
    ]


def _base_run(day: date, week: int, last_day: date) -> Intention:
    """Return the run that a careful base week has on that weekday."""
    turn = (week + 1) % LIGHT_EVERY_WEEKS == 0 and day < monday_of(last_day)
    light = 0.75 if turn else 1.0
    minutes = {TUESDAY: 40.0, THURSDAY: 45.0, SATURDAY: 35.0}.get(day.weekday(), 30.0)
    if day.weekday() == SUNDAY:
        return _long(day, 60 * light * (60.0 + 1.2 * week))
    if day.weekday() == SATURDAY and (week + 1) % MIXED_EVERY_WEEKS == 0:
        return _mixed(day)
    return _easy(day, light * (minutes + 0.3 * week))


def _easy(day: date, minutes: float) -> Intention:
    return Intention(day=day, intent="easy", blocks=(Block(seconds=round(60 * minutes), aim=-8.0),))


def _long(day: date, seconds: float) -> Intention:
    return Intention(day=day, intent="long", blocks=(Block(seconds=round(seconds), aim=-9.0),))


def _mixed(day: date) -> Intention:
    blocks = (Block(seconds=2100, aim=-8.0), Block(seconds=330, aim=11.0))
    return Intention(day=day, intent="mixed", blocks=(*blocks, Block(seconds=480, aim=-10.0)))


def _tempo(day: date) -> Intention:
    blocks = (Block(seconds=600, aim=-10.0), Block(seconds=1500, aim=14.0))
    return Intention(day=day, intent="tempo", blocks=(*blocks, Block(seconds=480, aim=-10.0)))


def _intervals(day: date) -> Intention:
    fast, slow = (
        Block(seconds=180, aim=24.0, intensity="interval"),
        Block(seconds=120, aim=-10.0, intensity="recovery"),
    )
    return Intention(
        day=day,
        intent="intervals",
        blocks=(
            Block(seconds=720, aim=-10.0, intensity="warmup"),
            *((fast, slow) * 6),
            Block(seconds=480, aim=-12.0, intensity="cooldown"),
        ),
    )


def _locked_part(day: date, rng: Random) -> Intention:
    fault = _somewhere(rng, "cadence_lock", (700, 1300), (420, 760))
    return _with_faults(day, 48, fault, cadence_spm=float(rng.integers(158, 183)))


def _locked_long(day: date, rng: Random) -> Intention:
    fault = _somewhere(rng, "cadence_lock", (300, 600), (1700, 2000))
    return _with_faults(day, 45, fault, cadence_spm=float(rng.integers(158, 183)))


def _dropouts(day: date, rng: Random) -> Intention:
    short = (_somewhere(rng, "dropout", (at, at + 200), (3, 9)) for at in (600, 1000, 1900))
    return _with_faults(day, 44, *short, _somewhere(rng, "dropout", (1400, 1600), (40, 120)))


def _spikes(day: date, rng: Random) -> Intention:
    spans = (_somewhere(rng, "spike", (at, at + 300), (2, 7)) for at in (700, 1300, 1900))
    return _with_faults(day, 42, *spans)


def _started_high(day: date, rng: Random) -> Intention:
    return _with_faults(day, 46, _somewhere(rng, "start_up", (5, 30), (120, 220)))


def _read_low(day: date, rng: Random) -> Intention:
    return _with_faults(day, 50, _somewhere(rng, "too_low", (900, 1500), (300, 600)))


def _truly_at_cadence(day: date, rng: Random) -> Intention:
    return replace(
        _tempo(day),
        fixed_cadence_spm=float(rng.integers(153, 160)),
        near_miss="the heart beats at the cadence",
    )


def _true_rises(day: date, _rng: Random) -> Intention:
    return replace(_intervals(day), near_miss="quick rises are the intervals' own")


def _with_stand(day: date, rng: Random) -> Intention:
    stand = (int(rng.integers(900, 1700)), int(rng.integers(40, 120)))
    return replace(_easy(day, 43), pause=stand, near_miss="the timer stood")


def _with_faults(
    day: date, minutes: float, *faults: Fault, cadence_spm: float | None = None
) -> Intention:
    return replace(_easy(day, minutes), faults=faults, fixed_cadence_spm=cadence_spm)


def _somewhere(
    rng: Random, kind: FaultKind, start_s: tuple[int, int], lasts_s: tuple[int, int]
) -> Fault:
    """Return a fault that starts and lasts somewhere in the given spans."""
    begins = int(rng.integers(*start_s))
    return Fault(kind=kind, start_s=begins, end_s=begins + int(rng.integers(*lasts_s)))


def _random(seed: int, number: int) -> Random:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, number])))


def _temperature_c(day: date, rng: np.random.Generator) -> float:
    """Return the day's temperature: a year's wave with its top in late July, and the weather."""
    year = 2.0 * np.pi * (day.timetuple().tm_yday - 205) / 365.25
    return float(13.0 + 8.0 * np.cos(year) + rng.normal(0.0, 2.0))


_WRIST_DAYS: Final = (
    _locked_part,
    _true_rises,
    _dropouts,
    _spikes,
    _truly_at_cadence,
    _read_low,
    _started_high,
    _with_stand,
    _locked_long,
)
