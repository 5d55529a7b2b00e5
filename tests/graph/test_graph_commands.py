"""``kg validate`` and ``kg export`` as a user runs them."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import export, validate
from kg.cli.messages import set_language
from kg.errors import KgError
from kg.graph.export import FORMATS
from kg.graph.triples import triples
from kg.graph.turtle import write


@pytest.fixture(scope="module")
def graph(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "civic.ttl"
    write(triples(small), path)
    return path


@pytest.fixture
def run():
    set_language("ru")
    app = typer.Typer()
    validate.register(app)
    export.register(app)

    def call(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    return call


def test_a_sound_graph(run, graph):
    result = run("validate", graph, "--no-shapes")
    assert result.exit_code == 0
    assert result.stdout == ""


def test_the_folder_of_a_build_stands_for_its_graph(run, graph):
    assert run("validate", graph.parent, "--no-shapes").exit_code == 0
    assert run("export", "--format", "ttl", "--graph", graph.parent).stdout_bytes == graph.read_bytes()


def test_a_broken_graph_gives_findings_and_exit_code_3(run, graph, tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        graph.read_text(encoding="utf-8").replace('nif:anchorOf "палаты"', 'nif:anchorOf "каморы"'),
        encoding="utf-8",
    )
    result = run("validate", broken, "--no-shapes", "--format", "json")
    assert result.exit_code == 3
    rows = json.loads(result.stdout)
    assert {row["kind"] for row in rows} == {"quote"}
    assert {row["what"] for row in rows} == {"цитаты нет в тексте"}
    plain = run("validate", broken, "--no-shapes")
    assert plain.exit_code == 3
    assert len(plain.stdout.splitlines()) == len(rows)


def test_wrong_options_are_refused(run, graph, tmp_path):
    assert isinstance(run("validate", graph, "--format", "xml").exception, KgError)
    assert isinstance(run("validate", graph, "--sources", tmp_path / "none").exception, KgError)
    assert isinstance(run("export", "--format", "visio", "--graph", graph).exception, KgError)


def test_export_to_stdout_and_to_a_file(run, graph, tmp_path):
    result = run("export", "--format", "ttl", "--graph", graph)
    assert result.exit_code == 0
    assert result.stdout_bytes == graph.read_bytes()
    run(
        "export",
        "--format",
        "nt",
        "--graph",
        graph,
        "--out",
        tmp_path / "a.nt",
        "--city",
        "Тогурма",
        "--no-persons",
    )
    assert "Тогурма" in (tmp_path / "a.nt").read_text(encoding="utf-8")


def test_every_kind_of_finding_has_words():
    from kg.cli.messages import tr
    from kg.graph.validate.contract import RULES

    others = ("shape", "quote", "text-changed", "no-text", "no-source", "unknown-term")
    for kind in (*others, *(rule.stem for rule in RULES.glob("*.rq"))):
        assert tr(f"validate.kind_{kind}")


def test_help_names_all_formats():
    assert tuple(FORMATS) == export.FORMATS
