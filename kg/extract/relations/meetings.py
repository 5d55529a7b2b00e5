"""Who meets: «встречи главы города с советом ветеранов», with the sides in the event's name or right behind it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import head_of
from kg.extract.relations.names import met_in_person
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, Status

_MEETINGS = words("arguments.yaml", "meetings")
_SIDES = ACTORS | {EntityType.POST, EntityType.PERSON}
_HOSTS = frozenset({EntityType.POST, EntityType.ADMINISTRATION})
_REACH = 12
"""Tokens, none of them a verb, between a meeting and the first of its sides behind it, or between two of them."""


def sides(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Each side of a meeting takes part in it."""
    for mention, event in scene.mentions:
        if event.type is EntityType.EVENT and _meets(scene, mention):
            status = clause_status(scene, mention.first, setting)
            found = [(e, "inside") for e in _inside(scene, mention)]
            found += [(p.entity, "behind") for p in _behind(scene, mention)]
            for side, how in found:
                marks = ("frame=meeting", f"types={side.type}>Event", f"meeting={how}")
                yield Candidate(
                    side.key,
                    Relation.PARTICIPATES_IN,
                    event.key,
                    status,
                    f"meeting.{how}",
                    scene.index,
                    mention.first,
                    marks,
                )


def hosted(scene: Scene) -> Iterator[Candidate]:
    """«аппаратное совещание при главе»: whoever it is held at holds it."""
    for mention, event in scene.mentions:
        if event.type is not EntityType.EVENT or not _meets(scene, mention):
            continue
        behind = [p for p in scene.phrases if mention.last < p.first <= mention.last + 2 and p.preps == "при"]
        for host in (p.entity for p in behind if p.entity.type in _HOSTS):
            marks = ("frame=meeting.hosted", f"types={host.type}>Event")
            yield Candidate(
                host.key,
                Relation.ORGANIZES,
                event.key,
                Status.REALISED,
                "meeting.hosted",
                scene.index,
                -1,
                marks,
            )


def _meets(scene: Scene, mention: Mention) -> bool:
    return scene.tokens[head_of(scene.tokens, mention)].lemma in _MEETINGS


def _inside(scene: Scene, event: Mention) -> list[Entity]:
    """Sides that the name itself holds, where it says «с»: the genitive before it and what stands behind it."""
    words = [word(t) for t in scene.tokens[event.first : event.last]]
    if not {"с", "со"} & set(words):
        return []
    within = [
        (m, e)
        for m, e in scene.mentions
        if event.first < m.first and m.last <= event.last and e.type in _SIDES
        and not (e.type in ACTORS and met_in_person(scene.tokens, event.first, m.first))
    ]  # fmt: skip
    return [
        e for m, e in within if not any(o.first <= m.first and m.last <= o.last and o != m for o, _ in within)
    ]


def _behind(scene: Scene, event: Mention) -> list[Phrase]:
    found: list[Phrase] = []
    end = event.last
    for phrase in (p for p in scene.phrases if p.first >= event.last and not p.proxy and not p.paren):
        between = range(end, phrase.first)
        near = len(between) <= _REACH and not any(scene.tokens[i].pos in {"VERB", "AUX"} for i in between)
        if phrase.preps != "с" or phrase.entity.type not in _SIDES or not near:
            break
        found.append(phrase)
        end = phrase.last
    return found
