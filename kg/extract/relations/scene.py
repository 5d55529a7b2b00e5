"""A sentence made ready for the rules: phrases, clauses, predicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.annotate.lemmas import parses
from kg.extract.relations.clauses import Clause, clauses_of, is_participle
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.phrases import Phrase, Preposition, parens_of, phrases_of, prepositions, word
from kg.model import Entity, Mention, Sentence, Token


@dataclass(frozen=True)
class Scene:
    """A sentence with all that rules ask of it.

    Attributes:
        index: Its index in the document.
        sentence: The sentence.
        mentions: All mentions in it, nested ones too, outer before inner.
        phrases: The outermost mentions with preposition, case and coordination; relative pronouns stand for their antecedents.
        clauses: For each token its clause.
        parens: For each token whether it stands in brackets.
        preps: All prepositions outside mentions.
        inside: Tokens that belong to a mention.
    """

    index: int
    sentence: Sentence
    mentions: tuple[tuple[Mention, Entity], ...]
    phrases: tuple[Phrase, ...]
    clauses: Sequence[Clause]
    parens: Sequence[bool]
    preps: tuple[Preposition, ...]
    inside: frozenset[int]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens


_ADVERBS: Mapping[str, tuple[str, str]] = {"где": ("в", "Loc"), "куда": ("в", "Acc"), "откуда": ("из", "Gen")}


def _antecedents(phrases: Sequence[Phrase], clause: Clause, token: Token) -> list[Phrase]:
    near = [p for p in phrases if p.last <= clause.start and not p.paren]
    if not near:
        return []
    last = near[-1]
    group = [p for p in near if p.group == last.group]
    return group if token.number == "Plur" and len(group) > 1 else [last]


def _relative(
    tokens: Sequence[Token],
    phrases: Sequence[Phrase],
    clauses: Sequence[Clause],
    index: int,
    preps: Mapping[int, str],
) -> list[Phrase]:
    token, clause = tokens[index], clauses[index]
    if clause.kind != "relative" or clause.start + 4 < index:
        return []
    if word(token) in _ADVERBS:
        prep, case = _ADVERBS[word(token)]
    elif token.lemma == "который":
        prep, case = preps.get(index - 1, ""), token.case
    else:
        return []
    cases = frozenset(
        {case} | ({"Nom", "Acc"} if case in {"Nom", "Acc"} and token.text not in {"которую"} else set())
    )
    found = _antecedents(phrases, clause, token)
    return [
        replace(
            p,
            first=index,
            last=index + 1,
            preps=prep,
            cases=cases,
            chain=(),
            opaque=False,
            via=False,
            group=1000 + index,
            paren=False,
        )
        for p in found
    ]


def build(
    index: int, sentence: Sentence, mentions: Sequence[tuple[Mention, Entity]], lexicon: Lexicon
) -> Scene:
    """Make a sentence ready."""
    tokens = sentence.tokens
    phrases = phrases_of(tokens, mentions, lexicon)
    parens = parens_of(tokens)
    inside = frozenset(i for p in phrases for i in range(p.first, p.last))
    preps = tuple(p for p in prepositions(tokens, lexicon.prepositions) if p.first not in inside)
    clauses = clauses_of(tokens, phrases, parens)
    ends = {p.last - 1: p.text for p in preps}
    extra = [r for i in range(len(tokens)) for r in _relative(tokens, phrases, clauses, i, ends)]
    ordered = tuple(sorted((*phrases, *extra), key=lambda p: (p.first, p.entity.key)))
    outer = tuple(sorted(mentions, key=lambda pair: (pair[0].first, -pair[0].last, pair[1].key)))
    return Scene(index, sentence, outer, ordered, clauses, parens, preps, inside)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that a frame knows, with its reading: active, passive, participle, noun, word."""

    index: int
    reading: str
    lemma: str
    full: bool = False  # a full participle
    infinitive: bool = False


def _verb_lemmas(token: Token) -> frozenset[str]:
    found = {token.lemma}
    if token.pos in {"VERB", "AUX", "ADJ"}:
        found |= {
            p.normal_form.replace("ё", "е")
            for p in parses(token.text)
            if p.tag.POS in {"PRTF", "PRTS", "VERB", "INFN", "GRND"}
        }
    return frozenset(found)


def _participle_voice(token: Token) -> str:
    for parse in parses(token.text):
        if parse.tag.POS in {"PRTF", "PRTS"}:
            return "passive" if "pssv" in parse.tag or parse.normal_form.endswith("ся") else "active"
    return "passive" if token.feats.get("Voice") == "Pass" else "active"


def verb_reading(token: Token, verbs: frozenset[str], passive: bool) -> tuple[str, str] | None:
    """The (reading, lemma) in which a token is one of the verbs, if it is."""
    for lemma in sorted(_verb_lemmas(token)):
        reflexive = lemma.endswith("ся") and lemma[:-2] in verbs
        if lemma not in verbs and not (reflexive and passive):
            continue
        short = token.feats.get("Variant") == "Short" or any(
            p.tag.POS == "PRTS" for p in parses(token.text)[:1]
        )
        if is_participle(token) or short:
            voice = _participle_voice(token)
        else:
            voice = "passive" if reflexive and lemma not in verbs else "active"
        return voice, lemma
    return None
