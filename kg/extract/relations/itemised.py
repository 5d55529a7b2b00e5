"""Lists in one sentence: «конкурсы, проводимые библиотекой: «А» и «Б»»: what is said of all is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import QUOTES
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.model import ACTORS

_KINDS = (ACTORS, DEEDS)
_LEADS = DASHES | {":"}
_WHICH = frozenset({"который"})
_REACH = 5
"""Tokens between «которых» and what it means, and what is named among them."""
_BOUND = frozenset({"participle", "relative"})


def each(scene: Scene, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """The claims of a plural, for each item of the list that its clause ends in.

    Args:
        scene: The sentence.
        said: What the rules proposed for it.
    """
    for whole, items in _lists(scene):
        known = {(c.subject, c.relation, c.object) for c in said}
        for claim in (c for c in said if whole.entity.key in {c.subject, c.object}):
            for item in items:
                found = _of(claim, whole, item)
                if (found.subject, found.relation, found.object) not in known:
                    yield found


def _lists(scene: Scene) -> Iterator[tuple[Phrase, list[Phrase]]]:
    """Plurals with a clause of their own behind them, and the items behind that clause's dash or colon."""
    free = [p for p in scene.phrases if not p.paren and not p.proxy]
    for index, token in enumerate(scene.tokens):
        if token.text not in _LEADS or index in scene.inside or scene.parens[index]:
            continue
        items = _items(scene, free, index)
        whole = _whole(scene, free, index) if items else None
        if whole is not None and _alike(whole, items[0]) and whole.group != items[0].group:
            yield whole, items
            return
    yield from _among_which(scene, free)


def _among_which(scene: Scene, free: Sequence[Phrase]) -> Iterator[tuple[Phrase, list[Phrase]]]:
    """«мероприятия, в числе которых А и Б», «клубы, среди которых А и Б»."""
    for index in scene.anywhere(_WHICH):
        token, before = scene.tokens[index], [t.low for t in scene.tokens[max(0, index - 2) : index]]
        if token.case != "Gen" or token.number != "Plur" or before[-1:] not in (["среди"], ["числе"], ["из"]):
            continue
        near_by = (p for p in free if p.last <= index and index - p.last <= _REACH)
        wholes = [p for p in near_by if p.number == "Plur" or p.entity.collective]
        items = [p for p in free if p.first > index and "Nom" in p.cases and not p.preps]
        near = items and items[0].first - index <= _REACH
        if wholes and near and _alike(wholes[-1], items[0]):
            yield wholes[-1], [p for p in items if p.group == items[0].group]
            return


def _items(scene: Scene, free: Sequence[Phrase], lead: int) -> list[Phrase]:
    """The list right behind a sign."""
    behind = next((p for p in free if p.first > lead), None)
    if behind is None or behind.preps:
        return []
    between = scene.tokens[lead + 1 : behind.first]
    if any(t.text not in QUOTES | DASHES and t.pos not in {"ADJ", "DET"} for t in between):
        return []
    found = [p for p in free if p.group == behind.group and p.first > lead]
    states = any(
        is_finite(t) for i, t in enumerate(scene.tokens) if i >= found[-1].last and i not in scene.inside
    )
    return [] if states else found


def _whole(scene: Scene, free: Sequence[Phrase], lead: int) -> Phrase | None:
    """The plural before the participle or «который» clause that a sign closes."""
    before = lead - 1 - (scene.tokens[lead - 1].text == ",")
    clause = scene.clauses[before] if before >= 0 else None
    if clause is None or clause.kind not in _BOUND:
        return None
    heads = [p for p in free if p.last <= clause.start + 1 and p.last >= clause.start - 1]
    several = [p for p in heads if p.number == "Plur" or p.entity.collective]
    return several[-1] if several else None


def _alike(whole: Phrase, item: Phrase) -> bool:
    return any(whole.entity.type in kind and item.entity.type in kind for kind in _KINDS)


def _of(claim: Candidate, whole: Phrase, item: Phrase) -> Candidate:
    turned = claim.object == whole.entity.key
    pair = (claim.subject, item.entity.key) if turned else (item.entity.key, claim.object)
    marks = (
        "frame=instance",
        f"instance={claim.relation.value}",
        f"instance.{'object' if turned else 'subject'}",
    )
    return replace(claim, subject=pair[0], object=pair[1], rule="instance", cue=-1, features=marks)
