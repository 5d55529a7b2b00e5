"""Winners, what they get and from whom: «победителями признаны …», «Общество слепых – 850 тыс. руб. на проект «…»»."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import QUOTES
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.rounds import FOUNDATION, GIVER, PAYERS, Payer, Round, award_words, payers, seen
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.extract.relations.winners import (
    CARRYING,
    GETTERS,
    Award,
    announces_winners,
    is_cell,
    stands_free,
    winners_of,
    word_for_winners,
)
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_OPENED = 3
"""Tokens behind a project's name, brackets and quotation marks, before whose it is."""
_GAP = 3
"""Tokens that a dash and what is said of a project may take («– социальный проект …»)."""
_PURSES = words("awards.yaml", "purses")
_DOING = words("arguments.yaml", "doing")


def awards(
    played: Sequence[tuple[Scene, Setting]], listed: Mapping[int, Sequence[Scene]] = MappingProxyType({})
) -> Iterator[Candidate]:
    """What is said of winners and receivers, paragraph by paragraph; lists go on with the paragraph above them.

    Args:
        played: The sentences of a document, with what they stand in.
        listed: The sentences that open the items of each list, by the sentence that opens it.
    """
    now, block, open_, items = Round(), -1, False, frozenset[int]()
    owed: list[Entity] = []
    for scene, setting in played:
        fresh = scene.sentence.block != block
        if fresh and not open_:
            now = Round(source=now.source, well=now.well)
        now = seen(scene, setting, now)
        aside = bool(items) and scene.index not in items
        found = winners_of(scene, replace(now, winners=False) if aside else now)
        givers = payers(scene, setting, now)
        owed = [] if fresh and not open_ else owed
        giver = _names_giver(scene) if owed or found else None
        yield from _paid_by(giver, owed, scene, setting)
        givers = givers or ([Payer(giver, GIVER)] if giver is not None and found else [])
        yield from _claims(scene, setting, now, found, givers)
        owed = [] if givers else [*owed, *(e for a in found for e in _gets(scene, a, found, now))]
        yield from _of_winner(scene, setting, now, found, givers)
        yield from _of_all(scene, setting, now, found, givers)
        won = [a.phrase.entity for a in found if a.wins and a.phrase.entity.type in GETTERS]
        last = _winner(scene, found) or now.last
        if won or last is not now.last:
            now = replace(now, last=last, won=(*now.won, *won))
        yield from _examples(scene, setting, now, found, givers)
        ends = scene.tokens[-1].text
        goes_on = fresh and open_ and (ends == ";" or is_cell(scene))
        if ends == ":":
            items = frozenset(item.index for item in listed.get(scene.index, ()))
            now = replace(now, winners=announces_winners(scene) or (now.winners and goes_on))
        items = items if any(i > scene.index for i in items) else frozenset()
        open_ = ends == ":" or goes_on or bool(items)
        if now.winners and not open_:
            now = replace(now, winners=False)
        block = scene.sentence.block


def _claims(
    scene: Scene, setting: Setting, now: Round, found: Sequence[Award], givers: Sequence[Payer]
) -> Iterator[Candidate]:
    for award in found:
        place = scene.index, award.cue
        status = clause_status(scene, award.cue, setting)
        getter = award.phrase.entity
        meant = _purposes(scene, award, found)
        owners = _owners(scene, award.phrase)
        if now.contest is not None and (award.wins or now.rank == FOUNDATION):
            for entity in (getter, *owners):
                if entity.type is not EntityType.PROJECT or any(
                    e.key == now.contest.key for _, e in scene.mentions
                ):
                    yield from _enters(entity, now.contest, status, place)
        yield from _of_owners(award, owners, status, place)
        for deed in meant:
            relation = Relation.ORGANIZES if deed.type is EntityType.EVENT else Relation.IMPLEMENTS
            yield from propose((getter, deed), relation, status, "award.purpose", place)
        paid = award.money or (now.money and not _unpaid(scene, now, award))
        for payer in givers if paid else ():
            rule = "award.own" if payer.why else "award"
            for entity in (getter, *owners, *meant):
                marks = _marks(scene, payer, award, entity)
                yield from propose((payer.entity, entity), Relation.FUNDS, status, rule, place, *marks)


def _gets(scene: Scene, award: Award, found: Sequence[Award], now: Round) -> list[Entity]:
    """Who and what money is for that nobody was said to give yet."""
    if now.alien or not (award.money or (now.money and not _unpaid(scene, now, award))):
        return []
    return [award.phrase.entity, *_owners(scene, award.phrase), *_purposes(scene, award, found)]


def _names_giver(scene: Scene) -> Entity | None:
    """«Конкурс объявлял фонд», «деньги выделила администрация»: who gave what others were said to get."""
    for verb in scene.where(award_words("holding") | award_words("giving")):
        own = scene.outside(scene.clauses[verb])
        if not any(scene.tokens[i].lemma in award_words("rounds") | _PURSES for i in own):
            continue
        fit = [p.entity for p in scene.phrases if _pays(scene, p, verb)]
        whom = [p for p in scene.phrases_in(scene.clauses[verb]) if p.cases == {"Dat"} or p.preps]
        if len(fit) == 1 and not whom:
            return fit[0]
    return None


def _paid_by(
    giver: Entity | None, owed: Sequence[Entity], scene: Scene, setting: Setting
) -> Iterator[Candidate]:
    if giver is None:
        return
    for entity in dict.fromkeys(owed):
        place, status = (scene.index, 0), clause_status(scene, 0, setting)
        yield from propose((giver, entity), Relation.FUNDS, status, "award.later", place)


def _of_owners(
    award: Award, owners: Sequence[Entity], status: Status, place: tuple[int, int]
) -> Iterator[Candidate]:
    held = award.phrase.entity.type is EntityType.EVENT
    relation = Relation.ORGANIZES if held else Relation.IMPLEMENTS
    for owner in owners:
        yield from propose((owner, award.phrase.entity), relation, status, "award.whose", place)


def _unpaid(scene: Scene, now: Round, award: Award) -> bool:
    """Whether money that the text spoke of need not be for whoever wins here: no sum, or nobody who was said to give."""
    if award.way == "list":
        return now.rank != GIVER and not (is_cell(scene) and now.purse is not None)
    return now.purse is None and not scene.where(award_words("money") | award_words("sums"))


def _marks(scene: Scene, payer: Payer, award: Award, entity: Entity) -> Iterator[str]:
    """How it is said that somebody gets money."""
    said = {scene.tokens[i].lemma for i in range(len(scene.tokens)) if i not in scene.inside}
    gift = next((word for word in sorted(said & award_words("money"))), "")
    yield f"purse={payer.rank}{payer.why}"
    yield f"way={award.way}"
    yield f"paid={award.money}:{award.way}:{payer.rank}"
    yield f"gift={gift}:{bool(payer.why)}"
    yield f"got={'self' if entity.key == award.phrase.entity.key else 'with'}"


def _of_winner(
    scene: Scene, setting: Setting, now: Round, found: Sequence[Award], givers: Sequence[Payer]
) -> Iterator[Candidate]:
    """«Победило общество: на проект «…» выделено …»: the project is that of whoever won last."""
    projects = [a for a in found if a.phrase.entity.type is EntityType.PROJECT and _of_last(scene, a, now)]
    owner = now.last or _winner(scene, found) or _victor(scene)
    for award in projects if owner is not None else ():
        place, status = (scene.index, award.cue), clause_status(scene, award.cue, setting)
        own = {a.phrase.entity.key for a in found if not a.phrase.preps and not is_cell(scene)}
        if owner is not None and award.phrase.entity.key not in own:
            yield from propose(
                (owner, award.phrase.entity), Relation.IMPLEMENTS, status, "award.owner", place
            )
            for payer in givers:
                pair, mark = (payer.entity, owner), f"purse={payer.rank}{payer.why}"
                yield from propose(pair, Relation.FUNDS, status, "award.owner", place, mark)


def _of_last(scene: Scene, award: Award, now: Round) -> bool:
    """«на проект «…»», or a cell of a table behind that of the winner."""
    return bool(award.phrase.preps) or (award.way == "list" and is_cell(scene) and now.last is not None)


def _winner(scene: Scene, found: Sequence[Award]) -> Entity | None:
    """The one body that a scene says to have won or got something."""
    bodies = {a.phrase.entity.key: a.phrase.entity for a in found if a.phrase.entity.type in ACTORS}
    return next(iter(bodies.values())) if len(bodies) == 1 else _victor(scene)


def _victor(scene: Scene) -> Entity | None:
    """«победила организация «…»», «общество вошло в число победителей»."""
    won = word_for_winners(scene) >= 0 or bool(scene.where(award_words("winning")))
    fit = [
        p.entity
        for p in scene.phrases
        if won and p.entity.type in GETTERS & ACTORS and stands_free(p) and not p.proxy
    ]
    return fit[0] if len(fit) == 1 else None


def _enters(getter: Entity, contest: Entity, status: Status, place: tuple[int, int]) -> Iterator[Candidate]:
    if getter.type is EntityType.EVENT:
        return
    relation = Relation.HELD_WITHIN if getter.type is EntityType.PROJECT else Relation.PARTICIPATES_IN
    yield from propose((getter, contest), relation, status, "award.wins", place)


def _of_all(
    scene: Scene, setting: Setting, now: Round, found: Sequence[Award], givers: Sequence[Payer]
) -> Iterator[Candidate]:
    """«Победители получили по 50 тысяч рублей»: all who were said to have won."""
    cue = next(iter(scene.where(award_words("winners"))), -1)
    told = scene.where(award_words("getting") | award_words("giving"))
    if found or cue < 0 or not told or scene.tokens[cue].case not in {"Nom", "Dat", "Gen"}:
        return
    if not scene.where(award_words("money") | award_words("sums")):
        return
    hosts = [Payer(p.entity, GIVER) for p in scene.phrases if _pays(scene, p, told[0])] or givers
    status, place = clause_status(scene, told[0], setting), (scene.index, told[0])
    for payer, entity in itertools.product(hosts[:1], now.won):
        mark = f"purse={payer.rank}{payer.why}"
        yield from propose((payer.entity, entity), Relation.FUNDS, status, "award.all", place, mark)


def _pays(scene: Scene, phrase: Phrase, verb: int) -> bool:
    """Whether a phrase is who gives by a verb: its subject, or the instrument of a short participle."""
    wanted = "Ins" if scene.tokens[verb].feats.get("Variant") == "Short" else "Nom"
    fits = phrase.entity.type in PAYERS and wanted in phrase.cases and not (phrase.preps or phrase.opaque)
    return fits and scene.clauses[phrase.first] is scene.clauses[verb] and not phrase.paren


def _examples(
    scene: Scene, setting: Setting, now: Round, found: Sequence[Award], givers: Sequence[Payer]
) -> Iterator[Candidate]:
    """«Предоставлено 11 субсидий. Так, обществом реализован проект «…»»: the money was for who is named as an example."""
    if found or not now.money or scene.tokens[0].low not in award_words("examples"):
        return
    cue = next(iter(scene.where(award_words("carrying"))), -1)
    if cue < 0:
        return
    status, place = clause_status(scene, cue, setting), (scene.index, cue)
    for phrase in scene.phrases:
        fits = phrase.entity.type in GETTERS and not phrase.preps and not phrase.opaque and not phrase.paren
        for payer in givers if fits else ():
            pair, mark = (payer.entity, phrase.entity), f"purse={payer.rank}{payer.why}"
            yield from propose(pair, Relation.FUNDS, status, "award.example", place, mark)


def _owners(scene: Scene, won: Phrase) -> list[Entity]:
    """Whose project has won: the actor in the genitive right behind it."""
    if won.entity.type not in {EntityType.PROJECT, EntityType.EVENT}:
        return []
    own = [p for p in scene.phrases if p.entity.type in ACTORS and not p.proxy]
    behind = [p.entity for p in own if p.first == won.last and "Gen" in p.cases]
    behind = behind or [p.entity for p in own if _thought_out(scene, won, p)]
    return behind or [p.entity for p in own if p.paren and won.last < p.first <= won.last + _OPENED][:1]


def _thought_out(scene: Scene, won: Phrase, owner: Phrase) -> bool:
    """«мастерская, задуманная обществом»: who made a project, by a participle right behind it."""
    clause = scene.clauses[owner.first]
    near = clause.kind == "participle" and clause.start == won.last
    return near and owner.cases == {"Ins"} and not owner.preps


def _beside(scene: Scene, award: Award, phrase: Phrase) -> bool:
    """«центр «Гнездо» – проект «Школа пап»» as an item, or behind a sum."""
    between = [t for t in scene.tokens[award.phrase.last : phrase.first] if t.text not in QUOTES]
    dashed = award.way == "list" and 0 < len(between) <= _GAP and between[0].text in DASHES
    return dashed or _listed(scene, award, phrase)


def _listed(scene: Scene, award: Award, phrase: Phrase) -> bool:
    """«отделение ВОИ – 410 тыс. рублей, проект «Берег»»: what follows the sum and a comma, no verb in between."""
    between = range(award.phrase.last, phrase.first)
    free = not any(is_finite(scene.tokens[i]) for i in between if i not in scene.inside)
    nouns = [i for i in range(phrase.first - 2, award.phrase.last, -1) if scene.tokens[i].text == ","]
    money = any(scene.tokens[i].lemma in award_words("sums") for i in between)
    doing = all(scene.tokens[i].lemma in _DOING for i in phrase.chain)
    return (
        free
        and money
        and award.money
        and (bool(nouns) or scene.tokens[phrase.first - 1].text == ",")
        and doing
    )


def _purposes(scene: Scene, award: Award, found: Sequence[Award]) -> list[Entity]:
    """The project or event that the money is for: behind «на» or «с», or in the brackets."""
    if award.phrase.entity.type is EntityType.PROJECT:
        return []
    stops = [a.phrase.first for a in found if a.phrase.first > award.phrase.first]
    stop = min(stops, default=len(scene.tokens))
    return [
        p.entity
        for p in scene.phrases
        if award.phrase.last <= p.first < stop
        and not p.proxy
        and p.entity.type in DEEDS - {EntityType.PROGRAM}
        and (p.preps in {"на", "с", *CARRYING} or (not p.preps and (p.paren or _beside(scene, award, p))))
        and scene.clauses[p.first].kind in {"main", scene.clauses[award.phrase.first].kind}
    ][:1]
