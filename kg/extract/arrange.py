"""What becomes of names that touch, nest or share words: trimmed, merged, dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_abbreviation
from kg.extract.held import held
from kg.extract.lexicon import Bare, words
from kg.extract.loose import is_party
from kg.extract.merging import extend_over_merged, join_legal_forms, merge_dashed, merge_enumerations
from kg.extract.nested import holders_of, within
from kg.extract.nouns import is_territory, names_territory
from kg.extract.parties import with_parties
from kg.extract.quotes import Quote
from kg.extract.splitting import split_places, split_shared_heads
from kg.extract.umbrellas import (
    UNNAMED,
    associations,
    drop_announced,
    drop_kinds,
    drop_nested_collectives,
    drop_pointing,
    drop_predicates,
    drop_staff,
    leaders,
)
from kg.model import ACTORS, EntityType


def _drop_parish_churches(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«храма» in «приход храма …» is the same community, «газеты» in «редакция газеты …», «ТОС» in «органы ТОС» too."""
    whole = [p for p in phrases if context.lemma(p.head) in {"приход", "редакция", "орган"}]
    return [p for p in phrases if not any(outer.type is p.type for outer in holders_of(p, whole))]


def _drop_services(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«полиции» inside «отдел полиции № 2», «скорой помощи» inside «станция скорой помощи» say of what kind it is."""
    units = [p for p in phrases if p.type in {EntityType.ADMINISTRATION, EntityType.INSTITUTION}]
    return [p for p in phrases if not (context.lemma(p.head) in words("services") and holders_of(p, units))]


def _drop_celebrated(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«театра» in «Год театра», «школы» in «Неделя школы»: what a time is given to is no body of its own."""
    times = {p.head + 1 for p in phrases if context.lemma(p.head) in words("given_times")}
    return [p for p in phrases if not (p.alone and p.type in ACTORS and p.first in times)]


def _drop_inner_posts(_: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«главы администрации» inside «заместители главы администрации» is no name of its own."""
    posts = [p for p in phrases if p.type is EntityType.POST]
    return [p for p in phrases if not (p.type is EntityType.POST and holders_of(p, posts))]


def _drop_apposed_forms(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«ООО «…»» inside «компания ООО «…»», «(АНО)» inside «организация (АНО) «…»» name the same thing."""

    def same(inner: Phrase) -> bool:
        if context.tokens[inner.head].text not in words("legal_forms"):
            return False
        return any(
            outer.quote is not None
            and outer.type is not EntityType.POST
            and not (outer.type is EntityType.INSTITUTION and inner.type is EntityType.ENTERPRISE)
            and context.lemma(outer.head) not in words("branch_heads") | words("rooms")
            and (
                (inner.quote == outer.quote and inner.head == outer.head + 1)
                or context.text(inner.head - 1) == "("
            )
            for outer in holders_of(inner, phrases)
        )

    return [p for p in phrases if not same(p)]


def _drop_behind_forms(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«СОШ № 4» in «МБОУ СОШ № 4», «ДШИ № 1» in «МБУ ДО ДШИ № 1» is the same house."""

    def same(inner: Phrase) -> bool:
        return inner.type is EntityType.INSTITUTION and any(
            outer.type is inner.type
            and outer.last == inner.last
            and all(is_abbreviation(context.tokens[i]) for i in range(outer.head, inner.head + 1))
            for outer in holders_of(inner, phrases)
        )

    return [p for p in phrases if not same(p)]


def _drop_same_named(_: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«бюджетирования «Наш двор»» inside «проект инициативного бюджетирования «Наш двор»» is the same project."""

    def same(inner: Phrase) -> bool:
        outers = [o for o in holders_of(inner, phrases) if o.type is inner.type and o.quote == inner.quote]
        return inner.quote is not None and inner.type is EntityType.PROJECT and bool(outers)

    return [p for p in phrases if not same(p)]


def _drop_rites(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«чествования добровольцев» inside «церемония чествования добровольцев» is the same event."""
    rites = [p for p in phrases if p.type is EntityType.EVENT and context.lemma(p.head) in words("rites")]
    return [
        p
        for p in phrases
        if p.quote is not None or p.type is not EntityType.EVENT or not holders_of(p, rites)
    ]


def _drop_members(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«волонтёры отряда «Дари тепло»», «казаки хуторского общества»: the members of a body are that body."""
    named = {p.first for p in phrases if p.type is EntityType.NGO and p.quote is not None}
    bodies = [p for p in phrases if p.type in _WITH_MEMBERS and _one(context, p)]

    def members(phrase: Phrase) -> bool:
        if phrase.alone and phrase.last in named and context.lemma(phrase.head) in words("no_tail"):
            return True
        if context.lemma(phrase.head) not in words("members_of"):
            return False
        inside = (p for p in bodies if p.first == phrase.head + 1 and p.last == phrase.last)
        return context.tokens[phrase.head].number == "Plur" and any(inside)

    return [p for p in phrases if not members(p)]


_WITH_MEMBERS = {EntityType.NGO, EntityType.TOS, EntityType.PARTY}


def _one(context: Context, phrase: Phrase) -> bool:
    """Whether a name is that of one body: of several in capitals only the quoted name tells."""
    token = context.tokens[phrase.head]
    return phrase.quote is not None or (
        token.number == "Sing" and not is_abbreviation(token) and not phrase.alone
    )


_TAKING = {EntityType.ADMINISTRATION, EntityType.POST}
"""Classes whose «по …» is theirs, not that of the body inside them."""


def _trim_nested(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«МО МВД России «Алейский»»: the quoted name and «по краю» belong to the outer body, not to the ministry."""

    def trimmed(phrase: Phrase) -> Phrase:
        outers = [o for o in holders_of(phrase, phrases) if o.type in _TAKING and o.last == phrase.last]
        if not outers or phrase.type is not EntityType.ADMINISTRATION:
            return phrase
        if phrase.quote is not None and phrase.bare is Bare.UNIQUE:
            return replace(phrase, last=phrase.quote.first, quote=None)
        prepositions = [i for i in range(phrase.head + 1, phrase.last) if context.text(i) == "по"]
        if all(o.type is EntityType.POST and o.head == phrase.first - 1 for o in outers):
            # «начальник ОМВД России по городу Каменску»
            after = {i: range(i + 1, phrase.last) for i in prepositions}
            prepositions = [i for i in after if not any(is_territory(context, k) for k in after[i])]
        if prepositions and (phrase.bare is Bare.UNIQUE or context.lemma(phrase.head) == "фонд"):
            return replace(phrase, last=prepositions[0])
        return phrase

    return [trimmed(p) for p in phrases]


def _leave_quotes_to_outer(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«премия главы города «За вклад»», «решение Думы «О бюджете»»: the name in quotation marks is the outer thing's."""

    def theirs(phrase: Phrase) -> Quote | None:
        """The name at the end of a phrase that bears none, where a thing around it ends with it too."""
        quote = phrase.quote
        if quote is None or phrase.last != quote.last:
            return None
        outers = [o for o in holders_of(phrase, phrases) if o.type not in UNNAMED and o.last == quote.last]
        takes = phrase.type in UNNAMED or context.lemma(phrase.head) in words("people_heads")
        takes |= phrase.type is EntityType.ADMINISTRATION and not names_territory(context, quote)
        takes |= _kinds(context, phrase, [o for o in outers if o.quote == quote])
        return quote if outers and (takes or _gathered(context, phrase, outers)) else None

    def trimmed(phrase: Phrase) -> Phrase:
        if (quote := theirs(phrase)) is not None:
            return replace(phrase, last=quote.first, quote=None)
        inner = [p for p in phrases if within(p, phrase) and p.last == phrase.last]
        names = [quote for p in inner if (quote := theirs(p)) is not None]
        return replace(phrase, quote=names[0]) if names and phrase.quote is None else phrase

    return [trimmed(p) for p in phrases]


def _kinds(context: Context, phrase: Phrase, outers: Sequence[Phrase]) -> bool:
    """«фонд местных сообществ «Родник»», «центр молодёжных формирований «Форпост»»: several have no one name."""
    bodies = any(outer.type in ACTORS for outer in outers)
    token = context.tokens[phrase.head]
    communal = any(o.type is EntityType.FOUNDATION for o in outers) and token.lemma == "сообщество"
    return communal or (bodies and phrase.type in ACTORS and token.number == "Plur")


def _gathered(context: Context, phrase: Phrase, outers: Sequence[Phrase]) -> bool:
    """«ассоциация ТОС «Берег»», «слёт ТОС «Соседи»»: who gathers gathers several."""
    several = is_abbreviation(context.tokens[phrase.head]) and phrase.head == phrase.first
    return several and any(context.lemma(outer.head) in words("gatherings") for outer in outers)


_RECEIVING = {EntityType.ADMINISTRATION, EntityType.NGO, EntityType.COUNCIL}
"""What a party has beside branches: receptions, staffs, committees."""


def _party_within(phrase: Phrase, quote: Quote) -> Phrase:
    """«приёмная «Единой России»»: the party whose it is."""
    span = (phrase.sentence, quote.first, quote.last, quote.first)
    return Phrase(*span, EntityType.PARTY, Bare.UNIQUE, (), quote, "parent")


def _quoted_parents(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«отделение «Российский Красный Крест»»: what stands in the quotation marks is the parent, an entity too."""
    found: list[Phrase] = []
    for phrase in phrases:
        found.append(phrase)
        quote = phrase.quote
        own = quote is not None and quote.first == phrase.head + 1
        if quote is not None and own and phrase.type in _RECEIVING and is_party(context, quote):
            found.append(_party_within(phrase, quote))
        elif (
            quote is not None
            and quote.first == phrase.head + 1
            and context.lemma(phrase.head) in words("parented")
        ):
            found.append(
                Phrase(
                    phrase.sentence,
                    quote.first,
                    quote.last,
                    quote.first,
                    phrase.type,
                    Bare.UNIQUE,
                    (),
                    quote,
                    "parent",
                )
            )
    return found


_GRANTED = {EntityType.INSTITUTION, EntityType.EVENT}
"""What a project that has won money may be named like («Школа юных», «Мастерская»)."""
_LONGEST_REMARK = 14
"""Tokens of a bracket with a body and a sum."""


def _granted(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«медиашкола «Кадр» (клуб «Взгляд», 212 500 руб.)»: what bears a name, a body and a sum is a project."""

    def won(phrase: Phrase) -> bool:
        if phrase.type not in _GRANTED or phrase.quote is None or context.text(phrase.last) != "(":
            return False
        stop = min(len(context.tokens), phrase.last + _LONGEST_REMARK)
        closing = next((i for i in range(phrase.last, stop) if context.text(i) == ")"), phrase.last)
        inside = range(phrase.last, closing)
        paid = any(context.tokens[i].low.startswith("руб") or context.text(i) == "₽" for i in inside)
        return paid and any(p.first in inside and p.type in ACTORS for p in phrases)

    return [replace(p, type=EntityType.PROJECT) if won(p) else p for p in phrases]


def _drop_territories(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«на территории муниципалитета» is the place, not the authority."""
    acting = {"Nom", "Ins", ""}
    return [
        p
        for p in phrases
        if not (context.lemma(p.head) == "муниципалитет" and context.tokens[p.head].case not in acting)
    ]


def _sittings(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«Собрание городского Собрания депутатов» is a sitting, not the assembly."""

    def sitting(phrase: Phrase) -> bool:
        inner = [p for p in phrases if within(p, phrase) and p.type is EntityType.REPRESENTATIVE_BODY]
        return any(context.lemma(p.head) == context.lemma(phrase.head) for p in inner)

    return [
        replace(p, type=EntityType.EVENT) if p.type is not EntityType.EVENT and sitting(p) else p
        for p in phrases
    ]


def _assemblies(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«депутаты городского Совета»: the council that has deputies is the assembly."""

    def elected(phrase: Phrase) -> bool:
        council = context.lemma(phrase.head) == "совет" and phrase.type is EntityType.COUNCIL
        if not council and not (context.lemma(phrase.head) == "собрание" and phrase.type is EntityType.EVENT):
            return False
        plain = {context.lemma(i) for i in phrase.modifiers} <= words("assembly_modifiers")
        return plain and any(context.lemma(o.head) in words("deputies") for o in holders_of(phrase, phrases))

    return [replace(p, type=EntityType.REPRESENTATIVE_BODY) if elected(p) else p for p in phrases]


_STEPS: tuple[Callable[[Context, list[Phrase]], list[Phrase]], ...] = (
    _drop_territories,
    split_shared_heads,
    split_places,
    merge_dashed,
    join_legal_forms,
    merge_enumerations,
    extend_over_merged,
    with_parties,
    _leave_quotes_to_outer,
    _drop_services,
    _drop_celebrated,
    _drop_inner_posts,
    _drop_parish_churches,
    drop_nested_collectives,
    leaders,
    associations,
    drop_announced,
    drop_staff,
    drop_pointing,
    drop_kinds,
    drop_predicates,
    _drop_apposed_forms,
    _drop_behind_forms,
    _drop_same_named,
    _drop_rites,
    _drop_members,
    _trim_nested,
    _sittings,
    _assemblies,
    _quoted_parents,
    _granted,
    held,
)


def arrange(context: Context, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Trim, merge and drop the names of one sentence until each stands for one thing."""
    found = list(phrases)
    for step in _STEPS:
        found = step(context, found)
    return found
