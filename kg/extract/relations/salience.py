"""Who acts where nobody is said to: the actor of the paragraph, or the one that reports."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.relations.scene import Scene
from kg.model import ACTORS, AnnotatedDocument, Entity, EntityType

_OFFICES = ("администрация", "исполнительный комитет", "исполком", "мэрия", "муниципалитет", "правительство")
_ABROAD = ("росси", "федерал", "минист", "област", "краев", "краю", "республик")


def reporter(entities: Sequence[Entity], annotated: AnnotatedDocument) -> Entity | None:
    """The administration or department that reports: named as acting in the first lines, else the municipality's administration."""
    offices = [e for e in entities if e.type is EntityType.ADMINISTRATION and not e.collective]
    if not offices:
        return None
    early = [e for e in offices if e.mentions[0].sentence <= 5 and _department(e) and _acts(e, annotated)]
    return (
        early[0] if early else max(offices, key=lambda e: (_rank(e), len(e.mentions), -e.mentions[0].start))
    )


def _department(entity: Entity) -> bool:
    return entity.label.lower().startswith(("отдел", "комитет", "управление", "сектор", "департамент"))


def _acts(entity: Entity, annotated: AnnotatedDocument) -> bool:
    first = entity.mentions[0]
    tokens = annotated.sentences[first.sentence].tokens
    before = tokens[first.first - 1].lemma if first.first else ""
    return before in {"деятельность", "работа", "", "задача"} or first.first <= 1


def _rank(entity: Entity) -> int:
    label = entity.label.lower()
    if label.startswith(_OFFICES) and not any(word in label for word in _ABROAD):
        return 3
    if _department(entity) and not any(word in label for word in _ABROAD):
        return 2
    return 0 if any(word in label for word in _ABROAD) else 1


class Focus:
    """The actors last spoken of as acting, forgotten at the end of a paragraph."""

    def __init__(self, reporting: Entity | None) -> None:
        self.reporting = () if reporting is None else (reporting,)
        self._block = -1
        self._actors: tuple[Entity, ...] = ()

    def at(self, scene: Scene) -> tuple[Entity, ...]:
        """Who acts in a scene that names nobody."""
        if scene.sentence.block != self._block:
            self._block, self._actors = scene.sentence.block, ()
        return self._actors or self.reporting

    def see(self, scene: Scene) -> None:
        """Take note of who acts in a scene."""
        acting = [
            p
            for p in scene.phrases
            if p.entity.type in ACTORS
            and not p.preps
            and not p.opaque
            and not p.paren
            and p.cases & {"Nom", "Ins"}
            and len(p.cases) < 6
        ]
        if acting:
            first = acting[0]
            self._actors = tuple(p.entity for p in acting if p.group == first.group)
