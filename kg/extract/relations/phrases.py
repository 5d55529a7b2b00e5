"""Mentions as they stand in a sentence: what governs each, in which case."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.relations.cases import ANY_CASE
from kg.extract.relations.prepositions import word
from kg.lexicon import words
from kg.model import Entity, EntityType, Mention, Token
from kg.structs import struct

TERRITORIES = words("phrases.yaml", "territory_nouns")
_TERRITORY_SIGNS = words("phrases.yaml", "territory_abbreviations")
DEEDS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})


@struct(frozen=True, slots=True)
class Phrase:
    """An outermost mention with what governs it.

    Attributes:
        entity: What it refers to.
        first: Index of its first token, in the sentence.
        last: Index after its last token.
        preps: The preposition before it («в», «при поддержке»); empty where there is none.
        cases: Cases that its head, or the noun through which it acts, can have.
        chain: Nouns to its left that it hangs on in the genitive, the nearest first.
        opaque: Some noun of the chain changes what is meant («проблемы совета»).
        via: It acts through people («активисты совета»).
        group: Number of the coordination that it belongs to.
        paren: It stands in brackets.
        number: Sing or Plur; empty where the head does not say.
        proxy: It stands for a pronoun or comes from the items of a list.
    """

    entity: Entity
    first: int
    last: int
    preps: str
    cases: frozenset[str]
    chain: tuple[int, ...] = ()
    opaque: bool = False
    via: bool = False
    group: int = -1
    paren: bool = False
    number: str = ""
    proxy: str = ""

    def in_group(self, number: int) -> Phrase:
        """The same phrase as an item of the list of this number; made directly, since every phrase is one."""
        return Phrase(
            self.entity, self.first, self.last, self.preps, self.cases, self.chain, self.opaque, self.via,
            number, self.paren, self.number, self.proxy,
        )  # fmt: skip

    @property
    def vague(self) -> bool:
        """Whether its case cannot be told."""
        return self.cases == ANY_CASE


def parens_of(tokens: Sequence[Token]) -> tuple[bool, ...]:
    """For each token whether it stands in brackets (the brackets included)."""
    if "(" not in [token.text for token in tokens]:
        return (False,) * len(tokens)
    depth, found = 0, []
    for index, token in enumerate(tokens):
        marker = token.text == ")" and index <= 2
        depth += token.text == "("
        found.append(depth > 0)
        depth = depth if marker else max(0, depth - (token.text == ")"))
    return tuple(found) if depth == 0 else tuple(False for _ in tokens)


def outermost(mentions: Sequence[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    """The mentions of a sentence that stand in no other."""
    found: list[tuple[Mention, Entity]] = []
    for mention, entity in sorted(
        mentions, key=lambda pair: (pair[0].first, -pair[0].last, -len(pair[1].label), pair[1].key)
    ):
        if not found or mention.first >= found[-1][0].last:
            found.append((mention, entity))
    return found


def says_territory(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token says of what kind a place is: «селе», «г.», «пгт»."""
    token = tokens[index]
    dotted = token.text.endswith(".") or (index + 1 < len(tokens) and tokens[index + 1].text == ".")
    sign = word(token).rstrip(".") in _TERRITORY_SIGNS and (dotted or len(token.text) > 1)
    return token.lemma in TERRITORIES or (sign and token.pos != "ADP")
