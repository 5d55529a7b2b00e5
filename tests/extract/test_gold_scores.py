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
    "mentions_overlap": 0.86,
    "mentions_exact": 0.83,
    "entities": 0.86,
    "names": 0.92,
    "relations": 0.60,
    "figures": 0.65,
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
