"""Cities, actors and classes by loosely written names; nothing typed becomes part of the query's text."""

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.query.bind import bind
from kg.query.catalogue import find, parse
from kg.query.names import cities, entities, prepare


@pytest.mark.parametrize("name", ["Белногорск", "белногорск", " БЕЛНОГОРСК ", "Белногорска", "горск"])
def test_a_city_is_found(oxigraph, name):
    assert [node.value for node in cities(oxigraph, name)] == ["https://w3id.org/civic-kg/id/place/0"]


@pytest.mark.parametrize("name", ["Газета Маяк 1", "газета «маяк 1»", 'Газета "Маяк 1"', "газету «Маяк 1»"])
def test_an_actor_of_two_cities_is_two_nodes(oxigraph, name):
    assert len(entities(oxigraph, name)) == 2


def test_a_wrong_name_gets_the_nearest(oxigraph):
    with pytest.raises(UsageError, match="Perhaps: Белногорск"):
        cities(oxigraph, "Белнагорсск")
    with pytest.raises(UsageError, match="Совет ветеранов"):
        entities(oxigraph, "Савет витеранов")


@pytest.mark.parametrize("kind", ["Council", "council", "civ:Council", "совет", "Совет"])
def test_a_class_is_known_by_its_name_and_its_label(oxigraph, kind):
    assert "ontology#Council> }" in prepare(oxigraph, find("actors"), {"kind": kind})


def test_a_wrong_parameter_gets_the_nearest(oxigraph):
    with pytest.raises(UsageError, match="Perhaps: city"):
        prepare(oxigraph, find("actors"), {"citi": "Белногорск"})
    with pytest.raises(UsageError, match="needs the parameter «other»"):
        prepare(oxigraph, find("missing-forms"), {"city": "Белногорск"})
    with pytest.raises(UsageError, match="2018"):
        prepare(oxigraph, find("events"), {"year": "прошлый"})


EVIL = ['" } DROP ALL #', "x\n} INSERT", "\\", '"""', "a'b", "> <x"]


@pytest.mark.parametrize("value", EVIL)
def test_what_a_person_types_is_a_term_and_no_text(oxigraph, value):
    query = parse("# param: x string - — слово | word\nSELECT ?x {\n  VALUES ?x { UNDEF } # x\n}", "mine")
    row = next(iter(oxigraph.query(prepare(oxigraph, query, {"x": value}))))
    assert row["x"] == ox.Literal(value.strip() if value.strip() == value else value)


def test_an_iri_that_is_none_is_refused(oxigraph):
    with pytest.raises(UsageError):
        entities(oxigraph, "http://x/> } DROP ALL #")


def test_binding_keeps_line_numbers():
    text = "SELECT * {\n  VALUES ?a { UNDEF } # a\n  VALUES ?b { UNDEF } # b\n  ?a ?b ?c\n}"
    bound = bind(text, {"a": [ox.NamedNode("http://x/1"), ox.NamedNode("http://x/2")]})
    assert bound.splitlines() == [
        "SELECT * {",
        "  VALUES ?a { <http://x/1> <http://x/2> }",
        "",
        "  ?a ?b ?c",
        "}",
    ]
