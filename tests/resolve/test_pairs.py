"""Pairs of names from several cities and years: what must be one node and what must not."""

from __future__ import annotations

import pytest

from tests.resolve.pairs import Pair, pairs, score


@pytest.mark.parametrize("pair", [pair for pair in pairs() if pair.expected != "one"], ids=str)
def test_what_is_two_is_never_merged(pair: Pair) -> None:
    assert not pair.merged()


@pytest.mark.parametrize("held_out", [False, True])
def test_nearly_all_that_is_one_is_merged(held_out: bool) -> None:
    found = score(held_out)
    assert found.right >= 0.95 * found.one, found.missed
