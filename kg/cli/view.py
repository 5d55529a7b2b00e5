"""``kg view``: the network as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import err, out
from kg.cli.messages import language, tr

GRAPH = Path("graphs/civic.ttl")
PAGE = "index.html"


def register(app: typer.Typer) -> None:
    """Add ``kg view``."""
    app.command("view", help=tr("view.help"))(view)


def view(
    *,
    graph: Annotated[Path, typer.Option("--graph", "-g", help=tr("view.graph"), metavar="FILE|DIR")] = GRAPH,
    city: Annotated[str, typer.Option(help=tr("view.city"), metavar="NAME")] = "",
    around: Annotated[str, typer.Option(help=tr("view.around"), metavar="NAME")] = "",
    types: Annotated[list[str] | None, typer.Option("--type", help=tr("view.type"), metavar="CLASS")] = None,
    relations: Annotated[
        list[str] | None, typer.Option("--relation", help=tr("view.relation"), metavar="RELATION")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=tr("view.output"), metavar="FILE.html")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help=tr("view.open"))] = False,
) -> None:
    """Write the page and say what is in it; its path goes to stdout."""
    from kg.view.page import write_page  # noqa: PLC0415

    report = write_page(
        graph,
        output or (graph if graph.is_dir() else graph.parent) / PAGE,
        city=city or None,
        around=around or None,
        types=types or (),
        relations=relations or (),
        lang=language(),
    )
    size = f"{report.size / 1e6:.1f}"
    words = tr("view.written", nodes=report.nodes, claims=report.claims, shown=report.shown, size=size)
    err().print(words, markup=False)
    if report.heavy:
        err().print(tr("view.heavy", claims=report.claims), markup=False, style="yellow")
    out().print(str(report.path), markup=False)
    if open_page:
        typer.launch(report.path.resolve().as_uri())
