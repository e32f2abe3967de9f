"""A Dask cluster that is there already, as an executor: the tasks are those of one machine.

Dask is the extra `aerobase[cluster]`. Whoever reaches a scheduler can run code on its workers and
reads what they send; `tls://` with Dask's own configuration keeps others out.
"""

from __future__ import annotations

import ipaddress
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from distributed import Client

from reports.cohort.errors import CohortError, OtherVersionError
from reports.cohort.program import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

CONNECT_S: Final = 10
SAME: Final = "Install the same aerobase for this machine and for all workers."
GO_ON: Final = "What was made before is kept; start it again, and the same command goes on."


@contextmanager
def on_cluster(address: str) -> Iterator[Executor]:
    """Give the workers of a scheduler as an executor while the block runs.

    Raises
    ------
    CohortError
        No scheduler answers there, a worker runs another aerobase, or the scheduler is lost while
        the block runs.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it is said once, here
    client = _connected(address)
    try:
        _refuse_others(client)
        yield client.get_executor(pure=False)
    except CohortError as error:
        if isinstance(error, OtherVersionError) or client.status == "running":
            raise
        raise CohortError(f"The scheduler at {address} was lost.", hint=GO_ON) from error
    finally:
        client.close(timeout=1)


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
        return Client(address, timeout=CONNECT_S, set_as_default=False, name="aerobase")
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
