"""Nouns of the lexicon of heads that name nothing where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.extract.context import Context
from kg.extract.grammar import DASHES, is_noun
from kg.extract.lexicon import heads, words
from kg.model import EntityType


def is_process(context: Context, head: int) -> bool:
    """«готовится к изданию»: a noun that is an action after a preposition of purpose."""
    return context.lemma(head) in words("processes") and context.text(head - 1) in words("purposes")


def _set_phrase(context: Context, head: int) -> bool:
    # «во главе с …», «под руководством»
    return context.lemma(head) in {"глава", "руководство"} and context.text(head - 1) in {"во", "под"}


def _number_of_act(context: Context, head: int) -> bool:
    # «№ 131-ФЗ»
    if context.lemma(head) != "фз":
        return False
    return context.text(head - 1) in DASHES and context.text(head - 2).isdigit()


def _edition(context: Context, head: int) -> bool:
    # «в новой редакции»
    return context.lemma(head) == "редакция" and context.lemma(head - 1) in words("editions")


def _doing(context: Context, head: int) -> bool:
    # «в организации и проведении»
    if context.lemma(head) not in words("processes"):
        return False
    return context.text(head + 1) in {"и", ","} and context.lemma(head + 2) in words("doings")


def _arranging(context: Context, head: int) -> bool:
    # «спасибо за организацию этой встречи»
    if context.lemma(head) != "организация" or context.tokens[head].number != "Sing":
        return False
    noun = head + 1 + (context.lemma(head + 1) in words("demonstratives"))
    arranged = heads().get(context.lemma(noun), ())
    return noun > head + 1 and any(entry.type is EntityType.EVENT for entry in arranged)


def _managing(context: Context, head: int) -> bool:
    # «комитет по управлению имуществом», «управление Программой», but «при управлении культуры»
    if context.lemma(head) != "управление":
        return False
    following = context.tokens[head + 1] if head + 1 < len(context.tokens) else None
    governs = following is not None and following.case == "Ins" and is_noun(following)
    managing = governs and context.text(head + 1) != "делами"
    return managing or context.text(head - 1) in words("purposes") - {"при"}


def _on_air(context: Context, head: int) -> bool:
    # «в прямом эфире»
    return context.lemma(head) == "эфир" and context.text(head - 2) == "в"


_OPENING = 2
"""Tokens in which a call («Уважаемые …!») begins."""


def _addressed(context: Context, head: int) -> bool:
    # «Уважаемые депутаты, руководители учреждений!»
    addressing = words("addressing")
    if context.lemma(head - 1) in addressing:
        return True
    called = context.tokens[-1].text == "!"
    return called and any(context.lemma(i) in addressing for i in range(min(head, _OPENING)))


_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")


def _part_of_text(context: Context, head: int) -> bool:
    # «Мероприятие 2», not «подпрограмма 2 «Поддержка НКО»»
    numbered = context.lemma(head) in words("numbered") and bool(_NUMBER.fullmatch(context.text(head + 1)))
    return numbered and head + 2 not in context.quotes


def _uniting(context: Context, head: int) -> bool:
    # «с целью объединения жителей»
    if context.lemma(head) != "объединение" or context.tokens[head].number != "Sing":
        return False
    return context.text(head - 1) in words("purposes") or context.lemma(head - 1) in words("aims")


def _occupied(context: Context, head: int) -> bool:
    # «занятия физкультурой»
    following = context.tokens[head + 1] if head + 1 < len(context.tokens) else None
    busy = context.lemma(head) == "занятие" and following is not None and following.case == "Ins"
    return busy and "язык" not in {context.lemma(head + 1), context.lemma(head + 2)}


_TESTS: tuple[Callable[[Context, int], bool], ...] = (
    _set_phrase, _number_of_act, _edition, _doing, _arranging, _managing, _on_air, _addressed, _part_of_text,
    _uniting, _occupied,
)  # fmt: skip


@cache
def _suspects() -> frozenset[str]:
    """The nouns that any test but that for a call asks for."""
    named = {"глава", "руководство", "фз", "редакция", "управление", "эфир", "объединение", "занятие"}
    return words("processes") | words("numbered") | named


def names_nothing(context: Context, head: int) -> bool:
    """Whether the noun at an index is no name there, whatever the lexicon says of it."""
    if context.lemma(head) not in _suspects():
        return _addressed(context, head)
    return any(test(context, head) for test in _TESTS)
