from __future__ import annotations

import pytest
from graph_cases import gold_reports, resolution

from kg.graph.store import load
from kg.graph.triples import triples
from kg.graph.turtle import write


@pytest.fixture(scope="session")
def gold():
    """All annotated reports as one resolution."""
    return resolution(gold_reports())


@pytest.fixture(scope="session")
def small():
    """One short report."""
    return resolution(gold_reports("x1_*"))


@pytest.fixture(scope="session")
def graph_file(gold, tmp_path_factory):
    """The annotated reports as a Turtle file."""
    path = tmp_path_factory.mktemp("graph") / "civic.ttl"
    write(triples(gold), path)
    return path


@pytest.fixture(scope="session")
def small_store(small, tmp_path_factory):
    """One short report as a store."""
    path = tmp_path_factory.mktemp("small") / "civic.ttl"
    write(triples(small), path)
    return load(path)
