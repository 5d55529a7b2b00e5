"""Running the server: a large graph goes into a store that all workers share."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pyoxigraph as ox
import uvicorn

from kg.graph.store import quads
from kg.query.engine import is_url
from kg.query.text import open_index
from kg.serve.app import Settings, make_app
from kg.serve.connections import PatientProtocol

LARGE = 20_000_000
"""Bytes of a file from which the workers share one store instead of each loading it."""


@contextmanager
def shared(source: str) -> Iterator[str]:
    """What the workers open: the source itself, or a store made of a large file for the time of the block.

    Args:
        source: File, store folder or URL of the graph.

    Raises:
        GraphError: The file cannot be read.
    """
    path = Path(source)
    if is_url(source) or not path.is_file() or path.stat().st_size < LARGE:
        yield source
        return
    with TemporaryDirectory(prefix="civic-kg-") as folder:
        store = ox.Store(folder)
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads(path))
        store.flush()
        del store
        yield folder


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 7070) -> None:
    """Serve a graph until the process is asked to end.

    Args:
        settings: What is served, and how.
        host: Address to listen at; other machines see the server only if it is not a loopback address.
        port: Port to listen at; 0: any free one.

    Raises:
        GraphError: The graph cannot be read.
    """
    logging.getLogger("uvicorn.error").addFilter(_not_of_clients)
    # uvicorn ends in order and then raises the signal again: the shared store must still be removed
    signal.signal(signal.SIGTERM, _leave)
    protocol = type("Protocol", (PatientProtocol,), {"patience": settings.limits.idle})
    with shared(settings.source) as source:
        app = make_app(replace(settings, source=source), lambda: open_index(source))
        uvicorn.run(
            app, host=host, port=port, http=protocol, ws="none", access_log=False, log_level="info",
            timeout_keep_alive=5, limit_concurrency=1000, server_header=False, timeout_graceful_shutdown=3,
        )  # fmt: skip


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _not_of_clients(record: logging.LogRecord) -> bool:
    """Whether a log record is worth a line: what a client sends wrong is not."""
    return "Invalid HTTP request" not in record.getMessage()
