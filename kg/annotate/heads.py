"""From a model's outputs to tags, for sentences laid end to end; the formulas are slovnet's.

Sentences are given as ``starts`` and ``lengths`` in places; the place before each start is empty.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.annotate.weights import Floats

Indexes = NDArray[np.intp]

_SCORES = 4_000_000
"""Scores of words against heads held at once (16 MB), however long a sentence is."""


def best_paths(emissions: Floats, transitions: Floats, starts: Indexes, lengths: Indexes) -> list[list[int]]:
    """The best path of tags through each sentence (Viterbi), all sentences in step.

    Args:
        emissions: Places × tags.
        transitions: From tag × to tag.
        starts: First place of each sentence.
        lengths: Words of each sentence, at least one.
    """
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    # how many sentences, the longest first, have a word at each step
    running = [int(np.count_nonzero(lengths > step)) for step in range(int(lengths[0]))]
    score = emissions[starts]
    history: list[Indexes] = []
    for step, many in enumerate(running[1:], start=1):
        # added in slovnet's order: what is equal after rounding goes to the first
        reached = (score[:many, :, None] + transitions) + emissions[starts[:many] + step][:, None, :]
        history.append(reached.argmax(1))
        score[:many] = reached.max(1)
    tags = _backwards(score.argmax(-1), history)
    paths = (tags[:length, column].tolist() for column, length in enumerate(lengths))
    return [path for _, path in sorted(zip(order.tolist(), paths, strict=True))]


def _backwards(last: Indexes, history: list[Indexes]) -> Indexes:
    """Steps × sentences, from the best last tags; the steps after a sentence's end hold its last tag."""
    tags = np.empty((len(history) + 1, len(last)), np.intp)
    tags[-1] = last
    for step in range(len(history) - 1, -1, -1):
        came_from = history[step]
        many = len(came_from)
        tags[step] = tags[step + 1]
        tags[step, :many] = came_from[np.arange(many), tags[step + 1, :many]]
    return tags


class SyntaxHeads:
    """The two heads of the syntax model: which word is the head, and by what relation.

    Args:
        head: slovnet's module for the head.
        rel: slovnet's module for the relation.
    """

    def __init__(self, head: Any, rel: Any) -> None:  # noqa: ANN401 - slovnet has no types
        self._head, self._rel = head, rel
        self._root = head.tail(head.root.array[None])[0]

    def heads(self, outputs: Floats, starts: Indexes, lengths: Indexes) -> Indexes:
        """For each place the place of its head; that of the root is the empty place before its sentence."""
        dependents = self._head.head(outputs) @ self._head.kernel.array
        candidates = self._head.tail(outputs)
        candidates[starts - 1] = self._root
        found = np.zeros(len(outputs), np.intp)
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
            columns = candidates[start - 1 : start + length].T
            rows = max(1, _SCORES // (length + 1))
            for first in range(start, start + length, rows):
                last = min(first + rows, start + length)
                found[first:last] = (dependents[first:last] @ columns).argmax(-1)
            found[start : start + length] += start - 1
        return found

    def relations(self, outputs: Floats, heads: Indexes, starts: Indexes) -> Indexes:
        """For each place the number of its relation to its head."""
        rooted = outputs.copy()
        rooted[starts - 1] = self._rel.root.array
        products = self._rel.head(rooted)[heads] @ self._rel.kernel.array
        tails = self._rel.tail(outputs)[:, :, None]
        scores = products.reshape(len(outputs), -1, tails.shape[1]) @ tails
        found: Indexes = scores[:, :, 0].argmax(-1)
        return found
