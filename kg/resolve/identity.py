"""Which entities of all documents are one: equal names in one scope, joined step by step, surest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.model import ACTORS
from kg.resolve.clusters import Clusters
from kg.resolve.lexicon import lexicon
from kg.resolve.names import Name
from kg.resolve.scope import Item

_ACTORS = frozenset(kind.value for kind in ACTORS)


class Group(NamedTuple):
    """All entities whose names are equal once case, order, abbreviations and the own town are set aside.

    Attributes:
        scope: Whose the name is.
        type: Class.
        key: The name's key; for a generic name its entity's key, so that it stays alone.
        mark: Sets apart what a person said is different; usually empty.
    """

    scope: str
    type: str
    key: str
    mark: str = ""


Groups = Mapping[Group, Sequence[Item]]


def group_of(item: Item, mark: str = "") -> Group:
    """The group that an entity belongs to."""
    key = f"#{item.entity.key}" if item.generic else item.name.key
    return Group(item.scope, item.entity.type.value, key, mark)


def _name(items: Sequence[Item]) -> Name:
    return items[0].name


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names differ in words that tell things apart (слепых / глухих, детский / взрослый)."""
    only_one, only_other = one - other, other - one
    return any(only_one & pair and only_other & pair for pair in lexicon().antonyms)


def _years(numbers: Sequence[str]) -> list[int]:
    return [int(number) for number in numbers if len(number) == 4 and number[:2] in ("19", "20")]


def _number_fits(less: Sequence[Item], more: Name) -> bool:
    """Whether a name without numbers may mean the one with: a period that covers the report's year."""
    if _name(less).numbers == more.numbers:
        return True
    years = _years(more.numbers)
    if _name(less).numbers or len(years) != len(more.numbers):
        return False
    return all(item.year is not None and min(years) - 1 <= item.year <= max(years) + 1 for item in less)


def _says_less(less: Sequence[Item], more: Sequence[Item], kind: str) -> bool:
    """Whether the first name is the second with class noun or qualifiers left out; cores are equal."""
    one, other = _name(less), _name(more)
    kinds = lexicon().kinds.get(kind, frozenset())
    heads = one.head == other.head or (not one.head and other.head in kinds)
    rest = one.rest == other.rest or not one.rest
    return one.key != other.key and heads and rest and _number_fits(less, other)


def quoted_links(groups: Groups) -> Iterator[tuple[Group, Group]]:
    """«Маяк труда» = газета «Маяк труда», where only one fuller name of that core is there."""
    blocks: dict[tuple[str, str, object], list[Group]] = {}
    for group, items in groups.items():
        if _name(items).core and not items[0].generic:
            blocks.setdefault((group.scope, group.type, _name(items).core), []).append(group)
    for block in blocks.values():
        for less in sorted(block) if len(block) > 1 else ():
            fuller = [more for more in block if _says_less(groups[less], groups[more], less.type)]
            tops = [
                one for one in fuller if not any(_says_less(groups[one], groups[x], x.type) for x in fuller)
            ]
            if len(tops) == 1:
                yield less, tops[0]


def unquoted_links(groups: Groups) -> Iterator[tuple[Group, Group]]:
    """«Российская газета» = Российская газета: the same words with and without quotation marks."""
    blocks: dict[tuple[str, str, frozenset[str]], list[Group]] = {}
    for group, items in groups.items():
        if not items[0].generic:
            flat = (group.scope, group.type, _name(items).flat)
            blocks.setdefault(flat, []).append(group)
    for block in (block for block in blocks.values() if len(block) > 1):
        plain = [group for group in block if not _name(groups[group]).core]
        quoted = [group for group in block if _name(groups[group]).core]
        if len(plain) == len(quoted) == 1:
            yield plain[0], quoted[0]


def alias_links(groups: Groups) -> Iterator[tuple[Group, Group]]:
    """A label that is another entity's other name, where no third one claims it too.

    Collectives are left out: what a report calls «руководители» in one place it means more widely in another.
    """
    claims: dict[Group, set[Group]] = {}
    for group, items in groups.items():
        for item in items:
            for name in () if item.entity.collective else item.others:
                claims.setdefault(Group(group.scope, group.type, name.key), set()).add(group)
    for key in sorted(claims.keys() & groups.keys()):
        claiming = claims[key] - {key}
        if len(claiming) == 1:
            (other,) = claiming
            one, more = _name(groups[key]), _name(groups[other])
            if not opposed(one.stems, more.stems) and _number_fits(groups[key], more):
                yield key, other


def type_links(groups: Groups) -> Iterator[tuple[Group, Group]]:
    """The same telling name under two classes of actors: one thing, whose class is put to the vote."""
    blocks: dict[tuple[str, str], list[Group]] = {}
    for group, items in groups.items():
        name = _name(items)
        if group.type in _ACTORS and not items[0].generic and name.head and (name.rest or name.core):
            blocks.setdefault((group.scope, group.key), []).append(group)
    for block in blocks.values():
        first, *others = sorted(block)
        yield from ((first, other) for other in others)


def join_all(groups: Groups, clusters: Clusters[Group]) -> None:
    """Join what is one, surest first; the order does not depend on the order of the input."""
    for links in (unquoted_links, quoted_links, alias_links, type_links):
        for one, other in links(groups):
            clusters.join(one, other)
