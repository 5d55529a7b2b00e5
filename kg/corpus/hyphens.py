"""Hyphens at line ends: those of the word stay, those of the line go."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import yaml

from kg.corpus.lines import SOFT_HYPHEN

NO_CHARACTER = "\ufffe"
"""What some PDF readers write for any hyphen at a line end."""

_AT_END = re.compile(rf"(?:^|[^\W_]|[.»)])[-‐¬{NO_CHARACTER}{SOFT_HYPHEN}]$")
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_WORD_AFTER = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[аеёиоуыэюяaeiouy]", re.IGNORECASE)
_SHORTEST = 4  # letters of a word that can be the second half of a compound


class _Rules(NamedTuple):
    first: frozenset[str]
    second: tuple[str, ...]
    compound: tuple[str, ...]
    adjective: tuple[str, ...]
    adverb: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = yaml.safe_load(resources.files(__package__).joinpath("hyphens.yaml").read_text(encoding="utf-8"))
    return _Rules(
        frozenset(data["first"]),
        tuple(data["second"]),
        tuple(data["compound_endings"]),
        tuple(data["adjective_endings"]),
        tuple(data["adverb_endings"]),
    )


def ends_in_hyphen(line: str) -> bool:
    """Whether a line's last word may go on in the next line («рассмот-»; not «город -»)."""
    return _AT_END.search(line) is not None


def _by_form(first: str, second: str) -> bool:
    rules = _rules()
    if first in rules.first or second.startswith(rules.second):
        return True
    if first == "по":
        return second.endswith(rules.adverb)
    whole_word = len(second) >= _SHORTEST and _VOWEL.search(second[:-2]) is not None
    return whole_word and first.endswith(rules.compound) and second.endswith(rules.adjective)


def keeps_hyphen(line: str, following: str, vocabulary: frozenset[str] = frozenset()) -> bool:
    """Whether the hyphen at a line's end belongs to the word.

    Args:
        line: A line that :func:`ends_in_hyphen`.
        following: The line after it.
        vocabulary: Words that the text has inside its lines, in lower case: they decide first.
    """
    if line.endswith(SOFT_HYPHEN):
        return False
    before, after = _WORD_BEFORE.search(line[:-1]), _WORD_AFTER.match(following)
    if before is None or after is None:
        return True
    first, second = before.group(), after.group()
    # «Анжеро-⏎Судженск», «65-⏎летие», «2017-⏎2019», «Ростов-на-⏎Дону»; «АДМИНИ-⏎СТРАЦИЯ» is one word
    if first[-1].isdigit() or not (second[0].islower() or (first + second).isupper()):
        return True
    first, second = first.lower(), second.lower()
    if f"{first}-{second}" in vocabulary or first + second in vocabulary:
        return first + second not in vocabulary
    return line[before.start() - 1 : before.start()] == "-" or _by_form(first, second)
