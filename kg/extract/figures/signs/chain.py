"""Signs that a figure is about the same as the figure before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.extract.figures.signs.extent import remeasured
from kg.extract.figures.signs.kinds import unit_kind
from kg.extract.figures.signs.setting import attended_by_pronoun, roled, verbless

_YEAR_ROW = re.compile(
    r"\W*(?:в |на |к |за )?(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?\s?(?:г\w*\.?)?[^а-я]*(?:по |не менее |не более |до )?"
)
_WHICH = re.compile(r"котор|из них|из (?:этого )?числа|среди них|в том числе|их числа")


def back_chain_signs(scene: Scene, quantity: Quantity, *, counted: bool) -> Iterator[str]:
    """Signs that a figure is about the same as the last one of the sentence before."""
    yield "chain-back"
    if counted:
        yield "chain-back-counted"
    if attended_by_pronoun(scene, quantity):
        yield "chain-back-attended"
    if unit_kind(quantity) == "money" and scene.aimed:
        yield "chain-back-aimed"
    if not scene.mentions:
        yield "chain-back-alone"
        if _dated(scene, quantity):
            yield "chain-back-dated"
        if unit_kind(quantity) == "money" and verbless(scene.sentence):
            yield "chain-back-row"


def _dated(scene: Scene, quantity: Quantity) -> bool:
    """«2021 год – 2 100;»: a row that says a measure for another year."""
    before = scene.line.text[: quantity.number.start]
    return _YEAR_ROW.fullmatch(before) is not None


def chain_signs(scene: Scene, quantity: Quantity, stop: int, about: str) -> Iterator[str]:
    """Signs that a figure is about the same as the figure before it, which ended at ``stop``, is: ``about``."""
    yield "chain"
    tokens = scene.sentence.tokens
    if scene.clauses[min(stop, len(tokens)) - 1] == scene.clauses[quantity.first]:
        yield "chain-clause"
    if quantity.bare:
        yield "chain-elliptic"
    yield from _bracket_signs(scene, quantity, stop)
    yield from _telling(scene, quantity, stop)
    if quantity.number.kind == "part":
        yield "chain-part"
    if _parted(scene, quantity):
        yield "chain-which"
    if tokens[stop : quantity.first] and _beside(scene, quantity, stop, about):
        yield "chain-beside"
    if 0 < quantity.first - stop <= 1 and tokens[stop].low in {"из", "с", "от"} and quantity.noun is not None:
        yield "chain-from"
    if stop == quantity.first and quantity.noun is not None and tokens[quantity.noun].case == "Gen":
        yield "chain-of"
    if remeasured(scene, quantity, stop):
        yield "chain-remeasured"
    if "или" in [token.low for token in tokens[stop : quantity.first]][:2]:
        yield "chain-or"
    after = [token.lemma for token in tokens[stop : stop + 4]]
    # «комиссия проверила 19 договоров, действие которых …»: of the agreements, not of the commission
    other = any(m.last == stop and e.key != about for m, e in scene.mentions)
    if after[:1] == [","] and "который" in after and not other:
        yield "chain-relative"


def _telling(scene: Scene, quantity: Quantity, stop: int) -> Iterator[str]:
    """What is said between the two numbers."""
    if quantity.bare and _out_of(scene, stop, quantity.first):
        yield "chain-out-of"
    # «26 первичных организаций общей численностью 11 тысяч человек»
    if any(
        t.lemma == "численность" and t.case == "Ins" for t in scene.sentence.tokens[stop : quantity.first]
    ):
        yield "chain-totalling"
    if roled(scene, quantity):
        yield "chain-roled"
    if unit_kind(quantity) == "money" and any(
        t.lemma in words("adding") for t in scene.sentence.tokens[stop : quantity.last + 3]
    ):
        yield "chain-added"


def _out_of(scene: Scene, stop: int, first: int) -> bool:
    """«из 16 ТОС города заявки подали два», «из двенадцати мероприятий не состоялись два»: some of what was counted."""
    tokens = scene.sentence.tokens
    if any(token.text in {";", "."} for token in tokens[stop:first]):
        return False
    head = tokens[max(0, stop - 4) : stop]
    return any(a.low == "из" and b.pos == "NUM" for a, b in pairwise(head))


def _parted(scene: Scene, quantity: Quantity) -> bool:
    """«из них», «в том числе», «которых»: in the number's own clause."""
    line, here = scene.line, scene.clauses[quantity.first]
    found = _WHICH.finditer(line.text[: quantity.number.stop + 12])
    return any(scene.clauses[line.token(match.start())] == here for match in found)


def _beside(scene: Scene, quantity: Quantity, stop: int, about: str) -> bool:
    """«это 19 первичных организаций и 2 640 членов»: beside what was counted itself, rather than said of it."""
    between = [token.text for token in scene.sentence.tokens[stop : quantity.first]]
    return _counted_itself(scene, stop, about) and not quantity.bare and between in (["и"], [","])


def _counted_itself(scene: Scene, stop: int, about: str) -> bool:
    """Whether the figure before is about what it counts."""
    return any(e.key == about and m.head == stop - 1 for m, e in scene.mentions)


def _bracket_signs(scene: Scene, quantity: Quantity, stop: int) -> Iterator[str]:
    """«6 заседаний (в 2018 году – 4)» compares; «А (120 тыс.) и Б (80 тыс.)» each have their own."""
    inside = quantity.first in scene.bracketed
    before = scene.bracketed and min(stop, len(scene.sentence.tokens)) - 1 in scene.bracketed
    between = [token.text for token in scene.sentence.tokens[stop : quantity.first]]
    if before and ")" in between:
        yield "chain-apart"
    if inside and not before and between[:1] == ["("] and quantity.bare:
        yield "chain-compared"
