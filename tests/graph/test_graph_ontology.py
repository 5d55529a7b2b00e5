"""The ontology and the shapes: complete, in two languages, without invented terms."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kg.graph.ontology import ONTOLOGY_FILE, SHAPES_FILE, entity_classes, labels, terms
from kg.graph.validate.shapes import SHACL
from kg.model import Bound, EntityType, Relation, SocialGroup, Status
from kg.resources import resource

CIV = rdflib.Namespace("https://w3id.org/civic-kg/ontology#")


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(resource(ONTOLOGY_FILE))


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(resource(SHAPES_FILE))


def test_every_word_of_the_model_is_a_term():
    words = [*EntityType, *Relation, *SocialGroup, *Status, *Bound]
    assert [word for word in words if CIV[word] not in map(rdflib.URIRef, terms())] == []


def test_every_term_has_labels_and_comments_in_both_languages(ontology):
    for iri in terms():
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(text.language for text in ontology.objects(rdflib.URIRef(iri), predicate))
            assert languages == ["en", "ru"], (iri, predicate)


def test_russian_labels_are_russian():
    assert [name for name, label in labels("ru").items() if not re.search("[а-яё]", label.lower())] == []
    assert [name for name, label in labels("en").items() if re.search("[а-яё]", label.lower())] == []


def test_classes_and_relations_are_aligned(ontology):
    for kind in EntityType:
        supers = {str(s) for s in ontology.objects(CIV[kind], RDFS.subClassOf)}
        assert [s for s in supers if not s.startswith(CIV)], kind
    ties = (RDFS.subPropertyOf, SKOS.closeMatch, OWL.inverseOf)
    alone = [r for r in Relation if not any((CIV[r], tie, None) in ontology for tie in ties)]
    assert set(alone) <= {Relation.SUPPORTS, Relation.FUNDS, Relation.COVERS}


def test_terms_that_other_vocabularies_do_not_have_are_not_used(ontology):
    used = {str(term) for triple in ontology for term in triple}
    schema = "https://schema.org/"
    invented = {
        f"{schema}{name}"
        for name in ("ReligiousOrganization", "Program", "Contract", "supporter", "collaborator")
    }
    assert not used & invented


def test_aligned_terms_exist_where_rdflib_knows_the_vocabulary(ontology):
    closed = (
        rdflib.ORG,
        rdflib.FOAF,
        rdflib.PROV,
        rdflib.SKOS,
        rdflib.OWL,
        rdflib.DCTERMS,
        rdflib.RDFS,
        rdflib.RDF,
    )
    for term in {term for triple in ontology for term in triple if isinstance(term, rdflib.URIRef)}:
        for namespace in closed:
            if str(term).startswith(str(namespace)) and str(term) != str(namespace):
                assert term in namespace, term


def test_social_groups_are_a_scheme(ontology):
    members = set(ontology.subjects(SKOS.inScheme, CIV.SocialGroups))
    assert members == {CIV[group] for group in SocialGroup}
    assert all((member, RDF.type, SKOS.Concept) in ontology for member in members)


def test_every_relation_has_a_shape_for_both_ends(shapes):
    sh = rdflib.Namespace(SHACL)
    for relation in Relation:
        shape = shapes.value(None, sh.targetSubjectsOf, CIV[relation])
        assert shape is not None, relation
        paths = {shapes.value(prop, sh.path) for prop in shapes.objects(shape, sh.property)}
        assert paths == {CIV[relation]}


def test_shapes_speak_both_languages(shapes):
    sh = rdflib.Namespace(SHACL)
    for shape in {*shapes.subjects(sh.message, None)}:
        assert sorted(text.language for text in shapes.objects(shape, sh.message)) == ["en", "ru"]


def test_shapes_name_only_terms_of_the_ontology(shapes):
    used = {str(term) for triple in shapes for term in triple if str(term).startswith(str(CIV))}
    assert used <= terms()


def test_no_class_of_the_nineteen_is_below_another():
    assert len(entity_classes()) == len(EntityType)
