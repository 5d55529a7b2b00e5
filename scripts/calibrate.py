"""Fit the confidence model on annotated reports and write it with a table of how well it holds.

    python scripts/calibrate.py GOLD_DIR [--check] [--held x2,x5]

Every figure it prints is of reports that the model had not seen: each report is weighed by a model fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.annotate import annotate
from kg.corpus import parse
from kg.evaluate.gold import read_gold
from kg.extract.relations import candidates, settle
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.confidence import Model, features
from kg.model import AnnotatedDocument, Claim, Entity, Relation

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "kg" / "extract" / "relations" / "confidence.json"
TABLE = ROOT / "docs" / "calibration.md"
IMPLIED = {Relation.LOCATED_IN, Relation.POST_IN}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Report:
    name: str
    annotated: AnnotatedDocument
    entities: tuple[Entity, ...]
    candidates: tuple[Candidate, ...]
    gold: frozenset[Key]


def key(item: Candidate | Claim) -> Key:
    subject, obj = item.subject, item.object
    if item.relation is Relation.COOPERATES_WITH and obj < subject:
        subject, obj = obj, subject
    return subject, item.relation.value, obj, item.status.value


def read(folder: Path) -> list[Report]:
    found = []
    for path in sorted(folder.glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8").replace("\r\n", "\n")
        annotated = annotate(parse(f"{path.stem}.txt", text))
        gold = read_gold(path, annotated)
        proposed = tuple(candidates(annotated, gold.entities))
        found.append(
            Report(path.stem, annotated, gold.entities, proposed, frozenset(key(c) for c in gold.claims))
        )
    return found


# --- fitting


def fit(reports: Sequence[Report], penalty: float = 3.0, least: int = 2) -> Model:
    """Logistic regression with a quadratic penalty; features that only one report has are left out."""
    rows = [(features(c), key(c) in r.gold, r.name) for r in reports for c in r.candidates]
    seen: dict[str, set[str]] = {}
    for marks, _, name in rows:
        for mark in marks:
            seen.setdefault(mark, set()).add(name)
    known = {mark for mark, names in seen.items() if len(names) >= least}
    vectors = DictVectorizer()
    x = vectors.fit_transform([{mark: 1.0 for mark in marks if mark in known} for marks, _, _ in rows])
    learner = LogisticRegression(C=1.0 / penalty, max_iter=300)
    learner.fit(x, [int(right) for _, right, _ in rows])
    pairs = zip(vectors.get_feature_names_out(), learner.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 3) for name, weight in pairs if abs(weight) >= 0.005}
    return Model(round(float(learner.intercept_[0]), 3), weights, 0.5)


def platt(pairs: Sequence[tuple[float, bool]], steps: int = 2000) -> tuple[float, float]:
    """Slope and offset that make probabilities of unseen claims mean what they say."""
    x = np.array([math.log(p / (1 - p)) for p, _ in pairs])
    y = np.array([float(right) for _, right in pairs])
    slope, offset = 1.0, 0.0
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(slope * x + offset)))
        slope -= 0.5 * float(((p - y) * x).mean())
        offset -= 0.5 * float((p - y).mean())
    return slope, offset


# --- measuring


def said(report: Report, model: Model) -> list[Claim]:
    return list(settle(report.annotated, report.entities, report.candidates, model))


def unseen(
    reports: Sequence[Report], fitter: Callable[[Sequence[Report]], Model]
) -> list[tuple[Report, Model]]:
    return [(r, fitter([o for o in reports if o is not r])) for r in reports]


def score(pairs: Sequence[tuple[Report, Model]], threshold: float) -> tuple[float, float, float]:
    right = system = gold = 0
    for report, model in pairs:
        claims = [c for c in said(report, replace(model, threshold=threshold)) if c.relation not in IMPLIED]
        right += sum(key(c) in report.gold for c in claims)
        system += len(claims)
        gold += sum(k[1] not in {r.value for r in IMPLIED} for k in report.gold)
    p, r = right / max(system, 1), right / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def best(pairs: Sequence[tuple[Report, Model]]) -> float:
    grid = [round(0.2 + 0.05 * i, 2) for i in range(11)]
    return max(grid, key=lambda t: (score(pairs, t)[2], -t))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held", default="", help="beginnings of report names to keep apart, by comma")
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--check", action="store_true", help="measure only, write nothing")
    args = parser.parse_args()
    reports = read(args.gold)
    held = tuple(h for h in args.held.split(",") if h)
    seen = [r for r in reports if not held or not r.name.startswith(held)]
    fitter = lambda some: fit(some, args.penalty)  # noqa: E731
    pairs = unseen(seen, fitter)
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        print(f"leave one out, from {threshold}: P %.3f R %.3f F1 %.3f" % score(pairs, threshold))
    if held:
        model = fitter(seen)
        apart = [(r, model) for r in reports if r.name.startswith(held)]
        for threshold in (0.3, 0.4, 0.5, 0.6):
            print(f"kept apart, from {threshold}: P %.3f R %.3f F1 %.3f" % score(apart, threshold))


if __name__ == "__main__":
    main()
