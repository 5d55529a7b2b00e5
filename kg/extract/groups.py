"""Groups of phrases of one document that refer to one thing, and the questions asked before a phrase joins one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from os.path import commonprefix

from kg.extract.grammar import is_abbreviation, is_capitalised
from kg.extract.phrases import Context, Phrase
from kg.lexicon import load
from kg.model import EntityType, Token

_LETTERS = re.compile(r"[^а-яa-z0-9]+")


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of ``coreference.yaml`` as a set."""
    return frozenset(load("coreference.yaml")[name])


@cache
def _synonyms() -> dict[str, str]:
    return {lemma: line[0] for line in load("coreference.yaml")["synonyms"] for lemma in line}


@dataclass(frozen=True)
class Reference:
    """A phrase with what identifies it.

    Attributes:
        phrase: The phrase.
        context: Its sentence.
        head: Lemma of the head noun (empty where there is only a quoted name).
        core: The quoted name, lemma by lemma, if it names this thing itself.
        inner: The name in quotation marks inside the quoted name («Причал» in «Центр «Причал»»), if any.
        contents: Lemmas that tell it apart: modifiers and complements, local words left out.
        levels: Levels of government among its words.
        foreign: Names of places other than the report's municipality.
        plural: Whether it speaks of several.
    """

    phrase: Phrase
    context: Context
    head: str
    core: tuple[str, ...]
    inner: tuple[str, ...]
    contents: frozenset[str]
    levels: frozenset[str]
    foreign: frozenset[str]
    plural: bool

    @property
    def pointing(self) -> bool:
        """A bare noun, perhaps with «этот», that can only point back."""
        return not self.contents and not self.core


def same_place(lemma: str, municipality: str) -> bool:
    """Whether a word («алейский», «алейск») is made from a municipality's name."""
    parts = [part for part in municipality.lower().replace("ё", "е").split() if part not in word_set("municipal_words")]
    return any(_same_word(lemma, part) for part in parts)


def _same_word(left: str, right: str) -> bool:
    pieces = list(zip(left.split("-"), right.split("-"), strict=False))
    return all(len(commonprefix([a, b])) >= max(3, min(len(a), len(b)) - 2) for a, b in pieces)


def _core(context: Context, phrase: Phrase) -> tuple[str, ...]:
    if phrase.quote is None:
        return ()
    lemmas = (_LETTERS.sub("", context.tokens[i].lemma) for i in phrase.quote.inner)
    return tuple(lemma for lemma in lemmas if lemma)


def _inner(context: Context, phrase: Phrase) -> tuple[str, ...]:
    if phrase.quote is None:
        return ()
    opening = [i for i in phrase.quote.inner if context.tokens[i].text in {"«", "“", "„", '"'} and i > phrase.quote.first]
    if not opening:
        return ()
    lemmas = (_LETTERS.sub("", context.tokens[i].lemma) for i in range(opening[0] + 1, phrase.quote.last))
    return tuple(lemma for lemma in lemmas if lemma)


def _telling(token: Token) -> bool:
    return token.pos not in {"PUNCT", "ADP", "CCONJ", "SYM"} and token.text not in {"№", "."}


def reference(context: Context, phrase: Phrase, municipality: str) -> Reference:
    """What identifies a phrase in a report about a municipality."""
    token = context.tokens[phrase.head]
    quoted = range(phrase.quote.first, phrase.quote.last) if phrase.quote else range(0)
    inside = [i for i in range(phrase.first, phrase.last) if i != phrase.head and i not in quoted]
    lemmas = {i: context.tokens[i].lemma for i in inside if _telling(context.tokens[i])}
    own = {i for i, lemma in lemmas.items() if municipality and same_place(lemma, municipality)}
    told = {lemma for i, lemma in lemmas.items() if i not in own and lemma not in word_set("local_words")}
    foreign = {lemmas[i] for i in lemmas if i not in own and _toponym(context.tokens[i], i > phrase.first)}
    head = "" if phrase.quote is not None and phrase.head == phrase.quote.first else token.lemma
    return Reference(
        phrase=phrase,
        context=context,
        head=_synonyms().get(head, head),
        core=_core(context, phrase),
        inner=_inner(context, phrase),
        contents=frozenset(told),
        levels=frozenset(lemmas.values()) & word_set("levels"),
        foreign=frozenset(foreign),
        plural=token.number == "Plur" and not phrase.prefix and phrase.quote is None and not is_abbreviation(token),
    )


def _toponym(token: Token, inner: bool) -> bool:
    return token.ner.endswith("LOC") or (inner and is_capitalised(token) and token.lemma.endswith("ский"))


@dataclass
class Group:
    """References to one thing, in order of the text."""

    type: EntityType
    members: list[Reference] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)

    @property
    def plural(self) -> bool:
        """Whether it is a collective."""
        return all(member.plural for member in self.members)

    def heads(self) -> set[str]:
        """Lemmas of the head nouns of its references."""
        return {member.head for member in self.members if member.head}

    def contents(self) -> frozenset[str]:
        """All words that tell it apart."""
        return frozenset().union(*(member.contents for member in self.members))

    def cores(self) -> set[tuple[str, ...]]:
        """Its quoted names."""
        return {core for member in self.members for core in (member.core, member.inner) if core}


Test = Callable[[Reference, Group], bool]


def _conflict(ref: Reference, group: Group) -> bool:
    levels = frozenset().union(*(m.levels for m in group.members))
    if ref.levels and levels and ref.levels.isdisjoint(levels):
        return True
    foreign = frozenset().union(*(m.foreign for m in group.members))
    return ref.foreign != foreign and bool(ref.foreign or foreign)


def same_quoted(ref: Reference, group: Group) -> bool:
    """The same name in quotation marks, under the same head or under none."""
    same = group.cores() & {ref.core, ref.inner}
    if not ref.core or not same:
        return False
    between = {m.contents for m in group.members if m.core in same}
    if not ref.head or not group.heads() or (ref.inner and ref.inner in same):
        return True
    return ref.head in group.heads() and (ref.contents in between or ref.phrase.type is group.type and not ref.levels)


def spelled_out(ref: Reference, group: Group) -> bool:
    """The words of a quoted name without its marks: «Дом молодёжи» for «МБУ «Дом молодёжи»», shortened or not."""
    if ref.core or ref.plural or ref.phrase.type is not group.type:
        return False
    words = tuple(t.lemma for t in ref.context.tokens[ref.phrase.first : ref.phrase.last] if _telling(t))
    return len(words) > 1 and any(core[: len(words)] == words for core in group.cores())


def same_words(ref: Reference, group: Group) -> bool:
    """The same head and the same telling words, nothing quoted."""
    if ref.core or group.cores() or ref.head not in group.heads() or ref.plural != group.plural:
        return False
    return ref.phrase.type is group.type and any(m.contents == ref.contents for m in group.members)


def shorter(ref: Reference, group: Group) -> bool:
    """Fewer of the words of a longer name: «Совет ветеранов» for «городской Совет ветеранов войны и труда»."""
    if ref.core or ref.plural or group.plural or ref.head not in group.heads() or _conflict(ref, group):
        return False
    if ref.phrase.type is not group.type and not ref.pointing:
        return False
    return ref.contents <= group.contents()


_GROWING = {
    EntityType.NGO, EntityType.COUNCIL, EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY,
    EntityType.INSTITUTION, EntityType.MEDIA, EntityType.TRADE_UNION, EntityType.RELIGIOUS, EntityType.FOUNDATION,
}  # fmt: skip


def longer(ref: Reference, group: Group) -> bool:
    """More words of the same name than have stood before."""
    if ref.core or ref.plural or group.plural or ref.head not in group.heads() or _conflict(ref, group):
        return False
    told = group.contents()
    return ref.phrase.type is group.type and ref.phrase.type in _GROWING and bool(told) and told < ref.contents
