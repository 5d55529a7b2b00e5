"""Sums of money in tables with titles: they are about the project of their row, else about who stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.figures.lexicon import numerals
from kg.extract.tables import Cell, Table
from kg.model import AnnotatedDocument, Entity, Figure
from kg.structs import struct

_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<part>\d+))?(?!\d)")
_MONEY = re.compile(r"руб|₽|сумм|грант|субсиди|финансировани|средств|бюджет")
_PART = re.compile(r"в т\.? ?ч\.|в том числе|из них|за счет|собственн|софинансирование")
_OWNERS = ("project", "event", "recipient", "doer")
_SURE = 0.8
"""Confidence of a sum whose row names but one owner: what those of the annotated tables bear out."""


@struct(frozen=True, slots=True)
class Sum:
    """A sum in a cell.

    Attributes:
        value: The number, scaled by what title or cell say.
        start: Offset in the source.
        stop: Offset in the source after the number.
        sentence: Index of its sentence.
        owners: The other cells of its row, the likeliest owner first.
    """

    value: float
    start: int
    stop: int
    sentence: int
    owners: tuple[Cell, ...]


def sums(annotated: AnnotatedDocument, tables: Sequence[Table]) -> Iterator[Sum]:
    """The sums of all tables, in order of the text."""
    for row in (row for table in tables for row in table.rows):
        owners = tuple(cell for column in _OWNERS for cell in row if cell.column == column)
        money = ""
        for cell in (cell for cell in row if cell.column == "sum" and owners):
            # «Всего, тыс. руб. | в т. ч. спонсоры»: the first title says what the next ones are in
            title = cell.title.lower()
            money = title if _MONEY.search(title) or not _PART.match(title) else money
            yield from _sum(annotated, cell, money, owners)


def _sum(annotated: AnnotatedDocument, cell: Cell, money: str, owners: tuple[Cell, ...]) -> Iterator[Sum]:
    text = annotated.document.text[cell.start : cell.stop].lower()
    number, title = _NUMBER.match(text), f"{money} {text}"
    if number is None or not _MONEY.search(title):
        return
    whole = "".join(sign for sign in number["whole"] if sign.isdigit())
    value = float(f"{whole}.{number['part'] or 0}")
    factor = next((by for pattern, by in numerals().scales if pattern.search(title)), 1)
    index = next(i for i, s in enumerate(annotated.sentences) if s.start <= cell.start < s.stop)
    scaled = round(value * factor, 2)
    exact = int(scaled) if scaled.is_integer() else scaled
    yield Sum(exact, cell.start, cell.start + number.end(), index, owners)


def told(found: Sum, entities: Sequence[Entity], year: int | None) -> Iterator[Figure]:
    """The figure of a sum, where its row names an entity."""
    owner = next((key for cell in found.owners if (key := _named(cell, entities))), "")
    if owner:
        span = (found.start, found.stop)
        yield Figure(
            owner, "сумма", found.value, "RUB", None, year, found.sentence, "figure.cell.row", _SURE, span
        )


def _named(cell: Cell, entities: Sequence[Entity]) -> str:
    """The entity that a cell opens with, the longest name of it; empty where there is none."""
    inside = [
        (m.start, -m.stop, entity.key)
        for entity in entities
        for m in entity.mentions
        if cell.start <= m.start and m.stop <= cell.stop
    ]
    return min(inside)[2] if inside else ""
