"""Signs that a figure is about the municipality itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.extract.figures.signs.extent import peopled, proportion
from kg.extract.figures.signs.kinds import fits, unit_kind
from kg.model import EntityType

_IN_CITY = re.compile(
    r"\b(?:в|по) (?:наш\w+ )?(?:город|район|округ|поселк|муниципалитет|муниципальн\w+ (?:образован|район))\w*"
    r"|на территории|в городском округе"
)


_VISITED = re.compile(r"(?<![-\w])(?:город|район|округ|посел\w+|село)\s(?:\w+\s)?(?:посетил|посеща)")
"""«Район посетило 120 тысяч туристов»."""


def _public(scene: Scene, quantity: Quantity) -> bool:
    """«Отремонтировано 38 дворов», «меры поддержки получили 7 860 человек»: what a municipality does for all."""
    here = scene.clauses[quantity.first]
    if any(e.type is not EntityType.PLACE and m.last <= quantity.first for m, e in scene.mentions):
        return False
    known = words("public")
    said = [c for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True) if t.lemma in known]
    return here in said


def _share_signs(scene: Scene, quantity: Quantity) -> Iterator[str]:
    """Signs of a percentage."""
    tokens = scene.sentence.tokens
    if quantity.noun is not None and tokens[quantity.noun].lemma in words("population") | words("asked"):
        yield "city-asked"
    if not any(m.last <= quantity.first for m, _ in scene.mentions):
        yield "city-share"
    share = proportion(scene, quantity)
    if share is not None:
        yield "city-proportion"
        if peopled(scene, share):
            yield "city-population"


def _dwelling(scene: Scene, quantity: Quantity) -> bool:
    """«Проживает здесь 1 846 человек»; «в их границах проживает 9 500» is said of something else."""
    if scene.relatives or any(i < quantity.first for i, _ in scene.pronouns):
        return False
    if any(e.type is not EntityType.PLACE and m.last <= quantity.first for m, e in scene.mentions):
        return False
    dwelling = words("dwelling")
    return any(t.lemma in dwelling for t in scene.sentence.tokens[: quantity.last])


def _headcount(scene: Scene, quantity: Quantity) -> bool:
    """«Численность граждан в возрасте до 35 лет составила 14 206 человек»: how many of the people there are."""
    tokens = scene.sentence.tokens
    said = [i for i in scene.extents if i < quantity.first and tokens[i].lemma in words("amounts")]
    if not said or any(said[-1] < m.head < quantity.first for m, _ in scene.mentions):
        return False
    return any(t.lemma in words("population") for t in tokens[said[-1] + 1 : said[-1] + 4])


def city_signs(scene: Scene, quantity: Quantity, municipality: str | None) -> Iterator[str]:
    """Signs that a figure is about the municipality itself."""
    yield "city"
    tokens = scene.sentence.tokens
    yield f"{unit_kind(quantity)}-city"
    yield from fits(quantity, scene, "city")
    if _IN_CITY.search(scene.line.text):
        yield "city-named"
    if _VISITED.search(scene.line.text):
        yield "city-visited"
    if _public(scene, quantity):
        yield "city-works"
    yield from _nameless(scene)
    if _headcount(scene, quantity):
        yield "city-headcount"
    if unit_kind(quantity) == "percent":
        yield from _share_signs(scene, quantity)
    if _dwelling(scene, quantity):
        yield "city-dwelling"
    if quantity.noun is not None:
        yield from _counted_signs(scene, quantity, tokens[quantity.noun].lemma, municipality)


def _nameless(scene: Scene) -> Iterator[str]:
    """Signs of a sentence that names nothing."""
    if scene.mentions:
        return
    tokens = scene.sentence.tokens
    if tokens[0].low == "не" or any(token.lemma == "удаться" for token in tokens):
        yield "city-fresh"
    if scene.item:
        yield "city-item"


def _counted_signs(scene: Scene, quantity: Quantity, noun: str, municipality: str | None) -> Iterator[str]:
    """«1 874 усть-илганца», «320 жителей», «две организации – А и Б»."""
    tokens = scene.sentence.tokens
    stem = municipality.lower().replace("ё", "е")[: max(4, len(municipality) - 3)] if municipality else ""
    if stem and noun.startswith(stem):
        yield "demonym"
    if noun in words("residents"):
        yield "residents"
        own = any(token.lemma in words("municipal") for token in tokens[quantity.last : quantity.last + 2])
        if own and unit_kind(quantity) != "percent" and not scene.mentions:
            yield "residents-of"
    after = tokens[quantity.last : quantity.last + 2]
    dashed = len(after) == 2 and after[0].text in {"-", "–", "—"} and after[1].pos not in {"ADP", "NUM"}
    colon = len(after) == 2 and after[0].text == ":" and _names_follow(scene, quantity)
    framed = {"рамка", "рамки"}  # «в его рамках выполнено два проекта: …»
    whose = any(tokens[i + 1].lemma in framed for i, _ in scene.pronouns if i < quantity.first)
    if not whose and (colon or (dashed and quantity.first not in scene.bracketed)):
        yield "listed"


def _names_follow(scene: Scene, quantity: Quantity) -> bool:
    """«Работают две организации: «А» и «Б»»: the first names stand right after the colon."""
    first = min((m.first for m, _ in scene.mentions), default=0)
    return quantity.last < first <= quantity.last + 2
