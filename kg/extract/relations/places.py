"""Where somebody is from or something is: a place right behind a phrase («редакции из Читы», «сходы в посёлке …»)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import QUOTES
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import SUBJECTS
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation, Status

_CENTRES = words("toponyms.yaml", "centres")
_BEING = words("toponyms.yaml", "being")
_WHERE = frozenset({"в", "на", "на территории"})
_APPOSED = 8
_TITLE_LINES = 4
_SIGNS = 3
_RANKS = (
    (3, ("росси", "рф", "республика корея", "беларус", "казахстан")),
    (2, ("област", "край", "республика", "автономный округ", "автономная", "югра")),
    (1, ("район", "округ", "муниципальн")),
)
_OF = frozenset({"из", "под", "близ", "в", "на", "на территории", "в границах", "в пределах", "в черте", ""})
_REACH = 3
_SHARED = 3
"""Items of a list that one place behind it may be said of."""
_COUNTED = 2
"""Words of number between a dash and what it places."""


def _placed(scene: Scene, place: Phrase) -> list[Phrase]:
    """What stands right before a place, or before the list that it belongs to."""
    opens = min(p.first for p in scene.phrases if p.group == place.group)
    if _dashed(scene, place):
        return []  # «пункт, в Заполье – клуб»: the place of what is behind the dash
    near = [
        p
        for p in scene.phrases
        if 0 <= opens - p.last <= _REACH and not p.proxy and p.entity.type is not EntityType.PLACE
    ]
    group = [p for p in scene.phrases if near and p.group == near[-1].group and not p.proxy]
    if not place.preps or len(group) > _SHARED:
        group = near[-1:]  # «делегации Твери и Ржева»: a genitive is of what stands right before it
    if any(p.first > place.first for p in group):
        group = near[-1:]  # «форум, слёт в Твери и выставка»: the place of one item
    return [
        p
        for p in group
        if p.last <= opens and not (place.preps == "из" and p.entity.type is EntityType.EVENT)
    ]


def behind(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """A candidate for each place with each item of the list that it stands behind."""
    for place in (p for p in scene.phrases if p.entity.type is EntityType.PLACE and p.preps in _OF):
        if _region_of(scene, place):
            continue
        rule = (
            "place.behind" if place.preps else "name.behind"
        )  # «музей города …»: as good as a part of the name
        for owner in _placed(scene, place):
            if owner.entity.type not in SUBJECTS[Relation.LOCATED_IN]:
                continue
            kind = owner.entity.type
            marks = (
                f"frame={rule}",
                f"place.behind={place.preps}.{place.paren}",
                f"place.behind={place.preps}.{kind}",
            )
            status = clause_status(scene, owner.first, setting)
            yield _located(scene, owner, place, status, rule, marks)


def _dashed(scene: Scene, place: Phrase) -> bool:
    return place.last < len(scene.tokens) and scene.tokens[place.last].text in DASHES


def gapped(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«в селе открылся пункт, в деревне – клуб»: the dash stands for the verb; «в Твери на слёте»: an event there."""
    for place in (p for p in scene.phrases if p.entity.type is EntityType.PLACE and p.preps in _WHERE):
        dashed = _dashed(scene, place)
        start = place.last + 1 if dashed else place.last
        for owner in (p for p in scene.phrases if 0 <= p.first - start <= _COUNTED and not p.proxy):
            there = dashed and not owner.preps and "Nom" in owner.cases
            there = there or (not dashed and owner.preps == "на" and owner.entity.type is EntityType.EVENT)
            if there and not owner.opaque and owner.entity.type in SUBJECTS[Relation.LOCATED_IN]:
                rule = "place.gap" if dashed else "place.before"
                marks = (f"frame={rule}", f"{rule}={owner.entity.type}")
                status = clause_status(scene, owner.first, setting)
                yield _located(scene, owner, place, status, rule, marks)


def addressed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«расположен по адресу: посёлок …»: the place of an address is that of who stands before it."""
    for index in scene.where(frozenset({"адрес"})):
        if not index or scene.tokens[index - 1].low != "по":
            continue
        behind = [p for p in scene.phrases if index < p.first <= index + _APPOSED]
        places = [p for p in behind if p.entity.type is EntityType.PLACE]
        before = [p for p in scene.phrases if p.last <= index and not (p.preps or p.opaque or p.proxy)]
        owners = [p for p in before if p.entity.type in SUBJECTS[Relation.LOCATED_IN] and "Nom" in p.cases]
        for owner in owners[-1:] if places else ():
            marks = ("frame=place.address", f"place.address={owner.entity.type}")
            status = clause_status(scene, index, setting)
            yield _located(scene, owner, places[-1], status, "place.address", marks)


def _region_of(scene: Scene, place: Phrase) -> bool:
    """«в Ржевском районе Тверской области»: the second place says where the first is."""
    ends = {p.last for p in scene.phrases if p.entity.type is EntityType.PLACE}
    return not place.preps and place.first in ends


def _located(  # noqa: PLR0917
    scene: Scene, owner: Phrase, place: Phrase, status: Status, rule: str, marks: tuple[str, ...]
) -> Candidate:
    pair = owner.entity.key, Relation.LOCATED_IN, place.entity.key
    return Candidate(*pair, status, rule, scene.index, place.first, marks)


def listed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«На территории района их более десяти: …», «В городе: …»: what a colon lists behind a place."""
    for colon in (i for i, t in enumerate(scene.tokens) if t.text == ":" and i not in scene.inside):
        before = [p for p in scene.phrases if p.last <= colon and not p.paren]
        places = [p for p in before if p.entity.type is EntityType.PLACE and p.preps in _WHERE]
        if len(before) != len(places) or len(places) != 1 or _acting(scene, colon):
            continue
        first = next((p for p in scene.phrases if p.first > colon), None)
        for owner in (p for p in scene.phrases if first is not None and p.group == first.group):
            if owner.entity.type in SUBJECTS[Relation.LOCATED_IN] and not owner.preps:
                marks = ("frame=place.list", f"place.list={owner.entity.type}")
                status = clause_status(scene, owner.first, setting)
                yield _located(scene, owner, places[0], status, "place.list", marks)


def fronted(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«На территории района работает палата, действуют клубы»: the place before the first verb is that of the others."""
    place = next((p for p in scene.phrases if p.preps in _WHERE and p.entity.type is EntityType.PLACE), None)
    if place is None or place.paren or any(is_finite(t) for t in scene.tokens[: place.first]):
        return
    opening = scene.clauses[place.first]
    for phrase in scene.phrases:
        clause = scene.clauses[phrase.first]
        own = scene.outside(clause)
        there = clause is not opening and clause.kind == "main" and clause.before is not None
        if not there or not _is_there(scene, own, phrase) or _placed_itself(scene, own):
            continue
        if phrase.entity.type in SUBJECTS[Relation.LOCATED_IN] - {EntityType.PLACE, EntityType.EVENT}:
            marks = ("frame=place.fronted", f"place.fronted={phrase.entity.type}")
            status = clause_status(scene, phrase.first, setting)
            yield _located(scene, phrase, place, status, "place.fronted", marks)


def _is_there(scene: Scene, own: Sequence[int], phrase: Phrase) -> bool:
    """«, действуют клубы»: what stands behind a verb that only says that it is there."""
    verbs = [i for i in own if is_finite(scene.tokens[i])]
    subject = "Nom" in phrase.cases and not phrase.preps and not phrase.opaque and not phrase.proxy
    return subject and len(verbs) == 1 and verbs[0] < phrase.first and scene.tokens[verbs[0]].lemma in _BEING


def _placed_itself(scene: Scene, own: Sequence[int]) -> bool:
    """«, при школах действуют клубы»: whether the clause says itself where."""
    verb = next(i for i in own if is_finite(scene.tokens[i]))
    return any(scene.tokens[i].pos == "ADP" for i in own if i < verb)


def _acting(scene: Scene, stop: int) -> bool:
    """Whether something but being is said before a colon."""
    return any(is_finite(t) and t.lemma not in _BEING for t in scene.tokens[:stop])


def centre(scene: Scene) -> Iterator[Candidate]:
    """«посёлок А, административный центр Б-ского района»: a place that another is the centre of lies in it."""
    places = [p for p in scene.phrases if p.entity.type is EntityType.PLACE and not p.proxy]
    for left, right in itertools.pairwise(places):
        between = scene.tokens[left.last : right.first]
        nouns = [t.lemma for t in between if t.pos == "NOUN"]
        fits = 0 < len(between) <= _APPOSED and not any(is_finite(t) for t in between)
        if fits and nouns[:1] and nouns[0] in _CENTRES and "Gen" in right.cases:
            marks = ("frame=place.centre", "types=Place>Place")
            yield _located(scene, left, right, Status.REALISED, "place.centre", marks)


# --- a settlement and its region


def _rank(entity: Entity) -> int:
    """How wide a place is, by its name: settlement, district, region, country."""
    label = entity.label.lower()
    found = (rank for rank, words in _RANKS if any(w in label for w in words))
    return next(found, 0)


def regions(scene: Scene) -> Iterator[Candidate]:
    """«город А Б-ской области», «А (Б-ская область)», «А, Б-ская область»: the wider place holds the other."""
    own = [(m, e) for m, e in scene.mentions if e.type is EntityType.PLACE]
    for inner, entity in own:
        for outer, region in own:
            between = [t.text for t in scene.tokens[inner.last : outer.first]]
            joined = inner.last <= outer.first and all(t in QUOTES for t in between)
            apart = between in (["("], [","], ["»", ","])
            genitive = joined and any(t.case == "Gen" for t in scene.tokens[outer.first : outer.last])
            if _rank(region) > _rank(entity) and (genitive or apart):
                how = "genitive" if genitive else between[-1]
                yield _region(entity, region, scene.index, how)


def title(scenes: Sequence[Scene]) -> Iterator[Candidate]:
    """A heading of the settlement's name with the region's in the line below it."""
    for upper, lower in itertools.pairwise(scenes[:_TITLE_LINES]):
        own = [p for p in upper.phrases if p.entity.type is EntityType.PLACE]
        under = [p for p in lower.phrases if p.entity.type is EntityType.PLACE]
        alone = len(under) == 1 and len(lower.tokens) - (under[0].last - under[0].first) <= _SIGNS
        if own and alone and _rank(under[0].entity) > _rank(own[-1].entity):
            yield _region(own[-1].entity, under[0].entity, lower.index, "title")


def _region(entity: Entity, region: Entity, sentence: int, how: str) -> Candidate:
    marks = ("frame=name.region", f"name.region={how}", "types=Place>Place")
    pair = entity.key, Relation.LOCATED_IN, region.key
    return Candidate(*pair, Status.REALISED, "name.region", sentence, -1, marks)
