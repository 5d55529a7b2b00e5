"""Acts that rule somebody's work: «Порядок создания … установлен Уставом», «Положение о совете»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import is_participle
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_words = partial(words, "regulations.yaml")
_RULED = ACTORS | {EntityType.EVENT}
_FOUNDING = frozenset({EntityType.DOCUMENT, EntityType.PROGRAM})
_ABOUT = frozenset({"о", "об", "обо"})


def ruled(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Порядок проведения слушаний определён Положением …»: what the noun of order stands before is ruled by the act."""
    acts = [p for p in scene.phrases if p.entity.type is EntityType.DOCUMENT and not p.opaque and not p.proxy]
    acts = [p for p in acts if p.preps in {"", "в"}]
    if not acts:
        return
    for index, token in enumerate(scene.tokens):
        lemmas = {lemma.removesuffix("ся") for lemma in verb_lemmas(token)}
        if index in scene.inside or is_participle(token) or not _words("ruling") & lemmas:
            continue
        clause = scene.clauses[index]
        own = [a for a in acts if scene.clauses[a.first] is clause and _rules(scene, a)]
        for phrase in scene.phrases:
            if scene.clauses[phrase.first] is clause and _ordered(scene, phrase):
                status = clause_status(scene, index, setting)
                for act in own:
                    pair = phrase.entity, act.entity
                    yield from propose(pair, Relation.GOVERNED_BY, status, "rule.order", (scene.index, index))


def _rules(scene: Scene, act: Phrase) -> bool:
    head = scene.tokens[head_of(scene.tokens, act)].lemma
    placed = {"Loc"} if act.preps else {"Ins", "Nom"}  # «прописаны в Уставе»
    return head in _words("acts") and bool(act.cases & placed)


def _ordered(scene: Scene, phrase: Phrase) -> bool:
    tokens = scene.tokens
    nouns = [tokens[i].lemma for i in phrase.chain]
    if phrase.preps in {"в", "к"}:  # «условия участия в конкурсе»
        nouns = [
            t.lemma
            for t in tokens[max(0, phrase.first - 3) : phrase.first]
            if t.case in {"Nom", "Acc", "Gen"}
        ]
    free = not phrase.preps or len(nouns) > 1
    return phrase.entity.type in _RULED and free and any(n in _words("orders") for n in nouns)


def founded(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Деятельность строится на основании Положения …», «Сотрудничество строится на основе соглашения»: who is meant."""
    acts = [p for p in scene.phrases if p.entity.type in _FOUNDING and p.preps in _basis() and not p.proxy]
    if not acts:
        return
    for index, token in enumerate(scene.tokens):
        own = index not in scene.inside and token.case == "Nom" and token.pos == "NOUN"
        mutual = token.lemma in _words("dealings")
        if not own or not (mutual or token.lemma in _words("workings")) or not _rests(scene, index):
            continue
        meant = (
            dict.fromkeys((*setting.focus, *setting.reporter))
            if mutual
            else setting.reporter or setting.focus
        )
        for act in (a for a in acts if scene.clauses[a.first] is scene.clauses[index]):
            for entity in meant:
                marks = f"founded={'mutual' if mutual else 'own'}", f"founded.noun={token.lemma}"
                status = clause_status(scene, index, setting)
                pair = entity, act.entity
                yield from propose(
                    pair, Relation.GOVERNED_BY, status, "rule.founded", (scene.index, index), *marks
                )


def _rests(scene: Scene, index: int) -> bool:
    """Whether a noun is all that its clause says acts, and a verb of resting is said of it."""
    clause = scene.clauses[index]
    named = any(p.entity.type in ACTORS and not p.preps and not p.proxy for p in scene.phrases_in(clause))
    free = [scene.tokens[i] for i in scene.outside(clause)]
    return not named and any(t.pos == "VERB" and t.lemma in _words("resting") for t in free)


@lru_cache(maxsize=1)
def _basis() -> frozenset[str]:
    return frozenset(marker.partition("+")[0] for marker in load().markers["basis"])


def about(scene: Scene) -> Iterator[Candidate]:
    """«Положение о Молодёжном совете», «Устав союза»: the act in whose name a body stands is its act."""
    for outer, act in scene.mentions:
        head = scene.tokens[head_of(scene.tokens, outer)].lemma
        if act.type is not EntityType.DOCUMENT or head not in _words("statutes"):
            continue
        inner = [
            (m, e)
            for m, e in scene.mentions
            if outer.first < m.first and m.last <= outer.last and e.type in _RULED
        ]
        for mention, entity in inner[:1]:
            between = scene.tokens[outer.first + 1 : mention.first]
            free = all(t.pos in {"ADJ", "ADP", "PUNCT"} or t.lemma in _words("orders") for t in between)
            preps = [word(t) for t in between if t.pos == "ADP"]
            if free and (preps[:1] and preps[0] in _ABOUT):
                yield from _own(entity, act, scene.index)


def _own(entity: Entity, act: Entity, sentence: int) -> Iterator[Candidate]:
    yield from propose((entity, act), Relation.GOVERNED_BY, Status.REALISED, "name.statute", (sentence, -1))
