"""Tables of things and ties, as CSV that spreadsheets open and do not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from pyoxigraph import Store

from kg.graph.export.network import Thing, Tie, things, ties

BOM = b"\xef\xbb\xbf"
"""Tells Excel that the file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MULTIPLE = "; "

NODES = (
    "id", "type", "type_ru", "label", "aliases", "collective", "city", "region", "latitude", "longitude",
    "geonames", "mentions",
)  # fmt: skip
EDGES = (
    "id", "source", "source_label", "relation", "relation_ru", "target", "target_label", "status",
    "confidence", "rule", "year", "valid_from", "valid_until", "document", "sentence",
)  # fmt: skip


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before the signs that begin one."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdecimal()


def write_rows(stream: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as it comes.

    Args:
        stream: Takes the bytes, UTF-8.
        header: Names of the columns.
        rows: The cells; each is made harmless.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    text.detach()


def nodes_csv(store: Store, stream: IO[bytes]) -> None:
    """Things, one a row."""
    stream.write(BOM)
    write_rows(stream, NODES, map(_node, things(store)))


def edges_csv(store: Store, stream: IO[bytes]) -> None:
    """Ties, one a row, with the sentence that proves it."""
    stream.write(BOM)
    names = {thing.iri: thing.label for thing in things(store)}
    write_rows(stream, EDGES, (_edge(tie, names) for tie in ties(store)))


def _node(thing: Thing) -> tuple[str, ...]:
    return (
        thing.iri, thing.kind, thing.kind_ru, thing.label, _MULTIPLE.join(thing.aliases),
        "true" if thing.collective else "false", thing.city, thing.region, thing.latitude, thing.longitude,
        thing.geonames, str(thing.mentions),
    )  # fmt: skip


def _edge(tie: Tie, names: dict[str, str]) -> tuple[str, ...]:
    return (
        tie.iri, tie.subject, names.get(tie.subject, ""), tie.relation, tie.relation_ru, tie.object,
        names.get(tie.object, ""), tie.status, tie.confidence, tie.rule, tie.year, tie.since, tie.until,
        tie.document, tie.quote,
    )  # fmt: skip
