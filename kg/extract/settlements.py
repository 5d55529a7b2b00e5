"""Names of settlements after the word that announces them: «с. Старый Юмак», «посёлков Рудный, Дачный и Светлый».

The tagger takes many of them for people, and the lexicon of heads takes some for plants («пос. Лесозавод»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.lemmas import parses
from kg.extract.grammar import is_abbreviation, is_capitalised, is_initial
from kg.extract.lexicon import heads
from kg.lexicon import words as list_of
from kg.model import Token

_INITIALS = re.compile(r"[А-ЯЁ](?:\.[А-ЯЁ]\.?)?\.?")
_JOINERS = {",", "и"}
_ABBREVIATIONS = list_of("toponyms.yaml", "settlement_abbreviations")
_SETTLEMENTS = list_of("toponyms.yaml", "settlements")
_COMMON = list_of("toponyms.yaml", "common_nouns")


def with_settlements(tokens: Sequence[Token]) -> tuple[Sequence[Token], frozenset[int]]:
    """The tokens of a sentence with such names tagged as places, and the indices of the words that are announced."""
    spans = [*_abbreviated(tokens), *_listed(tokens), *_before_initials(tokens), *_row(tokens)]
    if not spans:
        return tokens, frozenset()
    found = list(tokens)
    for first, last in spans:
        for index in range(first, last):
            found[index] = replace(found[index], ner="B-LOC" if index == first else "I-LOC")
        if first > 1 and found[first - 1].text == ".":
            found[first - 2] = replace(found[first - 2], lemma=found[first - 2].low)
        if last < len(found) and found[last].ner in {"I-PER", "I-LOC"}:
            found[last] = replace(found[last], ner="B" + found[last].ner[1:])
    return tuple(found), frozenset(i for first, last in spans for i in range(first, last))


def _abbreviated(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """«с. Кулига», «д. Малая Речка», «р.п. Кадада»."""
    for index in [i for i, token in enumerate(tokens[:-2]) if token.text in _ABBREVIATIONS]:
        counted = index and tokens[index - 1].text[-1:].isdigit()  # «в 2018 г. Помощь …»
        if not counted and tokens[index + 1].text == "." and _proper(tokens, index + 2):
            yield index + 2, _name_end(tokens, index + 2)


def _listed(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """«микрорайоны Солонцы и Рудник»: names after a plural."""
    for index in [i for i, token in enumerate(tokens) if token.lemma in _SETTLEMENTS]:
        position, several = index + 1, tokens[index].number == "Plur"
        while _proper(tokens, position):
            end = _name_end(tokens, position)
            known = tokens[position].lemma in heads()
            if (known and not _closed(tokens, end)) or not (known or several):
                break
            yield position, end
            if not several or end >= len(tokens) or tokens[end].text not in _JOINERS:
                break
            position = end + 1


_WHITHER = {"из", "в", "во"}


def _row(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """«из Энгельса, Маркса и Хвалынска»: what is coordinated with a town is no surname."""
    towns = [i for i, token in enumerate(tokens) if i and token.ner == "B-LOC"]
    for index in [i for i in towns if tokens[i - 1].low in _WHITHER]:
        position = _name_end(tokens, index)
        while position < len(tokens) - 1 and tokens[position].text in _JOINERS:
            first = position + 1
            if not (_proper(tokens, first) and tokens[first].case == tokens[index].case):
                break
            position = _name_end(tokens, first)
            if tokens[first].ner.endswith("PER") and not _followed_by_person(tokens, position):
                yield first, position


def _followed_by_person(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and (tokens[index].ner.endswith("PER") or is_initial(tokens[index]))


def _before_initials(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """«глава города Каменска Н.И. Седов»: the tagger takes the town before the initials for a surname."""
    surnames = [i for i, token in enumerate(tokens[:-2]) if i and token.ner == "B-PER"]
    for index in [i for i in surnames if tokens[i - 1].lemma in _COMMON]:
        if _INITIALS.fullmatch(tokens[index + 1].text) and _surname_after(tokens, index + 1):
            yield index, index + 1


def _surname_after(tokens: Sequence[Token], index: int) -> bool:
    while index < len(tokens) and (tokens[index].text == "." or _INITIALS.fullmatch(tokens[index].text)):
        index += 1
    return index < len(tokens) and tokens[index].ner.endswith("PER")


def _proper(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens):
        return False
    token = tokens[index]
    return is_capitalised(token) and not (is_initial(token) or is_abbreviation(token))


def _name_end(tokens: Sequence[Token], first: int) -> int:
    """After the noun, where the name begins with an adjective («Нижняя Унга»)."""
    following = first + 1
    adjective = any(parse.tag.POS == "ADJF" for parse in parses(tokens[first].text)[:1])
    goes_on = adjective and _proper(tokens, following) and tokens[following].lemma not in heads()
    return following + int(goes_on and not _followed_by_initials(tokens, first))


def _followed_by_initials(tokens: Sequence[Token], first: int) -> bool:
    # «п. Октябрьский Седов Н.И.»: a surname, where the adjective agrees with nothing
    following = tokens[first + 1]
    return following.ner == "B-PER" and tokens[first].case != following.case and bool(following.case)


def _closed(tokens: Sequence[Token], index: int) -> bool:
    return (
        index >= len(tokens) or tokens[index].pos == "VERB" or tokens[index].text in {",", ".", ";", ")", "и"}
    )
