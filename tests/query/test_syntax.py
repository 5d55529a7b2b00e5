"""Wrong queries get a place and a hint; queries that leave the graph are refused."""

import pytest

from kg.errors import QueryError

WRONG = [
    ("SELECT * { ?s ?p }", "line 1, column 1", "triples end"),
    ("SELECT * {\n  ?s foo:bar ?o\n}", "line 2, column 6", "prefix «foo:» is not declared"),
    ("SELEKT * { ?s ?p ?o }", "line 1", "SELECT instead of SELEKT"),
    ("SELECT * { ?s ?p ?o OPTIONALL { ?s ?q ?r } }", "line 1", "OPTIONAL instead of OPTIONALL"),
    ("SELECT (COUNT(?x) AS ?n) ?y { ?x a ?y }", "line 1", "grouped by or aggregated"),
    ("SELECT * { ?s ?p ?o", "line 1", "«}» missing: 1"),
    ("SELECT * { ?s ?p ?o FILTER(?o > (1 }", "line 1", "«)» missing"),
    ("SELECT * { ?s ?p 'a }", "line 1", "quotation mark is not closed"),
    ("", "line 1", "query is wrong"),
]


@pytest.mark.parametrize(("text", "place", "hint"), WRONG)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib_engine"])
def test_a_wrong_query_gets_its_place_and_a_hint(text, place, hint, engine, request):
    with pytest.raises(QueryError) as caught:
        request.getfixturevalue(engine).query(text)
    assert place in str(caught.value)
    assert hint in str(caught.value)


OUTSIDE = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:a\\#b ?o SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a'b''' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o } # {\n SERVICE <http://127.0.0.1:1/> { }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "DROP ALL",
]


@pytest.mark.parametrize("text", OUTSIDE)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib_engine"])
def test_a_query_stays_inside_the_graph(text, engine, request):
    with pytest.raises(QueryError, match=r"refused|read-only|alone"):
        request.getfixturevalue(engine).query(text)


INSIDE = [
    "SELECT ?service { ?service ?from 'SERVICE <x>' }",
    "PREFIX service: <http://service/from> SELECT * { ?s service:from ?o }",
    "SELECT * { ?s ?p <http://x/SERVICE> } # SERVICE <http://x>",
    'SELECT * { ?s ?p """ FROM "quoted" SERVICE """ }',
    "SELECT ?insert { ?insert ?delete ?drop }",
]


@pytest.mark.parametrize("text", INSIDE)
def test_the_same_words_elsewhere_are_no_calls(text, oxigraph):
    assert list(oxigraph.query(text)) is not None
