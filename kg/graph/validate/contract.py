"""The contract's own rules: one SPARQL query each, in the folder ``contract``, that finds what breaks it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, QuerySolutions, Store

from kg.graph.ontology import terms
from kg.graph.validate.finding import Finding
from kg.graph.vocabulary import PREFIXES

RULES = Path(__file__).with_name("contract")


def check_contract(store: Store) -> list[Finding]:
    """Run every rule; the kind of a finding is the name of its rule's file."""
    return [finding for rule in sorted(RULES.glob("*.rq")) for finding in _broken(store, rule)]


def _broken(store: Store, rule: Path) -> list[Finding]:
    rows = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(rows, QuerySolutions)
    return [Finding(_shown(row["subject"]), rule.stem, _shown(row["message"])) for row in rows]


def _shown(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(getattr(term, "value", term))


def check_terms(store: Store) -> list[Finding]:
    """Terms of our namespace that the ontology does not define."""
    found: dict[str, str] = {}
    for quad in store:
        for term in (quad.predicate, quad.object):
            iri = str(getattr(term, "value", ""))
            if iri.startswith(PREFIXES["civ"]) and iri not in terms() and not isinstance(term, Literal):
                subject = _shown(quad.subject)
                found[iri] = min(found.get(iri, subject), subject)
    return [Finding(subject, "unknown-term", iri) for iri, subject in found.items()]
