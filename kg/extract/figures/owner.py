"""About whom a figure is: every candidate's signs are weighed, the heaviest wins."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.figures.lexicon import weights
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


def candidates(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> dict[str, set[str]]:
    """Signs of everything that a figure may be about."""
    found: dict[str, set[str]] = defaultdict(set)
    found[CITY] |= set(city_signs(scene, quantity, municipality))
    for placed in scene.mentions:
        name = name_of(placed[1], municipality)
        if name == CITY:
            found[CITY] |= {"city-named"} | (
                {"city-subject"} if subject(scene, quantity, placed[0]) else set()
            )
            continue
        found[name] |= {
            *placed_signs(scene, quantity, placed, (past.here, past.stop)),
            *entity_signs(quantity, placed),
        }
    here = set(found)
    for distance, rows in enumerate(scene.before, 1):
        for placed in rows:
            name = name_of(placed[1], municipality)
            if name not in here:
                found[name] |= {
                    *back_signs(scene, quantity, distance, placed),
                    *entity_signs(quantity, placed),
                }
    _chain(found, scene, quantity, past)
    return found


def _chain(found: dict[str, set[str]], scene: Scene, quantity: Quantity, past: Past) -> None:
    if past.here is not None:
        found[past.here] |= set(chain_signs(scene, quantity, past.stop))
    elif past.back is not None:
        found[past.back] |= {"chain-back"} | ({"chain-back-alone"} if not scene.mentions else set())


def weigh(found: Mapping[str, set[str]], table: Mapping[str, float]) -> dict[str, float]:
    """Sum of the weights of each candidate's signs."""
    return {name: sum(table.get(sign, 0.0) for sign in sorted(signs)) for name, signs in found.items()}


def owner(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> Owner:
    """Whom a figure is about."""
    table = weights()
    found = candidates(scene, quantity, past, municipality)
    scores = weigh(found, table)
    best = max(sorted(scores), key=lambda name: scores[name])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    sign = max(sorted(found[best]), key=lambda s: table.get(s, 0.0))
    return Owner(best, sign, 1 / total)
