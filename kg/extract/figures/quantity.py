"""What a number counts: its unit, its noun, and whether it is a figure at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.figures.lexicon import Unit, units
from kg.extract.figures.line import Line
from kg.extract.figures.numbers import Number, read_numbers
from kg.model import Sentence, Token

_BEFORE_NOUN = {"ADJ", "DET", "NUM", "VERB"}
_OPENING = re.compile(r"[(–—:,;-]\s?$")
_OUT_OF = re.compile(r"\s?из(?:\s|$)")
_ONCE = re.compile(r"\s?раза?\s(?:в|за)\s")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        number: The number.
        unit: Name of its unit.
        spoken: The unit's own word, where it has one.
        noun: Index of the counted noun's token, None where the text leaves it out.
        first: Index of the number's first token.
        last: Index after the last token of number, unit and noun.
    """

    number: Number
    unit: str
    spoken: str
    noun: int | None
    first: int
    last: int


def _unit(number: Number, line: Line) -> tuple[Unit | None, int]:
    for unit in units().units:
        if match := unit.pattern.match(line.plain, number.stop):
            return unit, match.end()
    return None, number.stop


def _modifies(token: Token) -> bool:
    """Whether a token may stand between a number and its noun: adjectives, full participles."""
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    return token.pos in _BEFORE_NOUN


def _noun_after(tokens: tuple[Token, ...], index: int) -> int | None:
    for i, token in enumerate(tokens[index : index + 5], index):
        # «4 рабочих заседания»: what modifies a noun is passed over even where it is tagged as a noun
        if token.pos in {"NOUN", "PROPN"} and token.rel != "amod":
            return i if token.case else None
        if token.pos not in {"NOUN", "PROPN"} and not _modifies(token):
            return None
    return None


def _named(unit: Unit | None, noun: Token | None) -> str:
    if unit is not None:
        return unit.name
    known = units()
    if noun is not None and noun.lemma in known.people:
        return "People"
    return "Events" if noun is not None and noun.lemma in known.events else "Count"


def _quantity(number: Number, sentence: Sentence, line: Line) -> Quantity:
    first = line.token(number.start)
    if number.kind in {"part", "multiple"}:
        unit = "Percent" if number.kind == "part" else "Times"
        return Quantity(number, unit, "доля" if unit == "Percent" else "изменение", None, first, first + 1)
    unit_, stop = _unit(number, line)
    after = line.token(max(stop - 1, number.start)) + 1
    while after < len(sentence.tokens) and sentence.tokens[after].text == "." and unit_ is not None:
        after += 1
    noun = _noun_after(sentence.tokens, after)
    if unit_ is not None and noun is not None and sentence.tokens[noun].case != "Gen":
        noun = None
    counted = sentence.tokens[noun] if noun is not None else None
    last = noun + 1 if noun is not None else after
    return Quantity(number, _named(unit_, counted), unit_.spoken if unit_ else "", noun, first, last)


def _elliptic(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """Whether a number without a noun still says how many: «профинансированы 12», «271 из них», «(1 482)»."""
    tokens, number = sentence.tokens, quantity.number
    if number.scale > 1 or number.bound is not None or _OUT_OF.match(line.plain, number.stop):
        return True
    before = tokens[quantity.first - 1] if quantity.first else None
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    if before is not None and (before.pos == "VERB" or before.lemma in {"вместо", "против", "из", "до"}):
        return True
    if _listed(quantity, sentence) or (
        before is not None and before.pos == "PRON" and after and after.pos == "VERB"
    ):
        return True
    if after is not None and (after.pos == "VERB" or after.text in {"–", "—"}) and number.kind == "words":
        return True
    opened = _OPENING.search(line.plain[: number.start])
    return bool(
        opened and (after is None or after.pos == "PUNCT" or (after.pos == "VERB" and "," in opened.group()))
    )


def _listed(quantity: Quantity, sentence: Sentence) -> bool:
    """«15 средних, 3 основных, 1 вечерняя школа»: an adjective alone, its noun further on."""
    rest = sentence.tokens[quantity.last : quantity.last + 3]
    shape = [token.pos for token in rest]
    return shape[:1] == ["ADJ"] and rest[-1].pos == "NUM" and rest[1].text in {",", "и"}


def _counts(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """Whether a quantity is a figure: it has a unit or a noun, or can do without."""
    number = quantity.number
    if quantity.spoken or number.kind in {"part", "multiple"}:
        return True
    if quantity.noun is None:
        return _elliptic(quantity, sentence, line)
    return number.kind != "words" or number.value != 1 or _one_counts(quantity, sentence)


def _one_counts(quantity: Quantity, sentence: Sentence) -> bool:
    """«Один» counts before its noun, in the nominative or accusative singular."""
    token = sentence.tokens[quantity.first]
    return token.number != "Plur" and token.case in {"Nom", "Acc"}


def read_quantities(sentence: Sentence, line: Line) -> Iterator[Quantity]:
    """The figures of a sentence, in order, without what they are about."""
    found = [_quantity(number, sentence, line) for number in read_numbers(sentence, line)]
    for i, quantity in enumerate(found):
        if quantity.number.pair and i + 1 < len(found):
            after = found[i + 1]
            found[i] = replace(quantity, unit=after.unit, spoken=after.spoken, noun=after.noun)
    yield from (quantity for quantity in found if _counts(quantity, sentence, line))
