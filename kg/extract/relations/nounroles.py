"""Roles that nouns hand out: whose prize, plan, idea or cost something is, whom a noun says to be helped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.relations.cases import dictionary_cases
from kg.extract.relations.field import Argument, Types, direct
from kg.extract.relations.gifts import complemented, given_in
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.lexicon import load
from kg.model import ACTORS, Token

if TYPE_CHECKING:
    from kg.extract.relations.arguments import Roles

GIFTS: frozenset[str] = frozenset(load("arguments.yaml")["gifts"])
_GUESTS: frozenset[str] = frozenset(load("arguments.yaml")["guests"])
_AIMS: frozenset[str] = frozenset(load("arguments.yaml")["aims"])
_AWARDS: frozenset[str] = frozenset(load("arguments.yaml")["awards"])
_DOING: frozenset[str] = frozenset(load("arguments.yaml")["doing"])
_PLANS: frozenset[str] = frozenset(load("arguments.yaml")["plans"])
_PLANNED = frozenset({"Ins", "Acc", "Loc", "Dat"})
_IDEAS: frozenset[str] = frozenset(load("arguments.yaml")["ideas"])
_COSTS: frozenset[str] = frozenset(load("arguments.yaml")["costs"])
_WORKS: frozenset[str] = frozenset(load("arguments.yaml")["works"])
_HELPED = ACTORS | DEEDS
_CHARGES: frozenset[str] = frozenset(load("arguments.yaml")["charges"])
_PARTS: frozenset[str] = frozenset(load("arguments.yaml")["parts"])
_IMPROVING: frozenset[str] = frozenset(load("arguments.yaml")["improving"])
_ROOMS: frozenset[str] = frozenset(load("arguments.yaml")["rooms"])
_DIRECT = frozenset({"Nom", "Acc"})
_SPAN = 3
_CONTESTS: frozenset[str] = frozenset({"конкурс", "отбор"})


def giver(roles: Roles, wanted: Types) -> list[Argument]:
    """«грант фонда …»: whoever a word for money stands before."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    return [Argument(p, "giver") for p in own if gives(roles, p)]


def gives(roles: Roles, phrase: Phrase) -> bool:
    """«грант фонда», «победитель конкурса фонда», «по итогам конкурса фонда»."""
    words = [roles.scene.tokens[i].lemma for i in phrase.chain[:2]]
    won = not GIFTS.isdisjoint(words) or phrase.preps in roles.lexicon.markers["results"]
    return words[0] in GIFTS or (words[0] in _CONTESTS and won)


def award(roles: Roles, wanted: Types) -> list[Argument]:
    """«кубок турнира достался …»: what a prize is given in."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    lemmas = ((p, {roles.scene.tokens[i].lemma for i in p.chain}) for p in own)
    return [Argument(p, "award") for p, found in lemmas if not _AWARDS.isdisjoint(found)]


def occasion(roles: Roles, wanted: Types) -> list[Argument]:
    """«за всю историю конкурса среди номинантов оказался …»: the one event that the clause names, wherever it stands."""
    own = [p for p in roles.field.own(wanted) if not p.proxy]
    alone = len({p.entity.key for p in own}) == 1
    return [Argument(p, "occasion") for p in own[:1] if alone and (p.chain or p.preps)]


def by_programme(roles: Roles, wanted: Types) -> list[Argument]:
    """«проводится по программе «Дружба»»; not «отчёт по программе»."""
    own = (p for p in roles.field.own(wanted) if p.preps == "по" and "Dat" in p.cases and not p.opaque)
    before = ((p, p.first - 2) for p in own if not p.chain)
    return [
        Argument(p, "programme")
        for p, i in before
        if i >= 0 and (i in roles.scene.inside or roles.scene.tokens[i].pos != "NOUN")
    ]


def planner(roles: Roles, wanted: Types) -> list[Argument]:
    """«планом совета предусмотрен слёт»: whose plan says so."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    plans = (p for p in own if roles.scene.tokens[p.chain[-1]].lemma in _PLANS)
    return [Argument(p, "planner") for p in plans if p.preps in {"", "в", "по"} and p.cases & _PLANNED]


def idea(roles: Roles, wanted: Types) -> list[Argument]:
    """«идея слёта принадлежит клубу»: what is somebody's idea."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    return [
        Argument(p, "idea")
        for p in own
        if not _IDEAS.isdisjoint(roles.scene.tokens[i].lemma for i in p.chain)
    ]


def beside(roles: Roles, wanted: Types) -> list[Argument]:
    """«итоги форума с участием депутатов»: the name that a preposition follows at once."""
    own = (p for p in roles.field.own(wanted) if p.last == roles.trigger.index)
    return [Argument(p, "beside") for p in own]


def served(roles: Roles, wanted: Types) -> list[Argument]:
    """«сопровождение отрядов передано …»: for whom the help is that somebody is charged with."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    return [Argument(p, "served") for p in own if roles.scene.tokens[p.chain[-1]].lemma in _CHARGES]


def cost(roles: Roles, wanted: Types) -> list[Argument]:
    """«оплатил проезд команды», «взял на себя оплату проживания участников слёта»: whose costs are paid."""
    own = (p for p in roles.field.own(wanted) if 0 < len(p.chain) <= _SPAN and not p.preps)
    paid = (p for p in own if topped(roles, p, _COSTS) and (p.via is (len(p.chain) > 1) or not p.via))
    return [Argument(p, "cost") for p in paid]


def possession(roles: Roles, wanted: Types) -> list[Argument]:
    """«отремонтировал крышу клуба»: whose thing something is done to."""
    own = (p for p in roles.field.own(wanted) if p.chain and not (p.preps or p.via))
    return [Argument(p, "possession") for p in own if topped(roles, p, _PARTS)]


def improved(roles: Roles, wanted: Types) -> list[Argument]:
    """«предусмотрен ремонт клубов»: what is to be repaired, kept or helped."""
    own = (p for p in roles.field.own(wanted) if p.chain and not (p.preps or p.via))
    return [Argument(p, "improved") for p in own if topped(roles, p, _IMPROVING)]


def house(roles: Roles, wanted: Types) -> list[Argument]:
    """«зал школы предоставлен для концерта»: whose room it is."""
    own = (p for p in roles.field.own(wanted) if len(p.chain) == 1 and not p.preps)
    return [Argument(p, "house") for p in own if topped(roles, p, _ROOMS)]


def topped(roles: Roles, phrase: Phrase, nouns: frozenset[str]) -> bool:
    """Whether one of some nouns, as an object, governs a phrase."""
    top = roles.scene.tokens[phrase.chain[-1]]
    known = dictionary_cases(top)
    direct_ = not _DIRECT.isdisjoint(known or {top.case})
    return top.lemma in nouns and direct_ and not (top.case == "Gen" and roles.trigger.index in phrase.chain)


def assisted(roles: Roles, wanted: Types) -> list[Argument]:
    """«содействие в деятельности совета»: whose work it is that somebody helps with."""
    own = (p for p in roles.field.own(wanted) if len(p.chain) == 1 and p.preps == "в")
    return [Argument(p, "assisted") for p in own if roles.scene.tokens[p.chain[0]].lemma in _WORKS]


def purpose(roles: Roles, wanted: Types) -> list[Argument]:
    """«целью программы является …»: what has the aim."""
    own = (p for p in roles.field.own(wanted) if p.chain)
    aims = (p for p in own if roles.scene.tokens[p.chain[0]].lemma in _AIMS)
    return [Argument(p, "purpose") for p in aims if not acted_on(roles, p)]


def acted_on(roles: Roles, phrase: Phrase) -> bool:
    """«реализацию программы координирует …»: the noun before is an object, by its form."""
    known = dictionary_cases(roles.scene.tokens[phrase.chain[-1]])
    return not phrase.preps and "Acc" in known and "Nom" not in known


def bracketed(roles: Roles, wanted: Types) -> list[Phrase]:
    """«концерт (зал предоставлен …)»: what the brackets stand behind."""
    if not roles.scene.parens[roles.trigger.index]:
        return []
    before = [p for p in roles.scene.phrases if p.last <= roles.trigger.index and not p.paren]
    return [p for p in before[-1:] if p.entity.type in wanted]


def addressed(roles: Roles) -> bool:
    """Whether the clause says itself for whom, in words that name nobody («пенсионерам», «ремонт школы»)."""
    tokens, inside, clause = roles.scene.tokens, roles.scene.inside, roles.field.clause
    for i in clause.tokens:
        before = tokens[max(0, i - 2) : i]
        free = i not in inside and not any(t.pos == "ADP" for t in before)
        noun = tokens[i].pos in {"NOUN", "PROPN", "PRON"} and tokens[i].case == "Dat"
        if _of_all(tokens, i):
            continue  # «призы для победителей»: those of the event
        if tokens[i].lemma in {"для", "адрес"} or (free and noun and "Dat" in dictionary_cases(tokens[i])):
            return True
    named = (p for p in roles.field.own(_HELPED) if not p.opaque)
    if any(p.preps in {"для", "под"} or _housed(p) or (direct(p) and p.cases == {"Dat"}) for p in named):
        return True
    return complemented(roles.scene, given_in(roles.scene, clause))


def helped_doing(roles: Roles, wanted: Types) -> list[Argument]:
    """«помогал больнице в проведении дня здоровья»: what somebody is helped to hold."""
    own = (p for p in roles.field.own(wanted) if p.chain and p.preps in {"в", "с", "при"})
    return [Argument(p, "helped.doing") for p in own if roles.scene.tokens[p.chain[-1]].lemma in _DOING]


def _housed(phrase: Phrase) -> bool:
    """«привёз книги в школу»: where something is brought to."""
    return phrase.preps == "в" and "Acc" in phrase.cases and phrase.entity.type in ACTORS


def _of_all(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word says only that something is for those who took part."""
    last = index
    if tokens[index].lemma == "для":
        last = next(
            (i for i in range(index + 1, len(tokens)) if tokens[i].pos not in {"ADJ", "DET", "NUM"}), index
        )
    return tokens[last].lemma in _GUESTS
