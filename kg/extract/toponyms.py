"""The nominative of a place's name: what the gazetteer knows, else what the dictionary makes of its ending."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import kg.lexicon
from kg.annotate.lemmas import parses
from kg.model import Token

_NAME_COLUMN = 2


@cache
def gazetteer() -> frozenset[str]:
    """The names of Russian settlements and districts (GeoNames), lower case, «ё» as «е»."""
    path = Path(kg.lexicon.__file__).parent / "places.tsv"
    rows = (
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    return frozenset(row[_NAME_COLUMN].lower().replace("ё", "е") for row in rows if len(row) > _NAME_COLUMN)


def _candidates(token: Token) -> list[str]:
    own = [token.word]
    nouns = [p for p in parses(token.text) if p.tag.POS == "NOUN" and p.tag.number == "sing"]
    named = [p.normal_form for p in nouns if "Geox" in p.tag]
    return [*own, *named, *(p.normal_form for p in nouns)]


_NAMED = re.compile(r"[сц]к(?:ий|ая|ое)$")
"""«станицы Каменская», «в посёлке Лесной»: beside its noun a name that is an adjective may stay in the nominative."""


def nominative_toponym(token: Token, oblique: bool) -> str:
    """A proper name of one word in the nominative.

    Args:
        token: As it stands; the tagger often takes «Алейска» for a nominative.
        oblique: Whether the words around say that it cannot be in the nominative («города Алейска»).
    """
    first, on, river = token.text.partition("-на-")  # «Калачом-на-Дону»
    if on:
        return f"{nominative_toponym(replace(token, text=first), oblique=True).capitalize()}-на-{river}"
    candidates = [name.replace("ё", "е") for name in _candidates(token)]
    known = next((name for name in candidates if name in gazetteer()), None)
    if known is not None:
        return known
    if _NAMED.search(token.text):
        return token.text
    others = [name for name in candidates if name != candidates[0]]
    if (oblique or token.case not in {"Nom", ""}) and others:
        return others[0]
    return candidates[0]
