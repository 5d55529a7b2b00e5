"""Rows of a table that was written out as lines: an event or project, and in the next column whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import ACTORS, EntityType, Relation

_COLUMN = 2
"""Characters between two tokens that a column, or a line, ends between."""
DOES = {
    EntityType.EVENT: Relation.ORGANIZES,
    EntityType.PROJECT: Relation.IMPLEMENTS,
}
"""What whoever stands in the row of a deed does with it."""


def ends_column(scene: Scene, index: int) -> bool:
    """Whether a column or line ends before a token: more than one character stands between it and the one before."""
    if not 0 < index < len(scene.tokens):
        return False
    return scene.tokens[index].start - scene.tokens[index - 1].stop >= _COLUMN


def doers(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Ярмарка «Дружба»⏎отдел культуры, дом ремёсел»: who stands alone in the column behind a deed."""
    for deed in (p for p in scene.phrases if p.entity.type in DOES and not p.proxy and not p.preps):
        starts = deed.first == 0 or ends_column(scene, deed.first)
        first = next((p for p in scene.phrases if p.first == deed.last and not p.proxy), None)
        if not starts or first is None or not _alone(scene, first):
            continue
        for phrase in (p for p in scene.phrases if p.group == first.group):
            relation = DOES[deed.entity.type]
            status = clause_status(scene, deed.first, setting)
            pair, place = (phrase.entity, deed.entity), (scene.index, phrase.first)
            yield from propose(pair, relation, status, "row", place)


def _alone(scene: Scene, first: Phrase) -> bool:
    """Whether a list of bodies in the nominative fills its column."""
    group = [p for p in scene.phrases if p.group == first.group and not p.proxy]
    end = max(p.last for p in group)
    whole = end == len(scene.tokens) or ends_column(scene, end) or scene.tokens[end].text in {".", ";"}
    bodies = all(p.entity.type in ACTORS and "Nom" in p.cases for p in group)
    return ends_column(scene, first.first) and whole and bodies
