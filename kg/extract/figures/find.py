"""All figures of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.figures.counting import read_quantities
from kg.extract.figures.course import scenes
from kg.extract.figures.measure import measure_of
from kg.extract.figures.numbers import has_numbers
from kg.extract.figures.owner import Owner, Past, owner
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.extract.figures.when import year_of
from kg.model import AnnotatedDocument, Entity, Figure, Section, SectionKind


def _span(quantity: Quantity, scene: Scene) -> tuple[int, int]:
    """The number's own words in the source."""
    tokens, line = scene.sentence.tokens, scene.line
    last = line.token(max(quantity.number.start, quantity.number.stop - 1))
    return tokens[quantity.first].start, tokens[last].stop


def _inherited(quantity: Quantity, last: Figure | None) -> Quantity:
    """A number without unit and noun counts what the figure before it counts («2,75 млн» is money)."""
    if not quantity.bare:
        return quantity
    if quantity.number.scale >= 1_000_000 and (last is None or last.unit in {"RUB", "Count"}):
        return replace(quantity, unit="RUB", spoken="сумма")
    return replace(quantity, unit=last.unit) if last is not None else quantity


def _figure(
    quantity: Quantity, scene: Scene, about: Owner, *, index: int, year: int | None, last: Figure | None
) -> Figure:
    number = quantity.number
    measure = measure_of(quantity, scene.sentence, last.measure if last else None)
    held = year_of(quantity, scene.line, year)
    rule = f"figure.{number.kind}.{about.sign}"
    return Figure(
        about.about, measure, number.value, quantity.unit, number.bound, held, index, rule,
        round(about.confidence, 2), _span(quantity, scene),
    )  # fmt: skip


def _in_sentence(
    scene: Scene, index: int, past: Past, city: str | None, year: int | None
) -> Iterator[Figure]:
    last: Figure | None = None
    if not has_numbers(scene.sentence):
        return
    for quantity in read_quantities(scene.sentence, scene.line):
        complete = _inherited(quantity, last)
        about = owner(scene, complete, past, city)
        last = _figure(complete, scene, about, index=index, year=year, last=last)
        past = Past(about.about, past.back, quantity.last)
        yield last


def _year(section: Section, reported: int | None) -> int | None:
    """The year that a section speaks of: tasks without a year are the next year's."""
    if section.year is None and reported is not None and section.kind is SectionKind.TASKS:
        return reported + 1
    return section.year or reported


def find_figures(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Figure, ...]:
    """The figures that a document states, in order of the text; a pure function.

    Args:
        annotated: The document with its sentences.
        entities: Its entities: figures are about them, or about the municipality (:data:`kg.model.CITY`).
    """
    document = annotated.document
    found: list[Figure] = []
    back: str | None = None
    for index, scene in enumerate(scenes(annotated, entities)):
        year = _year(annotated.section(scene.sentence), document.year)
        here = list(_in_sentence(scene, index, Past(back=back), document.municipality, year))
        found.extend(here)
        if here or scene.mentions:
            back = here[-1].about if here else None
    return tuple(found)
