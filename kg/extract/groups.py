"""Groups of phrases of one document that refer to one thing, and what identifies a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.annotate.lemmas import parses
from kg.extract.context import ACTING, NUMBERED, PLACED, SHARED_HEAD, Context, Phrase
from kg.extract.grammar import is_abbreviation, is_adjective, is_capitalised
from kg.extract.lexicon import heads, words
from kg.extract.nouns import is_territory
from kg.lexicon import load
from kg.model import EntityType, Token
from kg.structs import struct

_LETTERS = re.compile(r"[^а-яa-z0-9]+")


_ENDING = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ам|ям|ой|ей|ом|ем|ым|им|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|[аеиоуыюяьй])$"
)
_SHORT = 4
"""Letters of a word that is not cut."""


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of ``coreference.yaml`` as a set."""
    return frozenset(load("coreference.yaml")[name])


@cache
def _synonyms() -> dict[str, str]:
    return {lemma: line[0] for line in load("coreference.yaml")["synonyms"] for lemma in line}


_FEWEST = 3
"""Letters that words of one stem have in common at least."""
_WITH_NUMBER = 3
"""Tokens of «школы № 1»."""


@struct(frozen=True)
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


@lru_cache(maxsize=64)
def _parts(municipality: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a municipality's name, by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for part in municipality.lower().replace("ё", "е").split():
        if part not in word_set("municipal_words"):
            found[part[:_FEWEST]] = (*found.get(part[:_FEWEST], ()), part)
    return found


def same_place(lemma: str, municipality: str) -> bool:
    """Whether a word («алейский», «алейск») is made from a municipality's name."""
    return any(_same_word(lemma, part) for part in _parts(municipality).get(lemma[:_FEWEST], ()))


def _same_word(left: str, right: str) -> bool:
    return all(_alike(a, b) for a, b in zip(left.split("-"), right.split("-"), strict=False))


def _alike(left: str, right: str) -> bool:
    """Whether two words begin with the same letters, up to two at the end of the shorter."""
    shorter = min(len(left), len(right))
    stem = max(_FEWEST, shorter - 2)
    return shorter >= stem and left[:stem] == right[:stem]


def _core(context: Context, phrase: Phrase) -> tuple[str, ...]:
    if phrase.quote is None:
        return ()
    return _stems(context, phrase.quote.inner)


def _stems(context: Context, indices: Iterable[int]) -> tuple[str, ...]:
    # the last letters are left out: lemmas of names that the dictionary does not know waver there
    tokens = context.tokens
    stems = [_word_stem(tokens[i].word, tokens[i].lemma) for i in indices]
    return tuple([found for found in stems if found])


@lru_cache(maxsize=8_192)
def _word_stem(word: str, lemma: str) -> str:
    """«Хаймата» and «Хаймат» have one stem, though the dictionary knows neither."""
    text = _LETTERS.sub("", word)
    if text and text.isalpha() and not parses(text)[0].is_known:
        return _ENDING.sub("", text) if len(text) > _SHORT else text
    return stem(_LETTERS.sub("", lemma))


def stem(lemma: str) -> str:
    """A lemma without the letters that waver."""
    return lemma[: max(4, len(lemma) - 2)]


def _inner(context: Context, phrase: Phrase) -> tuple[str, ...]:
    if phrase.quote is None:
        return ()
    opening = [
        i
        for i in phrase.quote.inner
        if context.tokens[i].text in {"«", "“", "„", '"'} and i > phrase.quote.first
    ]
    if not opening:
        return ()
    return _stems(context, range(opening[0] + 1, phrase.quote.last))


def telling(token: Token) -> bool:
    """Whether a word says something: no sign, preposition or conjunction."""
    return token.pos not in {"PUNCT", "ADP", "CCONJ", "SYM"} and token.text not in {"№", "."}


def reference(context: Context, phrase: Phrase, municipality: str) -> Reference:
    """What identifies a phrase in a report about a municipality."""
    token = context.tokens[phrase.head]
    core = _core(context, phrase)
    # «председатель ТОС «Родник»»: the name in quotation marks is that of the body
    branch = bool(core) and (token.lemma in words("parented") or phrase.type is EntityType.POST)
    quoted = range(phrase.quote.first, phrase.quote.last) if phrase.quote and not branch else range(0)
    inside = [
        i
        for i in range(phrase.first, phrase.last)
        if (i != phrase.head or i in phrase.modifiers) and i not in quoted
    ]
    lemmas = {i: context.tokens[i].lemma for i in inside if telling(context.tokens[i])}
    own = {i for i, lemma in lemmas.items() if municipality and same_place(lemma, municipality)}
    head = _noun(token, phrase, lemmas.values())
    silent, local = load("coreference.yaml")["silent_words"].get(head, ()), word_set("local_words")
    territories = [i for i in range(phrase.first, phrase.last) if is_territory(context, i)]
    # «муниципального образования», not «образования»
    formation = {i for i in territories if context.tokens[i].number != "Plur"}
    others = {i for i in lemmas if _other_territories(context, i, territories)} if territories else set()
    told = {
        lemma
        for i, lemma in lemmas.items()
        if i in others or not (i in own or i in formation or lemma in silent or lemma in local)
    }
    if ministry := load("coreference.yaml")["ministries"].get(token.word):
        head, told = "министерство", told | set(ministry.split())
    if head == "нко" and (told & word_set("socially_oriented") or token.lemma == "сонко"):
        told = (told - word_set("socially_oriented")) | {"ориентированный"}
    foreign = {lemmas[i] for i in lemmas if not own and _toponym(context.tokens[i], i > phrase.first)}
    return Reference(
        phrase=phrase,
        context=context,
        head=head,
        core=() if branch else core,
        inner=() if branch else _inner(context, phrase),
        contents=frozenset(told),
        levels=frozenset(lemmas.values()) & word_set("levels"),
        foreign=frozenset(foreign),
        plural=phrase.rule == SHARED_HEAD
        or (phrase.quote is None and not phrase.prefix and _several(context, phrase, head)),
    )


def _noun(token: Token, phrase: Phrase, lemmas: Iterable[str]) -> str:
    """The lemma of what a phrase is said to be; empty where there is only a quoted name."""
    head = "" if phrase.quote is not None and phrase.head == phrase.quote.first else token.lemma
    if phrase.type is EntityType.TOS and head == "орган":
        head = "тос"  # «органы ТОС» are the ТОС
    if phrase.rule == NUMBERED:  # «№ 2» after «школы № 1 и» is a school
        head = phrase.prefix.partition(" №")[0].split()[-1].lower().replace("ё", "е")
    if phrase.rule == PLACED:  # «Озёрского» before «и Каменского домов культуры» is a house
        head = next(
            (part for part in phrase.prefix.lower().replace("ё", "е").split() if part in heads()), head
        )
    if phrase.rule == ACTING:  # «Осинский район провёл форум» speaks of its administration
        head = "администрация"
    return "нко" if _non_commercial(head, phrase, lemmas) else _synonyms().get(head, head)


def _non_commercial(head: str, phrase: Phrase, lemmas: Iterable[str]) -> bool:
    # «некоммерческие организации» are «НКО»
    return head == "организация" and phrase.quote is None and "некоммерческий" in set(lemmas)


def _other_territories(context: Context, index: int, territories: Sequence[int]) -> bool:
    """«администрации сельских поселений»: several territories are not the report's own."""
    noun = next((i for i in territories if i >= index), None)
    if noun is None or context.tokens[noun].number != "Plur":
        return False
    return all(is_adjective(context.tokens[i]) for i in range(index, noun))


def _several(context: Context, phrase: Phrase, head: str) -> bool:
    token = context.tokens[phrase.head]
    if head in word_set("several"):
        return True
    first = token.text.partition("-")[0]  # «волонтёры-медики»: the tagger takes the whole for a singular
    if first != token.text and parses(first)[0].tag.number == "plur":
        return True
    if is_abbreviation(token) or token.lemma in word_set("members"):
        return False
    if head in word_set("sittings") and _in_general(context):
        return True
    if context.text(phrase.head + 1) == "№" and phrase.last == phrase.head + _WITH_NUMBER:
        return False  # «школы № 1, № 2»: each of them by its number
    # «2 уличных комитета»: a counted noun stands in the genitive singular
    counted = phrase.first > 0 and context.tokens[phrase.first - 1].pos == "NUM" and token.case == "Gen"
    counted = counted and context.text(phrase.first - 1) not in {"1", "один", "одна", "одно"}
    return token.number == "Plur" or counted or _of_several(context, phrase)


def _of_several(context: Context, phrase: Phrase) -> bool:
    """«администрации сельских поселений»: several territories have several authorities."""
    if context.lemma(phrase.head) not in words("whole_authorities"):
        return False
    behind = (context.tokens[i] for i in range(phrase.head + 1, phrase.last))
    return any(token.number == "Plur" and token.lemma in words("territory_nouns") for token in behind)


def _in_general(context: Context) -> bool:
    """«Заседание правомочно, если …», «принимается на заседании»: a rule speaks of all sittings."""
    if any(token.text[:1].isdigit() or token.lemma in words("months") for token in context.tokens):
        return False
    verbs = [token for token in context.tokens if token.pos in {"VERB", "AUX"}]
    told = any(t.feats.get("Tense") in {"Past", "Fut"} and t.feats.get("VerbForm") == "Fin" for t in verbs)
    done = any(token.feats.get("Variant") == "Short" and token.pos == "VERB" for token in context.tokens)
    rules = any(t.feats.get("Tense") == "Pres" and t.feats.get("VerbForm") == "Fin" for t in verbs)
    return rules and not told and not done


def _toponym(token: Token, inner: bool) -> bool:
    return token.ner.endswith("LOC") or (inner and is_capitalised(token) and token.lemma.endswith("ский"))


@dataclass
class Group:
    """References to one thing, in order of the text, with what they say of it together.

    Attributes:
        type: The class of the first reference.
        members: The references.
        abbreviations: Abbreviations given for it in brackets.
        latest: Position of the last reference among all of the document.
        plural: Whether all references speak of several.
        heads: Lemmas of their head nouns.
        contents: All words that tell it apart.
        versions: These words, name by name.
        cores: Its quoted names.
        levels: Levels of government in its names.
        foreign: Other places in its names.
        initials: First letters of its names of several words.
    """

    type: EntityType
    members: list[Reference] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)
    latest: int = 0
    plural: bool = True
    heads: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    versions: set[frozenset[str]] = field(default_factory=set)
    cores: dict[tuple[str, ...], set[frozenset[str]]] = field(default_factory=dict)
    levels: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)

    def add(self, ref: Reference) -> None:
        """Take in one more reference."""
        self.members.append(ref)
        self.plural = self.plural and ref.plural
        self.heads |= {ref.head} if ref.head else set()
        self.contents |= ref.contents
        self.versions.add(ref.contents)
        self.levels |= ref.levels
        self.foreign |= ref.foreign
        for core in (ref.core, ref.inner):
            if core:
                self.cores.setdefault(core, set()).add(ref.contents)
        if ref.phrase.last - ref.phrase.first > 1:
            self.initials.add(initials(ref))


def initials(ref: Reference) -> str:
    """The first letters of a name's words, small words left out: what its abbreviation would be."""
    skipped = word_set("skipped_initials")
    tokens = ref.context.tokens[ref.phrase.first : ref.phrase.last]
    parts = [
        part for t in tokens if t.pos != "PUNCT" and t.lemma not in skipped for part in t.text.split("-")
    ]
    return "".join(part[:1].upper() for part in parts)
