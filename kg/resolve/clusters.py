"""Groups of equal names joined under constraints: one document's entities and a person's decisions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GroupT = TypeVar("GroupT", bound=Hashable)


@dataclass(slots=True)
class _Cluster:
    groups: list[int]
    documents: set[str] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)


class Clusters(Generic[GroupT]):
    """Union of groups that remembers what must stay apart.

    Each union moves the smaller cluster into the larger, so all of them together are near-linear.
    """

    def __init__(self) -> None:
        self._number: dict[GroupT, int] = {}
        self._home: list[int] = []
        self._clusters: dict[int, _Cluster] = {}
        self.keys: list[GroupT] = []

    def add(self, group: GroupT, documents: Iterable[str]) -> None:
        """Add a group of equal names, or further documents of it."""
        if group not in self._number:
            self._number[group] = len(self._home)
            self._home.append(len(self._home))
            self.keys.append(group)
            self._clusters[self._number[group]] = _Cluster([self._number[group]])
        self._of(group).documents.update(documents)

    def _of(self, group: GroupT) -> _Cluster:
        return self._clusters[self._home[self._number[group]]]

    def apart(self, one: GroupT, other: GroupT) -> None:
        """Keep two groups in different clusters from now on."""
        self._of(one).apart.add(self._number[other])
        self._of(other).apart.add(self._number[one])

    def together(self, one: GroupT, other: GroupT) -> bool:
        """Whether two groups are one already."""
        return self._of(one) is self._of(other)

    def may_join(self, one: GroupT, other: GroupT, *, decided: bool = False) -> bool:
        """Whether nothing speaks against a union; a person's decision outweighs one document naming both."""
        a, b = self._of(one), self._of(other)
        if any(group in a.apart for group in b.groups) or any(group in b.apart for group in a.groups):
            return False
        return decided or a.documents.isdisjoint(b.documents)

    def join(self, one: GroupT, other: GroupT, *, decided: bool = False) -> bool:
        """Make two groups one, if nothing speaks against it; whether they are one now."""
        if self.together(one, other):
            return True
        if not self.may_join(one, other, decided=decided):
            return False
        into, gone = self._of(one), self._of(other)
        if len(into.groups) < len(gone.groups):
            into, gone = gone, into
        home, old = self._home[into.groups[0]], self._home[gone.groups[0]]
        for group in gone.groups:
            self._home[group] = home
        into.groups += gone.groups
        into.documents |= gone.documents
        into.apart |= gone.apart
        del self._clusters[old]
        return True

    def all(self) -> list[list[GroupT]]:
        """The clusters as lists of groups, in the order in which they were added."""
        found = [sorted(cluster.groups) for cluster in self._clusters.values()]
        return [[self.keys[number] for number in groups] for groups in sorted(found)]
