"""Who came where, with no verb: «на спартакиаде команда посёлка вторая», «в смотре хор – третий»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Token

_STANDINGS = words("followups.yaml", "standings")
_PRIZES = words("followups.yaml", "prizes")
_SPAN = 5
"""Tokens from the word for a prize to who won it («диплом I степени – …»)."""
_RIVALS = ACTORS | {EntityType.PERSON}
_AT = frozenset({"на", "в"})


def placed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who is said to be first, second or best at an event, in a clause without a verb, and who won what behind a dash."""
    yield from _awarded(scene, setting)
    for cue in scene.where(_STANDINGS):
        if scene.tokens[cue].lemma == "хороший" and not scene.tokens[cue].low.startswith("лучш"):
            continue
        who = _before(scene, cue)
        event = None if who is None or _told(scene, cue) else _event(scene, cue)
        if who is None or event is None:
            continue
        pair, place = (who.entity, event), (scene.index, cue)
        yield from propose(
            pair, Relation.PARTICIPATES_IN, clause_status(scene, cue, setting), "standing", place
        )


def _awarded(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Конкурс «Семья»: диплом – клуб «Очаг», кубок – школа»: who stands behind the dash of a prize."""
    cues = scene.where(_PRIZES)
    events = [p for p in scene.phrases if p.entity.type is EntityType.EVENT and not p.proxy] if cues else []
    if not cues or (events and (len(events) > 1 or events[0].first > cues[0])):
        return
    event = events[0].entity if events else _event(scene, cues[0])
    dashed = [p for p in scene.phrases if p.first and scene.tokens[p.first - 1].text in DASHES]
    for phrase in dashed if event is not None else ():
        fit = phrase.entity.type in _RIVALS and "Nom" in phrase.cases and not phrase.preps
        cue = next((i for i in cues if 0 < phrase.first - i <= _SPAN), -1)
        if fit and cue >= 0 and event is not None:
            status, pair = clause_status(scene, cue, setting), (phrase.entity, event)
            yield from propose(pair, Relation.PARTICIPATES_IN, status, "standing.prize", (scene.index, cue))


def _before(scene: Scene, cue: int) -> Phrase | None:
    """Whoever stands right before the word, with a dash or without."""
    stop, token = cue, scene.tokens[cue]
    while stop and stop - 1 not in scene.inside and _passed(scene.tokens[stop - 1]):
        stop -= 1
    if token.case not in {"Nom", ""} or stop == 0:
        return None
    return next(
        (
            p
            for p in scene.phrases
            if p.last == stop
            and "Nom" in p.cases
            and not p.preps
            and p.entity.type in _RIVALS
            and not p.proxy
        ),
        None,
    )


def _passed(token: Token) -> bool:
    """A dash or an adverb («снова»)."""
    return token.text in DASHES or token.pos in {"ADV", "PART"}


def _told(scene: Scene, cue: int) -> bool:
    """Whether the clause has a verb, or the word describes a noun behind it («вторая команда»)."""
    behind = scene.tokens[cue + 1] if cue + 1 < len(scene.tokens) else None
    noun = behind is not None and behind.pos in {"NOUN", "PROPN", "ADJ"}
    return noun or any(is_finite(scene.tokens[i]) for i in scene.outside(scene.clauses[cue]))


def _event(scene: Scene, cue: int) -> Entity | None:
    own = [
        p
        for p in scene.phrases_in(scene.clauses[cue])
        if p.entity.type is EntityType.EVENT and p.preps in _AT and not p.proxy
    ]
    if len({p.entity.key for p in own}) == 1:
        return own[0].entity
    spoken = [e for e in scene.light.deeds if e.type is EntityType.EVENT]
    return spoken[0] if len(spoken) == 1 and not own else None
