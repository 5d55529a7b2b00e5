"""People: names with initials or first names; those that a thing is only named after are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.annotate.lemmas import parses
from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_capitalised, is_initial
from kg.extract.lexicon import Bare, heads, words
from kg.model import EntityType, Token

_INITIALS = re.compile(r"[А-ЯЁ]\.(?:-?[А-ЯЁ]\.)?")
_STREETS = {"ул", "улица", "пер", "переулок", "проспект", "площадь"}
_FULL_NAME = 2
"""Words: a lone surname or first name says too little."""


def _part(token: Token) -> bool:
    return token.ner.endswith("PER") or is_initial(token) or bool(_INITIALS.fullmatch(token.text))


def dedicated(context: Context, first: int) -> bool:
    """Whether a name is somebody's after whom a thing is called («им. А. С. Пушкина»)."""
    known = words("dedications")
    for back in range(1, 7):
        word = context.text(first - back) if first >= back else ""
        if word in known and not _pronoun(context, first - back):
            return True
        if word in {",", "(", ")", "«", "»", ""}:
            return False
    return False


def _pronoun(context: Context, index: int) -> bool:
    """«деньги им выделил депутат А. Седов»: no «им.» of a name."""
    following = context.tokens[index + 1]
    return context.text(index) == "им" and not (following.text == "." or following.text[:1].isupper())


def find_persons(context: Context) -> Iterator[Phrase]:
    """The people that a sentence names by at least two parts of a name, outside quotation marks, in order."""
    stop = 0
    for index in context.capitals:
        if index < stop:
            continue
        last = _stretch(context, index)
        parts = [i for i in range(index, last) if context.text(i) != "."]
        if len(parts) >= _FULL_NAME and not dedicated(context, index) and _has_surname(context, parts):
            head = max(parts, key=lambda i: len(context.tokens[i].text))
            yield Phrase(context.index, index, last, head, EntityType.PERSON, Bare.UNIQUE, (), None, "person")
        stop = last


def _has_surname(context: Context, parts: list[int]) -> bool:
    long = [i for i in parts if is_capitalised(context.tokens[i]) and len(context.tokens[i].text) > 2]
    known = len(long) < len(parts) or len(long) > 2 or any(_first_name(context.tokens[i]) for i in long)
    return bool(long) and known


def _first_name(token: Token) -> bool:
    return any("Name" in parse.tag for parse in parses(token.text))


def _stretch(context: Context, index: int) -> int:
    start = index
    while index < len(context.tokens) and index not in context.quoted and index - start < 7:
        token = context.tokens[index]
        dot = token.text == "." and index > start and is_initial(context.tokens[index - 1])
        if is_initial(token) and len(token.text) == 1 and context.text(index + 1) != ".":
            break
        if (
            index == start
            and context.lemma(index - 1 if context.text(index - 1) != "." else index - 2) in _STREETS
        ):
            return index
        if not dot and not (_part(token) and is_capitalised(token)):
            break
        begins = token.ner == "B-PER" and index > start and not _initials_before(context, start, index)
        if begins and not (_trailing(context, start, index) or _after_surname(context, start, index)):
            break
        index += 1
    return index


def _initials_before(context: Context, start: int, index: int) -> bool:
    return all(context.text(i) == "." or is_initial(context.tokens[i]) for i in range(start, index))


def _after_surname(context: Context, start: int, index: int) -> bool:
    """«посетили Седову Марию Антоновну»: given names in the case of the surname before them."""
    surname, given = context.tokens[start], context.tokens[index]
    one = index == start + 1 and surname.case == given.case
    return one and not _first_name(surname) and _first_name(given)


def _trailing(context: Context, start: int, index: int) -> bool:
    """«Седов Н.И.»: initials right behind a surname, and no other surname behind them."""
    end = index
    while context.text(end) == "." or (end < len(context.tokens) and is_initial(context.tokens[end])):
        end += 1
    behind = (
        end < len(context.tokens) and context.tokens[end].ner.endswith("PER") and context.text(end - 1) == "."
    )
    return index == start + 1 and end > index and not behind


def surname_token(context: Context, phrase: Phrase) -> int:
    """Index of the surname: the longest part that the dictionary takes for no first name or patronymic."""
    parts = [i for i in range(phrase.first, phrase.last) if len(context.tokens[i].text.strip(".")) > 1]
    surnames = [i for i in parts if not _given(context.tokens[i])]
    return max(surnames or parts or [phrase.head], key=lambda i: len(context.tokens[i].text))


def given_initials(context: Context, phrase: Phrase) -> str:
    """The first letters of the given names, in order («Н» of «Николай Седов», «НИ» of «Седов Н.И.»)."""
    own = surname_token(context, phrase)
    tokens = [context.tokens[i] for i in range(phrase.first, phrase.last) if i != own]
    parts = [part for token in tokens for part in token.text.split(".") if part]
    return "".join(part[0].upper() for part in parts if part[0].isalpha())


def surnames_again(
    contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]]
) -> Iterator[tuple[int, Phrase]]:
    """The surname alone of somebody whom the document has named in full, with the index of its sentence."""
    known: set[str] = set()
    for context in contexts:
        taken = {i for phrase in phrases[context.index] for i in range(phrase.first, phrase.last)}
        for index, token in enumerate(context.tokens):
            alone = token.ner == "B-PER" and index not in taken | context.quoted
            if alone and token.lemma in known and not dedicated(context, index):
                person = Phrase(
                    context.index,
                    index,
                    index + 1,
                    index,
                    EntityType.PERSON,
                    Bare.UNIQUE,
                    (),
                    None,
                    "surname",
                )
                yield context.index, person
        for phrase in phrases[context.index]:
            if phrase.type is EntityType.PERSON:
                known.add(context.tokens[surname_token(context, phrase)].lemma)


def _given(token: Token) -> bool:
    kinds = [{"Name", "Patr", "Surn"} & parse.tag for parse in parses(token.text)]
    return any(kind & {"Name", "Patr"} for kind in kinds) and not any("Surn" in kind for kind in kinds)


def person_label(context: Context, phrase: Phrase) -> str:
    """The name in the nominative: «Максима Юрьевича Литовки» → «Максим Юрьевич Литовка»."""
    tokens = context.tokens
    gender = _gender(tokens, phrase)
    initials_only = all(i == phrase.head or len(tokens[i].text) < 3 for i in range(phrase.first, phrase.last))
    surname = _by_ending(context, phrase) if initials_only else ""
    parts = []
    for index in range(phrase.first, phrase.last):
        glue = " " if index > phrase.first and tokens[index].start > tokens[index - 1].stop else ""
        own = surname if index == phrase.head else ""
        parts.append(glue + (own or _nominative(tokens[index], gender, tokens[phrase.head].case)))
    return "".join(parts)


_EITHER = re.compile(r"(?:[оеё]в|[иы]н)а$")
"""«Седова»: a woman, or the genitive of a man's name."""
_OBLIQUE = re.compile(r"((?:[оеё]в|[иы]н))ой$")
"""«Седовой»: a woman in any case but one."""
_OF_MAN = re.compile(r"(?:[оеё]в|[иы]н)ым$")
"""«Седовым»."""
_OF_WHOM = {"Gen", "Acc"}
_NEAR_POST = 12
"""Tokens before a name in which the noun of its post stands."""


def _by_ending(context: Context, phrase: Phrase) -> str:
    """The nominative of a surname with initials, where its ending and what stands before it tell it; else empty."""
    surname = context.tokens[phrase.head].text
    if _OBLIQUE.search(surname):
        return _OBLIQUE.sub(r"\1а", surname)
    if _OF_MAN.search(surname):
        return surname[:-2]
    if not _EITHER.search(surname):
        return ""
    return surname[:-1] if _asked_for_genitive(context, phrase.first) else surname


def _asked_for_genitive(context: Context, first: int) -> bool:
    """«главы района Н. Седова», «проект Н. Седова», «у Н. Седова»; not «директор школы Н. Седова», «избрана Н. Седова»."""
    tokens = context.tokens
    posts = (i for i in range(first - 1, max(-1, first - _NEAR_POST), -1) if _names_post(tokens[i]))
    post = next(posts, None)
    if post is not None:
        return tokens[post].case in _OF_WHOM
    before = tokens[first - 1] if first else None
    return before is not None and (before.pos in {"NOUN", "PROPN", "ADP"} or before.text in {"и", ","})


def _names_post(token: Token) -> bool:
    entries = heads().get(token.lemma, ())
    return token.pos == "NOUN" and any(entry.type is EntityType.POST for entry in entries)


def _gender(tokens: tuple[Token, ...] | object, phrase: Phrase) -> str:
    for index in range(phrase.first, phrase.last):
        for parse in parses(tokens[index].text):  # type: ignore[index]
            if ("Name" in parse.tag or "Patr" in parse.tag) and parse.tag.gender:
                return str(parse.tag.gender)
    return {"Fem": "femn"}.get(tokens[phrase.head].gender, "masc")  # type: ignore[index]


def _nominative(token: Token, gender: str, case: str) -> str:
    if len(token.text) < 3 or token.case in {"Nom", ""} or case in {"Nom", ""}:
        return token.text
    named = [
        p for p in parses(token.text) if {"Name", "Patr", "Surn"} & p.tag and p.tag.gender in (gender, None)
    ]
    wanted = {"Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}.get(case)
    ranked = [p for p in named if p.tag.case == wanted] or named
    form = ranked[0].inflect({"nomn", "sing"}) if ranked else None
    return form.word.capitalize() if form else token.text
