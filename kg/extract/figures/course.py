"""The course of a document: for each sentence what stands before it, above it, and in the document's opening."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from kg.extract.figures.scene import WORKS, Placed, Scene
from kg.model import AnnotatedDocument, BlockKind, Entity

_OPENING = 3
"""Sentences that a document opens with."""
_AGAIN = 3
"""Mentions from which an entity is what a document is about."""
_BACK = 3
"""Sentences that are looked back to."""
_FLAT = 0.95
"""Share of blocks of one sentence from which line breaks part sentences rather than paragraphs."""


def scenes(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Scene]:
    """One scene a sentence, in order."""
    placed = _placed(entities)
    sentences, runs, topic = annotated.sentences, _runs(annotated), _topic(placed)
    openings: dict[int, int] = {}
    lead = 0
    heading: tuple[Placed, ...] = ()
    for index, sentence in enumerate(sentences):
        back = range(index - 1, max(-1, index - 1 - _BACK), -1)
        start = openings.setdefault(runs[index], index)
        kind = annotated.document.blocks[sentence.block].kind
        lead = lead if kind is BlockKind.ITEM else index
        yield Scene(
            sentence,
            tuple(placed[index]),
            before=tuple(tuple(placed[i]) for i in back),
            same_block=tuple(runs[i] == runs[index] for i in back),
            earlier=tuple(sentences[i] for i in back),
            opening=frozenset(entity.key for _, entity in placed[start]) if start < index else frozenset(),
            lead=tuple(placed[lead]) if lead < index else (),
            heading=heading,
            topic=topic,
        )
        if kind is BlockKind.HEADING:
            heading = tuple(placed[index])


def _placed(entities: Sequence[Entity]) -> defaultdict[int, list[Placed]]:
    """The mentions of each sentence, in order."""
    placed: defaultdict[int, list[Placed]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            placed[mention.sentence].append((mention, entity))
    for rows in placed.values():
        rows.sort(key=lambda row: (row[0].start, -row[0].stop, row[1].key))
    return placed


def _runs(annotated: AnnotatedDocument) -> list[int]:
    """For each sentence the number of its run: its block, or all up to a heading where lines hold one each."""
    blocks = [sentence.block for sentence in annotated.sentences]
    sizes = Counter(blocks)
    if sum(size == 1 for size in sizes.values()) < _FLAT * len(sizes):
        return blocks
    headings = list(accumulate(block.kind is BlockKind.HEADING for block in annotated.document.blocks))
    return [headings[block] for block in blocks]


def _topic(placed: Mapping[int, Sequence[Placed]]) -> tuple[Placed, ...]:
    """What a passport or a press release is about: opened with, and mentioned again and again."""
    opened = (row for index in range(_OPENING) for row in placed.get(index, ()))
    return tuple(row for row in opened if row[1].type in WORKS and len(row[1].mentions) >= _AGAIN)
