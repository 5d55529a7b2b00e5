"""What a word gives to the first layer of all three models, computed once and kept in a table.

The first convolution is two thirds of the work, and it is linear: what a word adds at its own place and at
its two neighbours' depends on the word alone. Words repeat, so most of that is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from slovnet.shape import word_shape

from kg.annotate.weights import Floats, Tagger, Words

CAPACITY = 8192
"""Words kept: 9 kB each. Running text of one kind needs few more."""
_BLOCK = 64  # always so many at once: a sum's rounding must not depend on which words came together
_WIDTH = 300
_PREVIOUS, _THIS, _NEXT = range(3)
GAP = 0
"""The row between sentences; it adds nothing to its neighbours."""


class WordTable:
    """Rows of first-layer sums by word form, for all models.

    Args:
        words: Vectors of words and shapes.
        taggers: The models, in the order of ``words.shape_tables``.
        capacity: Rows kept; when they are full, the table starts afresh.
    """

    def __init__(self, words: Words, taggers: Sequence[Tagger], capacity: int = CAPACITY) -> None:
        self._words = words
        self._matrices = [tagger.layers[0].taps[:_WIDTH] for tagger in taggers]
        self._shapes = [
            table @ tagger.layers[0].taps[_WIDTH:]
            for table, tagger in zip(words.shape_tables, taggers, strict=True)
        ]
        self._qdims = np.arange(len(words.codes))
        self._outputs = self._matrices[0].shape[1] // 3
        self._rows: dict[str, int] = {}
        self._table = self._empty(capacity)

    def _empty(self, capacity: int) -> Floats:
        return np.zeros((len(self._matrices), 3, capacity + 1, self._outputs), np.float32)

    def rows(self, forms: Iterable[str]) -> list[int]:
        """The rows of word forms, made where there are none; good until the next call."""
        wanted = list(forms)
        new = [form for form in dict.fromkeys(wanted) if form not in self._rows]
        room = self._table.shape[2] - 1
        if len(self._rows) + len(new) > room:
            self._rows.clear()
            new = list(dict.fromkeys(wanted))
        if len(new) > room:
            self._table = self._empty(len(new))
        for start in range(0, len(new), _BLOCK):
            self._add(new[start : start + _BLOCK])
        rows = self._rows
        return [rows[form] for form in wanted]

    def _add(self, forms: Sequence[str]) -> None:
        words, first = self._words, len(self._rows) + 1
        ids = np.full(_BLOCK, words.unknown)
        ids[: len(forms)] = [words.ids.get(form.lower(), words.unknown) for form in forms]
        vectors = words.codes[self._qdims, words.indexes[ids]].reshape(_BLOCK, _WIDTH)
        shapes = [words.shapes[word_shape(form)] for form in forms]
        for model, matrix in enumerate(self._matrices):
            sums = (vectors @ matrix)[: len(forms)] + self._shapes[model][shapes]
            for tap in range(3):
                part = sums[:, tap * self._outputs : (tap + 1) * self._outputs]
                self._table[model, tap, first : first + len(forms)] = part
        self._rows.update(zip(forms, range(first, first + len(forms)), strict=True))

    def first_layer(self, model: int, rows: NDArray[np.int64]) -> Floats:
        """The sums of a model's first convolution, without bias.

        Args:
            model: Index of the model.
            rows: Of each place; the first and the last are :data:`GAP`.

        Returns:
            places × outputs; the first and the last row are zero.
        """
        table = self._table[model]
        sums = np.empty((len(rows), self._outputs), np.float32)
        sums[0] = sums[-1] = 0
        inner = sums[1:-1]
        # tap 0 of a convolution meets the place before
        table[_PREVIOUS].take(rows[:-2], axis=0, out=inner, mode="clip")
        inner += table[_THIS].take(rows[1:-1], axis=0)
        inner += table[_NEXT].take(rows[2:], axis=0)
        return sums
