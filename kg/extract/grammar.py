"""Questions about tokens that the growth of names asks: case, agreement, shape."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.lexicon import words
from kg.model import Token

_CASES = {
    "Nom": {"nomn"}, "Gen": {"gent", "gen1", "gen2"}, "Dat": {"datv"}, "Acc": {"accs", "acc2"},
    "Ins": {"ablt"}, "Loc": {"loct", "loc1", "loc2"},
}  # fmt: skip
_ROMAN = re.compile(r"[IVXLСХ]+(?:-[а-я]+)?")
_INITIAL = re.compile(r"[А-ЯЁ]\.?")
_ABBREVIATION = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{0,2}[А-ЯЁ]{1,7}|[А-ЯЁ]{2,8}")
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]")


@lru_cache(maxsize=100_000)
def _possible(word: str, case: str) -> bool:
    return any(parse.tag.case in _CASES[case] for parse in parses(word))


@lru_cache(maxsize=100_000)
def _fixed(word: str) -> bool:
    return any("Fixd" in parse.tag or "Abbr" in parse.tag for parse in parses(word)[:2])


def can_be(token: Token, case: str) -> bool:
    """Whether a token may stand in a case: as tagged, or by any dictionary parse."""
    return token.case == case or is_abbreviation(token) or _possible(token.text, case)


def is_noun(token: Token) -> bool:
    """Nouns, proper names and substantivised words."""
    return token.pos in {"NOUN", "PROPN"}


def is_adjective(token: Token) -> bool:
    """Full adjectives, ordinal numbers written as words, participles that classify."""
    if token.pos == "ADJ":
        return token.feats.get("Variant") != "Short"
    return token.pos == "VERB" and token.feats.get("VerbForm") == "Part" and token.lemma in words("name_participles")


def is_participle(token: Token) -> bool:
    """Full participles."""
    return token.feats.get("VerbForm") == "Part" and bool(token.case)


def is_abbreviation(token: Token) -> bool:
    """«МВД», «ГИБДД», «СОШ», «НКО»: capitals, at least two."""
    return bool(_ABBREVIATION.fullmatch(token.text)) and len(token.text) > 1


def is_roman(token: Token) -> bool:
    """A Roman number («IV»), Cyrillic look-alikes included."""
    return bool(_ROMAN.fullmatch(token.text))


def is_initial(token: Token) -> bool:
    """«А.» or «А»."""
    return bool(_INITIAL.fullmatch(token.text))


def is_capitalised(token: Token) -> bool:
    """A word with a capital at its beginning."""
    return token.text[:1].isupper() and bool(_WORD.match(token.text))


def is_word(token: Token) -> bool:
    """Letters, not a number or a sign."""
    return bool(_WORD.match(token.text))


def agrees(modifier: Token, head: Token) -> bool:
    """Whether an adjective agrees with a noun in case and, unless the tagger wavers, in number."""
    case = head.case
    if not case:
        return True
    if modifier.case == case:
        return not (modifier.number and head.number) or modifier.number == head.number or _shared_plural(modifier)
    return _possible(modifier.text, case)


def _shared_plural(modifier: Token) -> bool:
    # «городским и районным советами» / «городская и районная газеты»: singular modifiers of one plural
    return modifier.number == "Sing"
