"""One annotated document as it is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.evaluate.view import ClaimKey, Span

SYMMETRIC = frozenset({"cooperatesWith"})
"""Relations that say the same in both directions."""


class GoldFigure(NamedTuple):
    """A figure that an expert read."""

    about: str
    measure: str
    value: float
    bound: str
    evidence: tuple[Span, ...]


def oriented(key: ClaimKey) -> ClaimKey:
    """A relation with its ends in one order where the order says nothing."""
    if key.relation in SYMMETRIC and key.object < key.subject:
        return key._replace(subject=key.object, object=key.subject)
    return key


@dataclass(frozen=True)
class Annotation:
    """What experts found in one document.

    Attributes:
        document: Stem of the document's file name.
        text: The document's text, empty where the folder does not hold it.
        entities: The rows of the file by id.
        relations: Each relation with its evidence.
        figures: In the file's order.
    """

    document: str
    text: str
    entities: dict[str, dict[str, Any]]
    relations: dict[ClaimKey, Span]
    figures: tuple[GoldFigure, ...]

    def name(self, key: str) -> str:
        """The name of an entity; the key itself for anything else."""
        return str(self.entities[key]["name"]) if key in self.entities else key

    def around(self, span: Span, margin: int = 0) -> str:
        """A stretch of the text, in one line."""
        return " ".join(self.text[max(0, span[0] - margin) : span[1] + margin].split())


def number(value: object) -> float:
    """A value as annotators wrote it: a number, or digits with spaces and a comma."""
    return float(str(value).replace(" ", "").replace(",", "."))


def _figure(row: dict[str, Any]) -> GoldFigure:
    bound = "AtLeast" if row.get("min") else "AtMost" if row.get("max") else "Exact"
    spans = tuple((start, stop) for start, stop in row["ev"])
    return GoldFigure(row["about"], row["what"], number(row["value"]), bound, spans)


def _relations(rows: list[dict[str, Any]]) -> dict[ClaimKey, Span]:
    found: dict[ClaimKey, Span] = {}
    for row in rows:
        start, stop = row["ev"][0] if row["ev"] else (0, 0)
        found.setdefault(oriented(ClaimKey(row["s"], row["p"], row["o"], row["status"])), (start, stop))
    return found


def read_annotation(path: Path) -> Annotation:
    """Read one JSON file; its text is looked for in ``texts/`` beside it."""
    row = json.loads(path.read_text(encoding="utf-8"))
    source = path.parent / "texts" / f"{row['doc']}.txt"
    text = source.read_bytes().decode("utf-8").replace("\r\n", "\n") if source.is_file() else ""
    entities = {entity["id"]: entity for entity in row["entities"]}
    figures = tuple(_figure(item) for item in row["observations"])
    return Annotation(row["doc"], text, entities, _relations(row["relations"]), figures)
