"""What a number counts: its unit and its noun."""

from __future__ import annotations

from itertools import takewhile

from kg.extract.figures.lexicon import Unit, numerals, units
from kg.extract.figures.line import Line
from kg.extract.figures.numbers import Number
from kg.extract.pronouns import POSSESSIVES
from kg.model import Sentence, Token
from kg.structs import struct

_BEFORE_NOUN = frozenset({"ADJ", "DET", "NUM", "VERB"})
_TIMES = frozenset({"год", "г", "период", "квартал", "месяц"})
"""Nouns of time that a number after them does not count: «в 2018 году – 4»."""
_GENITIVES = ("ий", "ов", "ев")
"""Endings of the genitive plural that the tagger takes for a nominative: «мероприятий проведено 212»."""
_ENDS = frozenset({":", ",", ".", ";", "(", "–", "—"})
_STARTS = frozenset({",", ";", ":", "–", "—"})
_ASIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "ADV"})
_WORDLESS = {
    "part": ("Percent", "доля"),
    "multiple": ("Times", "изменение"),
    "repeat": ("Events", "число раз"),
}


@struct(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        number: The number.
        unit: Name of its unit.
        spoken: The unit's own word, where it has one.
        noun: Index of the counted noun's token, None where the text leaves it out.
        first: Index of the number's first token.
        after: Index after the last token of number and unit.
        last: Index after the last token of number, unit and noun.
    """

    number: Number
    unit: str
    spoken: str
    noun: int | None
    first: int
    after: int
    last: int

    @property
    def bare(self) -> bool:
        """Whether neither a unit nor a noun says what is counted: «профинансированы 12»."""
        return self.noun is None and not self.spoken


def _unit(number: Number, stop: int, line: Line) -> tuple[Unit | None, int]:
    for unit in units().units:
        if match := unit.pattern.match(line.plain, number.stop):
            return unit, match.end()
    return None, stop


def _modifies(token: Token) -> bool:
    """Whether a token may stand between a number and its noun: adjectives, full participles."""
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    return token.pos in _BEFORE_NOUN


def abbreviated(token: Token) -> bool:
    """«СО», «НКО», «ТОС»: the tagger knows neither their part of speech nor their case."""
    return token.text.isupper() and token.text.isalpha() and len(token.text) > 1


def _noun_after(tokens: tuple[Token, ...], index: int) -> int | None:
    """The counted noun; «60 малоимущих»: a last adjective that names people stands for one."""
    last: int | None = None
    for i, token in enumerate(tokens[index : index + 5], index):
        if abbreviated(token):
            return i + sum(1 for _ in takewhile(abbreviated, tokens[i + 1 : i + 3]))
        if token.lemma in units().events and (token.pos == "ADJ" or token.rel == "amod"):
            return i  # «126 сходов граждан», taken for an adjective
        # «4 рабочих заседания»: what modifies a noun is passed over even where it is tagged as a noun
        if token.pos in {"NOUN", "PROPN"} and token.rel != "amod":
            return i if token.case and token.lemma != "год" else None  # «против 365 годом ранее»
        if token.text in {"и", ","} and _between_adjectives(tokens, i):
            continue
        # «трое её членов», «2 социально ориентированных не коммерческих организации»
        if token.word in POSSESSIVES or (token.low == "не" and _modifies(tokens[i - 1])):
            continue
        if token.pos not in {"NOUN", "PROPN"} and not _modifies(token):
            break
        # «12 автономий и …»: with no other noun behind it, what was taken for an attribute is what is counted
        noun = token.pos == "NOUN" and token.case == "Gen" and token.lemma != "год"
        # «310 нуждающихся»: a participle with no noun behind it
        people = (
            token.feats.get("VerbForm") == "Part"
            and token.feats.get("Voice") == "Act"
            and token.case == "Gen"
        )
        last = i if noun or people or token.lemma in units().people else None
    return last


def _between_adjectives(tokens: tuple[Token, ...], index: int) -> bool:
    """«16 заслуженных и уважаемых жителей»: a conjunction of two adjectives in one case."""
    if not 0 < index < len(tokens) - 1:
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    alike = left.case == right.case == "Gen" and left.number == right.number
    return alike and (_modifies(left) or left.rel == "amod") and _modifies(right)


def _living(noun: Token) -> bool:
    return noun.pos == "VERB" or (noun.feats.get("Animacy") == "Anim" and noun.pos == "NOUN")


def _named(unit: Unit | None, noun: Token | None) -> str:
    if unit is not None:
        return unit.name
    if noun is None:
        return "Count"
    known = units()
    if noun.lemma in known.people:
        return "People"
    if noun.lemma in known.events:
        return "Events"
    return "People" if _living(noun) and noun.lemma not in known.animals else "Count"


def _noun_before(tokens: tuple[Token, ...], first: int, after: int) -> int | None:
    """«по количеству голосов (1 482)», «обращений – 120»: the noun before a bracket or a dash."""
    verbal = tokens[first - 1].pos in {"VERB", "AUX"}
    inverse = _inverse(tokens, first) if verbal else _told(tokens, first, after)
    if inverse is not None:
        return inverse
    if first < 2 or tokens[first - 1].text not in {"(", "–", "—"} or tokens[first - 2].pos != "NOUN":
        return None
    if tokens[first - 2].lemma in _TIMES or _one_person(tokens[first - 2]):
        return None
    ended = after >= len(tokens) or tokens[after - 1].text.endswith(",")
    closed = ended or tokens[after].pos == "PUNCT"
    return _head(tokens, first - 2) if closed else None


def _head(tokens: tuple[Token, ...], noun: int) -> int:
    """«тружеников тыла – 58»: of two genitives the first is counted."""
    whose = tokens[noun].case == "Gen" and tokens[noun].head == noun - 1 and tokens[noun].rel == "nmod"
    many = noun > 0 and tokens[noun - 1].pos == "NOUN" and tokens[noun - 1].number == "Plur"
    return noun - 1 if whose and many and tokens[noun - 1].case == "Gen" else noun


def _one_person(token: Token) -> bool:
    """«через приёмы главы – 96»: what is counted is not the head."""
    return token.number == "Sing" and token.feats.get("Animacy") == "Anim"


def _told(tokens: tuple[Token, ...], first: int, after: int) -> int | None:
    """«Экскурсий две: в музей и в театр», «старост в районе 19»: the noun that opens what the number ends."""
    if after < len(tokens) and tokens[after].text not in _ENDS:
        return None
    opens = next(
        (i for i in range(first - 1, max(-1, first - 6), -1) if i == 0 or tokens[i - 1].text in _STARTS), None
    )
    if opens is None:
        return None
    noun, between = tokens[opens], tokens[opens + 1 : first]
    # what opens a sentence with a capital the tagger may take for a name: «Первичек семь»
    named = noun.pos == "PROPN" and opens == 0 and noun.case == "Gen"
    genitive = named or (noun.case == "Gen" and noun.number == "Plur") or noun.text.endswith(_GENITIVES)
    aside = not between or (between[0].pos == "ADP" and all(t.pos in _ASIDE for t in between[1:]))
    return opens if noun.pos in {"NOUN", "PROPN"} and genitive and aside else None


def _inverse(tokens: tuple[Token, ...], first: int) -> int | None:
    """«Заседаний проведено 4»: the noun before the verb."""
    if first < 2 or tokens[first - 1].pos not in {"VERB", "AUX"} or tokens[first - 1].gender != "Neut":
        return None
    noun = tokens[first - 2]
    genitive = (noun.case == "Gen" and noun.number == "Plur") or noun.text.endswith(_GENITIVES)
    fits = (noun.pos == "NOUN" or (noun.pos == "PROPN" and first == 2)) and genitive
    opens = first == 2 or tokens[first - 3].pos in {"PUNCT", "CCONJ", "ADJ"}
    return first - 2 if fits and opens else None


def _genitive(token: Token, *, spoken: bool) -> bool:
    """In the genitive; a dative that the tagger takes for one is known by its ending."""
    if spoken:
        return token.case == "Gen"
    return token.case in {"Gen", "Acc"} and not token.low.endswith(("у", "ю"))  # «90 тыс. ребят»


def quantity_of(number: Number, sentence: Sentence, line: Line) -> Quantity:
    """A number with what stands after it, or before its bracket or dash."""
    tokens, first = sentence.tokens, line.token(number.start)
    if number.kind in _WORDLESS:
        return Quantity(number, *_WORDLESS[number.kind], None, first, first + 1, first + 1)
    more = numerals().after.pattern.match(line.plain, number.stop)  # «5 и более встреч»
    unit, stop = _unit(number, more.end() if more else number.stop, line)
    after = line.token(max(stop - 1, number.start)) + 1
    while after < len(tokens) and tokens[after].text == "." and unit is not None:
        after += 1
    # «2019 – 115, 2020 – 108»: the comma is part of the number's token
    noun = None if tokens[after - 1].text.endswith(",") else _noun_after(tokens, after)
    # «перечислил 200 тысяч женсовету»: after thousands what is counted stands in the genitive
    exacting = unit is not None or (number.scale > 1 and number.kind == "digits")
    if exacting and noun is not None and not _genitive(tokens[noun], spoken=unit is not None):
        noun = None
    last = noun + 1 if noun is not None else after
    if unit is None and noun is None and number.scale == 1:
        noun = _noun_before(tokens, first, after)
    counted = tokens[noun] if noun is not None else None
    return Quantity(number, _named(unit, counted), unit.spoken if unit else "", noun, first, after, last)
