"""What an entity's edges rest on: claims and figures, each with its sentence, document and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.catalogue import NamedQuery, find
from kg.query.engine import Engine
from kg.query.formats import Term, value_of
from kg.query.names import entities
from kg.query.run import ask


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the answer to «evidence» or «figures».

    Attributes:
        cells: Its terms by the variable.
    """

    cells: Mapping[str, Term | None]

    def text(self, name: str) -> str:
        """A cell as bare text, empty where there is nothing."""
        return value_of(self.cells.get(name))


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of a thing.

    Attributes:
        iris: The things of that name; empty for a claim.
        claims: Claims from and to it, each sentence once.
        figures: Numbers about it.
    """

    iris: tuple[str, ...]
    claims: tuple[Evidence, ...]
    figures: tuple[Evidence, ...]


def _asked(engine: Engine, query: NamedQuery, values: Mapping[str, str]) -> list[Evidence]:
    answer = ask(engine, query, values)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [Evidence({name: row[name] for name in names}) for row in answer]


def explain(engine: Engine, what: str) -> Explanation:
    """Why the graph says what it says of an entity, or what a claim rests on.

    Args:
        engine: Who answers.
        what: A name, loosely written, or the IRI of an entity or claim.

    Raises:
        UsageError: Nothing is called so; the nearest names are given.
    """
    evidence = find("evidence")
    if "#claim=" in what:
        claims = _asked(engine, evidence, {"claim": what})
        if not claims:
            raise UsageError("no_claim", iri=what)
        return Explanation((), tuple(claims), ())
    iris = tuple(node.value for node in entities(engine, what))
    claims = [
        row for iri in iris for side in ("subject", "object") for row in _asked(engine, evidence, {side: iri})
    ]
    figures = [row for iri in iris for row in _asked(engine, find("figures"), {"about": iri})]
    return Explanation(iris, tuple(claims), tuple(figures))
