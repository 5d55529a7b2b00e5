"""Precision, recall and their mean; all the figures of an evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, found and annotated."""

    tp: int = 0
    system: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Counts of both."""
        return Tally(self.tp + other.tp, self.system + other.system, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1."""
        return self.tp / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found, 0 to 1."""
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.system + self.gold
        return 2 * self.tp / total if total else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """The figures rounded to three decimals, with the counts."""
        shares = {"p": self.precision, "r": self.recall, "f1": self.f1}
        rounded: dict[str, float | int] = {name: round(share, 3) for name, share in shares.items()}
        return rounded | {"tp": self.tp, "system": self.system, "gold": self.gold}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was missed, spurious, or differently named.

    Attributes:
        document: Stem of the document's file name.
        kind: ``missed``, ``spurious`` or ``label``.
        what: ``entity``, ``relation`` or ``figure``.
        group: Its type, relation, or (figures) unit or rule.
        text: What it says.
        context: The text around it, one line.
        rule: Which rule said it, where one did.
    """

    document: str
    kind: str
    what: str
    group: str
    text: str
    context: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Scores:
    """All figures of an evaluation.

    Attributes:
        documents: Annotated documents that were found, and all annotated ones.
        tallies: ``mentions_exact``, ``mentions_overlap``, ``mentions_untyped``, ``entities``, ``names``,
            ``relations``, ``implied_relations``, ``figures``, ``figures_value_only``.
        by_type: Entities by type.
        by_relation: Relations by kind.
        findings: What was missed and spurious, where asked for.
    """

    documents: tuple[int, int] = (0, 0)
    tallies: dict[str, Tally] = field(default_factory=dict)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_relation: dict[str, Tally] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: Scores) -> Scores:
        """Both evaluations as one, micro-averaged."""
        return Scores(
            (self.documents[0] + other.documents[0], self.documents[1] + other.documents[1]),
            _join(self.tallies, other.tallies),
            _join(self.by_type, other.by_type),
            _join(self.by_relation, other.by_relation),
            self.findings + other.findings,
        )

    def __getitem__(self, name: str) -> Tally:
        """One of :attr:`tallies`."""
        return self.tallies.get(name, Tally())

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON: shares rounded to three decimals."""
        implied = self["implied_relations"]
        out: dict[str, Any] = {"documents": list(self.documents)}
        out |= {name: self[name].as_dict() for name in SHARED}
        out["names"] = round(self["names"].recall, 3)
        out["implied_relations_recall"] = round(implied.recall, 3) if implied.gold else None
        out["entities_by_type"] = {name: tally.as_dict() for name, tally in sorted(self.by_type.items())}
        out["relations_by_kind"] = {name: tally.as_dict() for name, tally in sorted(self.by_relation.items())}
        return out


SHARED = (
    "mentions_exact",
    "mentions_overlap",
    "mentions_untyped",
    "entities",
    "relations",
    "figures",
    "figures_value_only",
)
"""The tallies with precision, recall and F1."""


def _join(a: dict[str, Tally], b: dict[str, Tally]) -> dict[str, Tally]:
    return {name: a.get(name, Tally()) + b.get(name, Tally()) for name in sorted(a | b)}
