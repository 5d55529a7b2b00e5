"""About whom a figure is: every candidate's signs are weighed, the heaviest wins."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import repeat

from kg.extract.figures.lexicon import certainty, weights
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene, name_of
from kg.extract.figures.signs.back import authored, back_signs, funding, led, ours, unattended
from kg.extract.figures.signs.chain import back_chain_signs, chain_signs
from kg.extract.figures.signs.city import city_signs
from kg.extract.figures.signs.clause import subject
from kg.extract.figures.signs.counted import counted_again
from kg.extract.figures.signs.kinds import entity_signs, kind_signs
from kg.extract.figures.signs.placed import placed_signs
from kg.extract.figures.signs.setting import attended_by_pronoun
from kg.model import CITY, EntityType
from kg.structs import struct


@struct(frozen=True, slots=True)
class Past:
    """What earlier figures were about.

    Attributes:
        here: The figure before in the same sentence.
        back: The last figure of the sentence before.
        counted: Whether the last figure of the sentence before was about what it counted itself.
        stop: Index after the last token of the figure before in the same sentence.
    """

    here: str | None = None
    back: str | None = None
    counted: bool = False
    stop: int = 0


@struct(frozen=True, slots=True)
class Owner:
    """The winner: whom a figure is about, which sign said so most, and how sure that is (0 to 1)."""

    about: str
    sign: str
    confidence: float


Row = tuple[str, set[str]]
"""A name that a figure may be about, with the signs of one mention."""


def weight(signs: Iterable[str]) -> float:
    """How much signs say together."""
    table = weights()
    return math.fsum(map(table.get, signs, repeat(0.0)))  # the same in whatever order


def candidates(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> list[Row]:
    """Everything that a figure may be about: one row of signs for each mention near it, one for the city."""
    key = (quantity.first, past.here, past.stop)
    if key not in scene.weighed:
        scene.weighed[key] = list(_here(scene, quantity, past, municipality))
    rows = list(scene.weighed[key])
    for distance, before in enumerate(scene.before, 1):
        near = {name for name, _ in rows}
        for placed in before:
            name = name_of(placed[1], municipality)
            if name not in near:
                back = back_signs(scene, quantity, distance, placed)
                kind = entity_signs(quantity, placed, scene.earlier[distance - 1], scene)
                again = {"again"} if counted_again(scene, quantity, placed[1]) else set()
                rows.append((name, {*back, *kind, *again}))
    rows.extend(_far(scene, quantity, municipality, {name for name, _ in rows}))
    return _chained(rows, scene, quantity, past)


def _here(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> Iterator[Row]:
    """What stands in the number's own sentence, the city last."""
    city = set(city_signs(scene, quantity, municipality))
    for placed in scene.mentions:
        name = name_of(placed[1], municipality)
        if name == CITY:
            city |= {"city-named"} | ({"city-subject"} if subject(scene, quantity, placed[0]) else set())
        else:
            here = placed_signs(scene, quantity, placed, (past.here, past.stop))
            yield name, {*here, *entity_signs(quantity, placed, scene.sentence, scene)}
    yield CITY, city


def _far(scene: Scene, quantity: Quantity, municipality: str | None, near: set[str]) -> Iterator[Row]:
    """Entities that stand further off: in the lead of the list, the heading above, the document's title."""
    for sign, rows in scene.far:
        for placed in rows:
            name = name_of(placed[1], municipality)
            if name not in near:
                attended = placed[1].type is EntityType.EVENT and attended_by_pronoun(scene, quantity)
                told = {"far-attended"} if attended else set(unattended(scene, quantity, placed[1]))
                if sign == "lead" and led(scene, placed[1]):
                    told.add("led")
                if sign == "topic" and funding(scene, quantity, placed[1]):
                    told.add("funding")
                if sign == "author":
                    told |= set(authored(scene, quantity, placed[1]))
                if sign == "heading":
                    told |= set(ours(scene, quantity))
                yield name, {sign, *told, *kind_signs(quantity, placed[1], scene)}
    for _, (_, entity) in scene.again:
        name = name_of(entity, municipality)
        if name not in near and counted_again(scene, quantity, entity):
            yield name, {"again", *kind_signs(quantity, entity, scene)}


def _chained(rows: list[Row], scene: Scene, quantity: Quantity, past: Past) -> list[Row]:
    """The rows, those of the figure before with the signs of a series."""
    if past.here is not None:
        name, signs = past.here, set(chain_signs(scene, quantity, past.stop, past.here))
    elif past.back is not None:
        name, signs = past.back, set(back_chain_signs(scene, quantity, counted=past.counted))
    else:
        return rows
    known = [row for row in rows if row[0] == name] or [(name, set())]
    return [row for row in rows if row[0] != name] + [(name, told | signs) for _, told in known]


def owner(scene: Scene, quantity: Quantity, past: Past, municipality: str | None) -> Owner:
    """Whom a figure is about."""
    signs: dict[str, set[str]] = {}
    scores: dict[str, float] = {}
    for name, told in candidates(scene, quantity, past, municipality):
        score = weight(told)
        if name not in scores or score > scores[name]:
            scores[name], signs[name] = score, told
    best = max(sorted(scores), key=lambda name: scores[name])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    table = weights()
    sign = max(sorted(signs[best]), key=lambda name: table.get(name, 0.0))
    return Owner(best, sign, certainty() / total)
