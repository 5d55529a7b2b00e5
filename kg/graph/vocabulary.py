"""Names of the graph: prefixes, terms, and the only place where IRIs of data are minted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import UsageError

ONTOLOGY = "https://w3id.org/civic-kg/ontology"
BASE = "https://w3id.org/civic-kg/id/"

PREFIXES: Mapping[str, str] = MappingProxyType({
    "civ": f"{ONTOLOGY}#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
})  # fmt: skip
"""Prefixes of queries and of everything that is written, sorted by name."""

_ABSOLUTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`#?]+/$")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_UNRESERVED = "/-._~"
_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


@cache
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name («civ:Council»).

    Raises:
        KeyError: The prefix is not one of ours.
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def civ(local: str) -> NamedNode:
    """A term of our ontology by its local name."""
    return term(f"civ:{local}")


@cache
def civ_name(local: str) -> str:
    """A term of our ontology as Turtle writes it."""
    return f"civ:{local}" if _LOCAL.fullmatch(local) else f"<{PREFIXES['civ']}{quote(local)}>"


def local_name(iri: str) -> str:
    """What stands after the last «#» or «/»."""
    return re.split(r"[#/]", iri)[-1]


def digest(*parts: object) -> str:
    """Ten hexadecimal digits that stand for a content, the same on every machine."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def entity_path(node: str) -> str:
    """What names an entity below the base, by the id of its node."""
    return quote(node, safe=_UNRESERVED)


def document_path(identifier: str) -> str:
    """What names a source document below the base, by its path below the input folder."""
    if _PLAIN.fullmatch(identifier):
        return f"doc/{identifier}"
    # not loaded with the terms, that asking a graph stays instant
    from kg.resolve.slugs import slug  # noqa: PLC0415

    return f"doc/{'/'.join(map(slug, identifier.split('/')))}-{digest(identifier)}"


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints the IRIs of data under one base.

    Attributes:
        base: Absolute IRI that ends in «/».

    Raises:
        UsageError: The base is no absolute IRI, or ends otherwise.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _ABSOLUTE.match(self.base):
            raise UsageError("no_base", base=self.base)

    def entity(self, node: str) -> NamedNode:
        """An entity by the id of its node."""
        return NamedNode(self.base + entity_path(node))

    def document(self, identifier: str) -> NamedNode:
        """A source document by its path below the input folder."""
        return NamedNode(self.base + document_path(identifier))
