"""From what a person types to the terms of the graph: cities and actors by loosely written names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import Said, UsageError
from kg.graph.vocabulary import ONTOLOGY
from kg.model import EntityType, Relation, SocialGroup, Status
from kg.query.bind import Value, bind, given
from kg.query.catalogue import MANY, Kind, NamedQuery, close_names, nearest
from kg.query.engine import Engine
from kg.query.stems import stems
from kg.query.words import called, members, word

_CITIES = """
SELECT DISTINCT ?node ?name
WHERE {
  { SELECT DISTINCT ?node WHERE { ?report civ:municipality ?node } }
  ?node rdfs:label|skos:altLabel ?name .
}
"""
_ENTITIES = """
SELECT ?node ?name
WHERE {
  ?node civ:collective ?collective ;
        rdfs:label|skos:altLabel ?name .
}
"""
_EXACT = """
SELECT DISTINCT ?node ?name
WHERE {
  VALUES ?name { UNDEF } # name
  ?node rdfs:label|skos:altLabel ?name ;
        civ:collective ?collective .
}
"""
_QUOTES = str.maketrans("ё«»„“”\"'", "е       ", "\u0301")


def plain(name: str) -> str:
    """A name without the differences that no person means: case, «ё», quotation marks, spaces, stress."""
    return " ".join(name.casefold().translate(_QUOTES).split())


def _pairs(engine: Engine, text: str) -> list[tuple[NamedNode, str]]:
    answer = engine.query(text)
    assert isinstance(answer, QuerySolutions)
    return [(row["node"], row["name"].value) for row in answer if isinstance(row["node"], NamedNode)]


def _choose(wanted: str, pairs: Iterable[tuple[NamedNode, str]], unknown: str) -> list[NamedNode]:
    by_name: dict[str, dict[NamedNode, str]] = {}
    for node, name in pairs:
        by_name.setdefault(plain(name), {})[node] = name
    key = plain(wanted)
    found = by_name.get(key) or _only(by_name, key)
    if not found:
        raise UsageError(unknown, name=wanted, near=_near(key, by_name))
    return sorted(found, key=lambda node: node.value)


def _near(key: str, by_name: Mapping[str, dict[NamedNode, str]]) -> Said:
    """Names like a wrong one; where there is none, all names, or how to look them up if they are many."""
    close = close_names(key, sorted(by_name))
    known = sorted({min(by_name[name].values()) for name in close or by_name})
    if not close and (len(known) > MANY or not known):
        return Said("look_up")
    return Said("perhaps" if close else "there_are", names=", ".join(known))


def _only(by_name: Mapping[str, dict[NamedNode, str]], key: str) -> dict[NamedNode, str]:
    """What is called so but for endings («советы ветерана»), or the only thing whose name holds the words."""
    wanted = stems(key)
    alike = [name for name in by_name if wanted and stems(name) == wanted]
    inside = alike or [name for name in by_name if key and key in name]
    nodes = {node: label for name in inside for node, label in by_name[name].items()}
    return nodes if alike or len(nodes) == 1 else {}


def cities(engine: Engine, name: str) -> list[NamedNode]:
    """The municipalities of a name (more than one, where regions share it).

    Raises:
        UsageError: There is none; the nearest names are given.
    """
    return [_iri(name)] if _is_iri(name) else _choose(name, _pairs(engine, _CITIES), "no_place_name")


def entities(engine: Engine, name: str) -> list[NamedNode]:
    """The entities of a name, or the one of an IRI; the same name in two cities gives two.

    Raises:
        UsageError: There is none; the nearest names are given.
    """
    if _is_iri(name):
        return [_iri(name)]
    exact = _pairs(engine, bind(_EXACT, {"name": [Literal(name, language="ru")]}))
    return _choose(name, exact or _pairs(engine, _ENTITIES), "no_entity_name")


def _is_iri(name: str) -> bool:
    return name.startswith(("http://", "https://", "urn:"))


def _iri(name: str) -> NamedNode:
    try:
        return NamedNode(name)
    except ValueError as error:
        raise UsageError("no_iri", name=name) from error


def _values(kind: type[StrEnum]) -> Callable[[], list[str]]:
    return lambda: [member.value for member in kind]


_CLOSED: Mapping[Kind, Callable[[], Iterable[str]]] = {
    Kind.CLASS: _values(EntityType),
    Kind.RELATION: _values(Relation),
    Kind.STATUS: _values(Status),
    Kind.GROUP: _values(SocialGroup),
    Kind.UNIT: lambda: members("Unit"),
}
"""What the ontology lists itself, by the kind of parameter that takes one of it."""


def choices(kind: Kind, language: str) -> dict[str, str]:
    """All that a parameter may be, as a person calls it, by local name; empty where the graph decides.

    Args:
        kind: What the parameter takes.
        language: «ru» or «en».
    """
    named = {local: word(f"{ONTOLOGY}#{local}", language) for local in _CLOSED.get(kind, list)()}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def _closed(kinds: Callable[[], Iterable[str]]) -> Callable[[Engine, str], list[NamedNode]]:
    def choose(_: Engine, name: str) -> list[NamedNode]:
        names = called({local: f"{ONTOLOGY}#{local}" for local in kinds()})
        folded = {known.casefold(): iris for known, iris in names.items()}
        inside = [iris for known, iris in folded.items() if name.casefold() in known.split()]
        found = folded.get(name.casefold()) or (inside[0] if len(inside) == 1 else [])
        if not found:
            near = nearest(name, [known for known in names if ":" not in known])
            raise UsageError("no_value", name=name, near=near)
        return [NamedNode(iri) for iri in found]

    return choose


def _integer(_: Engine, value: str) -> list[Literal]:
    if not value.strip().lstrip("-").isdecimal():
        raise UsageError("no_number", value=value)
    return [Literal(int(value))]


_READERS: Mapping[Kind, Callable[[Engine, str], list[NamedNode] | list[Literal]]] = {
    Kind.CITY: cities,
    Kind.ENTITY: entities,
    **{kind: _closed(kinds) for kind, kinds in _CLOSED.items()},
    Kind.INTEGER: _integer,
    Kind.STRING: lambda _, value: [Literal(value)],
}


def prepare(engine: Engine, query: NamedQuery, values: Mapping[str, str]) -> str:
    """The text of a question with its parameters filled in.

    Args:
        engine: Where names are looked up.
        query: The question.
        values: What a person typed, by the parameter's name.

    Raises:
        UsageError: A parameter is unknown or missing, or the graph has nothing of that name.
    """
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    terms: dict[str, list[Value]] = {
        name: list(_READERS[kinds[name]](engine, value)) for name, value in given(query, values).items()
    }
    return bind(query.text, terms)
