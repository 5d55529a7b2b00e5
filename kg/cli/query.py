"""``kg query``, ``queries``, ``find``, ``explain``, ``load``: asking the graph, and pushing it on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
Graph = Annotated[str, typer.Option("--graph", "-g", help=tr("query.graph"), metavar="FILE|DIR|URL")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("query", help=tr("query.query_help"))(query)
    app.command("queries", help=tr("query.queries_help"))(queries)
    app.command("find", help=tr("query.find_help"))(find_text)
    app.command("explain", help=tr("query.explain_help"))(explain)
    app.command("load", help=tr("query.load_help"))(load)


def query(
    what: Annotated[str, typer.Argument(help=tr("query.what"), metavar="NAME|FILE.rq|-")],
    *,
    graph: Graph = str(GRAPH),
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help=tr("query.param"), metavar="NAME=VALUE")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help=tr("query.format"), metavar="FORMAT")] = "",
    timeout: Annotated[float, typer.Option(help=tr("query.timeout"), min=0.0, metavar="SECONDS")] = TIMEOUT,
    engine: Annotated[str, typer.Option(help=tr("query.engine"))] = "oxigraph",
) -> None:
    """Ask one question and print the answer."""
    from kg.query.process import worker  # noqa: PLC0415

    request = _request(_find(what), _values(param or []), form)
    with worker(graph, engine) as process:
        for piece in process.ask(request, timeout or None):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


def _find(what: str) -> NamedQuery:
    from kg.query.catalogue import find, parse  # noqa: PLC0415

    return parse(sys.stdin.read(), "stdin") if what == "-" else find(what)


def _values(param: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in param]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise UsageError("bad_parameter", pair=name)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _request(found: NamedQuery, values: dict[str, str], form: str) -> Request:
    from kg.query.worker import Request  # noqa: PLC0415

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


def queries(
    what: Annotated[str, typer.Argument(help=tr("query.what"), metavar="[NAME]")] = "",
) -> None:
    """List the questions, or show one."""
    from kg.query.catalogue import find  # noqa: PLC0415

    if what:
        _show(find(what))
    else:
        _list()


def _list() -> None:
    from kg.query.catalogue import catalogue  # noqa: PLC0415
    from kg.query.table import draw  # noqa: PLC0415

    rows = [
        [str(number), item.name, item.question[language()], " ".join(_called(item))]
        for number, item in enumerate(catalogue(), 1)
    ]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(row) + "\n" for row in rows)
        return
    headings = [tr(f"query.column_{key}") for key in ("number", "name", "question", "parameters")]
    width = shutil.get_terminal_size().columns
    sys.stdout.write(draw(headings, rows, width, color=not out().no_color))


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
    words: Annotated[list[str], typer.Argument(help=tr("query.words"), metavar="TEXT")],
    *,
    graph: Graph = str(GRAPH),
    limit: Annotated[int, typer.Option("--limit", "-n", help=tr("query.limit"), min=1)] = 20,
) -> None:
    """Find names and sentences that hold some words in any form."""
    from kg.query.text import open_index  # noqa: PLC0415

    hits = open_index(graph).find(" ".join(words), limit)
    for hit in hits:
        place = hit.iri if hit.kind == "entity" else f"{hit.document}:{hit.start}–{hit.stop}"
        sys.stdout.write(f"{_line(hit.text)}\n    {_line(place)}\n")
    if not hits:
        err().print(tr("query.empty"))


def explain(
    what: Annotated[str, typer.Argument(help=tr("query.explain_what"), metavar="ENTITY|CLAIM")],
    *,
    graph: Graph = str(GRAPH),
) -> None:
    """Show what the edges of an entity, or a claim, rest on."""
    from kg.query.engine import open_engine  # noqa: PLC0415
    from kg.query.explain import explain as explained  # noqa: PLC0415

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
    from kg.query.words import word  # noqa: PLC0415

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


def load(
    url: Annotated[str, typer.Argument(help=tr("query.load_url"), metavar="URL")],
    *,
    graph: Annotated[Path, typer.Option("--graph", "-g", help=tr("query.load_graph"))] = GRAPH,
    protocol: Annotated[str, typer.Option(help=tr("query.load_protocol"))] = "auto",
    into: Annotated[str, typer.Option(help=tr("query.load_into"), metavar="IRI")] = "",
    replace: Annotated[bool, typer.Option("--replace", help=tr("query.load_replace"))] = False,
    batch: Annotated[int, typer.Option(help=tr("query.load_batch"), min=1)] = 20_000,
    restart: Annotated[bool, typer.Option("--restart", help=tr("query.load_restart"))] = False,
) -> None:
    """Push a graph to a SPARQL 1.1 server."""
    from rich.progress import Progress  # noqa: PLC0415

    from kg.query import load as loading  # noqa: PLC0415

    where = loading.target(url, protocol, into, replace=replace)
    with Progress(console=err(), disable=not err().is_terminal) as bar:
        task = bar.add_task(tr("query.loading"), total=None)
        sent = loading.load(
            graph,
            where,
            lambda done, total: bar.update(task, completed=done, total=total),
            batch=batch,
            restart=restart,
        )
    err().print(tr("query.loaded", count=sent), markup=False)
