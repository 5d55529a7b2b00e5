"""The graph as things and ties: what tables and network formats are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.graph.access import of_class, text, value, values
from kg.graph.ontology import entity_classes, labels
from kg.graph.order import subject_key
from kg.graph.vocabulary import civ, local_name, term
from kg.model import Relation, SocialGroup, Status

GROUP = "SocialGroup"


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, or a social group that something is done for.

    Attributes:
        iri: Its name in the graph.
        kind: Local name of its class.
        label: In Russian.
        aliases: Other names, sorted.
        collective: A plural with no list of names.
        city: Label of the municipality it belongs to, empty where there is none.
        region: Label of the region of a place, empty where there is none.
        latitude: Degrees north as written, empty where unknown.
        longitude: Degrees east as written, empty where unknown.
        geonames: IRI in GeoNames, empty where unknown.
        mentions: How often the documents name it.
    """

    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    city: str = ""
    region: str = ""
    latitude: str = ""
    longitude: str = ""
    geonames: str = ""
    mentions: int = 0

    @property
    def kind_ru(self) -> str:
        """The class in Russian."""
        return labels("ru")[self.kind]


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim, or a plain edge of a graph without claims.

    Attributes:
        iri: The claim's name, empty for a plain edge.
        subject: IRI.
        relation: Local name.
        object: IRI.
        status: Local name.
        confidence: As written, empty for a plain edge.
        rule: Which rule said it.
        year: As written, empty where none is named.
        since: First year of a period.
        until: Last year of a period.
        document: Identifier of the source.
        quote: The first sentence that proves it, in one line.
    """

    iri: str
    subject: str
    relation: str
    object: str
    status: str = Status.REALISED.value
    confidence: str = ""
    rule: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    document: str = ""
    quote: str = ""

    @property
    def relation_ru(self) -> str:
        """The relation in Russian."""
        return labels("ru")[self.relation]


def things(store: Store) -> Iterator[Thing]:
    """All entities, then the social groups that something points at, in the order of writing."""
    counts = Counter(text(q.object) for q in store.quads_for_pattern(None, term("itsrdf:taIdentRef"), None))
    kinds = {text(q.subject): kind for iri, kind in entity_classes().items() for q in _typed(store, iri)}
    for iri in sorted(kinds, key=subject_key):
        yield _thing(store, NamedNode(iri), kinds[iri], counts[iri])
    targeted = {text(q.object) for q in store.quads_for_pattern(None, term("rdf:object"), None)}
    targeted |= {text(q.object) for q in store.quads_for_pattern(None, civ(Relation.TARGETS), None)}
    for group in SocialGroup:
        if civ(group).value in targeted:
            yield Thing(civ(group).value, GROUP, labels("ru")[group])


def _typed(store: Store, iri: str) -> Iterator[Quad]:
    return store.quads_for_pattern(None, term("rdf:type"), NamedNode(iri))


def _thing(store: Store, node: NamedNode, kind: str, mentions: int) -> Thing:
    def one(name: str) -> str:
        return value(store, node, name) or ""

    return Thing(
        node.value,
        str(kind),
        one("rdfs:label") or local_name(node.value),
        tuple(text(alias) for alias in values(store, node, "skos:altLabel")),
        one("civ:collective") == "true",
        _label(store, node, "civ:scope"),
        _label(store, node, "civ:region"),
        one("schema:latitude"),
        one("schema:longitude"),
        one("owl:sameAs"),
        mentions,
    )


def _label(store: Store, node: NamedNode, name: str) -> str:
    end = next(iter(values(store, node, name)), None)
    return (value(store, end, "rdfs:label") or "") if isinstance(end, NamedNode) else ""


def ties(store: Store) -> Iterator[Tie]:
    """All claims in the order of writing; the plain edges where the graph holds no claims."""
    claims = of_class(store, "civ:Claim")
    if claims:
        yield from (_tie(store, claim) for claim in claims)
    else:
        yield from _plain(store)


def _plain(store: Store) -> Iterator[Tie]:
    quads = [q for relation in Relation for q in store.quads_for_pattern(None, civ(relation), None)]
    edges = [(text(q.subject), local_name(q.predicate.value), text(q.object)) for q in quads]
    for subject, relation, target in sorted(edges, key=lambda edge: (subject_key(edge[0]), edge)):
        yield Tie("", subject, relation, target)


def _tie(store: Store, claim: NamedNode) -> Tie:
    def one(name: str) -> str:
        return value(store, claim, name) or ""

    document, quote = _proof(store, claim)
    return Tie(
        claim.value, one("rdf:subject"), local_name(one("rdf:predicate")), one("rdf:object"),
        local_name(one("civ:status")), one("civ:confidence"), one("civ:rule"), one("civ:year"),
        one("civ:validFrom"), one("civ:validUntil"), document, quote,
    )  # fmt: skip


def _proof(store: Store, claim: NamedNode) -> tuple[str, str]:
    """Identifier of the document, and the first sentence in one line."""
    sentences = [s for s in values(store, claim, "prov:wasDerivedFrom") if isinstance(s, NamedNode)]
    if not sentences:
        return "", ""
    first = min(sentences, key=lambda sentence: subject_key(sentence.value))
    document = next(iter(values(store, first, "nif:referenceContext")), None)
    name = value(store, document, "dcterms:identifier") if isinstance(document, NamedNode) else None
    return name or "", " ".join((value(store, first, "nif:anchorOf") or "").split())
