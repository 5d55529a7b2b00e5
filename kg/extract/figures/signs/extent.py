"""Signs of measures: «число клубов – 12», «доля населения, занятого спортом, – 40 процентов»."""

from __future__ import annotations

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.model import EntityType, Mention, Token

_REACH = 4
"""Nouns and adjectives in the genitive between a measure and whose it is."""
_PARTS = frozenset({";", ":"})


def _genitive(token: Token) -> bool:
    return token.case == "Gen" and token.pos in {"ADJ", "NOUN"}


def measures(scene: Scene, stop: int) -> list[int]:
    """Where measures are named before a token that is one of the same part of a sentence."""
    tokens = scene.sentence.tokens
    return [i for i in scene.extents if i < stop and tokens[i].pos == "NOUN"]


def remeasured(scene: Scene, quantity: Quantity, start: int) -> bool:
    """«…, число волонтёров – до 120 человек»: from ``start`` on a measure is named that the number is of."""
    tokens = scene.sentence.tokens
    named = [i for i in measures(scene, quantity.first) if i >= start and _anew(tokens, i)]
    return bool(named) and _one(tokens[named[-1] : quantity.first])


def _anew(tokens: tuple[Token, ...], at: int) -> bool:
    """«число участников» goes on about what they take part in; «число волонтёров» does not."""
    whose = tokens[at + 1]
    told = tokens[at].lemma in words("amounts") and _genitive(whose)
    return told and not {t.lemma for t in tokens[at + 1 : at + 3]} & (words("attendance") | words("asked"))


def of_extent(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«количество клубов, получивших помощь, – 12», «число подписчиков группы – 12»: of whom it is said."""
    tokens = scene.sentence.tokens
    if not scene.extents or mention.last > quantity.first or tokens[mention.head].case not in {"Gen", ""}:
        return False
    at = mention.first - 1
    while at >= 0 and mention.first - at <= _REACH and _genitive(tokens[at]) and not _measure(tokens[at]):
        at -= 1
    return at >= 0 and _measure(tokens[at]) and _one(tokens[mention.last : quantity.first])


def _measure(token: Token) -> bool:
    return token.lemma in words("extents")


def _one(between: tuple[Token, ...]) -> bool:
    return not any(token.pos == "NUM" or token.text == ";" for token in between)


def in_extent(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«доля жителей, участвующих в работе клубов, – 25 процентов»: those by whom a share is told."""
    tokens = scene.sentence.tokens
    said = measures(scene, mention.first)
    if not said or mention.last > quantity.first or of_extent(scene, quantity, mention):
        return False
    told = any(token.feats.get("VerbForm") == "Part" for token in tokens[said[-1] : mention.first])
    return told and _one(tokens[said[-1] : quantity.first])


def proportion(scene: Scene, quantity: Quantity) -> int | None:
    """Where «доля» stands in «доля населения, занимающегося спортом, – 40 процентов», of which no entity is told."""
    tokens = scene.sentence.tokens
    known = words("proportions")
    said = [i for i, t in enumerate(tokens[: quantity.first]) if t.lemma in known]
    if not said:
        return None
    between = ((m, e) for m, e in scene.mentions if said[-1] < m.head < quantity.first)
    # «участвующего в мероприятиях»: what the people of a share do, not whose share it is
    free = all(e.type is EntityType.EVENT and in_extent(scene, quantity, m) for m, e in between)
    return said[-1] if free else None


def peopled(scene: Scene, at: int) -> bool:
    """«доля населения», «доля занятых спортом»: a share of those who live in the municipality."""
    whose = scene.sentence.tokens[at + 1 : at + 3]
    return scene.sentence.tokens[at].lemma == "доля" and any(
        token.lemma in words("population") for token in whose
    )
