"""Winners, what they get and from whom: «победителями признаны …», «Общество слепых – 850 тыс. руб. на проект «…»»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.budgets import own_budget
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.government import QUOTES, head_of
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, Status
from kg.structs import struct

_GETTERS = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY} | {
    EntityType.PERSON,
    EntityType.PROJECT,
}
_PAYERS = frozenset({EntityType.ADMINISTRATION, EntityType.ENTERPRISE, EntityType.FOUNDATION})
_GRANTS = frozenset({"грант", "субсидия", "микрогрант"})
_GIVER, _FOUNDATION, _PROGRAM, _BUDGET, _ORGANISER = 5, 4, 3, 2, 1


_DOING = words("arguments.yaml", "doing")
_CARRYING = tuple(load().markers["carrying"])
_words = partial(words, "awards.yaml")
_ROUNDS = _words("contests") | _words("rounds")


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
    """

    contest: Entity | None = None
    purse: Entity | None = None
    rank: int = -1
    winners: bool = False
    money: bool = False
    last: Entity | None = None


@struct(frozen=True, slots=True)
class Award:
    """Somebody who wins: the phrase, the token that says so, whether by a word for winners, whether money."""

    phrase: Phrase
    cue: int
    wins: bool
    money: bool


def awards(played: Sequence[tuple[Scene, Setting]]) -> Iterator[Candidate]:
    """What is said of winners and receivers, paragraph by paragraph; lists go on with the paragraph above them."""
    now, block, open_ = Round(), -1, False
    for scene, setting in played:
        fresh = scene.sentence.block != block
        if fresh and not open_:
            now = Round()
        now = _seen(scene, setting, now)
        found = _winners(scene, now)
        yield from _claims(scene, setting, now, found)
        yield from _of_winner(scene, setting, now, found)
        now = replace(now, last=_winner(scene, found) or now.last)
        ends = scene.tokens[-1].text
        listed = fresh and open_ and ends == ";"
        open_ = ends == ":" or listed
        if ends == ":":
            now = replace(now, winners=_announces(scene) or (now.winners and listed))
        elif not open_:
            now = replace(now, winners=False)
        block = scene.sentence.block


# --- what a paragraph speaks of


def _seen(scene: Scene, setting: Setting, now: Round) -> Round:
    """The round that a scene names, or the one before it."""
    free = {t.lemma for i, t in enumerate(scene.tokens) if i not in scene.inside}
    contest = _contest(scene)
    money = bool(free & (_words("money") | {"рубль", "руб"}))
    if contest is None and not money and free.isdisjoint(_ROUNDS):
        return now
    rank, purse = _purse(scene, setting, contest)
    if rank < now.rank or purse is None:
        rank, purse = now.rank, now.purse
    named = (
        now.contest if now.winners else contest or now.contest
    )  # what an item names is what somebody won for
    return Round(named, purse, rank, now.winners, now.money or money, now.last)


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
    granting = _granting(scene)
    if granting:
        return _FOUNDATION, granting[0]
    giver = _giver(scene)
    if giver is not None:
        return _GIVER, giver
    programs = [p.entity for p in scene.phrases if p.entity.type is EntityType.PROGRAM and not p.proxy]
    if programs:
        return _PROGRAM, programs[0]
    if own_budget(scene) >= 0 and setting.office:
        return _BUDGET, setting.office[0]
    doing = bool(scene.where(_words("holding")))
    doers = [
        p.entity for p in scene.phrases if p.entity.type in _PAYERS and p.cases == {"Ins"} and not p.preps
    ]
    if contest is not None and doing and doers:
        return _ORGANISER, doers[0]
    return -1, None


def _granting(scene: Scene) -> list[Entity]:
    """The foundations whose grants or contests a scene speaks of."""
    return [
        e
        for m, e in scene.mentions
        if (e.type is EntityType.FOUNDATION and _of_grants(scene, m))
        or (e.type in _PAYERS and m.first and scene.tokens[m.first - 1].lemma in _GRANTS)
    ]


def _giver(scene: Scene) -> Entity | None:
    """«администрация предоставила субсидии трём организациям:»: the subject of a verb of giving money, before a list."""
    verbs = scene.where(_words("giving")) if scene.tokens[-1].text == ":" else []
    given = [i for i in scene.where(_words("money")) if scene.tokens[i].case in {"Acc", "Nom"}]
    if not verbs or not given:
        return None
    wanted = "Ins" if scene.tokens[verbs[0]].feats.get("Variant") == "Short" else "Nom"
    fit = [
        p.entity
        for p in scene.phrases
        if p.entity.type in _PAYERS and wanted in p.cases and not (p.preps or p.opaque or p.proxy or p.paren)
    ]
    return fit[0] if len(fit) == 1 else None


def _of_grants(scene: Scene, mention: Mention) -> bool:
    """«конкурс Фонда президентских грантов», «грант фонда»: what gives, not what gets."""
    for place in range(mention.first - 1, max(-1, mention.first - 4), -1):
        token = scene.tokens[place]
        if token.lemma in _ROUNDS or token.lemma in {"от", "из", "средство"}:
            return True
        if token.pos not in {"ADJ", "ADP"}:
            return False
    return False


# --- who wins


def _winners(scene: Scene, now: Round) -> list[Award]:
    free = [p for p in scene.phrases if p.entity.type in _GETTERS and not p.paren and not p.proxy]
    found = [*_by_word(scene, free), *_by_sum(scene, free), *_by_verb(scene, free), *_by_gift(scene, free)]
    if now.winners:
        found = [replace(a, wins=True) for a in found] or _by_list(scene, free)
    return [a for i, a in enumerate(found) if a.phrase not in [b.phrase for b in found[:i]]]


def _named(scene: Scene) -> int:
    """The token of a word for winners or receivers; -1 where there is none."""
    known = _words("winners") | _words("receivers")
    found = (i for i, t in enumerate(scene.tokens) if t.lemma in known and i not in scene.inside)
    return next((i for i in found if scene.tokens[i].case in {"Ins", "Nom", "Gen", "Loc"}), -1)


def _announces(scene: Scene) -> bool:
    """«Победителями признаны:», «Гранты предоставлены 12 организациям, в их числе:»."""
    outside = [t for i, t in enumerate(scene.tokens) if i not in scene.inside]
    given = any(t.lemma in _words("money") for t in outside)
    return _named(scene) >= 0 or (given and bool(scene.where(_words("giving") | _words("getting"))))


def _free(phrase: Phrase) -> bool:
    return not phrase.preps and not phrase.opaque and bool(phrase.cases & {"Nom"})


def _by_word(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«победителями признаны …», «среди победителей – …»."""
    cue = _named(scene)
    if cue < 0 or scene.parens[cue]:
        return []
    money = scene.tokens[cue].lemma in _words("receivers")
    opens = (
        i
        for i in range(cue + 1, len(scene.tokens))
        if i not in scene.inside
        and (scene.tokens[i].text in DASHES or _words("being") & set(verb_lemmas(scene.tokens[i])))
    )
    start = next(opens, -1)
    if start < 0:
        return []
    return [Award(p, cue, not money, money) for p in free if p.first > start and _free(p)]


def _by_sum(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«X (150 тыс. рублей …)», «X – 850,0 тыс. руб.», «108 300 рублей – X»."""
    found: list[Award] = []
    if any(t.lemma in _words("sources") for t in scene.tokens):
        return found  # «объём финансирования …, ООО «…» – 500 тыс. рублей»: whoever pays
    for phrase in (p for p in free if _free(p) or p.vague):
        behind = phrase.last
        while behind < len(scene.tokens) and scene.tokens[behind].text in QUOTES:
            behind += 1
        sign = scene.tokens[behind].text if behind < len(scene.tokens) else ""
        before = scene.tokens[phrase.first - 1].text if phrase.first else ""
        after = (sign in DASHES or sign == "(") and _sum_at(scene, behind + 1)
        if after or (before in DASHES and _sum_ends(scene, phrase.first - 1)):
            found.append(Award(phrase, phrase.first, False, True))
    return found


def _sum_at(scene: Scene, start: int) -> bool:
    """Whether a sum begins at a token: a number and then a word for money."""
    index = start
    while index < len(scene.tokens) and _figure(scene, index):
        index += 1
    return index > start and any(t.lemma in _words("sums") for t in scene.tokens[start : index + 1])


def _sum_ends(scene: Scene, stop: int) -> bool:
    tail = scene.tokens[max(0, stop - 2) : stop]
    return any(t.lemma in {"рубль", "руб", "₽"} for t in tail)


def _figure(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return (
        token.pos == "NUM"
        or token.text[:1].isdigit()
        or token.lemma in _words("sums")
        or token.text in {",", "."}
    )


def _by_verb(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«грант в размере … получило общество»."""
    outside = [(i, t) for i, t in enumerate(scene.tokens) if i not in scene.inside]
    verbs = scene.where(_words("getting"))
    given = [i for i, t in outside if t.lemma in _words("money") and t.case in {"Acc", "Nom"}]
    if not given:  # «выиграла конкурс Фонда грантов»
        verbs = given = scene.where(_words("winning")) if _granting(scene) else []
    if not verbs or not given:
        return []
    clause = scene.clauses[verbs[0]]
    return [
        Award(p, verbs[0], False, True)
        for p in free
        if _free(p) and scene.clauses[p.first] is clause and scene.clauses[given[0]] is clause
        and not any(scene.tokens[i].lemma in _words("money") for i in p.chain)  # «грант фонда»: who gives
    ]  # fmt: skip


def _by_gift(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«на проект «…» выделено 300 тыс. рублей», «обществу предоставлен грант»: nobody is said to give."""
    found: list[Award] = []
    going = scene.where(_words("going"))  # «деньги идут на проект «…»»
    for index in (*scene.where(_words("giving")), *going):
        if index not in going and scene.tokens[index].feats.get("Variant") != "Short":
            continue
        clause = scene.clauses[index]
        own = [p for p in scene.phrases if scene.clauses[p.first] is clause and not p.proxy]
        outside = (scene.tokens[i] for i in clause.tokens if i not in scene.inside)
        money = any(t.lemma in _words("money") | _words("sums") for t in outside)
        if not money or any("Ins" in p.cases and not p.preps and not p.vague for p in own):
            continue
        found += [Award(p, index, False, True) for p in free if p in own and _gets(p)]
    return found


def _gets(phrase: Phrase) -> bool:
    if phrase.entity.type is EntityType.PROJECT:
        return phrase.preps in {"на", "для", *_CARRYING}
    return phrase.cases == {"Dat"} and not phrase.preps and not phrase.opaque


def _by_list(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """An item below «победителями стали:»: what it opens with, or what stands behind its dash."""
    first = [p for p in free if _free(p) or p.vague][:1]
    if not first or any(t.pos == "VERB" for t in scene.tokens[: first[0].first]):
        return []
    return [Award(p, p.first, True, False) for p in free if p.group == first[0].group]


# --- what it says


def _claims(scene: Scene, setting: Setting, now: Round, found: Sequence[Award]) -> Iterator[Candidate]:
    for award in found:
        place = scene.index, award.cue
        status = clause_status(scene, award.cue, setting)
        getter = award.phrase.entity
        meant = _purposes(scene, award, found)
        owners = _owners(scene, award.phrase)
        if now.contest is not None and (award.wins or now.rank == _FOUNDATION):
            for entity in (getter, *owners):
                yield from _enters(entity, now.contest, status, place)
        for deed in meant:
            relation = Relation.ORGANIZES if deed.type is EntityType.EVENT else Relation.IMPLEMENTS
            yield from propose((getter, deed), relation, status, "award.purpose", place)
        paid = award.money or (now.money and (award.cue != award.phrase.first or now.rank == _GIVER))
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
    won = _named(scene) >= 0 or bool(scene.where(_words("winning")))
    fit = [
        p.entity
        for p in scene.phrases
        if won and p.entity.type in _GETTERS & ACTORS and _free(p) and not p.proxy
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
    money = any(scene.tokens[i].lemma in _words("sums") for i in between)
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
        and (p.preps in {"на", "с", *_CARRYING} or (not p.preps and (p.paren or _listed(scene, award, p))))
        and scene.clauses[p.first].kind in {"main", scene.clauses[award.phrase.first].kind}
    ][:1]
