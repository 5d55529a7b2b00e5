from __future__ import annotations

import math
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from kg.view import layout as module
from kg.view import page as page_module
from kg.view.layout import SPACING, layout
from kg.view.measures import measure
from kg.view.network import read_network
from kg.view.page import write_page
from kg.view.scenes import MUNICIPALITIES, OVERVIEW, overview


@pytest.fixture(params=["igraph", "networkx"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "igraph":
        pytest.importorskip("igraph", reason="the extra «layout» is not installed")
    monkeypatch.setattr(module, "_has_igraph", lambda: request.param == "igraph")


@pytest.fixture
def islands() -> tuple[dict[str, list[str]], nx.Graph]:
    names = {city: [f"{city}{n}" for n in range(30)] for city in ("", "а", "б")}
    ties = nx.Graph([(f"{city}0", f"{city}{n}") for city in names for n in range(1, 12)])
    ties.add_edges_from([("а3", "б3"), ("а13", "а14")])
    ties.add_nodes_from(name for nodes in names.values() for name in nodes)
    return names, ties


@pytest.mark.usefixtures("engine")
def test_every_node_has_a_place_and_none_stands_on_another(islands):
    placed = layout(*islands)
    assert len(placed) == 90
    nearest = min(math.dist(placed[a], placed[b]) for a, b in combinations(placed, 2))
    assert nearest > SPACING * 0.5


@pytest.mark.usefixtures("engine")
def test_the_same_graph_stands_the_same(islands):
    assert layout(*islands) == layout(*islands)


@pytest.mark.usefixtures("engine")
def test_islands_lie_apart(islands):
    placed = layout(*islands)
    for one, other in combinations(islands[0].values(), 2):
        centre = [sum(placed[node][axis] for node in one) / len(one) for axis in (0, 1)]
        own = max(math.dist(centre, placed[node]) for node in one)
        assert min(math.dist(centre, placed[node]) for node in other) > own * 0.8


@pytest.mark.usefixtures("engine")
def test_ties_bring_nodes_together(islands):
    names, ties = islands
    placed = layout(*islands)
    tied = [math.dist(placed[a], placed[b]) for a, b in ties.edges if a[:-1] == b[:-1]]
    every = [math.dist(placed[a], placed[b]) for a, b in combinations(names["а"], 2)]
    assert sum(tied) / len(tied) < sum(every) / len(every)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("count", [0, 1, 2])
def test_islands_of_one_or_two_nodes_have_places_as_well(count: int):
    nodes = [str(n) for n in range(count)]
    assert sorted(layout({"": nodes}, nx.empty_graph(nodes))) == nodes


def test_an_overview_takes_the_best_linked_of_each_municipality(annotated: Path):
    network = read_network(annotated)
    measures = measure(network)
    shown = overview(network, measures).positions
    assert len(shown) == OVERVIEW
    for city in network.cities:
        own = [iri for iri in measures.ranked() if network.node(iri).cities == (city,)]
        assert own[0] in shown


def test_of_very_many_municipalities_the_largest_are_shown_first(tmp_path: Path):
    import sample

    network = read_network(sample.made_up(2_000).write(tmp_path / "civic.ttl"))
    shown = overview(network, measure(network)).positions
    homes = {city for iri in shown for city in network.node(iri).cities}
    assert len(network.cities) == 40 and len(homes) == MUNICIPALITIES


def test_a_page_of_very_many_claims_says_so(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_module, "MANY_CLAIMS", 1)
    assert write_page(small, tmp_path / "p.html").heavy
