"""Every mention and sentence read again where it is said to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.validate.finding import Finding, Severity
from kg.graph.vocabulary import civ, term

Texts = Callable[[str], str | None]
"""Gives a source's text by its identifier, ``None`` where there is no such source."""

SHOWN = 80


def check_quotes(store: Store, texts: Texts | None = None) -> list[Finding]:
    """Hold ``nif:anchorOf`` of all mentions and sentences against the texts.

    Args:
        store: The graph.
        texts: The sources; without it the texts in the graph (``nif:isString``) are read.
    """
    documents = store.quads_for_pattern(None, term("rdf:type"), civ("SourceDocument"))
    subjects = [quad.subject for quad in documents if isinstance(quad.subject, NamedNode)]
    return [finding for document in subjects for finding in _document(store, document, texts)]


def _document(store: Store, document: NamedNode, texts: Texts | None) -> Iterator[Finding]:
    own = _literal(store, document, "nif:isString")
    identifier = _literal(store, document, "dcterms:identifier") or ""
    source = texts(identifier) if texts is not None else own
    if source is None:
        kind = "no-text" if texts is None else "no-source"
        yield Finding(document.value, kind, identifier, Severity.WARNING if texts is None else Severity.ERROR)
        return
    if own is not None and own != source:
        yield Finding(document.value, "text-changed", identifier)
    for quad in store.quads_for_pattern(None, term("nif:referenceContext"), document):
        if isinstance(quad.subject, NamedNode):
            yield from _span(store, quad.subject, source)


def _span(store: Store, span: NamedNode, source: str) -> Iterator[Finding]:
    words = _literal(store, span, "nif:anchorOf")
    begin, end = (_offset(store, span, name) for name in ("nif:beginIndex", "nif:endIndex"))
    if words is None or begin is None or end is None:
        # the shapes say what is missing
        return
    there = source[begin:end] if begin >= 0 else ""
    if there != words:
        yield Finding(span.value, "quote", f"«{_short(words)}» ≠ «{_short(there)}»")


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"


def _literal(store: Store, subject: NamedNode, name: str) -> str | None:
    found = store.quads_for_pattern(subject, term(name), None)
    return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), None)


def _offset(store: Store, subject: NamedNode, name: str) -> int | None:
    written = _literal(store, subject, name)
    return int(written) if written is not None and written.lstrip("-").isdecimal() else None
