"""Joining more documents than memory holds: scope by scope, with what is known of each kept on disk.

Nothing joins entities of two scopes but a person's decision; the scopes that decisions speak of are joined
together, every other one alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain

from kg.cache import Entries, name_key
from kg.model import Entity, EntityType, Extraction, Node
from kg.resolve.curation import Curation, Kind
from kg.resolve.decisions import Ends, Matcher, Unapplied, naming, place_names, plain, retyped, wanted_names
from kg.resolve.join import clustered, homes, nodes_of
from kg.resolve.nodes import region_id
from kg.resolve.owners import Others
from kg.resolve.packed import Home, Names, Packed, pack_reading, unpack, unpack_items
from kg.resolve.places import gazetteer
from kg.resolve.placing import Places, Spot
from kg.resolve.reading import Owners, is_local, read_document
from kg.resolve.scope import Item, Reader
from kg.resolve.settle import Rulings
from kg.resolve.towns import NOWHERE, Town, others
from kg.rows import dump, parse
from kg.spill import Row, Spill

Rendered = tuple[bytes, bytes]
"""A node as a writer wants it: where it stands among the others, and what it is."""

Reread = Callable[[str, Callable[[Extraction], bytes]], bytes]
"""Gives a document's reading beside others, by a name of these others and what makes it of an extraction."""

_NOTHING = Curation()


@dataclass(frozen=True, slots=True)
class Seen:
    """A document by what is needed of it before it is added.

    Attributes:
        document: Its identifier.
        year: The year it reports on, if known.
        town: Its municipality.
    """

    document: str
    year: int | None
    town: Town


class Join:
    """Documents joined: added one by one, then asked for nodes, then for each document's owners.

    Args:
        stack: Ends the temporary files.
        documents: All documents in order of their identifiers; their index is the number they are added by.
        curation: A person's corrections.
        kept: Where what the entities of a scope became is kept between builds.
    """

    def __init__(
        self, stack: ExitStack, documents: Sequence[Seen], curation: Curation, kept: Entries
    ) -> None:
        self._kept = kept
        self._documents, self._curation = documents, curation
        self._towns = {one.document: one.town for one in documents}
        self._numbers = {one.document: number for number, one in enumerate(documents)}
        self._others = others({one.town for one in documents} - {NOWHERE})
        self._homes = homes(self._towns.values())
        self._scopes, self._spots, self._owners = (stack.enter_context(Spill()) for _ in range(3))
        self._meant: list[Item] = []
        self._wanted = wanted_names(curation)
        self._retyped = {plain(one.targets[0].label) for one in curation.of(Kind.RETYPE)}
        self._ids: dict[tuple[str, str], str] = {}
        self._named_places: dict[str, frozenset[str]] = {}
        self._matcher = Matcher((), {}, _NOTHING)
        self._lost: list[Unapplied] = []

    def add(self, number: int, packed: Packed, reread: Reread) -> None:
        """Add a document.

        Args:
            number: Its index among all documents.
            packed: What it says, read alone.
            reread: Gives what it says beside the others, where that is something else.
        """
        if not self._stands(packed):
            packed = unpack(reread(self._beside, partial(self._read, packed)))
        self._scopes.extend((scope, number, line) for scope, line in packed.scopes.items())
        if packed.town != NOWHERE:
            self._spots.extend([(packed.town.id, number, dump(None))])
        self._spots.extend(self._spot_row(number, *placed) for placed in packed.places)
        owners = [[entity.key, spot.id, 0] for entity, spot in packed.places]
        self._owners.extend([(number, 0, dump(owners))])
        if self._wanted:
            self._meant += (item for item in packed.items() if plain(item.entity.label) in self._wanted)

    @staticmethod
    def _spot_row(number: int, entity: Entity, spot: Spot) -> Row:
        known = spot.place.geonames if spot.place else None
        return spot.id, number, dump([entity.key, entity.label, entity.aliases, known])

    def _stands(self, packed: Packed) -> bool:
        """Whether what a document says alone is what it says beside the others."""
        if any(self._others.get(form) not in (None, packed.town) for form in packed.asked):
            return False
        named = chain((entity for entity, _ in packed.places), (item.entity for item in packed.items()))
        return not (self._retyped and any(plain(entity.label) in self._retyped for entity in named))

    def _read(self, packed: Packed, extraction: Extraction) -> bytes:
        alone = retyped(extraction, packed.town, self._curation)
        found = read_document(alone, packed.town, Reader(Others(self._others)))
        return pack_reading(found, (packed.titled, packed.called), ())

    @cached_property
    def _beside(self) -> str:
        """What else a reading depends on: the other municipalities, and the classes that a person decided on."""
        names = sorted((form, town.id, town.district) for form, town in self._others.items())
        return repr((names, [(one.targets, one.to) for one in self._curation.of(Kind.RETYPE)]))

    def nodes(self, render: Callable[[Node], Rendered]) -> Iterator[list[Rendered]]:
        """All nodes in lots, after all documents are added; in no order.

        Args:
            render: Makes of a node, whose members are of no matter, what is wanted of it.
        """
        self._matcher = Matcher(self._meant, self._towns, self._curation)
        decided = sorted({item.scope for item in self._meant})
        together = [item for scope in decided for item in self._items(scope, self._scopes.of(scope))]
        together.sort(key=lambda item: self._numbers[item.document])
        nodes, owners = self._joined(together, self._matcher, self._curation)
        self._owners.extend((self._numbers[name], 1, dump(rows)) for name, rows in owners.items())
        yield list(map(render, nodes))
        nothing = Matcher((), {}, _NOTHING)
        for scope, same in self._scopes:
            if scope not in decided:
                yield self._scope(str(scope), list(same), nothing, render)
        yield from ([render(node)] for node in self._places())

    def _scope(
        self, scope: str, same: list[Row], nothing: Matcher, render: Callable[[Node], Rendered]
    ) -> list[Rendered]:
        """The nodes of a scope that no decision speaks of; kept from the last build where nothing in it changed."""
        digest, key = self._digest(scope, same), name_key(scope)
        known = self._kept.get(key)
        if known is None or not known.startswith(digest):
            nodes, owners = self._joined(self._items(scope, same), nothing, _NOTHING)
            texts = [[part.decode("utf-8") for part in render(node)] for node in nodes]
            found = [owners.get(self._documents[number].document, []) for _, number, _ in same]
            known = digest + dump([texts, [dump(rows).decode("utf-8", "surrogatepass") for rows in found]])
            self._kept.put(key, known)
        texts, found = parse(known[len(digest) :])
        self._owners.extend(
            (number, 1, rows.encode("utf-8", "surrogatepass"))
            for (_, number, _), rows in zip(same, found, strict=True)
        )
        return [(place.encode(), text.encode("utf-8")) for place, text in texts]

    def _digest(self, scope: str, same: Iterable[Row]) -> bytes:
        """What all that the nodes of a scope are made of comes to."""
        found = blake2b(repr((scope, self._homes.get(scope))).encode(), digest_size=16)
        for _, number, line in same:
            one = self._documents[number]
            told = repr((one.document, one.year, one.town.id, len(line)))
            found.update(told.encode("utf-8", "surrogatepass") + line)
        return found.hexdigest().encode()

    def _items(self, scope: str, same: Iterable[Row]) -> list[Item]:
        found: list[Item] = []
        names: Names = {}
        for _, number, line in same:
            one = self._documents[number]
            found += unpack_items(line, Home(scope, one.document, one.year, one.town), names)
        return found

    def _joined(
        self, found: list[Item], matcher: Matcher, curation: Curation
    ) -> tuple[Iterable[Node], dict[str, list[list[object]]]]:
        """The nodes of entities; and by document what became of its entities."""
        clusters, lost = clustered(found, matcher, curation)
        said = naming(matcher, curation)
        self._lost += (*lost, *said.lost)
        nodes = nodes_of(clusters, self._homes, said)
        owners: dict[str, list[list[object]]] = {}
        for node, cluster in zip(nodes.values(), clusters, strict=True):
            for item in cluster:
                local = int(is_local(node, item.town))
                owners.setdefault(item.document, []).append([item.entity.key, node.id, local])
                if self._wanted and plain(item.entity.label) in self._wanted:
                    self._ids[item.key] = node.id
        return nodes.values(), owners

    def _places(self) -> Iterator[Node]:
        """Place nodes; regions last, when it is known which of them others lie in."""
        regions = {region_id(code) for code in gazetteer().by_code if code}
        codes: set[str] = set()
        late = Places()
        for name, same in self._spots:
            places = late if name in regions else Places()
            self._fill(places, str(name), same)
            codes |= set(places.regions.values())
            if places is not late:
                yield from self._noted(places)
        late.add_regions(codes)
        yield from self._noted(late)

    def _fill(self, places: Places, name: str, same: Iterable[Row]) -> None:
        for _, number, held in same:
            one, row = self._documents[number], parse(held)
            if row is None:
                places.add_town(one.town)
                continue
            key, label, aliases, known = row
            entity = Entity(key, EntityType.PLACE, label, tuple(aliases), False, ())
            place = None if known is None else gazetteer().by_number[known]
            places.add_entity(one.document, entity, Spot(name, place), one.town)

    def _noted(self, places: Places) -> Iterator[Node]:
        for node in places.nodes():
            for name, ids in place_names([node]).items() if self._wanted else ():
                if name in self._wanted:
                    self._named_places[name] = self._named_places.get(name, frozenset()) | ids
            yield node

    def rulings(self) -> Rulings:
        """What a person decided on claims, after all nodes were asked for."""
        return Rulings(Ends(self._matcher, self._ids, self._named_places), self._curation)

    def unapplied(self, decided: Rulings, rejected: set[int], added: set[int]) -> tuple[Unapplied, ...]:
        """The decisions that had no effect.

        Args:
            decided: What :meth:`rulings` gave.
            rejected: Indices of the rejecting rulings that had one.
            added: Indices of the adding ones.
        """
        return (*self._lost, *decided.lost(rejected, added))

    def owners(self) -> Iterator[tuple[int, bytes]]:
        """The number of each document, and what became of its entities, packed; in order."""
        for number, same in self._owners:
            # in an order of their own, so that they are equal where they say the same
            yield int(number), dump(sorted(row for _, _, held in same for row in parse(held)))


def unpack_owners(data: bytes) -> Owners:
    """What became of a document's entities."""
    found = parse(data)
    return Owners({key: name for key, name, _ in found}, frozenset(name for _, name, local in found if local))
