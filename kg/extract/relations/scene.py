"""A sentence made ready for the rules: phrases, clauses, predicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.relations.antecedents import Antecedents
from kg.extract.relations.clauses import Clause, clauses_of, is_finite, is_participle
from kg.extract.relations.lexicon import Lexicon, data
from kg.extract.relations.phrases import Phrase, outermost, parens_of
from kg.extract.relations.phrasing import phrases_of
from kg.extract.relations.prepositions import Preposition, prepositions
from kg.extract.relations.proxies import Proxies
from kg.extract.relations.spotlight import Spotlight
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, SectionKind, Sentence, Status, Token
from kg.structs import lazy, struct

OWN_PLACES = words("phrases.yaml", "own_places")
"""Nouns by which a report speaks of its own municipality."""


@struct(frozen=True)
class Scene:
    """A sentence with all that rules ask of it.

    Attributes:
        index: Its index in the document.
        sentence: The sentence.
        mentions: All mentions in it, nested ones too, outer before inner.
        phrases: The outermost mentions with preposition, case and coordination; pronouns stand for what they mean.
        clauses: For each token its clause.
        parens: For each token whether it stands in brackets.
        preps: All prepositions outside mentions.
        inside: Tokens that belong to a mention.
        light: What the text before it spoke of.
    """

    index: int
    sentence: Sentence
    mentions: tuple[tuple[Mention, Entity], ...]
    phrases: tuple[Phrase, ...]
    clauses: Sequence[Clause]
    parens: Sequence[bool]
    preps: tuple[Preposition, ...]
    inside: frozenset[int]
    light: Spotlight

    @lazy
    def joined(self) -> frozenset[int]:
        """Tokens of prepositions of several words («с участием»), which say nothing by themselves."""
        return frozenset(i for p in self.preps if p.last - p.first > 1 for i in range(p.first, p.last))

    @lazy
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @lazy
    def _of_clause(self) -> dict[int, list[Phrase]]:
        found: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(id(self.clauses[phrase.first]), []).append(phrase)
        return found

    def phrases_in(self, clause: Clause) -> Sequence[Phrase]:
        """The phrases that begin in a clause."""
        return self._of_clause.get(id(clause), ())

    @lazy
    def statuses(self) -> dict[tuple[int, SectionKind, int], Status]:
        """What was found of words by their index, the kind of the section and the start of their clause."""
        return {}

    @lazy
    def verbs(self) -> dict[int, list[int]]:
        """What was found of the verbs of clauses."""
        return {}

    @lazy
    def predicates(self) -> dict[tuple[Trigger, SectionKind], Status]:
        """The same of predicates."""
        return {}

    @lazy
    def types(self) -> frozenset[EntityType]:
        """What may stand in a role: the classes of all that the sentence names or means, and of those spoken of before."""
        named = {entity.type for _, entity in self.mentions} | {phrase.entity.type for phrase in self.phrases}
        home = self.light.home
        here = () if home is None or OWN_PLACES.isdisjoint(self.lemmas) else (home,)
        return frozenset(named | {e.type for e in (*self.light.deeds, *self.light.actors, *here)})

    @lazy
    def forms(self) -> Mapping[str, list[int]]:
        """Where words stand, by every dictionary form that they may be of."""
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            for lemma in verb_lemmas(token):
                found.setdefault(lemma, []).append(index)
        return found

    @lazy
    def lemmas(self) -> frozenset[str]:
        """The dictionary forms of its words, as they were tagged."""
        return frozenset([token.lemma for token in self.tokens])

    @lazy
    def ruling(self) -> frozenset[str]:
        """The prepositions before its phrases."""
        return frozenset(phrase.preps for phrase in self.phrases)

    @lazy
    def words(self) -> frozenset[str]:
        """Its words in lower case, «ё» written «е»."""
        return frozenset([token.word for token in self.tokens])

    @lazy
    def _known(self) -> frozenset[str]:
        return frozenset(self.forms)

    def anywhere(self, words: frozenset[str]) -> list[int]:
        """Tokens that may be a form of one of some words, in order."""
        if self._known.isdisjoint(words):
            return []
        return sorted({index for lemma in self._known & words for index in self.forms[lemma]})

    def where(self, words: frozenset[str]) -> list[int]:
        """The same outside of mentions."""
        found = self.anywhere(words)
        return [index for index in found if index not in self.inside] if found else found

    @lazy
    def says(self) -> bool:
        """Whether it says what is or was: it has a verb of its own."""
        return any(is_finite(token) for i, token in enumerate(self.tokens) if i not in self.inside)

    @lazy
    def _outside(self) -> dict[int, list[int]]:
        return {}

    def outside(self, clause: Clause) -> Sequence[int]:
        """The tokens of a clause that belong to no mention; many rules ask for them."""
        found = self._outside.get(id(clause))
        if found is None:
            inside = self.inside
            found = self._outside[id(clause)] = [i for i in clause.tokens if i not in inside]
        return found

    @lazy
    def _of_clauses(self) -> dict[int, frozenset[str]]:
        return {}

    def lemmas_in(self, clause: Clause) -> frozenset[str]:
        """The dictionary forms of the words of a clause."""
        found = self._of_clauses.get(id(clause))
        if found is None:
            found = frozenset([self.tokens[i].lemma for i in clause.tokens])
            self._of_clauses[id(clause)] = found
        return found


@lru_cache(maxsize=1)
def _staff() -> frozenset[str]:
    return frozenset(data("frames.yaml")["staff"])


def _employers(
    tokens: Sequence[Token], phrases: Sequence[Phrase], mentions: Sequence[tuple[Mention, Entity]]
) -> list[Phrase]:
    """Whom staff acts for: «специалистами ресурсного центра» is said of the centre."""
    found = []
    for phrase in (p for p in phrases if p.entity.type is EntityType.POST):
        if tokens[phrase.first].lemma not in _staff():
            continue
        inner = [
            (m, e)
            for m, e in mentions
            if phrase.first < m.first and m.last <= phrase.last and e.type in ACTORS
        ]
        if inner:
            entity = min(inner, key=lambda pair: (pair[0].first, -pair[0].last, pair[1].key))[1]
            found.append(replace(phrase, entity=entity, via=True, proxy="employer"))
    return found


def build(
    index: int,
    sentence: Sentence,
    mentions: Sequence[tuple[Mention, Entity]],
    lexicon: Lexicon,
    light: Spotlight,
) -> Scene:
    """Make a sentence ready."""
    tokens = sentence.tokens
    outer = outermost(mentions)
    inside = frozenset(i for m, _ in outer for i in range(m.first, m.last))
    preps = prepositions(tokens, lexicon.prepositions, inside)
    phrases = phrases_of(tokens, outer, preps, lexicon)
    parens = parens_of(tokens)
    clauses = clauses_of(tokens, phrases, parens)
    every = tuple(sorted(mentions, key=lambda pair: (pair[0].first, -pair[0].last, pair[1].key)))
    employers = _employers(tokens, phrases, mentions)
    staff = {p.first for p in employers}
    others = [replace(p, proxy="staff") if p.first in staff else p for p in phrases]
    extra = Proxies(Antecedents(tokens, every), phrases, clauses, preps, light).all()
    ordered = tuple(sorted((*others, *employers, *extra), key=lambda p: (p.first, p.entity.key)))
    return Scene(index, sentence, every, ordered, clauses, parens, preps, inside, light)


@struct(frozen=True, slots=True)
class Trigger:
    """A word that a frame knows, with its reading: active, passive, participle, noun, word."""

    index: int
    reading: str
    lemma: str
    full: bool = False  # a full participle
    infinitive: bool = False


_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
"""What a verb may be to the tagger."""


@lru_cache(maxsize=16_384)
def lemmas_of(text: str, lemma: str, pos: str) -> tuple[str, ...]:
    """The same of a word with its tagged dictionary form and part of speech."""
    if pos not in _VERBAL:
        return (lemma,)
    found = {
        p.normal_form.replace("ё", "е")
        for p in parses(text)
        if p.tag.POS in {"PRTF", "PRTS", "VERB", "INFN", "GRND"}
    }
    return tuple(sorted({lemma} | found))


def verb_lemmas(token: Token) -> tuple[str, ...]:
    """The dictionary forms that a token may be of, as a verb or as it was tagged, in order."""
    return lemmas_of(token.text, token.lemma, token.pos) if token.pos in _VERBAL else (token.lemma,)


def participle_voice(token: Token) -> str:
    """Whether a participle is active or passive."""
    for parse in parses(token.text):
        if parse.tag.POS in {"PRTF", "PRTS"}:
            return "passive" if "pssv" in parse.tag or parse.normal_form.endswith("ся") else "active"
    return "passive" if token.feats.get("Voice") == "Pass" else "active"


def verb_reading(token: Token, verbs: frozenset[str], passive: bool) -> tuple[str, str] | None:
    """The (reading, lemma) in which a token is one of the verbs, if it is."""
    for lemma in verb_lemmas(token):
        known, reflexive = lemma in verbs, lemma.endswith(("ся", "сь"))
        if not known and not (passive and reflexive and lemma[:-2] in verbs):
            continue
        short = token.feats.get("Variant") == "Short" or parses(token.text)[0].tag.POS == "PRTS"
        if short or is_participle(token):
            own = known and reflexive  # «опирающийся» is said of who does it
            voice = "active" if own and not short else participle_voice(token)
        else:
            voice = "active" if known else "passive"
        return voice, lemma
    return None


def any_reading(token: Token) -> tuple[str, str] | None:
    """The (reading, lemma) of any verb but the copula."""
    if token.pos != "VERB" or token.lemma in {"быть", "мочь"}:
        return None
    if is_participle(token) or token.feats.get("Variant") == "Short":
        return participle_voice(token), token.lemma
    return (
        "passive" if token.lemma.endswith("ся") and token.feats.get("Voice") == "Pass" else "active"
    ), token.lemma
