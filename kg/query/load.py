"""Pushing a graph to a SPARQL 1.1 server: in batches, and on from where it stopped."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import GraphError, UsageError
from kg.files import write_atomic
from kg.graph.store import quads
from kg.query.cache_folder import cache_folder
from kg.query.http import HttpError, send, without_password

BATCH = 20_000
TRIES = 4
TIMEOUT = 300.0
_UPDATE_PATHS = ("/update", "/statements")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph goes.

    Attributes:
        url: Graph Store URL («…/store», «…/data»), or update URL («…/update»).
        protocol: ``store`` (Graph Store Protocol) or ``update`` (SPARQL Update).
        graph: IRI of the named graph; empty: the default graph.
        replace: Whether what stands there goes first.
    """

    url: str
    protocol: Literal["store", "update"]
    graph: str = ""
    replace: bool = False

    def put(self, triples: str, *, first: bool) -> None:
        """Send one batch.

        Args:
            triples: N-Triples.
            first: Whether nothing was sent before it.

        Raises:
            HttpError: The server does not take it.
        """
        if self.protocol == "store":
            method: Literal["POST", "PUT"] = "PUT" if first and self.replace else "POST"
            send(self._store(), triples.encode(), {"Content-Type": "text/turtle"}, method, TIMEOUT)
        else:
            kind = {"Content-Type": "application/sparql-update"}
            send(self.url, self._update(triples, first=first).encode(), kind, "POST", TIMEOUT)

    def _store(self) -> str:
        if urlsplit(self.url).query:
            return self.url
        return f"{self.url}?{urlencode({'graph': self.graph}) if self.graph else 'default'}"

    def _update(self, triples: str, *, first: bool) -> str:
        name = str(ox.NamedNode(self.graph)) if self.graph else ""
        data = f"GRAPH {name} {{ {triples} }}" if name else triples
        clear = f"CLEAR SILENT {f'GRAPH {name}' if name else 'DEFAULT'} ;\n" if first and self.replace else ""
        return f"{clear}INSERT DATA {{\n{data}}}"


def target(url: str, protocol: str = "auto", graph: str = "", *, replace: bool = False) -> Target:
    """Where a graph goes.

    Args:
        url: Of the server.
        protocol: ``store``, ``update``, or ``auto``: by the end of the address.
        graph: IRI of the named graph; empty: the default graph.
        replace: Whether what stands there goes first.

    Raises:
        UsageError: The address, the protocol or the graph's name is wrong.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError("no_address", url=url)
    try:
        ox.NamedNode(graph or "urn:x")
    except ValueError as error:
        raise UsageError("no_graph_name", graph=graph) from error
    if protocol == "auto":
        protocol = "update" if urlsplit(url).path.rstrip("/").endswith(_UPDATE_PATHS) else "store"
    if protocol not in {"store", "update"}:
        raise UsageError("no_protocol", protocol=protocol)
    return Target(url, "store" if protocol == "store" else "update", graph, replace)


def triples_of(path: Path) -> Iterator[str]:
    """The triples of a file as lines of N-Triples; graph names are left out.

    Raises:
        GraphError: The file cannot be read, or has blank nodes: they would break apart between batches.
    """
    for quad in quads(path):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise GraphError("blank_nodes", path=path)
        yield f"{quad.triple} .\n"


class Bookmark:
    """How far an earlier run came with the same file, server and batches.

    Args:
        path: The graph file.
        where: The target.
        batch: Triples in a batch.
    """

    def __init__(self, path: Path, where: Target, batch: int) -> None:
        key = blake2b(digest_size=10)
        with path.open("rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                key.update(piece)
        key.update(repr((where, batch)).encode())
        self._path = cache_folder() / f"load-{key.hexdigest()}.json"

    def read(self) -> int:
        """Batches that the server took."""
        try:
            return int(json.loads(self._path.read_text(encoding="utf-8"))["batches"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def write(self, batches: int) -> None:
        """Remember that the server took so many batches."""
        write_atomic(self._path, [json.dumps({"batches": batches}).encode()])

    def remove(self) -> None:
        """Forget: all is done."""
        self._path.unlink(missing_ok=True)


def load(path: Path, where: Target, progress: Progress, *, batch: int = BATCH, restart: bool = False) -> int:
    """Push a graph to a server; after a failure the next call goes on from there.

    Sending a batch twice does no harm: a graph is a set of triples.

    Args:
        path: The graph file.
        where: The server.
        progress: Is told how many triples of how many the server has.
        batch: Triples in a batch.
        restart: Begin anew, whatever an earlier run did.

    Returns:
        How many triples were sent by this call.

    Raises:
        GraphError: The file cannot be read, or the server does not take it.
    """
    total = sum(1 for _ in triples_of(path))
    bookmark = Bookmark(path, where, batch)
    done = 0 if restart else bookmark.read()
    lines = triples_of(path)
    sent = min(done * batch, total)
    progress(sum(1 for _ in islice(lines, sent)), total)
    begun = sent
    while piece := list(islice(lines, batch)):
        _send(where, "".join(piece), first=sent == 0, told=(sent, total))
        sent += len(piece)
        done += 1
        bookmark.write(done)
        progress(sent, total)
    bookmark.remove()
    return sent - begun


def _send(where: Target, piece: str, *, first: bool, told: tuple[int, int]) -> None:
    for attempt in range(TRIES):
        try:
            where.put(piece, first=first)
        except HttpError as error:
            if not error.passing or attempt == TRIES - 1:
                sent, total = told
                raise GraphError(
                    "load_broken" if error.passing else "load_refused",
                    url=without_password(where.url), reason=error.said, sent=sent, total=total,
                ) from error  # fmt: skip
            time.sleep(2**attempt / 4)
        else:
            return
