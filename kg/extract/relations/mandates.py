"""Whom others name as acting: who is told to, who is charged with it, whoever issued the act that does it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.scene import verb_lemmas
from kg.lexicon import words
from kg.model import EntityType

_TELLING = words("arguments.yaml", "telling")
_GIVING = words("arguments.yaml", "dative")
_CHARGING = words("arguments.yaml", "charging")
_TRUSTING = words("arguments.yaml", "trusting")
_ACTS = words("regulations.yaml", "acts")


def told(field: Field, wanted: Types) -> list[Argument]:
    """«рекомендовала администрации поддержать …», «администрации предстоит …»: the dative acts."""
    tokens = field.scene.tokens
    verbs = (i for i in field.clause.tokens if tokens[i].lemma in _TELLING)
    open_ = field.trigger.infinitive or field.trigger.reading in {"word", "noun"}
    tasked = _set_task(field, wanted)
    if tasked:
        return tasked
    if not open_ or not (any(i < field.trigger.index for i in verbs) or _bidden(field)):
        return []
    addressed = [
        p for p in field.own(wanted) if p.first < field.trigger.index and direct(p) and p.cases == {"Dat"}
    ]
    return [Argument(p, "told") for p in addressed if p.group == addressed[-1].group]


def _bidden(field: Field) -> bool:
    """«встречи с активом главе проводить ежемесячно»: an infinitive that no verb rules, behind whoever is to do it."""
    tokens, scene, trigger = field.scene.tokens, field.scene, field.trigger
    before = [i for i in field.clause.tokens if i < trigger.index and i not in scene.inside]
    return trigger.infinitive and not any(
        tokens[i].pos in {"VERB", "AUX"} or is_finite(tokens[i]) for i in before
    )


def _set_task(field: Field, wanted: Types) -> list[Argument]:
    """«Думе – утвердить порядок», «отделу до мая подготовить план»: a line that begins with who is to do it."""
    scene, trigger = field.scene, field.trigger
    first = next((p for p in scene.phrases if not p.proxy), None)
    if (
        first is None
        or not trigger.infinitive
        or first.last > trigger.index
        or first.entity.type not in wanted
    ):
        return []
    before = scene.tokens[: first.first]
    plain = all(t.pos in {"PUNCT", "NUM", "X", "SYM"} or t.text in DASHES for t in before)
    between = scene.tokens[first.last : trigger.index]
    finite = any(is_finite(t) for t in between) or _GIVING & set(verb_lemmas(scene.tokens[trigger.index]))
    if not plain or finite or not direct(first) or "Dat" not in first.cases:
        return []
    return [Argument(p, "told") for p in scene.phrases if p.group == first.group and not p.proxy]


def charged(field: Field, wanted: Types) -> list[Argument]:
    """«реализация программы возложена на отдел, поручена центру»: whoever is charged with it acts."""
    clause = field.clause
    verbs = (i for i in clause.tokens if i not in field.scene.inside)
    entrusted = any(
        _TRUSTING & set(verb_lemmas(field.scene.tokens[i]))
        for i in clause.tokens
        if i not in field.scene.inside
    )
    if entrusted:
        given = [p for p in field.own(wanted) if p.cases == {"Dat"} and direct(p)]
        return [Argument(p, "charged") for p in given]
    laid = any(_CHARGING & set(verb_lemmas(field.scene.tokens[i])) for i in verbs)
    own = (p for p in field.own(wanted) if p.preps == "на" and "Acc" in p.cases and not p.opaque)
    return [Argument(p, "charged") for p in own] if laid else []


def issuer(field: Field, wanted: Types) -> list[Argument]:
    """«постановлением администрации утверждена …»: whoever issued the act that does it, be it an entity or not."""
    if field.trigger.reading != "passive":
        return []
    tokens = field.scene.tokens
    tops = ((p, tokens[p.chain[-1]]) for p in field.own(wanted) if p.chain and not p.preps)
    named = [p for p, top in tops if top.case == "Ins" and top.lemma in _ACTS]
    if named:
        return [Argument(p, "issuer") for p in named]
    acts = [p for p in field.own(frozenset({EntityType.DOCUMENT})) if "Ins" in p.cases and not p.preps]
    inside = (
        (p, m, e) for p in acts for m, e in field.scene.mentions if p.first < m.first and m.last <= p.last
    )
    return [
        Argument(replace(p, entity=e, proxy="issuer"), "issuer") for p, _, e in inside if e.type in wanted
    ]
