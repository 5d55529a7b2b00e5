"""The municipality that a report is about: its name in all forms, its region, its row among the places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import EntityType, Extraction
from kg.resolve.lexicon import lexicon
from kg.resolve.places import WIDELY_KNOWN, Place, forms, gazetteer
from kg.resolve.slugs import slug
from kg.resolve.words import Phrase, phrase, words

_DISTRICT = re.compile(r"\b(?:район|округ)\b")
_URBAN = re.compile(r"\b(?:городск\w+|зато)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality as one report, or several, speak of it.

    Attributes:
        name: Nominative, without «город» and the like.
        forms: Stems that its name, cases and adjectives have.
        district: Whether it is a district rather than a town.
        region: Code of its region, empty where unknown.
        place: Its row among the known places, if it is known for sure.
        slug: Its part in ids.
    """

    name: str
    forms: frozenset[Phrase]
    district: bool
    region: str
    place: Place | None
    slug: str

    @property
    def id(self) -> str:
        """Id of its node."""
        return f"place/{self.slug}"


NOWHERE = Town("", frozenset(), False, "", None, "")
"""The municipality of a report that names none."""


@lru_cache(maxsize=8_192)
def bare(name: str) -> str:
    """A place's name without the words before and after it that say what it is («г.», «городской округ»)."""
    found = words(name)
    stems = [word.stem for word in found]
    kept, index = [], 0
    while index < len(found):
        step = lexicon().place_words.at(stems, index)
        if step is None:
            kept.append(found[index].text)
        index += step[0] if step else 1
    return name if not kept else "-".join(kept) if _hyphenated(name, kept) else " ".join(kept)


def _hyphenated(name: str, parts: Sequence[str]) -> bool:
    return len(parts) > 1 and "-".join(parts) in name


def is_district(name: str) -> bool:
    """Whether a municipality's name is that of a district («Томский район», «… муниципальный округ»)."""
    return bool(_DISTRICT.search(name.lower())) and not _URBAN.search(name)


def settlement_slug(name: str, region: str) -> str:
    """A settlement's part in ids; its region is part of it where others bear the name."""
    homes = {place.region for place in gazetteer().homonyms(name)}
    if len(homes) < 2 or not region:
        return slug(name)
    return f"{slug(name)}-{slug(gazetteer().by_code[region].name)}"


@lru_cache(maxsize=8_192)
def town(name: str, region: str) -> Town:
    """The municipality of a name.

    Args:
        name: As the report's heading has it.
        region: Code of the region, where it is known.
    """
    whole = gazetteer().region(phrase(name))
    if whole:
        return Town(whole.name, frozenset({phrase(name)}), False, whole.region, whole, slug(whole.name))
    short = bare(name)
    if is_district(name):
        stems = phrase(short)
        # «Октябрьский район» is in every second region
        inside = (
            gazetteer().by_code[region].name if region and stems[-1] in lexicon().common_districts else ""
        )
        return Town(name, frozenset({stems}), True, region, None, slug(f"{short} район {inside}"))
    place = gazetteer().settlement(short, frozenset({region} - {""}))
    home = place.region if place else region
    return Town(short, forms(short), False, home, place, settlement_slug(short, home))


def _evidence(extraction: Extraction) -> frozenset[str]:
    return gazetteer().regions_in(f"{extraction.document.identifier}\n{extraction.document.text}")


def _place_labels(extraction: Extraction) -> list[str]:
    places = (entity for entity in extraction.entities if entity.type is EntityType.PLACE)
    return sorted({label for entity in places for label in (entity.label, *entity.aliases)})


def _nominative(name: str, extraction: Extraction) -> str:
    """A municipality's name in the nominative, where the heading has it in another case («Алейска»)."""
    short, stems = bare(name), phrase(bare(name))
    known = {place.name for place in gazetteer().homonyms(short)}
    if len(known) == 1 and not is_district(name):
        return known.pop()
    same = [label for label in _place_labels(extraction) if phrase(bare(label)) == stems]
    fitting = [label for label in same if is_district(label) == is_district(name)]
    return min(fitting, key=lambda label: (label != name, len(label), label), default=name)


def _region(name: str, extraction: Extraction) -> str:
    """The region of a report's municipality: that of the only town of the name, else what the report says.

    A village that happens to be the only known place of the name is not meant where the report names other
    regions.
    """
    found = gazetteer().homonyms(bare(name)) if not is_district(name) else ()
    homes = {place.region for place in found}
    stated = {
        place.region for label in _place_labels(extraction) if (place := gazetteer().region(phrase(label)))
    }
    if len(homes) == 1 and (found[0].population >= WIDELY_KNOWN or not stated - {""} or stated & homes):
        return homes.pop()
    named = _evidence(extraction)
    fitting = named & homes or (named if len(homes) < 2 else frozenset())
    return next(iter(fitting)) if len(fitting) == 1 else ""


def named(extraction: Extraction) -> tuple[str, str] | None:
    """The name and the region that a report's municipality is looked up by; None where it names none."""
    name = extraction.document.municipality
    if not name or not phrase(bare(name)):
        return None
    found = _nominative(name, extraction)
    return found, _region(found, extraction)


def town_of(extraction: Extraction) -> Town:
    """The municipality of one report; :data:`NOWHERE` where it names none."""
    found = named(extraction)
    return town(*found) if found else NOWHERE


def others(towns: Iterable[Town]) -> Mapping[Phrase, Town]:
    """Municipalities by the stems of their name, those that share one left out."""
    found: dict[Phrase, set[Town]] = {}
    for one in towns:
        for shape in one.forms:
            found.setdefault(shape, set()).add(one)
    return {shape: next(iter(group)) for shape, group in found.items() if len(group) == 1}
