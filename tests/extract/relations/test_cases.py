"""Every marked sentence gives exactly the claims that it lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract.relations import find_claims
from kg.model import Claim, Status
from tests.extract.relations.marked import read

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    marked = read(case["text"])
    found = {straight(line(claim)) for claim in find_claims(marked.annotated, marked.entities)}
    core = {text for text in found if text.split()[1] not in CONTEXT}
    assert core == {straight(text) for text in case["claims"]}
    assert set(case.get("also", ())) <= found
    assert not found & set(case.get("never", ()))
