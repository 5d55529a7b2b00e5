"""About whom a figure is: every candidate's signs are weighed, the heaviest wins."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.figures.lexicon import certainty, weights
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene, name_of
from kg.extract.figures.signs.clause import subject
from kg.extract.figures.signs.context import back_signs, chain_signs, city_signs
from kg.extract.figures.signs.placed import entity_signs, placed_signs
from kg.model import CITY


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier figures were about.

    Attributes:
        here: The figure before in the same sentence.
        back: The last figure of the sentence before.
        stop: Index after the last token of the figure before in the same sentence.
    """

    here: str | None = None
    back: str | None = None
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Owner:
    """The winner: whom a figure is about, which sign said so most, and how sure that is (0 to 1)."""

    about: str
    sign: str
    confidence: float


def weight(signs: Iterable[str]) -> float:
    """How much signs say together."""
    table = weights()
    return sum(table.get(sign, 0.0) for sign in sorted(signs))


def candidates(
    scene: Scene, quantity: Quantity, past: Past, municipality: str | None
) -> dict[str, frozenset[str]]:
    """Signs of everything that a figure may be about: those of its best mention in the nearest sentence."""
    found: dict[str, frozenset[str]] = {}
    city = set(city_signs(scene, quantity, municipality))
    for placed in scene.mentions:
        name = name_of(placed[1], municipality)
        if name == CITY:
            city |= {"city-named"} | ({"city-subject"} if subject(scene, quantity, placed[0]) else set())
        else:
            here = placed_signs(scene, quantity, placed, (past.here, past.stop))
            _keep(found, name, {*here, *entity_signs(quantity, placed)})
    found[CITY] = frozenset(city)
    for distance, rows in enumerate(scene.before, 1):
        near = frozenset(found)
        for placed in rows:
            name = name_of(placed[1], municipality)
            if name not in near:
                back = back_signs(scene, quantity, distance, placed)
                _keep(found, name, {*back, *entity_signs(quantity, placed)})
    _chain(found, scene, quantity, past)
    return found


def _keep(found: dict[str, frozenset[str]], name: str, signs: set[str]) -> None:
    if name not in found or weight(signs) > weight(found[name]):
        found[name] = frozenset(signs)


def _chain(found: dict[str, frozenset[str]], scene: Scene, quantity: Quantity, past: Past) -> None:
    if past.here is not None:
        found[past.here] = found.get(past.here, frozenset()) | set(chain_signs(scene, quantity, past.stop))
    elif past.back is not None:
        alone = {"chain-back-alone"} if not scene.mentions else set()
        found[past.back] = found.get(past.back, frozenset()) | {"chain-back"} | alone


def owner(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> Owner:
    """Whom a figure is about."""
    found = candidates(scene, quantity, past, municipality)
    scores = {name: weight(signs) for name, signs in found.items()}
    best = max(sorted(scores), key=lambda name: scores[name])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    sign = max(sorted(found[best]), key=lambda name: weights().get(name, 0.0))
    return Owner(best, sign, certainty() / total)
