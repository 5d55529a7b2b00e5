"""What a mention hangs on: its case, its preposition, and the nouns that govern it in the genitive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from kg.annotate.lemmas import parses
from kg.extract.grammar import DASHES
from kg.extract.pronouns import POSSESSIVES
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.prepositions import Preposition, word
from kg.lexicon import words
from kg.model import Mention, Token

QUOTES = frozenset("«»\"“”„'")
_OPENING, _CLOSING = frozenset("«“„"), frozenset("»”")
_QUOTED = 12
"""How many tokens a quotation that is passed over may have."""
_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_NUMBERS = {"sing": "Sing", "plur": "Plur"}
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
ANY_CASE = frozenset(_CASES.values())
DATIVE = words("arguments.yaml", "dative")
"""Verbs that rule a dative."""
_DIRECT = frozenset({"Nom", "Acc"})
_SIMPLE = frozenset({"с", "к", "на", "по", "в", "от", "о", "из", "до"})
_LEFT = frozenset({"ADJ", "DET", "NUM", "ADV", "PART"})
_SENT = words("members.yaml", "sent")
_PREPOSED = frozenset({"него", "нее", "них", "нем", "ней", "ним", "ними", "нему", "нею"})
"""Pronouns behind prepositions: what follows does not hang on the preposition («включив в неё представителей»)."""
_DATES = frozenset({"год", "месяц", "квартал", "полугодие", "день", "период", "неделя", "сезон", "время"})
_COMPARED = frozenset({"менее", "более", "меньше", "больше"})
_NO_MODIFIER = words("arguments.yaml", "no_modifiers")


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


def head_of(tokens: Sequence[Token], mention: Stretch) -> int:
    """The first noun of a mention or phrase outside quotation marks; its first word where there is none."""
    for index in range(mention.first, mention.last):
        token = tokens[index]
        if token.text in QUOTES and index > mention.first:
            break
        if nominal(token) and not token.text.isdigit() and not _roman(token.text):
            return index
    return mention.first


def nominal(token: Token) -> bool:
    """A noun, also where the tagger takes it for an adjective («Председатели»)."""
    return token.pos in {"NOUN", "PROPN"} or (token.pos in {"ADJ", "X"} and _only_noun(token.text))


@lru_cache(maxsize=16_384)
def _only_noun(text: str) -> bool:
    return all(parse.tag.POS == "NOUN" for parse in parses(text))


_ROMAN = frozenset("IVXLХ")


def _roman(text: str) -> bool:
    return text[:1] in _ROMAN and _ROMAN.issuperset(text)


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
        return frozenset({tokens[index].case}) if tokens[index].case else ANY_CASE
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


@dataclass(slots=True)
class Government:
    """Preposition, effective case and governing nouns (the nearest first) of a mention.

    ``via``: it acts through people («активисты совета»); ``opaque``: a governing noun changes what is meant;
    ``stop``: index of the token that the walk ended at.
    """

    preps: str = ""
    cases: frozenset[str] = frozenset()
    chain: tuple[int, ...] = ()
    via: bool = False
    opaque: bool = False
    counted: bool = False
    stop: int = -1


class Walker:
    """Walks left from a mention over modifiers and governing nouns to its preposition."""

    def __init__(
        self,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        preps: Mapping[int, Preposition],
        lexicon: Lexicon,
    ) -> None:
        self.tokens, self.preps, self.lexicon = tokens, preps, lexicon
        self.mentions = {i: m for m in mentions for i in range(m.first, m.last)}

    def walk(self, start: int, cases: frozenset[str]) -> Government:
        """What governs the words that begin at ``start`` and can have the cases given."""
        found = Government(cases=cases)
        index = start - 1
        while index >= 0 and word(self.tokens[index]) not in _PREPOSED:  # the tagger may take them for nouns
            if index in self.preps:
                if self._sent(found, index):
                    index -= 2
                    continue
                if not _ungoverned(self.preps[index], found):
                    found.preps = self.preps[index].text
                break
            following = self._step(found, index, start)
            if following == index:
                break
            index = following
        found.stop = index
        return found

    def _sent(self, found: Government, index: int) -> bool:
        """«делегаты от районных организаций»: people through whom those behind «от» act."""
        left, opens = index - 1, self.preps[index].text == "от" and not found.chain
        free = left >= 0 and left not in self.mentions and opens
        sent = free and self.tokens[left].lemma in _SENT and "Gen" in found.cases
        if sent:
            self._climb(found, self.tokens[left], left)
        return sent

    def _step(self, found: Government, index: int, start: int) -> int:
        """The index to look at next; the same index where the walk ends."""
        token = self.tokens[index]
        if index in self.mentions:
            return self._over_agent(found, index)
        if _counts(token, self.lexicon):
            _count(found, token)
            return index - 1
        dated = token.lemma in _DATES and found.cases == ANY_CASE  # «В 2017 году «Радуга» провела …»
        if token.pos in {"NOUN", "PROPN"} and "Gen" in found.cases and not dated:
            self._climb(found, token, index)
            return index - 1
        if token.text == "и" and found.chain and self._adjoins(index + 1, found.chain[-1]):
            return self._paired(found, index)
        if token.text in DASHES and index == start - 1:
            return self._apposed(found, index)
        if token.text in _CLOSING:
            index = self._over_quotation(index)
        compared = word(token) == "не" and word(self.tokens[index + 1]) in _COMPARED
        return index - 1 if compared or (_modifier(token) and not dated) else index

    def _over_quotation(self, index: int) -> int:
        """What stands in quotation marks governs nothing outside («в номинации «Голос» конкурса»)."""
        opened = next(
            (i for i in range(index - 1, max(-1, index - _QUOTED), -1) if self.tokens[i].text in _OPENING), -1
        )
        free = opened >= 0 and all(i not in self.mentions for i in range(opened, index))
        return opened if free else index

    def _over_agent(self, found: Government, index: int) -> int:
        """«посещении руководителями мероприятий»: the agent stands between the noun and what it governs."""
        mention = self.mentions[index]
        if "Gen" not in found.cases:
            return index
        left = mention.first - 1
        if left > 0 and left in self.preps and word(self.tokens[left]) in {"в", "на"}:
            return self._noun_at(self.preps[left].first - 1, index)  # «освещение в газете деятельности …»
        agent = cases_of(self.tokens, mention) == {"Ins"} and not found.chain
        return self._noun_at(left, index) if agent else index

    def _noun_at(self, left: int, otherwise: int) -> int:
        noun = (
            left >= 0
            and left not in self.preps
            and left not in self.mentions
            and self.tokens[left].pos == "NOUN"
        )
        return left if noun else otherwise

    def _apposed(self, found: Government, dash: int) -> int:
        """«с краевыми СМИ – газетами …»: the list has the government of the noun before the dash."""
        left = dash - 1
        noun = self.tokens[left] if left >= 0 and left not in self.mentions else None
        if noun is None or noun.pos not in {"NOUN", "PROPN"}:
            return dash
        return left - 1 if (noun.case in found.cases and noun.case != "Nom") or noun.text.isupper() else dash

    def _adjoins(self, start: int, noun: int) -> bool:
        return all(self.tokens[i].pos == "ADJ" for i in range(start, noun))

    def _paired(self, found: Government, index: int) -> int:
        """«в подготовке и проведении»: a pair of nouns governs together."""
        left, right = self.tokens[index - 1], self.tokens[found.chain[-1]]
        if (
            index
            and left.pos == "NOUN"
            and left.case == right.case
            and (left.lemma in self.lexicon.transparent or {left.lemma, right.lemma} <= self.lexicon.holders)
            and index - 1 not in self.mentions
        ):
            found.chain += (index - 1,)
            return index - 2
        return index

    def _climb(self, found: Government, token: Token, index: int) -> None:
        known = not self.lexicon.representatives.isdisjoint((token.lemma, *token.lemma.split("-")))
        found.chain += (index,)
        found.via = found.via or known
        found.opaque = found.opaque or not (known or token.lemma in self.lexicon.transparent)
        found.cases = _able(token)


def _able(token: Token) -> frozenset[str]:
    """Nominative and accusative taken together, unless the form has only one of them («собрал представителей»)."""
    found, known = widened(token.case), dictionary_cases(token)
    return found & known if token.case == "Acc" and token.case in known else found


def _ungoverned(prep: Preposition, found: Government) -> bool:
    """«в отчётный период партии участвуют», «из бюджета обществу выделено»: such a compound governs the genitive only."""
    nominal = " " in prep.text and prep.text.rpartition(" ")[2] not in _SIMPLE
    return nominal and not found.chain and not found.cases & {"Gen"}


def _counts(token: Token, lexicon: Lexicon) -> bool:
    if word(token) in _PREPOSED:  # the tagger may take them for numerals
        return False
    return token.pos == "NUM" or token.text.isdigit() or token.lemma in lexicon.quantities


def _count(found: Government, token: Token) -> None:
    found.counted = True
    if "Gen" in found.cases:
        plain = token.pos in {"NUM", "ADV"} or token.text.isdigit()
        direct = token.pos == "NUM" and token.case in _DIRECT and not token.text.isdigit()
        found.cases = _DIRECT if direct else _DIRECT | {"Gen"} if plain else widened(token.case)


def _modifier(token: Token) -> bool:
    if token.text in QUOTES or word(token) in POSSESSIVES:
        return True
    if token.pos in _LEFT:
        return word(token) not in _NO_MODIFIER | _PREPOSED
    return (
        token.pos == "VERB"
        and token.feats.get("VerbForm") == "Part"
        and token.feats.get("Variant") != "Short"
    )
