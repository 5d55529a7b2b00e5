"""Mentions as they stand in a sentence: their preposition, case, and what they are coordinated with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.annotate.lemmas import parses
from kg.extract.relations.lexicon import Lexicon
from kg.model import ACTORS, Entity, EntityType, Mention, Token

QUOTES = frozenset("«»\"“”„'")
_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
ANY_CASE = frozenset(_CASES.values())
_LEFT = frozenset({"ADJ", "DET", "NUM", "ADV", "PART"})
_LINKS = frozenset({",", "и", "или", "а", "также", "как", "так", "да", "либо", "другие", "др", ".", "/"})
_PEOPLE = frozenset({EntityType.POST, EntityType.PERSON})
_DEEDS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})


@dataclass(frozen=True, slots=True)
class Phrase:
    """An outermost mention with what governs it.

    Attributes:
        entity: What it refers to.
        first: Index of its first token, in the sentence.
        last: Index after its last token.
        preps: The preposition before it, as written («в», «при поддержке»); empty where there is none.
        cases: Cases that its head, or the noun through which it acts, can have.
        chain: Nouns to its left that it hangs on in the genitive, the nearest first.
        opaque: Some noun of the chain changes what is meant («проблемы совета»).
        via: It acts through people («активисты совета»).
        group: Number of the coordination that it belongs to.
        paren: It stands in brackets.
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


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition of one or more words, with the tokens it covers."""

    first: int
    last: int
    text: str


def word(token: Token) -> str:
    """A token's text, lower case, «ё» written «е»."""
    return token.text.lower().replace("ё", "е")


def _matches(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> int:
    index = start
    for position, expected in enumerate(words):
        while (
            position
            and index < len(tokens)
            and tokens[index].pos in {"ADJ", "ADV"}
            and word(tokens[index]) != expected
        ):
            index += 1
        if index >= len(tokens) or expected not in (
            word(tokens[index]),
            tokens[index].lemma if len(words) == 1 else "",
        ):
            return 0
        index += 1
    return index


def prepositions(tokens: Sequence[Token], compounds: Sequence[tuple[str, ...]]) -> tuple[Preposition, ...]:
    """All prepositions of a sentence, the longest reading first; they do not overlap."""
    found: list[Preposition] = []
    index = 0
    while index < len(tokens):
        for words in compounds:
            stop = _matches(tokens, index, words)
            if stop:
                found.append(Preposition(index, stop, " ".join(words)))
                break
        else:
            if tokens[index].pos == "ADP":
                found.append(
                    Preposition(
                        index,
                        index + 1,
                        {"со": "с", "во": "в", "об": "о", "обо": "о", "ко": "к"}.get(
                            word(tokens[index]), word(tokens[index])
                        ),
                    )
                )
            index += 1
            continue
        index = found[-1].last
    return tuple(found)


def head_of(tokens: Sequence[Token], mention: Mention) -> int:
    """The first noun of a mention outside quotation marks; its first word where there is none."""
    for index in range(mention.first, mention.last):
        token = tokens[index]
        if token.text in QUOTES and index > mention.first:
            break
        if token.pos in {"NOUN", "PROPN"} and not token.text.isdigit():
            return index
    return mention.first


def _dictionary_cases(token: Token) -> frozenset[str]:
    found = {
        _CASES.get(parse.tag.case, "")
        for parse in parses(token.text)
        if parse.tag.POS in {"NOUN", "ADJF", "PRTF"}
    }
    return frozenset(found) - {""}


def cases_of(tokens: Sequence[Token], mention: Mention) -> frozenset[str]:
    """Cases that a mention can have: the tagger's, widened where the form is ambiguous between subject and object."""
    index = head_of(tokens, mention)
    token = tokens[index]
    if token.text in QUOTES or token.text.isupper() or not token.case:
        left = tokens[index - 1] if index > mention.first else None
        return frozenset({left.case}) if left is not None and left.case else ANY_CASE
    found = {token.case}
    known = _dictionary_cases(token)
    if token.case in {"Nom", "Acc"} and {"Nom", "Acc"} <= known:
        found |= {"Nom", "Acc"}
    found |= {
        t.case
        for t in tokens[mention.first : index]
        if t.pos == "ADJ" and t.case and t.case in (known or ANY_CASE)
    }
    return frozenset(found)


@dataclass(slots=True)
class _Walk:
    preps: str = ""
    cases: frozenset[str] = frozenset()
    chain: tuple[int, ...] = ()
    via: bool = False
    opaque: bool = False


def _govern(
    tokens: Sequence[Token],
    start: int,
    cases: frozenset[str],
    lexicon: Lexicon,
    preps: dict[int, Preposition],
    taken: frozenset[int],
) -> _Walk:
    """Walk left from a mention over its modifiers and governing nouns to its preposition."""
    walk = _Walk(cases=cases)
    index = start - 1
    while index >= 0:
        token = tokens[index]
        if index in preps:
            walk.preps = preps[index].text
            break
        if index in taken:
            break
        if token.pos == "NUM" or token.text.isdigit() or token.lemma in lexicon.quantities:
            walk.cases = _counted(token, walk.cases)
        elif token.pos in {"NOUN", "PROPN"} and "Gen" in walk.cases:
            _climb(walk, token, index, lexicon)
        elif not _modifier(token):
            break
        index -= 1
    return walk


def _counted(token: Token, cases: frozenset[str]) -> frozenset[str]:
    if "Gen" not in cases:
        return cases
    return (
        frozenset({"Nom", "Acc", "Gen"})
        if token.pos in {"NUM", "ADV"} or not token.case or token.text.isdigit()
        else frozenset({token.case} | ({"Nom", "Acc"} if token.case in {"Nom", "Acc"} else set()))
    )


def _climb(walk: _Walk, token: Token, index: int, lexicon: Lexicon) -> None:
    walk.chain += (index,)
    walk.via = walk.via or token.lemma in lexicon.representatives
    walk.opaque = walk.opaque or token.lemma not in lexicon.representatives | lexicon.transparent
    walk.cases = (
        frozenset({token.case} | ({"Nom", "Acc"} if token.case in {"Nom", "Acc"} else set()))
        if token.case
        else ANY_CASE
    )


def _modifier(token: Token) -> bool:
    if token.text in QUOTES or token.text in {"№", "-", "–", "-й"}:
        return token.text in QUOTES
    if token.pos in _LEFT:
        return token.text.lower() not in {
            "не",
            "и",
            "также",
            "так",
            "совместно",
            "вместе",
            "еще",
            "уже",
            "только",
        }
    return (
        token.pos == "VERB"
        and token.feats.get("VerbForm") == "Part"
        and token.feats.get("Variant") != "Short"
    )


def _class(kind: EntityType) -> int:
    if kind in ACTORS or kind in _PEOPLE:
        return 0
    return 1 if kind in _DEEDS else 2 if kind is EntityType.PLACE else 3


def _linked(
    tokens: Sequence[Token],
    left: Phrase,
    right: Phrase,
    parens: Sequence[bool],
    preps: dict[int, Preposition],
) -> bool:
    between = [i for i in range(left.last, right.first) if not parens[i]]
    if not between or _class(left.entity.type) != _class(right.entity.type):
        return False
    if not any(word(tokens[i]) in {",", "и", "или", "так", "либо", ";"} for i in between):
        return False
    if right.preps and right.preps != left.preps:
        return False
    if right.chain and not (right.via and left.via) and not all(i in between for i in right.chain):
        return False
    skip = set(right.chain) if right.via or not right.opaque else set()
    return all(_link(tokens[i], i, preps, left.preps) or i in skip for i in between) and (
        bool(left.cases & right.cases) or bool(left.chain)
    )


def _link(token: Token, index: int, preps: dict[int, Preposition], prep: str) -> bool:
    if index in preps:
        return preps[index].text == prep
    return (
        word(token) in _LINKS
        or token.text in QUOTES
        or token.pos in {"ADJ", "DET", "NUM"}
        or token.text.isdigit()
    )


def parens_of(tokens: Sequence[Token]) -> tuple[bool, ...]:
    """For each token whether it stands in brackets (the brackets included)."""
    depth, found = 0, []
    for token in tokens:
        depth += token.text == "("
        found.append(depth > 0)
        depth = max(0, depth - (token.text == ")"))
    return tuple(found) if depth == 0 else tuple(False for _ in tokens)


def outermost(mentions: Sequence[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    """The mentions of a sentence that stand in no other."""
    found: list[tuple[Mention, Entity]] = []
    for mention, entity in sorted(mentions, key=lambda pair: (pair[0].first, -pair[0].last, pair[1].key)):
        if not found or mention.first >= found[-1][0].last:
            found.append((mention, entity))
    return found


def _grouped(
    tokens: Sequence[Token], phrases: Sequence[Phrase], parens: Sequence[bool], preps: dict[int, Preposition]
) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    last: Phrase | None = None
    for number, phrase in enumerate(phrases):
        if phrase.paren:
            found.append(replace(phrase, group=number))
            continue
        if last is not None and _linked(tokens, last, phrase, parens, preps):
            inherit = phrase.chain and phrase.via
            phrase = replace(phrase, group=last.group, preps=last.preps, cases=last.cases, via=phrase.via or last.via,
                             chain=phrase.chain if inherit else last.chain, opaque=last.opaque)  # fmt: skip
        else:
            phrase = replace(phrase, group=number)
        found.append(phrase)
        last = phrase
    return tuple(found)


def phrases_of(
    tokens: Sequence[Token], mentions: Sequence[tuple[Mention, Entity]], lexicon: Lexicon
) -> tuple[Phrase, ...]:
    """The outermost mentions of a sentence with preposition, case and coordination."""
    outer = outermost(mentions)
    taken = frozenset(i for m, _ in outer for i in range(m.first, m.last))
    preps = {p.last - 1: p for p in prepositions(tokens, lexicon.prepositions) if p.last - 1 not in taken}
    parens = parens_of(tokens)
    found = []
    for mention, entity in outer:
        walk = _govern(tokens, mention.first, cases_of(tokens, mention), lexicon, preps, taken)
        found.append(
            Phrase(
                entity,
                mention.first,
                mention.last,
                walk.preps,
                walk.cases,
                walk.chain,
                walk.opaque,
                walk.via,
                -1,
                parens[mention.first],
            )
        )
    return _grouped(tokens, found, parens, preps)
