"""Blotting people's names out of quotes, sign for sign, so that all offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.access import text, value, values
from kg.graph.vocabulary import term

BLOT = "█"


@dataclass(frozen=True, slots=True)
class Masks:
    """The stretches of one document's text that name people.

    Attributes:
        spans: Offsets in the text, stop exclusive.
    """

    spans: tuple[tuple[int, int], ...]

    def blotted(self, words: str, begin: int) -> Literal:
        """Words of the text with the names blotted out.

        Args:
            words: As they stand in the text.
            begin: Offset of their first character.
        """
        shown = list(words)
        for start, stop in self.spans:
            first, last = max(start - begin, 0), min(stop - begin, len(words))
            if first < last:
                shown[first:last] = BLOT * (last - first)
        return Literal("".join(shown))


def masks(store: Store, document: NamedNode, persons: Iterable[NamedNode]) -> Masks:
    """Where a document names people: their mentions, and the same full names wherever else they stand."""
    mentions = [m for person in persons for m in _mentions(store, document, person)]
    names = {value(store, mention, "nif:anchorOf") or "" for mention in mentions}
    whole = value(store, document, "nif:isString") or ""
    spans = {_span(store, mention) for mention in mentions} | set(_repeated(names, whole))
    return Masks(tuple(sorted(spans)))


def _mentions(store: Store, document: NamedNode, person: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, term("itsrdf:taIdentRef"), person):
        mention = quad.subject
        if isinstance(mention, NamedNode) and document in values(store, mention, "nif:referenceContext"):
            yield mention


def _span(store: Store, mention: NamedNode) -> tuple[int, int]:
    begin, end = (text(values(store, mention, name)[0]) for name in ("nif:beginIndex", "nif:endIndex"))
    return int(begin), int(end)


def _repeated(names: set[str], whole: str) -> Iterator[tuple[int, int]]:
    # one word alone («Надежда») may be another name as well
    full = sorted((name for name in names if len(name.split()) > 1), key=lambda name: (-len(name), name))
    if full:
        yield from (match.span() for match in re.finditer("|".join(map(re.escape, full)), whole))
