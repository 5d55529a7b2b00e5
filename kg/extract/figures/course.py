"""The course of a document: for each sentence what stands before it, above it, and in the document's opening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from kg.extract.figures.line import Line
from kg.extract.figures.scene import CERTAIN, WORKS, Again, Placed, Scene, stem
from kg.model import ACTORS, AnnotatedDocument, BlockKind, Entity, EntityType, Sentence

_OPENING = 3
"""Sentences that a document opens with."""
_AGAIN = 3
"""Mentions from which an entity is what a document is about."""
_BACK = 3
"""Sentences that are looked back to."""
_FLAT = 0.95
"""Share of blocks of one sentence from which line breaks part sentences rather than paragraphs."""


Around = tuple[tuple[tuple[int, int, str, bool], ...], ...]
"""What stands in and around a sentence, its own mentions first: where, which entity, whether that is doubtful."""


class Course:
    """A document's sentences with the mentions in them and above them."""

    def __init__(self, annotated: AnnotatedDocument, entities: Sequence[Entity]) -> None:
        """Lay out a document with its entities."""
        self.placed = _placed(entities, len(annotated.sentences))
        self._sentences = annotated.sentences
        self._runs = _runs(annotated)
        self._topic = _topic(self.placed)
        self._author = _author(annotated.sentences, self.placed)
        self._collectives = _collectives(annotated.sentences, self.placed)
        self._said: dict[int, tuple[Again, ...]] = {}
        kinds = [annotated.document.blocks[sentence.block].kind for sentence in annotated.sentences]
        self._items = [kind is BlockKind.ITEM for kind in kinds]
        self._leads = _latest(not item for item in self._items)
        titles = (
            kind is BlockKind.HEADING and not _row(s)
            for kind, s in zip(kinds, annotated.sentences, strict=True)
        )
        self._headings = _latest(titles)

    def scene(self, index: int, line: Line, known: Scene | None = None) -> Scene:
        """One sentence with all that a figure in it may be about.

        Args:
            index: The sentence's index.
            line: Its text in one line.
            known: The sentence with the same mentions of its own, where other surroundings were looked at before.
        """
        before, lead, heading = self._sources(index)
        told = self.placed[lead] if lead is not None else ()
        above = self.placed[heading] if heading is not None else ()
        back = tuple(self.placed[i] for i in before)
        found = Scene(
            self._sentences[index],
            line,
            self.placed[index],
            before=back,
            same_block=tuple(self._runs[i] == self._runs[index] for i in before),
            earlier=tuple(self._sentences[i] for i in before),
            lead=told,
            heading=above,
            topic=self._topic,
            author=self._author,
            again=self._again(index),
            item=self._items[index],
            leading=self._sentences[lead] if lead is not None else None,
        )
        return known.among(found) if known is not None else found

    def around(self, index: int) -> Around:
        """All that the figures of a sentence can be about, the sentence's own mentions first."""
        before, lead, heading = self._sources(index)
        rows = [self.placed[index], *(self.placed[i] for i in before)]
        rows += [self.placed[i] if i is not None else () for i in (lead, heading)]
        rows.append(tuple(row for _, row in self._again(index)))
        return tuple(
            tuple((m.start, m.stop, e.key, e.confidence < CERTAIN) for m, e in row)
            for row in (*rows, self._topic, self._author)
        )

    def _again(self, index: int) -> tuple[Again, ...]:
        """Collectives named before whose nouns a sentence says, the one most spoken of for each noun."""
        if index not in self._said:
            self._said[index] = tuple(self._found_again(index)) if self._collectives else ()
        return self._said[index]

    def _found_again(self, index: int) -> Iterator[Again]:
        nouns = (token for token in self._sentences[index].tokens if token.pos == "NOUN")
        said = dict.fromkeys(stem(token.lemma) for token in nouns)
        for word in said:
            before = [row for row in self._collectives.get(word, ()) if row[0].sentence < index]
            if before:
                yield word, max(before, key=lambda row: len(row[1].mentions))

    def _sources(self, index: int) -> tuple[range, int | None, int | None]:
        """The sentences before, the lead of the list, the heading above."""
        back = range(index - 1, max(-1, index - 1 - _BACK), -1)
        lead, heading = self._leads[index], self._headings[index - 1] if index else None
        return back, lead if lead is not None and lead < index else None, heading


def _row(sentence: Sentence) -> bool:
    """«Соисполнители: управление образования»: a row of a table rather than a heading."""
    return any(token.text == ":" for token in sentence.tokens[:-1])


def _latest(flags: Iterable[bool]) -> list[int | None]:
    """For each place the last one up to it with the flag."""
    found: list[int | None] = []
    for index, flag in enumerate(flags):
        found.append(index if flag else found[-1] if found else None)
    return found


def _placed(entities: Sequence[Entity], size: int) -> tuple[tuple[Placed, ...], ...]:
    """The mentions of each sentence, in order."""
    rows: list[list[Placed]] = [[] for _ in range(size)]
    for entity in entities:
        for mention in entity.mentions:
            rows[mention.sentence].append((mention, entity))
    return tuple(tuple(sorted(row, key=_in_order)) for row in rows)


def _collectives(
    sentences: Sequence[Sentence], placed: Sequence[Sequence[Placed]]
) -> dict[str, tuple[Placed, ...]]:
    """The first mentions of collectives, by the stem of their noun."""
    found: dict[str, dict[str, Placed]] = {}
    for mention, entity in (row for rows in placed for row in rows if row[1].collective):
        noun = stem(sentences[mention.sentence].tokens[mention.head].lemma)
        found.setdefault(noun, {}).setdefault(entity.key, (mention, entity))
    return {noun: tuple(rows.values()) for noun, rows in found.items()}


def _in_order(placed: Placed) -> tuple[int, int, str]:
    mention, entity = placed
    return mention.start, -mention.stop, entity.key


def _runs(annotated: AnnotatedDocument) -> list[int]:
    """For each sentence the number of its run: its block, or all up to a heading where lines hold one each."""
    blocks = [sentence.block for sentence in annotated.sentences]
    sizes = Counter(blocks)
    if sum(size == 1 for size in sizes.values()) < _FLAT * len(sizes):
        return blocks
    headings = list(accumulate(block.kind is BlockKind.HEADING for block in annotated.document.blocks))
    return [headings[block] for block in blocks]


def _topic(placed: Sequence[Sequence[Placed]]) -> tuple[Placed, ...]:
    """What a passport or a press release is about: opened with, and mentioned again and again."""
    opened = ((i, row) for i, rows in enumerate(placed[:_OPENING]) for row in rows)
    return tuple(row for i, row in opened if _told_of(row[1], titled=i == 0))


def _author(sentences: Sequence[Sentence], placed: Sequence[Sequence[Placed]]) -> tuple[Placed, ...]:
    """Whose report a document is: the actor that is its title, or that its title names and it comes back to."""
    for mention, entity in placed[0] if placed else ():
        own = entity.type in ACTORS and entity.type is not EntityType.ADMINISTRATION
        whole = (mention.first, mention.last) == (0, len(sentences[0].tokens))
        if own and not entity.collective and (whole or len(entity.mentions) >= _AGAIN):
            return ((mention, entity),)
    return ()


def _told_of(entity: Entity, *, titled: bool) -> bool:
    """Whether a whole document is about something: mentioned again and again, or the programme of its title."""
    planned = titled and entity.type is EntityType.PROGRAM
    return entity.type in WORKS and (planned or len(entity.mentions) >= _AGAIN)
