"""Worker processes of this machine: one that dies or hangs costs the document it was at."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Final

from pebble import ProcessExpired, ProcessPool

from kg.engines.engine import Lost
from kg.engines.job import Job, Result, run

Work = Callable[[Job], Result]

_AHEAD: Final = 16
_GARBAGE: Final = 50_000
"""New objects between two looks for cycles: the dictionaries are large, and a document makes no cycles."""


class Local:
    """A pool of worker processes; each loads the language models once.

    Args:
        pool: The processes.
        jobs: How many there are.
        timeout: Seconds that one document may take.
        work: What a worker runs.
    """

    attempts = 2
    remote = False

    def __init__(self, pool: ProcessPool, jobs: int, timeout: float, work: Work) -> None:
        self.ahead = _AHEAD * jobs
        self._pool = pool
        self._timeout = timeout
        self._work = work

    def submit(self, job: Job) -> Future[Result]:
        """Start a job."""
        future: Future[Result] = self._pool.schedule(self._work, args=(job,), timeout=self._timeout)
        return future

    def call(self, function: Callable[..., None], *arguments: object) -> Future[None]:
        """Start a function of a module."""
        future: Future[None] = self._pool.schedule(function, args=arguments, timeout=self._timeout)
        return future

    def lost(self, error: BaseException) -> Lost | None:
        """A process that ended, or was ended because it took too long."""
        if isinstance(error, TimeoutError):
            return Lost("too_slow", f"{self._timeout:g}")
        if isinstance(error, ProcessExpired):
            return Lost("worker_died", _how(error.exitcode))
        return None


def _how(exitcode: int | None) -> str:
    if exitcode is not None and -exitcode in set(signal.Signals):
        return signal.Signals(-exitcode).name
    return f"exit {exitcode}"


@contextmanager
def local(jobs: int, timeout: float, work: Work = run) -> Iterator[Local]:
    """Worker processes for the time of a block."""
    # spawned: a fork would copy whatever threads and locks this process has
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=jobs, context=context, initializer=gc.set_threshold, initargs=[_GARBAGE])
    try:
        yield Local(pool, jobs, timeout, work)
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        # after close() there is nothing left to stop; after an error or Ctrl-C nothing is waited for
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
