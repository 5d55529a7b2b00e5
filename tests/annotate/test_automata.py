"""The dictionary answers as pymorphy3's own walk through its automata does."""

from __future__ import annotations

import pytest
from pymorphy3 import MorphAnalyzer

from kg.annotate.lemmas import analyzer

WORDS = (
    "стали", "еще", "ежегодного", "ветеранов", "по-русски", "нижнеобскому", "человек-гора", "экомарафоном",
    "тосовцами", "123", "xv", "а", "", "мэрии", "псевдокошками", "бутявкать", "ооо", "жюри",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_same_readings_in_the_same_order(word: str) -> None:
    plain = MorphAnalyzer(lang="ru")
    expected = [(p.word, str(p.tag), p.normal_form, p.score) for p in plain.parse(word)]
    found = [(p.word, str(p.tag), p.normal_form, p.score) for p in analyzer().parse(word)]
    assert found == expected


@pytest.mark.parametrize(("word", "known"), [("ветеранов", True), ("бутявкать", False), ("еще", True)])
def test_knows_the_words_of_the_dictionary(word: str, known: bool) -> None:
    assert analyzer().dictionary.word_is_known(word, analyzer().char_substitutes) is known
