"""Money that is given with nobody said to get it: for the winners, the event or the body that the text spoke of before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kg.extract.relations import money
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import Clause
from kg.extract.relations.field import direct
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, verb_reading
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_words = partial(words, "payments.yaml")
_GIVERS = ACTORS | {EntityType.POST}
_PAID = (ACTORS | DEEDS) - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}


def given(scene: Scene, setting: Setting, before: Sequence[Candidate]) -> Iterator[Candidate]:
    """«Приз предоставила компания», «Фонд выделил лауреатам по 50 тыс. рублей», «подарки куплены на средства фонда».

    Args:
        scene: The sentence.
        setting: What it stands in.
        before: What the sentence before it says.
    """
    for cue, givers in _gifts(scene):
        clause = scene.clauses[cue]
        whom = _addressee(scene, clause)
        if whom == "others":
            continue
        status = clause_status(scene, cue, setting)
        keys = {p.entity.key for p in scene.phrases}
        for why, receiver in _receivers(scene, before, whom):
            if receiver.key in keys or receiver.type not in _PAID:
                continue
            for giver in givers:
                marks = (f"why={why}", f"paid.before={why}", f"giver={giver.preps or 'acts'}")
                place = scene.index, cue
                yield from propose(
                    (giver.entity, receiver), Relation.FUNDS, status, "paid.before", place, *marks
                )


def _gifts(scene: Scene) -> Iterator[tuple[int, list[Phrase]]]:
    """Verbs of giving in clauses that speak of money, with who gives; things got for somebody's money."""
    for index in scene.where(_words("giving") | _words("got")):
        clause = scene.clauses[index]
        own = [
            p for p in scene.phrases_in(clause) if p.entity.type in _GIVERS and not p.opaque and not p.paren
        ]
        reading = verb_reading(scene.tokens[index], _words("giving"), True)
        if reading is not None and _paid(scene, clause):
            case = "Nom" if reading[0] == "active" else "Ins"
            acting = [p for p in own if not p.preps and case in p.cases and p.proxy != "item"]
            if acting or reading[0] == "active":
                yield index, [p for p in acting if p.group == acting[0].group]
                continue
        yield index, [p for p in own if p.preps in load().markers["money"]]


def _paid(scene: Scene, clause: Clause) -> bool:
    return bool(money.spoken(scene, clause, scene.outside(clause)))


def _addressee(scene: Scene, clause: Clause) -> str:
    """Whom a clause names itself: nobody, winners or the event in a word that is no name, or others."""
    if any(_received(p) for p in scene.phrases_in(clause)):
        return "others"
    given_to = [t for t in (scene.tokens[i] for i in scene.outside(clause)) if t.case == "Dat"]
    nouns = [t for t in given_to if t.pos in {"NOUN", "PROPN", "PRON"}]
    if any(t.lemma in _words("winners") for t in nouns):
        return "winners"
    if nouns or any(_elsewhere(scene, i) for i in scene.outside(clause)):
        return "others"
    return "deed" if any(_occasion(scene, i) for i in scene.outside(clause)) else ""


def _elsewhere(scene: Scene, index: int) -> bool:
    """«на ремонт дороги», «на новую школу»: the money is for something that the sentence itself says."""
    tokens = scene.tokens
    joined = index in scene.joined or index + 1 in scene.inside
    if tokens[index].low != "на" or index + 1 >= len(tokens) or joined:
        return False
    following = [t for t in tokens[index + 1 : index + 5] if t.pos not in {"ADJ", "DET"}][:2]
    nouns = [t for t in following if t.pos == "NOUN"]
    return len(nouns) > 1 and nouns[1].case == "Gen" and nouns[0].lemma not in _words("occasions")


def _occasion(scene: Scene, index: int) -> bool:
    """«на проведение праздника»: the money is for the event spoken of."""
    before = scene.tokens[max(0, index - 2) : index]
    return scene.tokens[index].lemma in _words("occasions") and any(t.low == "на" for t in before)


def _received(phrase: Phrase) -> bool:
    """Whether a phrase says for whom: the dative alone, or a preposition."""
    if phrase.entity.type not in _PAID or phrase.paren:
        return False
    return phrase.preps in {"на", "для", "в", "по", "за"} or (direct(phrase) and phrase.cases == {"Dat"})


def _receivers(scene: Scene, before: Sequence[Candidate], whom: str) -> Iterator[tuple[str, Entity]]:
    """The winners that the sentence before named, where a prize is spoken of; else what it was about."""
    light = scene.light
    if whom == "deed":
        yield from (("deed", e) for e in light.deeds)
        return
    prize = whom == "winners" or any(t.lemma in _words("prizes") for t in scene.tokens)
    won = {c.subject for c in before if c.relation is Relation.PARTICIPATES_IN}
    winners = [e for e in light.near if e.key in won]
    if prize and winners:
        yield from (("winner", e) for e in dict.fromkeys(winners))
        return
    deeds = [e for e in light.deeds if e in light.near]
    actors = [e for e in light.actors if e in light.near]
    if prize and not deeds:
        return
    yield from (("deed", e) for e in deeds)
    if not deeds:
        yield from (("actor", e) for e in actors)
