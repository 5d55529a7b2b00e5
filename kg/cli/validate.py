"""``kg validate``: whether a graph keeps its promises."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import err, out
from kg.cli.messages import language, tr
from kg.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.validate import Finding

GRAPH = Path("graphs/civic.ttl")
FORMATS = ("table", "json")
FOUND = 3


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("validate", help=tr("validate.help"))(validate)


def validate(
    graph: Annotated[Path, typer.Argument(help=tr("validate.graph"))] = GRAPH,
    *,
    sources: Annotated[
        list[Path] | None, typer.Option("--sources", "-s", help=tr("validate.sources"))
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help=tr("validate.format"), metavar="table|json")
    ] = "table",
    no_shapes: Annotated[bool, typer.Option("--no-shapes", help=tr("validate.no_shapes"))] = False,
) -> None:
    """Check a graph and show what was found."""
    from kg.graph.store import load  # noqa: PLC0415
    from kg.graph.validate import source_texts  # noqa: PLC0415
    from kg.graph.validate import validate as check  # noqa: PLC0415

    if form not in FORMATS:
        raise UsageError("no_form", form=form, known="table, json")
    for path in sources or ():
        if not path.exists():
            raise UsageError("no_such_sources", path=path)
    store = load(graph)
    texts = source_texts([str(path) for path in sources]) if sources else None
    findings = check(store, texts, language=language(), shapes=not no_shapes)
    _show(findings, form)
    _summary(findings, store)
    if findings:
        raise typer.Exit(FOUND)


def _show(findings: list[Finding], form: str) -> None:
    if form == "json":
        json.dump([_row(finding) for finding in findings], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif findings:
        _table(findings)


def _row(finding: Finding) -> dict[str, str]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "subject": finding.subject,
        "what": tr(f"validate.kind_{finding.kind}"),
        "message": finding.message,
    }


def _table(findings: list[Finding]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if not out().is_terminal:
        for finding in findings:
            row = _row(finding)
            sys.stdout.write(
                "\t".join(" ".join(row[key].split()) for key in ("what", "subject", "message")) + "\n"
            )
        return
    table = Table(*(tr(f"validate.column_{name}") for name in ("kind", "subject", "message")))
    for finding in findings:
        row = _row(finding)
        # Text: brackets in a quote are no markup
        table.add_row(*(Text(row[key]) for key in ("what", "subject", "message")))
    out().print(table, soft_wrap=False)


def _summary(findings: list[Finding], store: Store) -> None:
    from kg.graph.access import of_class  # noqa: PLC0415

    if not findings:
        documents, claims = len(of_class(store, "civ:SourceDocument")), len(of_class(store, "civ:Claim"))
        err().print(tr("validate.ok", triples=len(store), documents=documents, claims=claims), markup=False)
        return
    counts = Counter(finding.kind for finding in findings)
    kinds = ", ".join(f"{tr(f'validate.kind_{kind}')} — {count}" for kind, count in counts.most_common())
    err().print(tr("validate.found", count=len(findings), kinds=kinds, triples=len(store)), markup=False)
