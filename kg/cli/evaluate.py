"""``kg evaluate``: how near a graph comes to what experts annotated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import out
from kg.cli.messages import tr
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.evaluate.measures import Finding, Scores, Tally

GRAPH = Path("graphs/civic.ttl")


def register(app: typer.Typer) -> None:
    """Add ``kg evaluate``."""
    app.command("evaluate", help=tr("evaluate.help"))(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help=tr("evaluate.gold"), metavar="GOLD")],
    *,
    graph: Annotated[
        Path, typer.Option("--graph", "-g", help=tr("evaluate.graph"), metavar="FILE|DIR")
    ] = GRAPH,
    form: Annotated[
        str, typer.Option("--format", "-f", help=tr("evaluate.format"), metavar="table|json")
    ] = "table",
    detail: Annotated[bool, typer.Option("--detail", help=tr("evaluate.detail"))] = False,
) -> None:
    """Measure a graph and print the figures."""
    from kg.evaluate.score import score_graph  # noqa: PLC0415

    if form not in {"table", "json"}:
        raise UsageError("no_form", form=form, known="table, json")
    scores = score_graph(graph, gold, detail)
    if form == "json":
        _print_json(scores, detail)
    else:
        _print_tables(scores)


def _print_json(scores: Scores, detail: bool) -> None:
    from dataclasses import asdict  # noqa: PLC0415

    found = scores.as_dict()
    if detail:
        found["findings"] = [asdict(finding) for finding in scores.findings]
    out().print(json.dumps(found, ensure_ascii=False, indent=1), markup=False)


def _print_tables(scores: Scores) -> None:
    from kg.evaluate.measures import SHARED  # noqa: PLC0415

    console = out()
    found, all_ = scores.documents
    console.print(tr("evaluate.documents", found=found, all=all_))
    _table(tr("evaluate.overall"), {tr(f"evaluate.{name}"): scores[name] for name in SHARED})
    console.print(tr("evaluate.names", share=scores["names"].recall))
    console.print(tr("evaluate.implied", share=scores["implied_relations"].recall))
    _table(tr("evaluate.by_type"), scores.by_type)
    _table(tr("evaluate.by_relation"), scores.by_relation)
    _list(scores.findings)


def _table(title: str, rows: Mapping[str, Tally]) -> None:
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=title, title_justify="left")
    table.add_column(tr("evaluate.what"), no_wrap=True)
    for column in ("precision", "recall", "F1", "right", "found", "annotated"):
        table.add_column(column if column == "F1" else tr(f"evaluate.{column}"), justify="right")
    for name, tally in rows.items():
        shares = (f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1))
        table.add_row(name, *shares, str(tally.tp), str(tally.system), str(tally.gold))
    out().print(table)


def _list(findings: Iterable[Finding]) -> None:
    for finding in findings:
        kind = f"{tr(f'evaluate.{finding.kind}')}, {tr(f'evaluate.{finding.what}')} [{finding.group}]"
        rule = f" ({finding.rule})" if finding.rule else ""
        out().print(f"{finding.document}: {kind}: {finding.text}{rule}", markup=False)
        if finding.context:
            out().print(f"    {finding.context}", markup=False, style="dim")
