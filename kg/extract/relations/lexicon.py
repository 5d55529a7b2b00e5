"""The relation frames as data: markers, roles, predicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg import lexicon
from kg.model import ACTORS, EntityType, Relation
from kg.structs import lazy, struct

_EVENTS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})
_ALL = frozenset(EntityType)
_DEEDS = ACTORS | {EntityType.POST}
SUBJECTS: Mapping[Relation, frozenset[EntityType]] = {
    Relation.PART_OF: ACTORS,
    Relation.ATTACHED_TO: frozenset({EntityType.COUNCIL, EntityType.NGO, EntityType.TOS}),
    Relation.MEMBER_OF: _DEEDS | {EntityType.PERSON},
    Relation.COOPERATES_WITH: _DEEDS,
    Relation.SUPPORTS: _DEEDS | {EntityType.PROGRAM},
    Relation.FUNDS: _DEEDS | {EntityType.PROGRAM},
    Relation.ORGANIZES: _DEEDS,
    Relation.PARTICIPATES_IN: _DEEDS | {EntityType.PERSON},
    Relation.IMPLEMENTS: _DEEDS | {EntityType.PERSON},
    Relation.ADOPTS: _DEEDS,
    Relation.PUBLISHES: _DEEDS,
    Relation.COVERS: frozenset({EntityType.MEDIA}),
    Relation.LOCATED_IN: ACTORS | {EntityType.EVENT, EntityType.PLACE},
    Relation.HOLDS_POST: frozenset({EntityType.PERSON}),
    Relation.POST_IN: frozenset({EntityType.POST}),
    Relation.TARGETS: _DEEDS | _EVENTS,
    Relation.GOVERNED_BY: ACTORS | {EntityType.EVENT},
    Relation.HELD_WITHIN: frozenset({EntityType.EVENT, EntityType.PROJECT}),
}
"""Which types may stand as the subject of a relation."""


@struct(frozen=True)
class Pattern:
    """One claim that a frame makes: two roles with the types that may fill them."""

    relation: Relation
    subject: tuple[str, ...]
    object: tuple[str, ...]
    subjects: frozenset[EntityType]
    objects: frozenset[EntityType]
    heads: frozenset[str]
    no_heads: frozenset[str]

    @lazy
    def helps(self) -> bool:
        """Whether it says that somebody helps."""
        return self.relation is Relation.SUPPORTS

    @lazy
    def paid(self) -> bool:
        """Whether what it says is another pattern's, where the clause speaks of money."""
        return self.helps and "agent" in self.subject


@struct(frozen=True)
class Frame:
    """A predicate class: its words, its claims, and what to do where nobody is said to act."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    words: frozenset[str]
    claims: tuple[Pattern, ...]
    elide: str
    passive: bool
    money: bool
    genitive_agent: bool
    role: bool
    near: bool
    gives: bool
    unless: frozenset[str]
    needs: frozenset[str]
    no_chain: frozenset[str]
    any: bool

    @lazy
    def objects(self) -> frozenset[EntityType]:
        """The classes of all that may be the object of any of its claims."""
        return frozenset().union(*(pattern.objects for pattern in self.claims))

    @lazy
    def minded(self) -> bool:
        """Whether it matters if a clause speaks of money."""
        return self.money or any(pattern.helps for pattern in self.claims)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames, and the words that stand around arguments."""

    frames: tuple[Frame, ...]
    markers: Mapping[str, tuple[str, ...]]
    prepositions: tuple[tuple[str, ...], ...]
    representatives: frozenset[str]
    transparent: frozenset[str]
    quantities: frozenset[str]
    holders: frozenset[str]


def types(names: Iterable[str]) -> frozenset[EntityType]:
    """Entity types by name; «actor» stands for all actor types."""
    found: set[EntityType] = set()
    for name in names:
        found |= ACTORS if name == "actor" else {EntityType(name)}
    return frozenset(found)


def data(name: str) -> Any:  # noqa: ANN401 - the shape is each file's own
    """A YAML file of the lexicon, parsed."""
    return lexicon.load(name)


def _roles(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _pattern(row: Mapping[str, Any]) -> Pattern:
    relation = Relation(row["relation"])
    allowed = SUBJECTS[relation]
    subjects = types(row["subjects"]) & allowed if "subjects" in row else allowed
    objects = types(row["objects"]) if "objects" in row else _ALL
    heads, no_heads = frozenset(row.get("heads", ())), frozenset(row.get("no_heads", ()))
    return Pattern(
        relation, _roles(row["subject"]), _roles(row["object"]), subjects, objects, heads, no_heads
    )


def _frame(row: Mapping[str, Any], markers: Mapping[str, tuple[str, ...]]) -> Frame:
    words = {
        key: frozenset(row.get(key, ()))
        for key in ("verbs", "nouns", "adjectives", "unless", "needs", "no_chain")
    }
    named = frozenset(text for name in row.get("words", ()) for text in markers.get(name, (name,)))
    return Frame(
        name=row["id"],
        claims=tuple(_pattern(claim) for claim in row["claims"]),
        elide=row.get("elide", "never"),
        passive=row.get("passive", True),
        money=row.get("money", False),
        genitive_agent=row.get("genitive_agent", False),
        role=row.get("role", False),
        near=row.get("near", False),
        gives=row.get("gives", False),
        any=row.get("any", False),
        words=named,
        **words,
    )


def _compounds(markers: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    found = {tuple(text.split()) for group in markers.values() for text in group if "+" not in text}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lexicon, read once a process."""
    rows = data("frames.yaml")
    markers = {name: tuple(values) for name, values in rows["markers"].items()}
    return Lexicon(
        frames=tuple(_frame(row, markers) for row in rows["frames"]),
        markers=markers,
        prepositions=_compounds(markers),
        representatives=frozenset(rows["representatives"]),
        transparent=frozenset(rows["transparent"]),
        quantities=frozenset(rows["quantities"]),
        holders=frozenset(noun for row in rows["frames"] if row.get("role") for noun in row["nouns"]),
    )
