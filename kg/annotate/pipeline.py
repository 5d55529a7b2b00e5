"""From blocks of clean text to sentences of annotated tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from razdel import sentenize, tokenize

from kg.annotate.lemmas import lemma
from kg.annotate.models import Tags, tag
from kg.model import AnnotatedDocument, Block, Document, Sentence, Token


class _Piece(NamedTuple):
    block: int
    start: int  # in the block's text
    words: list[tuple[int, int, str]]  # in the block's text


@lru_cache(maxsize=4096)
def _morph(tag_: str) -> tuple[str, Mapping[str, str]]:
    pos, _, feats = tag_.partition("|")
    pairs = (pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    return pos, MappingProxyType({key: value for key, value in pairs})


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    for index, block in enumerate(blocks):
        for sentence in sentenize(block.text):
            base = sentence.start
            words = [(base + t.start, base + t.stop, t.text) for t in tokenize(sentence.text)]
            if words:
                yield _Piece(index, base, words)


def _token(block: Block, word: tuple[int, int, str], tags: Tags, index: int) -> Token:
    start, stop, text = word
    pos, feats = _morph(tags.morph[index])
    return Token(
        start=block.offsets[start],
        stop=block.offsets[stop - 1] + 1,
        text=text,
        lemma=lemma(text, pos, feats),
        pos=pos,
        feats=feats,
        head=tags.heads[index],
        rel=tags.rels[index],
        ner=tags.ner[index],
    )


def _sentence(blocks: tuple[Block, ...], piece: _Piece, tags: Tags) -> Sentence:
    block = blocks[piece.block]
    tokens = tuple(_token(block, word, tags, i) for i, word in enumerate(piece.words))
    return Sentence(tokens[0].start, tokens[-1].stop, tokens, piece.block)


def annotate(document: Document) -> AnnotatedDocument:
    """Split a document into sentences and tag every token."""
    pieces = list(_pieces(document.blocks))
    tagged = tag([[text for _, _, text in piece.words] for piece in pieces])
    sentences = (_sentence(document.blocks, p, t) for p, t in zip(pieces, tagged, strict=True))
    return AnnotatedDocument(document, tuple(sentences))
