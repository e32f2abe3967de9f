"""A Dask cluster that is there already, as an executor: the tasks are those of one machine.

Dask is the extra `aerobase[cluster]`. Whoever reaches a scheduler can run code on its workers and
reads what they send; `tls://` with Dask's own configuration keeps others out.
"""

from __future__ import annotations

import ipaddress
import logging
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from distributed import Client

from reports.cohort.errors import GO_ON, CohortError, OtherVersionError
from reports.cohort.program import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

CONNECT_S: Final = 10
CLOSE_S: Final = 1
SAME: Final = "Install the same aerobase for this machine and for all workers."


class _Client(Client):  # type: ignore[misc]  # Dask's is untyped
    """One that goes in a second and says nothing, also where its scheduler does not answer.

    Dask's waits for twenty, then raises, and where it was never connected prints that at the end.
    """

    def close(self, timeout: float = CLOSE_S) -> None:
        with suppress(Exception):  # whoever is left has been told
            super().close(timeout=timeout)


class Workers(Executor):
    """The workers of a Dask client, as an executor whose futures end whatever is lost.

    Those of Dask's own do not when the scheduler goes while their result is on its way.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand a call to a worker; what is lost on the way is the future's error.

        Raises
        ------
        CohortError
            The scheduler is lost.
        """
        try:
            found = self._client.submit(fn, *args, **kwargs, pure=False)
        except Exception as error:
            raise self._lost() from error
        ended: Future[T] = Future()
        ended.add_done_callback(lambda one: found.cancel() if one.cancelled() else None)
        found.add_done_callback(lambda one: self._end(ended, one))
        return ended

    def _end(self, ended: Future[Any], found: Any) -> None:
        """End a future as the one of Dask did: with a result, the task's error, or as lost."""
        if not ended.set_running_or_notify_cancel():
            return
        try:
            ended.set_result(found.result())
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for it
            ended.set_exception(error if found.status == "error" else self._lost())

    def _lost(self) -> CohortError:
        """Return what is said of work that came back undone: nobody here takes any back."""
        return CohortError(f"The work on the scheduler at {self._address} was lost.", hint=GO_ON)


@contextmanager
def on_cluster(address: str) -> Iterator[Executor]:
    """Give the workers of a scheduler as an executor while the block runs.

    Raises
    ------
    CohortError
        No scheduler answers there, or a worker runs another aerobase.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it is said once, here
    client = _connected(address)
    try:
        _refuse_others(client)
        yield Workers(client, address)
    finally:
        client.close()


def is_open_to_others(address: str) -> bool:
    """Return whether a scheduler is reached without encryption beyond this machine."""
    found = urlsplit(address)
    host = found.hostname or ""
    try:
        alone = ipaddress.ip_address(host).is_loopback
    except ValueError:
        alone = host == "localhost"
    return found.scheme != "tls" and not alone


def _connected(address: str) -> Any:
    try:
        return _Client(address, timeout=CONNECT_S, set_as_default=False, name="aerobase")
    except (OSError, ValueError, TypeError) as error:
        raise CohortError(
            f"No scheduler answers at {address}.",
            hint="Start one with `dask scheduler`; for tls:// give Dask its certificates.",
        ) from error


def _refuse_others(client: Any) -> None:
    """Raise where a worker runs another aerobase, or none."""
    for worker, found in sorted(client.run(program, on_error="return").items()):
        if found == program():
            continue
        runs = f"aerobase {found}" if isinstance(found, str) else "no aerobase that can be used"
        raise OtherVersionError(
            f"The worker {worker} runs {runs}, this machine {program()}.", hint=SAME
        )
