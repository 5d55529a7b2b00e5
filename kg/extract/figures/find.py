"""All figures of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.figures.cells import sums, told
from kg.extract.figures.counting import read_quantities
from kg.extract.figures.course import Around, Course
from kg.extract.figures.line import Line, line_of
from kg.extract.figures.measure import measure_of
from kg.extract.figures.numbers import has_numbers
from kg.extract.figures.owner import Owner, Past, owner
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.rows import goes_on, in_table, may_head, serials, thousands
from kg.extract.figures.scene import Scene
from kg.extract.figures.when import year_of
from kg.extract.tables import tables
from kg.model import AnnotatedDocument, Entity, Figure, Section, SectionKind
from kg.structs import struct

Judge = Callable[[Scene, Quantity, Past, str | None], Owner]
"""Says whom a figure is about, by its scene, its quantity, what the figures before were about, and the municipality."""


@struct(frozen=True, slots=True)
class Reading:
    """A sentence's line and the quantities in it: what does not depend on entities."""

    line: Line
    quantities: tuple[Quantity, ...]


@struct(frozen=True, slots=True)
class Told:
    """A sentence's figures, with all that they rest on.

    Attributes:
        scene: The sentence among its surroundings.
        around: The surroundings (see :meth:`Course.around`).
        past: What the figures before were about.
        figures: The figures.
    """

    scene: Scene
    around: Around
    past: Past
    figures: tuple[Figure, ...]


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
    if last is None or (last.unit == "RUB" and quantity.number.scale == 1):
        return quantity
    return replace(quantity, unit=last.unit)


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
    scene: Scene,
    quantities: Sequence[Quantity],
    past: Past,
    *,
    judge: Judge,
    index: int,
    city: str | None,
    year: int | None,
) -> Iterator[Figure]:
    last: Figure | None = None
    for quantity in quantities:
        complete = _inherited(quantity, last)
        about = judge(scene, complete, past, city)
        last = _figure(complete, scene, about, index=index, year=year, last=last)
        past = replace(past, here=about.about, stop=quantity.last)
        yield last


def _year(section: Section, reported: int | None) -> int | None:
    """The year that a section speaks of: tasks without a year are the next year's."""
    if section.year is None and reported is not None and section.kind is SectionKind.TASKS:
        return reported + 1
    return section.year or reported


def _readings(annotated: AnnotatedDocument, taken: frozenset[int]) -> Iterator[Reading | None]:
    """The numbers of each sentence, whatever they are about; None for a sentence without any.

    Args:
        annotated: The document.
        taken: Offsets of numbers that are read as cells of a table.
    """
    factor, numbered = 0, serials(annotated.sentences)
    for index, sentence in enumerate(annotated.sentences):
        factor = factor if factor and goes_on(sentence) else 0
        if not has_numbers(sentence):
            factor = (thousands(line_of(sentence)) or (0, factor))[1] if may_head(sentence) else factor
            yield None
            continue
        line = line_of(sentence)
        start, factor = thousands(line) or (0, factor)
        found: Iterable[Quantity] = read_quantities(sentence, line)
        if factor:
            found = in_table(tuple(found), sentence, start, factor)
        quantities = tuple(
            q
            for q in found
            if (q.first or index not in numbered) and sentence.tokens[q.first].start not in taken
        )
        yield Reading(line, quantities) if quantities else None


class Tally:
    """The figures of one document, for all its candidates and again for those of them that are kept.

    What the entities left out do not touch is told once.
    """

    def __init__(self, annotated: AnnotatedDocument, judge: Judge = owner) -> None:
        """Read the numbers of a document.

        Args:
            annotated: The document.
            judge: Says whom a figure is about.
        """
        self._annotated, self._judge = annotated, judge
        self._sums = tuple(sums(annotated, tables(annotated)))
        self._readings = tuple(_readings(annotated, frozenset(found.start for found in self._sums)))
        self._told: dict[int, Told] = {}

    def figures(self, entities: Sequence[Entity]) -> tuple[Figure, ...]:
        """The figures that the document states, in order of the text.

        Args:
            entities: Its entities: figures are about them, or about the municipality (:data:`kg.model.CITY`).
                An entity has the same mentions whenever it is given.
        """
        course = Course(self._annotated, entities)
        found: list[Figure] = []
        back, counted = None, False
        for index, reading in enumerate(self._readings):
            here: tuple[Figure, ...] = ()
            if reading is not None:
                here = self._of_sentence(index, reading, course, Past(back=back, counted=counted))
            found.extend(here)
            if here or course.placed[index]:
                back = here[-1].about if here else None
                counted = bool(here) and here[-1].rule.rpartition(".")[2].startswith("counted")
        return self._with_sums(found, entities) if self._sums else tuple(found)

    def _with_sums(self, found: list[Figure], entities: Sequence[Entity]) -> tuple[Figure, ...]:
        """Figures and the sums of tables, in order of the text."""
        document, sentences = self._annotated.document, self._annotated.sentences
        for each in self._sums:
            year = _year(self._annotated.section(sentences[each.sentence]), document.year)
            found.extend(told(each, entities, year))
        return tuple(sorted(found, key=lambda figure: (figure.sentence, figure.span or (0, 0))))

    def _of_sentence(self, index: int, reading: Reading, course: Course, past: Past) -> tuple[Figure, ...]:
        """The figures of one sentence; those told before, where nothing that they rest on has changed."""
        known, around = self._told.get(index), course.around(index)
        if known is not None and known.around == around and known.past == past:
            return known.figures
        same = known is not None and known.around[0] == around[0]
        scene = course.scene(index, reading.line, known.scene if known is not None and same else None)
        document = self._annotated.document
        year = _year(self._annotated.section(scene.sentence), document.year)
        rows = _in_sentence(
            scene,
            reading.quantities,
            past,
            judge=self._judge,
            index=index,
            city=document.municipality,
            year=year,
        )
        self._told[index] = Told(scene, around, past, tuple(rows))
        return self._told[index].figures


def find_figures(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Figure, ...]:
    """The figures that a document states, in order of the text; a pure function (see :meth:`Tally.figures`)."""
    return Tally(annotated).figures(entities)
