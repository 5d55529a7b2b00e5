"""Answers as table, CSV, TSV, JSON and Turtle."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.query.catalogue import find
from kg.query.engine import OxigraphEngine
from kg.query.formats import Look, safe_cell, write
from kg.query.run import answer_to, ask

CIV = "https://w3id.org/civic-kg/ontology#"


def written(answer, form, **look):
    stream = io.BytesIO()
    write(answer, form, stream, Look(**look))
    return stream.getvalue()


def engine_with(*labels):
    store = ox.Store()
    for number, label in enumerate(labels):
        node = ox.NamedNode(f"http://x/{number}")
        store.add(
            ox.Quad(node, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal(label))
        )
    return OxigraphEngine(store)


LABELS = "SELECT ?label { ?s rdfs:label ?label } ORDER BY ?s"


def test_csv_opens_in_excel_and_holds_no_formula():
    evil = [
        "=1+1",
        "+7 913",
        "-",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        'обычное; «имя», с "кавычками"',
        "две\nстроки",
        "-12.5",
    ]
    data = written(engine_with(*evil).query(LABELS), "csv", headings={"label": "Название"})
    assert data.startswith("\ufeffНазвание\r\n".encode())
    rows = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))][1:]
    assert rows == ["'=1+1", "'+7 913", "'-", "'@SUM(A1)", "'\t=1", "'＝1", *evil[6:]]


@pytest.mark.parametrize(
    ("cell", "safe"), [("-5", "-5"), ("+3.5", "+3.5"), ("-5+cmd", "'-5+cmd"), ("a=b", "a=b"), ("", "")]
)
def test_numbers_stay_numbers(cell, safe):
    assert safe_cell(cell) == safe


def test_tsv_has_one_line_a_row():
    lines = written(engine_with("две\nстроки\tи таб").query(LABELS), "tsv").decode().splitlines()
    assert lines == ["label", "две строки и таб"]


def test_json_is_sparql_results():
    found = json.loads(written(engine_with("имя").query(LABELS), "json"))
    assert found["head"]["vars"] == ["label"]
    assert found["results"]["bindings"][0]["label"]["value"] == "имя"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_fits_the_terminal(oxigraph, width):
    stream = io.BytesIO()
    answer_to(oxigraph, find("support"), {}, form="table", stream=stream, look=Look(width=width))
    lines = stream.getvalue().decode().splitlines()
    assert max(map(len, lines)) <= width
    assert width == 40 or any("Город" in line for line in lines)


def test_a_table_shows_terms_in_the_readers_language(oxigraph):
    query = find("actors")
    for language, heading, word in (("ru", "Вид", "Администрация"), ("en", "Kind", "Administration")):
        stream = io.BytesIO()
        answer_to(oxigraph, query, {}, form="table", stream=stream, look=Look(language, width=160))
        text = stream.getvalue().decode()
        assert heading in text.splitlines()[0]
        assert word in text


def test_a_table_carries_no_terminal_commands_and_no_markup():
    table = written(
        engine_with("\x1b[31mкрасное\x1b[0m", "[bold]жирное[/bold]", "a\u202eb").query(LABELS), "table"
    ).decode()
    assert "\x1b" not in table and "\u202e" not in table
    assert "[bold]жирное[/bold]" in table


def test_ask_says_yes_or_no(oxigraph):
    assert "да" in written(oxigraph.query("ASK { ?s a civ:Council }"), "table").decode()
    assert "no" in written(oxigraph.query("ASK { ?s a civ:Nothing }"), "tsv", language="en").decode()
    assert json.loads(written(oxigraph.query("ASK { ?s a civ:Council }"), "json"))["boolean"] is True


def test_construct_and_describe_give_the_same_turtle_each_time(oxigraph):
    network = [written(ask(oxigraph, find("city-network"), {"city": "Белногорск"}), "ttl") for _ in range(2)]
    assert network[0] == network[1]
    assert len(list(ox.parse(network[0], ox.RdfFormat.TURTLE))) > 20
    council = next(iter(oxigraph.query("SELECT ?s { ?s a civ:Council }")))["s"]
    described = written(oxigraph.query(f"DESCRIBE {council}"), "ttl")
    assert ox.NamedNode(CIV + "Council") in {quad.object for quad in ox.parse(described, ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("text", "form"), [("SELECT * { ?s ?p ?o }", "ttl"), ("DESCRIBE <http://x/0>", "json")]
)
def test_a_format_that_cannot_hold_the_answer_is_refused(oxigraph, text, form):
    with pytest.raises(UsageError, match="Use"):
        written(oxigraph.query(text), form)


def test_an_unknown_format_names_the_known():
    with pytest.raises(UsageError, match="table, csv"):
        written(engine_with("x").query(LABELS), "xls")


def test_what_people_read_is_in_words_and_what_programs_read_is_not(oxigraph):
    found = "SELECT ?status { ?claim civ:status ?status FILTER(?status = civ:Planned) } LIMIT 1"
    for form in ("table", "csv", "tsv"):
        russian, english = (
            written(oxigraph.query(found), form, language=language, headings={"status": "Состояние"}).decode()
            for language in ("ru", "en")
        )
        assert "Состояние" in russian and "намечено" in russian and "civ" not in russian, form
        assert "planned" in english.casefold(), form
    assert f"{CIV}Planned" in written(oxigraph.query(found), "json").decode()
