"""What is not asked, because what it rests on is missing, would have said nothing."""

from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.corpus import find, read
from kg.extract.document import extract
from kg.extract.figures import owner
from kg.extract.figures.signs import placed
from kg.extract.relations import frames, reach
from kg.extract.relations.arguments import Roles
from kg.extract.relations.lexicon import load

ROOT = Path(__file__).parents[2]
REPORTS = find([ROOT / "seeds", ROOT / "tests" / "gold" / "texts"]).sources


@pytest.fixture(scope="module", params=REPORTS, ids=lambda source: source.identifier)
def report(request):
    return annotate(read(request.param))


def test_no_pattern_that_is_not_asked_has_an_object(report, monkeypatch):
    passed_over = []

    def asked(field, pattern):
        found = reach.reachable(field, pattern)
        if not found:
            objects = Roles(field.scene, field.trigger, load()).fill(pattern.object, pattern.objects)
            passed_over.append(objects)
        return found

    monkeypatch.setattr(frames, "reachable", asked)
    extract(report)
    assert passed_over and not any(passed_over)


def test_no_sign_of_a_figure_that_is_not_asked_holds(report, monkeypatch):
    asked_for, missed = [], []
    signs_of = placed.placed_signs
    every = tuple({need for needs in placed._NEEDS.values() for need in needs})

    def asked(scene, quantity, row, past):
        mention, entity = row
        paid = quantity.unit == "RUB"
        known = placed._signs_of(entity.type, tuple(placed._facts(scene, quantity, mention)), paid=paid)
        others = set(placed._signs_of(entity.type, every, paid=paid)) - set(known)
        asked_for.extend(known)
        missed.extend(name for name, sign in others if sign(scene, quantity, mention))
        return signs_of(scene, quantity, row, past)

    monkeypatch.setattr(owner, "placed_signs", asked)
    extract(report)
    assert asked_for and not missed
