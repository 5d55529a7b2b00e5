"""Where a number stands: the entities of its sentence and of the sentences before it, clauses, brackets."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import field
from functools import lru_cache
from itertools import pairwise

from kg.extract.figures.lexicon import units, words
from kg.extract.figures.line import Line
from kg.extract.figures.quantity import abbreviated
from kg.extract.pronouns import is_personal
from kg.model import ACTORS, CITY, Entity, EntityType, Mention, Sentence, Token
from kg.structs import lazy, struct

_AROUND = ("before", "lead", "heading", "topic", "author", "again")
_BREAKS = frozenset(",;:()—–")
_TOGETHER = frozenset({("совместно", "с"), ("вместе", "с")})
CERTAIN = 0.5
"""Confidence from which an entity is not doubtful."""
WORKS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})

Placed = tuple[Mention, Entity]
Again = tuple[str, Placed]
"""A noun's stem, and a mention of what it stands for."""


@struct(frozen=True)
class Scene:
    """A sentence with all that a figure in it may be about.

    Attributes:
        sentence: The sentence.
        line: Its text in one line.
        mentions: Mentions in it, in order, with their entities.
        before: Mentions of up to three sentences before it, the nearest sentence first.
        same_block: For each of :attr:`before`, whether it stands in the same run of text.
        earlier: The sentences of :attr:`before`.
        lead: Mentions of the sentence that leads in the list whose item this is, with their entities.
        leading: The sentence of :attr:`lead`.
        heading: Mentions of the heading above, with their entities.
        again: Mentions further back of collectives whose nouns the sentence says again, one for each.
        item: Whether the sentence stands in an item of a list.
        topic: Mentions of the programmes, projects and events that the whole document opens with and comes back to.
        author: Mention of the actor whose report the document is.
        weighed: The signs of what stands in the sentence itself, by number and by what the figure before is about
            and where it ends: found once.
    """

    sentence: Sentence
    line: Line
    mentions: tuple[Placed, ...]
    before: tuple[tuple[Placed, ...], ...]
    same_block: tuple[bool, ...] = field(default=())
    earlier: tuple[Sentence, ...] = field(default=())
    lead: tuple[Placed, ...] = field(default=())
    heading: tuple[Placed, ...] = field(default=())
    topic: tuple[Placed, ...] = field(default=())
    author: tuple[Placed, ...] = field(default=())
    again: tuple[Again, ...] = field(default=())
    item: bool = False
    leading: Sentence | None = None
    weighed: dict[tuple[int, str | None, int], list[tuple[str, set[str]]]] = field(
        default_factory=dict, compare=False
    )

    def among(self, other: Scene) -> Scene:
        """The sentence in another's surroundings; what was worked out from its own words and mentions stays."""
        found = copy(self)
        found.__dict__.update({name: getattr(other, name) for name in _AROUND})
        return found

    @property
    def far(self) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
        """What stands further off, by the sign of where it stands."""
        return ("lead", self.lead), ("heading", self.heading), ("topic", self.topic), ("author", self.author)

    @lazy
    def clauses(self) -> tuple[int, ...]:
        """For each token the number of its clause."""
        return _clauses(self.sentence)

    @lazy
    def subjects(self) -> Mapping[int, tuple[int, ...]]:
        """For each clause the nouns in the nominative that stand as its subject, outside of brackets."""
        found: dict[int, tuple[int, ...]] = {}
        for i, (token, clause) in enumerate(zip(self.sentence.tokens, self.clauses, strict=True)):
            acting = token.rel.startswith("nsubj") and token.pos != "NUM"
            if acting and is_nominative(self.sentence.tokens, i) and i not in self.bracketed:
                found[clause] = (*found.get(clause, ()), i)
        return found

    @lazy
    def impersonal(self) -> frozenset[int]:
        """Clauses as «приведено в порядок 7 родников», where what is counted is the subject."""
        tokens = zip(self.sentence.tokens, self.clauses, strict=True)
        return frozenset(
            clause
            for token, clause in tokens
            if token.pos == "VERB" and token.feats.get("Variant") == "Short" and token.gender == "Neut"
        )

    @lazy
    def attending(self) -> frozenset[int]:
        """Clauses in which people take part in something; what a name says («Соберём детей в школу») does not count."""
        if not self.coming:
            return frozenset()
        said = {i for m, _ in self.mentions for i in range(m.first, m.last) if i != m.head}
        return frozenset(self.clauses[i] for i in self.coming if i not in said)

    @lazy
    def coming(self) -> tuple[int, ...]:
        """The words for people who take part in something."""
        known = words("attendance")
        return tuple([i for i, token in enumerate(self.sentence.tokens) if token.lemma in known])

    @lazy
    def extents(self) -> tuple[int, ...]:
        """The words for measures («число», «объём»)."""
        known = words("extents")
        return tuple([i for i, token in enumerate(self.sentence.tokens) if token.lemma in known])

    @lazy
    def aimed(self) -> bool:
        """«на эти цели завод перечислил 95 тыс. рублей», «на что направлено …»: money for what was told before."""
        said = [token.lemma for token in self.sentence.tokens]
        led = (i for i, lemma in enumerate(said[:-1]) if lemma in {"на", "для"})
        return "спонсор" in said or any(
            said[i + 1] in {"это", "что"}
            or (said[i + 1] in {"этот", "данный"} and said[i + 2 : i + 3] == ["цель"])
            for i in led
        )

    @lazy
    def pronouns(self) -> tuple[tuple[int, Token], ...]:
        """The pronouns that may stand for something named before."""
        return tuple([(i, token) for i, token in enumerate(self.sentence.tokens) if is_personal(token)])

    @lazy
    def relatives(self) -> tuple[int, ...]:
        """Where «который» stands."""
        return tuple([i for i, token in enumerate(self.sentence.tokens) if token.lemma == "который"])

    @lazy
    def bare(self) -> Mapping[str, tuple[int, ...]]:
        """Where words stand that belong to no mention, by the stem of their lemma."""
        taken = {i for mention, _ in self.mentions for i in range(mention.first, mention.last)}
        found: dict[str, tuple[int, ...]] = {}
        for i, token in enumerate(self.sentence.tokens):
            if i not in taken:
                said = stem(token.lemma)
                found[said] = (*found.get(said, ()), i)
        return found

    @lazy
    def together(self) -> int:
        """Where «совместно с …» stands; after the sentence, where it does not."""
        said = [token.low for token in self.sentence.tokens]
        pairs = enumerate(pairwise(said), 1)
        # «вместе с тем» says nothing of company
        named = (i for i, pair in pairs if pair in _TOGETHER and said[i + 1 : i + 2] != ["тем"])
        return next(named, len(said))

    @lazy
    def bracketed(self) -> frozenset[int]:
        """Indexes of tokens in round brackets."""
        depth = 0
        found = set()
        for i, token in enumerate(self.sentence.tokens):
            depth += token.text == "("
            if depth > 0:
                found.add(i)
            depth -= token.text == ")"
        return frozenset(found)

    @lazy
    def outer(self) -> tuple[Placed, ...]:
        """Mentions that stand in no longer mention, transparent ones left out."""
        through = self.transparent
        solid = [row for row in self.mentions if row[0] not in through] if through else self.mentions
        spans = [(m.first, m.last) for m, _ in solid]
        return tuple(row for row in solid if not any(_inside(row[0], *span) for span in spans))

    @lazy
    def transparent(self) -> frozenset[Mention]:
        """«активисты общества», «специалисты центра»: people who stand for the actor in the genitive."""
        people = units().people | words("effort")
        found = (m for m, _ in self.mentions if self.sentence.tokens[m.head].lemma in people)
        return frozenset(
            m for m in found if any(self._owner(other, entity, m) for other, entity in self.mentions)
        )

    def _owner(self, mention: Mention, entity: Entity, outer: Mention) -> bool:
        genitive = self.sentence.tokens[mention.head].case in {"Gen", ""}
        within = _inside(mention, outer.first, outer.last) or mention.first == outer.last
        return genitive and entity.type in ACTORS and within


def stem(lemma: str) -> str:
    """A lemma without its ending, of which the tagger is not always sure («лагер», «лагерь»)."""
    return lemma.rstrip("аеийоуыьюя") or lemma


def _inside(mention: Mention, first: int, last: int) -> bool:
    return first <= mention.first and mention.last <= last and last - first > mention.last - mention.first


def _finite(sentence: Sentence, tokens: range) -> bool:
    return any(
        sentence.tokens[i].pos in {"VERB", "AUX"} and sentence.tokens[i].feats.get("VerbForm") != "Conv"
        for i in tokens
    )


def _clauses(sentence: Sentence) -> tuple[int, ...]:
    """Stretches between punctuation; one without a verb belongs to the clause before it."""
    numbers: list[int] = []
    current = start = 0
    seen_verb = False
    cuts = [i for i, token in enumerate(sentence.tokens) if token.text in _BREAKS] + [len(sentence.tokens)]
    for cut in cuts:
        verb = _finite(sentence, range(start, cut))
        hard = bool(start) and sentence.tokens[start].text == ";"
        if hard or (verb and seen_verb):
            current += 1
        seen_verb = (seen_verb and not hard) or verb
        numbers.extend([current] * (cut - start))
        start = cut
    return tuple(numbers)


def is_nominative(tokens: tuple[Token, ...], index: int) -> bool:
    """In the nominative; of a subject that is an abbreviation («ТОС занял …») the tagger does not know the case."""
    token = tokens[index]
    if not abbreviated(token):
        return token.case == "Nom"
    attribute = index > 0 and tokens[index - 1].pos == "NOUN"  # «площадки ТОС»
    return not attribute and (token.case == "Nom" or token.rel.startswith("nsubj"))


def governs(mention: Mention, sentence: Sentence) -> str:
    """The preposition before a mention, lower case; empty where there is none."""
    for i in range(mention.first - 1, max(-1, mention.first - 4), -1):
        token = sentence.tokens[i]
        if token.pos == "ADP":
            return token.low
        if token.pos not in {"ADJ", "NUM", "DET"} and token.text not in {"«", '"'}:
            break
    return ""


def name_of(entity: Entity, municipality: str | None) -> str:
    """The key under which a figure is about an entity: the report's own municipality is :data:`CITY`."""
    own = entity.type is EntityType.PLACE and municipality
    return (
        CITY
        if own and any(_same_place(name, municipality or "") for name in (entity.label, *entity.aliases))
        else entity.key
    )


@lru_cache(maxsize=8_192)
def _same_place(name: str, other: str) -> bool:
    """Whether two names differ in their endings at most: «Алейска» is «Алейск»."""
    a, b = (text.lower().replace("ё", "е") for text in (name, other))
    stem = max(4, min(len(a), len(b)) - 2)
    return a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 2
