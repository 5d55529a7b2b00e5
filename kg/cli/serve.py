"""``kg serve``: the graph in a browser and as a SPARQL endpoint."""

from __future__ import annotations

from importlib.util import find_spec

import typer

from kg.cli.messages import tr
from kg.cli.query import GRAPH
from kg.errors import UsageError

MEGA = 1 << 20


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", help=tr("serve.help"))(serve)


def serve(
    graph: str = typer.Option(str(GRAPH), "--graph", "-g", help=tr("serve.graph")),
    host: str = typer.Option("127.0.0.1", "--host", help=tr("serve.host")),
    port: int = typer.Option(7070, "--port", help=tr("serve.port"), min=0, max=65535),
    workers: int = typer.Option(4, "--workers", help=tr("serve.workers"), min=1),
    timeout: float = typer.Option(30.0, "--timeout", help=tr("serve.timeout"), min=0.1),
    max_answer: int = typer.Option(32, "--max-answer", help=tr("serve.max_answer"), min=1),
    max_memory: int = typer.Option(4096, "--max-memory", help=tr("serve.max_memory"), min=0),
    origin: list[str] = typer.Option(["*"], "--origin", help=tr("serve.origin")),
    engine: str = typer.Option("oxigraph", "--engine", help=tr("serve.engine")),
) -> None:
    """Serve a graph until Ctrl-C."""
    for package in ("starlette", "uvicorn"):
        if find_spec(package) is None:
            raise UsageError(package, tr("serve.missing"), tr("serve.install"))
    from kg.serve.app import Settings
    from kg.serve.pool import Limits
    from kg.serve.server import serve as run

    limits = Limits(seconds=timeout, answer=max_answer * MEGA, memory=max_memory * MEGA or None)
    origins = tuple(site for site in origin if site)
    run(Settings(graph, engine, workers, limits, origins), host, port)
