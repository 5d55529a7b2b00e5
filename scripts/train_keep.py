"""Train the weights by which candidates are kept as entities, from annotated reports.

    python scripts/train_keep.py FOLDER [FOLDER …]

Each folder holds annotations (``*.json``) and their texts in ``texts/``. Prints, for each threshold, precision,
recall and their mean with every report left out in turn; then writes ``kg/extract/keep.json``.
Newton's method on the penalised log-likelihood; the penalty (2.0) is that of a standard normal prior of variance 1/2.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kg.annotate import annotate
from kg.corpus import parse
from kg.evaluate.annotation import read_annotation
from kg.evaluate.compare import compare
from kg.evaluate.view import view_of
from kg.extract.document import weighed
from kg.extract.entities import find_candidates, find_names
from kg.extract.figures import find_figures
from kg.extract.relations import find_claims
from kg.model import Extraction

PENALTY = 2.0
OUT = Path(__file__).resolve().parent.parent / "kg" / "extract" / "keep.json"


@dataclass(frozen=True)
class Report:
    """The signs of each candidate of a report, whether it is an annotated entity, and how many of these there are."""

    signs: list[dict[str, float]]
    right: list[bool]
    annotated: int


def read(path: Path) -> Report:
    """One annotated report, seen by the extractor."""
    text = (path.parent / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
    tagged = annotate(parse(f"{path.stem}.txt", text))
    names = find_names(tagged)
    tagged = replace(tagged, document=replace(tagged.document, municipality=names.municipality or None))
    candidates = find_candidates(names)
    entities = tuple(candidate.entity for candidate in candidates)
    claims, figures = find_claims(tagged, entities), find_figures(tagged, entities)
    gold = read_annotation(path)
    sentences = tuple((sentence.start, sentence.stop) for sentence in tagged.sentences)
    world = view_of([Extraction(tagged.document, sentences, entities)])
    matched = {identifier.split("/")[-1].split("#")[-1] for identifier in compare(gold, world).entities}
    rows = list(weighed(candidates, claims, figures))
    return Report(
        [told for _, told in rows], [entity.key in matched for entity, _ in rows], len(gold.entities)
    )


def fit(reports: list[Report]) -> dict[str, float]:
    """The weights that make the annotations likeliest."""
    rows = [told for report in reports for told in report.signs]
    right = np.array([float(flag) for report in reports for flag in report.right])
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] + [1.0] for row in rows])
    weights = np.zeros(len(names) + 1)
    penalty = np.append(np.full(len(names), PENALTY), 1e-6)
    for _ in range(30):
        guess = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (guess - right) + penalty * weights
        curve = (table.T * (guess * (1 - guess))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "bias"], (round(float(w), 4) for w in weights), strict=True))


def guessed(weights: dict[str, float], told: dict[str, float]) -> float:
    """The probability of one candidate."""
    return float(1 / (1 + np.exp(-weights["bias"] - sum(weights.get(n, 0.0) * v for n, v in told.items()))))


def main(folders: list[str]) -> None:
    """Train, print, write."""
    reports = [read(path) for folder in folders for path in sorted(Path(folder).glob("*.json"))]
    left_out = [fit(reports[:i] + reports[i + 1 :]) for i in range(len(reports))]
    for threshold in (0.3, 0.35, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6):
        hits = kept = 0
        for weights, report in zip(left_out, reports, strict=True):
            chosen = [guessed(weights, told) >= threshold for told in report.signs]
            kept += sum(chosen)
            hits += sum(right for right, take in zip(report.right, chosen, strict=True) if take)
        total = sum(report.annotated for report in reports)
        print(
            f"{threshold:.2f}  P {hits / kept:.3f}  R {hits / total:.3f}  F1 {2 * hits / (kept + total):.3f}"
        )
    text = json.dumps(fit(reports), ensure_ascii=False, indent=1, sort_keys=True)
    OUT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
