"""Claims and figures as the graph holds them, each with the sentences that prove it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.blocks import Block, Pair, document, entity, part
from kg.graph.entities import target
from kg.graph.literals import decimal, integer, number, russian, text
from kg.graph.report import Report, Stated, claim_key, figure_key
from kg.graph.vocabulary import civ_name, digest
from kg.model import CITY, Claim, Figure


def sentence(report: Report, index: int) -> str:
    """A sentence by its place in its document."""
    start, stop = report.extraction.sentences[index]
    return part(report.identifier, f"sentence={start},{stop}")


def statement_blocks(report: Report) -> Iterator[Block]:
    """The document's claims and figures."""
    for claim in report.claims:
        subject, relation, thing, status = claim_key(claim.best)
        name = f"claim={relation}-{digest(subject, relation, thing, status)}"
        pairs = [*_claim(claim.best), *_proof(report, claim, claim.best.cue)]
        yield part(report.identifier, name), pairs
    for figure in report.figures:
        counted = [*_figure(report, figure.best), *_proof(report, figure, figure.best.span)]
        yield part(report.identifier, f"figure={digest(*figure_key(figure.best))}"), counted


def _claim(claim: Claim) -> Iterator[Pair]:
    yield "rdf:type", "civ:Claim"
    yield "rdf:subject", entity(claim.subject)
    yield "rdf:predicate", civ_name(claim.relation)
    yield "rdf:object", target(claim)
    yield "civ:status", civ_name(claim.status)
    years = {"civ:year": claim.year, "civ:validFrom": claim.valid_from, "civ:validUntil": claim.valid_until}
    yield from ((name, integer(year)) for name, year in years.items() if year is not None)


def _figure(report: Report, figure: Figure) -> Iterator[Pair]:
    about = report.municipality if figure.about == CITY else figure.about
    yield "rdf:type", "civ:Figure"
    # a figure about the city of a report whose city is not known is about the report
    yield "civ:about", document(report.identifier) if about is None else entity(about)
    yield "civ:measure", russian(figure.measure)
    yield "civ:value", number(figure.value)
    yield "civ:unit", civ_name(figure.unit)
    if figure.bound is not None:
        yield "civ:bound", civ_name(figure.bound)
    if figure.year is not None:
        yield "civ:year", integer(figure.year)


def _proof(
    report: Report, stated: Stated[Claim] | Stated[Figure], words: tuple[int, int] | None
) -> Iterator[Pair]:
    yield "civ:rule", text(stated.best.rule)
    yield "civ:confidence", decimal(stated.best.confidence)
    if words is not None:
        yield "civ:cueBegin", integer(words[0])
        yield "civ:cueEnd", integer(words[1])
    for index in stated.sentences:
        yield "prov:wasDerivedFrom", sentence(report, index)
