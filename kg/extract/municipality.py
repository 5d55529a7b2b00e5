"""The municipality that a report without a heading is about, from how its bodies are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.extract.context import ACTING, Context, Phrase
from kg.extract.places import place_label
from kg.lexicon import load
from kg.model import EntityType

_AUTHORITIES = {EntityType.ADMINISTRATION, EntityType.POST, EntityType.REPRESENTATIVE_BODY}
_TOWN = {
    "город",
    "городской",
    "район",
    "районный",
    "поселок",
    "село",
    "сельский",
    "муниципальный",
    "горадминистрация",
}


def _of_town(context: Context, phrase: Phrase) -> bool:
    return any(context.lemma(i) in _TOWN for i in range(phrase.first, phrase.last))


def _local(label: str) -> bool:
    wide = {"край", "область", "республика", "федерация", "округ автономный", "россия"}
    words = label.lower().replace("-", " ").split()
    states = {*load("toponyms.yaml")["countries"], *load("toponyms.yaml")["regions"]}
    return wide.isdisjoint(words) and not (len(words) == 1 and words[0] in states)


def find_municipality(contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]]) -> str | None:
    """The place that stands most often in names of bodies and posts, else the one named most often.

    Returns:
        Its name in the nominative, None where no settlement or district is named.
    """
    votes: Counter[str] = Counter()
    first: dict[str, int] = {}
    for context in contexts:
        named = phrases[context.index]
        bodies = [p for p in named if p.type in _AUTHORITIES]
        for place in (p for p in named if p.type is EntityType.PLACE or p.rule == ACTING):
            label = place_label(context, place)
            if _local(label):
                inside = any(b.first <= place.first and place.last <= b.last for b in bodies)
                votes[label] += 3 if inside else 1
                first.setdefault(label, context.index)
    best, weight = min(votes.items(), key=lambda item: (-item[1], first[item[0]], item[0]), default=("", 0))
    return best if weight > 1 else _only_region(contexts, phrases) or best or None


def _only_region(contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]]) -> str | None:
    labels = Counter(
        place_label(context, place)
        for context in contexts
        for place in phrases[context.index]
        if place.type is EntityType.PLACE
    )
    bodies = [p for context in contexts for p in phrases[context.index] if p.type in _AUTHORITIES]
    if any(_of_town(contexts[p.sentence], p) for p in bodies):
        return None  # a town's report that names only its region
    states = set(load("toponyms.yaml")["countries"]) | {"российская федерация"}
    regions = {label: n for label, n in labels.items() if label.lower() not in states}
    return min(regions, key=lambda label: (-regions[label], label)) if regions else None
