"""Tables of a document: titles over rows, between bars or line by line."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.tables import column_of, tables

BARS = (
    "Итоги года\n\nПобедители:\n\n№ | Получатель субсидии | Наименование проекта | Сумма, руб.\n\n"
    "1 | Союз пенсионеров | «Школа здоровья» | 120 000\n\n2 | Клуб «Радуга» | «Мамин вечер» | 90 000\n\nСпасибо всем.\n"
)
LINES = (
    "Победители:\n№\nНаименование организации\nПроект\nРазмер гранта\n"
    "1\nСоюз пенсионеров\n«Школа здоровья»\n120 000\n2\nКлуб «Радуга»\n«Мамин вечер»\n90 000\n\nСпасибо всем.\n"
)


def _read(text: str) -> list[list[list[tuple[str, str]]]]:
    annotated = annotate(parse("case.txt", text))
    source = annotated.document.text
    return [
        [[(cell.column, source[cell.start : cell.stop]) for cell in row] for row in table.rows]
        for table in tables(annotated)
    ]


@pytest.mark.parametrize("text", [BARS, LINES])
def test_cells_stand_under_their_titles(text: str) -> None:
    (table,) = _read(text)
    assert table == [
        [
            ("number", "1"),
            ("recipient", "Союз пенсионеров"),
            ("project", "«Школа здоровья»"),
            ("sum", "120 000"),
        ],
        [("number", "2"), ("recipient", "Клуб «Радуга»"), ("project", "«Мамин вечер»"), ("sum", "90 000")],
    ]


def test_a_row_with_an_empty_cell_is_left_out() -> None:
    (table,) = _read(BARS.replace("1 | Союз пенсионеров | ", "1 | "))
    assert [row[1][1] for row in table] == ["Клуб «Радуга»"]


def test_numbers_may_be_missing_below_their_title() -> None:
    (table,) = _read(BARS.replace("1 | ", "").replace("2 | ", ""))
    assert [row[0] for row in table] == [("recipient", "Союз пенсионеров"), ("recipient", "Клуб «Радуга»")]


@pytest.mark.parametrize(
    "text",
    [
        "Союз пенсионеров | Клуб «Радуга» | 12\n\nСовет ветеранов | Палата | 7\n",
        "Дата | Место | Примечание\n\n5 мая | парк | дождь\n",
        "Проект\n\nСумма\n\nНеизвестно.\n",
        "№\nПроект\nСумма\nВсё это предстоит обсудить на заседании.\n",
    ],
)
def test_without_telling_titles_there_is_no_table(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("№ п/п", "number"),
        ("Наименование СО НКО", "recipient"),
        ("Размер субсидии победителя, руб.", "sum"),
        ("Название проекта", "project"),
        ("Наименование мероприятия", "event"),
        ("Ответственный исполнитель", "doer"),
        ("Срок проведения", "other"),
        ("Совет ветеранов", ""),
        ("Проекты поддержаны администрацией.", ""),
        ("", ""),
    ],
)
def test_titles(title: str, column: str) -> None:
    assert column_of(title) == column
