"""The SPARQL 1.1 Protocol, seen from outside."""

import json
import urllib.parse

import pyoxigraph as ox
import pytest

from kg.serve.protocol import negotiate

SELECT = "SELECT ?s WHERE { ?s a civ:Council } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s a civ:Council } WHERE { ?s a civ:Council }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON = "application/sparql-results+json"


def test_three_ways_to_ask_give_one_answer(server):
    answers = {
        server.ask(SELECT).body,
        server.post(urllib.parse.urlencode({"query": SELECT}), FORM).body,
        server.post(SELECT, DIRECT).body,
        server.post(SELECT, "Application/SPARQL-Query; charset=utf-8").body,
    }
    assert len(answers) == 1
    assert len(json.loads(answers.pop())["results"]["bindings"]) == 4


@pytest.mark.parametrize(
    "kind", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_rows_come_in_the_format_asked_for(server, kind):
    reply = server.ask(SELECT, kind)
    assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    if kind != "text/csv":
        assert len(list(ox.parse_query_results(reply.body, ox.QueryResultsFormat.from_media_type(kind)))) == 4
    else:
        assert len(reply.text.split()) == 5


@pytest.mark.parametrize(
    "kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_triples_come_in_the_format_asked_for(server, kind):
    reply = server.ask(CONSTRUCT, kind)
    assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    assert len(list(ox.parse(reply.body, ox.RdfFormat.from_media_type(kind)))) == 4


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", f"{JSON} text/turtle"),
        ("*/*", f"{JSON} text/turtle"),
        ("text/csv;q=0.5, application/json", f"{JSON} -"),
        ("text/*", "text/csv text/turtle"),
        ("application/sparql-results+xml;q=0.2, */*;q=0.1", "application/sparql-results+xml text/turtle"),
        ("image/png", "- -"),
        ("text/csv;q=0", "- -"),
        ("text/csv;q=x, text/turtle", "- text/turtle"),
    ],
)
def test_the_best_acceptable_format_is_chosen(accept, chosen):
    assert negotiate(accept) == chosen


def test_what_cannot_be_sent_is_not_acceptable(server):
    assert server.ask(SELECT, "image/png").status == 406
    assert server.ask(SELECT, "text/turtle").status == 406
    assert server.ask(CONSTRUCT, "text/csv").status == 406


def test_a_wrong_query_gets_its_place_and_a_hint(server):
    reply = server.ask("SELEKT * { ?s ?p ?o }")
    assert reply.status == 400
    assert reply.headers["content-type"].startswith("text/plain")
    assert "строка 1" in reply.text and "SELECT вместо SELEKT" in reply.text


UPDATE = "INSERT DATA { <http://x/s> <http://x/p> <http://x/o> }"


def test_the_graph_cannot_be_changed(server):
    assert server.post(UPDATE, "application/sparql-update").status == 403
    assert server.post(urllib.parse.urlencode({"update": UPDATE}), FORM).status == 403
    assert server.post(UPDATE, DIRECT).status == 400
    assert server.ask(UPDATE).status == 400
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.get("/sparql", method=method, data=b"").status == 405
    assert json.loads(server.ask("ASK { <http://x/s> ?p ?o }").body)["boolean"] is False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_nothing_outside_is_asked_or_read(server, query):
    reply = server.ask(query)
    assert reply.status == 400
    assert "запрещен" in reply.text


def test_requests_against_the_protocol_are_refused(server):
    query = urllib.parse.urlencode({"query": SELECT})
    assert server.get(f"/sparql?{query}&{query}").status == 400
    assert server.get(f"/sparql?{query}&default-graph-uri=http%3A%2F%2Fx").status == 400
    assert server.get("/sparql?query=%FF").status == 400
    assert server.post(b"\xff", DIRECT).status == 400
    assert server.post("", DIRECT).status == 400
    assert server.post(SELECT, "text/plain").status == 415


def test_without_a_query_it_describes_itself(server):
    reply = server.get("/sparql", "text/turtle")
    assert len(list(ox.parse(reply.body, ox.RdfFormat.TURTLE, base_iri=server.url))) > 5
    assert "yasgui" in server.get("/sparql", "text/html").text


def test_other_sites_may_ask_but_no_page_may_frame_ours(server):
    reply = server.get("/sparql?query=ASK%7B%7D", Origin="https://example.org")
    assert reply.headers["access-control-allow-origin"] == "*"
    preflight = server.get(
        "/sparql", method="OPTIONS", Origin="https://example.org", **{"Access-Control-Request-Method": "POST"}
    )
    assert preflight.status == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for path in ("/", "/query", "/sparql?query=ASK%7B%7D", "/static/style.css", "/none"):
        policy = server.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy and "unsafe-eval" not in policy


def test_a_third_party_client_understands_it(server):
    import SPARQLWrapper

    client = SPARQLWrapper.SPARQLWrapper(server.url + "/sparql")
    client.setQuery("PREFIX civ: <https://w3id.org/civic-kg/ontology#> " + SELECT)
    for method in (SPARQLWrapper.GET, SPARQLWrapper.POST):
        client.setMethod(method)
        client.setReturnFormat(SPARQLWrapper.JSON)
        assert len(client.queryAndConvert()["results"]["bindings"]) == 4
    client.setMethod(SPARQLWrapper.POST)
    client.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
    client.setReturnFormat(SPARQLWrapper.XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 4
    client.setQuery("PREFIX civ: <https://w3id.org/civic-kg/ontology#> " + CONSTRUCT)
    client.setReturnFormat(SPARQLWrapper.TURTLE)
    assert b"Council" in client.queryAndConvert()
