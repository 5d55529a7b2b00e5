"""A bare plural that only stands before its list is no entity; its items are."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.document import extract


def labels(text: str) -> set[str]:
    return {entity.label for entity in extract(annotate(parse("case.txt", text))).entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Клуб «Росток» провёл следующие мероприятия: фестиваль «Лад» и праздник «Весна».", "Мероприятия"),
        ("Клуб «Росток» участвовал в следующих конкурсах: «Лад», «Весна».", "Конкурсы"),
        ("Клуб «Росток» реализовал такие проекты, как «Лад» и «Весна».", "Проекты"),
    ],
)
def test_what_only_announces_is_dropped(text: str, name: str) -> None:
    found = labels(text)
    assert name not in found
    assert any("Лад" in label for label in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Клуб «Росток» провёл мероприятия: фестиваль «Лад» и другие.", "Мероприятия"),
        ("Клуб «Росток» организует районные фестивали, как и прежде.", "Районные фестивали"),
        ("В следующих районных фестивалях участвовал клуб «Росток».", "Районные фестивали"),
    ],
)
def test_others_stay(text: str, name: str) -> None:
    assert name in labels(text)
