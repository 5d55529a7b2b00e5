"""``kg query``, ``kg queries``: asking the graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.console import out
from kg.cli.messages import language, tr
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query.catalogue import NamedQuery
    from kg.query.worker import Request

GRAPH = Path("graphs/civic.ttl")
TIMEOUT = 60.0


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("query", help=tr("query.query_help"))(query)
    app.command("queries", help=tr("query.queries_help"))(queries)


def query(
    what: str = typer.Argument(..., help=tr("query.what"), metavar="NAME|FILE.rq|-"),
    graph: str = typer.Option(str(GRAPH), "--graph", "-g", help=tr("query.graph")),
    param: list[str] = typer.Option([], "--param", "-p", help=tr("query.param"), metavar="NAME=VALUE"),
    form: str = typer.Option("", "--format", "-f", help=tr("query.format")),
    timeout: float = typer.Option(TIMEOUT, "--timeout", help=tr("query.timeout"), min=0.0),
    engine: str = typer.Option("oxigraph", "--engine", help=tr("query.engine")),
) -> None:
    """Ask one question and print the answer."""
    from kg.query.process import worker

    request = _request(_find(what), _values(param), form)
    with worker(graph, engine) as process:
        for piece in process.ask(request, timeout or None):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


def _find(what: str) -> NamedQuery:
    from kg.query.catalogue import find, parse

    return parse(sys.stdin.read(), "stdin") if what == "-" else find(what)


def _values(param: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in param]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise UsageError(name, tr("query.bad_param"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _request(found: NamedQuery, values: dict[str, str], form: str) -> Request:
    from kg.query.worker import Request

    console = out()
    return Request(
        text=found.text,
        name=found.name,
        values=values,
        form=form or ("table" if sys.stdout.isatty() else "auto"),
        language=language(),
        width=shutil.get_terminal_size().columns,
        color=console.is_terminal and not console.no_color,
    )


def queries(what: str = typer.Argument("", help=tr("query.what"), metavar="[NAME]")) -> None:
    """List the questions, or show one."""
    from kg.query.catalogue import find

    if what:
        _show(find(what))
    else:
        _list()


def _list() -> None:
    from kg.query.catalogue import catalogue
    from kg.query.table import draw

    keys = ("number", "name", "question", "parameters")
    rows = [
        [str(number), item.name, item.question[language()], " ".join(_called(item))]
        for number, item in enumerate(catalogue(), 1)
    ]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(row) + "\n" for row in rows)
        return
    console = out()
    headings = [tr(f"query.column_{key}") for key in keys]
    sys.stdout.write(draw(headings, rows, shutil.get_terminal_size().columns, color=not console.no_color))


def _called(item: NamedQuery) -> list[str]:
    return [f"{parameter.name}{'!' if parameter.required else ''}" for parameter in item.parameters]


def _show(item: NamedQuery) -> None:
    sys.stdout.write(f"{item.name} — {item.title.get(language(), '')}\n{item.question.get(language(), '')}\n")
    if item.parameters:
        sys.stdout.write(f"\n{tr('query.parameters')}:\n")
    for parameter in item.parameters:
        note = f" ({tr('query.required')})" if parameter.required else ""
        sys.stdout.write(f"  {parameter.name} : {parameter.kind} — {parameter.words[language()]}{note}\n")
    sys.stdout.write(f"\n{item.text}")
