"""What a person should look at, with the evidence and a decision ready to paste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import yaml

from kg.model import EntityType, Extraction, Node, Relation, ResolvedClaim
from kg.resolve.claims import CONTEXT
from kg.resolve.curation import Kind
from kg.resolve.decisions import DECIDED
from kg.resolve.join import Joined
from kg.resolve.proposals import doubtful_types, proposals
from kg.resolve.scope import Item

_QUOTES = 3


class Matter(StrEnum):
    """What a case is about."""

    DUPLICATE = "duplicate"
    TYPE = "type"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report."""

    document: str
    year: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """A node as a person sees it.

    Attributes:
        id: Its id.
        type: Its class.
        label: Its name.
        municipality: Whose it is, empty for the region or the country.
        quotes: Sentences that name it first, one a report, at most a few.
    """

    id: str
    type: EntityType
    label: str
    municipality: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to decide.

    Attributes:
        matter: What it is about.
        why: Why it is here: a key of the words that the reader is told.
        sides: The nodes.
        facts: What else to say: classes seen, or relation, status, rule.
        confidence: How sure the program is, 0 to 1; 1 where it does not say.
        decisions: Entries for the corrections file, the likelier first; ``reason`` is for the person.
    """

    matter: Matter
    why: str
    sides: tuple[Side, ...]
    facts: tuple[str, ...]
    confidence: float
    decisions: tuple[str, ...]


def sentence_text(extraction: Extraction, index: int) -> str:
    """A sentence in one line."""
    start, stop = extraction.sentences[index]
    return " ".join(extraction.document.text[start:stop].split())


def _flow(value: object) -> str:
    return yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    ).strip()


@dataclass(frozen=True)
class Reporter:
    """Makes cases of a resolution.

    Args:
        joined: The resolution.
        reason: What stands as the reason of a ready decision.
    """

    joined: Joined
    reason: str

    @cached_property
    def _nodes(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.joined.resolution.nodes}

    @cached_property
    def _documents(self) -> Mapping[str, Extraction]:
        return {one.document.identifier: one for one in self.joined.resolution.extractions}

    def _quote(self, document: str, sentence: int) -> Quote:
        extraction = self._documents[document]
        return Quote(document, extraction.document.year, sentence_text(extraction, sentence))

    def _town(self, node: Node) -> str:
        return self._nodes[node.scope].label if node.scope else ""

    def side(self, name: str) -> Side:
        """A node with its first sentences."""
        node = self._nodes[name]
        quotes: dict[str, Quote] = {}
        for item in self.joined.things.get(name, ()):
            if item.document not in quotes and len(quotes) < _QUOTES:
                quotes[item.document] = self._quote(item.document, min(item.entity.mentions).sentence)
        return Side(name, node.type, node.label, self._town(node), tuple(quotes.values()))

    def _target(self, name: str) -> dict[str, str]:
        """How a decision names a node: by a name and class that one of its entities has."""
        node = self._nodes[name]
        items = self.joined.things.get(name)
        if not items:
            return {"type": str(node.type), "label": node.label}
        item = next((item for item in items if item.entity.label == node.label), items[0])
        found = {"type": str(item.entity.type), "label": item.entity.label}
        return found | self._where(node, item)

    def _where(self, node: Node, item: Item) -> dict[str, str]:
        if item.generic:
            return {"document": item.document}
        return {"municipality": self._town(node)} if node.scope else {}

    def _entry(self, kind: Kind, value: object, **more: str) -> str:
        fields = {str(kind): value, **more, "reason": self.reason}
        lines = [f"{name}: {_flow(content)}".removesuffix("\n...") for name, content in fields.items()]
        return "\n".join(("- " if index == 0 else "  ") + line for index, line in enumerate(lines))

    def duplicates(self) -> Iterator[Case]:
        """Nodes that look like one."""
        for found in proposals(self.joined):
            pair = [self._target(found.one), self._target(found.other)]
            decisions = (self._entry(Kind.SAME, pair), self._entry(Kind.DIFFERENT, pair))
            sides = (self.side(found.one), self.side(found.other))
            yield Case(Matter.DUPLICATE, str(found.why), sides, (), 1.0, decisions)

    def types(self, below: float) -> Iterator[Case]:
        """Nodes whose class is in doubt."""
        for name, kinds in doubtful_types(self.joined, below).items():
            node = self._nodes[name]
            sure = max(item.entity.confidence for item in self.joined.things[name])
            other = next((kind for kind in kinds if kind is not node.type), node.type)
            choices = tuple(
                self._entry(Kind.RETYPE, self._target(name), to=str(kind))
                for kind in dict.fromkeys((node.type, other))
            )
            why = "classes" if len(kinds) > 1 else "unsure_class"
            yield Case(Matter.TYPE, why, (self.side(name),), tuple(map(str, kinds)), sure, choices)

    def claims(self, below: float) -> Iterator[Case]:
        """Claims that the program is least sure of, the doubtful first."""
        doubtful = [
            one
            for one in self.joined.resolution.claims
            if one.claim.confidence < below and one.claim.rule not in (CONTEXT, DECIDED)
        ]
        for one in sorted(doubtful, key=lambda one: one.claim.confidence):
            yield self._claim(one)

    def _claim(self, one: ResolvedClaim) -> Case:
        claim = one.claim
        group = claim.relation is Relation.TARGETS
        value: dict[str, object] = {"subject": self._target(claim.subject), "relation": str(claim.relation)}
        value |= {"group": claim.object} if group else {"object": self._target(claim.object)}
        value |= {"document": one.document}
        ends = (claim.subject,) if group else (claim.subject, claim.object)
        quote = self._quote(one.document, claim.sentence)
        sides = tuple(
            Side(
                name, self._nodes[name].type, self._nodes[name].label, self._town(self._nodes[name]), (quote,)
            )
            for name in ends
        )
        facts = (str(claim.relation), claim.object if group else "", str(claim.status), claim.rule)
        return Case(
            Matter.CLAIM, "unsure_claim", sides, facts, claim.confidence, (self._entry(Kind.REJECT, value),)
        )


def cases(joined: Joined, reason: str, below: float) -> list[Case]:
    """All that a person should look at: likely duplicates, doubtful classes, doubtful claims.

    Args:
        joined: The resolution.
        reason: What stands as the reason of a ready decision.
        below: Confidence under which a class or claim is doubtful, 0 to 1.
    """
    reporter = Reporter(joined, reason)
    return [*reporter.duplicates(), *reporter.types(below), *reporter.claims(below)]
