"""Fit how much each sign says about whom a figure is, from annotated reports and marked sentences.

    python scripts/train_owners.py GOLD [FOLDER …]

Each folder holds annotations (``*.json``) and their texts in ``texts/``. Writes ``kg/extract/figures/owners.json``.
Of all that a figure may be about one is right; the weights make the right ones likeliest (a conditional logit, fitted
with the penalised likelihood around a share of the first guesses of ``owners.yaml``). Every report is read twice: with the
entities that experts marked, and with those that the program finds. The marked sentences of the tests must come out
right: those that do not count more with each round, until all do.
Needs scikit-learn, the package does not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.annotate import annotate
from kg.corpus import parse
from kg.evaluate.annotation import read_annotation
from kg.evaluate.compare import compare
from kg.evaluate.gold import read_gold
from kg.evaluate.view import view_of
from kg.extract.document import extract
from kg.extract.figures import Tally
from kg.extract.figures.lexicon import guesses
from kg.extract.figures.owner import Owner, Past, Row, candidates, owner
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.model import CITY, AnnotatedDocument, Entity, Extraction, Figure

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.extract.figures.marked import about, read_case  # noqa: E402 - the root must be known first

OUT = ROOT / "kg" / "extract" / "figures" / "owners.json"
CASES = ROOT / "tests" / "extract" / "figures" / "cases.yaml"
PENALTY = 8.0
"""Of the square of a weight's distance from its guess."""
TRUST = 0.6
"""The share of a guess that is believed beforehand; with the penalty it is best, of nine pairs, on reports kept apart."""
GOLD = 3.0
"""The first folder's reports were annotated twice and settled: each counts so often."""
SELDOM = 3
"""A sign without a guess that stands with fewer candidates is not weighed."""
ROUNDS = 20
STRESS = 1.6
"""How much more a marked sentence counts in each round where it comes out wrong."""


@dataclass(frozen=True)
class Choice:
    """All that a figure may be about.

    Attributes:
        rows: Each candidate's name and signs.
        right: The names that are right.
        count: How often it counts.
        marked: Whether it is of a marked sentence.
    """

    rows: tuple[Row, ...]
    right: frozenset[str]
    count: float = 1.0
    marked: bool = False


class Listener:
    """Judges as the program does, and keeps what it chose among."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self.heard: dict[int, list[Row]] = {}

    def __call__(self, scene: Scene, quantity: Quantity, past: Past, city: str | None) -> Owner:
        """Judge one figure."""
        self.heard[scene.sentence.tokens[quantity.first].start] = candidates(scene, quantity, past, city)
        return owner(scene, quantity, past, city)


def heard(
    annotated: AnnotatedDocument, entities: Sequence[Entity]
) -> tuple[tuple[Figure, ...], dict[int, list[Row]]]:
    """The figures of a document, and for each offset of a number what it may be about."""
    listener = Listener()
    return Tally(annotated, listener).figures(entities), listener.heard


def read(path: Path, count: float) -> Iterator[Choice]:
    """The choices of one annotated report, among the experts' entities and among those that are found."""
    text = (path.parent / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8").replace("\r\n", "\n")
    tagged = annotate(parse(f"{path.stem}.txt", text))
    found = extract(tagged)
    named = replace(tagged, document=found.document)
    for entities in (read_gold(path, tagged).entities, found.entities):
        yield from (replace(choice, count=count) for choice in _among(path, named, entities))


def _among(path: Path, annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Choice]:
    figures, rows = heard(annotated, entities)
    sentences = tuple((s.start, s.stop) for s in annotated.sentences)
    world = view_of(
        [Extraction(annotated.document, sentences, tuple(entities), claims=(), figures=tuple(figures))]
    )
    gold = read_annotation(path)
    comparison = compare(gold, world)
    stem = path.stem
    for index, name in comparison.figures[0]:
        figure = figures[int(name.rpartition("/f")[2])]
        told = rows.get(figure.span[0]) if figure.span else None
        whose = gold.figures[index].about
        if told is None:
            continue
        keys = {key: f"{stem}/{key}" for key, _ in told}
        right = {key for key, full in keys.items() if comparison.entities.get(full) == whose}
        if whose == CITY:
            kinds = {key: world.types.get(full) for key, full in keys.items()}
            right |= {key for key, kind in kinds.items() if kind in {"Place", "Administration", None}}
        if right:
            yield Choice(tuple(told), frozenset(right))


def marked() -> Iterator[Choice]:
    """The choices of the marked sentences."""
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        annotated, entities = read_case(case["text"])
        figures, rows = heard(annotated, entities)
        for figure, wanted in zip(figures, case["is"], strict=False):
            told = rows.get(figure.span[0]) if figure.span else None
            if told is not None and about(wanted):
                yield Choice(tuple(told), frozenset({about(wanted)}), marked=True)


class Table:
    """The choices as numbers."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        """Lay out the choices, a line for each candidate."""
        self.choices = [choice for choice in choices if {name for name, _ in choice.rows} & choice.right]
        seen = Counter(sign for choice in self.choices for _, signs in choice.rows for sign in signs)
        self.signs = sorted(sign for sign, times in seen.items() if times >= SELDOM or sign in guesses())
        column = {sign: i for i, sign in enumerate(self.signs)}
        rows = [row for choice in self.choices for row in choice.rows]
        told = [sorted(column[sign] for sign in signs if sign in column) for _, signs in rows]
        ends = np.cumsum([0, *map(len, told)])
        spots = np.array([spot for line in told for spot in line])
        self.lines = csr_matrix((np.ones(len(spots)), spots, ends), shape=(len(rows), len(self.signs)))
        sizes = [len(choice.rows) for choice in self.choices]
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
        self.sizes = np.array(sizes)
        self.right = np.array([name in choice.right for choice in self.choices for name, _ in choice.rows])

    def guess(self) -> np.ndarray:
        """What is believed beforehand."""
        return np.array([guesses().get(sign, 0.0) * TRUST for sign in self.signs])

    def slope(self, weights: np.ndarray, count: np.ndarray) -> tuple[float, np.ndarray]:
        """The penalised loss and its gradient; each choice counts so often."""
        score = self.lines @ weights
        top = np.repeat(np.maximum.reduceat(score, self.starts), self.sizes)
        power = np.exp(score - top)
        whole, good = (np.add.reduceat(part, self.starts) for part in (power, power * self.right))
        loss = float(count @ (np.log(whole) - np.log(good + 1e-12)))
        share = power / np.repeat(whole, self.sizes)
        target = power * self.right / np.repeat(good + 1e-12, self.sizes)
        away = weights - self.guess()
        gradient = self.lines.T @ ((share - target) * np.repeat(count, self.sizes))
        return loss + PENALTY * float(away @ away), gradient + 2 * PENALTY * away

    def wrong(self, weights: np.ndarray) -> np.ndarray:
        """Which choices come out wrong."""
        score = np.round(self.lines @ weights, 6)
        best = np.maximum.reduceat(np.where(self.right, score, -np.inf), self.starts)
        other = np.maximum.reduceat(np.where(self.right, -np.inf, score), self.starts)
        return best <= other


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right owners likeliest, and all marked sentences right."""
    table = Table(choices)
    told = np.array([choice.marked for choice in table.choices])
    count, weights = np.array([choice.count for choice in table.choices]), table.guess()
    for _ in range(ROUNDS):
        weights = np.round(minimize(table.slope, weights, (count,), method="L-BFGS-B", jac=True).x, 2)
        failing = told & table.wrong(weights)
        missed = (table.wrong(weights) & ~told).sum()
        print(f"wrong: marked {failing.sum()} of {told.sum()}, reports {missed} of {(~told).sum()}")
        if not failing.any():
            break
        count[failing] *= STRESS
    return dict(zip(table.signs, (float(w) for w in weights), strict=True))


def main(folders: Sequence[str]) -> None:
    """Fit and write."""
    choices = list(marked())
    for folder in folders:
        count = GOLD if folder == folders[0] else 1.0
        choices += [choice for path in sorted(Path(folder).glob("*.json")) for choice in read(path, count)]
    found = fit(choices)
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
