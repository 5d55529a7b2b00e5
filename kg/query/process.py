"""Asking a worker process, so that a query that runs too long can be stopped."""

from __future__ import annotations

import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kg.errors import GraphError, QueryError
from kg.query.worker import DATA, END, FAILED, HEAD, READY, Request, error_of


class QueryTimeoutError(QueryError):
    """A query ran longer than it may."""


def command(source: str, engine: str) -> list[str]:
    """The command line of a worker."""
    return [sys.executable, "-m", "kg.query.worker", source, engine]


class Worker:
    """A worker process that has a graph open.

    Args:
        source: File, store folder or URL.
        engine: One of :data:`kg.query.engine.ENGINES`.
    """

    def __init__(self, source: str, engine: str = "oxigraph") -> None:
        self._process = subprocess.Popen(
            command(source, engine), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._frames = self._process.stdin, self._process.stdout
        self._ready = False

    def open(self) -> None:
        """Wait until the graph is open.

        Raises:
            GraphError: It cannot be read.
        """
        if not self._ready:
            kind, body = self._frame(None)
            if kind == FAILED:
                self.kill()
                raise error_of(body)
            assert kind == READY
            self._ready = True

    def ask(self, request: Request, timeout: float | None) -> Iterator[bytes]:
        """Ask, and get the answer piece by piece.

        Args:
            request: The question.
            timeout: Seconds the answer may take; none: any. The time to open the graph does not count.

        Raises:
            QueryTimeoutError: It took longer; the worker is gone.
            KgError: What the worker reports.
        """
        self.open()
        self._requests.write(request.to_line())
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                kind, body = self._frame(deadline)
            except TimeoutError:
                self.kill()
                raise QueryTimeoutError("query_timeout", query=request.name, seconds=f"{timeout:g}") from None
            if kind == DATA:
                yield body
            elif kind == END:
                return
            else:
                raise error_of(body)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        self._requests.close()
        self._frames.close()

    def _frame(self, deadline: float | None) -> tuple[bytes, bytes]:
        kind, length = HEAD.unpack(_exactly(self._frames, HEAD.size, deadline))
        return kind, _exactly(self._frames, length, deadline)


def _exactly(pipe: IO[bytes], count: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < count:
        if deadline is not None:
            _wait(pipe, deadline)
        piece = pipe.read(count - len(data))
        if not piece:
            raise GraphError("worker_ended")
        data += piece
    return bytes(data)


def _wait(pipe: IO[bytes], deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        if not selector.select(max(deadline - time.monotonic(), 0)):
            raise TimeoutError


@contextmanager
def worker(source: str, engine: str = "oxigraph") -> Iterator[Worker]:
    """A worker for the time of a block.

    Args:
        source: File, store folder or URL.
        engine: One of :data:`kg.query.engine.ENGINES`.
    """
    process = Worker(source, engine)
    try:
        yield process
    finally:
        process.kill()
