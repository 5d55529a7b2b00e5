from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import stats as stats_commands
from kg.cli import view as view_commands
from kg.cli.messages import set_language
from kg.errors import UsageError
from kg.view.network import read_network
from kg.view.profile import lacking, of_municipality, profile
from kg.view.selection import find_city


@pytest.fixture
def run():
    set_language("ru")
    app = typer.Typer()
    stats_commands.register(app)
    view_commands.register(app)
    runner = CliRunner()

    def call(*arguments: object):
        return runner.invoke(app, [str(argument) for argument in arguments])

    yield call
    set_language("")


def test_a_profile_counts_what_sentences_state(small: Path):
    counted = profile(read_network(small))
    assert counted.types == {"Administration": 1, "NGO": 1, "Place": 1}
    assert counted.relations == {"supports": 1, "targets": 1}
    assert counted.statuses == {"Realised": 1, "Planned": 1}
    assert counted.groups == {"veterans": 1}
    assert counted.documents == 1


def test_cities_add_up_to_no_more_than_the_whole(annotated: Path):
    network = read_network(annotated)
    parts = [of_municipality(network, city) for city in network.cities]
    whole = profile(network)
    assert sum(part.relations.total() for part in parts) == whole.relations.total()
    assert sum(part.documents for part in parts) == whole.documents
    assert sum(part.roubles for part in parts) == pytest.approx(whole.roubles)


def test_what_one_city_has_and_another_lacks(annotated: Path):
    network = read_network(annotated)
    one, other = (
        of_municipality(network, find_city(network, name)) for name in ("Алейск", "Анжеро-Судженск")
    )
    assert "TOS" in lacking(one, other).types and "TOS" not in lacking(other, one).types
    assert "funds" in lacking(other, one).relations
    assert "ветераны" in lacking(one, other).names("ru")


def test_stats_are_tab_separated_when_piped(run, annotated: Path):
    answer = run("stats", "-g", annotated)
    assert answer.exit_code == 0
    rows = [line.split("\t") for line in answer.stdout.splitlines()]
    assert ["Всего", "отчёты", "9"] in rows
    assert ["Кто и что", "ТОС", "15"] in rows


def test_stats_of_one_city_are_fewer(run, annotated: Path):
    rows = [
        line.split("\t") for line in run("stats", "-g", annotated, "--city", "алейск").stdout.splitlines()
    ]
    assert ["Всего", "отчёты", "2"] in rows


def test_compare_has_a_column_for_each_city(run, annotated: Path):
    answer = run("compare", "Алейск", "Анжеро-Судженск", "-g", annotated)
    rows = [line.split("\t") for line in answer.stdout.splitlines()]
    assert ["Связи", "финансирование", "0", "9"] in rows
    assert ["Есть только здесь: Алейск", "ТОС"] in rows


def test_compare_names_the_cities_that_there_are(run, annotated: Path):
    answer = run("compare", "Алейск", "Москва", "-g", annotated)
    assert isinstance(answer.exception, UsageError) and "Алейск" in str(answer.exception)


def test_an_empty_graph_has_no_numbers_and_says_so(run, tmp_path: Path):
    (tmp_path / "civic.ttl").write_text("", encoding="utf-8")
    answer = run("stats", "-g", tmp_path)
    assert answer.exit_code == 0 and "kg build" in answer.stderr


def test_view_writes_beside_the_graph_and_says_where(run, small: Path):
    answer = run("view", "-g", small)
    page = small.with_name("index.html")
    assert answer.exit_code == 0 and answer.stdout.strip() == str(page) and page.is_file()
