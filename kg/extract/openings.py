"""What must stand at a place for a name to go on there: the steps of growth that may apply, found once a place.

Many names grow over one place, and most ways of going on need a certain word there. A way that is not listed is always
tried; a condition may be too wide, never too narrow: the step itself decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from kg.extract import complements, signs, tails
from kg.extract.context import Context, Tail
from kg.extract.grammar import DASHES, is_abbreviation, is_initial
from kg.extract.lexicon import words
from kg.extract.nouns import is_person, is_territory, noun_group
from kg.lexicon import load

Step = Callable[[Tail], int]
Opening = Callable[[Context, int], bool]


def _quoted(context: Context, place: int) -> bool:
    return place in context.quotes


def _quoted_ahead(context: Context, place: int) -> bool:
    return any(first >= place for first in context.quotes)


def _person(context: Context, place: int) -> bool:
    token = context.tokens[place]
    return is_person(token) or is_initial(token)


def _behind_territory(context: Context, place: int) -> bool:
    text = context.text(place)
    return text == "р" or text in words("territory_abbreviations") or is_territory(context, place - 1)


def _abbreviated(context: Context, place: int) -> bool:
    return is_abbreviation(context.tokens[place]) or signs.compound(context, place - 1) > 1


def _behind_governor(context: Context, place: int) -> bool:
    return context.lemma(place - 1) in load("phrases.yaml")["governing"]


def _genitive(context: Context, place: int) -> bool:
    text, lemma = context.text(place), context.lemma(place)
    return (
        noun_group(context, place, "Gen") >= 0
        or text.isdigit()
        or lemma in words("pointing") | words("every")
    )


@cache
def _prepositions() -> frozenset[str]:
    known = {preposition for own in load("phrases.yaml")["complements"].values() for preposition in own}
    return frozenset(known | {long for long, short in complements.VOWELLED.items() if short in known})


def _sign(context: Context, place: int) -> bool:
    quoted = context.text(place) == "в" and place + 1 in context.quotes
    return quoted or context.tokens[place].text[:1] < "А" or context.text(place + 1) == "."


@cache
def _participles() -> frozenset[str]:
    return frozenset(lemma for own in load("phrases.yaml")["tail_participles"].values() for lemma in own)


def _digits(context: Context, place: int) -> bool:
    return context.text(place)[:1].isdigit()


def _participle(context: Context, place: int) -> bool:
    return context.lemma(place + (context.text(place) == ",")) in _participles()


_WORDS: Mapping[Step, Callable[[str], bool]] = {
    signs.bracketed_abbreviation: {"("}.__contains__,
    signs.bracketed_word: {"("}.__contains__,
    signs.bracketed_quote: {"("}.__contains__,
    signs.dedication: lambda text: text in words("dedications"),
    signs.titled: {"под", "с"}.__contains__,
    signs.number: {"№", "n"}.__contains__,
    signs.years: {"на", "до", "за", "от"}.__contains__,
    signs.dash_number: DASHES.__contains__,
    signs.receivers: DASHES.__contains__,
    complements.complement: lambda text: text in _prepositions(),
    complements.further_sphere: {","}.__contains__,
    complements.sphere: {"в"}.__contains__,
    tails.joined_places: {",", "и"}.__contains__,
}
"""The words with which a way of going on begins."""
_OPENINGS: Mapping[Step, Opening] = {
    signs.quote: _quoted,
    signs.holder: _person,
    signs.abbreviation: _abbreviated,
    signs.sign: _sign,
    signs.part: _digits,
    signs.participle: _participle,
    signs.bridge: _quoted_ahead,
    tails.territory: _behind_territory,
    tails.formation: _behind_territory,
    complements.governed: _behind_governor,
    tails.genitive: _genitive,
}
"""What else must hold at a place for a way of going on."""


def _always(_context: Context, _place: int) -> bool:
    return True


@lru_cache(maxsize=8_192)
def _begun(steps: Sequence[Step], text: str) -> tuple[tuple[Step, Opening], ...]:
    """Those of some steps that may begin with a word, with what else must hold."""
    begun = (step for step in steps if step not in _WORDS or _WORDS[step](text))
    return tuple((step, _OPENINGS.get(step, _always)) for step in begun)


def open_steps(steps: Sequence[Step], context: Context, place: int) -> Sequence[Step]:
    """Those of some steps that may apply at a place of a sentence, in their order.

    Args:
        steps: All ways a name goes on.
        context: The sentence.
        place: Index of the token after the name so far.
    """
    found = context.open_steps.get(place)
    if found is None:
        begun = _begun(steps, context.text(place))
        found = [step for step, opens in begun if opens is _always or opens(context, place)]
        context.open_steps[place] = found
    return found
