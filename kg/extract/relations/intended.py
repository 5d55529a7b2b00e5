"""For whom things are by their names: «форум для молодых семей», «детский фестиваль», a «клуб ветеранов» to be opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import QUOTES, head_of
from kg.extract.relations.groups import GroupWord, groups_in
from kg.extract.relations.leads import class_words
from kg.extract.relations.phrases import DEEDS
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.serving import serve
from kg.extract.relations.setting import Setting, clause_status
from kg.model import Entity, EntityType, Mention, SocialGroup, Status

_SAID = frozenset({"для", "среди", "с", "со", "перед", "между", "к"})
_NAMED = DEEDS | {EntityType.POST}
_RECEIVING = frozenset({EntityType.EVENT, EntityType.MEDIA})
_PLACES_FOR = frozenset({EntityType.INSTITUTION, EntityType.NGO, EntityType.MEDIA})


def named(scene: Scene) -> Iterator[Candidate]:
    """The words of a deed's name say for whom («форум для молодых семей», «детский фестиваль»)."""
    for mention, entity in scene.mentions:
        if entity.type not in _NAMED:
            continue
        for group in groups_in(scene.tokens, mention.first, mention.last):
            how = _how(scene, mention, group)
            if how and (entity.type in DEEDS or how == "prep"):
                marks = _marks(scene, mention, entity, group)
                yield serve(scene, entity, group, Status.REALISED, f"target.name.{how}", marks)


def receiving(scene: Scene) -> Iterator[Candidate]:
    """Who comes is everybody: «личный приём», «час прямого провода», «интернет-приёмная»."""
    for mention, entity in scene.mentions:
        if entity.type not in _RECEIVING:
            continue
        lemmas = tuple(t.lemma for t in scene.tokens[mention.first : mention.last])
        run = next((run for run in _receptions() if _in_order(run, lemmas)), ())
        if run:
            everybody = GroupWord(mention.first, mention.last, SocialGroup.RESIDENTS)
            marks = (f"reception={' '.join(run)}", f"type={entity.type.value}")
            yield serve(scene, entity, everybody, Status.REALISED, "target.reception", marks)


@lru_cache(maxsize=1)
def _receptions() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(run.split()) for run in sorted(class_words("receptions")))


def _in_order(run: tuple[str, ...], lemmas: tuple[str, ...]) -> bool:
    """Whether the words of a run stand in a name one right behind the other."""
    if run[0] not in lemmas:
        return False
    start = lemmas.index(run[0])
    return lemmas[start : start + len(run)] == run


def housed(scene: Scene, setting: Setting, fates: Mapping[str, Status]) -> Iterator[Candidate]:
    """A place whose name says for whom it is («трапезная для бездомных»), or one that is to be opened for them.

    Args:
        scene: The sentence.
        setting: What it stands in.
        fates: Bodies that the sentence says are yet to be made, or were not made.
    """
    for mention, entity in scene.mentions:
        if entity.type not in _PLACES_FOR:
            continue
        for group in groups_in(scene.tokens, mention.first, mention.last):
            status = fates.get(entity.key) or clause_status(scene, mention.first, setting)
            if not _housed(scene, mention, entity, group, status, fates):
                continue
            marks = _marks(scene, mention, entity, group)
            how = f"house={_how(scene, mention, group)}", f"made={entity.key in fates}"
            yield serve(scene, entity, group, status, "target.house", (*marks, *how))


def _housed(  # noqa: PLR0917
    scene: Scene,
    mention: Mention,
    entity: Entity,
    group: GroupWord,
    status: Status,
    fates: Mapping[str, Status],
) -> bool:
    """A name alone says nothing of what there is; of a house to be opened the text says for whom."""
    if entity.key in fates:
        return bool(_how(scene, mention, group))
    head = scene.tokens[head_of(scene.tokens, mention)].lemma
    return _for_them(scene, mention, group) and not (
        status is Status.REALISED and head in class_words("houses")
    )


def _for_them(scene: Scene, mention: Mention, group: GroupWord) -> bool:
    """«трапезная для бездомных»: the name says «для» outside quotation marks, and nothing else stands between."""
    before = scene.tokens[mention.first : group.first]
    words = [word(t) for t in before]
    return "для" in words[-3:] and not any(t.text in QUOTES for t in before)


def _nested(scene: Scene, mention: Mention, group: GroupWord) -> bool:
    """Whether the words for a group belong to another name within the name."""
    return any(
        m != mention and mention.first <= m.first <= group.first < m.last <= mention.last
        for m, _ in scene.mentions
    )


def _how(scene: Scene, mention: Mention, group: GroupWord) -> str:
    """How a name speaks of a group; empty where its adjective says so of another thing."""
    before = scene.tokens[mention.first : group.first]
    quoted = any(t.text in QUOTES for t in before)
    if group.adjective:
        return "" if quoted or _nested(scene, mention, group) else "adjective"
    if any(word(t) in _SAID for t in before[-3:]):
        return "prep"
    if quoted:
        return "quoted"
    return "gen" if before and scene.tokens[group.last - 1].case == "Gen" else "head"


def _marks(scene: Scene, mention: Mention, entity: Entity, group: GroupWord) -> tuple[str, ...]:
    tokens, top = scene.tokens, head_of(scene.tokens, mention)
    head = tokens[top].lemma
    direct = top < group.first and all(t.pos in {"ADJ", "DET"} for t in tokens[top + 1 : group.first])
    gathers = head in class_words("gatherings")
    many = tokens[group.last - 1].number == "Plur"
    return (
        f"nested={_nested(scene, mention, group)}",
        f"head={head}",
        f"type={entity.type.value}",
        f"gathers={gathers}",
        f"gathers={gathers}.{'direct' if direct else 'deep'}.{'many' if many else 'one'}",
        f"gathers={gathers}:{group.group.value}",
    )
