"""A way a name goes on is tried wherever it applies: leaving out those that cannot apply changes no name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.corpus.parse import parse
from kg.extract import growth
from kg.extract.context import Context
from kg.extract.entities import find_entities, find_names
from kg.extract.openings import Step
from kg.model import AnnotatedDocument, Entity

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "gold" / "texts").glob("*.txt"), *(ROOT / "annotated" / "texts").glob("*.txt")])
SENTENCES = """
Работа страницы в «ВКонтакте» и группы в «Одноклассниках».
Добровольцы штаба #МЫВМЕСТЕ, портал добро.рф, волонтёры медицинского колледжа.
Подпрограмма - 6 муниципальной программы на 2015-2019 годы; постановление от 5 мая 2018 г. № 118.
Программы, направленные на поддержку семей, и мероприятия, посвящённые Году кино.
Школа им. Героя Советского Союза К. Павлюкова, ИП Г. С. Седов, дружина (ДНД) «Дозор».
Совет ветеранов (пенсионеров) войны, труда и организации Томска и Северска.
Отдел в сфере закупок, комитет по управлению имуществом, г. Алейска, р.п. Кадада, КДН и ЗП.
"""


def _found(annotated: AnnotatedDocument) -> tuple[Entity, ...]:
    return find_entities(find_names(annotated))


def _all(steps: Sequence[Step], _context: Context, _place: int) -> Sequence[Step]:
    return steps


@pytest.mark.parametrize("text", [SENTENCES, *(path.read_text("utf-8") for path in TEXTS)])
def test_no_way_is_left_out_that_applies(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = annotate(parse("report.txt", text))
    quick = _found(annotated)
    monkeypatch.setattr(growth, "open_steps", _all)
    assert quick == _found(annotated)
