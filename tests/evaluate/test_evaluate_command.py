import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.evaluate import register
from kg.cli.messages import set_language
from kg.errors import UsageError

GOLD = str(Path(__file__).parents[1] / "gold")
GRAPH = str(Path(__file__).with_name("fixture") / "graph.ttl")


@pytest.fixture(scope="module")
def app():
    set_language("en")
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


def run(app, *arguments):
    return CliRunner().invoke(app, ["evaluate", GOLD, "--graph", GRAPH, *arguments], catch_exceptions=True)


def test_tables(app):
    result = run(app)
    assert result.exit_code == 0
    assert "Documents found: 2 of 9" in result.stdout
    assert "0.875" in result.stdout
    assert "cooperatesWith" in result.stdout


def test_json_is_the_reference_with_findings_where_asked_for(app):
    reference = json.loads(Path(GRAPH).with_name("expected.json").read_text(encoding="utf-8"))
    assert json.loads(run(app, "--format", "json").stdout) == reference
    findings = json.loads(run(app, "--format", "json", "--detail").stdout)["findings"]
    assert {"missed", "spurious", "label"} == {finding["kind"] for finding in findings}


def test_detail_names_what_was_missed(app):
    result = run(app, "--detail")
    assert "missed, figure" in result.stdout
    assert "spurious, relation" in result.stdout


def test_an_unknown_format_is_a_usage_error(app):
    result = run(app, "--format", "xml")
    assert isinstance(result.exception, UsageError)
    assert "xml" in str(result.exception)
