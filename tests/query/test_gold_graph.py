"""The questions asked of annotated reports, joined and written as they are by kg build."""

import importlib.util
from pathlib import Path

import pytest

from kg.graph.triples import triples
from kg.graph.turtle import write
from kg.query.catalogue import catalogue, find
from kg.query.engine import open_engine
from kg.query.explain import explain
from kg.query.formats import value_of
from kg.query.names import prepare
from kg.query.run import ask
from kg.query.text import in_memory
from kg.resolve import resolve

from .test_catalogue import rows_of

CASES = Path(__file__).parents[1] / "graph" / "graph_cases.py"
VALUES = {
    "city": "Алейск",
    "other": "Анжеро-Судженск",
    "actor": "Администрация города Алейска",
    "source": "Совет предпринимателей города Алейска",
    "target": "Городской Совет ветеранов",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("graph_cases", CASES)
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    folder = tmp_path_factory.mktemp("graphs")
    write(triples(resolve(cases.gold_reports())), folder / "civic.ttl")
    return folder


@pytest.fixture(scope="module")
def engine(folder):
    return open_engine(str(folder))


@pytest.fixture(scope="module")
def other_engine(folder):
    return open_engine(str(folder / "civic.ttl"), "rdflib")


def column(engine, name, wanted, **values):
    return {value_of(row[wanted]) for row in ask(engine, find(name), values)}


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_both_engines_give_the_same_rows(engine, other_engine, name):
    query = find(name)
    text = prepare(
        engine, query, {p.name: VALUES.get(p.name, "") for p in query.parameters if p.name in VALUES}
    )
    assert rows_of(engine.query(text)) == rows_of(other_engine.query(text))


def test_every_kind_of_question_finds_something(engine):
    silent = {
        query.name
        for query in catalogue()
        if not rows_of(ask(engine, query, {p.name: VALUES[p.name] for p in query.parameters if p.required}))
    }
    # annotated claims are certain, and the two councils have a tie
    assert silent <= {"doubtful"}


def test_answers_are_those_of_the_reports(engine):
    assert "Совет предпринимателей города Алейска" in column(
        engine, "actors", "actor", city="Алейск", kind="Council"
    )
    assert "План по созданию новой версии официального сайта администрации города Алейска" in column(
        engine, "not-done", "what", city="Алейск"
    )
    assert "Фонд президентских грантов" in column(engine, "shared-actors", "actor")
    assert "1300000" in column(engine, "figures", "value", city="Анжеро-Судженск", unit="RUB")
    groups = column(engine, "unserved-groups", "group", city="Алейск")
    assert not {group for group in groups if group.endswith("#veterans")}


def test_an_edge_is_explained_by_the_text_itself(engine):
    found = explain(engine, "советом предпринимателей города Алейска")
    assert len(found.iris) == 1
    assert found.claims
    text = (Path(__file__).parents[1] / "gold" / "texts" / "000_dbf1c244435bf3d1.txt").read_text(
        encoding="utf-8"
    )
    for claim in found.claims:
        assert text[int(claim.text("begin")) : int(claim.text("end"))] == claim.text("sentence")


def test_words_of_the_reports_are_found_in_any_form(engine):
    hits = in_memory(engine).find("дружинами народная")
    assert any("дружин" in hit.text.lower() for hit in hits)
