"""What every engine can do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import NamedTuple, Protocol

from kg.engines.job import Job, Result


class Lost(NamedTuple):
    """Why a job has no result: a key of ``kg/errors.yaml`` and what its wording leaves open."""

    reason_code: str
    detail: str


class Engine(Protocol):
    """Runs jobs elsewhere.

    Attributes:
        ahead: How many jobs are worth having under way at once.
        attempts: How often a job is submitted before it is given up.
        remote: Whether workers may run on other machines, where neither the files nor the cache are.
    """

    ahead: int
    attempts: int
    remote: bool

    def submit(self, job: Job) -> Future[Result]:
        """Start a job; the future fails where the worker was lost, and only there."""

    def call(self, function: Callable[..., None], *arguments: object) -> Future[None]:
        """Start a function of a module; the future fails where the function does, or the worker was lost."""

    def lost(self, error: BaseException) -> Lost | None:
        """Why a future failed; None where the error is nothing that the engine expects."""
