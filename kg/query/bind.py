"""Giving a query its parameters: as terms in VALUES, never as pieces of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import Said, UsageError
from kg.query.catalogue import NamedQuery, nearest

Value: TypeAlias = NamedNode | Literal

_OPEN = re.compile(r"^[ \t]*VALUES \?(\w+) \{ UNDEF \} # ?(\w+)[ \t]*\n", re.MULTILINE)


def given(query: NamedQuery, values: Mapping[str, str]) -> dict[str, str]:
    """The values of a question's parameters, defaults included.

    Raises:
        UsageError: A value is for no parameter of the question, or a required one is missing.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            near = nearest(name, list(known)) if known else Said("no_parameters")
            raise UsageError("no_parameter", name=name, query=query.name, near=near)
    for parameter in query.parameters:
        if parameter.required and not values.get(parameter.name):
            raise UsageError("needs_parameter", query=query.name, name=parameter.name, words=parameter.words)
    defaults = {name: parameter.default for name, parameter in known.items()}
    return {name: value for name, value in {**defaults, **values}.items() if value}


def bind(text: str, values: Mapping[str, Sequence[Value]]) -> str:
    """Fill the open places ``VALUES ?x { UNDEF } # name`` of a query.

    A place whose parameter has no value is left out: the variable is then free. Line numbers stay.

    Args:
        text: SPARQL.
        values: Terms by the name of the parameter.
    """

    def fill(match: re.Match[str]) -> str:
        terms = values.get(match[2])
        if not terms:
            return "\n"
        return f"  VALUES ?{match[1]} {{ {' '.join(str(term) for term in terms)} }}\n"

    return _OPEN.sub(fill, text)
