"""Collectives that only announce, gather or point at what is named beside them."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_abbreviation, is_noun
from kg.extract.lexicon import heads, words
from kg.extract.nested import holders_of
from kg.model import ACTORS, EntityType

UNNAMED = {EntityType.POST, EntityType.REPRESENTATIVE_BODY}
"""Classes that bear no name in quotation marks."""


def drop_nested_collectives(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«предпринимателей» in «Совет предпринимателей» is no entity; units under a post are."""

    def kept(phrase: Phrase) -> bool:
        if context.tokens[phrase.head].number != "Plur" and not _people(context, phrase):
            return True
        if phrase.quote is not None:
            return all(phrase.quote != outer.quote for outer in holders_of(phrase, phrases))
        outers = holders_of(phrase, phrases)
        if is_abbreviation(context.tokens[phrase.head]):  # «отдел по связям с общественностью и СМИ»
            return not any(o.type is EntityType.ADMINISTRATION and o.head < phrase.first for o in outers)
        if phrase.type in ACTORS and context.lemma(phrase.head) not in words("people_heads"):
            return all(outer.type in _OVER_UNITS for outer in outers)
        return not outers

    return [p for p in phrases if kept(p)]


def _people(context: Context, phrase: Phrase) -> bool:
    """«слёт тосовцев»: the tagger does not know the number of a new word for people."""
    return context.lemma(phrase.head) == "тосовец" and context.text(phrase.head).endswith("ев")


_OVER_UNITS = {EntityType.POST, EntityType.DOCUMENT}
"""Classes under which collectives are named in their own right («руководители партий», «соглашение с профсоюзами»)."""


def drop_announced(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«с общественными организациями: А, Б, В»: a collective followed by its full list is no entity beside the items."""

    def kept(phrase: Phrase) -> bool:
        if phrase.quote is not None or not _several(context, phrase):
            return True
        items = [
            p
            for p in phrases
            if p.first == phrase.last + 1 or (p.first > phrase.last and p.quote is not None)
        ]
        listed = context.text(phrase.last) in _LEADS and bool(items)
        return not listed or not _covers(phrase.type, items[0].type) or _goes_on(context)

    return [p for p in phrases if kept(p)]


def _goes_on(context: Context) -> bool:
    """«А, Б и другие»: the list is not full."""
    return any(token.lemma in {"другой", "др", "прочий"} for token in context.tokens)


_LEADS = {":", "-", "–", "—"}
"""Signs before a list."""


def _several(context: Context, phrase: Phrase) -> bool:
    """A plural, an abbreviation, or what is counted («две общественные организации» stands in the genitive singular)."""
    head = context.tokens[phrase.head]
    counted = phrase.first > 0 and context.tokens[phrase.first - 1].pos == "NUM" and head.case == "Gen"
    return head.number == "Plur" or is_abbreviation(head) or counted


_ASSOCIATED = {EntityType.COUNCIL, EntityType.TOS, EntityType.RELIGIOUS, EntityType.TRADE_UNION}
"""Classes of bodies that are called public organisations too."""


def _covers(umbrella: EntityType, item: EntityType) -> bool:
    return item is umbrella or (umbrella is EntityType.NGO and item in _ASSOCIATED)


def associations(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«общественные организации: Совет садоводов, Союз женщин»: a council among associations is one of them."""
    ends = {p.last for p in phrases if p.type is EntityType.NGO and _several(context, p)}
    lead = next((i for i in sorted(ends) if context.text(i) in _LEADS), len(context.tokens))

    def listed(phrase: Phrase) -> bool:
        council = phrase.type is EntityType.COUNCIL and context.tokens[phrase.head].number == "Sing"
        plain = "при" not in {context.text(i) for i in range(phrase.first, phrase.last + 1)}
        joined = context.text(phrase.first - 1) in _LEADS | {",", "и"}
        items = joined and context.tokens[phrase.head].case == "Nom"
        return council and plain and items and phrase.first > lead and not _stated(context, lead)

    return [replace(p, type=EntityType.NGO) if listed(p) else p for p in phrases]


def _stated(context: Context, lead: int) -> bool:
    """Whether a verb stands behind a colon: what follows is no mere list."""
    return any(t.pos == "VERB" and t.feats.get("VerbForm") == "Fin" for t in context.tokens[lead:])


def drop_staff(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«специалисты центра «Опора»» act for their body and are no post; «ведущий специалист отдела» is one."""

    def staff(phrase: Phrase) -> bool:
        several = context.tokens[phrase.head].number == "Plur" and not phrase.merged
        called = phrase.type is EntityType.POST and context.lemma(phrase.head) in words("staff")
        bodies = (p for p in phrases if p.type in ACTORS and phrase.head < p.first < phrase.last)
        return several and called and any(True for _ in bodies)

    return [p for p in phrases if not staff(p)]


def leaders(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«лидеры общественных организаций» act as a collective of their own and hold no post; «лидеры партий» do."""

    def several(phrase: Phrase) -> bool:
        called = context.lemma(phrase.head) == "лидер" and context.tokens[phrase.head].number != ""
        counted = phrase.first > 0 and context.tokens[phrase.first - 1].pos == "NUM"
        return phrase.type is EntityType.POST and called and (_plural(context, phrase) or counted)

    def civic(phrase: Phrase) -> bool:
        bodies = [p.type for p in phrases if p.type in ACTORS and phrase.head < p.first < phrase.last]
        return bool(bodies) and set(bodies) <= {EntityType.NGO, EntityType.TRADE_UNION, EntityType.TOS}

    return [replace(p, type=EntityType.NGO) if several(p) and civic(p) else p for p in phrases]


def _plural(context: Context, phrase: Phrase) -> bool:
    return context.tokens[phrase.head].number == "Plur"


def drop_pointing(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«мероприятия по решению данной задачи»: whatever is done about what was spoken of is nothing by itself."""

    def points(phrase: Phrase) -> bool:
        vague = phrase.type is EntityType.EVENT and context.lemma(phrase.head) in words("measures")
        inside = range(phrase.head + 1, phrase.last)
        pointed = (i for i in inside if context.lemma(i) in words("demonstratives"))
        nouns = (
            next((k for k in range(i + 1, phrase.last) if is_noun(context.tokens[k])), i) for i in pointed
        )
        return vague and any(_is_matter(context, noun) for noun in nouns)

    return [p for p in phrases if not points(p)]


def drop_predicates(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«лагерь «Дружба» – структурное подразделение центра»: what somebody is said to be is not another."""
    ends = {p.last for p in phrases}

    def said(phrase: Phrase) -> bool:
        unit = context.lemma(phrase.head) in words("units_said") and not _plural(context, phrase)
        if not unit or phrase.first == 0:
            return False
        before = phrase.first - 1
        joined = phrase.first in ends or (context.text(before) in _LEADS and before in ends)
        return joined or context.lemma(before) in {"являться", "быть", "стать"}

    return [p for p in phrases if not said(p)]


def drop_kinds(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«мероприятия для инвалидов: вечера, концерты, беседы»: kinds of what stands before a colon are no events beside it."""
    umbrellas = {
        p.last
        for p in phrases
        if p.type is EntityType.EVENT
        and context.lemma(p.head) in words("umbrella_events")
        and context.text(p.last) in {":", "(", "-", "–", "—"}
    }

    def kind(phrase: Phrase) -> bool:
        unnamed = phrase.type is EntityType.EVENT and phrase.quote is None and _plural(context, phrase)
        before = [sign for sign in umbrellas if sign < phrase.first]
        if not unnamed or not before:
            return False
        between = context.tokens[max(before) + 1 : phrase.first]
        bare = all(t.text in {",", "и"} or t.pos in {"NOUN", "ADJ"} for t in between)
        plain = all(
            t.pos in {"NOUN", "ADJ", "CCONJ", "PUNCT"} for t in context.tokens[phrase.first : phrase.last]
        )
        return bare and plain and context.lemma(phrase.head) not in words("umbrella_events")

    return [p for p in phrases if not kind(p)]


def _is_matter(context: Context, noun: int) -> bool:
    """Whether a noun names neither a body nor anything held or carried out («этой задачи», not «этого клуба»)."""
    return not any(entry.type is not None for entry in heads().get(context.lemma(noun), ()))
