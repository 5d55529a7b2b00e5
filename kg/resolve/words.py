"""Names as sequences of stems, so that case, number, «ё» and quotation marks make no difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

_TOKEN = re.compile(r"[«»]|№|\d+|[^\W\d_]+|#")
_QUOTES = str.maketrans({"“": "«", "”": "»", "„": "«", "‟": "«", "’": "»", "‘": "«", "<": "«", ">": "»"})
_STRAIGHT = re.compile(r"\"([^\"]*)\"")
_YEAR = re.compile(r"гг?|год(?:ы|а|у|ов|ах|е)?")
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_SHORTEST = 4
_ACRONYM = re.compile(r"([А-ЯЁ]{2,6})(?:[а-я]{1,2})?")
SMALL = frozenset(
    "и в во на по при о об для с со у к из от за до над под между как а или имени им его их г не".split()  # noqa: SIM905
)
"""Words that tell no two names apart."""

Phrase = tuple[str, ...]


class Word(NamedTuple):
    """One word of a name.

    Attributes:
        text: As it stands.
        stem: What it is compared by.
        depth: How many quotation marks are open around it.
        quoted: Number of the outermost quotation it stands in, from 0; -1 outside.
        is_small: Whether it tells no two names apart («и», «по»).
        is_number: Whether it is a number, in digits or Roman.
    """

    text: str
    stem: str
    depth: int
    quoted: int
    is_small: bool
    is_number: bool

    def moved(self, other: Word) -> Word:
        """This word in another one's place."""
        return Word(self.text, self.stem, other.depth, other.quoted, self.is_small, self.is_number)


@cache
def _stemmer() -> Callable[[str], str]:
    return stemmer("russian").stemWord  # type: ignore[no-any-return]


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The stem of one word: the same for all its cases («ветеран», «ветераны», «ветеранов»)."""
    now = word.lower().replace("ё", "е")
    if len(now) < _SHORTEST:
        return now
    cut = _stemmer()(now)
    if len(cut) > _SHORTEST and cut.endswith(("ан", "ян")):
        return _stemmer()(cut)  # «ветеран» looks like a participle to the stemmer, «ветеранов» does not
    if cut.endswith("н") and now.startswith(cut + "н"):
        return cut + "н"  # the stemmer would make «общественый», a slip, the same word
    return cut if len(cut) > 1 else now


def _roman(text: str) -> str:
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        value = _VALUES[here]
        total += -value if value < _VALUES.get(after, 0) else value
    return str(total)


@lru_cache(maxsize=8_192)
def _read(text: str, shouted: bool) -> Word:
    """A word outside quotation marks."""
    found = _stem(text, shouted)
    return Word(text, found, 0, -1, text.lower() in SMALL, found.isdigit())


def _stem(text: str, shouted: bool) -> str:
    if _ROMAN.fullmatch(text):
        return _roman(text)
    acronym = None if shouted else _ACRONYM.fullmatch(text)
    return acronym[1] if acronym else stem(text)


def words(name: str) -> tuple[Word, ...]:
    """The words and numbers of a name, with the quotation marks they stand in.

    Acronyms keep their capitals («ВОД» is not «вода»), unless the whole name is in capitals.
    """
    found: list[Word] = []
    shouted = name.isupper() and any(len(part) > _SHORTEST + 2 for part in name.split())
    depth, quotation = 0, -1
    name = name.translate(_QUOTES)
    if '"' in name:
        name = _STRAIGHT.sub(r"«\1»", name)
    for token in _TOKEN.findall(name):
        if token == "«":
            quotation += depth == 0
            depth += 1
        elif token == "»":
            depth = max(0, depth - 1)
        elif token not in "№#" and not (found and found[-1].is_number and _YEAR.fullmatch(token)):
            word = _read(token, shouted)
            found.append(word._replace(depth=depth, quoted=quotation) if depth else word)
    return tuple(found)


@lru_cache(maxsize=8_192)
def known_words(text: str) -> tuple[Word, ...]:
    """The words of a phrase of the lexicon, or of another one that comes again and again."""
    return words(text)


@lru_cache(maxsize=8_192)
def phrase(text: str) -> Phrase:
    """The stems of a phrase without quotation marks."""
    return tuple(word.stem for word in known_words(text))


@lru_cache(maxsize=8_192)
def telling(text: str) -> Phrase:
    """The stems of a phrase, the words that tell nothing left out."""
    return tuple(word.stem for word in known_words(text) if not word.is_small)


class Phrases:
    """A set of phrases that is looked up at a place in a sequence of words, the longest first."""

    def __init__(self, entries: Mapping[str, str] | Iterable[str]) -> None:
        pairs = entries.items() if isinstance(entries, Mapping) else ((entry, "") for entry in entries)
        self._by_first: dict[str, list[tuple[Phrase, str]]] = {}
        for left, right in pairs:
            key = phrase(str(left))
            self._by_first.setdefault(key[0], []).append((key, right))
        for found in self._by_first.values():
            found.sort(key=lambda pair: (-len(pair[0]), pair))

    def at(self, stems: Sequence[str], index: int) -> tuple[int, str] | None:
        """Length and value of the longest phrase that begins at ``index``."""
        found = self._by_first.get(stems[index])
        if found is None:
            return None
        for key, value in found:
            if len(key) == 1 or tuple(stems[index : index + len(key)]) == key:
                return len(key), value
        return None

    def ends(self, stems: Sequence[str]) -> bool:
        """Whether a sequence ends with one of the phrases."""
        for index, stem_ in enumerate(stems):
            found = self.at(stems, index) if stem_ in self._by_first else None
            if found is not None and index + found[0] == len(stems):
                return True
        return False

    def anywhere(self, stems: Sequence[str], stop: int) -> bool:
        """Whether one of the phrases begins before an index."""
        first = self._by_first
        return any(stems[index] in first and self.at(stems, index) is not None for index in range(stop))


def rewrite(name: tuple[Word, ...], rules: Phrases) -> tuple[Word, ...]:
    """Write abbreviations and variants one way, and what comes of it once more."""
    once = _rewritten(name, rules)
    return once if once == name else _rewritten(once, rules)


def _rewritten(name: tuple[Word, ...], rules: Phrases) -> tuple[Word, ...]:
    stems = [word.stem for word in name]
    if not rules.anywhere(stems, len(stems)):
        return name
    out: list[Word] = []
    index = 0
    while index < len(name):
        found = rules.at(stems, index)
        if found is None or name[index].depth != name[index + found[0] - 1].depth:
            out.append(name[index])
            index += 1
            continue
        out += [word.moved(name[index]) for word in known_words(found[1])]
        index += found[0]
    return tuple(out)
