"""What of a graph is exported: cities, years, sure claims, without people, without proofs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import Said, UsageError
from kg.graph.access import Value, of_class, pointed, realised_edge, text, value, values
from kg.graph.export.masking import Blotter
from kg.graph.ontology import entity_classes
from kg.graph.vocabulary import PREFIXES, civ, term
from kg.model import Relation

_EDGES = frozenset(civ(relation) for relation in Relation)
_PROOF = frozenset(term(n) for n in ("prov:wasDerivedFrom", "civ:cueBegin", "civ:cueEnd", "nif:isString"))
_PROVING = ("civ:Claim", "nif:Phrase", "nif:Sentence")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export.

    Attributes:
        city: Name (or IRI) of a municipality: only reports about it; all where ``None``.
        year: Only reports of this year; all where ``None``.
        min_confidence: Claims and figures less sure than this stay out.
        persons: Whether people are exported; without them their names are blotted out of the quotes.
        provenance: Whether claims, mentions, sentences and texts are exported.
    """

    city: str | None = None
    year: int | None = None
    min_confidence: float = 0.0
    persons: bool = True
    provenance: bool = True


def select(store: Store, selection: Selection) -> Store:
    """The part of a graph that a selection names, as a graph of its own that keeps the contract.

    Args:
        store: The graph; it is not changed.
        selection: What to keep; the default keeps everything, and gives the same store back.

    Raises:
        UsageError: No report is about that city.
    """
    if selection == Selection():
        return store
    kept = Store()
    kept.bulk_extend(_Cut(store, selection).quads())
    return kept


class _Cut:
    """One selection being made: which documents, statements and entities stay."""

    def __init__(self, store: Store, selection: Selection) -> None:
        self.store, self.selection = store, selection
        self.documents = {d for d in of_class(store, "civ:SourceDocument") if self._about(d)}
        if not self.documents and selection.city is not None:
            raise _unknown_city(store, selection.city)
        self.persons = set() if selection.persons else set(of_class(store, "civ:Person"))
        self.claims = [c for c in of_class(store, "civ:Claim") if self._stays(c)]
        self.figures = [f for f in of_class(store, "civ:Figure") if self._stays(f)]
        self.mentions = [m for m in of_class(store, "nif:Phrase") if self._in(m) and not self._personal(m)]
        self.entities = self._entities()
        self.blotter = None if selection.persons else Blotter(store, self.persons)

    def _about(self, document: NamedNode) -> bool:
        year, city = self.selection.year, self.selection.city
        if year is not None and value(self.store, document, "civ:reportYear") != str(year):
            return False
        return city is None or any(
            _same(city, name)
            for place in values(self.store, document, "civ:municipality")
            for name in _names(self.store, place)
        )

    def _in(self, part: NamedNode) -> bool:
        contexts = values(self.store, part, "nif:referenceContext")
        return any(context in self.documents for context in contexts)

    def _personal(self, statement: NamedNode) -> bool:
        ends = ("rdf:subject", "rdf:object", "civ:about", "itsrdf:taIdentRef")
        return any(end in self.persons for name in ends for end in values(self.store, statement, name))

    def _stays(self, statement: NamedNode) -> bool:
        proofs = values(self.store, statement, "prov:wasDerivedFrom")
        here = any(isinstance(proof, NamedNode) and self._in(proof) for proof in proofs)
        sure = float(value(self.store, statement, "civ:confidence") or 1) >= self.selection.min_confidence
        # a graph exported without proofs can be cut by people only
        return (here or not proofs) and sure and not self._personal(statement)

    def _entities(self) -> set[NamedNode]:
        waiting = self._pointed(self.documents, "civ:municipality")
        waiting += self._pointed(self.claims, "rdf:subject") + self._pointed(self.claims, "rdf:object")
        waiting += self._pointed(self.figures, "civ:about") + self._pointed(
            self.mentions, "itsrdf:taIdentRef"
        )
        if self.selection.city is None and self.selection.year is None:
            waiting += self._all_entities()
        found: set[NamedNode] = set()
        while waiting:
            entity = waiting.pop()
            if entity not in found and entity not in self.persons and not _is_term(entity):
                found.add(entity)
                waiting += self._pointed([entity], "civ:scope") + self._pointed([entity], "civ:region")
        return found - self.documents

    def _all_entities(self) -> list[NamedNode]:
        kinds = (NamedNode(kind) for kind in entity_classes())
        quads = (q for kind in kinds for q in self.store.quads_for_pattern(None, term("rdf:type"), kind))
        return [q.subject for q in quads if isinstance(q.subject, NamedNode)]

    def _pointed(self, subjects: Iterable[NamedNode], name: str) -> list[NamedNode]:
        return [end for subject in subjects for end in pointed(self.store, subject, name)]

    def quads(self) -> Iterator[Quad]:
        """The statements that stay."""
        for dataset in of_class(self.store, "dcat:Dataset"):
            yield from self._said(dataset)
        for subject in (*self.documents, *self.figures):
            yield from self._said(subject)
        for entity in self.entities:
            yield from (q for q in self._said(entity) if q.predicate not in _EDGES)
        yield from self._edges()
        if self.selection.provenance:
            for subject in (*self.claims, *self.mentions, *self._sentences()):
                yield from self._said(subject)

    def _said(self, subject: NamedNode) -> Iterator[Quad]:
        for quad in self.store.quads_for_pattern(subject, None, None):
            if self.selection.provenance or quad.predicate not in _PROOF:
                yield self.blotter.blotted(quad) if self.blotter else quad

    def _sentences(self) -> set[NamedNode]:
        proofs = set(self._pointed([*self.claims, *self.figures], "prov:wasDerivedFrom"))
        gaps = self.store.quads_for_pattern(None, civ("gapCue"), None)
        unexplained = {q.subject for q in gaps if isinstance(q.subject, NamedNode) and self._in(q.subject)}
        return {s for s in proofs if self._in(s)} | unexplained

    def _edges(self) -> Iterator[Quad]:
        if not of_class(self.store, "civ:Claim"):
            yield from self._bare_edges()
        edges = (realised_edge(self.store, claim) for claim in self.claims)
        yield from (Quad(edge.subject, edge.predicate, edge.object) for edge in edges if edge)

    def _bare_edges(self) -> Iterator[Quad]:
        for entity in self.entities:
            for quad in self.store.quads_for_pattern(entity, None, None):
                if quad.predicate in _EDGES and (quad.object in self.entities or _is_term(quad.object)):
                    yield quad


def _is_term(node: object) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(PREFIXES["civ"])


def _plain(name: str) -> str:
    return name.casefold().replace("ё", "е").strip()


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _names(store: Store, place: Value) -> list[str]:
    if not isinstance(place, NamedNode):
        return []
    labels = [text(found) for name in ("rdfs:label", "skos:altLabel") for found in values(store, place, name)]
    return [place.value, *labels]


def _unknown_city(store: Store, city: str) -> UsageError:
    places = {q.object for q in store.quads_for_pattern(None, civ("municipality"), None)}
    known = sorted({name for place in places for name in _names(store, place)[1:]})
    near = difflib.get_close_matches(city, known, n=3, cutoff=0.5) or known[:5]
    return UsageError("no_city", city=city, near=Said("there_are", names=", ".join(near)))
