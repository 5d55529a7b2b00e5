"""How an answer is written: table, CSV and TSV for people, SPARQL-results JSON and Turtle for programs.

What people read has headings and the ontology's terms in words; what programs read has IRIs. The TSV of the
SPARQL standard, with terms as in Turtle, is for programs too: the endpoint of ``kg serve`` gives it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.vocabulary import ONTOLOGY, PREFIXES
from kg.query.engine import Answer, Triples
from kg.query.words import word

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
FORMATS = ("table", "csv", "tsv", "json", "ttl")
CELL = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_YES = {"ru": ("нет", "да"), "en": ("no", "yes")}
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")


@dataclass(frozen=True, slots=True)
class Look:
    """What a person sees of an answer.

    Attributes:
        language: Of headings and of the ontology's terms: ``ru`` or ``en``.
        headings: Heading of each column by its variable; a variable without one shows its name.
        width: Columns of the terminal.
        color: Whether the terminal shows colours.
    """

    language: str = "ru"
    headings: Mapping[str, str] = field(default_factory=dict)
    width: int = 120
    color: bool = False


def value_of(term: Term | None) -> str:
    """A term as bare text: a literal's value, an IRI in full; nothing for nothing."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _told(term: Term | None, language: str) -> str:
    """A term for a person's spreadsheet: the ontology's terms in words, all else as it is."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(f"{ONTOLOGY}#"):
        return word(term.value, language)
    return value_of(term)


def _shown(term: Term | None, language: str) -> str:
    if isinstance(term, ox.NamedNode):
        return word(term.value, language)
    text = value_of(term).translate(_CONTROL)
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet takes for text and never for a formula; numbers stay numbers."""
    if not text.startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def _rows(answer: Answer, language: str) -> tuple[list[str], Iterator[tuple[Term | None, ...]]]:
    if isinstance(answer, ox.QuerySolutions):
        names = [variable.value for variable in answer.variables]
        return names, (tuple(row[name] for name in names) for row in answer)
    if isinstance(answer, Triples):
        return ["subject", "predicate", "object"], ((t.subject, t.predicate, t.object) for t in answer)
    return ["answer"], iter([(ox.Literal(_YES[language][bool(answer)]),)])


def _csv(answer: Answer, stream: IO[bytes], look: Look) -> None:
    names, rows = _rows(answer, look.language)
    # the mark at the beginning makes Excel read Cyrillic; lines end as RFC 4180 says
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(look.headings.get(name, name) for name in names)
    writer.writerows([safe_cell(_told(term, look.language)) for term in row] for row in rows)
    text.detach()


def _tsv(answer: Answer, stream: IO[bytes], look: Look) -> None:
    names, rows = _rows(answer, look.language)
    headings = (look.headings.get(name, name) for name in names)
    told = ([_told(term, look.language) for term in row] for row in rows)
    for cells in chain([headings], told):
        line = "\t".join(" ".join(cell.translate(_CONTROL).split()) for cell in cells)
        stream.write(f"{line}\n".encode("utf-8", "replace"))


def _json(answer: Answer, stream: IO[bytes], _: Look) -> None:
    if isinstance(answer, Triples):
        raise UsageError("json_for_rows")
    # serialize() closes nothing and writes in pieces, so that millions of rows need little memory
    answer.serialize(stream, ox.QueryResultsFormat.JSON)
    stream.write(b"\n")


def _turtle(answer: Answer, stream: IO[bytes], _: Look) -> None:
    if not isinstance(answer, Triples):
        raise UsageError("ttl_for_triples")
    ordered = sorted(set(answer), key=str)
    ox.serialize(ordered, stream, ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _table(answer: Answer, stream: IO[bytes], look: Look) -> None:
    from kg.query.table import draw  # noqa: PLC0415

    names, rows = _rows(answer, look.language)
    headings = [look.headings.get(name, name) for name in names]
    cells: Iterable[list[str]] = ([_shown(term, look.language) for term in row] for row in rows)
    stream.write(draw(headings, cells, look.width, color=look.color).encode("utf-8", "replace"))


_WRITERS: Mapping[str, Callable[[Answer, IO[bytes], Look], None]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "ttl": _turtle,
}


def write(answer: Answer, form: str, stream: IO[bytes], look: Look | None = None) -> None:
    """Write an answer.

    Args:
        answer: What an engine answered; its rows are used up.
        form: One of :data:`FORMATS`; ``auto``: Turtle for triples, else TSV.
        stream: Where the bytes go.
        look: Headings, language and width.

    Raises:
        UsageError: There is no such format, or it cannot hold such an answer.
    """
    if form == "auto":
        form = "ttl" if isinstance(answer, Triples) else "tsv"
    if form not in _WRITERS:
        raise UsageError("no_form", form=form, known=", ".join(FORMATS))
    _WRITERS[form](answer, stream, look or Look())
