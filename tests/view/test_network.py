from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.view.measures import brokers, measure
from kg.view.network import read_network
from kg.view.records import SOCIAL_GROUP


def by_label(network, label):
    return next(node for node in network.nodes if node.label == label)


def test_a_claim_comes_with_its_sentence_and_the_words_of_both_ends(small: Path):
    network = read_network(small)
    claim = next(claim for claim in network.claims if claim.relation == "supports")
    quote = network.quotes[claim.quote]
    marked = {mark.role: quote.text[mark.begin : mark.end] for mark in claim.marks}
    assert marked == {0: "Администрация города Алейска", 1: "Совет ветеранов"}
    assert (claim.status, claim.confidence) == ("Realised", 0.83)
    assert network.source_of(claim).year == 2018


def test_a_node_has_its_names_city_figures_and_coordinates(small: Path):
    network = read_network(small)
    place = by_label(network, "Алейск")
    administration = by_label(network, "Администрация города Алейска")
    assert (place.latitude, place.longitude) == (52.5, 82.8)
    assert administration.aliases == ("Администрация",)
    assert administration.cities == (place.iri,)
    figure = by_label(network, "Совет ветеранов").figures[0]
    assert (figure.measure, figure.value, figure.unit, figure.bound) == ("члены", 120, "Count", "AtLeast")


def test_who_is_helped_is_a_node_of_the_city_whose_report_says_so(small: Path):
    network = read_network(small)
    group = next(node for node in network.nodes if node.type == SOCIAL_GROUP)
    assert group.iri.endswith("#veterans")
    assert group.cities == tuple(network.cities)


def test_a_missing_graph_and_a_broken_one_are_said_to_be_so(tmp_path: Path):
    with pytest.raises(GraphError, match="no graph here"):
        read_network(tmp_path)
    (tmp_path / "civic.ttl").write_text("this is no turtle", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be read"):
        read_network(tmp_path)


def test_an_empty_graph_is_an_empty_network(tmp_path: Path):
    (tmp_path / "civic.ttl").write_text("", encoding="utf-8")
    network = read_network(tmp_path)
    assert network.nodes == [] and network.claims == []
    assert measure(network).ranked() == []


def test_the_annotated_reports_keep_every_entity_and_claim(annotated: Path):
    network = read_network(annotated)
    assert len(network.cities) == 8
    assert all(claim.quote for claim in network.claims)
    told = [claim for claim in network.claims if not claim.implied and claim.marks]
    assert len(told) > 500


def test_measures_rank_the_administration_of_a_report_among_the_first(annotated: Path):
    network = read_network(annotated)
    measures = measure(network)
    first = [network.label(iri) for iri in measures.ranked()[:10]]
    assert "Администрация города Алейска" in first
    assert all(0 <= value <= 1 for value in measures.betweenness.values())
    assert brokers(network, measures) == sorted(
        brokers(network, measures), key=lambda iri: -measures.reach[iri]
    )
