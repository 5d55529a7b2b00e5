"""Nodes that may be one and were not joined: what only a person can decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations

from kg.model import ACTORS, EntityType
from kg.resolve.identity import opposed
from kg.resolve.join import Joined
from kg.resolve.lexicon import lexicon
from kg.resolve.names import Name
from kg.resolve.scope import Item

_CROWD = 40
"""Names that share a key with more than this many others share nothing telling."""
_ALIKE = 0.84
_LONGER_BY = 4
_WORKS = frozenset({EntityType.PROGRAM, EntityType.PROJECT, EntityType.EVENT})


class Why(StrEnum):
    """What makes two nodes look like one."""

    SPELLING = "spelling"
    LONGER = "longer"
    RENAMED = "renamed"
    QUOTED = "quoted"
    ALIAS = "alias"
    PERSON = "person"
    CLASS = "class"


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Two nodes that may be one; ``one`` sorts before ``other``."""

    one: str
    other: str
    why: Why


@dataclass(frozen=True, slots=True)
class _Thing:
    id: str
    type: EntityType
    scope: str
    name: Name
    aliases: tuple[Name, ...]
    documents: frozenset[str]


_Keys = Callable[[_Thing], Iterable[object]]
_Fits = Callable[[_Thing, _Thing], bool]


def _things(joined: Joined) -> list[_Thing]:
    found = []
    for name, items in joined.things.items():
        first = items[0]
        if not first.generic:
            aliases = tuple({alias.key: alias for item in items for alias in item.others}.values())
            documents = frozenset(item.document for item in items)
            kind = _voted(items)
            found.append(_Thing(name, kind, first.scope, first.name, aliases, documents))
    return found


def _voted(items: Sequence[Item]) -> EntityType:
    return min(item.entity.type for item in items)


def _family(kind: EntityType) -> str:
    return "actor" if kind in ACTORS else "work" if kind in _WORKS else str(kind)


def _spelling_keys(thing: _Thing) -> Iterator[object]:
    stems = sorted(thing.name.stems)
    for index in range(len(stems)):
        yield thing.scope, thing.type, thing.name.numbers, tuple(stems[:index] + stems[index + 1 :])


def _spelled_alike(one: _Thing, other: _Thing) -> bool:
    a, b = one.name.stems - other.name.stems, other.name.stems - one.name.stems
    if len(a) != 1 or len(b) != 1:
        return False
    (first,), (second,) = a, b
    return min(len(first), len(second)) > 3 and SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _longer_keys(thing: _Thing) -> Iterator[object]:
    for stem in thing.name.stems - {thing.name.head} - lexicon().weak:
        yield thing.scope, _family(thing.type), thing.name.head, thing.name.numbers, stem


def _one_is_longer(one: _Thing, other: _Thing) -> bool:
    less, more = sorted((one.name.stems, other.name.stems), key=len)
    return less < more and len(more) - len(less) <= _LONGER_BY


def _renamed_keys(thing: _Thing) -> Iterator[object]:
    if thing.name.head in lexicon().units and thing.name.rest:
        yield thing.scope, thing.type, tuple(sorted(thing.name.rest)), thing.name.core, thing.name.numbers


def _quoted_keys(thing: _Thing) -> Iterator[object]:
    if thing.name.core:
        yield thing.scope, thing.type, thing.name.core, thing.name.numbers


def _class_keys(thing: _Thing) -> Iterator[object]:
    if thing.name.core and _family(thing.type) != "actor":
        yield thing.scope, _family(thing.type), thing.name.core, thing.name.numbers


def _alias_keys(thing: _Thing) -> Iterator[object]:
    for name in (thing.name, *thing.aliases):
        yield thing.scope, thing.type, name.key


def _person_keys(thing: _Thing) -> Iterator[object]:
    if thing.type is EntityType.PERSON:
        yield from ((thing.scope, part) for part in thing.name.rest if len(part) > 3)


def _initials(name: Name, surname: str) -> list[str]:
    return sorted(part for part in name.rest if part != surname)


def _same_initials(one: _Thing, other: _Thing) -> bool:
    shared = [part for part in one.name.rest & other.name.rest if len(part) > 3]
    if len(shared) != 1:
        return False
    a, b = (_initials(thing.name, shared[0]) for thing in (one, other))
    pairs = zip(sorted(part[0] for part in a), sorted(part[0] for part in b), strict=False)
    short = any(len(part) == 1 for part in a + b)
    return bool(a and b) and (short or a[:1] == b[:1]) and all(x == y for x, y in pairs)


def _always(one: _Thing, other: _Thing) -> bool:
    return one.id != other.id


_RULES: tuple[tuple[Why, _Keys, _Fits], ...] = (
    (Why.SPELLING, _spelling_keys, _spelled_alike),
    (Why.LONGER, _longer_keys, _one_is_longer),
    (Why.RENAMED, _renamed_keys, _always),
    (Why.QUOTED, _quoted_keys, _always),
    (Why.CLASS, _class_keys, _always),
    (Why.ALIAS, _alias_keys, _always),
    (Why.PERSON, _person_keys, _same_initials),
)


def _blocks(things: Iterable[_Thing], keys: _Keys) -> Iterator[list[_Thing]]:
    blocks: dict[object, list[_Thing]] = {}
    for thing in things:
        for key in keys(thing):
            blocks.setdefault(key, []).append(thing)
    return (block for block in blocks.values() if 1 < len(block) <= _CROWD)


def _may_be_one(one: _Thing, other: _Thing, apart: frozenset[frozenset[str]]) -> bool:
    """Neither said to be different, nor named side by side in one report, nor opposed."""
    together = not one.documents.isdisjoint(other.documents)
    return not (
        together or frozenset((one.id, other.id)) in apart or opposed(one.name.stems, other.name.stems)
    )


def proposals(joined: Joined) -> tuple[Proposal, ...]:
    """Pairs of nodes of one municipality (or the country) that look like one, with the surest reason."""
    things = _things(joined)
    found: dict[tuple[str, str], Why] = {}
    for why, keys, fits in _RULES:
        for block in _blocks(things, keys):
            for one, other in combinations(sorted(block, key=lambda thing: thing.id), 2):
                if one.id != other.id and fits(one, other) and _may_be_one(one, other, joined.apart):
                    found.setdefault((one.id, other.id), why)
    return tuple(Proposal(one, other, why) for (one, other), why in sorted(found.items()))


def doubtful_types(joined: Joined, below: float) -> Mapping[str, tuple[EntityType, ...]]:
    """Nodes whose class their entities do not agree on, or none of them is sure of; with the classes seen."""
    found = {}
    for name, items in sorted(joined.things.items()):
        kinds = tuple(sorted({item.entity.type for item in items}))
        if len(kinds) > 1 or max(item.entity.confidence for item in items) < below:
            found[name] = kinds
    return found
