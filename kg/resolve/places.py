"""Known places: GeoNames ids and coordinates of Russian settlements and regions, looked up in any case.

The table is ``kg/lexicon/places.tsv`` (GeoNames, CC BY 4.0). A name that several settlements bear is told
apart by the region, or left open: a lookup never guesses.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.resolve.words import Phrase, phrase, stem

_VOWELS = "аеёиоуыэюяьй"
_ADJECTIVAL = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
_ADJECTIVES = ("ск", "ьск", "инск", "нинск", "овск", "евск", "енск", "анск", "имск", "ецк")
_FLEETING = {"ец": ("ьц", "ц"), "ок": ("к",), "ек": ("к", "ьк"), "ел": ("л",), "ёл": ("л",)}
WIDELY_KNOWN = 50_000
"""Population from which a settlement is meant even where a report from another region names it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table.

    Attributes:
        kind: ``country``, ``region`` or ``settlement``.
        geonames: Its GeoNames id.
        name: Russian name, nominative.
        region: Code of the region it is or lies in; empty for the country.
        latitude: Degrees north, if known.
        longitude: Degrees east, if known.
        population: Inhabitants, 0 where unknown.
    """

    kind: str
    geonames: int
    name: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int


def _inflected(word: str) -> Iterable[str]:
    """Stems of a proper name's cases and of its adjective."""
    lower = word.lower()
    yield stem(lower)
    base = lower.rstrip(_VOWELS) if lower[-1] in _VOWELS else lower
    for ending, changed in _FLEETING.items():
        if lower.endswith(ending):
            yield from (stem(lower[: -len(ending)] + other + "а") for other in changed)
            yield from (stem(lower[: -len(ending)] + other + "овский") for other in changed)
            yield stem(base[: -len(ending)] + "ецкий")
    if not lower.endswith(("ск", "цк")) and not _ADJECTIVAL.search(lower):
        yield from (stem(base + adjective + "ий") for adjective in _ADJECTIVES)


@lru_cache(maxsize=16_384)
def forms(name: str) -> frozenset[Phrase]:
    """What a settlement's name looks like by stem: its cases, and the adjectives made of it.

    «Нижний Тагил» gives («нижн», «тагил») as well as («нижнетагильск»,).
    """
    parts = [part for part in re.split(r"[\s-]+", name) if part]
    if not parts:
        return frozenset()
    before = tuple(stem(part) for part in parts[:-1])
    found = {(*before, last) for last in _inflected(parts[-1])}
    if len(parts) == 2 and " " in name:
        joined = [_ADJECTIVAL.sub("", parts[0].lower()) + link for link in "ео"]
        found |= {(stem(first + last + "ий"),) for first in joined for last in _inflected(parts[-1])}
    return frozenset(found)


class _Settlements:
    """Settlements by the stems of their names; stems are made only of names that begin as one that is asked for."""

    def __init__(self) -> None:
        self._unread: dict[str, list[Place]] = {}
        self._read: dict[Phrase, list[Place]] = {}

    def add(self, place: Place) -> None:
        self._unread.setdefault(_beginning(place.name), []).append(place)

    def of(self, name: Phrase) -> Sequence[Place]:
        """The settlements whose names have these stems, in the order in which they were added."""
        for place in self._unread.pop(_beginning(name[0]), ()) if name else ():
            self._read.setdefault(phrase(place.name), []).append(place)
        return self._read.get(name, ())


def _beginning(word: str) -> str:
    """What a name and its stem have in common."""
    return word[:2].lower().replace("ё", "е")


class Gazetteer:
    """The table with its indexes."""

    def __init__(self, rows: Iterable[Place], others: Iterable[tuple[str, Place]] = ()) -> None:
        self._settlements = _Settlements()
        self._regions: dict[Phrase, Place] = {}
        self.by_code: dict[str, Place] = {}
        self.by_number: dict[int, Place] = {}
        for place in rows:
            if place.kind == "settlement":
                self._settlements.add(place)
            else:
                self._regions[phrase(place.name)] = place
                self.by_code[place.region] = place
            self.by_number[place.geonames] = place
        self._regions |= {phrase(name): place for name, place in others}
        self._longest: dict[str, int] = {}
        for words in self._regions:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def region(self, name: Phrase) -> Place | None:
        """The region or the country of exactly this name."""
        return self._regions.get(name)

    def region_at(self, stems: Phrase, index: int) -> tuple[int, Place] | None:
        """Length of the longest name of a region (or of the country) at ``index``, and the region."""
        longest = self._longest.get(stems[index], 0)
        for length in range(min(longest, len(stems) - index), 0, -1):
            found = self._regions.get(stems[index : index + length])
            if found:
                return length, found
        return None

    def homonyms(self, name: str | Phrase) -> tuple[Place, ...]:
        """All settlements of a name, in any case; those of exactly this name where it is a nominative."""
        if not isinstance(name, str):
            return tuple(self._settlements.of(name))
        found = tuple(self._settlements.of(phrase(name)))
        plain = name.casefold().replace("ё", "е")
        exact = tuple(place for place in found if place.name.casefold().replace("ё", "е") == plain)
        return exact or found

    def settlement(self, name: str | Phrase, regions: frozenset[str]) -> Place | None:
        """The settlement that a report means.

        Args:
            name: Its name, in any case.
            regions: Codes of the regions that the report speaks of, its own first of all.

        Returns:
            The one of that name in these regions; else the only one of that name, where it is widely known
            or nothing is known of the region; None where the question is open.
        """
        found = self.homonyms(name)
        near = [place for place in found if place.region in regions]
        if near:
            return near[0] if len(near) == 1 else None
        if len(found) == 1 and (not regions or found[0].population >= WIDELY_KNOWN):
            return found[0]
        return None

    def regions_in(self, text: str) -> frozenset[str]:
        """Codes of the regions that a text names."""
        return frozenset(
            self._regions[key].region
            for match in _region_pattern(tuple(sorted(self._regions))).finditer(text)
            if (key := phrase(match[0])) in self._regions and self._regions[key].region
        )


def _alternatives(stems: Iterable[str]) -> str:
    """A pattern of stems in any case, the longest first; sorted by first letters, since most words begin with none."""
    rest: dict[str, list[str]] = {}
    for one in sorted(stems, key=len, reverse=True):
        rest.setdefault(one[0], []).append(re.escape(one[1:]))
    return "|".join(f"[{first}{first.upper()}](?i:{'|'.join(rest[first])})" for first in sorted(rest))


@cache
def _region_pattern(names: tuple[Phrase, ...]) -> re.Pattern[str]:
    firsts = _alternatives({name[0] for name in names})
    last = r"(?i:кра[йяюе]\w?|област\w+|республик\w+|автономн\w+ округ\w*|эл|якутия|алания)"
    return re.compile(
        rf"\b(?:(?:{firsts})\w*(?:-\w+)?[ \n]{last}|[А-ЯЁ]{{4}}|[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ][а-яё]+)?)\b"
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def gazetteer() -> Gazetteer:
    """The committed table, read once a process."""
    lines = files("kg.lexicon").joinpath("places.tsv").read_text(encoding="utf-8").splitlines()
    rows, others = [], []
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        at = (_number(row["latitude"]), _number(row["longitude"]))
        place = Place(
            row["kind"], int(row["geonames"]), row["name"], row["region"], *at, int(row["population"] or 0)
        )
        rows.append(place)
        others += [(name, place) for name in row["other"].split(";") if name]
    return Gazetteer(rows, others)
