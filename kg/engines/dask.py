"""A Dask cluster: workers on any machines, joining and leaving while the run goes on.

Workers need the same version of this project, and nothing else: documents are sent to them, results come back.
"""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Final

from kg.engines.engine import Lost
from kg.engines.job import Job, Result, run
from kg.errors import KgError, UsageError

_AHEAD: Final = 512
"""Enough for a few hundred workers; 512 reports are some 30 MB."""


def watched(job: Job, timeout: float) -> Result:
    """The worker's part: a document that takes too long ends its process, which Dask's nanny starts anew."""
    faulthandler.dump_traceback_later(timeout, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        return run(job)
    finally:
        faulthandler.cancel_dump_traceback_later()


class Dask:
    """A client's executor.

    Args:
        client: A connected ``distributed.Client``.
        timeout: Seconds that one document may take.
    """

    ahead = _AHEAD
    attempts = 1  # Dask itself gives a document to other workers when it loses one
    remote = True

    def __init__(self, client: Any, timeout: float) -> None:  # noqa: ANN401 - distributed has no types
        self._executor = client.get_executor(pure=False)
        self._timeout = timeout

    def submit(self, job: Job) -> Future[Result]:
        """Start a job."""
        future: Future[Result] = self._executor.submit(watched, job, self._timeout)
        return future

    def call(self, function: Callable[..., None], *arguments: object) -> Future[None]:
        """Start a function of a module."""
        future: Future[None] = self._executor.submit(function, *arguments)
        return future

    def lost(self, error: BaseException) -> Lost | None:
        """A document on which one worker after the other was lost."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        return Lost("worker_lost", f"> {self._timeout:g} s?") if isinstance(error, KilledWorker) else None


@contextmanager
def dask(jobs: int, scheduler: str | None, timeout: float) -> Iterator[Dask]:
    """A connection to a running cluster, or a cluster on this machine for the time of a block.

    Args:
        jobs: Worker processes of a cluster on this machine.
        scheduler: Address of a running one (``tcp://…``).
        timeout: Seconds that one document may take.

    Raises:
        UsageError: The extra is not installed.
        KgError: The scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("no_package", package="dask", extra="dask") from error
    if scheduler is None:
        here = LocalCluster(n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None)  # type: ignore[no-untyped-call]
        with here, Client(here) as client:  # type: ignore[no-untyped-call]
            yield Dask(client, timeout)
        return
    try:
        client = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
    except OSError as error:
        raise KgError("no_scheduler", scheduler=scheduler) from error
    with client:
        yield Dask(client, timeout)
