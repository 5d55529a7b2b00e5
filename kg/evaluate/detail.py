"""What was missed and what was spurious, with the text around it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluate.annotation import Annotation
from kg.evaluate.compare import IMPLIED, Comparison, right_label
from kg.evaluate.measures import Finding
from kg.evaluate.view import ClaimKey

_MARGIN = 60
"""Characters of the text shown on each side of a mention."""


def _found_name(comparison: Comparison, key: str) -> str:
    labels = sorted(comparison.world.labels.get(key, ()))
    return labels[0] if labels else comparison.gold.name(key)


def _entities(comparison: Comparison) -> Iterator[Finding]:
    gold, world = comparison.gold, comparison.world
    for key in sorted(gold.entities.keys() - set(comparison.entities.values())):
        row = gold.entities[key]
        context = gold.around(tuple(row["mentions"][0]), _MARGIN)
        yield Finding(gold.document, "missed", "entity", row["type"], row["name"], context)
    for key in sorted((comparison.view.mentions.keys() & world.types.keys()) - comparison.entities.keys()):
        context = gold.around(min(comparison.view.mentions[key]), _MARGIN)
        yield Finding(
            gold.document, "spurious", "entity", world.types[key], _found_name(comparison, key), context
        )


def _labels(comparison: Comparison) -> Iterator[Finding]:
    gold = comparison.gold
    for theirs, ours in sorted(comparison.entities.items()):
        row, labels = gold.entities[ours], comparison.world.labels.get(theirs, set())
        if not row["collective"] and not right_label(row, labels):
            text = f"{' | '.join(sorted(labels))} ≠ {row['name']}"
            yield Finding(gold.document, "label", "entity", row["type"], text)


def _says(comparison: Comparison, key: ClaimKey) -> str:
    subject, target = (_found_name(comparison, end) for end in (key.subject, key.object))
    return f"{subject} —{key.relation}→ {target} ({key.status})"


def _relations(comparison: Comparison) -> Iterator[Finding]:
    gold, found = comparison.gold, comparison.relations
    for key in sorted(gold.relations.keys() - found.keys()):
        context = gold.around(gold.relations[key])
        yield Finding(gold.document, "missed", "relation", key.relation, _says(comparison, key), context)
    for key in sorted(found.keys() - gold.relations.keys()):
        span, rule = found[key]
        if key.relation not in IMPLIED:
            text, context = _says(comparison, key), gold.around(span)
            yield Finding(gold.document, "spurious", "relation", key.relation, text, context, rule)


_SIGN = {"Exact": "", "AtLeast": "≥ ", "AtMost": "≤ "}


def _number(value: float) -> str:
    """Digits in groups of three: 4 000 000."""
    return f"{value:,.10g}".replace(",", " ")


def _figures(comparison: Comparison) -> Iterator[Finding]:
    gold: Annotation = comparison.gold
    values, good = comparison.figures
    wrong = {id_: gold.figures[index].about for index, id_ in values if (index, id_) not in set(good)}
    right, paired = {id_ for _, id_ in good}, {index for index, _ in values}
    for index, row in enumerate(gold.figures):
        if index not in paired:
            text = f"{gold.name(row.about)}: {row.measure} {_SIGN[row.bound]}{_number(row.value)}"
            context = " … ".join(gold.around(span) for span in row.evidence)
            yield Finding(gold.document, "missed", "figure", row.bound, text, context)
    for figure in comparison.view.figures:
        if figure.id not in right:
            text = f"{_found_name(comparison, figure.about)}: {_SIGN[figure.bound]}{_number(figure.value)}"
            if figure.id in wrong:
                text += f" (annotated about {gold.name(wrong[figure.id])})"
            yield Finding(
                gold.document, "spurious", "figure", figure.bound, text, gold.around(figure.span), figure.rule
            )


def findings(comparison: Comparison) -> Iterator[Finding]:
    """All differences of one document: entities, labels, relations, figures."""
    yield from _entities(comparison)
    yield from _labels(comparison)
    yield from _relations(comparison)
    yield from _figures(comparison)
