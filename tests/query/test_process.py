"""The process that answers, and can be stopped."""

import json

import pytest

from kg.errors import GraphError, QueryError, UsageError
from kg.query.process import QueryTimeoutError, Worker, worker
from kg.query.worker import Request, TooLargeError

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = "application/sparql-results+json text/turtle"


def test_one_worker_answers_many_and_lives_on_after_errors(graph_file):
    with worker(str(graph_file)) as process:
        for _ in range(2):
            answer = b"".join(process.ask(Request("ASK { ?s a civ:Council }", form=FORM), 30))
            assert json.loads(answer)["boolean"] is True
            with pytest.raises(QueryError, match="line 1"):
                list(process.ask(Request("SELEKT"), 30))
            with pytest.raises(UsageError, match="no such parameter"):
                list(process.ask(Request("ASK {}", values={"x": "y"}), 30))


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_an_endless_query_is_stopped(graph_file, engine):
    with worker(str(graph_file), engine) as process, pytest.raises(QueryTimeoutError, match="--timeout"):
        list(process.ask(Request(ENDLESS), 0.5))


def test_an_answer_has_a_limit(graph_file):
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with worker(str(graph_file)) as process:
        for form in ("json", "csv", "tsv", FORM):
            with pytest.raises(TooLargeError, match="LIMIT"):
                list(process.ask(Request(text, form=form, limit=100_000), 60))
        assert list(process.ask(Request("ASK {}"), 30))


def test_a_graph_that_cannot_be_read_is_named(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> ", encoding="utf-8")
    for path in (tmp_path / "none.ttl", broken, tmp_path):
        with pytest.raises(GraphError, match=path.name):
            Worker(str(path)).open()
