"""What a person is shown, and what came of plans."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from kg.cli import review
from kg.cli.messages import set_language
from kg.errors import UsageError
from kg.model import Claim, Extraction, Relation, Status
from kg.resolve import join
from kg.resolve.curation import parse
from kg.resolve.promises import History, Outcome
from kg.resolve.proposals import Why, proposals
from kg.resolve.report import cases
from tests.resolve.pairs import Pair, document, entity, pairs


@pytest.mark.parametrize("pair", [pair for pair in pairs() if pair.expected == "ask"], ids=str)
def test_what_only_a_person_can_tell_is_proposed(pair: Pair) -> None:
    found = join(pair.sides())
    assert len(proposals(found)) == 1


def test_neither_antonyms_nor_numbers_nor_neighbours_in_a_report_are_proposed() -> None:
    names = ("Общество слепых", "Общество глухих", "ТОС «Уют-2»", "ТОС «Уют-3»")
    apart = [document(f"{i}.txt", "Бийск", 2018, [entity("e1", "NGO", n)]) for i, n in enumerate(names)]
    beside = [entity("e1", "NGO", "Клуб «Родина»"), entity("e2", "NGO", "Клуб «Родна»")]
    assert not proposals(join([*apart, document("x.txt", "Бийск", 2018, beside)]))


def _reports(first: str, second: str) -> list[Extraction]:
    return [
        document("2018.txt", "Бийск", 2018, [entity("e1", "NGO", first)], "Работал =клуб* <b>.\nДа."),
        document("2019.txt", "Бийск", 2019, [entity("e1", "NGO", second)], "Работал клуб."),
    ]


def test_ready_decisions_are_valid_and_settle_the_case() -> None:
    reports = _reports("Клуб «Родина»", "Клуб «Родна»")
    (case,) = cases(join(reports), "сверено", 0.6)
    assert case.why == Why.SPELLING
    for decision in case.decisions:
        joined = join(reports, parse(decision))
        assert not joined.unapplied
        assert not cases(joined, "сверено", 0.6)


def test_doubtful_classes_and_claims_come_with_decisions_that_apply() -> None:
    claim = Claim("e1", Relation.SUPPORTS, "e2", Status.REALISED, 0.3, "test", 0)
    people = [entity("e1", "NGO", "Совет отцов"), entity("e2", "Place", "Бийск")]
    reports = [
        document("2018.txt", "Бийск", 2018, people, claims=(claim,)),
        document("2019.txt", "Бийск", 2019, [entity("e1", "Council", "Совет отцов")]),
    ]
    kind, doubt = cases(join(reports), "сверено", 0.6)
    assert (kind.why, doubt.why) == ("classes", "unsure_claim")
    for decision in (*kind.decisions, *doubt.decisions):
        assert not join(reports, parse(decision)).unapplied
    assert len(cases(join(reports, parse(doubt.decisions[0])), "сверено", 0.6)) == 1


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    set_language("ru")
    app = typer.Typer()
    review.register(app)

    def call(reports: list[Extraction], *arguments: str):
        monkeypatch.setattr(review, "_joined", lambda *_: join(reports))
        return CliRunner().invoke(app, arguments)

    return call


def test_markdown_shows_the_sentences_and_escapes_them(run) -> None:
    found = run(_reports("Клуб «Родина»", "Клуб «Родна»"), "review")
    assert found.exit_code == 0
    assert "Работал =клуб\\* \\<b\\>. Да." in found.stdout
    assert "- same:" in found.stdout


def test_a_table_holds_no_formulas(run, tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    assert run(_reports("=Клуб «Родина»", "=Клуб «Родна»"), "review", "--out", str(path)).exit_code == 0
    _, row = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert row[3] == "'=Клуб «Родина»"


def test_decisions_alone_are_commented_out_and_valid_when_uncommented(run, tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    run(_reports("Клуб «Родина»", "Клуб «Родна»"), "review", "--out", str(path))
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text) is None
    entry = "\n".join(line[2:] for line in text.splitlines() if line.startswith(("# - ", "#   ")))
    assert [decision.kind for decision in parse(entry).decisions] == ["same"]


def test_another_ending_is_a_usage_error(run) -> None:
    found = run(_reports("a", "b"), "review", "--out", "x.pdf")
    assert isinstance(found.exception, UsageError)


def _plan(key: str, status: Status, sentence: int) -> Claim:
    return Claim("e1", Relation.ORGANIZES, key, status, 0.9, "test", sentence)


def _history() -> list[Extraction]:
    names = ("Форум «Мир»", "Конкурс «Двор»", "Акция «Чистый город»", "Фестиваль «Весна»")
    events = [entity(f"e{i}", "Event", name) for i, name in enumerate(names, 2)]
    council, club = entity("e1", "NGO", "Совет молодежи"), entity("e9", "NGO", "Клуб «Ёж»")
    plans = tuple(_plan(f"e{i}", Status.PLANNED, 0) for i in range(2, 6))
    said = (
        _plan("e2", Status.REALISED, 0),
        _plan("e3", Status.PLANNED, 0),
        _plan("e4", Status.NOT_REALISED, 0),
    )
    return [
        document("2018.txt", "Бийск", 2018, [council, *events], "Планируется всё.", plans),
        document("2019.txt", "Бийск", 2019, [council, *events[:3], club], "Вышло не всё.", said),
    ]  # fmt: skip


def test_plans_are_held_against_the_next_report() -> None:
    history = History(join(_history()).resolution, "Бийск")
    found = {one.object: one for one in history.promises() if one.plan.year == 2018}
    assert {name: one.outcome for name, one in found.items()} == {
        "Форум «Мир»": Outcome.DONE,
        "Конкурс «Двор»": Outcome.REPEATED,
        "Акция «Чистый город»": Outcome.FAILED,
        "Фестиваль «Весна»": Outcome.SILENT,
    }
    done = found["Форум «Мир»"]
    assert done.answer is not None
    assert (done.plan.text, done.answer.text) == ("Планируется всё.", "Вышло не всё.")
    assert found["Фестиваль «Весна»"].answer is None


def test_the_last_report_s_plans_are_open() -> None:
    history = History(join(_history()).resolution, "г. Бийск")
    assert [one.outcome for one in history.promises() if one.plan.year == 2019] == [Outcome.OPEN]


def test_who_appears_and_who_vanishes() -> None:
    history = History(join(_history()).resolution, "Бийск")
    assert [(one.node.label, one.year, one.appeared) for one in history.changes()] == [
        ("Клуб «Ёж»", 2019, True)
    ]


def test_promises_on_the_command_line(run) -> None:
    found = run(_history(), "promises", "Бийск")
    assert found.exit_code == 0
    assert "Планируется всё." in found.stdout
    assert "Клуб «Ёж»" in found.stdout


def test_an_unknown_city_is_a_usage_error(run) -> None:
    found = run(_history(), "promises", "Псков")
    assert isinstance(found.exception, UsageError)
    assert "Бийск" in str(found.exception)
