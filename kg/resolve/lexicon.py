"""The words of ``kg/lexicon/identity.yaml``, by stem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon import load
from kg.resolve.words import SMALL, Phrase, Phrases, phrase


@dataclass(frozen=True)
class Lexicon:
    """What the rules of identity know of words; see the comments in the file."""

    rewrite: Phrases
    forms: Phrases
    local: Phrases
    local_district: Phrases
    regional: Phrases
    place_words: Phrases
    national: frozenset[str]
    country: frozenset[str]
    bodies: frozenset[Phrase]
    branches: frozenset[str]
    kinds: dict[str, frozenset[str]]
    descriptive: frozenset[str]
    unique: frozenset[str]
    generic: frozenset[str]
    weak: frozenset[str]
    units: frozenset[str]
    owners: frozenset[str]
    lasting: frozenset[str]
    antonyms: tuple[frozenset[str], ...]
    common_districts: frozenset[str]
    inner_places: frozenset[str]


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase(word)[0] for word in words)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    data: dict[str, Any] = load("identity.yaml")
    flat = [form for line in data["forms"] for form in line]
    sets = (
        "national",
        "country",
        "branches",
        "descriptive",
        "unique",
        "generic",
        "weak",
        "units",
        "owners",
        "lasting",
    )
    return Lexicon(
        rewrite=Phrases(data["rewrite"]),
        forms=Phrases(flat),
        **{name: Phrases(data[name]) for name in ("local", "local_district", "regional", "place_words")},
        **{name: _stems(data[name]) for name in (*sets, "common_districts", "inner_places")},
        bodies=frozenset(tuple(s for s in phrase(body) if s not in SMALL) for body in data["bodies"]),
        kinds={kind: _stems(words) for kind, words in data["kinds"].items()},
        antonyms=tuple(_stems(words) for words in data["antonyms"]),
    )
