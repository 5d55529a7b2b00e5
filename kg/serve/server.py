"""Running the server: a large graph goes into a store that all workers share."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette

from kg.errors import UsageError, reason
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


class _Server(uvicorn.Server):
    """Says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        self._begun()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError("no_port", host=host, port=port, reason=reason(error)) from error


def serve(
    settings: Settings,
    host: str = "127.0.0.1",
    port: int = 7070,
    begun: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a graph until the process is asked to end.

    Args:
        settings: What is served, and how.
        host: Address to listen at; other machines see the server only if it is not a loopback address.
        port: Port to listen at; 0: any free one.
        begun: Is told the address once the server answers.

    Raises:
        GraphError: The graph cannot be read.
        UsageError: The address is taken, or not this machine's.
    """
    logging.getLogger("uvicorn.error").addFilter(_not_of_clients)
    # uvicorn ends in order and then raises the signal again: the shared store must still be removed
    signal.signal(signal.SIGTERM, _leave)
    protocol = type("Protocol", (PatientProtocol,), {"patience": settings.limits.idle})
    with shared(settings.source) as source:
        app = make_app(replace(settings, source=source), lambda: open_index(source))
        config = uvicorn.Config(
            app, http=protocol, ws="none", access_log=False, log_level="warning", lifespan="off",
            timeout_keep_alive=5, limit_concurrency=1000, server_header=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        with _listen(host, port) as listening:
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listening.getsockname()[1]}"
            asyncio.run(_run(app, _Server(config, lambda: begun(address)), listening))


async def _run(app: Starlette, server: uvicorn.Server, listening: socket.socket) -> None:
    # uvicorn itself would only log that the graph cannot be read
    async with app.router.lifespan_context(app):
        await server.serve([listening])


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _not_of_clients(record: logging.LogRecord) -> bool:
    """Whether a log record is worth a line: what a client sends wrong is not."""
    return "Invalid HTTP request" not in record.getMessage()
