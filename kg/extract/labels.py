"""Names in the nominative: the head and the adjectives before it are inflected, the rest is left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.annotate.lemmas import Parse, inflect, parses
from kg.extract.grammar import is_abbreviation, is_adjective, is_inflected_abbreviation, is_roman
from kg.extract.toponyms import nominative_toponym
from kg.lexicon import words as list_of
from kg.model import Token

_OPENING = re.compile(r"(^|[\s(«\-–—])[\"“„](?=\S)")
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_STRAIGHT = re.compile(r"[\"“”„]")


def with_guillemets(text: str) -> str:
    """Quotation marks of any kind as « »."""
    return _STRAIGHT.sub("»", _OPENING.sub(r"\1«", text))


def spelled(tokens: Sequence[Token], first: int, last: int, forms: dict[int, str] | None = None) -> str:
    """The words of a stretch as they stand, one space where the source has any, some replaced by other forms."""
    parts: list[str] = []
    for index in range(first, last):
        if index > first and tokens[index].start > tokens[index - 1].stop:
            parts.append(" ")
        parts.append((forms or {}).get(index, tokens[index].text))
    return with_guillemets("".join(parts))


def _shaped(form: str, like: str) -> str:
    if "ё" not in like.lower():
        form = form.replace("ё", "е")  # the dictionary writes it, this report does not
    if like.isupper() and len(like) > 1:
        return form.upper()
    if "-" in like:
        return _cased(form, like)
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _noun_parse(text: str, case: str, number: str, lemma: str = "") -> Parse | None:
    nouns = [parse for parse in parses(text) if parse.tag.POS == "NOUN"]
    ranked = [p for p in nouns if p.tag.case == _CASES.get(case) and p.tag.number == _NUMBERS.get(number)]
    common = [p for p in ranked if p.normal_form not in list_of("labels.yaml", "rare")]
    own = [p for p in common if p.normal_form.replace("ё", "е") == lemma]
    return next(iter(own or common or ranked or nouns), None)


@lru_cache(maxsize=16_384)
def _noun_gender(text: str, case: str, number: str) -> str:
    first, dash, _ = text.partition("-")
    parse = _noun_parse(first, case, number) if dash else None  # «дом-интернат» is as «дом» is
    if parse is None or not parse.is_known:
        parse = _noun_parse(text, case, number)
    return _GENDERS.get(parse.tag.gender or "", "") if parse is not None else ""


@lru_cache(maxsize=16_384)
def _noun_form(text: str, case: str, number: str, wanted: tuple[str, str], lemma: str = "") -> str:
    """A noun read in a case and number, of a lemma if it may be, in the case and number that is wanted."""
    parse = _noun_parse(text, case, number, lemma)
    if parse is None:
        return text
    form = parse.inflect({_CASES[wanted[0]], _NUMBERS[wanted[1]]})
    return _shaped(form.word if form else text.lower(), text)


def _gender(token: Token) -> str:
    return _noun_gender(token.text, token.case, token.number or "Sing") or token.gender or "Masc"


def head_form(token: Token, number: str, case: str = "Nom") -> str:
    """A head noun in a case (the nominative) and number, in the letter case it stands in."""
    if is_abbreviation(token):
        return token.text
    if is_inflected_abbreviation(token):
        return token.lemma.upper()
    if is_adjective(token) and _noun_parse(token.text, token.case, token.number or number) is None:
        return modifier_form(token, token.number or number, "Masc", case)  # «участковые уполномоченные»
    return _noun_form(token.text, token.case, token.number or number, (case, number), token.lemma)


def modifier_form(token: Token, number: str, gender: str, case: str = "Nom") -> str:
    """An adjective in a case (the nominative), agreeing with a number and gender."""
    if is_roman(token) or not is_adjective(token):
        return token.text
    form = inflect(token.text, "ADJ", token.feats, case, number, gender)
    return _shaped(form, token.text) if form else token.text


def declined(
    tokens: Sequence[Token],
    first: int,
    last: int,
    *,
    heads: Sequence[int],
    modifiers: Sequence[int],
    number: str,
    case: str = "Nom",
) -> str:
    """The name that stands in ``first:last`` in another case and number.

    Args:
        tokens: The sentence.
        first: Index of the first token.
        last: Index after the last token.
        heads: Indices of the head noun (of all heads of an enumeration; none for a name in quotation marks).
        modifiers: Indices of the adjectives that agree with the head.
        number: Sing or Plur, what the name is to be in.
        case: Nom or Gen.
    """
    gender = _gender(tokens[heads[0]]) if heads else "Masc"
    forms = {i: head_form(tokens[i], number, case) for i in heads}
    forms |= {i: modifier_form(tokens[i], number, gender, case) for i in modifiers}
    return spelled(tokens, first, last, forms)


def quoted_forms(tokens: Sequence[Token], inner: Sequence[int]) -> dict[int, str]:
    """The nominative of the first noun of a quoted name in another case, and of its adjectives («Положения о …»)."""
    noun = next((i for i in inner if tokens[i].pos in {"NOUN", "PROPN"}), None)
    if (
        noun is None
        or (tokens[noun].pos == "PROPN" and noun == inner[0])
        or tokens[noun].case in {"Nom", ""}
        or not all(is_adjective(tokens[i]) for i in range(inner[0], noun))
    ):
        return {}
    number = tokens[noun].number or "Sing"
    forms = {i: modifier_form(tokens[i], number, _gender(tokens[noun])) for i in range(inner[0], noun)}
    forms[noun] = head_form(tokens[noun], number)
    forms[inner[0]] = forms[inner[0]][:1].upper() + forms[inner[0]][1:]
    return forms


def place_form(tokens: Sequence[Token], first: int, last: int, head: int | None = None) -> str:
    """A place name of one or more words in the nominative.

    Args:
        tokens: The sentence.
        first: Index of its first token.
        last: Index after its last token.
        head: Index of the noun that is inflected («край», «Республика»); the last noun where None.
    """
    if last - first == 1 and not is_abbreviation(tokens[first]):
        oblique = first > 0 and tokens[first - 1].pos == "NOUN" and tokens[first - 1].case not in {"Nom", ""}
        return _cased(nominative_toponym(tokens[first], oblique), tokens[first].text)
    nouns = [i for i in range(first, last) if tokens[i].pos in {"NOUN", "PROPN"}]
    at = head if head is not None else (nouns or [last - 1])[-1]
    modifiers = [i for i in range(first, at) if is_adjective(tokens[i])]
    several = tokens[at].case == "Nom" and tokens[at].number == "Plur"
    forms = {
        i: modifier_form(tokens[i], "Plur" if several else "Sing", _gender(tokens[at])) for i in modifiers
    }
    forms[at] = head_form(tokens[at], "Plur" if several else "Sing")
    for i in range(at + 2, last):  # «Кемеровская область - Кузбасс»
        if tokens[i - 1].text in {"-", "–", "—"}:
            forms[i] = _cased(nominative_toponym(tokens[i], oblique=True), tokens[i].text)
    return spelled(tokens, first, last, forms)


def _cased(name: str, like: str) -> str:
    """Capitals as in the source: «Анжеро-Судженск», «Ростов-на-Дону»; headings in capitals are set down."""
    marks = like.split("-")
    parts = name.split("-")
    if len(marks) != len(parts):
        return name[:1].upper() + name[1:]
    return "-".join(
        p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, marks, strict=True)
    )
