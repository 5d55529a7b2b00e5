"""The marked sentences of ``cases.yaml``, each read as a document of its own."""

import re
from pathlib import Path

import pytest
import yaml

from kg.extract.figures import Tally, find_figures
from kg.model import Bound
from tests.extract.figures.marked import read_case

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
WANTED = re.compile(
    r"(?:(?P<about>\w+): )?[≥≤]?[\d.]+ \w+(?: @(?P<year>\d+))?(?: \| (?P<measure>.+))?",
)
SIGNS = {None: "", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤"}


def shown(figure, wanted):
    """A figure written with those parts that the expectation names."""
    about = f"{figure.about}: " if wanted["about"] else ""
    year = f" @{figure.year}" if wanted["year"] else ""
    measure = f" | {figure.measure}" if wanted["measure"] else ""
    return f"{about}{SIGNS[figure.bound]}{figure.value:.10g} {figure.unit}{year}{measure}"


@pytest.mark.parametrize("case", CASES, ids=[f"{n:03} {case['text'][:50]}" for n, case in enumerate(CASES)])
def test_case(case):
    found = find_figures(*read_case(case["text"]))
    wanted = [WANTED.fullmatch(row) for row in case["is"]]
    assert all(wanted), "an expectation of cases.yaml is not written as its heading says"
    whole = [*wanted, *[WANTED.fullmatch("1 Count")] * (len(found) - len(wanted))]
    assert [shown(f, w) for f, w in zip(found, whole, strict=False)] == case["is"]


def test_there_are_many_cases_negative_ones_too():
    assert len(CASES) >= 100
    assert sum(not case["is"] for case in CASES) >= 30


def test_what_was_told_for_more_entities_leaves_no_trace():
    annotated, found = read_case(
        "{a:Council|Совет} провёл 4 заседания. {b:NGO|Клуб} собрал 12 человек. На них выступили 3 эксперта."
    )
    tally = Tally(annotated)
    for some in (found, found[:1], found[1:], [], found):
        assert tally.figures(some) == find_figures(annotated, some)
