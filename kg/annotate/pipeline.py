"""From blocks of clean text to sentences of annotated tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from razdel import sentenize

from kg.annotate.lemmas import lemma, mended
from kg.annotate.models import Tags, tag
from kg.annotate.words import words_of
from kg.model import AnnotatedDocument, Block, Document, Sentence, Token


class _Piece(NamedTuple):
    block: int
    start: int  # in the block's text
    words: list[tuple[int, int, str]]  # in the block's text


@lru_cache(maxsize=4096)
def _morph(tag_: str) -> tuple[str, Mapping[str, str]]:
    pos, _, feats = tag_.partition("|")
    pairs = (pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    return pos, dict(pairs)  # read-only to the type checker: rules ask it thousands of times a report


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    for index, block in enumerate(blocks):
        for sentence in sentenize(block.text):
            base = sentence.start
            words = [(base + start, base + stop, word) for start, stop, word in words_of(sentence.text)]
            if words:
                yield _Piece(index, base, words)


@lru_cache(maxsize=32_768)
def _reading(text: str, tag_: str) -> tuple[str, str, Mapping[str, str]]:
    """A word's dictionary form, part of speech and features: most words of a report were met before."""
    pos, feats = mended(text, *_morph(tag_))
    return lemma(text, pos, feats), pos, feats


def _tokens(block: Block, piece: _Piece, tags: Tags) -> Iterator[Token]:
    offsets = block.offsets
    for (start, stop, text), tag_, head, rel, ner in zip(piece.words, *tags, strict=True):
        form, pos, feats = _reading(text, tag_)
        yield Token(offsets[start], offsets[stop - 1] + 1, text, form, pos, feats, head, rel, ner)


def _sentence(blocks: tuple[Block, ...], piece: _Piece, tags: Tags) -> Sentence:
    tokens = tuple(_tokens(blocks[piece.block], piece, tags))
    return Sentence(tokens[0].start, tokens[-1].stop, tokens, piece.block)


def annotate(document: Document) -> AnnotatedDocument:
    """Split a document into sentences and tag every token."""
    pieces = list(_pieces(document.blocks))
    tagged = tag([[text for _, _, text in piece.words] for piece in pieces])
    sentences = (_sentence(document.blocks, p, t) for p, t in zip(pieces, tagged, strict=True))
    return AnnotatedDocument(document, tuple(sentences))


def annotate_many(documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
    """Documents in order, each as :func:`annotate` gives it.

    Nothing is gained by batches over documents: a document's sentences are laid end to end without padding,
    and the words of earlier ones are kept.
    """
    return map(annotate, documents)
