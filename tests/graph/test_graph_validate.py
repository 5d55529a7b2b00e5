"""What validation finds: each broken promise by its own name, and nothing in a sound graph."""

from __future__ import annotations

import pytest
from graph_cases import GOLD
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.errors import GraphError
from kg.graph.access import of_class, pointed, value
from kg.graph.bridge import load_rdflib
from kg.graph.store import load
from kg.graph.validate import Severity, source_texts, validate
from kg.graph.vocabulary import civ, term


@pytest.fixture
def graph(small_store):
    """A sound graph of one's own to break."""
    mine = Store()
    mine.bulk_extend(small_store)
    return mine


def change(graph, subject, name, new):
    for quad in list(graph.quads_for_pattern(subject, term(name), None)):
        graph.remove(quad)
    if new is not None:
        graph.add(Quad(subject, term(name), new))


def kinds(graph, **options):
    return {finding.kind for finding in validate(graph, **options)}


def first(graph, name):
    return of_class(graph, name)[0]


def realised(graph):
    return next(
        c for c in of_class(graph, "civ:Claim") if pointed(graph, c, "civ:status") == [civ("Realised")]
    )


def test_the_annotated_reports_are_sound(graph_file):
    store = load(graph_file)
    assert validate(store, source_texts([str(GOLD / "texts")])) == []


def test_a_quote_that_is_not_there(graph):
    mention = first(graph, "nif:Phrase")
    change(graph, mention, "nif:anchorOf", Literal("Совет старейшин Луны"))
    (finding,) = validate(graph, shapes=False)
    assert (finding.kind, finding.subject, finding.severity) == ("quote", mention.value, Severity.ERROR)
    assert "Совет старейшин Луны" in finding.message


def test_quotes_are_read_again_in_the_source_files(graph, tmp_path):
    source = GOLD / "texts" / "x1_togurma.txt"
    text = source.read_text(encoding="utf-8")
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    assert kinds(graph, texts=source_texts([str(tmp_path)]), shapes=False) == set()
    (tmp_path / source.name).write_text(text.replace("палат", "камор"), encoding="utf-8")
    assert kinds(graph, texts=source_texts([str(tmp_path)]), shapes=False) == {"quote", "text-changed"}
    (tmp_path / source.name).unlink()
    assert kinds(graph, texts=source_texts([str(tmp_path)]), shapes=False) == {"no-source"}


def test_sources_outside_the_folder_are_not_read(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("тайна", encoding="utf-8")
    assert source_texts([str(tmp_path / "in")])("../secret.txt") is None


def test_without_any_text_the_quotes_are_left_unchecked(graph):
    change(graph, first(graph, "civ:SourceDocument"), "nif:isString", None)
    (finding,) = validate(graph, shapes=False)
    assert (finding.kind, finding.severity) == ("no-text", Severity.WARNING)


def test_offsets_below_zero_are_no_quote(graph):
    mention = first(graph, "nif:Phrase")
    change(graph, mention, "nif:beginIndex", Literal(-5))
    assert kinds(graph) >= {"quote", "shape"}


def test_a_node_that_nothing_describes(graph):
    claim = realised(graph)
    change(graph, claim, "prov:wasDerivedFrom", NamedNode("https://example.org/nowhere"))
    assert "dangling" in kinds(graph, shapes=False)


def test_a_term_that_the_ontology_does_not_know(graph):
    graph.add(Quad(first(graph, "civ:Council"), civ("likes"), civ("veterans")))
    (finding,) = validate(graph, shapes=False)
    assert (finding.kind, finding.message) == ("unknown-term", civ("likes").value)


def test_an_edge_that_no_claim_reports_as_done(graph):
    council, post = first(graph, "civ:Council"), first(graph, "civ:Post")
    graph.add(Quad(council, civ("supports"), council))
    assert kinds(graph, shapes=False) == {"edge-without-claim"}
    assert post


def test_a_done_claim_without_its_edge(graph):
    claim = realised(graph)
    ends = [pointed(graph, claim, f"rdf:{end}")[0] for end in ("subject", "predicate", "object")]
    graph.remove(Quad(*ends))
    assert kinds(graph, shapes=False) == {"claim-without-edge"}


def test_a_claim_written_twice(graph):
    claim = realised(graph)
    for quad in list(graph.quads_for_pattern(claim, None, None)):
        graph.add(Quad(NamedNode(f"{claim.value}-again"), quad.predicate, quad.object))
    assert kinds(graph, shapes=False) == {"repeated-claim"}


def test_two_classes(graph):
    graph.add(Quad(first(graph, "civ:Council"), term("rdf:type"), civ("NGO")))
    assert kinds(graph, shapes=False) == {"two-classes"}


def test_one_place_as_two_nodes(graph):
    for place in of_class(graph, "civ:Place")[:2]:
        graph.add(Quad(place, term("owl:sameAs"), NamedNode("https://sws.geonames.org/1/")))
    assert kinds(graph, shapes=False) == {"one-place-twice"}


def test_a_blank_node(graph):
    graph.add(Quad(BlankNode(), term("rdfs:label"), Literal("x")))
    assert kinds(graph, shapes=False) == {"blank-node"}


def test_words_of_a_claim_outside_its_sentence(graph):
    claim = realised(graph)
    graph.add(Quad(claim, civ("cueBegin"), Literal(0)))
    graph.add(Quad(claim, civ("cueEnd"), Literal(1)))
    assert kinds(graph, shapes=False) == {"cue-outside"}


@pytest.mark.parametrize(
    ("name", "predicate", "new"),
    [
        ("civ:Council", "rdfs:label", None),
        ("civ:Council", "rdfs:label", Literal("Council", language="en")),
        ("civ:Council", "civ:collective", Literal("maybe")),
        ("civ:SourceDocument", "civ:reportYear", Literal("2016", datatype=term("xsd:gYear"))),
        ("civ:SourceDocument", "dcterms:identifier", None),
        ("nif:Phrase", "itsrdf:taIdentRef", None),
        ("nif:Sentence", "nif:referenceContext", None),
        ("civ:Claim", "prov:wasDerivedFrom", None),
        ("civ:Claim", "civ:status", civ("veterans")),
        ("civ:Claim", "civ:confidence", Literal("1.5", datatype=term("xsd:decimal"))),
        ("civ:Claim", "rdf:predicate", civ("scope")),
        ("civ:Figure", "civ:unit", civ("Realised")),
        ("civ:Figure", "civ:value", Literal("много")),
    ],
)
def test_shapes_find(graph, name, predicate, new):
    subject = first(graph, name)
    change(graph, subject, predicate, new)
    found = [finding for finding in validate(graph) if finding.kind == "shape"]
    assert subject.value in {finding.subject for finding in found}


def test_shapes_hold_planned_claims_to_the_relations_ends(graph):
    claim = next(
        c for c in of_class(graph, "civ:Claim") if value(graph, c, "rdf:predicate") == civ("organizes").value
    )
    place, subject = first(graph, "civ:Place"), pointed(graph, claim, "rdf:subject")[0]
    change(graph, claim, "civ:status", civ("Planned"))
    change(graph, claim, "rdf:object", place)
    found = [f for f in validate(graph) if f.kind == "shape"]
    assert [(f.subject, place.value in f.message) for f in found] == [(subject.value, True)]
    english = [f.message for f in validate(graph, language="en") if f.kind == "shape"]
    assert english[0].startswith("Such an entity cannot be the object")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", "это не Turtle"),
        ("a.ttl", ""),
        ("a.nt", "<a> <b> ."),
        ("a.xyz", ""),
        ("a.jsonld", "{"),
        ("a.rdf", "<x"),
    ],
)
def test_what_is_no_graph_is_refused(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(GraphError):
        load(tmp_path / name)


def test_a_missing_file_and_a_folder_that_is_no_store(tmp_path):
    with pytest.raises(GraphError):
        load(tmp_path / "none.ttl")
    with pytest.raises(GraphError):
        load(tmp_path)


def test_a_stores_folder_opens(small_store, tmp_path):
    kept = Store(str(tmp_path / "store"))
    kept.bulk_extend(small_store)
    kept.flush()
    del kept
    assert len(load(tmp_path / "store")) == len(small_store)


def test_rdflib_gets_the_same_graph(graph_file):
    import rdflib

    assert {t[:2] for t in load_rdflib(graph_file)} == {t[:2] for t in rdflib.Graph().parse(graph_file)}
