"""All checks in order."""

from __future__ import annotations

from pyoxigraph import Store

from kg.graph.validate.contract import check_contract, check_terms
from kg.graph.validate.finding import Finding
from kg.graph.validate.quotes import Texts, check_quotes
from kg.graph.validate.shapes import check_shapes


def validate(
    store: Store, texts: Texts | None = None, *, language: str = "ru", shapes: bool = True
) -> list[Finding]:
    """Check a graph against the contract.

    Args:
        store: The graph.
        texts: Gives the text of a source file by its identifier, ``None`` where there is none; without it
            quotes are held against the texts in the graph.
        language: Of the shapes' messages, ``ru`` or ``en``.
        shapes: Whether to run the SHACL shapes too (the slow part).

    Returns:
        What was found, sorted, each finding once.
    """
    found = [*check_contract(store), *check_terms(store), *check_quotes(store, texts)]
    if shapes:
        found += check_shapes(store, language)
    return sorted(set(found))
