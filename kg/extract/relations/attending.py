"""Who is counted as having come: «число подростков, охваченных акциями», «доля детей, участвующих в работе кружков»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import is_finite, is_participle
from kg.extract.relations.groups import GroupWord
from kg.extract.relations.lexicon import data
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.serving import serve
from kg.extract.relations.setting import Setting, clause_status
from kg.model import EntityType, SocialGroup

_ATTENDING = frozenset(data("frames.yaml")["beneficiaries"]["attending"])
_COVERING = frozenset(data("frames.yaml")["beneficiaries"]["covering"])
_OPEN = DEEDS | {EntityType.INSTITUTION, EntityType.NGO, EntityType.COUNCIL}
_PLACED = frozenset({"в", "на", "в рамках", "в ходе"})
_REACH = 16
_LISTED = 4
"""How far before the last of some groups another of the list may end («детей и молодёжи»)."""


def counted(scene: Scene, setting: Setting, groups: Sequence[GroupWord]) -> Iterator[Candidate]:
    """What a participle behind a social group says that its people come to."""
    if not groups:
        return
    for index in scene.where(_ATTENDING):
        if not is_participle(scene.tokens[index]):
            continue
        people = list(_listed(scene, groups, index))
        for phrase in _attended(scene, index) if people else ():
            status = clause_status(scene, people[-1].first, setting)
            for group in dict.fromkeys(_plain(g) for g in people):
                word = next(g for g in people if _plain(g) == group)
                marks = (f"how={_how(phrase)}", f"measure={setting.measure}")
                yield serve(scene, phrase.entity, word, status, "target.counted", marks)


def _plain(group: GroupWord) -> SocialGroup:
    return group.group


def _listed(scene: Scene, groups: Sequence[GroupWord], index: int) -> Iterator[GroupWord]:
    """The groups right before a participle, with a comma or without, and those of one list with them."""
    stop = index - 1 if scene.tokens[index - 1].text == "," else index
    for group in sorted(groups, key=lambda g: -g.last):
        if group.last > stop:
            continue
        between = scene.tokens[group.last : stop]
        if len(between) > _LISTED or any(t.pos not in {"CCONJ", "ADJ", "PUNCT"} for t in between):
            return
        yield group
        stop = group.first


def _attended(scene: Scene, index: int) -> list[Phrase]:
    """The deeds and bodies behind a participle in which people take part, or by which they are covered."""
    covered = not _COVERING.isdisjoint(verb_lemmas(scene.tokens[index]))
    found = []
    for phrase in scene.phrases:
        between = range(index + 1, phrase.first)
        if not 0 < phrase.first - index <= _REACH or phrase.proxy or phrase.entity.type not in _OPEN:
            continue
        if any(is_finite(scene.tokens[i]) or scene.tokens[i].text in {";", ":"} for i in between):
            continue
        there = phrase.preps in _PLACED
        by_it = covered and not phrase.preps and "Ins" in phrase.cases
        if there or by_it:
            found.append(phrase)
    own = [p for p in found[:1] if scene.clauses[p.first] is scene.clauses[index]]
    return [p for p in found if own and p.group == own[0].group]


def _how(phrase: Phrase) -> str:
    return phrase.preps or "ins"
