"""The words of ``kg/lexicon/identity.yaml``, by stem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon import load
from kg.resolve.words import Phrase, Phrases, phrase, telling


@dataclass(frozen=True)
class Lexicon:
    """What the rules of identity know of words; see the comments in the file.

    ``body_kinds`` are the class nouns of quoted names that do not make a branch of a national body.
    """

    rewrite: Phrases
    forms: Phrases
    local: Phrases
    local_district: Phrases
    regional: Phrases
    regional_lead: Phrases
    national: Phrases
    place_words: Phrases
    country: frozenset[str]
    bodies: frozenset[Phrase]
    branches: frozenset[str]
    kinds: dict[str, frozenset[str]]
    body_kinds: frozenset[str]
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
    kinds = {kind: _stems(words) for kind, words in data["kinds"].items()}
    branches = _stems(data["branches"])
    return Lexicon(
        rewrite=Phrases(data["rewrite"]),
        forms=Phrases(form for line in data["forms"] for form in line),
        local=Phrases(data["local"]),
        local_district=Phrases(data["local_district"]),
        regional=Phrases(data["regional"]),
        regional_lead=Phrases(data["regional_lead"]),
        national=Phrases(data["national"]),
        place_words=Phrases(data["place_words"]),
        country=_stems(data["country"]),
        bodies=frozenset(telling(body) for body in data["bodies"]),
        branches=branches,
        kinds=kinds,
        body_kinds=frozenset(word for words in kinds.values() for word in words) - branches,
        descriptive=_stems(data["descriptive"]),
        unique=_stems(data["unique"]),
        generic=_stems(data["generic"]),
        weak=_stems(data["weak"]),
        units=_stems(data["units"]),
        owners=_stems(data["owners"]),
        lasting=_stems(data["lasting"]),
        antonyms=tuple(_stems(words) for words in data["antonyms"]),
        common_districts=_stems(data["common_districts"]),
        inner_places=_stems(data["inner_places"]),
    )
