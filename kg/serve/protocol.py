"""The SPARQL 1.1 Protocol: what a request asks, in which format, and with which status it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.errors import GraphError, KgError, QueryError, UsageError
from kg.query.process import QueryTimeoutError
from kg.query.worker import NotAcceptableError, TooLargeError
from kg.serve.pool import BusyError

ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
DATASET = frozenset({"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"})
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
STATUS: Sequence[tuple[type[KgError], int]] = (
    (NotAcceptableError, 406),
    (TooLargeError, 422),
    (QueryTimeoutError, 504),
    (BusyError, 503),
    (UsageError, 400),
    (QueryError, 400),
    (GraphError, 502),
)


class ProtocolError(KgError):
    """A request that the protocol or this server does not allow.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, status: int, key: str, /, **values: object) -> None:
        super().__init__(key, **values)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks.

    Attributes:
        query: SPARQL; empty where there is none.
    """

    query: str


def status_of(error: KgError) -> int:
    """The HTTP status that says what went wrong."""
    if isinstance(error, ProtocolError):
        return error.status
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    """The body of a request.

    Args:
        request: Where it comes from.
        limit: Bytes it may have.
        seconds: Time it may take to arrive.

    Raises:
        ProtocolError: It is larger, or slower.
    """
    too_large = ProtocolError(413, "request_too_large", limit=limit)
    if int(request.headers.get("content-length") or 0) > limit:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > limit:
                    raise too_large
    except TimeoutError:
        raise ProtocolError(408, "body_late") from None
    except ClientDisconnect:
        raise ProtocolError(400, "body_lost") from None
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "body_no_utf8") from error


def _from_pairs(pairs: list[tuple[str, str]]) -> Asked:
    names = [name for name, _ in pairs]
    if "update" in names:
        raise ProtocolError(403, "read_only", kind=_DIRECT)
    if DATASET & set(names):
        raise ProtocolError(400, "one_graph")
    if names.count("query") > 1:
        raise ProtocolError(400, "two_queries")
    return Asked(next((value for name, value in pairs if name == "query"), ""))


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise ProtocolError(400, "bad_pairs", reason=error) from error


async def read_query(request: Request, limit: int, seconds: float) -> Asked:
    """What a request asks, by GET, by a form, or directly in its body.

    Args:
        request: The request.
        limit: Bytes its body may have.
        seconds: Time the body may take to arrive.

    Raises:
        ProtocolError: It is not as the protocol says, too large, or wants to change the graph.
    """
    in_url = _from_pairs(_pairs(request.url.query))
    if request.method != "POST":
        return in_url
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE:
        raise ProtocolError(403, "read_only", kind=_DIRECT)
    if kind not in {_FORM, _DIRECT}:
        raise ProtocolError(415, "body_type", kind=kind, known=f"{_DIRECT}, {_FORM}")
    body = _text(await read_body(request, limit, seconds))
    asked = Asked(body) if kind == _DIRECT else _from_pairs(_pairs(body))
    if not asked.query.strip():
        raise ProtocolError(400, "query_absent")
    return asked


def _weights(accept: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            weights[ALIASES.get(name, name)] = float(weight)
        except ValueError:
            continue
    return weights


def _best(weights: dict[str, float], offered: Sequence[str]) -> str:
    def weight(name: str) -> float:
        group = f"{name.partition('/')[0]}/*"
        return weights.get(name, weights.get(group, weights.get("*/*", 0.0)))

    # max() takes the first of equals: the order in which they are offered
    best = max(offered, key=weight)
    return best if weight(best) > 0 else "-"


def negotiate(accept: str) -> str:
    """The media types to answer in: for rows and yes or no, and for triples; «-» where none will do.

    Args:
        accept: The Accept header; empty: anything.
    """
    weights = _weights(accept or "*/*")
    return f"{_best(weights, ROWS)} {_best(weights, TRIPLES)}"
