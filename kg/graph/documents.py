"""Documents as the graph holds them: the report itself, its sentences, its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.graph.blocks import Block, Pair, block_text, document, entity, part, turn
from kg.graph.literals import decimal, integer, russian, text
from kg.graph.report import Report
from kg.graph.statements import sentence, statement_blocks
from kg.model import Entity


def document_text(report: Report, *, with_text: bool) -> str:
    """All that the graph says of a document and its parts, as Turtle.

    Args:
        report: The document.
        with_text: Whether its whole text is part of it (``nif:isString``).
    """
    parts: dict[str, list[Pair]] = {}
    for name, pairs in chain(statement_blocks(report), _sentences(report), _mentions(report)):
        # the same words may name two entities (a shared head noun): one mention that refers to both
        parts.setdefault(name, []).extend(pairs)
    own = block_text(document(report.identifier), _document(report, with_text))
    return own + "".join(block_text(name, parts[name]) for name in sorted(parts, key=turn))


def _document(report: Report, with_text: bool) -> Iterator[Pair]:
    found = report.extraction.document
    yield "rdf:type", "civ:SourceDocument"
    yield "rdf:type", "nif:Context"
    yield "dcterms:identifier", text(found.identifier)
    yield "dcterms:title", text(found.title)
    if report.municipality is not None:
        yield "civ:municipality", entity(report.municipality)
    if found.year is not None:
        yield "civ:reportYear", integer(found.year)
    if found.topic is not None:
        yield "civ:topic", russian(found.topic)
    if with_text:
        yield "nif:isString", text(found.text)


def _span(report: Report, start: int, stop: int) -> list[Pair]:
    return [
        ("nif:referenceContext", document(report.identifier)),
        ("nif:beginIndex", integer(start)),
        ("nif:endIndex", integer(stop)),
        ("nif:anchorOf", text(report.extraction.document.text[start:stop])),
    ]


def _sentences(report: Report) -> Iterator[Block]:
    """The sentences that prove something, and those that were not understood."""
    cues: dict[int, set[str]] = {gap.sentence: set() for gap in report.extraction.gaps}
    for gap in report.extraction.gaps:
        cues[gap.sentence].add(gap.cue)
    proofs = {index for claim in report.claims for index in claim.sentences}
    proofs |= {index for figure in report.figures for index in figure.sentences}
    for index in sorted(proofs | cues.keys()):
        start, stop = report.extraction.sentences[index]
        yield (
            sentence(report, index),
            [
                ("rdf:type", "nif:Sentence"),
                *_span(report, start, stop),
                *(("civ:gapCue", russian(cue)) for cue in sorted(cues.get(index, ()))),
            ],
        )


def _mentions(report: Report) -> Iterator[Block]:
    for found in report.extraction.entities:
        # joining the documents (or a person's correction) may have left an entity out
        if (owner := report.owners.get(found.key)) is not None:
            yield from _phrases(report, found, owner)


def _phrases(report: Report, found: Entity, owner: str) -> Iterator[Block]:
    said = [
        ("rdf:type", "nif:Phrase"),
        ("itsrdf:taIdentRef", entity(owner)),
        ("civ:rule", text(found.rule)),
        ("civ:confidence", decimal(found.confidence)),
    ]
    for mention in found.mentions:
        name = part(report.identifier, f"mention={mention.start},{mention.stop}")
        yield name, said + _span(report, mention.start, mention.stop)
