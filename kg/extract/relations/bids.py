"""Money that is to be asked for: «подать заявку в фонд на проект», «продолжить переговоры с фондом о финансировании …»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation, Status

_words = partial(words, "awards.yaml")
WORDS = _words("asking")
"""Nouns of which a sentence must have one."""
_GIVERS = frozenset(
    {EntityType.FOUNDATION, EntityType.ADMINISTRATION, EntityType.ENTERPRISE, EntityType.POST}
)
_ASKERS = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.FOUNDATION}
_GRANTS = frozenset({"на грант", "на гранты", "на субсидию", "на субсидии", "на средства"})
_PAID = DEEDS | {EntityType.INSTITUTION, EntityType.NGO, EntityType.TOS}
_TO = frozenset({"в", "с", "к", "у", "на"})


def planned(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who is to be asked for money, by whom and for what; only where that is still to be done.

    Args:
        scene: The sentence.
        setting: What it stands in.
    """
    for cue in scene.where(WORDS):
        clause = scene.clauses[cue]
        if clause_status(scene, cue, setting) is not Status.PLANNED:
            continue
        own = [p for p in scene.phrases_in(clause) if not p.paren and not p.proxy and _near(scene, cue, p)]
        givers = [p for p in own if p.entity.type in _GIVERS and _asked(scene, p)]
        if not givers:
            continue
        meant = [p for p in own if p.entity.type in _PAID and _meant(scene, p)]
        askers = [p for p in own if p.entity.type in _ASKERS and _asks(scene, p)]
        place = scene.index, cue
        for paid in (*meant, *askers):
            pair = givers[0].entity, paid.entity
            yield from propose(pair, Relation.FUNDS, Status.PLANNED, "bid", place)
        for asker in askers:
            for deed in (p for p in meant if p.entity.type is EntityType.PROJECT):
                pair = asker.entity, deed.entity
                yield from propose(pair, Relation.IMPLEMENTS, Status.PLANNED, "bid", place)


def _near(scene: Scene, cue: int, phrase: Phrase) -> bool:
    """Whether no semicolon stands between a word of asking and a phrase."""
    between = range(min(cue, phrase.first), max(cue, phrase.first))
    return all(scene.tokens[i].text != ";" for i in between)


def _asked(scene: Scene, phrase: Phrase) -> bool:
    """«в фонд», «с фондом», «на грант фонда», «на конкурс фонда»."""
    if phrase.chain:
        owned = {scene.tokens[i].lemma for i in phrase.chain}
        asked = _words("money") | _words("contests") | _words("selection")
        return phrase.preps in _TO and bool(owned & asked)
    if phrase.preps in _GRANTS:
        return True
    return phrase.preps in _TO - {"на"} and phrase.cases.isdisjoint({"Loc"})


def _meant(scene: Scene, phrase: Phrase) -> bool:
    """«на проект», «о финансировании лагеря», «с проектом», «заявка проекта»."""
    chain = {scene.tokens[i].lemma for i in phrase.chain}
    if phrase.entity.type not in DEEDS:
        return bool(chain & _words("financing"))
    return phrase.preps in {"на", "с", "для"} or bool(chain & (_words("backing") | _words("realising")))


def _asks(scene: Scene, phrase: Phrase) -> bool:
    """«от союза», «заявка союза», «союзу – подать»."""
    if phrase.chain:
        return scene.tokens[phrase.chain[0]].lemma in WORDS
    return phrase.preps == "от" or (not phrase.preps and phrase.cases in ({"Dat"}, {"Nom"}))
