"""How a text was wrapped: whether a line ended because it was full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.corpus.lines import Line
from kg.corpus.markers import marker

_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\"')\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«.])(?:[А-ЯЁA-Z]|им|г|гг|ул|д|с|п|пос|пгт|р|обл|ст|кв|просп|пр|пл|стр|тыс|млн|млрд|руб|т|чел|экз|см|т\.\s?е"
    r"|т\.\s?д|т\.\s?ч|т\.\s?п|др|пр|акад|проф|ген|св|зам|гор|респ|мкр|корп|оф|тел)\.$"
)
_DANGLING = re.compile(
    r"(?:[,(«„“/№]|\s[-–—]|(?:^|[\s(«])(?:и|а|но|или|либо|в|во|на|с|со|к|ко|о|об|обо|от|до|из|изо|за|у|по|под|над|при|про|для"
    r"|без|через|между|перед|около|среди|также|как|что|чтобы|котор(?:ый|ая|ое|ые|ых|ой)|не|ни|его|ее|её|им|им\.|ул\.|мкр\.|пос\."
    r"|(?<!\d\s)г\.|(?-i:[А-ЯЁ]\.)))$",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\S {5,}\S")
_TAIL = 40  # last characters of a line that show how it ends
_FIRST_WORD = re.compile(r"\S+")
_GOES_ON = re.compile(r"(?!https?:|www\.)(?:[«„“\"(]?[а-яёa-z]|[,;)%»])")
_LONGEST_WRAP = 200  # no page is wider; a longer line is a paragraph of its own
_LONG_ENOUGH = 40  # characters of a line that is worth believing across a blank line
_SLACK = 0.88  # of the width: proportional fonts give lines of unequal length
_OVERLONG = 1.15
_LONGER_LINES = 0.2  # share of lines beyond the width that shows it to be no width
_OF_THE_RUN = 4  # wraps that a run of lines must have to be measured by itself


def ends_open(text: str) -> bool:
    """Whether a line ends inside a sentence: no final sign, or only that of an abbreviation."""
    tail = max(0, len(text) - _TAIL)
    return _ENDS_SENTENCE.search(text, tail) is None or _ABBREVIATION.search(text, tail) is not None


def dangles(text: str) -> bool:
    """Whether a line ends in what no sentence ends in: a comma, a preposition, «им.», an opened bracket."""
    return _DANGLING.search(text, max(0, len(text) - _TAIL)) is not None


def goes_on(text: str) -> bool:
    """Whether a line begins like the rest of a sentence: in lower case, with a comma, a closing sign."""
    return _GOES_ON.match(text) is not None


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals, two at least."""
    return text.isupper() and sum(sign.isalpha() for sign in text[:20]) > 1


def is_tabular(text: str) -> bool:
    """Whether a line has columns set with spaces: a signature, a table."""
    return _COLUMNS.search(text) is not None


def _surely_wrapped(above: Line, below: Line) -> bool:
    return (
        above.width <= _LONGEST_WRAP
        and (below.gap == 0 or len(above.text) >= _LONG_ENOUGH)
        and ends_open(above.text)
        and goes_on(below.text)
        and not is_capitals(above.text)
        and not marker(below.text)
    )


def single_spaced(lines: Sequence[Line]) -> list[Line]:
    """Lines with a blank line less between them, where most wraps of the text have one (double spacing)."""
    wraps = [below.gap for above, below in pairwise(lines) if _surely_wrapped(above, below)]
    if len(wraps) < _OF_THE_RUN or wraps.count(1) <= len(wraps) / 2:
        return list(lines)
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def _width_of(lines: Sequence[Line], widths: list[int]) -> int:
    usual = _usual(widths)
    longer = sum(line.width > usual * _OVERLONG for line in lines)
    return usual if longer <= len(lines) * _LONGER_LINES else 0


def _usual(widths: list[int]) -> int:
    return sorted(widths)[int(0.9 * (len(widths) - 1) + 0.5)] if widths else 0


class Wrapping:
    """The width that a text was wrapped at, run by run; 0 where it was not.

    Args:
        lines: The lines of a text, page numbers left out.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        wraps = [0, *(above.width * _surely_wrapped(above, below) for above, below in pairwise(lines))]
        whole = _width_of(lines, [width for width in wraps if width])
        self._widths = [whole] * len(lines)
        first = 0
        for index in range(1, len(lines) + 1):
            if index == len(lines) or lines[index].gap:
                run = [width for width in wraps[first + 1 : index] if width]
                if len(run) >= _OF_THE_RUN:
                    self._widths[first:index] = [_usual(run)] * (index - first)
                first = index

    def full(self, index: int, above: Line, below: Line, slack: float = _SLACK) -> bool:
        """Whether the line above had no room for the first word of the line below, whose index is given."""
        width = self._widths[index]
        word = _FIRST_WORD.match(below.text)
        needed = above.width + 1 + len(word.group() if word else "")
        return bool(width) and above.width <= width * _OVERLONG and needed > width * slack
