"""The annotated reports: what was once reached is not lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.corpus import parse
from kg.evaluate.measures import Scores
from kg.evaluate.score import score_extractions
from kg.extract.document import extract

GOLD = Path(__file__).parents[1] / "gold"
FLOORS = {
    "mentions_overlap": 0.85,
    "mentions_exact": 0.82,
    "entities": 0.85,
    "names": 0.90,
    "relations": 0.57,
    "figures": 0.59,
}
"""F1 (of names: the share of right ones), about 0.02 under what was measured."""


@cache
def scores() -> Scores:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((GOLD / "texts").glob("*.txt"))}
    return score_extractions([extract(annotate(parse(name, text))) for name, text in texts.items()], GOLD)


def test_all_reports_are_measured() -> None:
    assert scores().documents == (9, 9)


@pytest.mark.parametrize("measure", FLOORS)
def test_floor(measure: str) -> None:
    tally = scores()[measure]
    found = tally.recall if measure == "names" else tally.f1
    assert found >= FLOORS[measure]
