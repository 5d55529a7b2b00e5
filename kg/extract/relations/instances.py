"""Sentences that name some of those whom the sentence before spoke of: what was said of all is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.lexicon import load, words
from kg.model import ACTORS

_OPENERS: tuple[str, ...] = tuple(load("instances.yaml")["openers"])
_COUNTED = words("instances.yaml", "counted")
_MEASURES = words("instances.yaml", "measures")
_START = 8
_KINDS = (ACTORS, DEEDS)


def carried(scene: Scene, before: Scene | None, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """«… сотрудничает с организациями. Среди них – А и Б»: claims of the sentence before, for each that is named.

    Args:
        scene: The sentence that may name them.
        before: The sentence before it.
        said: What the rules proposed for that sentence.
    """
    items = _named(scene)
    whole = _whole(before, items[0]) if before is not None and items else None
    if whole is None:
        return
    for item in items:
        for claim in said:
            if whole.entity.key in (claim.subject, claim.object) and item.entity.key not in (
                claim.subject,
                claim.object,
            ):
                yield _of(claim, whole, item, scene.index)


def _named(scene: Scene) -> list[Phrase]:
    """The list that an opener stands before."""
    start = _opener(scene)
    free = [
        p
        for p in scene.phrases
        if start >= 0 and p.first >= start and not p.paren and p.proxy in {"", "item"}
    ]
    return [p for p in free if p.group == free[0].group and not free[0].preps and "Nom" in free[0].cases]


def _opener(scene: Scene) -> int:
    """Index behind the words that open the list; -1 where none do."""
    text = " ".join([word(t) for t in scene.tokens[:_START]])
    opener = next((o for o in _OPENERS if text.startswith(o)), "")
    if opener:
        return len(opener.split())
    if ":" not in scene.words:
        return -1
    words = [word(t) for t in scene.tokens]
    colon = words.index(":") if ":" in words else -1
    counted = any(_counts(scene, words, i) for i in range(max(0, colon)))
    return colon + 1 if counted else -1


def _counts(scene: Scene, words: Sequence[str], index: int) -> bool:
    """«их более десяти: …»; not «по их предложениям»."""
    behind = scene.tokens[index + 1]
    said = (
        behind.pos in {"NUM", "PUNCT", "ADV", "VERB"}
        or behind.text.isdigit()
        or words[index + 1] in _MEASURES
    )
    return words[index] in _COUNTED and index not in scene.inside and said


def _whole(before: Scene, item: Phrase) -> Phrase | None:
    """The last plural of the sentence before that the items can be some of."""
    kind = next((k for k in _KINDS if item.entity.type in k), None)
    found = [
        p
        for p in before.phrases
        if kind is not None and p.entity.type in kind and _several(p) and not p.paren and not p.proxy
    ]
    alone = [p for p in found if sum(o.group == p.group for o in found) == 1]
    return alone[-1] if alone else None


def _several(phrase: Phrase) -> bool:
    """A plural, or what is counted («9 объединений»)."""
    return phrase.number == "Plur" or (not phrase.number and phrase.entity.collective)


def _of(claim: Candidate, whole: Phrase, item: Phrase, sentence: int) -> Candidate:
    turned = claim.object == whole.entity.key
    pair = (claim.subject, item.entity.key) if turned else (item.entity.key, claim.object)
    marks = (
        "frame=instance",
        f"instance={claim.relation.value}",
        f"instance.{'object' if turned else 'subject'}",
    )
    return replace(
        claim, subject=pair[0], object=pair[1], rule="instance", sentence=sentence, cue=-1, features=marks
    )
