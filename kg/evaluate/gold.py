"""Annotated reports (JSON with offsets) read as if they had been extracted."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path
from typing import Any

from kg.model import (
    AnnotatedDocument,
    Bound,
    Claim,
    Entity,
    EntityType,
    Extraction,
    Figure,
    Mention,
    Relation,
    Sentence,
    Status,
)

_STATUS = {"realised": Status.REALISED, "planned": Status.PLANNED, "notRealised": Status.NOT_REALISED}


def _sentence_at(sentences: tuple[Sentence, ...], offset: int) -> int:
    return max(0, bisect_right([s.start for s in sentences], offset) - 1)


def _mention(annotated: AnnotatedDocument, start: int, stop: int) -> Mention:
    index = _sentence_at(annotated.sentences, start)
    tokens = annotated.sentences[index].tokens
    inside = [i for i, token in enumerate(tokens) if token.start < stop and token.stop > start] or [0]
    first, last = inside[0], inside[-1] + 1
    # the head is the token whose own head lies outside the mention
    head = next((i for i in inside if not first <= tokens[i].head < last and tokens[i].pos != "PUNCT"), first)
    return Mention(start, stop, index, first, last, head)


def _entity(annotated: AnnotatedDocument, row: dict[str, Any]) -> Entity:
    mentions = sorted(_mention(annotated, start, stop) for start, stop in row["mentions"])
    names = tuple(row["alt_names"])
    kind = EntityType(row["type"])
    return Entity(row["id"], kind, row["name"], names, row["collective"], tuple(mentions), "gold")


def _evidence(annotated: AnnotatedDocument, row: dict[str, Any]) -> int:
    return _sentence_at(annotated.sentences, row["ev"][0][0]) if row["ev"] else 0


def _claim(annotated: AnnotatedDocument, row: dict[str, Any]) -> Claim:
    target = row["o"].removeprefix("G:")
    sentence = _evidence(annotated, row)
    return Claim(row["s"], Relation(row["p"]), target, _STATUS[row["status"]], 1.0, "gold", sentence)


def _figure(annotated: AnnotatedDocument, row: dict[str, Any]) -> Figure:
    bound = Bound.AT_LEAST if row.get("min") else Bound.AT_MOST if row.get("max") else None
    value = float(str(row["value"]).replace(" ", "").replace(",", "."))
    return Figure(
        row["about"],
        row["what"],
        value,
        row["unit"],
        bound,
        row.get("year"),
        _evidence(annotated, row),
        "gold",
    )


def read_gold(path: Path, annotated: AnnotatedDocument) -> Extraction:
    """Read one annotation as the extraction of its (already annotated) document.

    Args:
        path: The annotation, JSON as the guidelines' section 4 describes, mentions as offsets.
        annotated: The same report, read and tagged by this program.
    """
    row = json.loads(path.read_text(encoding="utf-8"))
    return Extraction(
        document=annotated.document,
        sentences=tuple((s.start, s.stop) for s in annotated.sentences),
        entities=tuple(_entity(annotated, entity) for entity in row["entities"]),
        claims=tuple(_claim(annotated, relation) for relation in row["relations"]),
        figures=tuple(_figure(annotated, figure) for figure in row["observations"]),
    )
