"""Money out of budgets: «средства бюджета района», «субсидия из городского бюджета»; whose money a programme is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_BUDGETS = words("arguments.yaml", "budgets")
_OTHERS = words("arguments.yaml", "others_budgets")
_PAID = (ACTORS | DEEDS) - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}
_PAYERS = frozenset(
    {EntityType.ENTERPRISE, EntityType.FOUNDATION, EntityType.ADMINISTRATION, EntityType.INSTITUTION}
)
_GETTING = words("arguments.yaml", "budget_getting")
_MONEY = words("arguments.yaml", "budget_money")
_BUYING = words("arguments.yaml", "budget_buying")
_FINANCING = frozenset({"финансирование", "обеспечение"})
_SPENDING = _FINANCING | {"бюджет", "смета", "стоимость"}
_AROUND = 3
_FROM = frozenset({"за счет", "за счет средств", "из средств", "средства"})
_BACKING = words("arguments.yaml", "budget_backing")
_WITHIN = frozenset({"в рамках", "по", "в соответствии с", "в ходе"})
_GOT = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.MEDIA}


def own_budget(scene: Scene) -> int:
    """The token of a budget that is the municipality's own; -1 where none stands there."""
    if _BUDGETS.isdisjoint(scene.lemmas):
        return -1
    for index, token in enumerate(scene.tokens):
        if token.lemma in _BUDGETS and token.pos == "NOUN" and index not in scene.inside:
            near = {t.lemma for t in scene.tokens[max(0, index - 2) : index + _AROUND]}
            if near.isdisjoint(_OTHERS):
                return index
    return -1


def paid(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Whoever gets money from the budget, and what for, is funded by the administration."""
    index = own_budget(scene)
    getting = scene.where(_GETTING)
    if index < 0 or not getting or not setting.office:
        return
    status = clause_status(scene, index, setting)
    for phrase in scene.phrases:
        got = (
            not phrase.preps and not phrase.opaque and "Nom" in phrase.cases and phrase.entity.type in ACTORS
        )
        meant = phrase.preps in {"на", "для"} and phrase.entity.type in DEEDS
        if (got or meant) and phrase.entity.type in _PAID and not phrase.paren:
            yield from propose(
                (setting.office[0], phrase.entity), Relation.FUNDS, status, "budget", (scene.index, index)
            )


def bought(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«из бюджета города оплачена аренда зала для клуба»: for whom something is paid from the budget, nobody said to pay."""
    buying = scene.where(_BUYING)
    if not buying or not setting.office or own_budget(scene) < 0:
        return
    cue = buying[0]
    clause = scene.clauses[cue]
    if scene.tokens[cue].feats.get("Variant") != "Short" or scene.clauses[own_budget(scene)] is not clause:
        return
    status = clause_status(scene, cue, setting)
    for phrase in scene.phrases_in(clause):
        whom = phrase.preps == "для" or (not phrase.preps and phrase.cases == {"Dat"})
        if whom and phrase.entity.type in _GOT and not (phrase.paren or phrase.opaque):
            place = scene.index, cue
            yield from propose(
                (setting.office[0], phrase.entity), Relation.FUNDS, status, "budget.bought", place
            )


def backed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«обеспечивается финансирование из бюджета города трёх обществ: …»: who pays for those named behind the budget."""
    index = own_budget(scene)
    before = (i for i in range(max(index, 0)) if i not in scene.inside)
    cue = next((i for i in before if scene.tokens[i].lemma in _BACKING), -1)
    payers = _programmes(scene, index) or list(setting.office[:1])
    if cue < 0 or not payers or not _said(scene, index):
        return
    near = [p for p in scene.phrases if _got(scene, p, index)]
    status = clause_status(scene, cue, setting)
    for phrase in (p for p in near if p.group == near[0].group):
        for payer in payers:
            place = scene.index, cue
            yield from propose((payer, phrase.entity), Relation.FUNDS, status, "budget.backed", place)


def _said(scene: Scene, index: int) -> bool:
    """Whether a verb says something of a budget: a bare list of sums names who pays, not who is paid."""
    clause = scene.clauses[index]
    return any(is_finite(scene.tokens[i]) for i in clause.tokens if i not in scene.inside)


def _got(scene: Scene, phrase: Phrase, index: int) -> bool:
    """A body right behind a budget or behind its colon, in the genitive or dative."""
    between = scene.tokens[index + 1 : phrase.first]
    near = len(between) <= _AROUND + 1 or any(t.text == ":" for t in between)
    ruled = phrase.preps in {"", "из", "из бюджета"} and not phrase.cases.isdisjoint({"Gen", "Dat"})
    return phrase.first > index and phrase.entity.type in _GOT and near and ruled and not phrase.paren


def _programmes(scene: Scene, index: int) -> list[Entity]:
    clause = scene.clauses[index]
    return [
        p.entity
        for p in scene.phrases
        if p.entity.type is EntityType.PROGRAM and p.preps in _WITHIN and scene.clauses[p.first] is clause
    ]


def financed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Объём финансирования программы – …, в том числе средства бюджета района, ООО «…»»: whose money it is."""
    cue = next((i for i in scene.where(_SPENDING)), -1)
    if cue < 0 or not any(t.lemma in _MONEY for t in scene.tokens[cue:]):
        return
    programme = _programme(scene, cue, setting)
    if programme is None:
        return
    place = scene.index, cue
    payers = [p.entity for p in scene.phrases if _pays(scene, p, cue)]
    own = setting.office if own_budget(scene) >= 0 else ()
    for payer in (*own, *payers):
        yield from propose((payer, programme), Relation.FUNDS, Status.REALISED, "budget.financed", place)


def _programme(scene: Scene, cue: int, setting: Setting) -> Entity | None:
    own = (p.entity for p in scene.phrases if p.entity.type in DEEDS and cue in p.chain)
    opens = cue <= 3 and scene.tokens[cue].lemma in _FINANCING
    return next(own, setting.passport if opens else None)


def _pays(scene: Scene, phrase: Phrase, cue: int) -> bool:
    """A payer among the sources: «средства АО «…» – 100 тыс. рублей»."""
    if phrase.entity.type not in _PAYERS or phrase.first < cue or phrase.proxy:
        return False
    if phrase.preps and phrase.preps not in _FROM:
        return False
    before = scene.tokens[max(0, phrase.first - 2) : phrase.first]
    after = scene.tokens[phrase.last : phrase.last + 2]
    return any(t.lemma in _MONEY for t in before) or any(t.text in {"–", "—", "-"} for t in after)
