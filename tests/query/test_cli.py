"""The commands as a person types them."""

import json
import os
import subprocess
import sys

import pytest


def kg(*arguments, language="ru", stdin="", cwd=None):
    done = subprocess.run(
        [sys.executable, "-m", "kg", "--lang", language, *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=cwd, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "120"},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_queries_are_listed_in_both_languages():
    for language, words in (("ru", "Кто кого поддерживает"), ("en", "Who supports whom")):
        code, out, _ = kg("queries", language=language)
        assert code == 0
        assert len(out.splitlines()) >= 20
        assert words in kg("queries", "support", language=language)[1]
    assert "SELECT" in kg("queries", "support")[1]


def test_a_question_is_answered_in_every_format(graph_file):
    common = ("query", "actors", "-g", graph_file, "-p", "city=Белногорск", "-p", "kind=совет")
    code, out, err = kg(*common)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split("\t") == ["Город", "Вид", "Участник", "Упоминаний"]
    assert out.splitlines()[1].split("\t")[1] == "Совет или комиссия"
    assert "Город" in kg(*common, "-f", "table")[1]
    assert kg(*common, "-f", "csv")[1].startswith("\ufeffГород,")
    assert json.loads(kg(*common, "-f", "json")[1])["head"]["vars"] == ["city", "class", "actor", "mentions"]
    assert kg("query", "city-network", "-p", "city=Белногорск", "-g", graph_file)[1].startswith("@prefix")


def test_a_file_and_standard_input_are_asked(graph_file, tmp_path):
    text = "ASK { ?s a civ:Council }"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    assert kg("query", "mine.rq", "-g", graph_file, cwd=tmp_path)[1] == "answer\nда\n"
    assert kg("query", "-", "-g", graph_file, stdin=text, language="en")[1] == "answer\nyes\n"
    assert kg("query", "-", "-g", graph_file, "--engine", "rdflib", stdin=text)[1] == "answer\nда\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("query", "aktors"), 2, "actors"),
        (("query", "actors", "-p", "city"), 2, "имя=значение"),
        (("query", "actors", "-p", "town=x"), 2, "нет такого параметра"),
        (("query", "actors", "-p", "city=Белнагорск"), 2, "Белногорск"),
        (("query", "actors", "-f", "xls"), 2, "table"),
        (("query", "none.rq"), 1, "none.rq"),
        (("query", "actors", "--engine", "neo4j"), 2, "rdflib"),
        (("explain", "Савет витеранов"), 2, "Совет ветеранов"),
    ],
)
def test_what_is_wrong_is_said_on_stderr(graph_file, arguments, code, words):
    found, out, err = kg(*arguments, "-g", graph_file)
    assert (found, out) == (code, "")
    assert words in err and "Traceback" not in err


def test_a_wrong_query_and_an_endless_one(graph_file):
    code, out, err = kg("query", "-", "-g", graph_file, stdin="SELECT * {\n  ?s foo:bar ?o\n}")
    assert (code, out) == (1, "")
    assert "строка 2" in err and "PREFIX foo:" in err
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    code, _, err = kg("query", "-", "-g", graph_file, "--timeout", "0.5", stdin=endless)
    assert code == 1 and "--timeout" in err


def test_a_missing_graph_is_named(tmp_path):
    code, _, err = kg("query", "actors", cwd=tmp_path)
    assert code == 1
    assert "civic.ttl" in err and "kg build" in err


def test_words_are_found_and_edges_explained(graph_file):
    assert "Совет ветеранов" in kg("find", "советами", "ветеранам", "-g", graph_file)[1]
    code, out, err = kg("find", "небывальщина", "-g", graph_file)
    assert (code, out) == (0, "") and "Ничего" in err
    out = kg("explain", "совет ветеранов", "-g", graph_file)[1]
    assert "правило frame." in out and "уверенность 0." in out and ".txt:" in out
    assert "confidence 0." in kg("explain", "совет ветеранов", "-g", graph_file, language="en")[1]


def test_a_question_loads_nothing_heavy():
    code = """
import sys
from kg.cli import query
from kg.query import catalogue, process, worker
catalogue.catalogue()
print(sorted({"rdflib", "networkx", "natasha", "numpy", "starlette"} & set(sys.modules)))
"""
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
