"""Sentences with marked entities, read into documents that the rules can work on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.annotate import annotate
from kg.corpus import parse
from kg.model import AnnotatedDocument, Entity, EntityType, Mention

_SIGNS = re.compile(r"\[|\|(?P<type>[A-Za-z]+) (?P<key>\w+)\]")


@dataclass(frozen=True)
class Marked:
    annotated: AnnotatedDocument
    entities: tuple[Entity, ...]


def _strip(text: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    plain, spans, opened, last = "", [], [], 0
    for sign in _SIGNS.finditer(text):
        plain += text[last : sign.start()]
        last = sign.end()
        if sign["type"] is None:
            opened.append(len(plain))
        else:
            spans.append((opened.pop(), len(plain), sign["type"], sign["key"]))
    return plain + text[last:], spans


def _mention(annotated: AnnotatedDocument, start: int, stop: int) -> Mention:
    for index, sentence in enumerate(annotated.sentences):
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < stop and t.stop > start]
        if inside:
            return Mention(start, stop, index, inside[0], inside[-1] + 1, inside[0])
    raise AssertionError(f"no tokens at {start}:{stop}")


def read(text: str) -> Marked:
    """Read a marked text: ``[words|Type key]``, brackets may nest, one key may stand more than once."""
    plain, spans = _strip(text)
    annotated = annotate(parse("case.txt", plain))
    mentions: dict[tuple[str, str], list[Mention]] = {}
    for start, stop, kind, key in sorted(spans):
        mentions.setdefault((kind, key), []).append(_mention(annotated, start, stop))
    entities = [
        Entity(key, EntityType(kind), plain[found[0].start : found[0].stop], (), False, tuple(sorted(found)))
        for (kind, key), found in mentions.items()
    ]
    return Marked(annotated, tuple(sorted(entities, key=lambda e: (e.mentions[0], e.key))))
