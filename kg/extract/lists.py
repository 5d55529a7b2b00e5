"""Quoted names that stand without a head of their own: items of a list share the head of its first item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import NUMBERED, Context, Phrase
from kg.extract.grammar import DASHES, is_adjective, is_noun
from kg.extract.labels import head_form, modifier_form
from kg.extract.lexicon import words
from kg.extract.quotes import Quote
from kg.lexicon import load
from kg.model import EntityType

_LISTABLE = {
    EntityType.EVENT, EntityType.MEDIA, EntityType.PROJECT, EntityType.PROGRAM, EntityType.NGO, EntityType.TOS,
    EntityType.PARTY, EntityType.FOUNDATION, EntityType.INSTITUTION, EntityType.ENTERPRISE, EntityType.DOCUMENT,
    EntityType.RELIGIOUS,
}  # fmt: skip


_WITH_NUMBER = 3
"""Tokens of «школы № 1»."""


def prefix_of(context: Context, phrase: Phrase) -> str:
    """The head of a phrase with its adjectives, nominative singular: what the items of its list are called."""
    if phrase.prefix:
        return phrase.prefix
    tokens = context.tokens
    gender = tokens[phrase.head].gender or "Masc"
    words_ = [modifier_form(tokens[i], "Sing", gender) for i in phrase.modifiers]
    return " ".join([*words_, head_form(tokens[phrase.head], "Sing")])


_LONGEST_REMARK = 10
"""Tokens in brackets between two items."""


def _after_remark(context: Context, index: int) -> int:
    """Index after a remark in brackets that begins at an index («Родник» (село Песчаное), «Околица»)."""
    if context.text(index) != "(":
        return index
    closing = (i for i in range(index + 1, index + _LONGEST_REMARK) if context.text(i) == ")")
    return next(closing, index - 1) + 1


def _joined(context: Context, left: int, right: int) -> bool:
    left = _after_remark(context, left)
    between = [context.text(i) for i in range(left, right) if not _place_taken(context, i, right)]
    return 0 < len(between) <= 3 and all(word in words("list_joiners") for word in between)


def _place_taken(context: Context, index: int, right: int) -> bool:
    """«второе – ТОС «Лес», третье – «Родник»»: the place that the next item took."""
    ordinal = context.lemma(index) in words("ordinals")
    dash = context.text(right - 1) in DASHES and any(
        context.lemma(i) in words("ordinals") for i in range(max(0, right - 3), right)
    )
    return dash and (ordinal or context.lemma(index) == "место" or index == right - 1)


def _same_list(context: Context, phrase: Phrase, first: int) -> bool:
    if phrase.type not in _LISTABLE:
        return False
    if phrase.quote is not None:
        return _joined(context, phrase.last, first)
    return phrase.last == first and context.tokens[phrase.head].number == "Plur"


def _with_adjectives(context: Context, quote: Quote) -> int:
    """Where an item with adjectives of its own begins («русская «Масленица»»)."""
    first = quote.first
    while first > 0 and is_adjective(context.tokens[first - 1]) and first - 1 not in context.quoted:
        first -= 1
    return first


def _announces(context: Context, index: int) -> bool:
    """A colon, or the dash of «самые активные из них – «А», «Б»»."""
    dashed = context.text(index) in DASHES and context.text(index - 1) == "них"
    return (context.text(index) == ":" or dashed) and index not in context.quoted


_NEAR_LIST = 8
"""Tokens between a plural and the list that is led in behind it."""


def _led_in(context: Context, first: int) -> bool:
    """«организации, среди которых «А», «Б»», «такие партии, как «А»»: words that lead in a list right before it."""
    last = first - (context.text(first - 1) in DASHES)
    if context.text(last - 1) == "как" and "такой" not in {context.lemma(i) for i in range(last - 10, last)}:
        return False  # «работают, как «Часы»»
    return any(
        all(context.lemma(last - len(led) + k) == word for k, word in enumerate(led))
        for led in load("phrases.yaml")["leading_in"]
    )


def _announcing(context: Context, phrases: Sequence[Phrase], quote: Quote) -> Phrase | None:
    """The plural head before a colon that the quoted name is an item of."""
    colons = [i for i in range(quote.first) if _announces(context, i)]
    if _led_in(context, quote.first):
        near = [p for p in phrases if 0 < quote.first - p.last <= _NEAR_LIST and p.quote is None]
        led = [p for p in near if p.type in _LISTABLE and context.tokens[p.head].number == "Plur"]
        return led[-1] if led else None
    if not colons:
        return None
    plural = [
        p for p in phrases
        if p.last <= colons[-1] and p.type in _LISTABLE and p.quote is None and context.tokens[p.head].number == "Plur"
    ]  # fmt: skip
    return plural[0] if plural else None


def list_items(
    context: Context, phrases: Sequence[Phrase], lead: tuple[Phrase, str] | None
) -> Iterator[Phrase]:
    """Phrases for the quoted names of a sentence that no phrase covers.

    Args:
        context: The sentence.
        phrases: The phrases found in it.
        lead: The plural head that a sentence before announces, if this one is an item of its list or counts them,
            with what it calls its items.
    """
    known = list(phrases)
    for quote in sorted(context.quotes.values(), key=lambda q: q.first):
        if any(p.first <= quote.first < p.last for p in known):
            continue
        item = _item(context, known, quote)
        if item is None and lead is not None and (quote.first <= 1 or context.text(quote.first - 1) == ":"):
            item = _shared(context, quote, lead[0].type, lead[1], lead[0])
        if item is not None:
            known.append(item)
            yield item


def numbered_items(context: Context, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """«школы № 1 и № 2»: the second house that shares the noun of the first."""
    for source in phrases:
        numbered = source.last - source.head == _WITH_NUMBER and context.text(source.head + 1) == "№"
        position = source.last
        while numbered and context.text(position) in {",", "и"} and context.text(position + 1) == "№":
            number = context.text(position + 2)
            if not number.isdigit():
                break
            name = f"{prefix_of(context, source)} № {number}"
            first = position + 1
            yield replace(
                source, first=first, last=first + 2, head=first, modifiers=(), rule=NUMBERED, prefix=name
            )
            position = first + 2


def _with_genitive(context: Context, quote: Quote) -> int:
    """Where «узбеков «Дружба»» begins after «автономии корейцев «Чосон» и»."""
    first = _with_adjectives(context, quote)
    noun = context.tokens[first - 1] if first > 1 else None
    people = noun is not None and is_noun(noun) and noun.case == "Gen" and noun.number == "Plur"
    return first - 1 if people and context.text(first - 2) in words("list_joiners") else first


def _item(context: Context, known: Sequence[Phrase], quote: Quote) -> Phrase | None:
    first = _with_genitive(context, quote)
    before = [p for p in known if p.last <= first and _same_list(context, p, first)]
    if before:
        nearest = min(before, key=lambda p: (-p.last, -p.head))
        return _shared(context, quote, nearest.type, prefix_of(context, nearest), nearest)
    head = _announcing(context, known, quote)
    return _shared(context, quote, head.type, prefix_of(context, head), head) if head is not None else None


def _shared(context: Context, quote: Quote, kind: EntityType, prefix: str, source: Phrase) -> Phrase:
    first = _with_genitive(context, quote)
    if _with_adjectives(context, quote) < quote.first:
        prefix = ""  # «русская «Масленица»» says itself what it is
    return Phrase(
        context.index,
        first,
        quote.last,
        quote.first,
        kind,
        source.bare,
        (),
        quote,
        f"list/{source.rule}",
        prefix,
    )
