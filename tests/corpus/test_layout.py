"""Layout: cases as text, and what holds for every text."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.hyphens import NO_CHARACTER
from kg.corpus.layout import layout
from kg.corpus.lines import INVISIBLE, SOFT_HYPHEN
from kg.model import BlockKind

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "layout_cases.yaml").read_text(encoding="utf-8"))
NAMES = {"<FF>": "\f", "<SHY>": SOFT_HYPHEN, "<NOCHAR>": NO_CHARACTER, "<NBSP>": "\u00a0", "<TAB>": "\t"}
SIGNS = {BlockKind.HEADING: "#", BlockKind.PARAGRAPH: "¶", BlockKind.ITEM: "-"}


def source_of(case):
    text = case["source"]
    for name, sign in NAMES.items():
        text = text.replace(name, sign)
    return text


def written(block):
    return f"{SIGNS[block.kind]} {f'[{block.marker}] ' if block.marker else ''}{block.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    assert [written(block) for block in layout(source_of(case))] == case["blocks"].splitlines()


def visible(text):
    return [sign for sign in text if sign not in INVISIBLE and sign != SOFT_HYPHEN]


def check_offsets(source, blocks):
    """Offsets rise inside a block and from block to block, and lead to the characters themselves."""
    last = -1
    for block in blocks:
        assert block.text
        assert block.text == block.text.strip()
        assert len(block.offsets) == len(block.text) + 1
        assert last < block.start
        assert all(a < b for a, b in zip(block.offsets, block.offsets[1:], strict=False))
        assert block.stop == block.offsets[-2] + 1 <= len(source)
        for sign, offset in zip(block.text, block.offsets, strict=False):
            same = source[offset] == sign or (sign == "-" and source[offset] == NO_CHARACTER)
            assert same if sign != " " else source[offset] in INVISIBLE
        last = block.stop - 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_offsets_of_cases(case):
    source = source_of(case)
    check_offsets(source, layout(source))


WORDS = [
    "работа",
    "Совет",
    "г.",
    "и",
    "2018",
    "году",
    "12",
    "рассмот-",
    "рено",
    "«Надежда»",
    "—",
    "-",
    "1.",
    "2)",
    "а)",
]
SIGNS_ONLY = [":", ";", ".", ",", "•", "\u00ad", "\ufffe", "\u200b", "ПЛАНЫ", "Задачи на 2019 год", "ГОРОД"]
GAPS = [" ", " ", " ", "\n", "\n", "\n\n", "\n\f\n", "\t", "\u00a0", "   ", "\n\n\n", "\u2028", ""]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS + SIGNS_ONLY), st.sampled_from(GAPS)), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.text(max_size=200))
def test_offsets_of_any_text(source):
    check_offsets(source, layout(source))


@settings(max_examples=300, deadline=None)
@given((TEXTS | st.text(max_size=200)).map(lambda text: "".join("x" if c.isdigit() else c for c in text)))
def test_nothing_visible_is_lost(source):
    """Without numbers there are no page numbers: all but hyphens at line ends is in a block or a marker."""
    blocks = layout(source)
    kept = [sign for block in blocks for sign in visible(block.marker + block.text)]
    hyphens = "-‐¬" + NO_CHARACTER
    left = [sign for sign in visible(source) if sign not in hyphens]
    assert [sign for sign in kept if sign not in hyphens] == left


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_page_number_is_all_that_numbers_lose(source):
    kept = Counter(sign for block in layout(source) for sign in visible(block.marker + block.text))
    lost = Counter(visible(source)) - kept
    assert set(lost) <= set("0123456789-—" + NO_CHARACTER)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_is_a_function_of_the_text(source):
    assert layout(source) == layout(source)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_line_ends_of_other_systems_do_not_matter(source):
    text = source.replace("\f", "").replace("\u2028", "")
    ours = [block.text for block in layout(text)]
    assert [block.text for block in layout(text + "\n\n  \n")] == ours


def test_an_empty_text_has_no_blocks():
    assert layout("") == layout(" \n\t\f\n\u200b") == ()


def test_one_line_of_200_000_characters():
    source = "Совет ветеранов провёл праздник. " * 6000
    (block,) = layout(source)
    assert block.text == source.strip()


def test_many_lines():
    source = "Совет ветеранов провёл\nпраздник.\n\n" * 20_000
    blocks = layout(source)
    assert len(blocks) == 20_000
    assert {block.text for block in blocks} == {"Совет ветеранов провёл праздник."}
