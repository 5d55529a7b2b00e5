"""Questions about tokens that the growth of names asks: case, agreement, shape."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.lexicon import heads, words
from kg.model import Token

DASHES = frozenset({"-", "–", "—"})
_CASES = {
    "Nom": {"nomn"}, "Gen": {"gent", "gen1", "gen2"}, "Dat": {"datv"}, "Acc": {"accs", "acc2"},
    "Ins": {"ablt"}, "Loc": {"loct", "loc1", "loc2"},
}  # fmt: skip
_ROMAN = re.compile(r"[IVXLСХ]+(?:-[а-я]+)?")
_INITIAL = re.compile(r"[А-ЯЁ]\.?")
_ABBREVIATION = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{0,2}[А-ЯЁ]{1,7}|[А-ЯЁ]{2,8}")
_ADJECTIVAL = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ое]го|[ое]му|[ыи]м|[ое]м|[ую]ю|ей|[ыи]е|[ыи]х|[ыи]ми)$")
_OF_PLACE = re.compile(r"[сц]к(?:ий|ая|ое|ие|ого|ой|ому|ую|им|ом|их|ими|ою)$")
_SHOUTED = 4
"""Letters: a dictionary word of so many in capitals is a word of a heading, not an abbreviation."""
_ACTION = re.compile(r"[а-я]+(?:[аеи]ние|тие|ция)")
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]")


@lru_cache(maxsize=32_768)
def _possible(word: str, case: str) -> bool:
    return any(parse.tag.case in _CASES[case] for parse in parses(word))


@lru_cache(maxsize=32_768)
def _fixed(word: str) -> bool:
    return any("Fixd" in parse.tag or "Abbr" in parse.tag for parse in parses(word)[:2])


def is_indeclinable(token: Token) -> bool:
    """«айкидо», «кино»: a common noun of one form that heads no name."""
    return token.pos == "NOUN" and _fixed(token.text) and token.lemma not in heads() and token.text.islower()


def has_form(token: Token, case: str) -> bool:
    """Whether the form of a word is of a case by any dictionary parse, whatever it is tagged."""
    return _possible(token.text, case)


def can_be(token: Token, case: str) -> bool:
    """Whether a token may stand in a case: as tagged, or by any dictionary parse."""
    return token.case == case or is_abbreviation(token) or _possible(token.text, case)


def is_noun(token: Token) -> bool:
    """Nouns and proper names; head nouns of the lexicon whatever the tagger takes them for."""
    if token.pos == "PROPN":
        return True
    return _noun(token.text, token.lemma, token.pos, bool(token.case))


@lru_cache(maxsize=32_768)
def _noun(text: str, lemma: str, pos: str, cased: bool) -> bool:
    if pos == "ADJ" and (_name_by_form(text) or ("-" in text and _only_noun(text))):
        return True
    if pos == "NOUN":
        return not (_only_adjective(text) or _short_adjective(text) or _only_short(text))
    return (
        lemma in heads()
        and not _readings(text, _ADJECTIVES)
        and (pos not in {"VERB", "ADV"} or ("-" in text and cased) or _only_noun(text))
    )


def _name_by_form(adjective: str) -> bool:
    """«Новогорска», which the tagger takes for an adjective: no adjective ends so."""
    return _capitalised(adjective) and not _adjectival(adjective)


@lru_cache(maxsize=32_768)
def _adjectival(word: str) -> bool:
    return bool(_ADJECTIVAL.search(word.lower())) or any(p.is_known for p in parses(word)[:1])


def is_substantive(token: Token) -> bool:
    """Adjectives that stand for people without a noun («несовершеннолетних»)."""
    return token.lemma in words("substantives") and not is_noun(token)


@lru_cache(maxsize=32_768)
def _readings(word: str, parts: tuple[str, ...]) -> frozenset[tuple[str, str, str]]:
    """(case, number, gender) of the dictionary parses of a word with one of these parts of speech."""
    return frozenset(
        (
            str(parse.tag.case),
            str(parse.tag.number),
            str(parse.tag.gender) if parse.tag.number == "sing" else "",
        )
        for parse in parses(word)
        if parse.tag.POS in parts
    )


_ADJECTIVES = ("ADJF", "PRTF")
_LIKE_ADJECTIVES = frozenset({"NOUN", "PROPN", "VERB"})
"""What the tagger takes an adjective for."""
_NAME_PARTICIPLES = words("name_participles")
_NOUNS = ("NOUN",)


def is_adjective(token: Token) -> bool:
    """Full adjectives and ordinal numbers written as words; what the dictionary calls one, whatever the tagger says."""
    if token.pos == "ADJ":
        return token.feats.get("Variant") != "Short" and _full(token.text)
    if token.pos not in _LIKE_ADJECTIVES:
        return token.lemma in _NAME_PARTICIPLES
    return _like_adjective(token.text, token.lemma, token.pos, token.ner.endswith("PER"))


@lru_cache(maxsize=32_768)
def _full(adjective: str) -> bool:
    last = adjective.rpartition("-")[2]  # «смотр-конкурс»
    return not (_only_short(adjective) or _name_by_form(adjective) or _only_noun(last))


@lru_cache(maxsize=32_768)
def _like_adjective(text: str, lemma: str, pos: str, person: bool) -> bool:
    if pos in {"PROPN", "VERB"} and not person and _ADJECTIVAL.search(text):
        return bool(_readings(text, _ADJECTIVES))
    if pos == "NOUN" and parses(text)[0].tag.POS == "ADJF" and lemma not in words("rooms_of"):
        return True  # «профсоюзных, общественных организаций»
    return lemma in _NAME_PARTICIPLES


@lru_cache(maxsize=32_768)
def _only_adjective(word: str) -> bool:
    found = parses(word)
    return bool(found[0].is_known) and all(parse.tag.POS == "ADJF" for parse in found)


@lru_cache(maxsize=32_768)
def _done(word: str) -> bool:
    found = parses(word)
    known = bool(found[0].is_known)
    return known and all({"PRTF", "past"} <= p.tag and "Adjx" not in p.tag for p in found)


@lru_cache(maxsize=32_768)
def _maybe_done(word: str) -> bool:
    # «принятый» is an adjective too
    return any({"PRTF", "past"} <= parse.tag for parse in parses(word))


def is_done(token: Token) -> bool:
    """A past participle that says what was done («утверждённым решением»), not of what kind a thing is."""
    told = _maybe_done(token.text) if token.pos == "VERB" else _done(token.text.lower().removeprefix("не"))
    return told and token.lemma not in _NAME_PARTICIPLES


_PREDICATES = {"ADJS", "PRTS", "VERB", "INFN", "GRND"}


@lru_cache(maxsize=32_768)
def _only_short(word: str) -> bool:
    found = parses(word)  # «Открыт лагерь»: to the tagger an adjective
    return bool(found[0].is_known) and all(parse.tag.POS in _PREDICATES for parse in found)


@lru_cache(maxsize=32_768)
def _short_adjective(word: str) -> bool:
    return bool(parses(word)[0].tag.POS == "ADJS")  # «рады» is a genitive of «рада» too


@lru_cache(maxsize=32_768)
def _only_noun(word: str) -> bool:
    found = parses(word.rpartition("-")[2] or word)  # «ветеранов-пограничников»
    noun = bool(found[0].is_known) and all(parse.tag.POS == "NOUN" for parse in found)
    return noun and not _ADJECTIVAL.search(word)  # «Каменская» is a surname to the dictionary


def is_place_adjective(token: Token) -> bool:
    """«Каменское», «Алтайских»: a form of an adjective in -ский or -цкий with a capital."""
    return is_capitalised(token) and bool(_OF_PLACE.search(token.text))


def is_toponym(token: Token) -> bool:
    """A word that the dictionary knows as a place's name."""
    return any("Geox" in parse.tag for parse in parses(token.text))


def is_compound_part(token: Token) -> bool:
    """The first part of a compound adjective («культурно»), not an adverb of its own («давно»)."""
    text = token.low
    return text.endswith("о") and any(p.tag.POS == "ADJS" or not p.is_known for p in parses(text))


def is_participle(token: Token) -> bool:
    """Full participles."""
    return token.feats.get("VerbForm") == "Part" and bool(token.case)


def is_action(token: Token) -> bool:
    """Nouns made from verbs: «проведение», «организация», «открытие»."""
    return token.pos == "NOUN" and bool(_ACTION.fullmatch(token.lemma))


def is_abbreviation(token: Token) -> bool:
    """«МВД», «ГИБДД», «СОШ», «НКО»: capitals, at least two."""
    return token.text != token.low and abbreviated(token.text)


@lru_cache(maxsize=32_768)
def abbreviated(word: str) -> bool:
    """The same of a word."""
    if not _ABBREVIATION.fullmatch(word) or len(word) < 2:
        return False
    return len(word) < _SHOUTED or not _common(word)


def is_inflected_abbreviation(token: Token) -> bool:
    """«ТОСов», «в ТОСе»: an abbreviation with an ending in small letters."""
    stem = token.lemma.upper()
    return len(stem) > 1 and token.text != stem and token.text.startswith(stem) and not token.text.isupper()


def is_preposition(token: Token) -> bool:
    """A word that the dictionary takes for a preposition first, however it is written."""
    return bool(parses(token.text)[0].tag.POS == "PREP")


def is_roman(token: Token) -> bool:
    """A Roman number («IV»), Cyrillic look-alikes included."""
    return bool(_ROMAN.fullmatch(token.text)) and token.pos != "ADP"  # «С докладом» begins a sentence


def is_initial(token: Token) -> bool:
    """«А.» or «А»."""
    return len(token.text) <= 2 and bool(_INITIAL.fullmatch(token.text))


@lru_cache(maxsize=32_768)
def _common(word: str) -> bool:
    best = parses(word)[0]
    return bool(best.is_known) and not {"Geox", "Name", "Surn", "Patr", "Orgn", "Abbr"} & best.tag


def is_proper(token: Token) -> bool:
    """A proper name; a common noun that is only written with a capital («Вооружённых Сил») is none."""
    return token.pos == "PROPN" and not _common(token.text)


def is_capitalised(token: Token) -> bool:
    """A word with a capital at its beginning."""
    return _capitalised(token.text)


def _capitalised(word: str) -> bool:
    return word[:1].isupper() and bool(_WORD.match(word))


def is_word(token: Token) -> bool:
    """Letters, not a number or a sign."""
    return bool(_WORD.match(token.text))


def agrees(modifier: Token, head: Token) -> bool:
    """Whether an adjective agrees with a noun, as tagged or by any pair of dictionary parses."""
    people = modifier.lemma in words("substantives")
    if not head.case or (modifier.case == head.case and (people or modifier.pos == "ADJ")):
        other = _other_gender(modifier.text, head.text, head.case, people)
        return not other or head.lemma in words("two_genders")
    if is_participle(modifier) and modifier.case == head.case:
        return True
    shared = _readings(modifier.text, _ADJECTIVES) & _readings(head.text, _NOUNS)
    if shared or not _readings(head.text, _NOUNS):
        return True
    cases = {case for case, number, _ in _readings(head.text, _NOUNS) if number == "plur"}
    return (
        any(case in cases for case, _, _ in _readings(modifier.text, _ADJECTIVES)) and head.number == "Plur"
    )


@lru_cache(maxsize=32_768)
def _other_gender(adjective: str, noun: str, case: str, people: bool) -> bool:
    """«приёмной губернатора», «подопечных дома»: an adjective of another gender or number than the noun beside it."""
    own, other = (
        {
            (number, gender)
            for found, number, gender in _readings(word, parts)
            if found in _CASES.get(case, ())
        }
        for word, parts in ((adjective, _ADJECTIVES), (noun, _NOUNS))
    )
    # «татарской и немецкой общин», «14 общественно значимых мероприятия» agree
    several = any(number != "sing" for number, _ in own | other) and not people
    known = bool(parses(noun)[0].is_known and parses(adjective)[0].is_known)
    return known and bool(own and other) and not several and own.isdisjoint(other)


def same_form(one: Token, other: Token) -> bool:
    """Whether two adjectives may stand in one case and number, by any pair of dictionary parses."""
    first, second = (
        {(case, number) for case, number, _ in _readings(token.text, _ADJECTIVES)} for token in (one, other)
    )
    return not first or not second or not first.isdisjoint(second)
