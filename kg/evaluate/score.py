"""Measuring what was found against what experts annotated, each document on its own, micro-averaged.

Relations that context implies are shown apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.evaluate.annotation import read_annotation
from kg.evaluate.compare import IMPLIED, Comparison, compare, right_label
from kg.evaluate.detail import findings
from kg.evaluate.graphview import view_of_graph
from kg.evaluate.measures import Scores, Tally
from kg.evaluate.view import View, view_of
from kg.model import Extraction


def _count(comparison: Comparison) -> Scores:
    gold, world, matched = comparison.gold, comparison.world, comparison.entities
    found = [id_ for id_ in comparison.view.mentions if id_ in world.types]
    named = [(gold.entities[ours], theirs) for theirs, ours in matched.items()]
    specific = [right_label(row, world.labels.get(id_, set())) for row, id_ in named if not row["collective"]]
    by_type = _by([row["type"] for row in gold.entities.values()], [world.types[i] for i in found],
                  [gold.entities[i]["type"] for i in matched.values()])  # fmt: skip
    both = gold.relations.keys() & comparison.relations.keys()
    by_relation = _by(*([k.relation for k in keys] for keys in (gold.relations, comparison.relations, both)))
    values, good = comparison.figures
    n_figures = len({figure.id for figure in comparison.view.figures}), len(gold.figures)
    tallies = comparison.mentions | {
        "entities": Tally(len(matched), len(found), len(gold.entities)),
        "names": Tally(sum(specific), len(specific), len(specific)),
        "relations": sum((t for name, t in by_relation.items() if name not in IMPLIED), Tally()),
        "implied_relations": sum((t for name, t in by_relation.items() if name in IMPLIED), Tally()),
        "figures": Tally(len(good), *n_figures),
        "figures_value_only": Tally(len(values), *n_figures),
    }
    return Scores((int(gold.document in world.documents), 1), tallies, by_type, by_relation)


def _by(gold: list[str], system: list[str], right: list[str]) -> dict[str, Tally]:
    counts = Counter(right), Counter(system), Counter(gold)
    return {name: Tally(*(count[name] for count in counts)) for name in sorted({*gold, *system})}


def score(world: View, gold_dir: Path, detail: bool = False) -> Scores:
    """Measure against every annotation (``*.json``) of a folder; documents without one do not count.

    Raises:
        ReadError: The folder holds no annotation.
    """
    paths = sorted(gold_dir.glob("*.json"))
    if not paths:
        raise ReadError("no_annotations", folder=gold_dir)
    total = Scores()
    for path in paths:
        comparison = compare(read_annotation(path), world)
        total += _count(comparison)
        if detail:
            total += Scores(findings=tuple(findings(comparison)))
    return total


def score_extractions(extractions: Sequence[Extraction], gold_dir: Path, detail: bool = False) -> Scores:
    """Measure extractions of single documents, without a graph.

    Args:
        extractions: One a document; the stem of ``document.identifier`` is the annotation's ``doc``.
        gold_dir: Folder of annotations, texts in ``texts/``.
        detail: Whether to list what was missed and spurious.
    """
    return score(view_of(extractions), gold_dir, detail)


def score_graph(graph: Path, gold_dir: Path, detail: bool = False) -> Scores:
    """Measure a graph that ``kg build`` wrote.

    Args:
        graph: The graph's file, or the folder of a store.
        gold_dir: Folder of annotations, texts in ``texts/``.
        detail: Whether to list what was missed and spurious.

    Raises:
        GraphError: The graph is missing, broken, or holds no source documents.
        ReadError: The folder holds no annotation.
    """
    return score(view_of_graph(graph), gold_dir, detail)
