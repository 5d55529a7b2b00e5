"""The words of a sentence are razdel's own, whatever stands beside them."""

from itertools import product
from pathlib import Path

import pytest
from razdel import tokenize

from kg.annotate.words import words_of
from kg.corpus import find, read

ROOT = Path(__file__).parents[2]

PIECES = (
    "кто", "Yahoo", "12", "-", "–", ".", ",", "/", "!", "?", ":)", "«", "»", "Δ", "№", "_", "K", "²", " ", "\u00a0",
)  # fmt: skip
REPORTS = find([ROOT / "seeds", ROOT / "tests" / "gold" / "texts"]).sources


def razdels(text):
    return [(token.start, token.stop, token.text) for token in tokenize(text)]


@pytest.mark.parametrize("middle", PIECES)
def test_same_words_as_razdel_beside_any_signs(middle):
    for left, between, right in product(PIECES, ["", " ", "- ", " -"], PIECES):
        text = f"{left}{between}{middle}{between[::-1]}{right}"
        assert list(words_of(text)) == razdels(text), text


@pytest.mark.parametrize("source", REPORTS, ids=lambda source: source.identifier)
def test_same_words_as_razdel_in_a_report(source):
    for block in read(source).blocks:
        assert list(words_of(block.text)) == razdels(block.text)


def test_an_empty_text_has_no_words():
    assert list(words_of(" \n")) == []
