"""Exports: each read back by the standard reader of its format."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, Quad, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from kg.errors import UsageError
from kg.graph.access import of_class, ordered, value
from kg.graph.export import FORMATS, Selection, export, select
from kg.graph.export.tables import harmless
from kg.graph.store import load
from kg.graph.validate import validate
from kg.graph.vocabulary import civ, term

ONE_FILE = [name for name in FORMATS if len(FORMATS[name].files) == 1]


@pytest.fixture(scope="module")
def store(graph_file):
    return load(graph_file)


def written(store, name):
    stream = io.BytesIO()
    export(store, name, stream)
    return stream.getvalue()


def same(store, data, rdf):
    """Whether bytes hold the store's statements, named graphs joined."""
    read = {(q.subject, q.predicate, q.object) for q in parse(data, format=rdf)}
    again = Store()
    again.bulk_extend(Quad(*triple) for triple in read)
    return {q.triple for q in again} == {q.triple for q in store}


@pytest.mark.parametrize("name", ONE_FILE)
def test_same_bytes_from_a_graph_loaded_in_another_order(store, name):
    turned = Store()
    turned.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in reversed(list(ordered(store))))
    assert written(store, name) == written(turned, name)
    assert len(written(store, name)) > 1000


def test_turtle_is_what_the_builder_writes(store, graph_file):
    assert written(store, "ttl") == graph_file.read_bytes()


@pytest.mark.parametrize(
    ("name", "rdf"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("rdfxml", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_rdf_formats_hold_the_whole_graph(store, name, rdf):
    assert same(store, written(store, name), rdf)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("name", "rdf"), [("ttl", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_graph(small_store, name, rdf):
    triples = rdflib.Graph().parse(data=written(small_store, "nt"), format="nt")
    assert isomorphic(rdflib.Graph().parse(data=written(small_store, name), format=rdf), triples)


def test_trig_has_a_graph_for_each_document(store):
    graphs = {}
    for quad in parse(written(store, "trig"), format=RdfFormat.TRIG):
        graphs.setdefault(quad.graph_name, []).append(quad)
    documents = set(of_class(store, "civ:SourceDocument"))
    assert documents == {name for name in graphs if name in documents}
    assert len(graphs) == len(documents) + 1
    edges = {q.predicate for document in documents for q in graphs[document]}
    assert civ("cooperatesWith") in edges


def test_jsonld_is_plain_json_to_others(small_store):
    rows = json.loads(written(small_store, "jsonld"))["@graph"]
    council = next(row for row in rows if row.get("label") == "Общественная палата города Тогурмы")
    assert council["type"] == "civ:Council"
    assert council["collective"] is False
    assert "Палата" in council["altLabel"]


def test_networks_read_back(store, tmp_path):
    ends = ("rdf:subject", "rdf:predicate", "rdf:object", "civ:status")
    claims = {tuple(value(store, claim, end) for end in ends) for claim in of_class(store, "civ:Claim")}
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        (tmp_path / name).write_bytes(written(store, name))
        network = read(tmp_path / name)
        assert network.number_of_edges() == len(claims)
        labels = nx.get_node_attributes(network, "label")
        assert "Администрация города Алейска" in labels.values()
        assert all(data["kind"] for _, data in network.nodes(data=True))


def test_network_of_a_document_holds_no_date_of_writing(store):
    assert b"lastmodified" not in written(store, "gexf")


def test_tables_read_back(store):
    nodes = list(csv.DictReader(io.StringIO(written(store, "csv-nodes").decode("utf-8-sig"))))
    edges = list(csv.DictReader(io.StringIO(written(store, "csv-edges").decode("utf-8-sig"))))
    assert len(edges) == len(of_class(store, "civ:Claim"))
    known = {row["id"] for row in nodes}
    assert {row["source"] for row in edges} | {row["target"] for row in edges} <= known
    assert all(row["sentence"] and row["document"] for row in edges)


def test_neo4j_headers_and_references(store):
    nodes = list(csv.reader(io.StringIO(written(store, "neo4j-nodes").decode())))
    edges = list(csv.reader(io.StringIO(written(store, "neo4j-edges").decode())))
    head, ties = nodes[0], edges[0]
    ids = {row[head.index("iri:ID")] for row in nodes[1:]}
    assert len(ids) == len(nodes) - 1
    assert all(row[ties.index(":START_ID")] in ids and row[ties.index(":END_ID")] in ids for row in edges[1:])
    assert all("\n" not in cell for row in edges + nodes for cell in row)
    assert {row[head.index(":LABEL")] for row in nodes[1:]} >= {"Entity;Council", "SocialGroup"}


def test_followthemoney_takes_every_entity(store):
    model = pytest.importorskip("followthemoney").model
    rows = [json.loads(line) for line in written(store, "ftm").splitlines()]
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        proxy = model.get_proxy(row)
        model.get(row["schema"]).validate(row)
        kept = {name: set(proxy.get(name)) for name in row["properties"]}
        assert all(kept.values()), row
        for prop in proxy.iterprops():
            if prop.type.name == "entity":
                assert set(proxy.get(prop)) <= ids
    schemata = {row["schema"] for row in rows}
    assert {"PublicBody", "Organization", "Occupancy", "Membership", "UnknownLink", "Document"} <= schemata


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_formula_becomes_text(cell):
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["-12.5", "Совет", "", "12", "«=1»"])
def test_other_cells_stay(cell):
    assert harmless(cell) == cell


def test_a_hostile_name_is_harmless_in_tables(small_store):
    hostile = Store()
    hostile.bulk_extend(small_store)
    node = of_class(small_store, "civ:Council")[0]
    for quad in list(hostile.quads_for_pattern(node, term("rdfs:label"), None)):
        hostile.remove(quad)
    hostile.add(Quad(node, term("rdfs:label"), Literal('=HYPERLINK("http://x";"y")\x00', language="ru")))
    rows = csv.DictReader(io.StringIO(written(hostile, "csv-nodes").decode("utf-8-sig")))
    labels = [row["label"] for row in rows]
    assert '\'=HYPERLINK("http://x";"y")\x00' in labels
    for name in ("graphml", "gexf", "rdfxml"):
        assert b"\x00" not in written(hostile, name)
    assert len(rdflib.Graph().parse(data=written(hostile, "rdfxml"), format="xml")) == len(hostile)


def test_several_files_go_to_a_folder(small_store, tmp_path):
    files = export(small_store, "csv", tmp_path / "tables")
    assert [file.name for file in files] == ["nodes.csv", "edges.csv"]
    with pytest.raises(UsageError, match="csv-nodes"):
        export(small_store, "csv", io.BytesIO())


def test_unknown_format_names_the_known(small_store):
    with pytest.raises(UsageError, match="graphml"):
        export(small_store, "visio", io.BytesIO())


def test_one_city(store):
    cut = select(store, Selection(city="тогурма"))
    documents = [value(cut, d, "dcterms:identifier") for d in of_class(cut, "civ:SourceDocument")]
    assert documents == ["x1_togurma.txt"]
    assert validate(cut, shapes=False) == []
    assert 0 < len(of_class(cut, "civ:Claim")) < len(of_class(store, "civ:Claim"))


def test_unknown_city_names_near_ones(store):
    with pytest.raises(UsageError, match="Тогурма"):
        select(store, Selection(city="Тагурма"))


def test_one_year(store):
    cut = select(store, Selection(year=2016))
    years = {value(cut, d, "civ:reportYear") for d in of_class(cut, "civ:SourceDocument")}
    assert years == {"2016"}


def test_sure_claims_only(store):
    doubtful = Store()
    doubtful.bulk_extend(store)
    claim = next(
        c for c in of_class(store, "civ:Claim") if value(store, c, "civ:status").endswith("Realised")
    )
    doubtful.remove(next(iter(store.quads_for_pattern(claim, civ("confidence"), None))))
    doubtful.add(Quad(claim, civ("confidence"), Literal("0.3", datatype=term("xsd:decimal"))))
    cut = select(doubtful, Selection(min_confidence=0.5))
    assert claim not in of_class(cut, "civ:Claim")
    assert len(of_class(cut, "civ:Claim")) == len(of_class(store, "civ:Claim")) - 1
    assert validate(cut, shapes=False) == []


def test_no_persons_leaves_no_name(store):
    persons = of_class(store, "civ:Person")
    names = {value(store, person, "rdfs:label") for person in persons}
    assert names
    cut = select(store, Selection(persons=False))
    assert of_class(cut, "civ:Person") == []
    assert validate(cut, shapes=False) == []
    texts = " ".join(q.object.value for q in cut if isinstance(q.object, Literal))
    assert [name for name in names if name in texts] == []
    assert "█" in texts


def test_without_proofs_only_things_and_edges(store):
    cut = select(store, Selection(provenance=False))
    for name in ("civ:Claim", "nif:Phrase", "nif:Sentence"):
        assert of_class(cut, name) == []
    edges = {q.triple for q in store if q.predicate == civ("organizes")}
    assert edges == {q.triple for q in cut if q.predicate == civ("organizes")}
    assert len(written(cut, "csv-edges").splitlines()) > len(edges)
