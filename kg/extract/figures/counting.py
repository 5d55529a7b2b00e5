"""Which quantities of a sentence are figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.extract.figures.lexicon import units
from kg.extract.figures.line import Line
from kg.extract.figures.numbers import read_numbers
from kg.extract.figures.quantity import Quantity, quantity_of
from kg.model import Sentence

_OPENING = re.compile(r"[(–—:,;-]\s?(?:(?:всего|итого|уже|лишь|только|целых) )?$")
_OUT_OF = re.compile(r"\s?из(?:\s|$)")
_OF_SO_MANY = re.compile(r"(?<!\w)из \d[^;.()]*$")

_AMONG = re.compile(
    r"(?<!\w)(?:(?:из|среди) (?:них|которых)|которых|их|таких)"
    r"(?: (?:у нас|уже|лишь|только|всего|пока|сейчас|теперь|сегодня|ныне|было|стало|осталось|насчитывается|по-прежнему))*\s$"
)
"""«из них 3 впервые», «волонтёров, которых у нас уже 530», «старосты: их 34»."""
_AFTER = {"по": ("VERB", "ADJ"), "у": ("VERB", "PUNCT")}
"""«по 73 даны разъяснения», «учтены 48 объектов, у 15 нет хозяина»: prepositions with what follows the number."""
_LEADING = frozenset({"вместо", "против", "из", "до", "число"})


def _elliptic(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """Whether a number without a noun still says how many."""
    number = quantity.number
    if number.scale > 1 or number.bound is not None or _OUT_OF.match(line.plain, number.stop):
        return True
    if _OF_SO_MANY.search(line.plain[: number.start]):  # «из 48 объединений 12 имеют …»
        return True
    if _changed(quantity, sentence):
        return True
    return (
        _listed(quantity, sentence) or _verbal(quantity, sentence, line) or _apart(quantity, sentence, line)
    )


def _verbal(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """«профинансированы 12», «в том числе 8», «из них 29 внесены», «двенадцать предложили …», «вместо трёх»."""
    before = sentence.tokens[quantity.first - 1] if quantity.first else None
    after = sentence.tokens[quantity.last] if quantity.last < len(sentence.tokens) else None
    if before is not None and (before.pos in {"VERB", "AUX"} or before.lemma in _LEADING):
        return True
    if _AMONG.search(line.plain[: quantity.number.start]):
        return True
    if after is not None and after.low == "против":  # «к маю клубов 26 против 21»
        return True
    if before is not None and after is not None and after.pos in _AFTER.get(before.low, ()):
        return True
    if after is None or (after.pos != "VERB" and after.text not in {"–", "—"}):
        return False
    return quantity.number.kind == "words" or (before is not None and before.pos == "PRON")


def _changed(quantity: Quantity, sentence: Sentence) -> bool:
    """«число клубов увеличилось на 9»: by how many."""
    before = sentence.tokens[max(0, quantity.first - 4) : quantity.first]
    by = bool(before) and before[-1].low == "на"
    return by and any(token.pos == "VERB" and token.lemma in units().change for token in before)


def _apart(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """After a bracket, dash, colon or comma, and before a sign or the end."""
    opened = _OPENING.search(line.plain[: quantity.number.start])
    after = sentence.tokens[quantity.last] if quantity.last < len(sentence.tokens) else None
    if opened is None:
        return False
    ended = sentence.tokens[quantity.last - 1].text.endswith(",")
    return after is None or ended or after.pos == "PUNCT" or (after.pos == "VERB" and "," in opened.group())


def _listed(quantity: Quantity, sentence: Sentence) -> bool:
    """«15 средних, 3 основных, 1 вечерняя школа»: an adjective alone, its noun further on."""
    rest = sentence.tokens[quantity.last : quantity.last + 3]
    shape = [token.pos for token in rest]
    return shape[:1] == ["ADJ"] and rest[-1].pos == "NUM" and rest[1].text in {",", "и"}


def _counts(quantity: Quantity, sentence: Sentence, line: Line) -> bool:
    """Whether a quantity is a figure: it has a unit or a noun, or can do without."""
    number = quantity.number
    if number.kind == "part" and number.bound is None:
        return not _vague(quantity, sentence)
    if quantity.spoken:
        return True
    if quantity.noun is None:
        return _elliptic(quantity, sentence, line)
    return number.kind != "words" or number.value != 1 or _one_counts(quantity, sentence)


def _vague(quantity: Quantity, sentence: Sentence) -> bool:
    """«треть», «половина мест»: about so much, which is no number that is reported."""
    after = sentence.tokens[quantity.last : quantity.last + 1]
    return sentence.tokens[quantity.first].lemma != "половина" or any(token.case == "Gen" for token in after)


def _one_counts(quantity: Quantity, sentence: Sentence) -> bool:
    """«Один» counts before its noun, in the nominative or accusative singular."""
    token = sentence.tokens[quantity.first]
    return token.number != "Plur" and token.case in {"Nom", "Acc"}


def _shared(found: list[Quantity], sentence: Sentence) -> list[Quantity]:
    """«21 и 18 комитетов», «9 из 14 зданий»: what the second counts, the first counts too."""
    rows = list(found)
    for i in range(len(found) - 2, -1, -1):
        if _in_row(rows[i], rows[i + 1], sentence):
            rows[i] = _scaled_as(rows[i], rows[i + 1])
    for i, (quantity, after) in enumerate(pairwise(found)):
        between = [token.text for token in sentence.tokens[quantity.last : after.first]]
        counted = after.noun is not None and sentence.tokens[after.noun].case == "Gen"
        if quantity.bare and between == ["из"] and after.noun is not None:  # «9 из 14 зданий»
            rows[i] = replace(quantity, unit=after.unit, noun=after.noun)
        if quantity.bare and between == ["и"] and counted and not after.spoken and after.number.value > 4:
            rows[i] = replace(quantity, unit=after.unit, noun=after.noun)
    return rows


def _in_row(quantity: Quantity, after: Quantity, sentence: Sentence) -> bool:
    """«премии в 50, 30 и 20 тыс. рублей»: sums of which the last alone says in what they are."""
    tokens, scaled = sentence.tokens, after.number.scale > 1 and after.unit == "RUB"
    if not (quantity.bare and scaled and quantity.number.kind == "digits" and quantity.number.scale == 1):
        return False
    between = [token.text for token in tokens[quantity.last : after.first]]
    return between in (["и"], [","]) or (not between and tokens[quantity.last - 1].text.endswith(","))


def _scaled_as(quantity: Quantity, after: Quantity) -> Quantity:
    number, scale = quantity.number, after.number.scale
    return replace(
        quantity,
        number=replace(number, value=number.value * scale, scale=scale),
        unit=after.unit,
        spoken=after.spoken,
    )


def read_quantities(sentence: Sentence, line: Line) -> Iterator[Quantity]:
    """The figures of a sentence, in order, without what they are about."""
    found = [quantity_of(number, sentence, line) for number in read_numbers(sentence, line)]
    for i, quantity in enumerate(found):
        if quantity.number.pair and i + 1 < len(found):
            after = found[i + 1]
            found[i] = replace(quantity, unit=after.unit, spoken=after.spoken, noun=after.noun)
    found = _shared(found, sentence)
    counts = [_counts(quantity, sentence, line) for quantity in found]
    for i, quantity in enumerate(found):
        # «с 40 до 48»: both or none
        if counts[i] or (quantity.number.pair and any(counts[i + 1 : i + 2])):
            yield quantity
