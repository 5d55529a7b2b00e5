"""Roles that nouns hand out: whose prize, plan, idea, room or cost something is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.relations.cases import dictionary_cases
from kg.extract.relations.field import Argument, Field, Types
from kg.extract.relations.gifts import GIFTS, is_thing
from kg.extract.relations.lexicon import load as lexicon
from kg.extract.relations.phrases import Phrase
from kg.lexicon import words

_AIMS = words("arguments.yaml", "aims")
_AWARDS = words("arguments.yaml", "awards")
_DOING = words("arguments.yaml", "doing")
_PLANS = words("arguments.yaml", "plans")
_PLANNED = frozenset({"Ins", "Acc", "Loc", "Dat"})
_IDEAS = words("frames.yaml", "ideas")
_COSTS = words("arguments.yaml", "costs")
_WORKS = words("arguments.yaml", "works")
_CHARGES = words("arguments.yaml", "charges")
_PARTS = words("frames.yaml", "parts")
_IMPROVING = words("arguments.yaml", "improving")
_ROOMS = words("arguments.yaml", "rooms")
_DIRECT = frozenset({"Nom", "Acc"})
_ACCOUNTS = words("arguments.yaml", "accounts")
_BIDS = words("arguments.yaml", "bids")
_MEETINGS = words("arguments.yaml", "meetings_of")
_GUESTS = words("arguments.yaml", "guests")
_SPAN = 3
"""How many nouns may lead to whose costs are paid."""
_CONTESTS: frozenset[str] = frozenset({"конкурс", "отбор"})


def _giver(field: Field, wanted: Types) -> list[Argument]:
    """«грант фонда …»: whoever a word for money stands before."""
    own = (p for p in field.own(wanted) if p.chain)
    return [Argument(p, "giver") for p in own if _gives(field, p)]


def _gives(field: Field, phrase: Phrase) -> bool:
    """«грант фонда», «победитель конкурса фонда», «по итогам конкурса фонда»."""
    words = [field.scene.tokens[i].lemma for i in phrase.chain[:2]]
    won = not GIFTS.isdisjoint(words) or phrase.preps in lexicon().markers["results"]
    return words[0] in GIFTS or (words[0] in _CONTESTS and won)


def _award(field: Field, wanted: Types) -> list[Argument]:
    """«кубок турнира достался …»: what a prize is given in."""
    own = (p for p in field.own(wanted) if p.chain)
    lemmas = ((p, {field.scene.tokens[i].lemma for i in p.chain}) for p in own)
    return [Argument(p, "award") for p, found in lemmas if not _AWARDS.isdisjoint(found)]


def _occasion(field: Field, wanted: Types) -> list[Argument]:
    """«за всю историю конкурса среди номинантов оказался …»: the one event that the clause names, wherever it stands."""
    own = [p for p in field.own(wanted) if not p.proxy]
    alone = len({p.entity.key for p in own}) == 1
    return [Argument(p, "occasion") for p in own[:1] if alone and (p.chain or p.preps)]


def _by_programme(field: Field, wanted: Types) -> list[Argument]:
    """«проводится по программе «Дружба»»; not «отчёт по программе»."""
    own = (p for p in field.own(wanted) if p.preps == "по" and "Dat" in p.cases and not p.opaque)
    before = ((p, p.first - 2) for p in own if not p.chain)
    return [
        Argument(p, "programme")
        for p, i in before
        if i >= 0 and (i in field.scene.inside or field.scene.tokens[i].pos != "NOUN")
    ]


def _planner(field: Field, wanted: Types) -> list[Argument]:
    """«планом совета предусмотрен слёт»: whose plan says so."""
    own = (p for p in field.own(wanted) if p.chain)
    plans = (p for p in own if field.scene.tokens[p.chain[-1]].lemma in _PLANS)
    return [Argument(p, "planner") for p in plans if p.preps in {"", "в", "по"} and p.cases & _PLANNED]


def _idea(field: Field, wanted: Types) -> list[Argument]:
    """«идея слёта принадлежит клубу»: what is somebody's idea."""
    own = (p for p in field.own(wanted) if p.chain)
    return [
        Argument(p, "idea")
        for p in own
        if not _IDEAS.isdisjoint(field.scene.tokens[i].lemma for i in p.chain)
    ]


def _beside(field: Field, wanted: Types) -> list[Argument]:
    """«итоги форума с участием депутатов»: the name that a preposition follows at once."""
    own = (p for p in field.own(wanted) if p.last == field.trigger.index)
    return [Argument(p, "beside") for p in own]


def _served(field: Field, wanted: Types) -> list[Argument]:
    """«сопровождение отрядов передано …»: for whom the help is that somebody is charged with."""
    own = (p for p in field.own(wanted) if p.chain)
    return [Argument(p, "served") for p in own if field.scene.tokens[p.chain[-1]].lemma in _CHARGES]


def _cost(field: Field, wanted: Types) -> list[Argument]:
    """«оплатил проезд команды», «взял на себя оплату проживания участников слёта»: whose costs are paid."""
    own = (p for p in field.own(wanted) if 0 < len(p.chain) <= _SPAN and not p.preps)
    paid = (p for p in own if _topped(field, p, _COSTS) and (p.via is (len(p.chain) > 1) or not p.via))
    return [Argument(p, "cost") for p in paid]


def _applied(field: Field, wanted: Types) -> list[Argument]:
    """«поддержал заявку музея»: whose application is granted."""
    own = (p for p in field.own(wanted) if p.chain and not p.preps)
    return [Argument(p, "applied") for p in own if _topped(field, p, _BIDS)]


def _practised(field: Field, wanted: Types) -> list[Argument]:
    """«занятия клуба проходят в библиотеке»: whose meetings are held somewhere."""
    own = (p for p in field.own(wanted) if len(p.chain) == 1 and not (p.preps or p.via))
    return [Argument(p, "practised") for p in own if _topped(field, p, _MEETINGS)]


def _guests_of(field: Field, wanted: Types) -> list[Argument]:
    """«участников слёта накормила столовая»: whose guests are served."""
    own = (p for p in field.own(wanted) if p.chain and not p.preps)
    return [Argument(p, "guests_of") for p in own if _served_there(field, p)]


def _served_there(field: Field, phrase: Phrase) -> bool:
    """«участников слёта», also behind what they are served with («транспортом участников слёта обеспечило …»)."""
    first, top = (field.scene.tokens[i] for i in (phrase.chain[0], phrase.chain[-1]))
    return first.lemma in _GUESTS and (first is top or top.case == "Ins")


def _guests_given(field: Field, wanted: Types) -> list[Argument]:
    """«призы для участников забега», «грамоты победителям смотра», «питание гостей слёта»: for whose guests a thing is."""
    own = (p for p in field.own(wanted) if p.chain)
    return [Argument(p, "guests_of") for p in own if _given_there(field, p)]


def _given_there(field: Field, phrase: Phrase) -> bool:
    tokens, (first, top) = field.scene.tokens, (phrase.chain[0], phrase.chain[-1])
    if tokens[first].lemma not in _GUESTS:
        return False
    if first == top:
        return phrase.preps == "для" or (not phrase.preps and tokens[first].case == "Dat")
    return len(phrase.chain) == 2 and not phrase.preps and is_thing(field.scene, top)


def _pleaded(field: Field, wanted: Types) -> list[Argument]:
    """«ходатайствовал о ремонте клуба»: for whose good somebody pleads."""
    own = (p for p in field.own(wanted) if p.chain and p.preps in {"о", "об", "за"})
    return [Argument(p, "pleaded") for p in own if len(p.chain) <= _SPAN]


def _credited(field: Field, wanted: Types) -> list[Argument]:
    """«на счёт фонда поступило …»: whose account money comes to."""
    own = (p for p in field.own(wanted) if p.chain and p.preps in {"на", "в"})
    return [Argument(p, "credited") for p in own if field.scene.tokens[p.chain[-1]].lemma in _ACCOUNTS]


def _possession(field: Field, wanted: Types) -> list[Argument]:
    """«отремонтировал крышу клуба»: whose thing something is done to."""
    own = (p for p in field.own(wanted) if p.chain and not (p.preps or p.via))
    return [Argument(p, "possession") for p in own if _topped(field, p, _PARTS)]


def _improved(field: Field, wanted: Types) -> list[Argument]:
    """«предусмотрен ремонт клубов»: what is to be repaired, kept or helped."""
    own = (p for p in field.own(wanted) if p.chain and not (p.preps or p.via))
    return [Argument(p, "improved") for p in own if _topped(field, p, _IMPROVING)]


def _house(field: Field, wanted: Types) -> list[Argument]:
    """«зал школы предоставлен для концерта»: whose room it is."""
    own = (p for p in field.own(wanted) if len(p.chain) == 1 and not p.preps)
    return [Argument(p, "house") for p in own if _topped(field, p, _ROOMS)]


def _topped(field: Field, phrase: Phrase, nouns: frozenset[str]) -> bool:
    """Whether one of some nouns, as an object, governs a phrase."""
    top = field.scene.tokens[phrase.chain[-1]]
    known = dictionary_cases(top)
    direct_ = not _DIRECT.isdisjoint(known or {top.case})
    return top.lemma in nouns and direct_ and not (top.case == "Gen" and field.trigger.index in phrase.chain)


def _assisted(field: Field, wanted: Types) -> list[Argument]:
    """«содействие в деятельности совета»: whose work it is that somebody helps with."""
    own = (p for p in field.own(wanted) if len(p.chain) == 1 and p.preps == "в")
    return [Argument(p, "assisted") for p in own if field.scene.tokens[p.chain[0]].lemma in _WORKS]


def _purpose(field: Field, wanted: Types) -> list[Argument]:
    """«целью программы является …»: what has the aim."""
    own = (p for p in field.own(wanted) if p.chain)
    aims = (p for p in own if field.scene.tokens[p.chain[0]].lemma in _AIMS)
    return [Argument(p, "purpose") for p in aims if not _acted_on(field, p)]


def _acted_on(field: Field, phrase: Phrase) -> bool:
    """«реализацию программы координирует …»: the noun before is an object, by its form."""
    known = dictionary_cases(field.scene.tokens[phrase.chain[-1]])
    return not phrase.preps and "Acc" in known and "Nom" not in known


def _helped_doing(field: Field, wanted: Types) -> list[Argument]:
    """«помогал больнице в проведении дня здоровья»: what somebody is helped to hold."""
    own = (p for p in field.own(wanted) if p.chain and p.preps in {"в", "с", "при"})
    return [Argument(p, "helped.doing") for p in own if field.scene.tokens[p.chain[-1]].lemma in _DOING]


ROLES: Mapping[str, Callable[[Field, Types], list[Argument]]] = {
    "giver": _giver,
    "award": _award,
    "occasion": _occasion,
    "by_programme": _by_programme,
    "planner": _planner,
    "idea": _idea,
    "beside": _beside,
    "served": _served,
    "cost": _cost,
    "credited": _credited,
    "applied": _applied,
    "practised": _practised,
    "guests_of": _guests_of,
    "guests_given": _guests_given,
    "pleaded": _pleaded,
    "possession": _possession,
    "improved": _improved,
    "house": _house,
    "assisted": _assisted,
    "purpose": _purpose,
    "helped_doing": _helped_doing,
}
"""How each role is filled."""
