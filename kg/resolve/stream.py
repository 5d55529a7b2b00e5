"""Joining more documents than memory holds: scope by scope, with what is known of each kept on disk.

Nothing joins entities of two scopes but a person's decision; the scopes that decisions speak of are joined
together, every other one alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from functools import cached_property, partial
from itertools import chain

from kg.cache import Entries, name_key
from kg.lookahead import ahead
from kg.model import Entity, EntityType, Extraction, Node
from kg.resolve.curation import Curation, Kind
from kg.resolve.decisions import Ends, Matcher, Unapplied, naming, place_names, plain, retyped, wanted_names
from kg.resolve.join import clustered, homes, nodes_of
from kg.resolve.nodes import region_id
from kg.resolve.owners import Others
from kg.resolve.packed import Packed, pack_reading, unpack
from kg.resolve.places import gazetteer
from kg.resolve.placing import Places, Spot
from kg.resolve.reading import Owners, read_document
from kg.resolve.scope import Item, Reader
from kg.resolve.scopes import Render, Rendered, Scope, Seen, joined_alone, owners_of
from kg.resolve.settle import Rulings
from kg.resolve.towns import NOWHERE, others
from kg.rows import dump, parse
from kg.spill import Row, Spill

Reread = Callable[[str, Callable[[Extraction], bytes]], bytes]
"""Gives a document's reading beside others, by a name of these others and what makes it of an extraction."""

Begin = Callable[[Sequence[Scope]], Future[None] | None]
"""Begins to join scopes elsewhere, into where they are kept; None where there is nowhere to."""

_TOGETHER = 8
"""Scopes that are given away at once."""
_AHEAD = 6
"""Groups of scopes under way: enough for the workers, and few enough to hold."""


def _nowhere(_scopes: Sequence[Scope]) -> None:
    """No scopes are joined elsewhere."""


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
        self._matcher = Matcher((), {}, Curation())
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

    def nodes(self, render: Render, begin: Begin = _nowhere) -> Iterator[list[Rendered]]:
        """All nodes in lots, after all documents are added; in no order.

        Args:
            render: Makes of a node, whose members are of no matter, what is wanted of it.
            begin: Begins to join scopes elsewhere.
        """
        self._matcher = Matcher(self._meant, self._towns, self._curation)
        decided = sorted({item.scope for item in self._meant})
        together = [item for name in decided for item in self._of(name, self._scopes.of(name)).items()]
        together.sort(key=lambda item: self._numbers[item.document])
        yield list(map(render, self._decided(together)))
        alone = (self._of(str(name), same) for name, same in self._scopes if name not in decided)
        for scopes, call in ahead(alone, partial(self._begun, begin), _TOGETHER, _AHEAD):
            if call is not None:
                call.exception()  # what a lost worker did not join is joined here
            yield from (self._scope(scope, render) for scope in scopes)
        yield from ([render(node)] for node in self._places())

    def _of(self, name: str, same: Iterable[Row]) -> Scope:
        said = [(self._documents[number], line) for _, number, line in same]
        return Scope(name, self._homes.get(name), said)

    def _begun(self, begin: Begin, scopes: list[Scope]) -> tuple[list[Scope], Future[None] | None]:
        missing = [one for one in scopes if self._known(one) is None]
        return scopes, begin(missing) if missing else None

    def _known(self, scope: Scope) -> bytes | None:
        """What was kept of a scope in which nothing changed since."""
        known, digest = self._kept.get(name_key(scope.name)), scope.digest()
        return known[len(digest) :] if known is not None and known.startswith(digest) else None

    def _scope(self, scope: Scope, render: Render) -> list[Rendered]:
        """The nodes of a scope that no decision speaks of; kept where nothing in it changed."""
        known = self._known(scope)
        if known is None:
            made = joined_alone(scope, render)
            self._kept.put(name_key(scope.name), made)
            known = made[len(scope.digest()) :]
        texts, found = parse(known)
        self._owners.extend(
            (self._numbers[one.document], 1, rows.encode("utf-8", "surrogatepass"))
            for (one, _), rows in zip(scope.said, found, strict=True)
        )
        return [(place.encode(), text.encode("utf-8")) for place, text in texts]

    def _decided(self, found: list[Item]) -> Iterable[Node]:
        """The nodes of the entities of all scopes that a person's decisions speak of."""
        clusters, lost = clustered(found, self._matcher, self._curation)
        said = naming(self._matcher, self._curation)
        self._lost += (*lost, *said.lost)
        nodes = nodes_of(clusters, self._homes, said)
        owners = owners_of(nodes.values(), clusters)
        self._owners.extend((self._numbers[name], 1, dump(rows)) for name, rows in owners.items())
        for node, cluster in zip(nodes.values(), clusters, strict=True):
            self._ids |= {i.key: node.id for i in cluster if plain(i.entity.label) in self._wanted}
        return nodes.values()

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
