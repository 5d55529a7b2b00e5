"""The cases that words and names may stand in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from kg.annotate.lemmas import parses
from kg.lexicon import words
from kg.model import Mention, Token

QUOTES = frozenset("«»\"“”„'")
OPENING, CLOSING = frozenset("«“„"), frozenset("»”")
_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_NUMBERS = {"sing": "Sing", "plur": "Plur"}
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
ANY_CASE = frozenset(_CASES.values())


DATIVE = words("arguments.yaml", "dative")
"""Verbs that rule a dative."""


_DIRECT = frozenset({"Nom", "Acc"})


class Stretch(Protocol):
    """Words in a row: a mention, or a phrase."""

    @property
    def first(self) -> int:
        """Index of the first token."""
        ...

    @property
    def last(self) -> int:
        """Index after the last token."""
        ...


_NOMINAL = frozenset({"NOUN", "PROPN"})
_ROMAN = frozenset("IVXLХ")
_OFFICERS = ("уполномоченн", "заведующ", "исполняющ")
"""Participles by which officers are called."""


def head_of(tokens: Sequence[Token], mention: Stretch) -> int:
    """The first noun of a mention or phrase outside quotation marks; its first word where there is none."""
    for index in range(mention.first, mention.last):
        token = tokens[index]
        text = token.text
        if text in QUOTES and index > mention.first:
            break
        named = token.pos in _NOMINAL or nominal(token)
        if named and not (text.isdigit() or (text[:1] in _ROMAN and _ROMAN.issuperset(text))):
            return index
        if index == mention.first and token.low.startswith(_OFFICERS):
            return index
    return mention.first


def nominal(token: Token) -> bool:
    """A noun, also where the tagger takes it for an adjective («Председатели»)."""
    return token.pos in _NOMINAL or (token.pos in {"ADJ", "X"} and _only_noun(token.text))


@lru_cache(maxsize=16_384)
def _only_noun(text: str) -> bool:
    return all(parse.tag.POS == "NOUN" for parse in parses(text))


def calls_one(token: Token) -> bool:
    """A noun for one person («губернатор», «актриса»)."""
    return token.pos == "NOUN" and _one_person(token.text)


@lru_cache(maxsize=16_384)
def _one_person(text: str) -> bool:
    tags = (parse.tag for parse in parses(text)[:2])
    return any(t.POS == "NOUN" and "anim" in t and t.number == "sing" for t in tags)


def dictionary_cases(token: Token) -> frozenset[str]:
    """All cases that the dictionary knows a form in."""
    return _cases(token.text)


@lru_cache(maxsize=16_384)
def _cases(text: str) -> frozenset[str]:
    tags = (parse.tag for parse in parses(text))
    return frozenset(_CASES[tag.case] for tag in tags if tag.POS in _DECLINED and tag.case in _CASES)


def number_of(token: Token) -> str:
    """Sing or Plur: the tagger's, unless the form has only the other («волонтёры-медики»)."""
    known = {_NUMBERS[p.tag.number] for p in parses(token.text) if p.tag.POS == "NOUN" and p.tag.number}
    return next(iter(known)) if len(known) == 1 and token.number not in known else token.number


def nominal_cases(token: Token) -> frozenset[str]:
    """Nominative and accusative, where the form allows."""
    return dictionary_cases(token) & _DIRECT


def forms_of(token: Token) -> frozenset[str]:
    """Cases that an adjective or participle can have; the dictionary's where the tagger's is none of its form's."""
    known = dictionary_cases(token)
    if known and token.case not in known:
        return known
    return widened(token.case) & known if known else widened(token.case)


def _fixed(token: Token) -> bool:
    """A noun that has one form for all cases («радио», «жюри»)."""
    return any("Fixd" in p.tag for p in parses(token.text)[:1])


def cases_of(tokens: Sequence[Token], mention: Stretch) -> frozenset[str]:
    """Cases that a mention can have: the tagger's, widened where the form is ambiguous between subject and object."""
    index = head_of(tokens, mention)
    token = tokens[index]
    if tokens[mention.first].text in QUOTES:
        return _quoted_cases(tokens, mention)
    if len(token.text) == 1 and mention.last - mention.first > 1:  # initials: the surname tells
        index = max(range(mention.first, mention.last), key=lambda i: (len(tokens[i].text), i))
        case, known = tokens[index].case, dictionary_cases(tokens[index])
        oblique = bool(known) and known.isdisjoint({"Nom", "Acc"})  # «Орловой»
        return known if oblique or (known and case not in known) else frozenset({case}) if case else ANY_CASE
    if _fixed(token) and token.pos in {"NOUN", "PROPN"}:
        return ANY_CASE
    if (
        token.text in QUOTES
        or (token.text.isupper() and len(token.text) > 1 and index == mention.first)
        or not token.case
    ):
        left = tokens[index - 1] if index > mention.first else None
        return frozenset({left.case}) if left is not None and left.case else ANY_CASE
    known = dictionary_cases(token)
    agreed = _agreed(tokens, index, mention) & known
    if agreed or (known and token.case not in known):
        return agreed or known  # the tagger names a case that this form cannot have
    found = {token.case}
    if token.rel.startswith("nsubj"):
        found |= known & {"Nom"}
    if token.case in _DIRECT and known >= _DIRECT:
        found |= _DIRECT
    found |= {
        t.case for t in tokens[mention.first : index] if t.pos == "ADJ" and t.case in (known or ANY_CASE)
    }
    return frozenset(found)


def _agreed(tokens: Sequence[Token], index: int, mention: Stretch) -> frozenset[str]:
    """The cases of a participle behind a noun in the plural («мероприятия, посвящённые …»), where the name has one."""
    behind = tokens[index + 1 : index + 3] if index + 2 < mention.last else ()
    if len(behind) < 2 or behind[0].text != "," or tokens[index].case != "Gen":
        return frozenset()
    part, feats = behind[1], behind[1].feats
    full = feats.get("VerbForm") == "Part" and part.number == "Plur" and part.case in _DIRECT
    return forms_of(part) if full else frozenset()


def _quoted_cases(tokens: Sequence[Token], mention: Stretch) -> frozenset[str]:
    """«Металлургом» проведён …: a name of one word, or a noun behind the marks, shows its case; others may have any."""
    marks = [i for i in range(mention.first, mention.last) if tokens[i].text in QUOTES]
    behind = [t for t in tokens[marks[-1] + 1 : mention.last] if t.pos == "NOUN" and t.case]
    if behind and len(marks) > 1:
        return widened(behind[0].case)  # «„серебряному“ отряду»
    words = [t for t in tokens[mention.first : mention.last] if t.text not in QUOTES]
    known = dictionary_cases(words[0]) if len(words) == 1 else frozenset()
    return ANY_CASE if not known or known & _DIRECT else known


def ungoverned(
    tokens: Sequence[Token], mention: Mention, cases: frozenset[str], opening: bool, one: bool = False
) -> frozenset[str]:
    """A genitive that opens a clause is a subject or object, where its form allows («Стенограммы печатает …»).

    A locative never stands without a preposition: there the form is another case's («проводит конференции»).
    A single body's name that cannot be a nominative is then a dative («Федерации бокса выделен зал»).
    """
    head = tokens[head_of(tokens, mention)]
    before = tokens[max(0, mention.first - 1)]
    behind = before.lemma in DATIVE and before.number != "Plur"  # «передало организации …»
    genitive = opening and ("Gen" in cases or behind) and cases <= _DIRECT | {"Gen", "Dat"}
    agreeing = all("Dat" in dictionary_cases(t) for t in _adjectives(tokens, mention))
    if (
        one
        and genitive
        and agreeing
        and "Dat" in _singular(head.text)
        and _singular(head.text).isdisjoint(_DIRECT)
    ):
        return frozenset({"Dat"})
    if cases != {"Loc"} and not (cases == {"Gen"} and opening):
        return cases
    known = dictionary_cases(head)
    return (cases - {"Loc"} | (known & _DIRECT)) or known & {"Dat"} or cases


def _adjectives(tokens: Sequence[Token], mention: Stretch) -> list[Token]:
    """The adjectives before the head of a name."""
    return [t for t in tokens[mention.first : head_of(tokens, mention)] if t.pos == "ADJ"]


def of_one(token: Token) -> frozenset[str]:
    """The cases of a noun that the tagger takes for a plural, where one is meant («гранты главы города»); else none."""
    one = _singular(token.text) if token.number == "Plur" and "Nom" in widened(token.case) else frozenset()
    return one if len(one) == 1 else frozenset()


@lru_cache(maxsize=50_000)
def _singular(text: str) -> frozenset[str]:
    """The cases of a form as a singular."""
    tags = (parse.tag for parse in parses(text))
    return frozenset(
        _CASES[t.case] for t in tags if t.POS == "NOUN" and t.number == "sing" and t.case in _CASES
    )


def widened(case: str) -> frozenset[str]:
    """A noun's case, nominative and accusative taken together; any where it has none."""
    if not case:
        return ANY_CASE
    return _DIRECT if case in _DIRECT else frozenset({case})
