"""Extractions kept between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cache import Cache, decode, document_key, encode
from kg.errors import WriteError
from kg.model import (
    Block,
    BlockKind,
    Bound,
    Claim,
    Document,
    Extraction,
    Figure,
    Gap,
    Relation,
    Section,
    SectionKind,
    Status,
)
from tests.resolve.pairs import entity


def _extraction() -> Extraction:
    block = Block(BlockKind.ITEM, "граждан-патриот «😀»", (2, 3, 4, 9, 10, 11, 12, *range(20, 33)), "1.")
    report = Document(
        "папка/a.txt",
        "Отчёт",
        "текст \ud800 с половиной знака",
        (block,),
        (Section(SectionKind.TASKS, 0, 1, "Задачи", 2019),),
        "Алейск",
        None,
        2018,
    )
    claim = Claim("e1", Relation.FUNDS, "e2", Status.PLANNED, 0.3, "rule", 0, 2019, None, 2020, (3, 7))
    figure = Figure("CITY", "сумма", 4.6e6, "RUB", Bound.AT_MOST, None, 0, "rule", 0.5, (1, 2))
    things = (entity("e1", "NGO", "А", "Б"), entity("e2", "Event", "В", collective=True))
    return Extraction(report, ((0, 5), (6, 9)), things, (claim,), (figure,), (Gap(1, "cue"),))


def test_what_is_put_is_what_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("ab" * 32, _extraction())
    assert cache.get("ab" * 32) == _extraction()
    assert cache.get("cd" * 32) is None


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-1], lambda d: d[:70] + b"9" + d[71:], lambda _: b"", lambda d: d[:64]]
)
def test_a_broken_entry_is_not_trusted(tmp_path: Path, damage) -> None:
    cache = Cache(tmp_path)
    cache.put("ab" * 32, _extraction())
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("ab" * 32) is None
    cache.put("ab" * 32, _extraction())
    assert cache.get("ab" * 32) == _extraction()


def test_another_version_of_the_extractor_sees_nothing_and_can_be_dropped(tmp_path: Path) -> None:
    old, new = Cache(tmp_path, "0" * 16), Cache(tmp_path, "1" * 16)
    old.put("ab" * 32, _extraction())
    assert new.get("ab" * 32) is None
    new.put("ab" * 32, _extraction())
    new.drop_old()
    assert old.get("ab" * 32) is None
    assert new.get("ab" * 32) == _extraction()


def test_the_key_depends_on_path_and_content() -> None:
    assert len({document_key(*pair) for pair in [("a", b"x"), ("b", b"x"), ("a", b"y"), ("ax", b"")]}) == 4


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="file"):
        Cache(tmp_path / "file").put("ab" * 32, _extraction())


def test_nothing_is_left_beside_the_entries(tmp_path: Path) -> None:
    Cache(tmp_path).put("ab" * 32, _extraction())
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


def test_equal_extractions_are_equal_bytes() -> None:
    assert encode(_extraction()) == encode(_extraction())
    assert decode(encode(_extraction())) == _extraction()
