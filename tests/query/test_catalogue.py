"""The questions that come with the program: complete in both languages, and the same rows on both engines."""

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, UsageError
from kg.query.catalogue import Kind, catalogue, find, parse
from kg.query.engine import Triples
from kg.query.names import prepare
from kg.query.run import ask

EXAMPLES = {
    "city": "Белногорск",
    "other": "Белноейск",
    "actor": "Совет ветеранов",
    "source": "Совет ветеранов",
    "target": "Школа № 1",
}
NAMES = [query.name for query in catalogue()]


def example(query):
    return {p.name: EXAMPLES[p.name] for p in query.parameters if p.required}


def comparable(term):
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("integer", "decimal")):
        return Decimal(term.value)
    return term


def rows_of(answer):
    if isinstance(answer, Triples):
        return sorted(str(triple) for triple in answer)
    names = [variable.value for variable in answer.variables]
    return sorted(str([(name, comparable(row[name])) for name in names]) for row in answer)


def test_there_are_at_least_twenty_questions():
    assert len(catalogue()) >= 20
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_speaks_both_languages(name):
    query = find(name)
    for words in (query.title, query.question, *(p.words for p in query.parameters), *query.columns.values()):
        assert words["ru"] and words["en"] and words["ru"] != words["en"]
        assert re.search("[а-яё]", words["ru"].lower()) and not re.search("[а-яё]", words["en"].lower())


@pytest.mark.parametrize("name", NAMES)
def test_columns_and_parameters_are_those_of_the_text(name, oxigraph):
    query = find(name)
    answer = ask(oxigraph, query, example(query))
    if not isinstance(answer, Triples):
        assert {variable.value for variable in answer.variables} == set(query.columns)
    assert set(re.findall(r"\{ UNDEF \} # (\w+)", query.text)) == {p.name for p in query.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows(name, oxigraph, rdflib_engine):
    query = find(name)
    text = prepare(oxigraph, query, example(query))
    rows = rows_of(oxigraph.query(text))
    assert rows == rows_of(rdflib_engine.query(text))
    assert rows, "the synthetic graph has something for every question"


@pytest.mark.parametrize("name", [query.name for query in catalogue() if query.parameters])
def test_every_parameter_narrows_and_both_engines_agree(name, oxigraph, rdflib_engine):
    query = find(name)
    values = {
        Kind.CITY: "Белногорск",
        Kind.ENTITY: "Совет ветеранов",
        Kind.CLASS: "Council",
        Kind.RELATION: "supports",
        Kind.STATUS: "Realised",
        Kind.GROUP: "veterans",
        Kind.UNIT: "RUB",
        Kind.INTEGER: "2018",
        Kind.STRING: "x",
    }
    chosen = {p.name: EXAMPLES.get(p.name) or values[p.kind] for p in query.parameters}
    text = prepare(oxigraph, query, chosen)
    assert "UNDEF" not in text
    narrowed = rows_of(oxigraph.query(text))
    assert narrowed == rows_of(rdflib_engine.query(text))
    assert len(narrowed) <= len(rows_of(ask(oxigraph, query, example(query))))


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_stands_in_its_file(name, oxigraph):
    answer = oxigraph.query(find(name).text)
    assert isinstance(answer, Triples | ox.QuerySolutions)


def test_a_question_is_found_by_name_number_and_file(tmp_path):
    first = catalogue()[0]
    assert find(first.name) is find("1") is find(f"01-{first.name}") is first
    path = tmp_path / "05-mine.rq"
    path.write_text("\ufeff# title: Моё\nASK { ?s ?p ?o }", encoding="utf-8")
    assert (find(str(path)).name, find(str(path)).title["ru"]) == ("mine", "Моё")


def test_a_wrong_name_gets_the_nearest():
    with pytest.raises(UsageError, match="Perhaps: councils"):
        find("councel")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(QueryError, match=r"none\.rq"):
        find(str(tmp_path / "none.rq"))


@pytest.mark.parametrize("line", ["# param: x", "# param: x colour - — цвет | colour", "# column: x"])
def test_a_wrong_comment_is_refused(line):
    with pytest.raises(QueryError, match="wrong"):
        parse(f"{line}\nASK {{}}", "mine")
