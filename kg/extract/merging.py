"""Names that are run together: compounds with a dash, enumerations with a shared tail, legal forms before a name."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.grammar import DASHES, is_abbreviation
from kg.extract.lexicon import Bare, words
from kg.extract.nouns import is_territory
from kg.model import ACTORS, EntityType


def join_legal_forms(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«МБУ Подростковый клуб «Ровесник»»: a legal form and the name that follows it are one."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and before.last == phrase.first and _legal_form(context, before):
            found[-1] = replace(before, last=phrase.last, quote=phrase.quote)
        else:
            found.append(phrase)
    return found


def _legal_form(context: Context, phrase: Phrase) -> bool:
    form = phrase.type in {EntityType.INSTITUTION, EntityType.ENTERPRISE} and phrase.quote is None
    return (
        form
        and is_abbreviation(context.tokens[phrase.last - 1])
        and is_abbreviation(context.tokens[phrase.head])
    )


_APPOSED = {EntityType.POST, EntityType.ENTERPRISE, EntityType.PERSON}
"""Classes where a dash begins what is said of the first («секретарь – специалист отдела Н. Седова»)."""


def merge_dashed(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«VI Межрегиональный фестиваль – конкурс «…»» is one event."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if (
            before is not None
            and before.type is phrase.type
            and before.type not in _APPOSED
            and before.quote is None
            and before.last == phrase.head - 1
            and phrase.first == phrase.head
            and context.text(before.last) in DASHES
            and before.last - 1 == before.head
            and all(context.tokens[p.head].number == "Sing" for p in (before, phrase))
            and not is_abbreviation(context.tokens[before.head])
        ):
            found[-1] = replace(before, last=phrase.last, quote=phrase.quote)
        else:
            found.append(phrase)
    return found


def merge_enumerations(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«комитетов и отделов администрации», «выставки, встречи, мероприятия»: plural unnamed heads are one collective."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and _one_collective(context, before, phrase):
            found[-1] = replace(
                before,
                last=phrase.last,
                quote=phrase.quote,
                bare=Bare.NEVER,
                merged=(*before.merged, phrase.head),
            )
        else:
            found.append(phrase)
    return found


def _one_collective(context: Context, left: Phrase, right: Phrase) -> bool:
    heads = (context.tokens[left.head], context.tokens[right.head])
    last_head = left.merged[-1] if left.merged else left.head
    return (
        (left.type is right.type or ({left.type, right.type} <= ACTORS and _shares(context, right)))
        and left.last == right.first - 1
        and left.last - 1 == last_head
        and (
            context.text(left.last) == "и"
            or (context.text(left.last) == "," and (right.alone or _closes_row(context, left, right)))
        )
        and left.quote is None
        and right.quote is None
        and all(token.number == "Plur" for token in heads)
        and (heads[0].case == heads[1].case or {heads[0].case, heads[1].case} == {"Nom", "Acc"})
        and (right.first == right.head or _ends_row(context, left))
        and not any(is_abbreviation(token) for token in heads)
        and heads[0].lemma not in words("never_merged")
    )


def _closes_row(context: Context, left: Phrase, right: Phrase) -> bool:
    """«конкурсов, слётов, фестивалей, форумов молодёжи»: the last of a row may say more."""
    row = bool(left.merged) and left.type is EntityType.EVENT
    return row and context.text(right.last) not in {",", "и"}


def _ends_row(context: Context, left: Phrase) -> bool:
    """«слёты, фестивали и военные игры»: behind «и» the last of a row may have an adjective too."""
    return bool(left.merged) and left.type is EntityType.EVENT and context.text(left.last) == "и"


def _shares(context: Context, right: Phrase) -> bool:
    bare = right.alone or _of_town(context, right)
    return bare and context.lemma(right.head) in words("shared_right")


def _of_town(context: Context, phrase: Phrase) -> bool:
    # «предприятий и организаций города»
    return phrase.last == phrase.head + 2 and is_territory(context, phrase.head + 1)


def extend_over_merged(_: Context, phrases: list[Phrase]) -> list[Phrase]:
    """A name whose tail is the first part of a merged collective goes on to its end («руководители комитетов и отделов»)."""
    merged = [p for p in phrases if p.merged]

    def extended(phrase: Phrase) -> Phrase:
        for other in merged:
            first_part = other.merged[0] - 1
            if other is not phrase and phrase.head < other.first and phrase.last == first_part:
                return replace(phrase, last=other.last)
        return phrase

    return [extended(p) for p in phrases]
