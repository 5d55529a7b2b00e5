"""What can go wrong is said in both languages, with the values that the program has."""

import ast
import pickle
from pathlib import Path
from string import Formatter

import pytest

import kg
from kg import errors
from kg.engines.job import Stop
from kg.errors import KgError, Said, UsageError, texts
from kg.query.worker import _error_body, error_of
from kg.serve.protocol import ProtocolError

PACKAGE = Path(kg.__file__).parent
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
REASONS = {"ReadFailure": 1, "WorkFailure": 1, "Lost": 0, "UnreadableError": 0}
"""Calls that name a key and give what its wording leaves open as ``detail``; where the key stands."""


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def subclasses():
    """Names of the classes of our errors, wherever they are."""
    found = {"KgError"}
    classes = [node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in range(3):
        found |= {node.name for node in classes if {ast.unparse(base) for base in node.bases} & found}
    return found - REASONS.keys()


def calls():
    """Each call that says something: file and line, its keys, the names of the values given."""
    names = subclasses() | {"Said"}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            given = {keyword.arg for keyword in node.keywords}
            if name in names and path != PACKAGE / "errors.py":
                yield where, node.args[name == "ProtocolError"], given
            elif name == "fail" and path.name == "curation.py":
                yield where, node.args[1], given | {"path", "line"}
            elif name in REASONS and len(node.args) > REASONS[name]:
                yield where, node.args[REASONS[name]], {"detail"}


def keys_of(node):
    """The keys that an argument may be; none where it is a variable."""
    if isinstance(node, ast.IfExp):
        return keys_of(node.body) + keys_of(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) else []


CALLS = [(where, key, given) for where, node, given in calls() for key in keys_of(node)]


@pytest.mark.parametrize("key", texts())
def test_every_text_is_in_both_languages_with_the_same_fields(key):
    words = texts()[key]
    assert list(words) == ["ru", "en"]
    assert fields(words["ru"]) == fields(words["en"])
    assert any("а" <= letter <= "я" for letter in words["ru"].casefold())
    assert not any("а" <= letter <= "я" for letter in words["en"].replace("Алейск", "").casefold())


def test_every_error_is_said_with_its_values():
    assert len(CALLS) > 100
    assert [call for call in CALLS if call[1] not in texts()] == []
    assert [
        (w, k) for w, k, given in CALLS if None not in given and not fields(texts()[k]["ru"]) <= given
    ] == []


def test_every_text_is_used():
    said = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [key for key in texts() if key not in said and not key.startswith("system_")] == []


def test_what_is_said_inside_follows_the_language():
    error = UsageError("no_question", name="x{y}", near=Said("perhaps", names="actors"))
    assert error.text("ru").startswith("x{y}: нет такого вопроса. Возможно: actors")
    assert error.text("en").startswith("x{y}: no question of that name. Perhaps: actors")
    assert str(error) == error.text("en")
    needed = UsageError("needs_parameter", query="q", name="n", words={"ru": "город", "en": "city"})
    assert "город" in needed.text("ru")
    assert "city" in needed.text("en")


@pytest.mark.parametrize("code", ["ENOENT", "EACCES", "ENOSPC"])
def test_the_reasons_of_the_system_are_in_words(code):
    import errno

    why = errors.reason(OSError(getattr(errno, code), "whatever the system says"))
    assert isinstance(why, Said)
    assert why.text("ru") != why.text("en")
    assert errors.reason(OSError(999, "odd")) == "odd"


def test_errors_come_whole_out_of_other_processes():
    error = UsageError("no_value", name="что", near=Said("there_are", names="а, б"))
    found = error_of(_error_body(error))
    assert isinstance(found, UsageError)
    assert [found.text(language) for language in ("ru", "en")] == [error.text("ru"), error.text("en")]
    sent = pickle.loads(pickle.dumps(Stop(type(error), error.said)))
    assert sent.said.text("ru") == error.text("ru")
    assert isinstance(ProtocolError(400, "two_queries"), KgError)
