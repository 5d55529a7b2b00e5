"""Writing triples as Turtle, N-Triples and their kin: streamed, and the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.files import atomic
from kg.graph.vocabulary import BASE, PREFIXES

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
}
"""Formats by the ending of a file's name."""

_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG)


def head(base: str) -> str:
    """What stands before the first subject."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return f"@base <{base}> .\n{prefixes}\n"


class _Readable(io.RawIOBase):
    """Passes serialised Turtle on with a head of our own and an empty line after each subject.

    The serialiser's own head lists the prefixes in an order that changes from run to run, and it shortens
    names of other sites to ``<//site/…>``, which people do not find.
    """

    def __init__(self, stream: IO[bytes], base: str) -> None:
        self._stream = stream
        self._rest = b""
        self._in_head = True
        scheme, _, rest = base.partition("://")
        self._scheme = f"<{scheme}://".encode()
        self._site = f"<{scheme}://{rest.partition('/')[0]}/".encode()
        stream.write(head(base).encode())

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._in_head = self._in_head and line.startswith(b"@")
            if not self._in_head:
                # a line break inside a literal is written \\n, so that a line's end is a statement's end
                self._stream.write(self._whole(line) + (b"\n\n" if line.endswith(b" .") else b"\n"))
        return len(data)

    def _whole(self, line: bytes) -> bytes:
        # a line holds the objects of one predicate: names or texts, and only texts have quotation marks
        return line if b'"' in line else line.replace(b"<//", self._scheme).replace(b"</", self._site)


def serialise(
    triples: Iterable[Triple] | Iterable[Quad], stream: IO[bytes], rdf: RdfFormat, base: str = BASE
) -> None:
    """Write triples (or quads) to a stream as they come.

    Args:
        triples: In the order in which they are to stand; quads for N-Quads and TriG.
        stream: Takes the bytes, UTF-8.
        rdf: The format.
        base: Names under it are written short in Turtle and TriG.
    """
    if rdf in _PREFIXED:
        serialize(
            triples, cast(IO[bytes], _Readable(stream, base)), rdf, prefixes=dict(PREFIXES), base_iri=base
        )
    else:
        serialize(triples, stream, rdf)


def write(triples: Iterable[Triple], path: Path, base: str = BASE) -> None:
    """Write a graph to a file, whole or not at all, in the format that the file's name says.

    Args:
        triples: In the order in which they are to stand.
        path: Ends in .ttl or .nt.
        base: Names under it are written short in Turtle.

    Raises:
        UsageError: No format has this ending.
        WriteError: The folder or the disk does not take it; what stood there is untouched.
    """
    rdf = FORMATS.get(path.suffix.lower())
    if rdf not in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES):
        raise UsageError("triples_suffix", path=path)
    with atomic(path) as stream:
        serialise(triples, stream, rdf, base)
