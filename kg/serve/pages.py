"""The pages for people: questions, answers, search, cards of entities, the query editor."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import LANGUAGES, KgError
from kg.graph.vocabulary import PREFIXES
from kg.query.catalogue import Kind, NamedQuery, catalogue, named, read
from kg.query.names import choices
from kg.query.text import TextIndex
from kg.query.words import word
from kg.query.worker import Request as Question
from kg.serve.pool import Pool
from kg.serve.protocol import status_of

HERE = Path(__file__).parent
SHOWN = 1000
"""Rows of an answer that a page shows."""
FOUND = 100
Cell: TypeAlias = dict[str, str]
Row: TypeAlias = dict[str, Cell]
Page: TypeAlias = Callable[[Request], Awaitable[Response]]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language_of(request: Request) -> str:
    """The language of a page: what ``?lang=`` says, else the server's."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else str(request.app.state.language)


def render(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page from a template; all that comes from the graph is escaped."""
    language = language_of(request)

    def said(name: str) -> str:
        return _words()[name][language]

    def shown(cell: Cell | None) -> str:
        if cell is None:
            return ""
        return word(cell["value"], language) if cell["type"] == "uri" else cell["value"]

    page = _environment().get_template(template).render(
        language=language, said=said, shown=shown, other="ru" if language == "en" else "en",
        here=request.url.include_query_params(lang="ru" if language == "en" else "en"), **values
    )  # fmt: skip
    return HTMLResponse(page, status)


class Pages:
    """The pages of one graph.

    Args:
        pool: Who answers questions.

    Attributes:
        index: The full-text index; set when the server starts.
    """

    index: TextIndex

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def routes(self) -> dict[str, Page]:
        """The page of each address."""
        pages: dict[str, Page] = {
            "/": self.home,
            "/query": self.editor,
            "/ask/{name}": self.answer,
            "/search": self.search,
            "/entity": self.entity,
        }
        guarded = {path: _guarded(page) for path, page in pages.items()}
        return {**guarded, "/queries.json": self.queries, "/prefixes.json": self.prefixes}

    async def home(self, request: Request) -> Response:
        """The list of questions."""
        return render(request, "home.html", queries=catalogue())

    async def editor(self, request: Request) -> Response:
        """The SPARQL editor."""
        return render(request, "editor.html")

    async def queries(self, request: Request) -> Response:
        """The catalogue for the editor: name, title, text."""
        language = language_of(request)

        def shown(item: NamedQuery) -> str:
            return f"# {item.question[language]}\n{item.bare}"

        return JSONResponse(
            [{"name": item.name, "title": item.title[language], "text": shown(item)} for item in catalogue()]
        )

    async def prefixes(self, _: Request) -> Response:
        """Our prefixes, for the editor's completion."""
        return JSONResponse(dict(PREFIXES))

    async def answer(self, request: Request) -> Response:
        """The answer to a question, or the form that it still needs."""
        item = named(request.path_params["name"])
        values = {p.name: request.query_params.get(p.name, "").strip() for p in item.parameters}
        ready = all(values[p.name] for p in item.parameters if p.required)
        rows = await self._rows(item, values) if ready and not item.text.count("CONSTRUCT") else []
        return render(
            request, "answer.html", item=item, values=values, choices=choices, cities=await self._cities(item),
            ready=ready, rows=rows[:SHOWN], total=len(rows)
        )  # fmt: skip

    async def _cities(self, item: NamedQuery) -> list[str]:
        """What the form offers where the question takes a city."""
        if all(p.kind is not Kind.CITY for p in item.parameters):
            return []
        return [row["name"]["value"] for row in await self._rows(read(HERE / "cities.rq"), {})]

    async def _rows(self, item: NamedQuery, values: Mapping[str, str]) -> list[Row]:
        given = {name: value for name, value in values.items() if value}
        reply = await self._pool.ask(Question(item.text, item.name, given, "json"))
        rows: list[Row] = json.loads(reply.body)["results"]["bindings"]
        return rows

    async def search(self, request: Request) -> Response:
        """Names and sentences that hold some words."""
        text = request.query_params.get("q", "")[:500]
        hits = await run_in_threadpool(self.index.find, text, FOUND)
        return render(request, "search.html", text=text, hits=hits)

    async def entity(self, request: Request) -> Response:
        """The card of an entity: names, claims with their sentences, figures."""
        node = {"node": request.query_params.get("iri", "")}
        names = await self._rows(read(HERE / "names.rq"), node)
        claims = await self._rows(read(HERE / "card.rq"), node)
        figures = await self._rows(named("figures"), {"about": node["node"]}) if names else []
        status = 200 if names else 404
        return render(
            request, "card.html", status, names=names, claims=claims, figures=figures, iri=node["node"]
        )


def _guarded(page: Page) -> Page:
    """A page that shows our errors as a page."""

    async def guarded(request: Request) -> Response:
        try:
            return await page(request)
        except KgError as error:
            return render(request, "error.html", status_of(error), text=error.text(language_of(request)))

    return guarded
