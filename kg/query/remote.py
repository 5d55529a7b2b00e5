"""Asking any SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import re
import urllib.parse

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.vocabulary import PREFIXES
from kg.query.engine import Answer, Triples
from kg.query.http import HttpError, Response, send, without_password

ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_FORM = "application/x-www-form-urlencoded"


def with_prefixes(text: str) -> str:
    """A query with our prefixes that it uses declared, on its first line."""
    declared = set(_DECLARED.findall(text))
    needed = [name for name in PREFIXES if name not in declared and re.search(rf"(?<!\w){name}:", text)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in needed) + text


class RemoteEngine:
    """Asks an endpoint; the time limit is the caller's (a worker process is killed).

    Args:
        url: The endpoint's query URL; may hold a user's name and password.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, text: str) -> Answer:
        """See :class:`kg.query.engine.Engine`.

        Raises:
            QueryError: The endpoint says that the query is wrong.
            GraphError: It does not answer, or not with a SPARQL result.
        """
        shown = without_password(self.url)
        body = urllib.parse.urlencode({"query": with_prefixes(text)}).encode()
        try:
            return _answer(send(self.url, body, {"Accept": ACCEPT, "Content-Type": _FORM}))
        except HttpError as error:
            kind = QueryError if error.status == 400 else GraphError
            raise kind("server_failed", url=shown, reason=error.said) from error
        except (SyntaxError, ValueError) as error:
            raise GraphError("no_sparql_result", url=shown, reason=error) from error


def _answer(response: Response) -> Answer:
    rows = ox.QueryResultsFormat.from_media_type(response.media_type)
    if rows is not None:
        return ox.parse_query_results(response.body, rows)
    triples = ox.RdfFormat.from_media_type(response.media_type)
    if triples is None:
        raise ValueError(response.media_type)
    return Triples([quad.triple for quad in ox.parse(response.body, triples)])
