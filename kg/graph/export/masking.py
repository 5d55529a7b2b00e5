"""Blotting people's names out of texts, sign for sign, so that all offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.access import Subject, pointed, text, value, values
from kg.graph.vocabulary import term

BLOT = "█"

Spans = tuple[tuple[int, int], ...]


class Blotter:
    """Takes people's names out of statements.

    Blotted are the mentions of people, and their full names (two words or more) wherever else they stand: in
    quotes, texts, names and titles. One word alone («Надежда») may well be something else.

    Args:
        store: The graph.
        persons: The people.
    """

    def __init__(self, store: Store, persons: set[NamedNode]) -> None:
        self._store = store
        self._mentions = [m for person in persons for m in self._referring(person)]
        self._by_document: dict[Subject, set[tuple[int, int]]] = {}
        for mention in self._mentions:
            for document in pointed(store, mention, "nif:referenceContext"):
                self._by_document.setdefault(document, set()).add(self._span(mention))
        self._names = self._pattern(persons)
        self._spans: dict[Subject, Spans] = {}

    def blotted(self, quad: Quad) -> Quad:
        """The statement, with names in its text blotted out."""
        if not isinstance(quad.object, Literal):
            return quad
        words = quad.object.value
        if quad.predicate == term("nif:anchorOf"):
            shown = self._by_spans(quad.subject, words)
        elif quad.predicate == term("nif:isString"):
            shown = _cover(words, 0, self._spans_of(quad.subject))
        else:
            shown = self._names.sub(lambda match: BLOT * len(match[0]), words)
        return Quad(quad.subject, quad.predicate, _like(quad.object, shown)) if shown != words else quad

    def _by_spans(self, part: Subject, words: str) -> str:
        begin = int(value(self._store, part, "nif:beginIndex") or 0)
        for document in pointed(self._store, part, "nif:referenceContext"):
            words = _cover(words, begin, self._spans_of(document))
        return words

    def _spans_of(self, document: Subject) -> Spans:
        if document not in self._spans:
            whole = value(self._store, document, "nif:isString") or ""
            repeated = {match.span() for match in self._names.finditer(whole)}
            self._spans[document] = tuple(sorted(repeated | self._by_document.get(document, set())))
        return self._spans[document]

    def _span(self, mention: NamedNode) -> tuple[int, int]:
        begin, end = (values(self._store, mention, name)[0] for name in ("nif:beginIndex", "nif:endIndex"))
        return int(text(begin)), int(text(end))

    def _referring(self, person: NamedNode) -> Iterator[NamedNode]:
        quads = self._store.quads_for_pattern(None, term("itsrdf:taIdentRef"), person)
        yield from (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))

    def _pattern(self, persons: set[NamedNode]) -> re.Pattern[str]:
        names = {value(self._store, mention, "nif:anchorOf") or "" for mention in self._mentions}
        for person in persons:
            names |= {
                text(v) for n in ("rdfs:label", "skos:altLabel") for v in values(self._store, person, n)
            }
        full = sorted((name for name in names if len(name.split()) > 1), key=lambda name: (-len(name), name))
        # a pattern that nothing matches, where there are no names
        return re.compile("|".join(map(re.escape, full)) or r"(?!)")


def _cover(words: str, begin: int, spans: Spans) -> str:
    """Words that begin at an offset, with the spans that reach into them blotted out."""
    shown = list(words)
    for start, stop in spans:
        first, last = max(start - begin, 0), min(stop - begin, len(words))
        if first < last:
            shown[first:last] = BLOT * (last - first)
    return "".join(shown)


def _like(literal: Literal, words: str) -> Literal:
    return Literal(words, language=literal.language) if literal.language else Literal(words)
