"""A plan as plain values and back: what the journal keeps and ``plan --json`` shows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from planner.week.model import Day, Done, Dose, Plan, Run, Score, Strength, Unmet

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_values(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON values: days as YYYY-MM-DD, the instant in UTC ending in Z."""
    values: dict[str, Any] = _plain(asdict(plan))
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_values(values: Mapping[str, Any]) -> Plan:
    """Return the plan that ``to_values`` wrote.

    Raises
    ------
    KeyError, ValueError, TypeError
        These are not the values of a plan.
    """
    return Plan(
        week_start=date.fromisoformat(values["week_start"]),
        created_utc=datetime.fromisoformat(values["created_utc"]),
        phase=values["phase"],
        ceiling_bpm=values["ceiling_bpm"],
        band_bpm=_pair(values["band_bpm"]),
        target_s=values["target_s"],
        why=tuple(values["why"]),
        flags=tuple(values["flags"]),
        days=tuple(_day(day) for day in values["days"]),
        unmet=tuple(Unmet(**one) for one in values["unmet"]),
        rhythm=values["rhythm"],
        changes=tuple(values["changes"]),
        scores=tuple(Score(**one) for one in values["scores"]),
    )


def _pair(values: Any) -> tuple[int, int] | None:
    return None if values is None else (values[0], values[1])


def _day(values: Mapping[str, Any]) -> Day:
    run, done = values["run"], values["done"]
    return Day(
        date=date.fromisoformat(values["date"]),
        run=None if run is None else _run(run),
        more_runs=tuple(_run(one) for one in values["more_runs"]),
        strength=tuple(_strength(one) for one in values["strength"]),
        checks=tuple(values["checks"]),
        done=None if done is None else _done(done),
    )


def _run(values: Mapping[str, Any]) -> Run:
    bands = {name: _pair(values[name]) for name in ("band_bpm", "hard_band_bpm")}
    return Run(**{**values, **bands})


def _strength(values: Mapping[str, Any]) -> Strength:
    return Strength(**{**values, "dose": Dose(**values["dose"]), "cues": tuple(values["cues"])})


def _done(values: Mapping[str, Any]) -> Done:
    lists = {name: tuple(values[name]) for name in ("sessions", "strength")}
    return Done(**{**values, **lists})
