"""Help that nobody is said to give: «совету ветеранов передано помещение», «от арендной платы освобождены …»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from kg.extract.relations import money
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import Clause, is_participle
from kg.extract.relations.field import direct
from kg.extract.relations.gifts import given_in
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_reading
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_words = partial(words, "helped.yaml")
_HELPED = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.ENTERPRISE}
_ACTING = frozenset({EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.POST})
_GIVING = ACTORS | {EntityType.POST, EntityType.PERSON}
_FROM = frozenset(
    {"от", "у", "при поддержке", "при содействии", "за счет", "за счет средств", "на средства", "силами"}
)
_Ways = Iterator[tuple[str, int, list[Phrase]]]


def own(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who is helped where nobody is said to help: by the body whose act says so, else by the municipality."""
    for way, cue, helped in _ways(scene):
        clause = scene.clauses[cue]
        if not helped or _helper(scene, clause, helped):
            continue
        status, place = clause_status(scene, cue, setting), (scene.index, cue)
        for why, giver in _givers(scene, setting):
            for phrase in helped:
                pair, marks = (giver, phrase.entity), (f"why={why}", f"{way}={why}", f"form={phrase.proxy}")
                yield from propose(pair, Relation.SUPPORTS, status, f"help.own.{way}", place, *marks)


def _ways(scene: Scene) -> _Ways:
    for index in scene.where(_verbs()):
        if not is_participle(scene.tokens[index]):
            yield from _of_verb(scene, index)
    yield from _lent(scene)


@cache
def _verbs() -> frozenset[str]:
    names = ("giving", "getting", "freeing", "lessening", "using", "occupying")
    return frozenset().union(*(_words(name) for name in names))


def _of_verb(scene: Scene, index: int) -> _Ways:
    """The ways in which a verb may say that somebody is helped."""
    clause = scene.clauses[index]
    passive = _reads(scene, index, "giving") == "passive"
    if passive and given_in(scene, clause) >= 0 and not _paid(scene, clause):
        yield "given", index, _receivers(scene, clause)
    if _reads(scene, index, "getting") == "active" and _lasting(scene, clause) and not _paid(scene, clause):
        yield "got", index, _subjects(scene, clause)
    if _reads(scene, index, "freeing") == "passive" and _said(scene, clause, "dues"):
        yield "freed", index, _subjects(scene, clause)
    if _reads(scene, index, "lessening") and _said(scene, clause, "rents") and _said(scene, clause, "dues"):
        yield "lessened", index, _receivers(scene, clause)
    if _reads(scene, index, "using") == "active" and _owned_by_none(scene, clause):
        yield "used", index, _subjects(scene, clause)
    if (
        _reads(scene, index, "occupying") == "active"
        and _said(scene, clause, "free")
        and _said(scene, clause, "rooms")
    ):
        yield "occupied", index, _subjects(scene, clause)


def _reads(scene: Scene, index: int, name: str) -> str:
    """The reading in which a token is one of some verbs; empty where it is none."""
    reading = verb_reading(scene.tokens[index], _words(name), True)
    return "" if reading is None else reading[0]


def _lent(scene: Scene) -> _Ways:
    """«в безвозмездном пользовании совета – два кабинета»: whose use it is."""
    for index in scene.where(frozenset({"пользование"})):
        if index and scene.tokens[index - 1].lemma in _words("free"):
            using = [p for p in scene.phrases if p.chain and p.chain[0] == index and not p.opaque]
            having = [
                p for p in scene.phrases if p.preps == "у" and scene.clauses[p.first] is scene.clauses[index]
            ]
            yield "lent", index, [p for p in using or having if p.entity.type in _HELPED]


def _said(scene: Scene, clause: Clause, name: str) -> bool:
    return any(scene.tokens[i].lemma in _words(name) for i in scene.outside(clause))


def _paid(scene: Scene, clause: Clause) -> bool:
    return bool(money.spoken(scene, clause, scene.outside(clause)))


def _lasting(scene: Scene, clause: Clause) -> bool:
    """Whether a thing is got that is no prize."""
    thing = given_in(scene, clause)
    return thing >= 0 and scene.tokens[thing].lemma not in _words("prizes")


def _owned_by_none(scene: Scene, clause: Clause) -> bool:
    """Whether help is used that no body's name stands behind."""
    used = [
        i
        for i in scene.outside(clause)
        if scene.tokens[i].lemma in _words("used") and scene.tokens[i].case == "Ins"
    ]
    return bool(used) and not any(set(used) & set(p.chain) for p in scene.phrases)


def _receivers(scene: Scene, clause: Clause) -> list[Phrase]:
    """To or for whom: the dative, «для», or the items below."""
    own_ = [
        p
        for p in scene.phrases
        if scene.clauses[p.first] is clause and p.entity.type in _HELPED and not p.opaque
    ]
    named = [p for p in own_ if (p.cases == {"Dat"} and direct(p)) or p.preps == "для"]
    return named or [p for p in own_ if p.proxy == "item"]


def _subjects(scene: Scene, clause: Clause) -> list[Phrase]:
    """What a clause is said of."""
    own_ = [p for p in scene.phrases if scene.clauses[p.first] is clause and p.entity.type in _HELPED]
    fit = [p for p in own_ if "Nom" in p.cases and direct(p) and not p.opaque and not p.paren]
    return [p for p in fit if p.group == fit[0].group or p.proxy == "item"]


def _helper(scene: Scene, clause: Clause, helped: list[Phrase]) -> bool:
    """Whether the clause itself names somebody who helps, if only as «жителями» or «им»."""
    own_ = [p for p in scene.phrases if scene.clauses[p.first] is clause and p not in helped]
    others = [p for p in own_ if p.entity.type in _GIVING]
    if any((not p.preps and p.cases == {"Ins"} and not p.chain) or p.preps in _FROM for p in others):
        return True
    free = (scene.tokens[i] for i in scene.outside(clause))
    return any(t.case == "Ins" and (t.pos == "PRON" or t.feats.get("Animacy") == "Anim") for t in free)


def _givers(scene: Scene, setting: Setting) -> list[tuple[str, Entity]]:
    """Who helps: the body whose act the sentence names, else the municipality's administration, else who reports."""
    acts = [
        p.entity for p in scene.phrases if p.entity.type in _ACTING and p.chain and _act(scene, p.chain[-1])
    ]
    acts += [e for m, e in scene.mentions if e.type in _ACTING and m.first and _act(scene, m.first - 1)]
    if acts:
        return [("act", acts[0])]
    office = [("office", e) for e in setting.office]
    acting = [
        ("acting", e) for e in (*setting.focus, *setting.reporter) if e.type is EntityType.ADMINISTRATION
    ]
    return (office or acting)[:1]


def _act(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return token.lemma in _words("acts") and token.case in {"Ins", "Dat"}
