"""The news models of the natasha project, loaded once a process and run over tokenised sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.annotate import weights
from kg.annotate.heads import Indexes, SyntaxHeads, best_paths
from kg.annotate.network import Encoder, fold, run
from kg.annotate.vectors import GAP, WordTable
from kg.annotate.weights import Floats

_PLACES = 2048
"""Words laid end to end at once, unless one sentence is longer: what a core's cache holds."""
_MORPH, _SYNTAX, _NER = range(3)


class Tags(NamedTuple):
    """What the models say of one sentence, one item a token."""

    morph: list[str]
    heads: list[int]
    rels: list[str]
    ner: list[str]


class _Line(NamedTuple):
    """Sentences laid end to end, with an empty place before each and one at the end."""

    rows: Indexes
    starts: Indexes
    lengths: Indexes

    @property
    def gaps(self) -> Indexes:
        return np.append(self.starts - 1, len(self.rows) - 1)


class Models:
    """The three taggers over one table of words."""

    def __init__(self, loaded: weights.Weights) -> None:
        taggers = (loaded.morph, loaded.syntax, loaded.ner)
        self._table = WordTable(loaded.words, taggers)
        self._encoders: list[Encoder] = [fold(tagger.layers) for tagger in taggers]
        self._tags = [tagger.tags for tagger in taggers]
        self._morph = loaded.morph.head
        self._syntax = SyntaxHeads(loaded.syntax.head, loaded.syntax.rel)
        self._ner = loaded.ner.head

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Tag some sentences, none of them empty."""
        line = self._line(sentences)
        outputs = [self._outputs(model, line) for model in range(3)]
        morph = self._morph(outputs[_MORPH]).argmax(-1)
        heads = self._syntax.heads(outputs[_SYNTAX], line.starts, line.lengths)
        rels = self._syntax.relations(outputs[_SYNTAX], heads, line.starts)
        ner = best_paths(self._ner(outputs[_NER]), self._ner.crf.transitions.array, line.starts, line.lengths)
        found = []
        for start, length, path in zip(line.starts.tolist(), line.lengths.tolist(), ner, strict=True):
            place = slice(start, start + length)
            found.append(
                Tags(
                    self._names(_MORPH, morph[place].tolist()),
                    (heads[place] - start).tolist(),
                    self._names(_SYNTAX, rels[place].tolist()),
                    self._names(_NER, path),
                )
            )
        return found

    def _line(self, sentences: Sequence[Sequence[str]]) -> _Line:
        lengths = np.array([len(words) for words in sentences])
        starts = np.concatenate(([0], np.cumsum(lengths[:-1] + 1))) + 1
        rows = np.full(int(lengths.sum()) + len(sentences) + 1, GAP)
        filled = np.ones(len(rows), bool)
        filled[starts - 1] = filled[-1] = False
        rows[filled] = self._table.rows(word for words in sentences for word in words)
        return _Line(rows, starts, lengths)

    def _outputs(self, model: int, line: _Line) -> Floats:
        sums = self._table.first_layer(model, line.rows)
        return run(self._encoders[model], sums, line.gaps)

    def _names(self, model: int, numbers: list[int]) -> list[str]:
        tags = self._tags[model]
        return [tags[number] for number in numbers]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=1)
def load() -> Models:
    """Load the models, once a process.

    Raises:
        KgError: natasha, which carries the weights, is not installed.
    """
    return Models(weights.load())


def tag(sentences: Sequence[Sequence[str]]) -> list[Tags]:
    """Tag tokenised sentences; the order of the result is the order of the input.

    The tags of a sentence do not depend on the sentences beside it.
    """
    models = load()
    # threads slow such small matrix products down several times: it is processes that run side by side
    with _threads().limit(limits=1, user_api="blas"):
        return [tags for some in _runs(sentences) for tags in models.tag(some)]


def _runs(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    some: list[Sequence[str]] = []
    places = 0
    for words in sentences:
        if some and places + len(words) >= _PLACES:
            yield some
            some, places = [], 0
        some.append(words)
        places += len(words) + 1
    if some:
        yield some
