"""A sentence as one line of text, with the way back to its tokens."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.figures.lexicon import numerals
from kg.model import Sentence
from kg.structs import struct

# names are short: an unclosed quotation mark must not swallow the sentence
_QUOTED = (
    re.compile(r"«[^«»]{0,80}«[^«»]{0,80}»[^«»]{0,80}»"),
    re.compile(r"«[^«»]{0,150}»|“[^”]{0,150}”|„[^“”]{0,150}[“”]|\"[^\"]{0,150}\""),
)
_GLUED = re.compile(r"(?<=млн|тыс|лрд)\.(?=\d)")
"""«1 млн.250 тыс.»: a point with no space after it."""
_DIGIT = re.compile(r"\d")
_QUOTES = frozenset('«“„"')
_KEEP = re.compile(r"[^\d\W]|\d")


@struct(frozen=True, slots=True)
class Line:
    """A sentence's tokens with single spaces where the source has any.

    Attributes:
        text: The line in lower case, «ё» written «е».
        plain: The same, with every letter and digit that can be no figure (names, dates, ages …) blotted out.
        starts: For each token its offset in the line.
    """

    text: str
    plain: str
    starts: tuple[int, ...]

    def token(self, offset: int) -> int:
        """Index of the token at (or before) an offset of the line."""
        return max(0, bisect_right(self.starts, offset) - 1)


def _blot(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: _KEEP.sub("·", match.group()), text)


def line_of(sentence: Sentence) -> Line:
    """Lay a sentence out in one line."""
    parts: list[str] = []
    starts: list[int] = []
    size, stop = 0, sentence.tokens[0].start
    for token in sentence.tokens:
        if stop < token.start:
            parts.append(" ")
            size += 1
        parts.append(token.text)
        starts.append(size)
        size, stop = size + len(token.text), token.stop
    text = "".join(parts).lower().replace("ё", "е")
    plain = _GLUED.sub(" ", text)
    known = numerals().masks if _DIGIT.search(text) else numerals().wordy
    masks = (mask.pattern for mask in known if mask.may_stand(text))
    for pattern in (*(_QUOTED if _QUOTES & set(text) else ()), *masks):
        plain = _blot(plain, pattern)
    return Line(text, plain, tuple(starts))
