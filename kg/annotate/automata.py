"""The dictionary's automata, walked faster: the same answers as DAWG-Python gives, from the same arrays.

DAWG-Python calls three functions for each byte of a word. Here a word is one loop; what stands behind a word is
decoded once, since the automaton shares it between all words of a paradigm; and the likelihoods of a word's readings
are looked up from the end of the word, not from its beginning each. Where the C library is installed, nothing is done.
"""

from __future__ import annotations

from binascii import a2b_base64
from typing import Any

from dawg_python.wrapper import Dictionary
from pymorphy3.dawg import ConditionalProbDistDAWG, PredictionSuffixesDAWG, WordsDawg

_LABEL = 0x800000FF
_EXTENDED = 0x200
_LEAF = 0x100
_ALL = 0xFFFFFFFF
_KEPT = 20_000
"""Sets of readings kept decoded; a dictionary has some thousands."""


class Automaton(Dictionary):  # type: ignore[misc]  # no types
    """An automaton that follows a whole word in one loop.

    Args:
        slow: The automaton as loaded.
    """

    def __init__(self, slow: Dictionary) -> None:
        self._units = slow._units

    def follow_bytes(self, s: bytes, index: int) -> int | None:
        """The state that some bytes lead to; None where they lead nowhere."""
        units = self._units
        for label in s:
            base = units[index]
            index = (index ^ ((base >> 10) << ((base & _EXTENDED) >> 6)) ^ label) & _ALL
            if units[index] & _LABEL != label:
                return None
        return index

    def ends(self, index: int) -> bool:
        """Whether a key ends in a state."""
        return bool(self._units[index] & _LEAF)


class _Payloads:
    """What stands behind a word, decoded once for all words that share it."""

    dct: Automaton
    guide: Any
    _struct: Any
    _decoded: dict[int, list[tuple[Any, ...]]]

    def _value_for_index(self, index: int) -> list[tuple[Any, ...]]:
        found = self._decoded.get(index)
        if found is None:
            if len(self._decoded) >= _KEPT:
                self._decoded.clear()
            found = self._decoded[index] = []
            self._collect(index, b"", found)
        return found

    def _collect(self, index: int, key: bytes, found: list[tuple[Any, ...]]) -> None:
        if self.dct.ends(index):
            found.append(self._struct.unpack(a2b_base64(key)))
        links = self.guide._units
        label = links[2 * index]
        while label:
            step = bytes((label,))
            child = self.dct.follow_bytes(step, index)
            if child is None:
                raise AssertionError("a broken dictionary")
            self._collect(child, key + step, found)
            label = links[2 * child + 1]


class Words(_Payloads, WordsDawg):  # type: ignore[misc]  # pymorphy3 has no types
    """Words with their paradigms."""


class Suffixes(_Payloads, PredictionSuffixesDAWG):  # type: ignore[misc]
    """Ends of words with the paradigms that they make likely."""


class Likelihoods(ConditionalProbDistDAWG):  # type: ignore[misc]
    """How likely the readings of a word are."""

    dct: Automaton
    _last: tuple[str, int | None]

    def prob(self, word: str, tag: object) -> float:
        """How likely a reading of a word is; 0 where nothing is known."""
        if self._last[0] != word:
            self._last = word, self.dct.follow_bytes(f"{word}:".encode(), self.dct.ROOT)
        start = self._last[1]
        index = None if start is None else self.dct.follow_bytes(str(tag).encode(), start)
        known = index is not None and self.dct.ends(index)
        return (self.dct.value(index) if known else 0) / self.MULTIPLIER  # type: ignore[no-any-return]


def quicken(analyzer: Any) -> None:  # noqa: ANN401
    """Make an analyzer of pymorphy3 walk its automata faster."""
    known = analyzer.dictionary
    if not isinstance(known.words, WordsDawg) or not isinstance(
        getattr(known.words, "dct", None), Dictionary
    ):
        return  # the C library is at work
    known.words = _with_payloads(Words(), known.words)
    suffixes = known.prediction_suffixes_dawgs
    suffixes[:] = [_with_payloads(Suffixes(), slow) for slow in suffixes]
    likely = Likelihoods()
    likely.dct, likely._last = Automaton(analyzer.prob_estimator.p_t_given_w.dct), ("", None)
    analyzer.prob_estimator.p_t_given_w = likely


def _with_payloads(fast: Any, slow: Any) -> Any:  # noqa: ANN401
    fast.dct, fast.guide, fast._decoded = Automaton(slow.dct), slow.guide, {}
    return fast
