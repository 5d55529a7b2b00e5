"""Sentences with marked entities, as ``cases.yaml`` writes them, read as documents of their own."""

import re
from collections import defaultdict

from kg.annotate import annotate
from kg.model import Block, BlockKind, Document, Entity, EntityType, Mention

MARK = re.compile(r"\{(\w+):(\w+)(\*?)\|([^}]*)\}")


def unmarked(text):
    """The sentence without marks, and the marks as (key, type, collective, start, stop)."""
    plain, marks, at = "", [], 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        key, kind, star, surface = match.groups()
        marks.append((key, kind, bool(star), len(plain), len(plain) + len(surface)))
        plain, at = plain + surface, match.end()
    return plain + text[at:], marks


KINDS = {"# ": BlockKind.HEADING, "- ": BlockKind.ITEM}


def blocks(text):
    """A block for each line: «# » opens a heading, «- » an item."""
    start = 0
    for line in text.split("\n"):
        kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
        first = 0 if kind is BlockKind.PARAGRAPH else 2
        yield Block(kind, line[first:], tuple(range(start + first, start + len(line) + 1)))
        start += len(line) + 1


def read(text):
    return annotate(Document("case.txt", "case", text, tuple(blocks(text)), (), "Тогурма", None, 2016))


def mention(annotated, start, stop):
    index = next(i for i, s in enumerate(annotated.sentences) if s.start <= start < s.stop)
    tokens = annotated.sentences[index].tokens
    inside = [i for i, token in enumerate(tokens) if start <= token.start < stop]
    head = next((i for i in inside if not inside[0] <= tokens[i].head <= inside[-1]), inside[0])
    return Mention(start, stop, index, inside[0], inside[-1] + 1, head)


def entities(annotated, marks):
    groups, names = defaultdict(list), {}
    for key, kind, collective, start, stop in marks:
        names.setdefault(key, key if kind == "Place" else annotated.document.text[start:stop])
        groups[key, kind, collective].append(mention(annotated, start, stop))
    return [
        Entity(key, EntityType(kind), names[key], (), collective, tuple(mentions))
        for (key, kind, collective), mentions in groups.items()
    ]


def read_case(text):
    """The annotated document of a marked text, and its entities."""
    plain, marks = unmarked(text)
    annotated = read(plain)
    return annotated, entities(annotated, marks)


def about(wanted):
    """Whom a wanted figure is about; empty where the case does not say."""
    name, colon, _ = wanted.partition(": ")
    return name if colon and name.isidentifier() else ""
