"""The annotated reports as Turtle hold exactly what the experts wrote, in the contract's terms."""

from __future__ import annotations

import json

import pytest
import rdflib
from graph_cases import GOLD, UNITS

PREFIXES = """
PREFIX civ: <https://w3id.org/civic-kg/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
RELATIONS = (
    *(
        "partOf",
        "attachedTo",
        "memberOf",
        "cooperatesWith",
        "supports",
        "funds",
        "organizes",
        "participatesIn",
    ),
    *(
        "implements",
        "adopts",
        "publishes",
        "covers",
        "locatedIn",
        "holdsPost",
        "postIn",
        "targets",
        "governedBy",
    ),
    "heldWithin",
)


@pytest.fixture(scope="module")
def read(graph_file):
    """The Turtle, as rdflib reads it."""
    return rdflib.Graph().parse(graph_file, format="turtle")


@pytest.fixture(scope="module")
def annotations():
    return {
        f"{path.stem}.txt": json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(GOLD.glob("*.json"))
    }


def rows(graph, query):
    return [
        tuple(cell.toPython() if cell is not None else None for cell in row)
        for row in graph.query(PREFIXES + query)
    ]


def local(iri):
    return str(iri).rpartition("#")[2]


def test_documents(read, annotations):
    found = rows(
        read,
        """SELECT ?i ?year ?text { ?d a civ:SourceDocument, nif:Context ; dcterms:identifier ?i ;
           civ:reportYear ?year ; nif:isString ?text }""",
    )
    texts = {name: (GOLD / "texts" / name).read_text(encoding="utf-8") for name in annotations}
    assert {(i, year, text) for i, year, text in found} == {
        (name, row["report_year"], texts[name]) for name, row in annotations.items()
    }


def test_mentions_with_class_and_name(read, annotations):
    found = rows(
        read,
        """SELECT ?i ?b ?n ?words ?class ?label ?collective {
           ?m a nif:Phrase ; nif:referenceContext ?d ; nif:beginIndex ?b ; nif:endIndex ?n ;
              nif:anchorOf ?words ; itsrdf:taIdentRef ?e .
           ?d dcterms:identifier ?i . ?e a ?class ; rdfs:label ?label ; civ:collective ?collective }""",
    )
    texts = {name: (GOLD / "texts" / name).read_text(encoding="utf-8") for name in annotations}
    expected = {
        (name, b, n, texts[name][b:n], entity["type"], entity["name"], entity["collective"])
        for name, row in annotations.items()
        for entity in row["entities"]
        for b, n in entity["mentions"]
    }
    assert {
        (i, b, n, words, local(kind), label, flag) for i, b, n, words, kind, label, flag in found
    } == expected


def test_other_names(read, annotations):
    found = {
        (str(label), str(alias))
        for label, alias in rows(read, "SELECT ?l ?a { ?e rdfs:label ?l ; skos:altLabel ?a }")
    }
    entities = [entity for row in annotations.values() for entity in row["entities"]]
    assert found == {(entity["name"], alias) for entity in entities for alias in entity["alt_names"]}


def names(row):
    return {entity["id"]: entity["name"] for entity in row["entities"]}


def test_claims_each_once_with_its_sentence(read, annotations):
    found = rows(
        read,
        """SELECT ?i ?sl ?p ?ol ?o ?status ?c {
           ?c a civ:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; civ:status ?status ;
              prov:wasDerivedFrom ?x . ?x a nif:Sentence ; nif:referenceContext ?d .
           ?d dcterms:identifier ?i . ?s rdfs:label ?sl . OPTIONAL { ?o rdfs:label ?ol } }""",
    )
    said = sorted(
        _ends(i, str(sl), local(p), str(ol or local(o)), local(status))
        for i, sl, p, ol, o, status, _ in found
    )
    expected = sorted(
        _ends(
            name,
            names(row)[r["s"]],
            r["p"],
            names(row).get(r["o"], r["o"][2:]),
            r["status"][0].upper() + r["status"][1:],
        )
        for name, row in annotations.items()
        for r in row["relations"]
    )
    assert said == expected
    assert len({claim for *_, claim in found}) == len(expected)


def _ends(name, subject, relation, target, status):
    ends = sorted((subject, target)) if relation == "cooperatesWith" else [subject, target]
    return (name, *ends, relation, status)


def test_figures(read, annotations):
    found = rows(
        read,
        """SELECT ?i ?what ?value ?unit ?bound ?year { ?f a civ:Figure ; civ:about ?a ; civ:measure ?what ;
           civ:value ?value ; civ:unit ?unit ; prov:wasDerivedFrom ?x . ?x nif:referenceContext ?d .
           ?d dcterms:identifier ?i . OPTIONAL { ?f civ:bound ?bound } OPTIONAL { ?f civ:year ?year } }""",
    )
    said = sorted(
        (i, str(what), float(value), local(unit), local(bound or "#"), year or 0)
        for i, what, value, unit, bound, year in found
    )
    assert said == sorted(
        (name, o["what"], float(o["value"]), UNITS[o["unit"]], _bound(o), o.get("year") or 0)
        for name, row in annotations.items()
        for o in row["observations"]
    )


def _bound(row):
    return "AtLeast" if row.get("min") else "AtMost" if row.get("max") else ""


def test_plain_edge_if_and_only_if_realised(read):
    values = " ".join(f"civ:{relation}" for relation in RELATIONS)
    edges = set(rows(read, f"SELECT ?s ?p ?o {{ VALUES ?p {{ {values} }} ?s ?p ?o }}"))
    done = rows(
        read,
        "SELECT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; civ:status civ:Realised }",
    )
    planned = rows(
        read,
        "SELECT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; civ:status civ:Planned }",
    )
    assert edges == set(done)
    assert set(planned) - edges


def test_years_are_integers(read):
    years = [
        o
        for p in ("reportYear", "year")
        for o in read.objects(None, rdflib.URIRef(f"https://w3id.org/civic-kg/ontology#{p}"))
    ]
    assert years
    assert {year.datatype for year in years} == {rdflib.XSD.integer}
