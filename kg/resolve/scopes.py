"""One scope's entities joined alone, of what all documents say of it: nothing else is needed, so any process can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kg.model import Node
from kg.resolve.curation import Curation
from kg.resolve.decisions import Matcher, naming
from kg.resolve.join import clustered, nodes_of
from kg.resolve.packed import Home, Names, unpack_items
from kg.resolve.reading import is_local
from kg.resolve.scope import Item
from kg.resolve.towns import Town
from kg.rows import dump

Rendered = tuple[bytes, bytes]
"""A node as a writer wants it: where it stands among the others, and what it is."""

Render = Callable[[Node], Rendered]

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


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope with all that its nodes are made of.

    Attributes:
        name: Its name.
        home: The node of the municipality that it is, if it is one.
        said: The documents that speak of it, each with what it says, packed.
    """

    name: str
    home: str | None
    said: Sequence[tuple[Seen, bytes]]

    def digest(self) -> bytes:
        """What all that comes to."""
        found = blake2b(repr((self.name, self.home)).encode(), digest_size=16)
        for one, line in self.said:
            told = repr((one.document, one.year, one.town.id, len(line)))
            found.update(told.encode("utf-8", "surrogatepass") + line)
        return found.hexdigest().encode()

    def items(self) -> list[Item]:
        """The entities that the documents speak of."""
        found: list[Item] = []
        names: Names = {}
        for one, line in self.said:
            found += unpack_items(line, Home(self.name, one.document, one.year, one.town), names)
        return found


def owners_of(nodes: Iterable[Node], clusters: Iterable[Sequence[Item]]) -> dict[str, list[list[object]]]:
    """By document, what became of its entities: key, node, and whether the node is its municipality's own."""
    owners: dict[str, list[list[object]]] = {}
    for node, cluster in zip(nodes, clusters, strict=True):
        for item in cluster:
            local = int(is_local(node, item.town))
            owners.setdefault(item.document, []).append([item.entity.key, node.id, local])
    return owners


def joined_alone(scope: Scope, render: Render) -> bytes:
    """The nodes of a scope that no decision speaks of, and what became of each document's entities; with its digest before.

    Args:
        scope: The scope.
        render: Makes of a node what is wanted of it.
    """
    nothing = Matcher((), {}, _NOTHING)
    clusters, _ = clustered(scope.items(), nothing, _NOTHING)
    homes = {} if scope.home is None else {scope.name: scope.home}
    nodes = nodes_of(clusters, homes, naming(nothing, _NOTHING)).values()
    owners = owners_of(nodes, clusters)
    texts = [[part.decode("utf-8") for part in render(node)] for node in nodes]
    found = [owners.get(one.document, []) for one, _ in scope.said]
    return scope.digest() + dump([texts, [dump(rows).decode("utf-8", "surrogatepass") for rows in found]])
