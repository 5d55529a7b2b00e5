"""How sure a proposed claim is: a logistic model over how it was found, fitted on annotated reports."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.extract.relations.candidates import Candidate
from kg.structs import lazy, struct


@struct(frozen=True)
class Model:
    """Weights by feature; ``scales`` turn their sum into a calibrated log-odds.

    Attributes:
        bias: Log-odds of a candidate of which nothing is known.
        weights: Weight of each feature; features that are not there weigh nothing.
        threshold: Probability from which a candidate becomes a claim.
        lower: Probabilities from which a candidate of a relation is said already, where the general one asks for more.
        scales: Factor of the log-odds and what is added to them, by a feature («relation=targets»), else by «».
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    lower: Mapping[str, float] = field(default_factory=dict)

    def needed(self, relation: str) -> float:
        """How likely a candidate of a relation has to be to be said."""
        return min(self.threshold, self.lower.get(relation, 1.0))

    @lazy
    def crossed(self) -> Mapping[str, Mapping[str, float]]:
        """The weights of marks that count for one relation alone, by the relation («funds&frame=…»)."""
        found: dict[str, dict[str, float]] = {}
        for name, weight in self.weights.items():
            relation, _, mark = name.partition("&")
            found.setdefault(relation, {})[mark] = weight
        return found

    def sure(self, candidate: Candidate) -> float:
        """How likely a candidate is right: that of its :func:`features`, of which the most are not spelled out."""
        relation, marks, weigh = candidate.relation.value, candidate.features, self.weights.get
        cross = self.crossed.get(relation, {}).get
        told = _of_rule(candidate)
        score = self.bias + sum(
            [weigh(mark, 0.0) for mark in marks]
            + [cross(mark, 0.0) for mark in marks]
            + [weigh(mark, 0.0) for mark in told]
        )
        return self._scaled(score, told)

    def probability(self, features: Sequence[str]) -> float:
        """How likely a candidate with these features is right."""
        weigh = self.weights.get
        score = self.bias + sum([weigh(feature, 0.0) for feature in features])
        return self._scaled(score, features)

    def _scaled(self, score: float, features: Sequence[str]) -> float:
        scale = self.scales.get(next(filter(self.scales.__contains__, features), ""), (1.0, 0.0))
        return 1.0 / (1.0 + math.exp(-(scale[0] * score + scale[1])))


def read(path: Path | Traversable) -> Model:
    """Read a model as ``scripts/calibrate.py`` writes it."""
    row = json.loads(path.read_text(encoding="utf-8"))
    scales = {name: (slope, offset) for name, (slope, offset) in row["scales"].items()}
    return Model(row["bias"], row["weights"], row["threshold"], scales, row.get("lower", {}))


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of the package, read once a process."""
    return read(files("kg.extract.relations") / "confidence.json")


def _of_rule(candidate: Candidate) -> tuple[str, ...]:
    relation = candidate.relation.value
    return (
        f"rule={candidate.rule}",
        f"rule={candidate.rule}&{relation}",
        f"status={candidate.status.value}",
        f"relation={relation}",
    )


def features(candidate: Candidate) -> tuple[str, ...]:
    """What the model goes by: how the candidate was found, and of which relation it is."""
    relation = candidate.relation.value
    crossed = [f"{relation}&{mark}" for mark in candidate.features]
    return (*candidate.features, *crossed, *_of_rule(candidate))
