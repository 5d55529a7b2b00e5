"""Readings as bytes: a head, then one line of entities for each scope, so that scopes are joined one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from kg.model import Entity, Extraction
from kg.resolve.names import Name
from kg.resolve.owners import Others
from kg.resolve.places import Place, gazetteer
from kg.resolve.placing import Spot
from kg.resolve.reading import Reading, read_document
from kg.resolve.scope import Item, Reader
from kg.resolve.towns import NOWHERE, Town, named, town
from kg.resolve.words import Phrase
from kg.rows import dump, parse, rows

_write_entity, _read_entity = rows(Entity)
_write_name, _read_name = rows(Name)


@dataclass(frozen=True, slots=True)
class Home:
    """Where entities stand: their scope; their document, its year, its municipality."""

    scope: str
    document: str
    year: int | None
    town: Town


@dataclass(frozen=True, slots=True)
class Packed:
    """A reading whose entities are still bytes.

    Attributes:
        document: Identifier of the document.
        year: The year it reports on, if known.
        titled: Whether it says what its municipality is.
        called: Name and region that its municipality is looked up by, if it can be.
        asked: The names of other municipalities that were looked up, and not found, when it was read.
        places: Its Place entities with what they turned out to be.
        scopes: Scope → its entities there, as a line.
    """

    document: str
    year: int | None
    titled: bool
    called: tuple[str, str] | None
    asked: tuple[Phrase, ...]
    places: tuple[tuple[Entity, Spot], ...]
    scopes: dict[str, bytes]

    @property
    def town(self) -> Town:
        """The document's municipality."""
        return town(*self.called) if self.called else NOWHERE

    def items(self) -> Iterator[Item]:
        """The entities that are no places."""
        for scope, line in self.scopes.items():
            yield from unpack_items(line, Home(scope, self.document, self.year, self.town), {})


def pack(extraction: Extraction) -> bytes:
    """Read a document that stands alone, for joining."""
    called = named(extraction)
    others = Others({})
    reading = read_document(extraction, town(*called) if called else NOWHERE, Reader(others))
    return pack_reading(reading, (bool(extraction.document.municipality), called), others.asked)


def pack_reading(
    reading: Reading, home: tuple[bool, tuple[str, str] | None], asked: Iterable[Phrase]
) -> bytes:
    """A reading as bytes.

    Args:
        reading: The reading.
        home: Whether it says what its municipality is, and the name and region that this is looked up by.
        asked: The names of other municipalities that were looked up.
    """
    by_scope = groupby(sorted(reading.items, key=attrgetter("scope")), attrgetter("scope"))
    lines = {scope: dump([_item_row(item) for item in same]) for scope, same in by_scope}
    places = [[_lean(entity), spot.id, _number(spot)] for entity, spot in reading.places]
    head = [reading.document, reading.year, *home, sorted(asked), places, list(lines)]
    return b"\n".join((dump(head), *lines.values()))


def unpack(data: bytes) -> Packed:
    """What :func:`pack` wrote."""
    head, *lines = data.split(b"\n")
    document, year, titled, called, asked, places, scopes = parse(head)
    return Packed(
        document,
        year,
        titled,
        tuple(called) if called else None,
        tuple(map(tuple, asked)),
        tuple((_read_entity(row), Spot(name, _place(number))) for row, name, number in places),
        dict(zip(scopes, lines, strict=True)),
    )


def _lean(entity: Entity) -> Any:  # noqa: ANN401 - a row of JSON
    e = entity
    return _write_entity(Entity(e.key, e.type, e.label, e.aliases, e.collective, (), e.rule, e.confidence))


def _item_row(item: Item) -> list[Any]:
    others = [_write_name(name) for name in item.others]
    return [_lean(item.entity), _write_name(item.name), others, item.generic]


def _number(spot: Spot) -> int | None:
    return spot.place.geonames if spot.place else None


def _place(number: int | None) -> Place | None:
    return None if number is None else gazetteer().by_number[number]


Names = dict[str, Name]
"""Names that were unpacked before: many reports name the same body, which is held once."""


def unpack_items(line: bytes, home: Home, names: Names) -> list[Item]:
    """The entities of one document in one scope.

    Args:
        line: One line of a packed reading.
        home: Where it stands.
        names: Names known already; takes the new ones.
    """
    return [
        Item(
            home.document,
            home.year,
            _read_entity(entity),
            _name(name, names),
            tuple(_name(other, names) for other in others),
            home.scope,
            generic,
            home.town,
        )
        for entity, name, others, generic in parse(line)
    ]


def _name(row: list[Any], names: Names) -> Name:
    told = repr(row)
    found = names.get(told)
    if found is None:
        found = names[told] = _read_name(row)
    return found
