"""The words and signs of a sentence: razdel's, each stretch between two spaces split once.

Words that nothing parts from each other but no space («и/или», «кто-то,») are split by razdel's rules, which look no
further than the signs right before and after the stretch. Most stretches of a report were met before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from razdel import tokenize
from razdel.segmenters.tokenize import PUNCTS

_STRETCH = re.compile(r"\S+")
_PLAIN = re.compile("[а-яё]+", re.IGNORECASE)
_LETTER, _DIGIT, _SIGN = "а", "1", ","
Word = tuple[int, int, str]
"""Where it starts, where it stops, and its text."""


def words_of(text: str) -> Iterator[Word]:
    """The words and signs of a sentence, in order, with their offsets in it."""
    stretches = list(_STRETCH.finditer(text))
    ends = ["", *(_kind(stretch[0][-1]) for stretch in stretches)]
    starts = [*(_kind(stretch[0][0]) for stretch in stretches[1:]), ""]
    for stretch, before, after in zip(stretches, ends, starts, strict=False):
        base = stretch.start()
        for start, stop, word in _split(stretch[0], before, after):
            yield base + start, base + stop, word


def _kind(sign: str) -> str:
    """One sign for all that razdel takes for alike beyond a space: letters, digits, signs."""
    return _DIGIT if sign.isdecimal() else _SIGN if sign in PUNCTS else _LETTER


@lru_cache(maxsize=32_768)
def _split(stretch: str, before: str, after: str) -> tuple[Word, ...]:
    """The words of a stretch without spaces, given what stands before and after it (nothing at an end of the text)."""
    if _PLAIN.fullmatch(stretch):
        return ((0, len(stretch), stretch),)
    offset = len(before) + 1
    words = ((t.start - offset, t.stop - offset, t.text) for t in tokenize(f"{before} {stretch} {after}"))
    return tuple(word for word in words if 0 <= word[0] < len(stretch))
