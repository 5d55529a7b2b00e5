"""The lexicon of head nouns and of name growth, read once from the data files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kg.lexicon import load
from kg.lexicon import words as list_of
from kg.model import EntityType


class Bare(StrEnum):
    """What a head noun means with nothing of its own beside it."""

    UNIQUE = "unique"
    ANAPHOR = "anaphor"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """One line of the lexicon of heads.

    Attributes:
        lemma: The head noun.
        type: Its class, None where the noun with these neighbours names nothing.
        bare: What it means alone.
        within: Lemmas (or beginnings, with ``*``) of which one must stand in the phrase.
        line: Number of the entry: the name of the rule.
    """

    lemma: str
    type: EntityType | None
    bare: Bare
    within: frozenset[str]
    line: int

    def holds(self, lemmas: Collection[str]) -> bool:
        """Whether the entry holds in a phrase with these lemmas."""
        if not self.within or not self.within.isdisjoint(lemmas):
            return True
        starts = _starts(self.within)
        return bool(starts) and any(lemma.startswith(starts) for lemma in lemmas)


@cache
def _starts(within: frozenset[str]) -> tuple[str, ...]:
    return tuple(word[:-1] for word in within if word.endswith("*"))


@cache
def heads() -> Mapping[str, tuple[HeadEntry, ...]]:
    """All entries by lemma, in the order of the file."""
    found: dict[str, list[HeadEntry]] = {}
    for line, (lemma, kind, bare, within, _) in enumerate(load("heads.yaml")["heads"]):
        entity_type = None if kind == "-" else EntityType(kind)
        entry = HeadEntry(lemma, entity_type, Bare(bare), frozenset(within), line)
        found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``phrases.yaml`` as a set."""
    return list_of("phrases.yaml", name)


@lru_cache(maxsize=4096)
def complements(kind: EntityType, head: str) -> Mapping[str, str]:
    """Prepositions (with the case they govern) that a name of this class and head takes."""
    data = load("phrases.yaml")
    own: dict[str, str] = {p: case for p, case in data["complements"].get(kind.value, {}).items() if case}
    if head in words("whole_authorities"):
        return {}
    limits = {
        EntityType.EVENT: "event_complements",
        EntityType.MEDIA: "media_complements",
        EntityType.INSTITUTION: "institution_complements",
    }.get(kind)
    if limits is None:
        return own
    return {p: case for p, case in own.items() if {head, "<any>"} & set(data[limits].get(p, ()))}
