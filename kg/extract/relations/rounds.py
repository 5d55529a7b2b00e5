"""What a paragraph speaks of: a contest or a round of grants, and whose money it is."""

from __future__ import annotations

from functools import cache, partial

from kg.extract.grammar import DASHES
from kg.extract.relations.budgets import own_budget
from kg.extract.relations.cases import CLOSING, OPENING, head_of
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting
from kg.lexicon import words
from kg.model import Entity, EntityType, Mention
from kg.structs import struct

PAYERS = frozenset({EntityType.ADMINISTRATION, EntityType.ENTERPRISE, EntityType.FOUNDATION})
_GRANTS = frozenset({"грант", "субсидия", "микрогрант"})
_GRANTING = PAYERS | {EntityType.POST}
_THEIRS = words("awards.yaml", "theirs")
"""Words by which a sentence says whose money it speaks of."""
GIVER, FOUNDATION, _PROGRAM, _BUDGET, _ORGANISER, OWN = 5, 4, 3, 2, 1, 0
award_words = partial(words, "awards.yaml")
_GIFTS = award_words("money")
_ROUNDS = award_words("contests") | award_words("rounds")
_GIVEN_ONCE = frozenset({"стипендия", "премия", "грант", "приз"})
_REACH = 3
"""Words between a contest or grant and whose it is."""


@struct(frozen=True, slots=True)
class Round:
    """What a paragraph speaks of: a contest or a round of grants.

    Attributes:
        contest: The contest, if it has a name or a number.
        purse: Who gives the money.
        rank: How surely it is the giver.
        winners: The line before opens a list of winners.
        money: Money was spoken of.
        last: Who won last.
        won: All who were said to have won.
        alien: Another's money was spoken of, which the municipality does not give.
        source: The programme that the text named last as what money comes from.
        well: The one that it called the source of all of it.
    """

    contest: Entity | None = None
    purse: Entity | None = None
    rank: int = -1
    winners: bool = False
    money: bool = False
    last: Entity | None = None
    won: tuple[Entity, ...] = ()
    alien: bool = False
    source: Entity | None = None
    well: Entity | None = None


@cache
def _sums() -> frozenset[str]:
    return award_words("money") | {"рубль", "руб"}


@cache
def _telling() -> frozenset[str]:
    """Words of which a scene must hold one that it names a round, where it names no contest."""
    return _sums() | _ROUNDS | award_words("wells")


def seen(scene: Scene, setting: Setting, now: Round) -> Round:
    """The round that a scene names, or the one before it."""
    contest = _contest(scene)
    if contest is None and _telling().isdisjoint(scene.lemmas):
        return now
    free = {t.lemma for i, t in enumerate(scene.tokens) if i not in scene.inside}
    money = not free.isdisjoint(_sums())
    if contest is None and not money and free.isdisjoint(_ROUNDS | award_words("wells")):
        return now
    rank, purse = _purse(scene, setting, contest)
    if rank < now.rank or purse is None:
        rank, purse = now.rank, now.purse
    named = (
        now.contest if now.winners else contest or now.contest
    )  # what an item names is what somebody won for
    alien = now.alien or not (free | _named(scene, contest)).isdisjoint(award_words("alien"))
    wells = award_words("wells")
    source = purse if rank == _PROGRAM and not free.isdisjoint(wells | _GRANTS) else now.source
    well = source if rank == _PROGRAM and not free.isdisjoint(wells) else now.well
    paid = now.money or money
    return Round(named, purse, rank, now.winners, paid, now.last, now.won, alien, source, well)


def _named(scene: Scene, contest: Entity | None) -> set[str]:
    """The words of a contest's name («Всероссийский конкурс …»: its money is not the municipality's)."""
    if contest is None:
        return set()
    own = (m for m, e in scene.mentions if e.key == contest.key)
    return {scene.tokens[i].lemma for m in own for i in range(m.first, m.last)}


@struct(frozen=True, slots=True)
class Payer:
    """Somebody who may give the money of a round: how surely, and where nobody is said to give, why it is thought of."""

    entity: Entity
    rank: int
    why: str = ""


def payers(scene: Scene, setting: Setting, now: Round) -> list[Payer]:
    """Who gives the money that a scene speaks of: the round's giver, else the text's programme or administration."""
    if now.purse is not None and not (now.rank == FOUNDATION and _elsewhere(scene, now.purse)):
        return [Payer(now.purse, now.rank)]
    if now.purse is not None or not now.money or now.alien or _others_pay(scene):
        return []
    acting = [e for e in setting.focus if e.type is EntityType.ADMINISTRATION]
    own = [Payer(e, OWN, "acting") for e in acting] or [Payer(e, OWN, "office") for e in setting.office]
    if now.well is not None:
        return [Payer(now.well, OWN, "well")]
    return [Payer(now.source, OWN, "programme")] if now.source is not None else own[:1]


def _elsewhere(scene: Scene, purse: Entity) -> bool:
    """«субсидии из областного бюджета получили …» behind a sentence on a fund: the money is another's."""
    named = any(e.key == purse.key for _, e in scene.mentions)
    return not named and not _THEIRS.isdisjoint(scene.lemmas) and _others_pay(scene)


def _others_pay(scene: Scene) -> bool:
    """Whether a scene names a budget that is not the municipality's, or a body behind «от» or a word for money."""
    budget = any(t.lemma == "бюджет" for t in scene.tokens) and own_budget(scene) < 0
    given = (
        p.preps in {"от", "за счет", "из"} or (p.chain and scene.tokens[p.chain[0]].lemma in _GIFTS)
        for p in scene.phrases
        if p.entity.type in PAYERS | {EntityType.POST}
    )
    deeds = (t.lemma for m, e in scene.mentions if e.type in DEEDS for t in scene.tokens[m.first : m.last])
    drawn = bool(scene.anywhere(award_words("drawing")))  # «привлечено 4 млн рублей»: from elsewhere
    return budget or drawn or any(given) or not award_words("alien").isdisjoint(deeds)


def _contest(scene: Scene) -> Entity | None:
    found = [
        p.entity
        for p in scene.phrases
        if p.entity.type is EntityType.EVENT and not p.paren and not p.proxy and _head(scene, p) in _ROUNDS
    ]
    return found[0] if len(found) == 1 else None


def _head(scene: Scene, phrase: Phrase) -> str:
    return scene.tokens[head_of(scene.tokens, phrase)].lemma


def _purse(scene: Scene, setting: Setting, contest: Entity | None) -> tuple[int, Entity | None]:
    """Who gives the money of a round that a scene speaks of, and how surely."""
    foundations = granting(scene)
    if foundations:
        return FOUNDATION, foundations[0]
    giver = _giver(scene)
    if giver is not None:
        return GIVER, giver
    programs = [p.entity for p in scene.phrases if p.entity.type is EntityType.PROGRAM and _may_pay(scene, p)]
    if programs:
        return _PROGRAM, programs[0]
    if own_budget(scene) >= 0 and setting.office:
        return _BUDGET, setting.office[0]
    host = _host(scene, contest)
    return (-1, None) if host is None else (_ORGANISER, host)


def _may_pay(scene: Scene, phrase: Phrase) -> bool:
    """Whether money may come from a programme: not from a scholarship, nor from what money is meant for."""
    meant = phrase.preps in {"на", "для"} and not phrase.chain
    return not (phrase.proxy or meant) and _head(scene, phrase) not in _GIVEN_ONCE


def _host(scene: Scene, contest: Entity | None) -> Entity | None:
    """Who holds the contest: a foundation that the sentence is of, or the body that holds it by a verb."""
    hosts = [
        p.entity
        for p in scene.phrases
        if p.entity.type is EntityType.FOUNDATION and _holds(p) and not _gets_sum(scene, p)
    ]
    round_ = contest is not None or bool(scene.where(_ROUNDS))
    if len(hosts) == 1 and round_ and not scene.where(award_words("getting")):
        return hosts[0]
    doers = [p.entity for p in scene.phrases if p.entity.type in PAYERS and _holds(p)]
    doing = contest is not None and bool(scene.where(award_words("holding")))
    return doers[0] if doing and doers else None


def _gets_sum(scene: Scene, phrase: Phrase) -> bool:
    """«100 тыс. рублей – фонд «Добро»», «трём организациям: клубу, фонду, союзу»: a foundation that gets money itself."""
    others = {p.entity.type for p in scene.phrases if p.group == phrase.group and p is not phrase}
    if others - PAYERS:
        return True
    before = scene.tokens[max(0, phrase.first - 2) : phrase.first]
    return len(before) > 1 and before[1].text in DASHES and before[0].lemma in award_words("sums")


def _holds(phrase: Phrase) -> bool:
    """Whoever holds a contest: «проведён отделом», «администрация объявила»."""
    return not phrase.preps and not phrase.opaque and (phrase.cases == {"Ins"} or "Nom" in phrase.cases)


def granting(scene: Scene) -> list[Entity]:
    """The foundations whose grants or contests a scene speaks of."""
    return [
        e
        for m, e in scene.mentions
        if (e.type is EntityType.FOUNDATION and _of_grants(scene, m))
        or (e.type in _GRANTING and m.first and scene.tokens[m.first - 1].lemma in _GRANTS)
        or (e.type is EntityType.ADMINISTRATION and _higher(e) and _of_grants(scene, m))
    ]


def _higher(entity: Entity) -> bool:
    """Whether an authority is above the municipality: its contests are about its own money."""
    label = entity.label.lower()
    return any(word in label for word in award_words("higher"))


def _giver(scene: Scene) -> Entity | None:
    """«администрация предоставила субсидии трём организациям:»: the subject of a verb of giving money, before a list."""
    verbs = scene.where(award_words("giving")) if scene.tokens[-1].text == ":" else []
    given = [i for i in scene.where(award_words("money")) if scene.tokens[i].case in {"Acc", "Nom"}]
    if not verbs or not given:
        return None
    wanted = "Ins" if scene.tokens[verbs[0]].feats.get("Variant") == "Short" else "Nom"
    fit = [
        p.entity
        for p in scene.phrases
        if p.entity.type in PAYERS and wanted in p.cases and not (p.preps or p.opaque or p.proxy or p.paren)
    ]
    return fit[0] if len(fit) == 1 else None


def _of_grants(scene: Scene, mention: Mention) -> bool:
    """«конкурс Фонда президентских грантов», «грант фонда»: what gives, not what gets."""
    if any(_owned(mention, m) and _is_contest(scene, m, e) for m, e in scene.mentions):
        return True
    place = mention.first - 1
    for _ in range(_REACH):
        place = _before_quotation(scene, place)
        if place < 0:
            return False
        token = scene.tokens[place]
        if token.lemma in _ROUNDS or token.lemma in {"от", "из", "средство"}:
            return True
        if token.pos not in {"ADJ", "ADP"}:
            return False
        place -= 1
    return False


def _owned(owner: Mention, contest: Mention) -> bool:
    """Whether somebody is named right behind a contest, or within its name («конкурс проектов Росмолодёжи»)."""
    within = contest.first < owner.first and owner.last <= contest.last
    return contest.last == owner.first or within


def _is_contest(scene: Scene, mention: Mention, entity: Entity) -> bool:
    return entity.type is EntityType.EVENT and scene.tokens[head_of(scene.tokens, mention)].lemma in _ROUNDS


def _before_quotation(scene: Scene, place: int) -> int:
    """«конкурс «Активное поколение» фонда»: the token before a name in quotation marks that ends at a place."""
    if place < 0 or scene.tokens[place].text not in CLOSING:
        return place
    opened = (i for i in range(place - 1, -1, -1) if scene.tokens[i].text in OPENING)
    return next(opened, 0) - 1
