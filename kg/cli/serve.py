"""``kg serve``: the graph in a browser and as a SPARQL endpoint."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from kg.cli.console import err
from kg.cli.messages import language, tr
from kg.cli.query import GRAPH
from kg.errors import UsageError

MEGA = 1 << 20


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", help=tr("serve.help"))(serve)


def serve(
    *,
    graph: Annotated[str, typer.Option("--graph", "-g", help=tr("serve.graph"))] = str(GRAPH),
    host: Annotated[str, typer.Option(help=tr("serve.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=tr("serve.port"), min=0, max=65535)] = 7070,
    workers: Annotated[int, typer.Option(help=tr("serve.workers"), min=1)] = 4,
    timeout: Annotated[float, typer.Option(help=tr("serve.timeout"), min=0.1)] = 30.0,
    max_answer: Annotated[int, typer.Option(help=tr("serve.max_answer"), min=1)] = 32,
    max_memory: Annotated[int, typer.Option(help=tr("serve.max_memory"), min=0)] = 4096,
    origin: Annotated[list[str] | None, typer.Option(help=tr("serve.origin"))] = None,
    engine: Annotated[str, typer.Option(help=tr("serve.engine"))] = "oxigraph",
) -> None:
    """Serve a graph until Ctrl-C."""
    for package in ("starlette", "uvicorn"):
        if find_spec(package) is None:
            raise UsageError("no_package", package=package, extra="serve")
    from kg.serve.app import Settings  # noqa: PLC0415
    from kg.serve.pool import Limits  # noqa: PLC0415
    from kg.serve.server import serve as run  # noqa: PLC0415

    limits = Limits(seconds=timeout, answer=max_answer * MEGA, memory=max_memory * MEGA or None)
    origins = tuple(site for site in origin or ["*"] if site)
    run(Settings(graph, engine, workers, limits, origins, language()), host, port, _begun)


def _begun(address: str) -> None:
    err().print(tr("serve.begun", address=address), markup=False)
