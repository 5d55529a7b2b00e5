"""Every marked sentence gives exactly the claims that it lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract.relations import find_claims
from kg.model import Claim, Status

from .marked import read

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
GAPS = yaml.safe_load((HERE / "gaps.yaml").read_text(encoding="utf-8"))
CONTEXT = {"postIn", "locatedIn"}
STATUS = {Status.REALISED: "", Status.PLANNED: " planned", Status.NOT_REALISED: " not"}


def line(claim: Claim) -> str:
    subject, obj = claim.subject, claim.object
    return f"{subject} {claim.relation.value} {obj}{STATUS[claim.status]}"


def straight(text: str) -> str:
    """One order for the two sides of a symmetric claim."""
    subject, relation, obj, *status = text.split()
    if relation == "cooperatesWith" and obj < subject:
        subject, obj = obj, subject
    return " ".join([subject, relation, obj, *status])


def found_in(case: dict[str, Any]) -> set[str]:
    marked = read(case["text"])
    return {straight(line(claim)) for claim in find_claims(marked.annotated, marked.entities)}


def core(found: set[str]) -> set[str]:
    return {text for text in found if text.split()[1] not in CONTEXT}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    found = found_in(case)
    assert core(found) == {straight(text) for text in case["claims"]}
    assert set(case.get("also", ())) <= found
    assert not found & set(case.get("never", ()))


@pytest.mark.parametrize("case", GAPS, ids=lambda case: case["text"][:60])
def test_gaps_that_closed_belong_to_the_cases(case: dict[str, Any]) -> None:
    found = found_in(case)
    assert (
        core(found) != {straight(text) for text in case["claims"]} or not set(case.get("also", ())) <= found
    )
