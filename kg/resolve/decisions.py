"""A person's decisions applied: which entities they speak of, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg.model import ACTORS, Claim, Entity, EntityType, Extraction, Node, ResolvedClaim, SocialGroup, Status
from kg.resolve.clusters import Clusters
from kg.resolve.curation import ClaimTarget, Curation, Decision, Kind, Target
from kg.resolve.identity import Group, Groups
from kg.resolve.scope import Item
from kg.resolve.towns import Town, bare

Key = tuple[str, str]
DECIDED = "curation"
"""The rule of a claim that a person added."""


def plain(label: str) -> str:
    """A name as decisions are matched by: case, «ё» and kinds of quotation marks are no matter."""
    text = label.casefold().replace("ё", "е")
    for mark in "«»“”„\"'":
        text = text.replace(mark, "")
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that had no effect.

    Attributes:
        decision: The decision.
        missing: What of it was not found in the reports; empty where another decision speaks against it.
    """

    decision: Decision
    missing: tuple[Target | ClaimTarget, ...]

    def __str__(self) -> str:
        """Line, kind and the names that were not found; the same in every language."""
        names = (one if isinstance(one, Target) else one.subject for one in self.missing)
        shown = (f"{one.type} «{one.label}» ({one.municipality or one.document or '—'})" for one in names)
        return f"{self.decision.line}: {self.decision.kind} — {'; '.join(shown) or self.decision.reason}"


def retyped(extraction: Extraction, town: Town, curation: Curation) -> Extraction:
    """A document's entities with the classes that a person decided on, before anything is compared."""
    wanted: dict[str, list[Decision]] = {}
    for decision in curation.of(Kind.RETYPE):
        wanted.setdefault(plain(decision.targets[0].label), []).append(decision)
    if not wanted:
        return extraction

    def entity(found: Entity) -> Entity:
        for decision in wanted.get(plain(found.label), ()):
            target = decision.targets[0]
            if target.type is found.type and _stands_in(target, extraction.document.identifier, town):
                return replace(found, type=EntityType(decision.to), rule=DECIDED)
        return found

    return replace(extraction, entities=tuple(map(entity, extraction.entities)))


def _stands_in(target: Target, document: str, town: Town) -> bool:
    if target.document is not None:
        return target.document == document
    return target.municipality is None or plain(bare(target.municipality)) == plain(bare(town.name))


def wanted_names(curation: Curation) -> frozenset[str]:
    """The names that decisions speak of, as they are matched by."""
    return frozenset(plain(target.label) for one in curation.decisions for target in _targets(one))


class Matcher:
    """Finds the entities that a decision names, and the nodes that they became.

    Args:
        items: The entities that are no places.
        towns: The municipality of each document.
        curation: The decisions, of which only the names are looked at.
    """

    def __init__(self, items: Iterable[Item], towns: Mapping[str, Town], curation: Curation) -> None:
        wanted = wanted_names(curation)
        self._towns = {town.slug: town for town in towns.values()}
        self._items: dict[str, list[Item]] = {}
        for item in items if wanted else ():
            if (label := plain(item.entity.label)) in wanted:
                self._items.setdefault(label, []).append(item)
        self._new_type = {
            (decision.targets[0], EntityType(decision.to)) for decision in curation.of(Kind.RETYPE)
        }

    def _lies_in(self, target: Target, item: Item) -> bool:
        if target.document is not None:
            return target.document == item.document
        town = self._towns.get(item.scope)
        if target.municipality is None:
            return town is None and not item.generic
        home = town or item.town
        return plain(bare(target.municipality)) == plain(bare(home.name))

    def items(self, target: Target) -> list[Item]:
        """All entities of a target's name and place; of its class, where any of them is."""
        near = [item for item in self._items.get(plain(target.label), ()) if self._lies_in(target, item)]
        typed = [item for item in near if item.entity.type is target.type]
        decided = [item for item in near if (target, item.entity.type) in self._new_type]
        actors = [item for item in near if {item.entity.type, target.type} <= ACTORS]
        return typed or decided or actors


def _nodes(
    matcher: Matcher, target: Target, ids: Mapping[Key, str], places: Mapping[str, frozenset[str]]
) -> set[str]:
    """The nodes that a target names; a place by any of its names."""
    if target.type is EntityType.PLACE:
        return set(places.get(plain(target.label), ()))
    return {ids[item.key] for item in matcher.items(target)}


def place_names(nodes: Iterable[Node]) -> dict[str, frozenset[str]]:
    """Ids of places by each of their names."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        for name in (node.label, *node.aliases) if node.type is EntityType.PLACE else ():
            found.setdefault(plain(name), set()).add(node.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _targets(decision: Decision) -> tuple[Target, ...]:
    claim = decision.claim
    ends = (claim.subject, claim.object) if claim else ()
    return decision.targets + tuple(end for end in ends if isinstance(end, Target))


def marks(matcher: Matcher, curation: Curation) -> dict[Key, str]:
    """What sets entities apart that a person said are different, though their names are equal."""
    found: dict[Key, str] = {}
    for decision in curation.of(Kind.DIFFERENT):
        for target in decision.targets:
            mark = f"{plain(target.label)}|{target.document or ''}"
            found |= {item.key: mark for item in matcher.items(target)}
    return found


def set_apart(
    matcher: Matcher, curation: Curation, clusters: Clusters[Group], group: Callable[[Item], Group]
) -> list[Unapplied]:
    """Make the clusters remember what is different; the decisions that name nothing are returned."""
    lost = []
    for decision in curation.of(Kind.DIFFERENT):
        sides = [{group(item) for item in matcher.items(target)} for target in decision.targets]
        lost += _lost(decision, sides)
        for one, other in combinations(sides, 2):
            for a, b in product(one, other - one):
                clusters.apart(a, b)
    return lost


def apart(matcher: Matcher, curation: Curation, ids: Mapping[Key, str]) -> frozenset[frozenset[str]]:
    """The pairs of nodes that a person said are different."""
    found: set[frozenset[str]] = set()
    for decision in curation.of(Kind.DIFFERENT):
        sides = [{ids[item.key] for item in matcher.items(target)} for target in decision.targets]
        for one, other in combinations(sides, 2):
            found |= {frozenset((a, b)) for a in one for b in other if a != b}
    return frozenset(found)


def _lost(decision: Decision, sides: Sequence[Sequence[object] | set[Group]]) -> list[Unapplied]:
    missing = tuple(target for target, side in zip(decision.targets, sides, strict=True) if not side)
    return [Unapplied(decision, missing)] if missing else []


def put_together(
    matcher: Matcher, curation: Curation, clusters: Clusters[Group], group: Callable[[Item], Group]
) -> list[Unapplied]:
    """Join what a person said is one; the decisions that name nothing, or are contradicted, are returned."""
    lost = []
    for decision in curation.of(Kind.SAME):
        sides = [sorted({group(item) for item in matcher.items(target)}) for target in decision.targets]
        lost += _lost(decision, sides)
        first, *others = [side for side in sides if side] or [[]]
        joined = [clusters.join(first[0], one, decided=True) for side in (first, *others) for one in side]
        if not all(joined):
            lost.append(Unapplied(decision, ()))
    return lost


def rejoin(groups: Groups, clusters: Clusters[Group]) -> None:
    """Groups that only a decision's mark set apart are one again, unless the decision says otherwise."""
    equal: dict[Group, list[Group]] = {}
    for group in groups:
        equal.setdefault(group._replace(mark=""), []).append(group)
    for block in equal.values():
        first, *others = sorted(block)
        for other in others:
            clusters.join(first, other, decided=True)


@dataclass(frozen=True, slots=True)
class Naming:
    """Names and classes that a person decided on, by entity."""

    labels: Mapping[Key, str]
    types: Mapping[Key, EntityType]
    lost: tuple[Unapplied, ...]


def naming(matcher: Matcher, curation: Curation) -> Naming:
    """Collect what rename and retype say."""
    labels: dict[Key, str] = {}
    types: dict[Key, EntityType] = {}
    lost = []
    for decision in curation.of(Kind.RENAME, Kind.RETYPE):
        found = matcher.items(decision.targets[0])
        lost += _lost(decision, [found])
        for item in found:
            if decision.kind is Kind.RENAME:
                labels[item.key] = decision.to
            else:
                types[item.key] = EntityType(decision.to)
    return Naming(labels, types, tuple(lost))


@dataclass(frozen=True, slots=True)
class Ends:
    """Finds the nodes at the ends of the claims that decisions speak of."""

    matcher: Matcher
    ids: Mapping[Key, str]
    places: Mapping[str, frozenset[str]]

    def of(self, claim: ClaimTarget) -> tuple[set[str], set[str]]:
        """Ids that a claim's subject may be, and its object."""
        subjects = _nodes(self.matcher, claim.subject, self.ids, self.places)
        if isinstance(claim.object, SocialGroup):
            return subjects, {str(claim.object)}
        return subjects, _nodes(self.matcher, claim.object, self.ids, self.places)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on a claim, with the nodes that it speaks of.

    Attributes:
        decision: The decision.
        claim: What it says.
        subjects: Ids that the claim's subject may be.
        objects: Ids that its object may be.
    """

    decision: Decision
    claim: ClaimTarget
    subjects: frozenset[str]
    objects: frozenset[str]

    @property
    def lost(self) -> Unapplied:
        """That it had no effect."""
        return Unapplied(self.decision, (self.claim,))


def rulings(ends: Ends, curation: Curation, kind: Kind) -> list[Ruling]:
    """What a person decided on claims: those rejected, or those added."""
    found = []
    for decision in curation.of(kind):
        assert decision.claim
        subjects, objects = ends.of(decision.claim)
        found.append(Ruling(decision, decision.claim, frozenset(subjects), frozenset(objects)))
    return found


def without_rejected(
    claims: Iterable[ResolvedClaim], rejected: Sequence[Ruling]
) -> tuple[list[ResolvedClaim], set[int]]:
    """Leave out the claims that a person rejected; also the indices of the rulings that left one out."""
    kept, applied = list(claims), set()
    for index, ruling in enumerate(rejected):
        left = [one for one in kept if not _is_meant(one, ruling)]
        if len(left) < len(kept):
            applied.add(index)
        kept = left
    return kept, applied


def _is_meant(one: ResolvedClaim, ruling: Ruling) -> bool:
    claim, said = one.claim, ruling.claim
    ends = claim.subject in ruling.subjects and claim.object in ruling.objects
    same = ends and claim.relation is said.relation
    return same and said.status in (None, claim.status) and said.document in (None, one.document)


def added(extraction: Extraction, rulings: Sequence[Ruling]) -> tuple[list[ResolvedClaim], set[int]]:
    """The claims that a person added to a document, each on the sentence that holds its quote.

    Also the indices of the rulings that added one.
    """
    found, applied = [], set()
    for index, ruling in enumerate(rulings):
        if ruling.claim.document == extraction.document.identifier:
            claim = _added(extraction, ruling)
            if claim is not None:
                found.append(ResolvedClaim(extraction.document.identifier, claim))
                applied.add(index)
    return found, applied


def _added(extraction: Extraction, ruling: Ruling) -> Claim | None:
    said = ruling.claim
    sentence = _sentence(extraction, said.quote)
    if sentence is None or len(ruling.subjects) != 1 or len(ruling.objects) != 1:
        return None
    (subject,), (thing,) = ruling.subjects, ruling.objects
    return Claim(subject, said.relation, thing, said.status or Status.REALISED, 1.0, DECIDED, sentence)


def _sentence(extraction: Extraction, quote: str) -> int | None:
    """Index of the sentence in which a quote begins; line breaks count as spaces."""
    at = extraction.document.text.replace("\n", " ").find(" ".join(quote.split()))
    inside = (i for i, (start, stop) in enumerate(extraction.sentences) if start <= at < stop)
    return next(inside, None) if at >= 0 else None
