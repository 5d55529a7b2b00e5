"""What becomes of claims, figures and places that are said twice, bounded, dated or unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Quad, Store

from kg.graph.access import of_class, value, values
from kg.graph.triples import triples
from kg.graph.turtle import write
from kg.graph.vocabulary import Minter, civ
from kg.model import (
    CITY,
    Bound,
    Claim,
    Document,
    Entity,
    EntityType,
    Extraction,
    Figure,
    Gap,
    Mention,
    Node,
    Relation,
    Resolution,
    ResolvedClaim,
    ResolvedFigure,
    Status,
)

TEXT = "Совет ветеранов помогает школе. Школа дружит с Советом ветеранов. В совете 25 членов."
SENTENCES = ((0, 31), (32, 65), (66, 85))
NAME = "отчёт 1.txt"


def entity(key, kind, label, *place):
    return Entity(key, kind, label, (), False, (Mention(*place, 0, 1, 0),), "head:test", 0.9)


EXTRACTION = Extraction(
    Document(NAME, "Отчёт", TEXT, (), (), "Алейск", "дружба", 2018),
    SENTENCES,
    (
        entity("e1", EntityType.NGO, "Совет ветеранов", 0, 15, 0),
        entity("e2", EntityType.INSTITUTION, "Школа", 25, 30, 0),
        entity("e3", EntityType.PLACE, "Алейск", 32, 37, 1),
    ),
    gaps=(Gap(2, "члены"),),
)
NODES = (
    Node("actor/shkola", EntityType.INSTITUTION, "Школа", (), False, ((NAME, "e2"),), scope="place/aleysk"),
    Node("actor/sovet", EntityType.NGO, "Совет ветеранов", ("Совет",), False, ((NAME, "e1"),)),
    Node("place/altay", EntityType.PLACE, "Алтайский край", (), False, ()),
    Node(
        "place/aleysk",
        EntityType.PLACE,
        "Алейск",
        (),
        False,
        ((NAME, "e3"),),
        None,
        1512095,
        52.492,
        82.7794,
        "place/altay",
    ),
)
HELPS = Claim(
    "actor/sovet", Relation.SUPPORTS, "actor/shkola", Status.REALISED, 0.7, "verb:help", 0, cue=(16, 24)
)


def store(claims=(), figures=(), municipality="place/aleysk", nodes=NODES):
    found = Resolution(
        (EXTRACTION,),
        nodes,
        {NAME: municipality} if municipality else {},
        tuple(ResolvedClaim(NAME, claim) for claim in claims),
        tuple(ResolvedFigure(NAME, figure) for figure in figures),
    )
    filled = Store()
    filled.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples(found))
    return filled


def only(graph, name):
    (node,) = of_class(graph, name)
    return node


def test_a_claim_said_twice_is_one_with_both_sentences():
    graph = store([HELPS, replace(HELPS, confidence=0.95, rule="noun:help", sentence=1)])
    claim = only(graph, "civ:Claim")
    assert value(graph, claim, "civ:rule") == "noun:help"
    assert float(value(graph, claim, "civ:confidence")) == 0.95
    assert len(values(graph, claim, "prov:wasDerivedFrom")) == 2


def test_planned_and_done_are_two_claims():
    graph = store([HELPS, replace(HELPS, status=Status.PLANNED)])
    assert len(of_class(graph, "civ:Claim")) == 2


@pytest.mark.parametrize("status", [Status.PLANNED, Status.NOT_REALISED])
def test_what_was_not_done_has_no_plain_edge(status):
    graph = store([replace(HELPS, status=status)])
    assert list(graph.quads_for_pattern(None, civ("supports"), None)) == []
    assert value(graph, only(graph, "civ:Claim"), "civ:status") == civ(status).value


def test_cooperation_has_one_direction_only():
    one = replace(HELPS, relation=Relation.COOPERATES_WITH)
    other = replace(one, subject=one.object, object=one.subject)
    assert len(of_class(store([one, other]), "civ:Claim")) == 1


def test_a_claims_time_and_words():
    claim = replace(HELPS, year=2018, valid_from=2017, valid_until=2019)
    graph = store([claim])
    node = only(graph, "civ:Claim")
    found = {
        name: value(graph, node, f"civ:{name}")
        for name in ("year", "validFrom", "validUntil", "cueBegin", "cueEnd")
    }
    assert found == {
        "year": "2018",
        "validFrom": "2017",
        "validUntil": "2019",
        "cueBegin": "16",
        "cueEnd": "24",
    }


def test_a_social_group_is_a_term_of_the_ontology():
    graph = store([replace(HELPS, relation=Relation.TARGETS, object="veterans")])
    assert value(graph, only(graph, "civ:Claim"), "rdf:object") == civ("veterans").value


FIGURE = Figure("actor/sovet", "члены", 25.0, "People", Bound.AT_LEAST, 2018, 2, "number", 0.8, (75, 77))


def test_a_figure():
    graph = store(figures=[FIGURE])
    node = only(graph, "civ:Figure")
    assert str(values(graph, node, "civ:value")[0]) == '"25"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert value(graph, node, "civ:bound") == civ("AtLeast").value
    assert value(graph, node, "civ:unit") == civ("People").value


def test_a_fraction_is_a_decimal():
    graph = store(figures=[replace(FIGURE, value=12.5, bound=None)])
    node = only(graph, "civ:Figure")
    assert str(values(graph, node, "civ:value")[0]) == '"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert values(graph, node, "civ:bound") == []


def test_a_figure_about_the_city():
    about = "civ:about"
    graph = store(figures=[replace(FIGURE, about=CITY)])
    assert value(graph, only(graph, "civ:Figure"), about) == Minter().entity("place/aleysk").value
    unknown = store(figures=[replace(FIGURE, about=CITY)], municipality=None)
    assert value(unknown, only(unknown, "civ:Figure"), about) == Minter().document(NAME).value


def test_a_known_place():
    graph = store()
    place = Minter().entity("place/aleysk")
    names = ("owl:sameAs", "schema:latitude", "schema:longitude", "civ:region")
    assert [value(graph, place, name) for name in names] == [
        "https://sws.geonames.org/1512095/", "52.492", "82.7794", Minter().entity("place/altay").value,
    ]  # fmt: skip


def test_names_of_other_sites_are_written_whole(tmp_path):
    found = Resolution((EXTRACTION,), NODES, {}, (), ())
    write(triples(found), tmp_path / "a.ttl")
    written = (tmp_path / "a.ttl").read_text(encoding="utf-8")
    assert "owl:sameAs <https://sws.geonames.org/1512095/>" in written
    assert "<https://w3id.org/civic-kg/ontology>" in written
    assert "civ:region <place/altay>" in written


def test_a_document_and_its_unexplained_sentence():
    graph = store()
    document = only(graph, "civ:SourceDocument")
    assert value(graph, document, "dcterms:identifier") == NAME
    assert value(graph, document, "civ:topic") == "дружба"
    sentence = only(graph, "nif:Sentence")
    assert value(graph, sentence, "civ:gapCue") == "члены"
    assert value(graph, sentence, "nif:anchorOf") == "В совете 25 членов."[:19]


def test_an_entity_left_out_has_no_mention():
    graph = store(nodes=NODES[1:])
    assert len(of_class(graph, "nif:Phrase")) == 2


def test_names_of_documents_are_ascii_and_differ():
    names = ["отчёт 1.txt", "отчет 1.txt", "otchyot-1.txt", "a/отчёт 1.txt", "../x.txt", "x.txt"]
    found = {Minter().document(name).value for name in names}
    assert len(found) == len(names)
    assert all(name.isascii() and " " not in name and "/../" not in name for name in found)
    assert Minter().document("000_dbf1.txt").value.endswith("/doc/000_dbf1.txt")


def test_odd_bytes_of_a_file_name_do_no_harm():
    odd = replace(EXTRACTION, document=replace(EXTRACTION.document, identifier="\udcffx.txt"))
    found = list(triples(Resolution((odd,), (), {}, (), ())))
    assert any(str(t.object) == '"?x.txt"' for t in found)
