"""Where the per-document work runs: processes of this machine, or a Dask cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager

from kg.engines.engine import Engine
from kg.engines.job import Crash, Job, Kept, Result, Stop
from kg.errors import UsageError

ENGINES = ("local", "dask")
"""Names that ``kg build --engine`` takes."""

TIMEOUT = 600.0
"""Seconds that one document may take; one of a thousand pages takes some 30."""

__all__ = ["ENGINES", "TIMEOUT", "Crash", "Engine", "Job", "Kept", "Result", "Stop", "check", "start"]


def check(name: str, scheduler: str | None) -> None:
    """See that there is such an engine.

    Args:
        name: One of :data:`ENGINES`.
        scheduler: Address of a Dask scheduler, if one was named.

    Raises:
        UsageError: There is none, or it has no scheduler.
    """
    if name not in ENGINES:
        raise UsageError("no_engine", name=name, known=", ".join(ENGINES))
    if scheduler is not None and name != "dask":
        raise UsageError("needs_dask", scheduler=scheduler)


def start(name: str, jobs: int, scheduler: str | None, timeout: float) -> AbstractContextManager[Engine]:
    """An engine, stopped when the block ends.

    Args:
        name: One of :data:`ENGINES`.
        jobs: Worker processes on this machine; a Dask cluster that runs already has its own.
        scheduler: Address of a Dask scheduler (``tcp://…``); None starts a cluster on this machine.
        timeout: Seconds that one document may take.

    Raises:
        UsageError: There is no such engine, or its extra is not installed.
    """
    check(name, scheduler)
    if name == "dask":
        from kg.engines.dask import dask  # noqa: PLC0415 - an extra

        return dask(jobs, scheduler, timeout)
    from kg.engines.local import local  # noqa: PLC0415 - not needed where all is in the cache

    return local(jobs, timeout)
