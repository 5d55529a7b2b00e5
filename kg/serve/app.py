"""The application: its addresses, its headers, how errors look."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.query.text import TextIndex
from kg.query.worker import Request as Question
from kg.serve.pages import Pages, language_of
from kg.serve.pool import Limits, Pool
from kg.serve.protocol import negotiate, read_query, status_of

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SHEET = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
EDITOR_POLICY = POLICY.replace(
    "style-src 'self'", f"style-src 'self' {_SHEET}; style-src-attr 'unsafe-inline'"
)
"""The query editor places its cursor through style attributes, and its table brings one style sheet along;
all other style sheets and all scripts stay ours."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<> a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
        formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD .
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, and how.

    Attributes:
        source: File, store folder or URL of the graph.
        engine: One of :data:`kg.query.engine.ENGINES`.
        workers: How many processes answer.
        limits: What one question may take.
        origins: Web sites whose pages may ask; ``*``: any.
        language: Of pages and messages where a request names none (``?lang=``).
    """

    source: str
    engine: str = "oxigraph"
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ("*",)
    language: str = "ru"


class Endpoint:
    """The SPARQL endpoint.

    Args:
        pool: Who answers.
        limits: What one question may take.
    """

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool, self._limits = pool, limits

    async def __call__(self, request: Request) -> Response:
        """Answer one request of the SPARQL 1.1 Protocol."""
        asked = await read_query(request, self._limits.body, self._limits.idle)
        if not asked.query.strip():
            if "text/html" in request.headers.get("accept", ""):
                return RedirectResponse("query")
            return Response(DESCRIPTION, media_type="text/turtle")
        form = negotiate(request.headers.get("accept", ""))
        reply = await self._pool.ask(Question(asked.query, form=form))
        return Response(reply.body, media_type=reply.media_type, headers={"vary": "accept"})


class SafeHeaders:
    """Adds the headers that keep a page from doing what it should not.

    Args:
        app: The application behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with more headers."""

        async def more(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                editor = scope["path"].endswith("/query")
                headers["content-security-policy"] = EDITOR_POLICY if editor else POLICY
            await send(message)

        await self._app(scope, receive, more if scope["type"] == "http" else send)


async def plain_error(request: Request, error: Exception) -> Response:
    """An error of ours as text with its status."""
    assert isinstance(error, KgError)
    status = status_of(error)
    headers = {"retry-after": "5"} if status == 503 else None
    return PlainTextResponse(f"{error.text(language_of(request))}\n", status, headers)


def make_app(settings: Settings, open_index: Callable[[], TextIndex]) -> Starlette:
    """The application of a graph.

    Args:
        settings: What is served, and how.
        open_index: Opens the full-text index when the server starts.
    """
    pool = Pool(settings.source, settings.engine, settings.workers, settings.limits)
    pages = Pages(pool)
    endpoint = Endpoint(pool, settings.limits)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        pages.index = open_index()
        yield
        pages.index.close()
        await pool.close()

    async def sparql(request: Request) -> Response:
        return await endpoint(request)

    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        *(Route(path, page) for path, page in pages.routes().items()),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    cors = Middleware(
        CORSMiddleware, allow_origins=settings.origins, allow_methods=["GET", "POST"], allow_headers=["*"]
    )
    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        KgError: plain_error
    }
    app = Starlette(
        routes=routes,
        middleware=[Middleware(SafeHeaders), cors],
        exception_handlers=handlers,
        lifespan=life,
    )
    app.state.language = settings.language
    return app
