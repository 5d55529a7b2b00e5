"""How sure it is that a group of phrases is an entity worth a node.

A logistic regression over signs that any report shows: how the thing is named, how often, in what grammatical place,
whether a claim or a figure speaks of it. No word of any lexicon is among the signs, so that nothing is learned by
heart. The weights are in ``keep.json``; ``scripts/train_keep.py`` makes them from annotated reports.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.extract.groups import Group, Reference
from kg.extract.lexicon import words
from kg.model import Claim, Figure, Relation

THRESHOLD = 0.4
"""Probability from which an entity is kept: half the best mean of precision and recall, which is what that mean asks for
(each report left out in turn it is the same from 0.34 to 0.46)."""

_ACTING = {"nsubj", "nsubj:pass"}
_TOUCHED = {"obj", "iobj", "obl", "nmod", "conj"}
_COUNTED = re.compile(r"\.(?:counted|of-extent)")
"""Figures that count an entity itself: «64 предприятия», «численность добровольцев – 350 человек»."""
_IN_NAMES = {Relation.PART_OF, Relation.POST_IN}


@cache
def weights() -> Mapping[str, float]:
    """The weight of each sign, ``bias`` included."""
    found: dict[str, float] = json.loads(Path(__file__).with_name("keep.json").read_text(encoding="utf-8"))
    return found


def signs(group: Group, claims: Sequence[Claim], figures: Sequence[Figure]) -> dict[str, float]:
    """The signs of a group, by name, those that are 0 left out.

    Args:
        group: The phrases.
        claims: The claims that it takes part in.
        figures: The figures that are about it.
    """
    found = _of_group(group) | {name: 1.0 for member in group.members for name in _of_reference(member)}
    if (
        group.plural
    ):  # collectives: who does or gets something stands in other cases than what is only mentioned
        found |= {f"plural&case={m.context.tokens[m.phrase.head].case}": 1.0 for m in group.members}
    if claims:
        found["claim"] = 1.0
        found["claims"] = min(len(claims), 4) / 4
        found["surest"] = max(claim.confidence for claim in claims)
    if any(claim.relation in _IN_NAMES for claim in claims):
        found["claim-in-name"] = 1.0
    if figures:
        found["figure"] = 1.0
        # «64 предприятия»: counted itself, where other figures only say something of it
        found["figure-counted"] = float(any(_COUNTED.search(figure.rule) is not None for figure in figures))
        found["figures"] = min(len(figures), 3) / 3
        found["figure-surest"] = max(figure.confidence for figure in figures)
    return {name: value for name, value in found.items() if value}


def announces(group: Group) -> bool:
    """«в следующих мероприятиях: …», «такие проекты, как …»: a bare plural that only stands before its list is nothing."""
    return group.plural and all(_leads(ref) for ref in group.members)


def _leads(ref: Reference) -> bool:
    phrase, context = ref.phrase, ref.context
    pointed = phrase.first > 0 and context.lemma(phrase.first - 1) in words("announcing")
    behind = phrase.last + (context.text(phrase.last) == ",")
    listed = context.text(phrase.last) == ":" or context.text(behind) == "как"
    return phrase.alone and pointed and listed


def _of_group(group: Group) -> dict[str, float]:
    kind = group.type
    plain = not group.cores and not group.plural
    return {
        f"class={kind}": 1.0,
        f"plural&class={kind}": float(group.plural),
        f"unquoted&class={kind}": float(plain),
        f"bare={group.members[0].phrase.bare.value}": 1.0,
        "quoted": float(bool(group.cores)),
        "only-noun": float(not group.plural and all(m.pointing and m.phrase.alone for m in group.members)),
        "plural": float(group.plural),
        "mentions": min(len(group.members), 5) / 5,
        "once": float(len(group.members) == 1),
        "foreign": float(bool(group.foreign)),
        "levels": float(bool(group.levels)),
        "words": min(max(m.phrase.last - m.phrase.first for m in group.members), 8) / 8,
    }


def _of_reference(ref: Reference) -> list[str]:
    phrase, tokens = ref.phrase, ref.context.tokens
    head = tokens[phrase.head]
    tests = {
        f"rule={phrase.rule.split(':')[0].split('/')[0]}": True,
        "told": bool(ref.contents) and not ref.core,
        "modified": bool(phrase.modifiers),
        "complemented": phrase.last > phrase.head + 1 and phrase.quote is None,
        "subject": head.rel in _ACTING,
        f"rel={head.rel}": head.rel in _TOUCHED,
        "capital": head.text[:1].isupper() and phrase.first > 0,
        "counted": phrase.first > 0 and tokens[phrase.first - 1].pos == "NUM",
        "clause": ref.context.verbal,
    }
    return [name for name, holds in tests.items() if holds]


def probability(found: Mapping[str, float]) -> float:
    """How likely a group with these signs is an entity that experts would annotate, 0 to 1."""
    known = weights()
    total = known["bias"] + sum([known.get(name, 0.0) * value for name, value in found.items()])
    return 1 / (1 + math.exp(-total))
