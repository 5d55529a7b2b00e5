"""One document's annotation beside what was found in it, paired.

Mentions are compared by offsets and type, exactly and overlapping. Entities match, one to one, when they
share the type and their mentions overlap with F1 of at least one half. Relations and figures are compared on
matched entities.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.evaluate.annotation import Annotation, oriented
from kg.evaluate.matching import normal, one_to_one, overlap
from kg.evaluate.measures import Tally
from kg.evaluate.view import ClaimKey, DocumentView, Evidence, FigureView, View

IMPLIED = frozenset({"locatedIn", "postIn"})
"""Relations that context often implies; measured apart, by recall."""

_Placed = tuple[int, int, str]


@dataclass(frozen=True)
class Comparison:
    """One document's annotation beside what was found, paired.

    Attributes:
        gold: What experts found.
        view: What was found, ids of :class:`~kg.evaluate.view.View` inside.
        world: The types and labels of those ids.
        mentions: Exact, overlapping and untyped mentions.
        entities: Id of a found entity → id of the annotated one it matches.
        relations: What was found, in the annotation's ids where they match.
        figures: Pairs (index of the annotated, id of the found) that agree in value, and those right in all.
    """

    gold: Annotation
    view: DocumentView
    world: View
    mentions: dict[str, Tally]
    entities: dict[str, str]
    relations: dict[ClaimKey, Evidence]
    figures: tuple[list[tuple[int, str]], list[tuple[int, str]]]


def _gold_mentions(gold: Annotation) -> dict[_Placed, str]:
    return {(b, e, row["type"]): row["id"] for row in gold.entities.values() for b, e in row["mentions"]}


def _found_mentions(view: DocumentView, types: dict[str, str]) -> dict[_Placed, str]:
    return {
        (b, e, types[id_]): id_
        for id_, spans in view.mentions.items()
        if id_ in types
        for b, e in sorted(spans)
    }


def _paired(
    gold: dict[_Placed, str], found: dict[_Placed, str], typed: bool
) -> list[tuple[_Placed, _Placed]]:
    scored = ((overlap(g[:2], s[:2]), g, s) for g in gold for s in found if not typed or g[2] == s[2])
    return one_to_one(row for row in scored if row[0] >= 0.5)


def _match_entities(gold: Annotation, view: DocumentView, joint: Counter[tuple[str, str]]) -> dict[str, str]:
    scored = []
    for (ours, theirs), count in joint.items():
        share = 2 * count / (len(gold.entities[ours]["mentions"]) + len(view.mentions[theirs]))
        if share >= 0.5:
            scored.append((share, ours, theirs))
    return {theirs: ours for ours, theirs in one_to_one(scored)}


def _relations(view: DocumentView, matched: dict[str, str]) -> dict[ClaimKey, Evidence]:
    found: dict[ClaimKey, Evidence] = {}
    for key, evidence in view.claims.items():
        target = f"G:{key.object}" if key.relation == "targets" else matched.get(key.object, key.object)
        renamed = oriented(ClaimKey(matched.get(key.subject, key.subject), key.relation, target, key.status))
        found.setdefault(renamed, evidence)
    return found


def _same_about(about: str, figure: FigureView, matched: dict[str, str], types: dict[str, str]) -> bool:
    if about == matched.get(figure.about):
        return True
    return about == "CITY" and types.get(figure.about) in ("Place", "Administration", None)


def _figures(
    gold: Annotation, view: DocumentView, matched: dict[str, str], types: dict[str, str]
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    scored = []
    for index, row in enumerate(gold.figures):
        for figure in view.figures:
            near = any(min(figure.span[1], e) > max(figure.span[0], b) for b, e in row.evidence)
            close = abs(figure.value - row.value) < 1e-6 * max(1, abs(row.value))
            if near and close and figure.bound == row.bound:
                right = _same_about(row.about, figure, matched, types)
                scored.append((1.0 if right else 0.5, index, figure.id))
    pairs = one_to_one(scored)
    good = {(index, id_) for score, index, id_ in scored if score == 1.0}
    return pairs, [pair for pair in pairs if pair in good]


def compare(gold: Annotation, world: View) -> Comparison:
    """Pair one document's annotation with what was found in it (nothing, where the document is not there)."""
    view = world.documents.get(gold.document, DocumentView())
    ours, theirs = _gold_mentions(gold), _found_mentions(view, world.types)
    pairs = _paired(ours, theirs, typed=True)
    right = (len(ours.keys() & theirs.keys()), len(pairs), len(_paired(ours, theirs, typed=False)))
    names = ("mentions_exact", "mentions_overlap", "mentions_untyped")
    mentions = {name: Tally(tp, len(theirs), len(ours)) for name, tp in zip(names, right, strict=True)}
    matched = _match_entities(gold, view, Counter((ours[g], theirs[s]) for g, s in pairs))
    figures = _figures(gold, view, matched, world.types)
    return Comparison(gold, view, world, mentions, matched, _relations(view, matched), figures)


def right_label(row: dict[str, object], labels: set[str]) -> bool:
    """Whether one of the labels is an accepted name of an annotated entity."""
    names = [row["name"], *row["alt_names"]]  # type: ignore[misc]
    return bool({normal(str(name)) for name in names} & {normal(label) for label in labels})
