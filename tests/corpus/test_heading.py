"""What headings say: kinds of sections, municipality, year, topic, title."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import parse
from kg.corpus.cues import announced, lead_in, lexicon
from kg.model import SectionKind

CASES = yaml.safe_load((Path(__file__).parent / "heading_cases.yaml").read_text(encoding="utf-8"))


def named(entry):
    return " ".join(str(value) for value in entry.values())[:60]


@pytest.mark.parametrize("case", CASES["kinds"], ids=named)
def test_what_a_heading_announces(case):
    kind = announced(case["heading"])
    assert (kind.value if kind else "none") == case["kind"]


@pytest.mark.parametrize("kind", SectionKind)
def test_examples_of_the_lexicon_are_found_by_their_own_pattern(kind):
    for entry in lexicon()["sections"][kind.value]:
        assert announced(entry["example"]) is kind, entry["example"]
    for entry in lexicon()["lead_ins"].get(kind.value, ()):
        assert lead_in(entry["example"]) is kind, entry["example"]


@pytest.mark.parametrize("case", CASES["municipalities"], ids=named)
def test_municipality(case):
    assert parse("a.txt", case["text"]).municipality == case["name"]


@pytest.mark.parametrize("case", CASES["years"], ids=named)
def test_year(case):
    assert parse("a.txt", case["text"]).year == case["year"]


@pytest.mark.parametrize("case", CASES["topics"], ids=named)
def test_topic(case):
    assert parse("a.txt", case["text"]).topic == case["topic"]


@pytest.mark.parametrize("case", CASES["sections"], ids=lambda case: case["text"][:40])
def test_sections(case):
    found = parse("a.txt", case["text"]).sections
    rows = [[part.kind.value, part.heading, part.last - part.first, part.year] for part in found]
    assert rows == case["sections"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("АЛЕЙСК\n\nЧто удалось сделать\n\nРабота.", "АЛЕЙСК. Что удалось сделать"),
        ("Работа велась постоянно.", "Работа велась постоянно."),
        ("Планы на 2019 год\n\nРабота.", "Планы на 2019 год"),
        ("", "a.txt"),
    ],
)
def test_title(text, title):
    assert parse("a.txt", text).title == title


def test_a_long_beginning_is_cut_at_a_word():
    title = parse("a.txt", "Совет ветеранов города провёл заседание и принял решение " * 10).title
    assert len(title) <= 101
    assert re.search(r"\w…$", title)


LINES = [
    "Планы на 2019 год",
    "Текст абзаца.",
    "КУЛЬТУРА",
    "Спорт",
    "В 2020 году планируется:",
    "- пункт;",
    "1. пункт.",
]


@given(st.lists(st.sampled_from(LINES), max_size=20))
def test_sections_cover_all_blocks_in_order(lines):
    document = parse("a.txt", "\n\n".join(lines))
    edges = [(part.first, part.last) for part in document.sections]
    assert [first for first, _ in edges[1:]] == [last for _, last in edges[:-1]]
    if document.blocks:
        assert (edges[0][0], edges[-1][1]) == (0, len(document.blocks))
        assert all(first < last for first, last in edges)
