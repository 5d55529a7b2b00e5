"""Words of a sentence that name social groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.relations.lexicon import data
from kg.extract.relations.prepositions import word
from kg.model import SocialGroup, Token

_GENERIC = frozenset({"гражданин", "житель", "население", "человек", "горожанин"})
_Runs = tuple[tuple[tuple[str, ...], SocialGroup], ...]


@dataclass(frozen=True, slots=True)
class GroupWord:
    """A stretch of a sentence that names a social group; ``adjective``: it only says of what kind a thing is."""

    first: int
    last: int
    group: SocialGroup
    adjective: bool = False


@lru_cache(maxsize=1)
def _words() -> Mapping[str, _Runs]:
    found: dict[str, list[tuple[tuple[str, ...], SocialGroup]]] = {}
    for name, row in data("groups.yaml").items():
        for text in row.get("words", ()):
            run = tuple(str(text).replace("ё", "е").split())
            found.setdefault(run[0], []).append((run, SocialGroup(name)))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0], r[1]))) for key, rows in found.items()}


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, SocialGroup]:
    rows = data("groups.yaml").items()
    return {text: SocialGroup(name) for name, row in rows for text in row.get("adjectives", ())}


def _run_end(tokens: Sequence[Token], start: int, run: tuple[str, ...]) -> int:
    for index, expected in enumerate(run, start):
        if index >= len(tokens) or expected not in (tokens[index].lemma, word(tokens[index])):
            return 0
    return start + len(run)


def _hits(tokens: Sequence[Token], index: int, stop: int) -> list[tuple[int, SocialGroup]]:
    keys = dict.fromkeys((tokens[index].lemma, word(tokens[index])))
    rows = [row for key in keys for row in _words().get(key, ())]
    return [(last, group) for run, group in rows if (last := _run_end(tokens, index, run)) and last <= stop]


def groups_in(tokens: Sequence[Token], start: int, stop: int) -> Iterator[GroupWord]:
    """The social groups that a stretch of a sentence names, longer readings first."""
    index = start
    while index < stop:
        hits = _hits(tokens, index, stop)
        longest = max((last for last, _ in hits), default=index + 1)
        for group in sorted({g for last, g in hits if last == longest}):
            yield GroupWord(index, longest, group)
        if not hits and tokens[index].lemma in _adjectives():
            yield GroupWord(index, index + 1, _adjectives()[tokens[index].lemma], True)
        if longest - index > 1 and tokens[longest - 1].lemma not in _GENERIC:
            longest -= 1  # «неблагополучные семьи» are families too
        elif hits and tokens[index].pos == "ADJ" and longest < stop and tokens[longest].lemma in _GENERIC:
            longest += 1  # «малоимущие граждане» are no residents at large
        index = longest
