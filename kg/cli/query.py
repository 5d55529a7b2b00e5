"""``kg query``, ``kg queries``, ``kg find``, ``kg explain``: asking the graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.console import err, out
from kg.cli.messages import language, tr
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query.catalogue import NamedQuery
    from kg.query.explain import Evidence
    from kg.query.worker import Request

GRAPH = Path("graphs/civic.ttl")
TIMEOUT = 60.0


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("query", help=tr("query.query_help"))(query)
    app.command("queries", help=tr("query.queries_help"))(queries)
    app.command("find", help=tr("query.find_help"))(find_text)
    app.command("explain", help=tr("query.explain_help"))(explain)


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


def find_text(
    words: list[str] = typer.Argument(..., help=tr("query.words"), metavar="TEXT"),
    graph: str = typer.Option(str(GRAPH), "--graph", "-g", help=tr("query.graph")),
    limit: int = typer.Option(20, "--limit", "-n", help=tr("query.limit"), min=1),
) -> None:
    """Find names and sentences that hold some words in any form."""
    from kg.query.text import open_index

    hits = open_index(graph).find(" ".join(words), limit)
    for hit in hits:
        place = hit.iri if hit.kind == "entity" else f"{hit.document}:{hit.start}–{hit.stop}"
        sys.stdout.write(f"{_line(hit.text)}\n    {_line(place)}\n")
    if not hits:
        err().print(tr("query.empty"))


def explain(
    what: str = typer.Argument(..., help=tr("query.explain_what"), metavar="ENTITY|CLAIM"),
    graph: str = typer.Option(str(GRAPH), "--graph", "-g", help=tr("query.graph")),
) -> None:
    """Show what the edges of an entity, or a claim, rest on."""
    from kg.query.engine import open_engine
    from kg.query.explain import explain as explained

    found = explained(open_engine(graph), what)
    sys.stdout.writelines(f"{iri}\n" for iri in found.iris)
    for claim in found.claims:
        said = f"{claim.text('actor')} — {_word(claim, 'relation')} — {_word(claim, 'other')}"
        sys.stdout.write(f"\n{_line(said)} [{_word(claim, 'status')}]\n{_proof(claim)}")
        rule = tr("query.proof", rule=claim.text("rule"), confidence=claim.text("confidence"))
        sys.stdout.write(f"    {_line(rule)}\n")
    for figure in found.figures:
        names = (figure.text("measure"), _word(figure, "bound"), figure.text("value"), _word(figure, "unit"))
        said = " ".join(name for name in (*names, figure.text("year")) if name)
        sys.stdout.write(f"\n{_line(figure.text('about'))}: {_line(said)}\n{_proof(figure)}")


def _word(row: Evidence, name: str) -> str:
    from kg.query.words import word

    text = row.text(name)
    return word(text, language()) if text.startswith("http") else text


def _proof(row: Evidence) -> str:
    place = row.text("document")
    if row.text("begin"):
        place += f":{row.text('begin')}–{row.text('end')}"
    return f"    «{_line(row.text('sentence'))}»\n    {_line(place)}\n"


def _line(text: str) -> str:
    """Text of a document in one line, without signs that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
