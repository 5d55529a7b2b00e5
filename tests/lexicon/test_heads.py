"""The lexicon of head nouns: every line does what its example says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.annotate import annotate
from kg.annotate.lemmas import parses
from kg.corpus import parse
from kg.extract.lexicon import Bare, heads
from kg.extract.phrases import Context, Phrase, find_phrases
from kg.lexicon import load
from kg.model import EntityType, Token

LINES = load("heads.yaml")["heads"]
UNFIT = yaml.safe_load((Path(__file__).parent / "unfit_lines.yaml").read_text(encoding="utf-8"))


def named(line: list[Any]) -> str:
    lemma, kind, _, _, example = line
    return f"{lemma} {kind} {example}"


@cache
def read(example: str) -> tuple[list[Token], list[tuple[Phrase, Token]]]:
    """The tokens of a phrase that stands alone, and the names found in it with their head nouns."""
    contexts = [
        Context.of(i, sentence) for i, sentence in enumerate(annotate(parse("line.txt", example)).sentences)
    ]
    found = [
        (phrase, context.tokens[phrase.head]) for context in contexts for phrase in find_phrases(context)
    ]
    return [token for context in contexts for token in context.tokens], found


def is_of(token: Token, lemma: str) -> bool:
    return lemma in {token.lemma, token.text.lower().replace("ё", "е"), *token.lemma.split("-")}


@pytest.mark.parametrize("line", [line for line in LINES if named(line) not in UNFIT["examples"]], ids=named)
def test_an_example_is_read_as_its_line_says(line: list[Any]) -> None:
    lemma, kind, _, _, example = line
    tokens, found = read(example)
    assert any(is_of(token, lemma) for token in tokens), f"the example does not hold «{lemma}»"
    kinds = [phrase.type.value for phrase, head in found if is_of(head, lemma)]
    assert kinds == [] if kind == "-" else kind in kinds


def test_exceptions_are_lines_that_stand_there() -> None:
    assert set(UNFIT["examples"]) <= {named(line) for line in LINES}
    within = {f"{line[0]}: {word}" for line in LINES for word in line[3]}
    assert set(UNFIT["within"]) <= within


@pytest.mark.parametrize("line", LINES, ids=named)
def test_a_line_is_well_formed(line: list[Any]) -> None:
    lemma, kind, bare, within, example = line
    assert kind == "-" or kind in EntityType._value2member_map_
    assert bare in Bare._value2member_map_
    assert lemma == lemma.lower().replace("ё", "е").strip()
    assert example.strip()
    assert len(set(within)) == len(within)


def test_no_line_stands_twice() -> None:
    lines = [(lemma, tuple(sorted(within))) for lemma, _, _, within, _ in LINES]
    assert sorted({line for line in lines if lines.count(line) > 1}) == []


def test_no_line_hides_behind_one_that_always_holds() -> None:
    hidden = [entry.lemma for entries in heads().values() for entry in entries[:-1] if not entry.within]
    assert hidden == []


def _bare_word(word: str) -> str:
    return word.lstrip("^+")


def _is_lemma(word: str) -> bool:
    if word.endswith("*") or word in {"«»", "<alone>", "<mod>"}:
        return True
    known = [parse.normal_form.replace("ё", "е") for parse in parses(word)]
    return not known or not parses(word)[0].is_known or word in known


def test_neighbours_are_lemmas() -> None:
    """A neighbour that is no dictionary form never holds."""
    wrong = {f"{line[0]}: {word}" for line in LINES for word in line[3] if not _is_lemma(_bare_word(word))}
    assert sorted(wrong - set(UNFIT["within"])) == []


def test_neighbours_are_single_words() -> None:
    several = {f"{line[0]}: {word}" for line in LINES for word in line[3] if " " in word}
    assert sorted(several - set(UNFIT["within"])) == []
