"""Asking any SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from typing import IO

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.vocabulary import PREFIXES
from kg.query.engine import Answer, Triples

ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
)
SHOWN = 500
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


def with_prefixes(text: str) -> str:
    """A query with our prefixes that it uses declared, on its first line."""
    declared = set(_DECLARED.findall(text))
    needed = [name for name in PREFIXES if name not in declared and re.search(rf"(?<!\w){name}:", text)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in needed) + text


def reason(error: Exception) -> str:
    """What went wrong with a request, for a person."""
    if isinstance(error, urllib.error.HTTPError):
        said = error.read(SHOWN).decode("utf-8", "replace").strip()
        return f"answered {error.code} {error.reason}{': ' + said if said else ''}"
    cause = getattr(error, "reason", None) or error
    return f"does not answer ({cause})"


class RemoteEngine:
    """Asks an endpoint; the time limit is the caller's (a worker process is killed).

    Args:
        url: The endpoint's query URL.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, text: str) -> Answer:
        """See :class:`kg.query.engine.Engine`.

        Raises:
            QueryError: The endpoint says that the query is wrong.
            GraphError: It does not answer, or not with a SPARQL result.
        """
        body = urllib.parse.urlencode({"query": with_prefixes(text)}).encode()
        request = urllib.request.Request(self.url, body, {"Accept": ACCEPT})
        try:
            with urllib.request.urlopen(request) as response:
                return _answer(response.headers.get_content_type(), response)
        except urllib.error.HTTPError as error:
            kind = QueryError if error.code == 400 else GraphError
            raise kind(self.url, reason(error), "see the query and the address") from error
        except (OSError, HTTPException, SyntaxError, ValueError) as error:
            raise GraphError(self.url, reason(error), "see that it is a SPARQL 1.1 query endpoint") from error


def _answer(media_type: str, response: IO[bytes]) -> Answer:
    data = response.read()
    rows = ox.QueryResultsFormat.from_media_type(media_type)
    if rows is not None:
        return ox.parse_query_results(data, rows)
    triples = ox.RdfFormat.from_media_type(media_type)
    if triples is None:
        raise ValueError(f"the answer is {media_type}")
    return Triples([quad.triple for quad in ox.parse(data, triples)])
