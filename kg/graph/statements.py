"""Claims and figures as triples, each with the sentences that prove it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.entities import target
from kg.graph.literals import decimal, integer, number, russian, text
from kg.graph.order import Block, Pair
from kg.graph.report import Report, Stated, claim_key, figure_key
from kg.graph.vocabulary import Minter, civ, term
from kg.model import CITY, Claim, Figure


def statement_blocks(report: Report, mint: Minter) -> Iterator[Block]:
    """The document's claims and figures."""
    for claim in report.claims:
        pairs = [*_claim(claim.best, mint), *_proof(report, claim, claim.best.cue, mint)]
        yield mint.claim(report.identifier, *claim_key(claim.best)), pairs
    for figure in report.figures:
        counted = [*_figure(report, figure.best, mint), *_proof(report, figure, figure.best.span, mint)]
        yield mint.figure(report.identifier, *figure_key(figure.best)), counted


def _claim(claim: Claim, mint: Minter) -> Iterator[Pair]:
    yield term("rdf:type"), civ("Claim")
    yield term("rdf:subject"), mint.entity(claim.subject)
    yield term("rdf:predicate"), civ(claim.relation)
    yield term("rdf:object"), target(claim, mint)
    yield civ("status"), civ(claim.status)
    years = {"year": claim.year, "validFrom": claim.valid_from, "validUntil": claim.valid_until}
    yield from ((civ(name), integer(year)) for name, year in years.items() if year is not None)


def _figure(report: Report, figure: Figure, mint: Minter) -> Iterator[Pair]:
    about = report.municipality if figure.about == CITY else figure.about
    yield term("rdf:type"), civ("Figure")
    # a figure about the city of a report whose city is not known is about the report
    yield civ("about"), mint.document(report.identifier) if about is None else mint.entity(about)
    yield civ("measure"), russian(figure.measure)
    yield civ("value"), number(figure.value)
    yield civ("unit"), civ(figure.unit)
    if figure.bound is not None:
        yield civ("bound"), civ(figure.bound)
    if figure.year is not None:
        yield civ("year"), integer(figure.year)


def _proof(
    report: Report, stated: Stated[Claim] | Stated[Figure], words: tuple[int, int] | None, mint: Minter
) -> Iterator[Pair]:
    yield civ("rule"), text(stated.best.rule)
    yield civ("confidence"), decimal(stated.best.confidence)
    if words is not None:
        yield civ("cueBegin"), integer(words[0])
        yield civ("cueEnd"), integer(words[1])
    for index in stated.sentences:
        sentence = mint.sentence(report.identifier, *report.extraction.sentences[index])
        yield term("prov:wasDerivedFrom"), sentence
