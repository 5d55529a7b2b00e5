"""Names in quotation marks: which tokens of a sentence stand inside which pair of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.grammar import DASHES
from kg.model import Token
from kg.structs import struct

_OPEN = {"«", "“", "„", "‹"}
_CLOSE = {"»", "”", "›"}
_STRAIGHT = {'"', "''", "``", "“", "”"}
_MARKS = _OPEN | _CLOSE | _STRAIGHT
_LEGAL = re.compile(r"М[БКА]?[УО][А-Я]{0,4}|[КОГФ]{1,3}Б?[УК][А-Я]{0,3}|[ОЗПН]?АО|ООО|МУП|АНО")
_BREAKS = {";", ",", "и"}
_LONGEST = 40
"""Tokens: a longer stretch between marks is direct speech, not a name."""


@struct(frozen=True, slots=True)
class Quote:
    """An outermost pair of quotation marks.

    Attributes:
        first: Index of the opening mark.
        last: Index after the closing mark (after the last word, where the mark is missing).
        closed: Whether there is a closing mark.
    """

    first: int
    last: int
    closed: bool = True

    @property
    def inner(self) -> range:
        """Indices of the tokens between the marks."""
        return range(self.first + 1, self.last - self.closed)


def _opens(tokens: Sequence[Token], index: int, depth: int) -> bool:
    text = tokens[index].text
    if text in _OPEN and text != "“":
        return True
    if text in _CLOSE and text != "”":
        return False
    # straight marks look alike: one glued to the next word opens, one glued to the word before closes
    glued_next = index + 1 < len(tokens) and tokens[index].stop == tokens[index + 1].start
    glued_before = index > 0 and tokens[index - 1].stop == tokens[index].start
    if glued_next and not glued_before:
        return True
    if glued_before and not glued_next:
        return False
    return depth == 0


def is_mark(text: str) -> bool:
    """Whether a token is a quotation mark."""
    return text in _MARKS


def find_quotes(tokens: Sequence[Token]) -> tuple[Quote, ...]:
    """The outermost quoted stretches of a sentence, in order.

    Officialese often closes two open marks with one («Центр «Причал»): then the one mark closes both. A mark that
    never closes opens nothing.
    """
    return tuple(_pairs(tokens))


def _pairs(tokens: Sequence[Token]) -> Iterator[Quote]:
    marks = [i for i, token in enumerate(tokens) if token.text in _MARKS]
    position = 0
    while position < len(marks):
        first = marks[position]
        if not _opens(tokens, first, 0) or _speaks(tokens, marks[position:]):
            position += 1
            continue
        last = _closing(tokens, marks[position + 1 :], first)
        if last is not None and _stray(tokens, first, [m for m in marks if first < m <= last]):
            position += 1
            continue
        cut = _unclosed(tokens, first, last)
        if cut is not None:
            yield Quote(first, cut, closed=False)
            last = cut - 1
        elif last is None:
            position += 1
            continue
        elif not _said_so(tokens, first, last):
            yield Quote(first, last + 1)
        while position < len(marks) and marks[position] <= last:
            position += 1


def _speaks(tokens: Sequence[Token], marks: Sequence[int]) -> bool:
    """«"Мы открыли клуб «Заря» и музей «Быт»", – сказал глава»: the mark at the beginning opens direct speech."""
    if marks[0] > 1 or (marks[0] == 1 and tokens[0].text not in DASHES):
        return False
    closing = [m for m in marks[1:] if not _opens(tokens, m, 1)]
    said = next((m for m in closing if _told_by(tokens, m + 1)), None)
    nested = marks[1:2] and _opens(tokens, marks[1], 0) and (said is not None or _unbalanced(tokens, marks))
    stop = marks[1] if nested else said
    return stop is not None and any(token.pos == "VERB" for token in tokens[marks[0] : stop])


def _told_by(tokens: Sequence[Token], index: int) -> bool:
    # «…», – сказал глава»
    index += index < len(tokens) and tokens[index].text == ","
    return index < len(tokens) and tokens[index].text in DASHES


def _unbalanced(tokens: Sequence[Token], marks: Sequence[int]) -> bool:
    return sum(1 if _opens(tokens, mark, 1) else -1 for mark in marks) > 0


def _said_so(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«"серебряные" волонтёры»: an adjective of the noun behind the marks, which name nothing."""
    if last - first != len(("mark", "adjective")) or last + 1 >= len(tokens):
        return False
    adjective, noun = tokens[first + 1], tokens[last + 1]
    small = adjective.text.islower() or (first == 0 and adjective.number == noun.number == "Plur")
    alike = (adjective.case, adjective.number) == (noun.case, noun.number)
    return small and alike and adjective.pos == "ADJ" and noun.pos == "NOUN" and noun.text.islower()


def _stray(tokens: Sequence[Token], first: int, marks: Sequence[int]) -> bool:
    """«" Центр «Причал», клуб «Заря»»: a mark with a space behind it opens nothing where all others pair."""
    spaced = tokens[first].text == '"' and tokens[first].stop < tokens[first + 1].start
    opened = sum(tokens[mark].text in _OPEN for mark in marks)
    return spaced and opened > 0 and opened == len(marks) - opened


def _unclosed(tokens: Sequence[Token], first: int, last: int | None) -> int | None:
    """Where a name ends whose closing mark was forgotten: before the bracket or joiner ahead of the next legal form."""
    stop = last if last is not None else min(len(tokens), first + _LONGEST)
    forms = (
        i
        for i in range(first + 2, stop)
        if _LEGAL.fullmatch(tokens[i].text) and tokens[i - 1].text in _BREAKS
    )
    form = next((i for i in forms if i + 1 < len(tokens) and _near_mark(tokens, i)), None)
    if form is None:
        return None
    breaks = (i for i in range(first + 2, form) if tokens[i].text in _BREAKS | {"("})
    return next(breaks, None)


def _near_mark(tokens: Sequence[Token], form: int) -> bool:
    return any(is_mark(token.text) for token in tokens[form + 1 : form + 3])


def _closing(tokens: Sequence[Token], marks: Sequence[int], first: int) -> int | None:
    depth, closed = 1, None
    for mark in marks:
        if mark - first > _LONGEST:
            break
        if _opens(tokens, mark, depth):
            if closed is not None:
                break  # a new name begins: the one before ended at its last closing mark
            depth += 1
        else:
            depth, closed = depth - 1, mark
            if depth == 0:
                break
    return closed
