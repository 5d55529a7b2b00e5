"""What a name says: its head noun, its qualifiers, its numbers, its quoted core, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kg.model import ACTORS, EntityType
from kg.resolve.lexicon import lexicon
from kg.resolve.owners import Others, Owner, without_body, without_own_quotation, without_places
from kg.resolve.places import gazetteer
from kg.resolve.towns import Town
from kg.resolve.words import Phrase, Phrases, Word, phrase, rewrite, words

_ADJECTIVE = re.compile(r"\w{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ых|их|ую|юю|ым|им)$")
_NOUN = re.compile(r"\w*(?:[нтс]ие|ствие|орий|ей|край)$")
_OF_REGION = frozenset("кра краев област областн республик республиканск регион региональн".split())  # noqa: SIM905
_EXACT = 2
_FREE = frozenset({EntityType.EVENT, EntityType.POST, EntityType.PROJECT})
_CONTENT = frozenset({EntityType.EVENT, EntityType.DOCUMENT, EntityType.PROGRAM, EntityType.PROJECT})


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
        key: What all names of one thing have in common: main noun, telling words, numbers, in whatever order.
        head: Stem of the head noun; empty where the name is a quotation alone.
        rest: Stems of the other words outside quotation marks.
        core: Each quoted name; up to two words as they stand, more by stem, since «Родник» is not «Родники».
        stems: All telling words as they are compared, the quoted ones included.
        flat: The same, with no difference between quoted and other words.
        numbers: All numbers, as they are told apart by.
        reach: Whose the name says it is.
        place: Code of the region or id part of the municipality that ``reach`` speaks of.
        text: Its telling words, for ids.
        acronym: Whether it is one word in capitals.
    """

    key: str
    head: str
    rest: frozenset[str]
    core: tuple[Phrase, ...]
    stems: frozenset[str]
    flat: frozenset[str]
    numbers: tuple[str, ...]
    reach: Reach
    place: str
    text: str
    acronym: bool


@lru_cache(maxsize=16_384)
def _adjectival(text: str) -> bool:
    lower = text.lower()
    return bool(_ADJECTIVE.match(lower)) and not _NOUN.match(lower)


def _leading(word: Word) -> bool:
    return word.is_number or _adjectival(word.text)


def _head(plain: Sequence[Word]) -> int:
    """Index of the head noun; «военно-патриотический» is an adjective as a whole."""
    for index, word in enumerate(plain):
        if not _leading(word):
            compound = word.text.endswith("о") and index + 1 < len(plain) and _leading(plain[index + 1])
            if not compound:
                return index
    return 0 if plain else -1


class _Outside(NamedTuple):
    """The words of a name outside quotation marks, with their stems and the index of the head noun."""

    words: Sequence[Word]
    stems: Sequence[str]
    head: int

    @classmethod
    def of(cls, plain: Sequence[Word]) -> _Outside:
        return cls(plain, [word.stem for word in plain], _head(plain))

    def led_by(self, words_before: Phrases) -> bool:
        """Whether one of some words («всероссийский», «краевой») stands before the head noun, or is it."""
        return words_before.anywhere(self.stems, self.head + 1)


def _without_forms(outside: Sequence[Word], quoted: bool) -> list[Word]:
    """Without the legal form; one in full words only before a quoted name."""
    stems = [word.stem for word in outside]
    forms = lexicon().forms
    if not forms.anywhere(stems, len(stems)):
        return list(outside)
    kept, index = [], 0
    while index < len(outside):
        step = forms.at(stems, index)
        drop = step and (quoted or stems[index].isupper())
        if not step or not drop:
            kept.append(outside[index])
        index += step[0] if step and drop else 1
    return kept


def _unwrapped(name: tuple[Word, ...], kind: EntityType) -> tuple[Word, ...]:
    """Without the quotation marks around an actor's descriptive name that at most a legal form precedes."""
    if kind not in ACTORS:
        return name
    inside = [word for word in name if word.depth]
    if not inside:
        return name
    at = _head(inside)
    outside = _without_forms([word for word in name if not word.depth], bool(inside))
    if outside or at < 0 or inside[at].stem not in lexicon().descriptive:
        return name
    return tuple(
        word._replace(depth=word.depth - 1, quoted=word.quoted if word.depth > 1 else -1) for word in inside
    )


def _is_body(stems: Sequence[str], quoted: Sequence[Word]) -> bool:
    """Whether it is one of the bodies that there is one of in the country, with or without its class noun."""
    outside, core = tuple(stems), tuple(word.stem for word in quoted)
    classed = not outside or (len(outside) == 1 and outside[0] in lexicon().body_kinds)
    return outside in lexicon().bodies or (classed and core in lexicon().bodies)


def _big(found: Sequence[Word]) -> list[Word]:
    return [word for word in found if not word.is_small]


def _of_region(plain: _Outside) -> bool:
    named = lexicon().regional.anywhere(plain.stems, len(plain.stems))
    return named or plain.led_by(lexicon().regional_lead)


def _of_country(plain: _Outside, quoted: Sequence[Word], kind: EntityType) -> bool:
    stems, head = plain.stems, plain.head
    if _is_body(stems, quoted) or plain.led_by(lexicon().national):
        return True
    unit = head >= 0 and stems[head] in lexicon().branches
    named = stems or ([word.stem for word in quoted] if kind in ACTORS else [])
    return kind not in _FREE and not unit and any(stem in lexicon().country for stem in named)


def _regional_title(quoted: Sequence[Word], town: Town) -> bool:
    """Whether a newspaper is called after the region and not the town: «Алтайская правда», «Кузбасс»."""
    if not quoted or not town.region or (quoted[0].stem,) in town.forms:
        return False
    region = gazetteer().by_code[town.region]
    called = gazetteer().region((quoted[0].stem,))
    return quoted[0].stem == phrase(region.name)[0] or called is region


def _reach(owner: Owner, town: Town, regional: bool, country: bool) -> tuple[Reach, str]:
    if owner.other:
        return Reach.OTHER, owner.other
    if owner.own:
        return Reach.OWN, ""
    if owner.region or (regional and town.region):
        return Reach.REGION, owner.region or town.region
    return (Reach.COUNTRY if country else Reach.OPEN), ""


def _without_owner(plain: _Outside) -> list[Word]:
    """«Отдел культуры администрации» is «Отдел культуры»: units are named with and without it."""
    if plain.head < 0 or plain.stems[plain.head] not in lexicon().units:
        return list(plain.words)
    owners = lexicon().owners
    cut = (i for i in range(plain.head + 2, len(plain.stems)) if plain.stems[i] in owners)
    return list(plain.words[: next(cut, len(plain.words))])


def _core(quoted: Sequence[Word]) -> tuple[Phrase, ...]:
    groups: dict[int, list[Word]] = {}
    for word in quoted:
        groups.setdefault(word.quoted, []).append(word)
    return tuple(
        tuple(word.text.lower().replace("ё", "е") if len(group) <= _EXACT else word.stem for word in group)
        for group in groups.values()
    )


def _key(main: str, stems: frozenset[str], numbers: tuple[str, ...]) -> str:
    return "|".join((main, " ".join(sorted(stems)), " ".join(numbers)))


def _authority(owner: Owner, shown: Sequence[Word], kind: EntityType) -> bool:
    """«Город», «муниципальное образование» as one who acts: its administration."""
    return kind is EntityType.ADMINISTRATION and owner.own and not shown


def _read(label: str, kind: EntityType, town: Town, others: Others) -> Name:
    owner = Owner()
    name = without_own_quotation(_unwrapped(rewrite(words(label), lexicon().rewrite), kind), town, owner)
    quoted = [word for word in name if word.depth and not word.is_small]
    outside = without_body([word for word in name if not word.depth], owner)
    # the legal form says whose it is («региональная общественная организация»), though not who it is
    formal = _Outside.of(_big(without_places(outside, town, others, owner)))
    informal = _without_forms(outside, bool(quoted))
    plain = formal
    if len(informal) != len(outside):
        plain = _Outside.of(_big(without_places(informal, town, others, Owner())))
    country = _of_country(plain, quoted, kind) or formal.led_by(lexicon().national)
    regional = _of_region(formal) or (kind is EntityType.MEDIA and _regional_title(quoted, town))
    reach, place = _reach(owner, town, regional, country)
    drop = _OF_REGION if reach is Reach.REGION else frozenset()
    telling = [word for word in _without_owner(plain) if word.stem not in drop]
    shown = telling + quoted or list(
        words("администрация") if _authority(owner, [*plain.words, *quoted], kind) else ()
    )
    first = shown[0].stem if shown and not telling and not quoted else ""
    main = plain.stems[plain.head] if plain.head >= 0 and plain.words[plain.head] in telling else first
    core = _core(quoted)
    numbers = tuple(sorted(word.stem for word in shown if word.is_number))
    rest = frozenset(word.stem for word in telling if not word.is_number) - {main}
    stems = rest | {stem for part in core for stem in part} | ({main} - {""})
    return Name(
        key=_key(main or (core[0][0] if core else ""), stems, numbers),
        head=main,
        rest=rest,
        core=core,
        stems=stems,
        flat=frozenset(word.stem for word in shown),
        numbers=numbers,
        reach=reach,
        place=place,
        text=" ".join(word.text for word in shown) or label,
        acronym=len(plain.stems) == 1 and not quoted and plain.stems[0].isupper(),
    )


def _person(label: str) -> Name:
    parts = frozenset(word.text.lower().replace("ё", "е") for word in words(label))
    return Name(_key("", parts, ()), "", parts, (), parts, parts, (), Reach.OPEN, "", label, False)


def read(label: str, kind: EntityType, town: Town, others: Others) -> Name:
    """Take a name apart.

    Args:
        label: Nominative name.
        kind: Class of what it names.
        town: The municipality of the report it stands in.
        others: Municipalities that a name may say instead.
    """
    return _person(label) if kind is EntityType.PERSON else _read(label, kind, town, others)


def is_generic(name: Name, kind: EntityType, collective: bool) -> bool:
    """Whether a name does not say which thing it means outside its document («Председатель», «Конкурс»)."""
    lex = lexicon()
    if name.core or name.numbers:
        return False
    if kind is EntityType.PERSON:
        return len(name.rest) < 2
    content = name.rest - lex.weak
    if kind in _CONTENT:
        known = name.head in lex.lasting and (content or name.reach is Reach.OWN)
        return not known and name.head not in lex.unique and len(content) < (3 if collective else 2)
    if collective or content or name.acronym or name.head in lex.unique:
        return False
    return not name.head or (name.head in lex.generic and name.reach is Reach.OPEN)
