"""Documents as triples: the report itself, its sentences, its mentions."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.literals import decimal, integer, russian, text
from kg.graph.order import Block, Pair
from kg.graph.report import Report
from kg.graph.vocabulary import Minter, civ, term
from kg.model import Entity


def document_blocks(report: Report, mint: Minter, *, with_text: bool) -> Iterator[Block]:
    """The document, the sentences that prove something (or were not understood), the mentions."""
    yield mint.document(report.identifier), list(_document(report, mint, with_text))
    yield from _sentences(report, mint)
    for entity in report.extraction.entities:
        yield from _mentions(report, entity, mint)


def _document(report: Report, mint: Minter, with_text: bool) -> Iterator[Pair]:
    document = report.extraction.document
    yield term("rdf:type"), civ("SourceDocument")
    yield term("rdf:type"), term("nif:Context")
    yield term("dcterms:identifier"), text(document.identifier)
    yield term("dcterms:title"), text(document.title)
    if report.municipality is not None:
        yield civ("municipality"), mint.entity(report.municipality)
    if document.year is not None:
        yield civ("reportYear"), integer(document.year)
    if document.topic is not None:
        yield civ("topic"), russian(document.topic)
    if with_text:
        yield term("nif:isString"), text(document.text)


def _span(report: Report, start: int, stop: int, mint: Minter) -> Iterator[Pair]:
    yield term("nif:referenceContext"), mint.document(report.identifier)
    yield term("nif:beginIndex"), integer(start)
    yield term("nif:endIndex"), integer(stop)
    yield term("nif:anchorOf"), text(report.extraction.document.text[start:stop])


def _sentences(report: Report, mint: Minter) -> Iterator[Block]:
    cues: dict[int, set[str]] = {gap.sentence: set() for gap in report.extraction.gaps}
    for gap in report.extraction.gaps:
        cues[gap.sentence].add(gap.cue)
    proofs = {index for claim in report.claims for index in claim.sentences}
    proofs |= {index for figure in report.figures for index in figure.sentences}
    for index in sorted(proofs | cues.keys()):
        start, stop = report.extraction.sentences[index]
        yield (
            mint.sentence(report.identifier, start, stop),
            [
                (term("rdf:type"), term("nif:Sentence")),
                *_span(report, start, stop, mint),
                *((civ("gapCue"), russian(cue)) for cue in sorted(cues.get(index, ()))),
            ],
        )


def _mentions(report: Report, entity: Entity, mint: Minter) -> Iterator[Block]:
    owner = report.owners.get(entity.key)
    if owner is None:
        # joining the documents (or a person's correction) left this entity out
        return
    for mention in entity.mentions:
        yield (
            mint.mention(report.identifier, mention.start, mention.stop),
            [
                (term("rdf:type"), term("nif:Phrase")),
                *_span(report, mention.start, mention.stop, mint),
                (term("itsrdf:taIdentRef"), mint.entity(owner)),
                (civ("rule"), text(entity.rule)),
                (civ("confidence"), decimal(entity.confidence)),
            ],
        )
