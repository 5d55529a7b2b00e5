"""Winners, what they get and from whom: «победителями признаны …», «Общество слепых – 850 тыс. руб. на проект «…»»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.rounds import FOUNDATION, GIVER, Round, award_words, seen
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.extract.relations.winners import (
    CARRYING,
    GETTERS,
    Award,
    announces_winners,
    stands_free,
    winners_of,
    word_for_winners,
)
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_DOING = words("arguments.yaml", "doing")


def awards(played: Sequence[tuple[Scene, Setting]]) -> Iterator[Candidate]:
    """What is said of winners and receivers, paragraph by paragraph; lists go on with the paragraph above them."""
    now, block, open_ = Round(), -1, False
    for scene, setting in played:
        fresh = scene.sentence.block != block
        if fresh and not open_:
            now = Round()
        now = seen(scene, setting, now)
        found = winners_of(scene, now)
        yield from _claims(scene, setting, now, found)
        yield from _of_winner(scene, setting, now, found)
        now = replace(now, last=_winner(scene, found) or now.last)
        ends = scene.tokens[-1].text
        listed = fresh and open_ and ends == ";"
        open_ = ends == ":" or listed
        if ends == ":":
            now = replace(now, winners=announces_winners(scene) or (now.winners and listed))
        elif not open_:
            now = replace(now, winners=False)
        block = scene.sentence.block


def _claims(scene: Scene, setting: Setting, now: Round, found: Sequence[Award]) -> Iterator[Candidate]:
    for award in found:
        place = scene.index, award.cue
        status = clause_status(scene, award.cue, setting)
        getter = award.phrase.entity
        meant = _purposes(scene, award, found)
        owners = _owners(scene, award.phrase)
        if now.contest is not None and (award.wins or now.rank == FOUNDATION):
            for entity in (getter, *owners):
                yield from _enters(entity, now.contest, status, place)
        for deed in meant:
            relation = Relation.ORGANIZES if deed.type is EntityType.EVENT else Relation.IMPLEMENTS
            yield from propose((getter, deed), relation, status, "award.purpose", place)
        paid = award.money or (now.money and (award.cue != award.phrase.first or now.rank == GIVER))
        if now.purse is not None and paid:
            for entity in (getter, *owners, *meant):
                yield from propose(
                    (now.purse, entity), Relation.FUNDS, status, "award", place, f"purse={now.rank}"
                )


def _of_winner(scene: Scene, setting: Setting, now: Round, found: Sequence[Award]) -> Iterator[Candidate]:
    """«Победило общество: на проект «…» выделено …»: the project is that of whoever won last."""
    projects = [a for a in found if a.phrase.entity.type is EntityType.PROJECT and a.phrase.preps]
    owner = now.last or _winner(scene, found) or _victor(scene)
    for award in projects if owner is not None else ():
        place, status = (scene.index, award.cue), clause_status(scene, award.cue, setting)
        if owner is not None and award.phrase.entity.key not in {
            a.phrase.entity.key for a in found if not a.phrase.preps
        }:
            yield from propose(
                (owner, award.phrase.entity), Relation.IMPLEMENTS, status, "award.owner", place
            )
            if now.purse is not None:
                yield from propose((now.purse, owner), Relation.FUNDS, status, "award.owner", place)


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
    relation = Relation.HELD_WITHIN if getter.type is EntityType.PROJECT else Relation.PARTICIPATES_IN
    yield from propose((getter, contest), relation, status, "award.wins", place)


def _owners(scene: Scene, won: Phrase) -> list[Entity]:
    """Whose project has won: the actor in the genitive right behind it."""
    if won.entity.type is not EntityType.PROJECT:
        return []
    behind = (p for p in scene.phrases if p.first == won.last and p.entity.type in ACTORS and not p.proxy)
    return [p.entity for p in behind if "Gen" in p.cases]


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
        and (p.preps in {"на", "с", *CARRYING} or (not p.preps and (p.paren or _listed(scene, award, p))))
        and scene.clauses[p.first].kind in {"main", scene.clauses[award.phrase.first].kind}
    ][:1]
