"""Every marked text gives exactly the entities that it marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.extract.entities.marked import cases, problems

HERE = Path(__file__).parent
CASES = cases(HERE / "cases.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60].replace("\n", " "))
def test_case(case: dict[str, Any]) -> None:
    assert problems(case) == []


def test_no_case_stands_twice() -> None:
    texts = [case["text"] for case in [*CASES, *cases(HERE / "wanted.yaml")]]
    assert sorted(texts) == sorted(set(texts))


def test_cases_are_spelled_right() -> None:
    known = {"text", "labels", "aliases", "never", "municipality"}
    for case in CASES:
        assert case.keys() <= known, case["text"]


def test_a_case_can_fail() -> None:
    text = "[Администрация города|Administration a] приняла [решение|Event]."
    found = problems({"text": text, "labels": {"a": "Мэрия"}, "municipality": "Энск"})
    assert len(found) == 3
