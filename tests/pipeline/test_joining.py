"""Scopes joined elsewhere, here, or lost on the way: the graph is the same."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.pipeline
import kg.resolve.stream
from kg.joining import join_scopes
from kg.lookahead import ahead
from kg.pipeline import Request, build

SEEDS = Path(__file__).parents[2] / "seeds"


@given(st.lists(st.integers(), max_size=40), st.integers(1, 7), st.integers(0, 5))
def test_groups_are_given_out_in_order_and_never_too_many_under_way(things, together, limit):
    begun, given_out = [], []

    def begin(group):
        begun.append(group)
        return group

    for group in ahead(things, begin, together, limit):
        given_out.append(group)
        assert len(begun) - len(given_out) <= limit
    assert [thing for group in given_out for thing in group] == things
    assert all(len(group) <= together for group in begun)


def _here(workers, scopes):
    join_scopes(workers.cache.folder, workers.cache.made_by, scopes)
    done: Future[None] = Future()
    done.set_result(None)
    return done


def _lost(_workers, _scopes):
    failed: Future[None] = Future()
    failed.set_exception(RuntimeError("the worker died"))
    return failed


def _nowhere(_workers, _scopes):
    return None


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    found = {}
    for begin in (_nowhere, _here, _lost):
        out = tmp_path_factory.mktemp(begin.__name__)
        for kept in cache.rglob("*.scope"):
            kept.unlink()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kg.pipeline, "begin", begin)
            if begin is _here:
                patch.delattr(kg.resolve.stream, "joined_alone")  # nothing is left to be joined a second time
            build(Request([str(SEEDS)], out, cache=cache, page=False))
        found[begin] = (out / "civic.ttl").read_bytes()
    return found


@pytest.mark.parametrize("begin", [_here, _lost])
def test_whoever_joins_scopes_the_graph_is_the_same(graphs, begin):
    assert graphs[begin] == graphs[_nowhere]
