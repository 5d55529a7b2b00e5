"""What becomes of names that touch, nest or share words: trimmed, merged, dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extract.grammar import is_abbreviation
from kg.extract.lexicon import Bare, words
from kg.extract.phrases import Context, Phrase
from kg.model import ACTORS, EntityType

_DASHES = {"-", "–", "—"}


def _inside(inner: Phrase, outer: Phrase) -> bool:
    return inner is not outer and outer.first <= inner.first and inner.last <= outer.last and inner.head != outer.head


def _outers(phrase: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    return [other for other in phrases if _inside(phrase, other)]


def _drop_parish_churches(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«храма святителя Николая» inside «приход храма …» is the same community."""
    parishes = [p for p in phrases if context.lemma(p.head) == "приход"]
    return [p for p in phrases if not (p.type is EntityType.RELIGIOUS and _outers(p, parishes))]


def _drop_inner_posts(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«главы администрации» inside «заместители главы администрации» is no name of its own."""
    posts = [p for p in phrases if p.type is EntityType.POST]
    return [p for p in phrases if not (p.type is EntityType.POST and _outers(p, posts))]


def _drop_apposed_forms(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«ООО «…»» inside «компания ООО «…»», «(АНО)» inside «организация (АНО) «…»» name the same thing."""

    def same(inner: Phrase) -> bool:
        if context.tokens[inner.head].text not in words("legal_forms"):
            return False
        return any(
            outer.quote is not None
            and outer.type is not EntityType.POST
            and context.lemma(outer.head) not in words("branch_heads")
            and (inner.quote == outer.quote and inner.head == outer.head + 1 or context.text(inner.head - 1) == "(")
            for outer in _outers(inner, phrases)
        )

    return [p for p in phrases if not same(p)]


def _join_legal_forms(context: Context, phrases: list[Phrase]) -> list[Phrase]:
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
    return form and is_abbreviation(context.tokens[phrase.last - 1]) and is_abbreviation(context.tokens[phrase.head])


def _trim_nested(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«МО МВД России «Алейский»»: the quoted name and «по краю» belong to the outer body, not to the ministry."""

    def trimmed(phrase: Phrase) -> Phrase:
        outers = [o for o in _outers(phrase, phrases) if o.type is EntityType.ADMINISTRATION and o.last == phrase.last]
        if not outers or phrase.type is not EntityType.ADMINISTRATION:
            return phrase
        if phrase.quote is not None and phrase.bare is Bare.UNIQUE:
            return replace(phrase, last=phrase.quote.first, quote=None)
        prepositions = [i for i in range(phrase.head + 1, phrase.last) if context.text(i) == "по"]
        if prepositions and phrase.bare is Bare.UNIQUE:
            return replace(phrase, last=prepositions[0])
        return phrase

    return [trimmed(p) for p in phrases]


def _drop_nested_collectives(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«предпринимателей» in «Совет предпринимателей» is no entity; units under a post are."""

    def kept(phrase: Phrase) -> bool:
        if context.tokens[phrase.head].number != "Plur":
            return True
        if phrase.quote is not None:
            return all(phrase.quote != outer.quote for outer in _outers(phrase, phrases))
        if is_abbreviation(context.tokens[phrase.head]):
            return True
        outers = _outers(phrase, phrases)
        units = phrase.type is EntityType.ADMINISTRATION and all(o.type in _OVER_UNITS for o in outers)
        return not outers or units

    return [p for p in phrases if kept(p)]


_OVER_UNITS = {EntityType.POST, EntityType.ADMINISTRATION, EntityType.DOCUMENT}


def _drop_announced(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«с общественными организациями: А, Б, В»: a collective followed by its full list is no entity beside the items."""
    open_list = any(context.lemma(i) in {"другой", "др", "прочий"} for i in range(len(context.tokens)))

    def kept(phrase: Phrase) -> bool:
        plural = context.tokens[phrase.head].number == "Plur" or is_abbreviation(context.tokens[phrase.head])
        if phrase.quote is not None or not plural or open_list:
            return True
        items = [p for p in phrases if p.first == phrase.last + 1 or (p.first > phrase.last and p.quote is not None)]
        listed = context.text(phrase.last) in {":", "-", "–", "—"} and bool(items)
        return not listed or items[0].type is not phrase.type

    return [p for p in phrases if kept(p)]


def _merge_dashed(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«VI Межрегиональный фестиваль – конкурс «…»» is one event."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if (
            before is not None
            and before.type is phrase.type
            and before.quote is None
            and before.last == phrase.head - 1
            and phrase.first == phrase.head
            and context.text(before.last) in _DASHES
            and before.last - 1 == before.head
        ):
            found[-1] = replace(before, last=phrase.last, quote=phrase.quote)
        else:
            found.append(phrase)
    return found


def _merge_enumerations(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«комитетов и отделов администрации», «выставки, встречи, мероприятия»: plural unnamed heads are one collective."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and _one_collective(context, before, phrase):
            found[-1] = replace(
                before, last=phrase.last, quote=phrase.quote, bare=Bare.NEVER, merged=(*before.merged, phrase.head)
            )
        else:
            found.append(phrase)
    return found


def _one_collective(context: Context, left: Phrase, right: Phrase) -> bool:
    heads = (context.tokens[left.head], context.tokens[right.head])
    last_head = left.merged[-1] if left.merged else left.head
    return (
        (left.type is right.type or ({left.type, right.type} <= ACTORS and right.alone and heads[1].lemma in words("shared_right")))
        and left.last == right.first - 1
        and left.last - 1 == last_head
        and (context.text(left.last) == "и" or (context.text(left.last) == "," and right.alone))
        and left.quote is None
        and right.quote is None
        and all(token.number == "Plur" for token in heads)
        and heads[0].case == heads[1].case
        and right.first == right.head
        and not any(is_abbreviation(token) for token in heads)
        and heads[0].lemma not in words("never_merged")
    )


def _extend_over_merged(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """A name whose tail is the first part of a merged collective goes on to its end («руководители комитетов и отделов»)."""
    merged = [p for p in phrases if p.merged]

    def extended(phrase: Phrase) -> Phrase:
        for other in merged:
            first_part = other.merged[0] - 1
            if other is not phrase and phrase.head < other.first and phrase.last == first_part:
                return replace(phrase, last=other.last)
        return phrase

    return [extended(p) for p in phrases]


_STEPS: tuple[Callable[[Context, list[Phrase]], list[Phrase]], ...] = (
    _merge_dashed,
    _join_legal_forms,
    _merge_enumerations,
    _extend_over_merged,
    _drop_inner_posts,
    _drop_parish_churches,
    _drop_nested_collectives,
    _drop_announced,
    _drop_apposed_forms,
    _trim_nested,
)


def arrange(context: Context, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Trim, merge and drop the names of one sentence until each stands for one thing."""
    found = list(phrases)
    for step in _STEPS:
        found = step(context, found)
    return found
