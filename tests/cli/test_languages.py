"""What goes wrong is said in the language in force, wherever in the program it went wrong."""

import re
import shutil

import pytest
from program import run

WRONG = {
    "question": ["query", "aktors"],
    "parameter": ["query", "actors", "-p", "town=x"],
    "city": ["query", "actors", "-p", "city=Нетгород"],
    "name": ["explain", "Никому не известный союз"],
    "sparql": ["query", "-"],
    "graph": ["query", "actors", "-g", "nowhere.ttl"],
    "no graph": ["view", "-g", "nowhere"],
    "view": ["view", "--city", "Нетгород", "-o", "out.html"],
    "stats": ["compare", "Алейск", "Нетгород"],
    "export": ["export", "--format", "xls"],
    "export city": ["export", "--format", "nt", "--city", "Нетгород"],
    "promises": ["promises", "Нетгород", "reports"],
    "curation": ["build", "reports", "--curation", "wrong.yaml"],
    "no curation": ["build", "reports", "--curation", "nowhere.yaml"],
    "reports": ["build", "nowhere"],
    "base": ["build", "reports", "--base", "no address"],
    "place": ["build", "reports", "--out", "wrong.yaml/graphs"],
    "cache": ["build", "reports", "--cache", "wrong.yaml"],
    "scheduler": ["build", "reports", "--scheduler", "tcp://x"],
    "evaluate": ["evaluate", "nowhere"],
    "serve": ["serve", "-g", "nowhere.ttl", "--port", "0"],
    "load": ["load", "somewhere"],
    "option": ["build", "--nonsense"],
    "command": ["bild"],
    "number": ["build", "--jobs", "many"],
    "range": ["build", "--jobs", "-1"],
    "argument": ["query"],
}


@pytest.fixture(scope="module")
def wrong(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong") / "copy"
    shutil.copytree(built, folder)
    (folder / "wrong.yaml").write_text("- nonsense: 1\n  reason: x\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", WRONG)
def test_errors_follow_the_language(wrong, case):
    stdin = b"SELEKT * { ?s ?p ?o }" if case == "sparql" else b""
    russian, english = (
        run("--lang", language, *WRONG[case], cwd=wrong, stdin=stdin, COLUMNS="300")
        for language in ("ru", "en")
    )
    assert russian.code == english.code != 0
    assert russian.out == english.out == ""
    assert re.search("[а-яё]{3}", russian.err)
    assert russian.err.split() != english.err.split()
    told = english.err.partition("There are: ")[0].replace("Никому не известный союз", "")
    assert re.search("[а-яё]{3}", re.sub("Нетгород|Алейск|Саяногорск", "", told)) is None


def test_a_graph_that_is_not_there_is_said_to_be_missing_whatever_its_name(wrong):
    for name in ("nowhere", "nowhere.ttl", "nowhere.doc"):
        assert "нет" in run("--lang", "ru", "validate", name, cwd=wrong).err
    assert "окончанию" not in run("--lang", "ru", "validate", "nowhere.doc", cwd=wrong).err


def test_plans_are_told_in_words(wrong):
    russian, english = (
        run("--lang", language, "promises", "Алейск", "reports", cwd=wrong).out for language in ("ru", "en")
    )
    assert "организует" in russian and "organizes" not in russian
    assert "организует" not in english
