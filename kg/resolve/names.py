"""What a name says: its head noun, what else qualifies it, its numbers, its quoted core, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kg.model import EntityType
from kg.resolve.lexicon import lexicon
from kg.resolve.places import gazetteer
from kg.resolve.towns import Town
from kg.resolve.words import SMALL, Phrase, Word, rewrite, words

_ADJECTIVE = re.compile(r"\w{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ых|их|ую|юю|ым|им)$")
_EXACT = 2
_PLURAL = re.compile(r"\w+(?:ых|их|ов|ев|ам|ах)$")
_LOCAL_BODY = ("глав", "администрац", "мэр", "дум", "собран")


class Reach(Enum):
    """What a name itself says of whose it is."""

    OPEN = "open"
    OWN = "own"
    OTHER = "other"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        head: Stem of the head noun; empty where the name is a quotation alone.
        rest: Stems of the other words outside quotation marks.
        core: Each quoted name; up to two words as they stand, more by stem, since «Родник» is not «Родники».
        flat: All telling stems, whether quoted or not.
        numbers: All numbers, as they are told apart by.
        reach: Whose the name says it is.
        place: Code of the region or id part of the municipality that ``reach`` speaks of.
        text: Its telling words, for ids.
        acronym: Whether it is one word in capitals.
    """

    head: str
    rest: frozenset[str]
    core: tuple[Phrase, ...]
    flat: frozenset[str]
    numbers: tuple[str, ...]
    reach: Reach
    place: str
    text: str
    acronym: bool

    @property
    def stems(self) -> frozenset[str]:
        """All telling words as they are compared, the quoted ones included."""
        return self.rest | {stem for core in self.core for stem in core} | ({self.head} - {""})

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What two names of one thing have in common: main noun, all stems, numbers; word order is no matter."""
        inner = self.head or (self.core[0][0] if self.core else "")
        return inner, tuple(sorted(self.stems)), self.numbers


class Others:
    """The other municipalities that the reports at hand speak of, by the stems of their names."""

    def __init__(self, by_form: dict[Phrase, Town]) -> None:
        self.by_form = by_form


@dataclass(slots=True)
class _Found:
    """Places and local words met in a name while they are taken out."""

    own: bool = False
    region: str = ""
    regional: bool = False
    other: str = ""


def _is_adjective(word: Word) -> bool:
    text = word.text.lower()
    return bool(_ADJECTIVE.match(text)) and not re.match(r"\w*(?:[нтс]ие|ствие|орий|ей|край)$", text)


def _unwrapped(name: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without the quotation marks around a descriptive name that only a legal form precedes."""
    outside = _without_forms([word for word in name if not word.depth])
    inside = [word for word in name if word.depth]
    head = next((word for word in inside if not _is_adjective(word)), None)
    if outside or head is None or (head.stem not in lexicon().descriptive and len(inside) < 3):
        return name
    if head.stem not in lexicon().descriptive:
        return name
    return tuple(
        Word(word.text, word.stem, word.depth - 1, word.quoted if word.depth > 1 else -1) for word in inside
    )


def _without_forms(outside: Sequence[Word]) -> list[Word]:
    stems = [word.stem for word in outside]
    kept, index = [], 0
    while index < len(outside):
        step = lexicon().forms.at(stems, index)
        if step is None:
            kept.append(outside[index])
        index += step[0] if step else 1
    return kept


def _before_owner(outside: Sequence[Word]) -> tuple[list[Word], bool]:
    """Without «при главе города»: an advisory body is the same with and without it."""
    for index, word in enumerate(outside[:-1]):
        if word.stem == "при" and outside[index + 1].stem.startswith(_LOCAL_BODY):
            return list(outside[:index]), True
    return list(outside), False


def _own_at(outside: Sequence[Word], index: int, town: Town) -> int:
    stems = tuple(word.stem for word in outside[index : index + 4])
    if not outside[index].text[0].isupper():
        return 0
    return next((n for n in range(len(stems), 0, -1) if stems[:n] in town.forms), 0)


def _region_step(outside: Sequence[Word], index: int) -> tuple[int, str] | None:
    stems = tuple(word.stem for word in outside)
    found = gazetteer().region_at(stems, index)
    if found and found[1].region and outside[index].text[0].isupper():
        return found[0], found[1].region
    after = stems[index + 1] if index + 1 < len(stems) else ""
    kind = {"краев": "кра", "областн": "област", "республиканск": "республик"}.get(after)
    place = gazetteer().region((stems[index], kind)) if kind else None
    return (2, place.region) if place else None


def _other_at(outside: Sequence[Word], index: int, town: Town, others: dict[Phrase, Town]) -> tuple[int, str]:
    """Another municipality: «города Рубцовска», «Рубцовская городская …», «Томского района»."""
    stems = [word.stem for word in outside]
    here, after = outside[index], stems[index + 1] if index + 1 < len(stems) else ""
    if stems[index] == "город" and after and outside[index + 1].text[0].isupper():
        for length in (3, 2, 1):
            known = others.get(tuple(stems[index + 1 : index + 1 + length]))
            if known and known.id != town.id:
                return length + 1, known.slug
    known = others.get((here.stem, after)) or (others.get((here.stem,)) if after == "городск" else None)
    if (
        known
        and known.id != town.id
        and here.text[0].isupper()
        and here.stem not in lexicon().common_districts
    ):
        return 2, known.slug
    return 0, ""


def _without_places(
    outside: Sequence[Word], town: Town, others: dict[Phrase, Town], found: _Found
) -> list[Word]:
    local = lexicon().local_district if town.district else lexicon().local
    stems = [word.stem for word in outside]
    kept, index = [], 0
    while index < len(outside):
        region = _region_step(outside, index)
        own = 0 if region else _own_at(outside, index, town)
        other, place = (0, "") if own or region else _other_at(outside, index, town, others)
        here = None if own or region or other else local.at(stems, index)
        if here and here[0] == 1 and _PLURAL.match(outside[index].text.lower()):
            here = None
        found.own |= bool(own or here)
        found.region = found.region or (region[1] if region else "")
        found.other = found.other or place
        step = own or (region[0] if region else 0) or other or (here[0] if here else 0)
        if not step:
            found.regional |= lexicon().regional.at(stems, index) is not None
            kept.append(outside[index])
        index += step or 1
    return kept


def _is_body(plain: Sequence[Word], quoted: Sequence[Word]) -> bool:
    outside, core = (tuple(word.stem for word in part) for part in (plain, quoted))
    classed = not outside or (
        len(outside) == 1 and any(outside[0] in kind for kind in lexicon().kinds.values())
    )
    return outside in lexicon().bodies or (classed and core in lexicon().bodies)


def _reach(
    found: _Found, kept: Sequence[Word], head: int, town: Town, quoted: Sequence[Word]
) -> tuple[Reach, str]:
    if found.other:
        return Reach.OTHER, found.other
    if found.own:
        return Reach.OWN, ""
    if found.region or (found.regional and town.region):
        return Reach.REGION, found.region or town.region
    stems = tuple(word.stem for word in kept)
    lead = any(stem in lexicon().national for stem in stems[: max(head, 0)])
    tail = any(stem in lexicon().country for stem in stems)
    unit = head >= 0 and stems[head] in lexicon().branches
    if lead or (tail and not unit) or _is_body(kept, quoted):
        return Reach.COUNTRY, ""
    return Reach.OPEN, ""


def _without_owner(plain: Sequence[Word], head: int) -> list[Word]:
    """«Отдел культуры администрации» is «Отдел культуры»: units of the administration are named with and without."""
    if head < 0 or plain[head].stem not in lexicon().units:
        return list(plain)
    cut = next(
        (i for i, word in enumerate(plain) if i > head + 1 and word.stem in lexicon().owners), len(plain)
    )
    return list(plain[:cut])


def _telling(kept: Sequence[Word], regional: bool) -> list[Word]:
    drop = {"кра", "краев", "област", "областн", "республик", "республиканск", "регион", "региональн"}
    return [word for word in kept if word.stem not in SMALL and not (regional and word.stem in drop)]


def _head(plain: Sequence[Word]) -> int:
    """Index of the head noun; «военно-патриотический» is an adjective as a whole."""
    leads = [_is_adjective(word) or word.is_number for word in plain]
    for index, word in enumerate(plain):
        compound = word.text.endswith("о") and index + 1 < len(plain) and leads[index + 1]
        if not leads[index] and not compound:
            return index
    return 0 if plain else -1


def _core(name: Sequence[Word]) -> tuple[Phrase, ...]:
    groups: dict[int, list[Word]] = {}
    for word in name:
        if word.depth and not (word.stem in SMALL and not word.is_number):
            groups.setdefault(word.quoted, []).append(word)
    return tuple(
        tuple(word.text.lower().replace("ё", "е") if len(group) <= _EXACT else word.stem for word in group)
        for group in groups.values()
    )


@lru_cache(maxsize=200_000)
def _read(label: str, town: Town, others: Others) -> Name:
    name = _unwrapped(rewrite(rewrite(words(label), lexicon().rewrite), lexicon().rewrite))
    found = _Found()
    outside, owned = _before_owner([word for word in name if not word.depth])
    found.own = owned
    kept = _without_places(outside, town, others.by_form, found)
    if any(word.depth for word in name):
        kept = _without_forms(kept) or []
    else:
        kept = _without_forms(kept) or kept
    plain = [word for word in kept if word.stem not in SMALL]
    head = _head(plain)
    core = _core(name)
    quoted = [word for word in name if word.depth and word.stem not in SMALL]
    bare = not plain and any(word.stem in lexicon().country for word in quoted)
    reach, place = (Reach.COUNTRY, "") if bare else _reach(found, plain, head, town, quoted)
    telling = _telling(_without_owner(plain, head), reach is Reach.REGION)
    head_stem = plain[head].stem if 0 <= head < len(plain) and plain[head] in telling else ""
    rest = frozenset(word.stem for word in telling if not word.is_number) - {head_stem}
    shown = telling + quoted
    numbers = tuple(sorted(word.stem for word in shown if word.is_number))
    flat = frozenset(word.stem for word in shown)
    text = " ".join(word.text for word in shown)
    acronym = len(plain) == 1 and plain[0].text.isupper() and len(plain[0].text) > 1
    return Name(head_stem, rest, core, flat, numbers, reach, place, text, acronym)


def read(label: str, kind: EntityType, town: Town, others: Others) -> Name:
    """Take a name apart.

    Args:
        label: Nominative name.
        kind: Class of what it names.
        town: The municipality of the report it stands in.
        others: Municipalities that a name may say instead.
    """
    if kind is EntityType.PERSON:
        found = words(label)
        stems = frozenset(word.text.lower().replace("ё", "е") for word in found)
        return Name("", stems, (), stems, (), Reach.OPEN, "", " ".join(word.text for word in found), False)
    return _read(label, town, others)


_LASTING = frozenset({EntityType.EVENT, EntityType.DOCUMENT, EntityType.PROGRAM, EntityType.PROJECT})


def is_generic(name: Name, kind: EntityType, collective: bool) -> bool:
    """Whether a name alone does not say which thing it means outside its document («Председатель», «Конкурс»)."""
    lex = lexicon()
    if name.core or name.numbers:
        return False
    if kind is EntityType.PERSON:
        return len(name.rest) < 2
    content = name.rest - lex.weak
    if kind in _LASTING:
        return name.head not in lex.lasting | lex.unique and len(content) < (3 if collective else 2)
    if collective or content or name.acronym or name.head in lex.unique:
        return False
    return not name.head or (name.head in lex.generic and name.reach is Reach.OPEN)
