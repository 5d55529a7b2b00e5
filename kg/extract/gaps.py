"""Sentences with words of civic life that gave nothing: what a person may want to read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon import load
from kg.model import AnnotatedDocument, BlockKind, Claim, Figure, Gap, Sentence


class _Cues(NamedTuple):
    predicates: frozenset[str]
    nouns: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    row = load("cues.yaml")
    return _Cues(
        frozenset(lemma for group in row["predicates"].values() for lemma in group), frozenset(row["nouns"])
    )


def _cue(sentence: Sentence) -> str | None:
    """The word that makes a sentence worth reading: its first predicate, else a noun beside a verb."""
    cues = _cues()
    for token in sentence.tokens:
        if token.lemma in cues.predicates:
            return token.text
    if any(token.pos == "VERB" for token in sentence.tokens):
        return next((token.text for token in sentence.tokens if token.lemma in cues.nouns), None)
    return None


def find_gaps(
    annotated: AnnotatedDocument, claims: Sequence[Claim], figures: Sequence[Figure]
) -> tuple[Gap, ...]:
    """Sentences with civic cues that gave neither a claim nor a figure, in order; headings are passed over.

    Args:
        annotated: The document.
        claims: What its sentences state; claims that only the context implies do not count.
        figures: The figures that its sentences report.
    """
    told = {claim.sentence for claim in claims if claim.rule != "context"} | {
        figure.sentence for figure in figures
    }
    blocks = annotated.document.blocks
    gaps = []
    for index, sentence in enumerate(annotated.sentences):
        if index not in told and blocks[sentence.block].kind is not BlockKind.HEADING:
            cue = _cue(sentence)
            if cue is not None:
                gaps.append(Gap(index, cue))
    return tuple(gaps)
