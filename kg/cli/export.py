"""``kg export``: the graph for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import err
from kg.cli.messages import tr

GRAPH = Path("graphs/civic.ttl")
STDOUT = Path("-")
FORMATS = (
    "ttl", "nt", "nq", "trig", "rdfxml", "jsonld", "graphml", "gexf", "csv", "csv-nodes", "csv-edges",
    "neo4j", "neo4j-nodes", "neo4j-edges", "ftm",
)  # fmt: skip
"""Names of the formats, said again here so that the help needs no RDF library; a test holds them equal."""


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("export", help=tr("export.help"))(export)


def export(
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", help=tr("export.format", formats=", ".join(FORMATS)), metavar="FORMAT"
        ),
    ],
    graph: Annotated[Path, typer.Option("--graph", "-g", help=tr("export.graph"))] = GRAPH,
    output: Annotated[Path, typer.Option("--out", "-o", help=tr("export.output"))] = STDOUT,
    city: Annotated[str | None, typer.Option("--city", help=tr("export.city"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=tr("export.year"))] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", help=tr("export.min_confidence"), min=0.0, max=1.0)
    ] = 0.0,
    no_persons: Annotated[bool, typer.Option("--no-persons", help=tr("export.no_persons"))] = False,
    no_provenance: Annotated[bool, typer.Option("--no-provenance", help=tr("export.no_provenance"))] = False,
) -> None:
    """Write (a part of) the graph in a format."""
    from kg.graph.export import Selection, select  # noqa: PLC0415
    from kg.graph.export import export as write  # noqa: PLC0415
    from kg.graph.store import load  # noqa: PLC0415

    wanted = Selection(city, year, min_confidence, not no_persons, not no_provenance)
    target = sys.stdout.buffer if output == STDOUT else output
    for path in write(select(load(graph), wanted), form, target):
        err().print(tr("export.written", path=path, size=path.stat().st_size // 1024), markup=False)
    sys.stdout.flush()
