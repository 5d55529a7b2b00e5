"""Places: proper names with the nouns that belong to them, streets and waters left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from kg.extract.context import Context, Phrase
from kg.extract.grammar import (
    agrees,
    is_abbreviation,
    is_adjective,
    is_capitalised,
    is_noun,
    is_place_adjective,
    is_toponym,
)
from kg.extract.labels import head_form, modifier_form, place_form, spelled
from kg.extract.lexicon import Bare, heads, words
from kg.extract.nouns import describes, names_territory
from kg.extract.persons import dedicated
from kg.extract.quotes import Quote
from kg.lexicon import words as list_of
from kg.model import EntityType, Token

_words = partial(list_of, "toponyms.yaml")


def _place(context: Context, first: int, last: int, head: int, rule: str) -> Phrase:
    return Phrase(context.index, first, last, head, EntityType.PLACE, Bare.UNIQUE, (), None, rule)


def _adjectival(context: Context, index: int) -> Phrase | None:
    """«Алтайского края», «Агрызского муниципального района»."""
    if context.lemma(index) not in _words("name_nouns"):
        return None
    first = index - 1
    while (
        first >= 0
        and context.lemma(first) in _words("name_adjectives")
        and not is_capitalised(context.tokens[first])
    ):
        first -= 1
    if first < 0 or not is_adjective(context.tokens[first]) or not is_capitalised(context.tokens[first]):
        return None
    if context.lemma(first) in _words("name_adjectives") or (
        first == 0 and not _proper_adjective(context, first)
    ):
        return None
    last = index + 1
    if context.text(last) in {"-", "–", "—"} and last + 1 < len(context.tokens):
        after = context.tokens[last + 1]
        last += 2 * (
            is_capitalised(after) and after.ner.endswith("LOC") and context.lemma(index) == "область"
        )
    return _place(context, first, last, index, "place:adjective")


def _proper_adjective(context: Context, index: int) -> bool:
    return context.tokens[index].ner.endswith("LOC") or context.lemma(index).endswith("ский")


def _republic(context: Context, index: int) -> Phrase | None:
    """«Республика Хакасия», «Российская Федерация»."""
    if context.lemma(index) in _words("kept_nouns"):
        following = context.tokens[index + 1] if index + 1 < len(context.tokens) else None
        if following is not None and is_capitalised(following) and _placelike(following):
            return _place(context, index, index + 2, index, "place:republic")
    if context.lemma(index) == "федерация" and context.lemma(index - 1) == "российский":
        return _place(context, index - 1, index + 1, index, "place:state")
    return None


def _placelike(token: Token) -> bool:
    return token.ner.endswith("LOC") or token.pos == "PROPN"


def _excluded(context: Context, index: int) -> bool:
    for back in (1, 2, 3):
        before = context.lemma(index - back) if index >= back else ""
        if before in _words("no_places"):
            return True
        if before not in {".", ""} and not is_capitalised(context.tokens[index - back]):
            return False
    return False


def _barred(context: Context, index: int) -> bool:
    """No capital, a person, a street, or somebody after whom a thing is called."""
    token = context.tokens[index]
    if not is_capitalised(token) or len(token.text) < 2 or token.ner.endswith("PER"):
        return True
    return context.lemma(index) in words("networks") or dedicated(context, index) or _excluded(context, index)


def _introduced(context: Context, index: int) -> bool:
    """«город …», «пос. …»."""
    if index in context.settlements:
        return True
    before = context.lemma(index - 1) if context.text(index - 1) != "." else context.lemma(index - 2)
    preposition = context.tokens[index - 1].pos == "ADP"  # «С Центральной больницей»
    return index > 0 and not preposition and before in _words("common_nouns")


def _named(context: Context, index: int) -> Phrase | None:
    """A proper name that the tagger, a country list or a noun before it («город …») calls a place."""
    token = context.tokens[index]
    if _barred(context, index):
        return None
    introduced = _introduced(context, index)
    if introduced and is_adjective(token) and (adjectival := _named_by_adjective(context, index)):
        return adjectival
    announced = index in context.settlements
    common = context.shouted and not is_toponym(token)  # «С ЖИТЕЛЯМИ» in a title
    if (not introduced and (common or describes(context, index))) or (
        token.lemma in heads() and not announced
    ):
        return None
    if token.text in _words("abbreviations") or token.lemma in _words("countries") | _words("regions"):
        return _place(context, index, index + 1, index, "place:country")
    if is_abbreviation(token):
        return None
    return _by_tagger(context, index, introduced and (token.pos == "PROPN" or token.ner.endswith("LOC")))


def _by_tagger(context: Context, index: int, introduced: bool) -> Phrase | None:
    token = context.tokens[index]
    if index == 0 and token.pos == "NOUN" and not introduced and not is_toponym(token):
        return None  # a common noun with the capital of its sentence
    if not introduced and not (token.ner == "B-LOC" and (is_noun(token) or is_adjective(token))):
        return None
    last = index + 1
    while (
        last < len(context.tokens)
        and context.tokens[last].ner == "I-LOC"
        and is_capitalised(context.tokens[last])
        and context.lemma(last) not in heads()
    ):
        last += 1
    nouns = [i for i in range(index, last) if is_noun(context.tokens[i])]
    if not nouns and index in context.settlements:
        nouns = [last - 1]  # «в г. Выборге»: no noun to the tagger
    return _place(context, index, last, nouns[-1], "place:name") if nouns else None


def _named_by_adjective(context: Context, index: int) -> Phrase | None:
    """«посёлок Октябрьский», «д. Малая Речка»: an adjective after the noun is the name, or begins it."""
    noun = index + 1
    follows = noun < len(context.tokens) and noun not in context.quoted and is_noun(context.tokens[noun])
    whole = noun in context.settlements and context.tokens[noun].ner == "I-LOC"
    if whole:
        return _place(context, index, noun + 1, noun, "place:name")
    if not (follows and agrees(context.tokens[index], context.tokens[noun])):
        return _place(context, index, index + 1, index, "place:name")
    proper = is_capitalised(context.tokens[noun]) and context.lemma(noun) not in heads()
    own = proper and context.lemma(noun) not in _words("name_nouns")
    return _place(context, index, noun + 1, noun, "place:name") if own else None


def _sharing(context: Context, phrase: Phrase) -> Iterator[Phrase]:
    """«в Озёрском, Горском и Каменском районах»: the first of several places that share a noun."""
    first = index = phrase.first - 2
    tokens = context.tokens
    shared = phrase.rule == "place:adjective" and tokens[phrase.head].number == "Plur"
    while shared and index >= 0 and _of_row(context, index):
        first, index = index, index - 2
    gender = tokens[phrase.head].gender or "Masc"
    for index in range(first, phrase.first - 1, 2):
        if _of_row(context, index):
            own = modifier_form(tokens[index], "Sing", gender)
            name = f"{own} {head_form(tokens[phrase.head], 'Sing')}"
            yield replace(_place(context, index, index + 1, index, "place:shared"), prefix=name)


def _of_row(context: Context, index: int) -> bool:
    return context.text(index + 1) in {"и", ","} and is_place_adjective(context.tokens[index])


def find_places(context: Context) -> Iterator[Phrase]:
    """The places that a sentence names outside quotation marks, in order."""
    taken = -1
    nouns = [i for i, token in enumerate(context.tokens) if token.lemma in _nouns()]
    adjectival = {index: found for index in nouns if (found := _adjectival(context, index)) is not None}
    opened = {first - 1 for first in context.quotes if first}
    for index in sorted({*context.capitals, *nouns, *opened} - context.quoted):
        found = adjectival.get(index) or _republic(context, index) or _quoted_territory(context, index)
        if found is None and not _begins_adjectival(adjectival, index):
            found = _named(context, index)
        if found is not None and found.first > taken:
            taken = found.last - 1
            yield from _sharing(context, found)
            yield found


@cache
def _nouns() -> frozenset[str]:
    """Words that are, or end, the name of a place together with what stands beside them."""
    return frozenset({*_words("name_nouns"), *_words("kept_nouns"), "федерация"})


def _quoted_territory(context: Context, index: int) -> Phrase | None:
    """«городского округа «Город Темноречье»»: a municipality whose name stands in quotation marks."""
    quote = context.quotes.get(index + 1)
    if quote is None:
        return None
    if context.lemma(index) not in words("territory_quotes"):
        return _joined_territory(context, index, quote)
    if not names_territory(context, quote):
        return None
    first = index
    while first > 0 and context.lemma(first - 1) in _words("name_adjectives"):
        first -= 1
    return _place(context, first, quote.last, index, "place:quoted")


def _joined_territory(context: Context, index: int, quote: Quote) -> Phrase | None:
    """«"Печорский"» in «районов "Ижемский", "Печорский"»: the quoted name joined to that of a municipality."""
    before = next((q for q in context.quotes.values() if q.last == index), None)
    joined = before is not None and context.text(index) in {",", "и"} and names_territory(context, quote)
    if before is None or not joined or not quote.inner or context.tokens[quote.inner[0]].text.islower():
        return None
    opening = _quoted_territory(context, before.first - 1)
    if opening is None:
        return None
    name = spelled(context.tokens, quote.first + 1, quote.last - 1)
    return replace(_place(context, quote.first, quote.last, quote.first, "place:joined"), prefix=name)


def heading_place(context: Context, municipality: str) -> Phrase | None:
    """The municipality's name alone in capitals above its report."""
    colon = next((i for i, token in enumerate(context.tokens) if token.text == ":"), len(context.tokens))
    named = [token for token in context.tokens[:colon] if token.low not in {".", "г"}]
    spoken = " ".join(token.text for token in named).lower().replace("ё", "е")
    if not municipality or spoken != municipality.lower().replace("ё", "е"):
        return None
    last = colon
    first = last - len(named)
    return replace(_place(context, first, last, last - 1, "place:heading"), prefix=municipality)


def shouted_place(context: Context, municipality: str) -> Phrase | None:
    """The municipality's name, in any case, in a title in capitals («АДМИНИСТРАЦИИ КЕДРОВСКА»)."""
    name = municipality.lower().replace("ё", "е")
    if not context.shouted or not name or " " in name:
        return None
    stem = name.rstrip("аяоеьый")
    alike = (i for i, token in enumerate(context.tokens) if token.low.replace("ё", "е").startswith(stem))
    index = next((i for i in alike if len(context.text(i)) - len(stem) <= _LONGEST_END), None)
    if index is None or index in context.quoted:
        return None
    return replace(_place(context, index, index + 1, index, "place:heading"), prefix=municipality)


_LONGEST_END = 3
"""Letters of an ending."""


def _begins_adjectival(adjectival: Mapping[int, Phrase], index: int) -> bool:
    if not adjectival:
        return False
    nouns = (adjectival.get(noun) for noun in range(index + 1, index + 4))
    return any(found is not None and found.first <= index for found in nouns)


def place_label(context: Context, phrase: Phrase) -> str:
    """The place in the nominative."""
    if phrase.prefix:
        return phrase.prefix
    if phrase.rule == "place:quoted":
        return _inside_quotes(context, phrase)
    head = None if phrase.rule == "place:name" else phrase.head
    return place_form(context.tokens, phrase.first, phrase.last, head)


def _inside_quotes(context: Context, phrase: Phrase) -> str:
    """The proper name in «Город Темноречье»."""
    inner = [
        i for i in range(phrase.head + 2, phrase.last - 1) if context.lemma(i) not in _words("quoted_words")
    ]
    first, last = (inner[0], inner[-1] + 1) if inner else (phrase.head + 2, phrase.last - 1)
    return spelled(context.tokens, first, last)
