"""What a mention hangs on: its case, its preposition, and the nouns that govern it in the genitive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.grammar import DASHES
from kg.extract.pronouns import POSSESSIVES
from kg.extract.relations.cases import (
    _DIRECT,
    ANY_CASE,
    CLOSING,
    OPENING,
    QUOTES,
    cases_of,
    dictionary_cases,
    widened,
)
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.prepositions import Preposition, word
from kg.lexicon import words
from kg.model import Mention, Token

_QUOTED = 12
"""How many tokens a quotation that is passed over may have."""
_SIMPLE = frozenset({"с", "к", "на", "по", "в", "от", "о", "из", "до"})
_LEFT = frozenset({"ADJ", "DET", "NUM", "ADV", "PART"})
_SENT = words("members.yaml", "sent")
_MEMBERS = words("members.yaml", "people")
_SET = words("phrases.yaml", "set_nouns")
_PREPOSED = frozenset({"него", "нее", "них", "нем", "ней", "ним", "ними", "нему", "нею"})
"""Pronouns behind prepositions: what follows does not hang on the preposition («включив в неё представителей»)."""
_DATES = frozenset({"год", "месяц", "квартал", "полугодие", "день", "период", "неделя", "сезон", "время"})
_BOUNDS = (
    _DATES
    | words("phrases.yaml", "own_places")
    | words("phrases.yaml", "territory_nouns")
    | words("phrases.yaml", "months")
    | words("phrases.yaml", "having_nouns")
)
"""Nouns that no counted thing hangs on («в 2018 году 12 обществ получили …», «в районе 9 отделений»)."""
MOMENTS = words("phrases.yaml", "months") | words("members.yaml", "times")
"""Nouns of which nothing that has a name is ever a genitive («Восьмого июня дом культуры …»)."""
_COMPARED = frozenset({"менее", "более", "меньше", "больше"})
_NO_MODIFIER = words("arguments.yaml", "no_modifiers")


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
            apart = _set_phrase(self.tokens, index) or self._bounded(found, index)
            following = index if apart else self._step(found, index, start)
            if following == index:
                break
            index = following
        found.stop = index
        return found

    def _bounded(self, found: Government, index: int) -> bool:
        """«В 2018 году 12 обществ получили …»: a time or a territory before what is counted governs nothing."""
        token = self.tokens[index]
        apart = found.counted and not found.chain and token.lemma in _BOUNDS and token.case != "Gen"
        if apart:
            found.cases = found.cases & _DIRECT or found.cases
        return apart

    def _sent(self, found: Government, index: int) -> bool:
        """«делегаты от районных организаций»: people through whom those behind «от» act."""
        left, opens = index - 1, self.preps[index].text in {"от", "из"} and not found.chain
        free = left >= 0 and left not in self.mentions and opens
        people = _SENT if self.preps[index].text == "от" else _MEMBERS
        sent = free and self.tokens[left].lemma in people and "Gen" in found.cases
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
        dated = dated or (token.lemma in MOMENTS and not found.chain)
        if token.pos in {"NOUN", "PROPN"} and "Gen" in found.cases and not dated:
            self._climb(found, token, index)
            return index - 1
        if token.text == "и" and found.chain and self._adjoins(index + 1, found.chain[-1]):
            return self._paired(found, index)
        if token.text in DASHES and index == start - 1:
            return self._apposed(found, index)
        if token.text in CLOSING:
            index = self._over_quotation(index)
        compared = word(token) == "не" and word(self.tokens[index + 1]) in _COMPARED
        return index - 1 if compared or (_modifier(token) and not dated) else index

    def _over_quotation(self, index: int) -> int:
        """What stands in quotation marks governs nothing outside («в номинации «Голос» конкурса»)."""
        opened = next(
            (i for i in range(index - 1, max(-1, index - _QUOTED), -1) if self.tokens[i].text in OPENING), -1
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


def _set_phrase(tokens: Sequence[Token], index: int) -> bool:
    """«воплощают в жизнь», «введён в эксплуатацию»: what follows is the verb's."""
    if index < 2 or tokens[index].lemma not in _SET:
        return False
    verb = tokens[index - 2]
    said = verb.pos == "VERB" or verb.feats.get("Variant") == "Short"
    return said and tokens[index - 1].low == "в" and tokens[index].case == "Acc"


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
    some = token.lemma in lexicon.quantities and not (token.lemma == "ряд" and token.number == "Plur")
    return token.pos == "NUM" or token.text.isdigit() or some


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
