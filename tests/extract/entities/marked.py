"""Marked texts: what entities a text must give, and what is wrong with those that it gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.entities import find_candidates, find_names
from kg.model import Entity, EntityType

_SIGNS = re.compile(r"\[|\|(?P<type>[A-Za-z]+)(?P<sign>[*?]?)(?: (?P<key>\w+))?\]")
DOUBTFUL = {
    EntityType.INSTITUTION, EntityType.ENTERPRISE, EntityType.MEDIA, EntityType.TRADE_UNION, EntityType.PROGRAM,
    EntityType.COUNCIL, EntityType.DOCUMENT,
}  # fmt: skip
Case = Mapping[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True)
class Expected:
    start: int
    stop: int
    type: EntityType
    collective: bool
    optional: bool
    key: str


@dataclass(frozen=True)
class Found:
    text: str
    municipality: str
    entities: Sequence[Entity]


def cases(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")) or [])


def strip(marked: str) -> tuple[str, list[Expected]]:
    """The text without its marks, and the mentions that they mark."""
    plain, found, opened, last = "", [], [], 0
    for sign in _SIGNS.finditer(marked):
        plain += marked[last : sign.start()]
        last = sign.end()
        if sign["type"] is None:
            opened.append(len(plain))
        else:
            kind = EntityType(sign["type"])
            many, optional = sign["sign"] == "*", sign["sign"] == "?"
            found.append(Expected(opened.pop(), len(plain), kind, many, optional, sign["key"] or ""))
    assert not opened, f"a bracket is not closed: {marked}"
    return plain + marked[last:], found


def find(text: str) -> Found:
    names = find_names(annotate(parse("case.txt", text)))
    return Found(text, names.municipality, [candidate.entity for candidate in find_candidates(names)])


def problems(case: Case) -> list[str]:
    """What a case expects and the text does not give, and the other way round; empty where the case holds."""
    text, expected = strip(case["text"])
    found = find(text)
    of_span = {((m.start, m.stop)): e for e in found.entities for m in e.mentions}
    owners: dict[str, set[str]] = defaultdict(set)
    for mark in expected:
        entity = of_span.get((mark.start, mark.stop))
        if mark.key and entity is not None:
            owners[mark.key].add(entity.key)
    return [
        *_missed(text, expected, of_span),
        *_spurious(text, expected, found.entities),
        *_identity(owners),
        *_names(case, owners, {entity.key: entity for entity in found.entities}),
        *_unwanted(case, text, of_span),
        *_municipality(case, found),
    ]


def _missed(text: str, expected: Sequence[Expected], of_span: Mapping[Span, Entity]) -> Iterator[str]:
    for mark in (m for m in expected if not m.optional):
        words = text[mark.start : mark.stop]
        entity = of_span.get((mark.start, mark.stop))
        if entity is None:
            yield f"missed {mark.type} «{words}»"
        elif entity.type is not mark.type:
            yield f"«{words}» is {entity.type}, not {mark.type}"
        elif entity.collective is not mark.collective:
            yield f"«{words}» is {'' if entity.collective else 'not '}collective"


def _spurious(text: str, expected: Sequence[Expected], entities: Sequence[Entity]) -> Iterator[str]:
    marked = {(mark.start, mark.stop) for mark in expected}
    for entity in (e for e in entities if not e.collective):
        for mention in entity.mentions:
            if (mention.start, mention.stop) not in marked and not _bare(
                text[mention.start : mention.stop], entity
            ):
                yield f"spurious {entity.type} «{text[mention.start : mention.stop]}» ({entity.rule})"


def _bare(words: str, entity: Entity) -> bool:
    """«помогли школе»: a bare noun is a doubtful candidate, as a collective is."""
    return entity.type in DOUBTFUL and words.isalpha() and words[1:].islower()


def _identity(owners: Mapping[str, set[str]]) -> Iterator[str]:
    for key, keys in owners.items():
        if len(keys) > 1:
            yield f"{key} is {len(keys)} entities"
    for one, keys in owners.items():
        for other, others in owners.items():
            if one < other and keys & others:
                yield f"{one} and {other} are one entity"


def _names(case: Case, owners: Mapping[str, set[str]], entities: Mapping[str, Entity]) -> Iterator[str]:
    for key, label in case.get("labels", {}).items():
        given = sorted(entities[k].label for k in owners.get(key, ()))
        if given != [label]:
            yield f"{key} is called {given}, not «{label}»"
    for key, names in case.get("aliases", {}).items():
        given = sorted({name for k in owners.get(key, ()) for name in entities[k].aliases})
        if missing := sorted(set(names) - set(given)):
            yield f"{key} has not the other names {missing}, but {given}"


def _unwanted(case: Case, text: str, of_span: Mapping[Span, Entity]) -> Iterator[str]:
    for words in case.get("never", ()):
        assert words in text, f"«{words}» does not stand in: {text}"
        for (start, stop), entity in of_span.items():
            if text[start:stop] == words:
                yield f"«{words}» is taken for {entity.type} ({entity.rule})"


def _municipality(case: Case, found: Found) -> Iterator[str]:
    if "municipality" in case and (case["municipality"] or "") != found.municipality:
        yield f"the municipality is «{found.municipality}», not «{case['municipality']}»"
