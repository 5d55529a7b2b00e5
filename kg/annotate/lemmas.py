"""Dictionary forms and inflection over the OpenCorpora dictionary (pymorphy3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from unicodedata import name

from kg.structs import struct

_INFLECTED = re.compile(r"([А-ЯЁ]{2,7})(?:ами|ам|ах|ов|ом|[аеуы])")
"""An abbreviation with an ending («ТОСов», «в ТОСе»): the dictionary knows none of them."""
_UNLIKELY = ("чека", "жека", "шека")
_POS = {
    "ADJF": "ADJ", "ADJS": "ADJ", "ADVB": "ADV", "COMP": "ADV", "VERB": "VERB", "GRND": "VERB",
    "INFN": "VERB", "PRTF": "VERB", "PRTS": "VERB", "NOUN": "NOUN", "NPRO": "PRON", "NUMR": "NUM",
    "NUMB": "NUM", "CONJ": "CCONJ", "INTJ": "INTJ", "PREP": "ADP", "PRCL": "PART", "PNCT": "PUNCT",
}  # fmt: skip
_SAME_POS = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ", "DET": "ADJ"}
_CASE = {
    "nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc",
    "gen1": "Gen", "gen2": "Gen", "loc1": "Loc", "loc2": "Loc", "acc2": "Acc", "voct": "Nom",
}  # fmt: skip
_CASE_BACK = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_NUMBER = {"sing": "Sing", "plur": "Plur"}
_GENDER = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_ASPECT = {"perf": "Perf", "impf": "Imp"}


@lru_cache(maxsize=1)
def analyzer() -> Any:  # noqa: ANN401 - pymorphy3 has no types
    """The morphological dictionary, loaded once a process."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - slow to import; only extraction needs it

    from kg.annotate.automata import quicken  # noqa: PLC0415

    found = MorphAnalyzer(lang="ru")
    quicken(found)
    return found


class Tag(frozenset[str]):
    """The grammemes of a parse; those that rules ask for most by name (the dictionary's own look each up anew).

    Attributes:
        POS: Part of speech («NOUN», «ADJF» …), None where there is none; so are the others.
        case: «nomn», «gent» …
        number: «sing» or «plur».
        gender: «masc», «femn» or «neut».
        aspect: «perf» or «impf».
    """

    __slots__ = ("POS", "aspect", "case", "gender", "number")
    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    aspect: str | None


@lru_cache(maxsize=4096)
def _tag(source: Any) -> Tag:  # noqa: ANN401
    tag = Tag(source.grammemes)
    for category in Tag.__slots__:
        value = getattr(source, category)
        setattr(tag, category, None if value is None else str(value))
    return tag


@struct(frozen=True, slots=True)
class Parse:
    """A reading of a word form by the dictionary.

    Attributes:
        word: The form.
        normal_form: Its dictionary form.
        tag: Its grammemes.
        source: The dictionary's own object.
    """

    word: str
    normal_form: str
    tag: Tag
    source: Any

    @property
    def is_known(self) -> bool:
        """Whether the dictionary has the word, rather than guesses."""
        return _is_known(self.word)

    def inflect(self, grammemes: frozenset[str] | set[str]) -> Parse | None:
        """The form of the same word with other grammemes; None where there is none."""
        form = self.source.inflect(grammemes)
        return _parse(form) if form else None


@lru_cache(maxsize=16_384)
def _is_known(word: str) -> bool:
    return bool(analyzer().dictionary.word_is_known(word, analyzer().char_substitutes))


def _parse(source: Any) -> Parse:  # noqa: ANN401
    return Parse(source.word, source.normal_form, _tag(source.tag), source)


@lru_cache(maxsize=16_384)
def parses(word: str) -> tuple[Parse, ...]:
    """All dictionary parses of a word form, the likeliest first."""
    # the dictionary asks each letter for its Unicode name, and some signs have none
    spoken = "".join(sign if name(sign, "") else "_" for sign in word.lower().replace("ё", "е"))
    return tuple(_parse(source) for source in analyzer().parse(spoken))


def agreement(parse: Parse, pos: str, feats: Mapping[str, str]) -> int:
    """How many of part of speech, case, number, gender and aspect a parse shares with a tagger's reading."""
    tag = parse.tag
    score = 2 * (_POS.get(tag.POS or "", "X") == _SAME_POS.get(pos, pos))
    score += _CASE.get(tag.case or "", "") == feats.get("Case", "-")
    score += _NUMBER.get(tag.number or "", "") == feats.get("Number", "-")
    score += _GENDER.get(tag.gender or "", "") == feats.get("Gender", "-")
    return score + (_ASPECT.get(tag.aspect or "", "") == feats.get("Aspect", "-"))


def best_parse(word: str, pos: str, feats: Mapping[str, str]) -> Parse | None:
    """The dictionary parse nearest to the tagger's reading; None for a word without letters."""
    found = parses(word)
    return max(found, key=lambda parse: (agreement(parse, pos, feats), _likely(parse))) if found else None


def _likely(parse: Parse) -> bool:
    """«первичек» is of «первичка»: no noun that the dictionary does not know is guessed to end in «-чека»."""
    return parse.is_known or not parse.normal_form.endswith(_UNLIKELY)


def _plain_noun(parse: Parse) -> bool:
    return bool(parse.is_known and parse.tag.POS == "NOUN" and "Surn" not in parse.tag)


def _past_verb(parse: Parse) -> bool:
    return bool(parse.is_known and parse.tag.POS == "VERB" and "past" in parse.tag)


def _of_past_verb(tag: Tag) -> Mapping[str, str]:
    """The features that the tagger gives a verb in the past."""
    own = {
        "Aspect": _ASPECT.get(tag.aspect or ""),
        "Gender": _GENDER.get(tag.gender or ""),
        "Mood": "Ind",
        "Number": _NUMBER.get(tag.number or ""),
        "Tense": "Past",
        "VerbForm": "Fin",
        "Voice": "Act",
    }
    return {name: value for name, value in own.items() if value}


def mended(word: str, pos: str, feats: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """Part of speech and features of a word: the dictionary's where it knows only nouns, or only verbs in the past.

    The tagger takes some of them for adjectives, above all at the start of a sentence («Подвёл итоги глава»).
    """
    found = parses(word)
    if pos != "ADJ" or not found:
        return pos, feats
    if all(_past_verb(p) for p in found):
        return "VERB", _of_past_verb(found[0].tag)
    if not all(_plain_noun(p) for p in found):
        return pos, feats
    tag = max(found, key=lambda parse: agreement(parse, "NOUN", feats)).tag
    own = {
        "Case": _CASE.get(tag.case or ""),
        "Number": _NUMBER.get(tag.number or ""),
        "Gender": _GENDER.get(tag.gender or ""),
    }
    return "NOUN", {name: value for name, value in own.items() if value}


@lru_cache(maxsize=8_192)
def _lemma(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> str:
    parse = best_parse(word, pos, dict(feats))
    return parse.normal_form.replace("ё", "е") if parse else word.lower().replace("ё", "е")


def lemma(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """Dictionary form in lower case, «ё» written «е»."""
    inflected = _INFLECTED.fullmatch(word)
    return inflected[1].lower() if inflected else _lemma(word, pos, tuple(feats.items()))


def inflect(  # noqa: PLR0917
    word: str, pos: str, feats: Mapping[str, str], case: str, number: str = "", gender: str = ""
) -> str | None:
    """Another form of a word, in lower case.

    Args:
        word: The form as it stands.
        pos: Its part of speech.
        feats: Its features, which choose among the dictionary's parses.
        case: The case wanted (Nom, Gen …).
        number: Sing or Plur; as it stands where empty.
        gender: Masc, Fem or Neut for adjectives in the singular; as it stands where empty.

    Returns:
        The form, or None where the dictionary has none.
    """
    return _inflected(word, pos, tuple(feats.items()), (case, number, gender))


@lru_cache(maxsize=16_384)
def _inflected(
    word: str, pos: str, feats: tuple[tuple[str, str], ...], wanted: tuple[str, str, str]
) -> str | None:
    case, number, gender = wanted
    parse = best_parse(word, pos, dict(feats))
    if parse is None:
        return None
    grams = {_CASE_BACK[case]}
    if number:
        grams.add({"Sing": "sing", "Plur": "plur"}[number])
    if gender and number == "Sing":
        grams.add({"Masc": "masc", "Fem": "femn", "Neut": "neut"}[gender])
    form = parse.inflect(grams)
    return form.word if form else None
