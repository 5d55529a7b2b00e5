"""What a person sees who types ``kg`` for the first time."""

import pytest
from program import run

COMMANDS = (
    "build", "query", "queries", "find", "explain", "load", "view", "stats", "compare", "review", "promises",
    "export", "validate", "evaluate", "serve",
)  # fmt: skip
HEAVY = ("natasha", "slovnet", "navec", "numpy", "rdflib", "pyoxigraph", "networkx", "pyshacl", "starlette")


def test_help_names_every_command(kg):
    for language, word in (("ru", "отчёт"), ("en", "report")):
        done = kg("--lang", language, "--help", COLUMNS="200")
        assert (done.code, done.err) == (0, "")
        assert word in done.out
        assert [name for name in COMMANDS if name not in done.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_both_languages(kg, name):
    russian, english = (kg("--lang", language, name, "--help") for language in ("ru", "en"))
    assert (russian.code, english.code) == (0, 0)
    assert any("а" <= letter <= "я" for letter in russian.out)
    assert russian.out != english.out


def test_the_language_follows_the_locale(kg):
    assert "Пример" in kg("build", "--help", LC_ALL="ru_RU.UTF-8").out
    assert "Example" in kg("build", "--help", LC_ALL="en_US.UTF-8").out
    assert "Example" in kg("build", "--help", LC_ALL="ru_RU.UTF-8", KG_LANG="en").out
    assert "Пример" in kg("--lang=ru", "build", "--help", LC_ALL="en_US.UTF-8").out


def test_help_loads_nothing_heavy(kg):
    listed = kg("--help", PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in listed.err.splitlines()}
    assert "typer" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_asking_loads_no_language_models(built):
    done = run("query", "actors", cwd=built, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines() if "import time" in line}
    assert done.code == 0
    assert [name for name in ("natasha", "slovnet", "navec", "pymorphy3") if name in loaded] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--jobs", "many"],
        ["build", "--jobs", "-1"],
        ["query"],
        ["query", "actors", "-p", "no-value"],
        ["view", "--type", "Nonsense"],
        ["evaluate", ".", "--format", "nonsense"],
        ["export", "--format", "nonsense"],
        ["build", "reports", "--base", "no address"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(built, arguments):
    done = run(*arguments, cwd=built)
    assert done.code == 2, done.err
    assert done.out == ""
    assert done.err.strip()
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "nowhere"],
        ["query", "actors", "--graph", "nowhere.ttl"],
        ["query", "no-such-question"],
        ["view", "--graph", "nowhere.ttl"],
        ["stats", "--graph", "nowhere.ttl"],
        ["export", "--format", "nt", "--graph", "nowhere.ttl"],
        ["validate", "nowhere.ttl"],
        ["evaluate", "nowhere"],
        ["explain", "Никому не известный союз"],
        ["build", "reports", "--curation", "nowhere.yaml"],
        ["review", "nowhere"],
        ["promises", "Алейск", "nowhere"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_exit_code_1_and_a_message(built, arguments):
    done = run(*arguments, cwd=built)
    assert done.code in (1, 2), done.err
    assert done.out == ""
    assert done.err.strip()
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_examples(kg, name):
    for language, title in (("ru", "Примеры:"), ("en", "Examples:")):
        shown = kg("--lang", language, name, "--help").out
        examples = [line for line in shown.partition(title)[2].splitlines() if line.strip()]
        assert examples
        assert all(f"kg {name}" in line for line in examples)


def test_help_is_in_one_language(kg):
    for name in COMMANDS:
        shown = kg(name, "--help", LC_ALL="ru_RU.UTF-8").out
        assert [word for word in ("Usage", "Options", "Arguments", "default", "Show") if word in shown] == []
