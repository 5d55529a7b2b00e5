"""Finding text in names and sentences, in any form of the words: an SQLite full-text index of stems."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from kg.query.cache_folder import cache_folder
from kg.query.engine import Engine, is_url, open_engine
from kg.query.formats import value_of
from kg.query.stems import stems

LARGE = 20_000_000
"""Bytes of a graph from which its index is kept between runs."""
_SCHEMA = """
CREATE TABLE item (
  id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, text TEXT, document TEXT, first INTEGER, last INTEGER
);
CREATE VIRTUAL TABLE stems USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');
"""
_FIND = """
SELECT kind, iri, text, document, first, last FROM stems JOIN item ON item.id = stems.rowid
WHERE stems MATCH ? ORDER BY kind, bm25(stems), text, iri LIMIT ?
"""
NAMES = """
SELECT DISTINCT ?node ?name WHERE { ?node civ:collective ?collective ; rdfs:label|skos:altLabel ?name }
"""
SENTENCES = """
SELECT ?node ?name ?document ?first ?last
WHERE {
  ?node a nif:Sentence ; nif:anchorOf ?name ; nif:referenceContext ?report ;
        nif:beginIndex ?first ; nif:endIndex ?last .
  ?report dcterms:identifier ?document .
}
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name or a sentence that holds the words.

    Attributes:
        kind: ``entity`` or ``sentence``.
        iri: Of the entity or the sentence.
        text: The name or the sentence.
        document: Identifier of the document, for a sentence.
        start: Offset in the document, for a sentence.
        stop: Offset after the last character.
    """

    kind: str
    iri: str
    text: str
    document: str = ""
    start: int = 0
    stop: int = 0


def _rows(engine: Engine, text: str) -> Iterator[ox.QuerySolution]:
    answer = engine.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return iter(answer)


def hits_of(engine: Engine) -> Iterator[Hit]:
    """All that can be found in a graph."""
    for row in _rows(engine, NAMES):
        yield Hit("entity", value_of(row["node"]), value_of(row["name"]))
    for row in _rows(engine, SENTENCES):
        first, last = (int(value_of(row[name])) for name in ("first", "last"))
        yield Hit(
            "sentence", value_of(row["node"]), value_of(row["name"]), value_of(row["document"]), first, last
        )


class TextIndex:
    """A full-text index; may be read from one thread.

    Args:
        connection: An SQLite database made by :func:`build`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, text: str, limit: int = 50) -> list[Hit]:
        """Names, then sentences, that hold all the words in any form; where none does, any of the words.

        Args:
            text: Words as a person types them.
            limit: How many at most.
        """
        words = [f'"{stem}"' for stem in stems(text)]
        for joined in (" ".join(words), " OR ".join(words)):
            rows = self._connection.execute(_FIND, (joined, limit)).fetchall() if words else []
            if rows:
                return [Hit(*row) for row in rows]
        return []

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def build(hits: Iterable[Hit], connection: sqlite3.Connection) -> None:
    """Fill an empty database.

    Args:
        hits: What is to be found.
        connection: An empty SQLite database.
    """
    connection.executescript(_SCHEMA)
    items, words = [], []
    for number, hit in enumerate(hits, 1):
        items.append((number, hit.kind, hit.iri, hit.text, hit.document, hit.start, hit.stop))
        words.append((number, " ".join(stems(hit.text))))
    connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)", items)
    connection.executemany("INSERT INTO stems (rowid, words) VALUES (?, ?)", words)
    connection.commit()


def in_memory(engine: Engine) -> TextIndex:
    """An index of what an engine's graph holds, for this process alone."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build(hits_of(engine), connection)
    return TextIndex(connection)


def _kept(source: Path) -> Path:
    """Where the index of a large graph is kept: another content, another place."""
    parts = sorted(source.iterdir()) if source.is_dir() else [source]
    state = [(part.name, part.stat().st_size, part.stat().st_mtime_ns) for part in parts]
    name = blake2b(repr((str(source.resolve()), state)).encode(), digest_size=10).hexdigest()
    return cache_folder() / f"text-{name}.sqlite"


def _size(source: Path) -> int:
    return sum(part.stat().st_size for part in source.iterdir()) if source.is_dir() else source.stat().st_size


def open_index(source: str) -> TextIndex:
    """The index of a graph; that of a large one is kept for the next time.

    Args:
        source: Path of an RDF file or store folder, or URL of an endpoint.

    Raises:
        GraphError: The graph cannot be read.
    """
    path = Path(source)
    if is_url(source) or not path.exists() or _size(path) < LARGE:
        return in_memory(open_engine(source))
    kept = _kept(path)
    if not kept.exists():
        _keep(open_engine(source), kept)
    return TextIndex(sqlite3.connect(f"{kept.as_uri()}?mode=ro", uri=True, check_same_thread=False))


def _keep(engine: Engine, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=kept.parent))
    try:
        with closing(sqlite3.connect(folder / "index")) as connection:
            build(hits_of(engine), connection)
        (folder / "index").replace(kept)
    finally:
        for part in folder.iterdir():
            part.unlink()
        folder.rmdir()
