"""Whose a name says it is: the own municipality, another one, a region; their words are taken out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.lexicon import lexicon
from kg.resolve.places import gazetteer
from kg.resolve.towns import Town, bare
from kg.resolve.words import Phrase, Phrases, Word

_PLURAL = re.compile(r"\w+(?:ых|их|ов|ев|ам|ах)$")
_LOCAL_BODY = ("глав", "администрац", "мэр", "дум", "собран")
_REGIONAL = {"краев": "кра", "областн": "област", "республиканск": "республик"}
_LONGEST_NAME = 4
_OF_OTHER = ("городск", "район")
"""The stem after the name of another town, and of another district."""


class Others:
    """The other municipalities that the reports at hand speak of, by the stems of their names.

    Attributes:
        asked: What was looked up; who reads a name with other municipalities at hand gets another reading only
            where one of these is among them.
    """

    def __init__(self, by_form: Mapping[Phrase, Town]) -> None:
        self._by_form = by_form
        self.asked: set[Phrase] = set()

    def called(self, form: Phrase) -> Town | None:
        """The municipality of a name."""
        self.asked.add(form)
        return self._by_form.get(form)


@dataclass(slots=True)
class Owner:
    """Places and local words met in a name while they are taken out.

    Attributes:
        own: Whether it names its own municipality («города», «Алейский», «при главе»).
        region: Code of the region it names.
        other: Id part of another municipality that it names.
    """

    own: bool = False
    region: str = ""
    other: str = ""


def _capital(word: Word) -> bool:
    return word.text[0].isupper()


def without_body(outside: Sequence[Word], found: Owner) -> list[Word]:
    """Without «при главе города»: an advisory body is the same with and without it."""
    for index, word in enumerate(outside[:-1]):
        if word.text == "при" and outside[index + 1].stem.startswith(_LOCAL_BODY):
            found.own = True
            return list(outside[:index])
    return list(outside)


def without_own_quotation(name: tuple[Word, ...], town: Town, found: Owner) -> tuple[Word, ...]:
    """Without the own municipality in quotation marks: администрация городского округа «Город Темноречье»."""
    quoted: dict[int, list[Word]] = {}
    for word in name:
        if word.depth:
            quoted.setdefault(word.quoted, []).append(word)
    if not quoted:
        return name
    gone = {number for number, group in quoted.items() if _is_own_formation(name, group, town)}
    found.own |= bool(gone)
    return tuple(word for word in name if not (word.depth and word.quoted in gone))


def _is_own_formation(name: tuple[Word, ...], group: Sequence[Word], town: Town) -> bool:
    before = name[: name.index(group[0])]
    local = lexicon().local_district if town.district else lexicon().local
    if not before or not local.ends([word.stem for word in before]):
        return False
    text = bare(" ".join(word.text for word in group))
    return tuple(word.stem for word in group if word.text in text.split()) in town.forms


def _own_at(stems: Phrase, index: int, town: Town) -> int:
    longest = min(_LONGEST_NAME, len(stems) - index)
    return next((n for n in range(longest, 0, -1) if stems[index : index + n] in town.forms), 0)


def _region_at(stems: Phrase, index: int) -> tuple[int, str]:
    found = gazetteer().region_at(stems, index)
    if found:
        return (found[0], found[1].region) if found[1].region else (0, "")
    kind = _REGIONAL.get(stems[index + 1]) if index + 1 < len(stems) else None
    place = gazetteer().region((stems[index], kind)) if kind else None
    return (2, place.region) if place else (0, "")


def _other_at(outside: Sequence[Word], index: int, town: Town, others: Others) -> tuple[int, str]:
    """Another municipality: «города Рубцовска», «Рубцовская городская …», «Бийского района»."""
    if outside[index].stem != "город" and (
        index + 1 >= len(outside) or outside[index + 1].stem not in _OF_OTHER
    ):
        return 0, ""
    stems = [word.stem for word in outside[index : index + _LONGEST_NAME + 1]]
    here = outside[index]
    if stems[0] == "город" and len(stems) > 1 and _capital(outside[index + 1]):
        for length in range(len(stems) - 1, 0, -1):
            known = others.called(tuple(stems[1 : 1 + length]))
            if known and known != town and not known.district:
                return length + 1, known.slug
    after = stems[1] if len(stems) > 1 else ""
    if after not in _OF_OTHER or not _capital(here) or here.stem in lexicon().common_districts:
        return 0, ""
    known = others.called((stems[0],))
    fits = known and known != town and after == _OF_OTHER[known.district]
    return (2, known.slug) if known and fits else (0, "")


def _local_at(outside: Sequence[Word], stems: Phrase, index: int, local: Phrases) -> int:
    step = local.at(stems, index)
    plural = step and step[0] == 1 and _PLURAL.match(outside[index].text.lower())
    return step[0] if step and not plural else 0


def without_places(outside: Sequence[Word], town: Town, others: Others, found: Owner) -> list[Word]:
    """Take the words that only say whose a name is out of it, and note what they say."""
    kept, index = [], 0
    stems = tuple(word.stem for word in outside)
    locals_ = lexicon().local_district if town.district else lexicon().local
    while index < len(outside):
        proper = _capital(outside[index])
        far, region = _region_at(stems, index) if proper else (0, "")
        own = _own_at(stems, index, town) if proper and not far else 0
        step, other = (0, "") if far or own else _other_at(outside, index, town, others)
        local = 0 if far or own or step else _local_at(outside, stems, index, locals_)
        found.own |= bool(own or local)
        found.region = found.region or region
        found.other = found.other or other
        if not (far or own or step or local):
            kept.append(outside[index])
        index += far or own or step or local or 1
    return kept
