"""Rows of tables: the unit that the heading of a table gives, and the numbers that the rows themselves have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.figures.lexicon import numerals
from kg.extract.figures.line import Line
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.signs.setting import verbless
from kg.model import Sentence

_HEADING = re.compile(r"(?:,|\(|\bв)\s?((?:тыс|млн|млрд|тысяч\w*|миллион\w*|миллиард\w*)\.?)\s?руб\w*\.?")
"""«Объём финансирования, тыс. руб.: …»: a unit with no number before it."""
_FEWEST = 3


def thousands(line: Line) -> tuple[int, int] | None:
    """Where the unit of a table ends in its heading, and its factor."""
    found = _HEADING.search(line.text)
    if found is None:
        return None
    for pattern, factor in numerals().scales:
        if pattern.match(found.group(1)):
            return found.end(), factor
    return None


def may_head(sentence: Sentence) -> bool:
    """Whether a sentence ends with a unit of money: «Расходы по годам (млн руб.):»."""
    return any(token.low.startswith("руб") for token in sentence.tokens[-4:])


def in_table(
    quantities: Sequence[Quantity], sentence: Sentence, start: int, factor: int
) -> Iterator[Quantity]:
    """The quantities with the unit of their table: of those after an offset that have none of their own."""
    for quantity in quantities:
        number = quantity.number
        own = quantity.spoken or number.kind != "digits" or number.scale > 1
        counting = quantity.noun is not None and quantity.noun >= quantity.first
        if own or counting or number.start < start or not _cell(quantity, sentence):
            yield quantity
        else:
            paid = replace(number, value=number.value * factor, scale=factor)
            yield replace(quantity, number=paid, unit="RUB", spoken="сумма", noun=None)


def _cell(quantity: Quantity, sentence: Sentence) -> bool:
    """«всего – 61 300,0», «2019 год: 20 600»: a number that a sign sets apart, or one with a decimal."""
    before = sentence.tokens[quantity.first - 1].text if quantity.first else ""
    own = sentence.tokens[quantity.first : quantity.after]
    return before in {"–", "—", "-", ":"} or any("," in token.text for token in own)


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence may be one more row of the table above it."""
    return verbless(sentence)


def serials(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Sentences that open with the number of a row: «1 ТОС «Затон» …», «2 ТОС «Север» …», «3 …»."""
    opened = [(i, int(s.tokens[0].text)) for i, s in enumerate(sentences) if _opens(s)]
    runs: list[list[tuple[int, int]]] = [opened[:1]]
    for left, right in pairwise(opened):
        if right[1] == left[1] + 1:
            runs[-1].append(right)
        else:
            runs.append([right])
    numbered = (run for run in runs if len(run) >= _FEWEST and run[0][1] == 1)
    return frozenset(i for run in numbered for i, _ in run)


def _opens(sentence: Sentence) -> bool:
    first = sentence.tokens[0].text
    return first.isdecimal() and len(first) <= _FEWEST
