"""Annotated reports: municipality and year as an annotator read them, where the layout alone tells."""

import json
from pathlib import Path

import pytest

from kg.corpus import parse

GOLD = Path(__file__).parents[1] / "gold"
REPORTS = sorted(GOLD.glob("*.json"))
WITHOUT_HEADING = {"000_dbf1c244435bf3d1", "x1_togurma", "x5_verkhnetymsky"}


def read(name):
    return parse(name, (GOLD / "texts" / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_municipality_and_year(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = read(path.stem)
    assert document.year == gold["report_year"]
    assert document.municipality == (None if path.stem in WITHOUT_HEADING else gold["city"])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_mention_never_crosses_blocks(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    spans = [(block.start, block.stop) for block in read(path.stem).blocks]
    mentions = [mention for entity in gold["entities"] for mention in entity["mentions"]]
    assert mentions
    for start, stop in mentions:
        assert any(first <= start and stop <= last for first, last in spans), (start, stop)
