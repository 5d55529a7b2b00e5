"""``kg stats`` and ``kg compare``: what a graph holds, and two municipalities side by side."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import err, out
from kg.cli.messages import language, tr

if TYPE_CHECKING:
    from kg.view.profile import Profile, Standing

GRAPH = Path("graphs/civic.ttl")
STATUSES = ("Realised", "Planned", "NotRealised")
Graph = Annotated[Path, typer.Option("--graph", "-g", help=tr("stats.graph"), metavar="FILE|DIR")]
Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """A title, names of columns, rows; numbers stand to the right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def register(app: typer.Typer) -> None:
    """Add ``kg stats`` and ``kg compare``."""
    app.command("stats", help=tr("stats.stats_help"))(stats)
    app.command("compare", help=tr("stats.compare_help"))(compare)


def stats(
    *,
    graph: Graph = GRAPH,
    city: Annotated[str, typer.Option(help=tr("stats.city"), metavar="NAME")] = "",
) -> None:
    """Count a graph, or one municipality of it."""
    from kg.view.network import read_network  # noqa: PLC0415
    from kg.view.profile import of_municipality, profile  # noqa: PLC0415
    from kg.view.selection import find_city  # noqa: PLC0415

    network = read_network(graph)
    counted = of_municipality(network, find_city(network, city)) if city else profile(network)
    _show(_whole(counted))


def compare(
    one: Annotated[str, typer.Argument(help=tr("stats.one"), metavar="CITY")],
    other: Annotated[str, typer.Argument(help=tr("stats.other"), metavar="CITY")],
    *,
    graph: Graph = GRAPH,
) -> None:
    """Hold two municipalities against each other."""
    from kg.view.network import read_network  # noqa: PLC0415
    from kg.view.profile import of_municipality  # noqa: PLC0415
    from kg.view.selection import find_city  # noqa: PLC0415

    network = read_network(graph)
    cities = [find_city(network, name) for name in (one, other)]
    left, right = (of_municipality(network, city) for city in cities)
    _show(_pair(left, right))


def _whole(counted: Profile) -> list[Table]:
    name, count = tr("stats.what"), tr("stats.count")
    parts = _parts(counted)
    tables = [Table(title, (name, count), _rows([values], told)) for title, values, told in parts]
    tables += [
        _standings(tr("stats.central"), counted.central),
        _standings(tr("stats.brokers"), counted.brokers),
    ]
    return [Table(tr("stats.all"), (name, count), _totals([counted])), *tables]


def _pair(left: Profile, right: Profile) -> list[Table]:
    from kg.view.profile import lacking  # noqa: PLC0415

    columns = (tr("stats.what"), left.name, right.name)
    tables = [Table(tr("stats.all"), columns, _totals([left, right]))]
    for (title, values, told), (_, others, _) in zip(_parts(left), _parts(right), strict=True):
        tables.append(Table(title, columns, _rows([values, others], told)))
    tables += [_standings(f"{tr('stats.central')}: {one.name}", one.central) for one in (left, right)]
    for one, other in ((left, right), (right, left)):
        names = [[name] for name in lacking(one, other).names(language())]
        tables.append(Table(tr("stats.only", city=one.name), (tr("stats.what"),), names))
    return tables


def _parts(counted: Profile) -> list[tuple[str, Counter[str], Callable[[str], str]]]:
    from kg.view.words import group_name, relation_name, type_name  # noqa: PLC0415

    lang = language()
    return [
        (tr("stats.types"), counted.types, lambda kind: type_name(kind, lang)),
        (tr("stats.relations"), counted.relations, lambda name: relation_name(name, lang)),
        (tr("stats.groups"), counted.groups, lambda group: group_name(group, lang)),
    ]


def _rows(counts: Sequence[Counter[str]], told: Callable[[str], str]) -> list[list[Cell]]:
    total = sum(counts, Counter[str]())
    keys = sorted(total, key=lambda key: (-total[key], key))
    return [[told(key), *(count[key] for count in counts)] for key in keys]


def _totals(found: Sequence[Profile]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [tr("stats.documents"), *(one.documents for one in found)],
        [tr("stats.entities"), *(one.types.total() for one in found)],
        [tr("stats.claims"), *(one.relations.total() for one in found)],
    ]
    rows += [[tr(f"stats.{status}"), *(one.statuses[status] for one in found)] for status in STATUSES]
    rows.append([tr("stats.funds"), *(one.relations["funds"] for one in found)])
    rows.append([tr("stats.roubles"), *(round(one.roubles) for one in found)])
    rows.append([tr("stats.communities"), *(one.communities for one in found)])
    return rows


def _standings(title: str, found: Sequence[Standing]) -> Table:
    from kg.view.words import type_name  # noqa: PLC0415

    columns = [tr(f"stats.{key}") for key in ("name", "type", "degree", "betweenness", "reach")]
    lang = language()
    rows = [(s.label, type_name(s.type, lang), s.degree, round(s.betweenness, 4), s.reach) for s in found]
    return Table(title, columns, rows)


def _show(tables: Sequence[Table]) -> None:
    filled = [table for table in tables if table.rows]
    if out().is_terminal:
        for table in filled:
            _draw(table)
    else:
        _write(filled)
    if not filled or not any(row[1] for row in filled[0].rows):
        err().print(tr("stats.empty"), markup=False)


def _draw(table: Table) -> None:
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415

    grid = Grid(title=escape(table.title), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for index, column in enumerate(table.columns):
        number = bool(table.rows) and not isinstance(table.rows[0][index], str)
        grid.add_column(
            escape(column), justify="right" if number else "left", overflow="fold", header_style="dim"
        )
    for row in table.rows:
        grid.add_row(
            *(escape(cell) if isinstance(cell, str) else f"{cell:,}".replace(",", " ") for cell in row)
        )
    out().print(grid)
    out().print()


def _write(tables: Sequence[Table]) -> None:
    """Tab-separated: the table's title first in each row."""
    from kg.query.formats import safe_cell  # noqa: PLC0415

    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    for table in tables:
        for row in table.rows:
            writer.writerow([safe_cell(str(cell)) for cell in (table.title, *row)])
