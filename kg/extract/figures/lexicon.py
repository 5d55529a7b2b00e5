"""The words of numbers and units, read once from ``kg/lexicon``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kg.model import Bound

_SAID = {
    "cardinals": ("words", False),
    "collectives": ("words", True),
    "parts": ("part", True),
    "multiples": ("multiple", False),
    "repeats": ("repeat", False),
}
"""For each group of number words its kind, and whether its plural says no number («сотни»)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says: a number, of which kind, and whether in the singular only."""

    value: float
    kind: str
    singular: bool


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of text whose numbers are no figures, with an example.

    Attributes:
        name: Its name.
        pattern: What it looks like.
        example: A text that it covers.
        needs: Pieces of which a text must hold one, that the pattern is tried at all; empty for any text.
        digits: Whether there is a digit in all that it covers.
    """

    name: str
    pattern: re.Pattern[str]
    example: str
    needs: tuple[str, ...] = ()
    digits: bool = True

    def may_stand(self, text: str) -> bool:
        """Whether a text is worth trying the pattern on."""
        for piece in self.needs:
            if piece in text:
                return True
        return not self.needs


@dataclass(frozen=True, slots=True)
class Unit:
    """What may stand after a number."""

    name: str
    pattern: re.Pattern[str]
    spoken: str
    example: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of which each says a bound."""

    pattern: re.Pattern[str]
    bounds: Mapping[str, Bound | None]


@dataclass(frozen=True)
class Numerals:
    """The words of numbers; see ``numbers.yaml`` for each field."""

    said: Mapping[str, Said]
    scales: tuple[tuple[re.Pattern[str], int], ...]
    before: Phrases
    after: Phrases
    named: Phrases
    reaching: frozenset[str]
    alone: Mapping[str, int]
    masks: tuple[Mask, ...]

    @cached_property
    def wordy(self) -> tuple[Mask, ...]:
        """The masks that may cover what holds no digit."""
        return tuple(mask for mask in self.masks if not mask.digits)


@dataclass(frozen=True, slots=True)
class Units:
    """The words of units; see ``units.yaml`` for each field."""

    units: tuple[Unit, ...]
    people: frozenset[str]
    animals: frozenset[str]
    events: frozenset[str]
    money: frozenset[str]
    sums_by_cue: Mapping[str, str]
    change: Mapping[str, str]
    extents: frozenset[str]
    people_by_cue: Mapping[str, str]


def _load(package: str, name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((files(package) / name).read_text(encoding="utf-8"))
    return data


def _phrases(groups: Mapping[str, list[str]], form: str) -> Phrases:
    """One pattern for all, the longest phrase first, so that «не менее» is not read as «менее»."""
    bounds = {"AtLeast": Bound.AT_LEAST, "AtMost": Bound.AT_MOST, "Exact": None}
    said = {phrase: bounds[group] for group, phrases in groups.items() for phrase in phrases}
    ordered = sorted(said, key=lambda phrase: (-len(phrase), phrase))
    return Phrases(re.compile(form.format("|".join(map(re.escape, ordered)))), said)


@lru_cache(maxsize=1)
def numerals() -> Numerals:
    """``numbers.yaml``."""
    row = _load("kg.lexicon", "numbers.yaml")
    return Numerals(
        {lemma: Said(value, *how) for group, how in _SAID.items() for lemma, value in row[group].items()},
        tuple((re.compile(rf"\s?(?:{s['pattern']})(?!\w)\.?"), s["factor"]) for s in row["scales"]),
        _phrases(
            row["bounds"], r"(?<!\w)({})(?:,? чем)?(?: (?:в|на|с|со|из|у|по|о|за|для|к|до))?\s?[–—-]?\s?$"
        ),
        _phrases(row["bounds_after"], r"\s?({})(?!\w)"),
        _phrases(
            row["bounds_named"],
            r"(?<!\w)({})\w+(?: [а-я]+){{1,5}}(?: (?:[–—-]|равен|равна|составляет|составил[аио]?|установлен[аоы]?))?:? ?$",
        ),
        frozenset(row["reaching"]),
        row["alone"],
        tuple(
            Mask(
                m["name"],
                re.compile(m["pattern"]),
                m["example"],
                tuple(m.get("needs", ())),
                m.get("digits", True),
            )
            for m in row["masks"]
        ),
    )


@lru_cache(maxsize=1)
def units() -> Units:
    """``units.yaml``."""
    row = _load("kg.lexicon", "units.yaml")
    return Units(
        tuple(
            Unit(u["unit"], re.compile(rf"\s?(?:{u['pattern']})"), u["spoken"], u["example"])
            for u in row["units"]
        ),
        frozenset(row["people"]),
        frozenset(row["animals"]),
        frozenset(row["events"]),
        frozenset(row["money"]),
        row["sums_by_cue"],
        {lemma: name for name, lemmas in row["change"].items() for lemma in lemmas},
        frozenset(row["extents"]),
        row["people_by_cue"],
    )


@lru_cache(maxsize=1)
def _owners() -> dict[str, Any]:
    return _load("kg.extract.figures", "owners.yaml")


@cache
def weights() -> Mapping[str, float]:
    """How much each sign says about whom a figure is, fitted on annotated reports (``owners.json``)."""
    found: dict[str, float] = json.loads(
        files("kg.extract.figures").joinpath("owners.json").read_text(encoding="utf-8")
    )
    return found


@cache
def guesses() -> Mapping[str, float]:
    """How much each sign was thought to say before reports were counted."""
    found: dict[str, float] = _owners()["weights"]
    return found


@cache
def suits() -> Mapping[str, frozenset[str]]:
    """What is typically counted of each class of entity, and of a city."""
    return {kind: frozenset(lemmas) for kind, lemmas in _owners()["suits"].items()}


def certainty() -> float:
    """How often the winner is right where the weights leave no doubt, 0 to 1."""
    return float(_owners()["certainty"])


@cache
def words(group: str) -> frozenset[str]:
    """A group of lemmas that signs look for."""
    return frozenset(_owners()["words"][group])
