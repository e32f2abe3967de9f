"""A cohort made: every athlete's task handed to an executor, and what comes back written to OUT."""

from __future__ import annotations

import time
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ingest.errors import AerobaseError
from ingest.imports.processes import own_processes
from reports.clock import clock
from reports.cohort.athletes import athletes_of
from reports.cohort.errors import GO_ON, BrokenPoolError, CohortError
from reports.cohort.layouts import TRIAGE
from reports.cohort.parquet import parquet
from reports.cohort.program import program
from reports.cohort.roots import LocalRoot, root_of
from reports.cohort.store import Store
from reports.cohort.task import AthleteTask, failed, run_task

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Mapping, Sequence
    from concurrent.futures import Executor, Future
    from datetime import date

    from reports.cohort.athletes import Listed
    from reports.cohort.roots import Root
    from reports.cohort.task import AthleteResult, Outcome

Results: TypeAlias = "Generator[AthleteResult, None, None]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteOutcome:
    """What became of one athlete; ``triage`` is the row of ``layouts.TRIAGE`` in JSON values."""

    alias: str
    outcome: Outcome
    triage: Mapping[str, object]

    @property
    def error(self) -> str | None:
        """Return why nothing could be said of the athlete."""
        error = self.triage["error"]
        return None if error is None else str(error)

    @property
    def refused_files(self) -> int:
        """Return how many files nothing could be read of."""
        number = self.triage["refused_files"]
        return number if isinstance(number, int) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortReport:
    """What a run did: every athlete by alias, and the aliases that are in the cohort no more."""

    out: Path
    today: date
    athletes: tuple[AthleteOutcome, ...]
    removed: tuple[str, ...]
    elapsed_s: float

    def count(self, outcome: Outcome) -> int:
        """Return how many athletes ended so."""
        return sum(one.outcome == outcome for one in self.athletes)

    @property
    def refused_files(self) -> int:
        """Return how many files of all nothing could be read of."""
        return sum(one.refused_files for one in self.athletes)


class CohortProgress(Protocol):
    """Told of every athlete that is done."""

    def __call__(self, done: int, expected: int, one: AthleteOutcome) -> None:
        """Take note of ``one``, number ``done`` of ``expected``."""


def cohort(
    root: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    today: date | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: CohortProgress | None = None,
) -> CohortReport:
    """Judge every athlete of a cohort and write the tables (docs/cohort.md).

    Parameters
    ----------
    root
        One folder an athlete, with watch files or a home's, and ``athletes.csv`` where there is
        one.
    out
        The folder that gets the tables; made where it is not there. Who is no longer in ``root``
        is taken out of it.
    today
        The day that is looked from; by default the clock's.
    executor
        Where athletes are judged, any :class:`concurrent.futures.Executor` whose workers see
        ``root``; by default processes of this machine.
    workers
        How many of these; by default one a core.
    progress
        Called after every athlete.

    Raises
    ------
    CohortError
        ``root`` or ``out`` cannot be used, or the executor gave up; what was made before is kept.
        What goes wrong with one athlete raises nothing and stands in the row of triage.
    """
    started_s = time.monotonic()
    parquet((), TRIAGE)  # else the first athlete would be judged in vain
    place = root_of(root)
    store = Store(path=Path(out).expanduser().absolute())
    _refuse_inside(place, store)
    listed = athletes_of(place)
    today = clock().date() if today is None else today
    with store.writing():
        marks = store.marks()
        removed = tuple(sorted(marks.keys() - {one.alias for one in listed}))
        for alias in removed:
            store.remove(alias)
        tasks = [_task(place, one, today, marks) for one in listed]
        judged = _here(tasks, workers) if executor is None else _results(tasks, executor)
        athletes = _taken(store, judged, marks, tasks, progress)
        store.write_triage([one.triage for one in athletes])
    return CohortReport(
        out=store.path,
        today=today,
        athletes=athletes,
        removed=removed,
        elapsed_s=time.monotonic() - started_s,
    )


def _taken(
    store: Store,
    judged: Results,
    marks: Mapping[str, Mapping[str, Any]],
    tasks: Sequence[AthleteTask],
    progress: CohortProgress | None,
) -> tuple[AthleteOutcome, ...]:
    """Write what is new and return what became of each; ``marks`` hold the rows of before."""
    outcomes: dict[str, AthleteOutcome] = {}
    with closing(judged):  # so that a run broken off ends its processes at once
        for result in judged:
            if result.outcome != "unchanged":
                store.take(result)
            row = result.triage or marks[result.alias]["triage"]
            one = AthleteOutcome(alias=result.alias, outcome=result.outcome, triage=row)
            outcomes[one.alias] = one
            if progress is not None:
                progress(len(outcomes), len(tasks), one)
    return tuple(outcomes[one.alias] for one in tasks)


def _refuse_inside(place: Root, store: Store) -> None:
    """Raise where the tables would lie among the athletes' folders, and be taken for one."""
    if isinstance(place, LocalRoot) and store.path.resolve().is_relative_to(place.path.resolve()):
        raise CohortError(
            f"{store.path} lies in {place.name}.", hint="Name a folder outside it with -o."
        )


def _task(
    place: Root, one: Listed, today: date, marks: Mapping[str, Mapping[str, object]]
) -> AthleteTask:
    known = marks.get(one.alias, {}).get("key")
    return AthleteTask(
        root=place.name,
        folder=one.folder,
        alias=one.alias,
        given=one.given,
        today=today,
        program=program(),
        known_key=known if isinstance(known, str) else None,
    )


def _here(tasks: Sequence[AthleteTask], workers: int | None) -> Results:
    """Yield what the tasks made, by processes of this machine.

    Where one of them dies, as of a lack of memory, nobody knows of whose files: all that is open
    is then done one at a time, and who ends a process again is that athlete's row.
    """
    left = {task.alias: task for task in tasks}
    with own_processes(workers) as pool:
        if pool is None:
            yield from map(run_task, tasks)
            return
        try:
            for result in _results(tasks, pool):
                del left[result.alias]
                yield result
        except BrokenPoolError:
            pass
    for task in left.values():
        with own_processes(2) as pool:
            assert pool is not None  # noqa: S101 - as above
            try:
                yield _result(_submitted(pool, task), task)
            except BrokenPoolError:
                yield failed(task, "It ended the process that judged: is the memory too small?")


def _results(tasks: Sequence[AthleteTask], pool: Executor) -> Results:
    """Yield what the tasks made in an executor, as they end."""
    ended: SimpleQueue[Future[AthleteResult]] = SimpleQueue()
    open_ones: dict[Future[AthleteResult], AthleteTask] = {}  # so tables gather nowhere
    try:
        for task in tasks:
            future = _submitted(pool, task)
            open_ones[future] = task
            future.add_done_callback(ended.put)  # cancelled ones too, of which `wait` never hears
        while open_ones:
            future = ended.get()
            yield _result(future, open_ones.pop(future))
    finally:
        for future in open_ones:
            future.cancel()


def _result(future: Future[AthleteResult], task: AthleteTask) -> AthleteResult:
    """Return what came of a task; what its worker died of is the athlete's own trouble.

    A task raises nothing but that its aerobase is another one: all else is the executor's.
    """
    try:
        return future.result()
    except AerobaseError:
        raise
    except BrokenExecutor as error:
        raise BrokenPoolError("A process that judged was ended.", hint=GO_ON) from error
    except CancelledError as error:
        raise CohortError("The work was cancelled.", hint=GO_ON) from error
    except Exception as error:  # noqa: BLE001 - one athlete never stops the others
        return failed(task, f"Its worker ended ({type(error).__name__}): is the memory too small?")


def _submitted(pool: Executor, task: AthleteTask) -> Future[AthleteResult]:
    try:
        return pool.submit(run_task, task)
    except BrokenExecutor as error:
        raise BrokenPoolError("A process that judged was ended.", hint=GO_ON) from error
    except RuntimeError as error:
        raise CohortError("The executor has been closed.", hint=GO_ON) from error
