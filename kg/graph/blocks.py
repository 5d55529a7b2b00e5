"""What the graph says of one subject, as Turtle writes it: what names a thing first, the rest by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from kg.graph.order import SubjectKey, rank, subject_key
from kg.graph.vocabulary import PREFIXES, document_path, entity_path, term

Pair = tuple[str, str]
"""A predicate with its object, as Turtle writes them: names of data below the base, terms with a prefix."""

Block = tuple[str, list[Pair]]
"""A subject with all that the graph says of it."""


@lru_cache(maxsize=8_192)
def entity(node: str) -> str:
    """An entity by the id of its node."""
    return f"<{entity_path(node)}>"


@lru_cache(maxsize=1000)
def document(identifier: str) -> str:
    """A source document by its path below the input folder."""
    return f"<{document_path(identifier)}>"


def part(identifier: str, fragment: str) -> str:
    """A part of a source document."""
    return f"{document(identifier)[:-1]}#{fragment}>"


@cache
def _place(predicate: str) -> tuple[int, str]:
    return rank(term(predicate).value)


def _written(predicate: str) -> str:
    return "a" if predicate == "rdf:type" else predicate


def _values(said: str | set[str]) -> str:
    return said if isinstance(said, str) else " , ".join(sorted(said, key=_whole))


def _whole(value: str) -> str:
    """An object as it is ordered by: a term by its whole name."""
    prefix, colon, local = value.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if colon and prefix in PREFIXES else value


def lines(pairs: Iterable[Pair]) -> list[str]:
    """What is said of a subject, each thing once, a predicate a line, in the order of writing."""
    said: dict[str, str | set[str]] = {}
    for predicate, value in pairs:
        before = said.setdefault(predicate, value)
        if before is not value:
            said[predicate] = {value, *({before} if isinstance(before, str) else before)}
    return [f"{_written(predicate)} {_values(said[predicate])}" for predicate in sorted(said, key=_place)]


def merged(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The lines of two lots of :func:`lines` about one subject that have no predicate in common."""
    return sorted((*one, *other), key=_line_place)


def _line_place(line: str) -> tuple[int, str]:
    predicate = line.partition(" ")[0]
    return _place("rdf:type" if predicate == "a" else predicate)


def block(subject: str, said: Iterable[str]) -> str:
    """All that the graph says of one subject, from its lines, with an empty line after it."""
    return subject + " " + " ;\n\t".join(said) + " .\n\n"


def block_text(subject: str, pairs: Iterable[Pair]) -> str:
    """All that the graph says of one subject, with an empty line after it."""
    return block(subject, lines(pairs))


def turn(subject: str) -> SubjectKey:
    """Where a subject below the base stands."""
    return subject_key(subject[1:-1])
