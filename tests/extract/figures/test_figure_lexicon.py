"""The data of figures: every pattern reads its own example, every sign is known."""

import re
from inspect import getsource

import pytest

from kg.extract.figures import owner, scene
from kg.extract.figures.lexicon import guesses, numerals, units, weights
from kg.extract.figures.signs import back, chain, city, counted, kinds, order, placed


@pytest.mark.parametrize("mask", numerals().masks, ids=lambda mask: mask.name)
def test_a_mask_covers_its_example(mask):
    text = mask.example.lower().replace("ё", "е")
    assert mask.pattern.search(text)
    assert mask.may_stand(text)
    assert not mask.digits or re.search(r"\d", text)


@pytest.mark.parametrize("unit", units().units, ids=lambda unit: f"{unit.name} {unit.example}")
def test_a_unit_is_the_first_that_reads_its_example(unit):
    example = unit.example.lower()
    stop = re.search(r"\d(?!.*\d)|пять|тыс\.(?= руб)", example)
    after = example.index("тыс.") + 4 if "тыс." in example else stop.end()
    first = next(u for u in units().units if u.pattern.match(example, after))
    assert first.name == unit.name


def test_every_weight_is_of_a_sign_that_exists():
    source = "".join(
        getsource(module) for module in (owner, scene, back, chain, city, counted, kinds, order, placed)
    )
    units_of = {"money", "people", "percent", "events", "count", "time"}
    for sign in {**weights(), **guesses()}:
        first, _, _ = sign.partition("-")
        composed = first in {
            "is",
            "prep",
            "back",
            "tree",
            "counted",
            "before",
            "after",
            "suits",
            "adjoined",
            *units_of,
        } or sign.endswith(("-sitting", "-named", "-document", "-given", "-to", "-actor", "-worth", "-after"))
        assert composed or f'"{sign}"' in source, sign
