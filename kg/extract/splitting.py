"""Plural nouns that several names share, split into one name each: «Озёрского и Каменского домов культуры»."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import PLACED, SHARED_HEAD, Context, Phrase
from kg.extract.grammar import is_place_adjective
from kg.extract.labels import head_form, modifier_form
from kg.extract.lexicon import Bare, heads
from kg.model import EntityType, Token

_HOUSES = {EntityType.INSTITUTION, EntityType.TOS, EntityType.COUNCIL, EntityType.RELIGIOUS}
"""Classes of houses and bodies of which each place has its own."""
_SINGULAR = ("ий", "ая", "ое", "ого", "ой", "ому", "ую", "ом")
"""Ends of adjectives of one place; «-им» is the plural's dative too."""


def split_shared_heads(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«профсоюзных и общественных организаций»: adjectives that make different classes of one plural noun."""
    found: list[Phrase] = []
    for phrase in phrases:
        groups = _modifier_groups(phrase)
        kinds = [_kind_with(context, phrase, group) for group in groups]
        if len(groups) > 1 and context.tokens[phrase.head].number == "Plur" and len(set(kinds)) > 1:
            found += [_partial(context, phrase, g, k) for g, k in zip(groups[:-1], kinds[:-1], strict=True)]
            phrase = replace(phrase, first=groups[-1][0], modifiers=groups[-1], type=kinds[-1])  # noqa: PLW2901
        found.append(phrase)
    return found


def split_places(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«Озёрского и Каменского домов культуры»: a house in each of two places that share the noun."""
    found: list[Phrase] = []
    for phrase in phrases:
        groups = _modifier_groups(phrase)
        several = phrase.type in _HOUSES and context.tokens[phrase.head].number == "Plur" and len(groups) > 1
        if several and all(
            _of_one_place(context.tokens[group[0]], context.tokens[phrase.head]) for group in groups
        ):
            found += [_placed(context, phrase, group, groups[-1]) for group in groups]
        else:
            found.append(phrase)
    return found


def _of_one_place(token: Token, head: Token) -> bool:
    ends = (*_SINGULAR, "им") if head.case == "Ins" else _SINGULAR
    return is_place_adjective(token) and token.low.endswith(ends)


def _placed(context: Context, phrase: Phrase, group: tuple[int, ...], last: tuple[int, ...]) -> Phrase:
    """The house of one place: its adjective, with what the last one says of all."""
    tokens, head = context.tokens, phrase.head
    shared = last[1:] if len(group) == 1 and group is not last else ()
    gender = tokens[head].gender or "Masc"
    adjectives = [modifier_form(tokens[i], "Sing", gender) for i in (*group, *shared)]
    tail = [tokens[i].text for i in range(head + 1, phrase.last)]
    name = " ".join([*adjectives, head_form(tokens[head], "Sing"), *tail])
    stop = phrase.last if group is last else group[-1] + 1
    own = phrase.head if group is last else group[-1]
    return replace(
        phrase,
        first=group[0],
        last=stop,
        head=own,
        modifiers=group,
        bare=Bare.NEVER,
        rule=PLACED,
        prefix=name,
    )


def _modifier_groups(phrase: Phrase) -> list[tuple[int, ...]]:
    groups: list[list[int]] = []
    for index in phrase.modifiers:
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [tuple(group) for group in groups]


def _kind_with(context: Context, phrase: Phrase, group: tuple[int, ...]) -> EntityType:
    lemmas = {form for i in group for form in (context.lemma(i), f"^{context.lemma(i)}")} | {"<mod>"}
    entries = heads().get(context.lemma(phrase.head), ())
    entry = next((e for e in entries if e.within and e.holds(lemmas - {"<mod>"})), None)
    lemmas |= {context.lemma(i) for i in range(phrase.head + 1, phrase.last)}
    entry = entry or next((e for e in entries if e.holds(lemmas)), None)
    return entry.type if entry is not None and entry.type is not None else phrase.type


def _partial(context: Context, phrase: Phrase, group: tuple[int, ...], kind: EntityType) -> Phrase:
    noun = head_form(context.tokens[phrase.head], "Plur")
    words_ = [modifier_form(context.tokens[i], "Plur", "") for i in group]
    name = " ".join([*words_, noun])
    return Phrase(
        phrase.sentence,
        group[0],
        group[-1] + 1,
        group[-1],
        kind,
        Bare.NEVER,
        group,
        None,
        SHARED_HEAD,
        name,
    )
