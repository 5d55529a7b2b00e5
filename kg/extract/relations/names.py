"""Relations that names carry: mentions inside other mentions, or right behind them in the genitive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import QUOTES, cases_of, head_of
from kg.extract.relations.lexicon import load
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, Status, Token

Pair = tuple[Mention, Entity]
_POSTS = words("posts.yaml", "officers")
_PLURAL = frozenset(
    {EntityType.NGO, EntityType.TOS, EntityType.ENTERPRISE, EntityType.TRADE_UNION, EntityType.RELIGIOUS}
)
_UNIONS = frozenset(
    {
        "ассоциация",
        "союз",
        "федерация",
        "объединение",
        "координационный",
        "палата",
        "лига",
        "конфедерация",
        "конгресс",
        "форум",
    }
)
_DEEDS = frozenset({EntityType.PROGRAM, EntityType.PROJECT})
_ABOUT = frozenset({"о", "об", "по", "для", "с", "при", "на", "за", "среди", "против"})
_INNER = _ABOUT | {"в", "из", "к", "между", "со"}
_OWNERS = frozenset(
    {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.INSTITUTION, EntityType.ENTERPRISE}
)
_GUESTS = frozenset({EntityType.COUNCIL, EntityType.NGO})
_PUBLISHERS = frozenset(
    {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.POST, EntityType.COUNCIL}
)
_BRANCH = (
    "отделени",
    "организаци",
    "первичк",
    "филиал",
    "штаб",
    "ячейк",
    "местн",
    "городск",
    "районн",
    "областн",
    "краев",
    "регионал",
)
_BODY = frozenset(
    {"член", "правление", "руководство", "аппарат", "депутат", "редакция", "команда", "коллектив", "актив"}
)
"""People who are the body itself («заседание членов совета»)."""
_STAGES = words("occasions.yaml", "stages")
_SEASONS = words("occasions.yaml", "seasons")
_RULES: dict[tuple[str, str], tuple[Relation, bool]] = {
    ("actor", "actor"): (Relation.PART_OF, False),
    ("actor", "place"): (Relation.LOCATED_IN, False),
    ("post", "actor"): (Relation.POST_IN, False),
    ("post", "place"): (Relation.POST_IN, False),
    ("event", "actor"): (Relation.ORGANIZES, True),
    ("event", "post"): (Relation.ORGANIZES, True),
    ("event", "event"): (Relation.HELD_WITHIN, False),
    ("event", "place"): (Relation.LOCATED_IN, False),
    ("document", "actor"): (Relation.ADOPTS, True),
    ("document", "post"): (Relation.ADOPTS, True),
    ("deed", "actor"): (Relation.IMPLEMENTS, True),
    ("actor", "deed"): (Relation.PARTICIPATES_IN, False),
    ("deed", "deed"): (Relation.HELD_WITHIN, False),
}
"""(outer, inner) → relation, and whether the inner one is its subject."""


def kind_of(entity: Entity) -> str:
    """The coarse class that the rules for names go by."""
    if entity.type in ACTORS:
        return "actor"
    return "deed" if entity.type in _DEEDS else entity.type.lower()


def _parent(scene: Scene, inner: Mention) -> Pair | None:
    """The smallest mention around a mention."""
    around = [
        (m, e) for m, e in scene.mentions if m.first <= inner.first and inner.last <= m.last and m != inner
    ]
    return min(around, key=lambda pair: (pair[0].last - pair[0].first, pair[1].key), default=None)


def _behind(scene: Scene, mention: Mention) -> Pair | None:
    """The mention that ends where this one begins («отряд «Рубеж»» + «медицинского колледжа»), the outermost there."""
    ends = [
        (m, e)
        for m, e in scene.mentions
        if m.last == mention.first
        and not any(
            o.first < m.last < o.last
            for o, _ in scene.mentions
            if o.first <= m.first and o.last >= mention.last and o not in (m, mention)
        )
    ]
    return min(ends, key=lambda pair: (pair[0].first, pair[1].key), default=None)


def _between(tokens: Sequence[Token], start: int, stop: int) -> list[str]:
    return [word(t) for t in tokens[start:stop]]


def _preposition(tokens: Sequence[Token], outer: Mention, inner: Mention) -> str:
    """The preposition inside the outer name that the inner one hangs on, empty for a plain genitive."""
    said = _between(tokens, outer.first, inner.first)
    found = [w for w in said if w in _INNER]
    if said and said[-1] in {"и", ","}:  # «заседание совета при главе и палаты»
        found = [w for w in found if w != "при"]
    return found[-1] if found else ""


def _quoted(tokens: Sequence[Token], outer: Mention, inner: Mention) -> bool:
    said = _between(tokens, outer.first, inner.first)
    return (said.count("«") + said.count("“") + said.count('"') % 2 + said.count("„")) > said.count(
        "»"
    ) + said.count("”")


def _generic(entity: Entity) -> bool:
    return entity.collective and entity.type in _PLURAL


def _relation(outer: Pair, inner: Pair, tokens: Sequence[Token], prep: str) -> tuple[Relation, bool] | None:  # noqa: PLR0911
    kinds = kind_of(outer[1]), kind_of(inner[1])
    if outer[1].type is EntityType.MEDIA and kinds[1] in {"actor", "post"}:
        return _media(inner[1]) if not prep else None
    if kinds == ("actor", "post"):
        return (Relation.ATTACHED_TO, False) if outer[1].type in _GUESTS and not prep else None
    if kinds == ("actor", "actor"):
        return _actors(outer, inner, tokens, prep)
    if kinds[0] == "event" and kinds[1] == "actor":
        officers = prep == "с" and met_in_person(tokens, outer[0].first, inner[0].first)
        return None if officers else _event(inner[1], prep)
    if kinds[0] == "deed" and inner[1].type is EntityType.FOUNDATION:
        return (Relation.FUNDS, True) if not prep else None  # «грантовый проект … фонда …»
    if prep and kinds[1] != "place":
        return None
    if kinds == ("event", "post") and _several(tokens, inner[0]):
        return Relation.PARTICIPATES_IN, True  # «слёт старост», «учёба председателей ТОС»
    return _RULES.get(kinds)


def _several(tokens: Sequence[Token], name: Mention) -> bool:
    return tokens[head_of(tokens, name)].number == "Plur"


def _media(owner: Entity) -> tuple[Relation, bool] | None:
    if owner.type is EntityType.MEDIA:
        return Relation.PART_OF, False  # «рубрика «Двор» телеканала «Луч»»
    return (Relation.PUBLISHES, True) if owner.type in _PUBLISHERS else (Relation.PART_OF, False)


def _actors(outer: Pair, inner: Pair, tokens: Sequence[Token], prep: str) -> tuple[Relation, bool] | None:
    if prep == "для":  # «ресурсный центр для НКО»
        many = inner[1].collective or _several(tokens, inner[0])
        helping = outer[1].type is EntityType.INSTITUTION and inner[1].type is EntityType.NGO and many
        return (Relation.SUPPORTS, False) if helping else None
    if prep:
        # «отдел по делам молодёжи администрации»: the preposition has its own noun before the owner
        last = max(i for i in range(outer[0].first, inner[0].first) if word(tokens[i]) in _INNER)
        noun = any(tokens[i].pos == "NOUN" for i in range(last + 1, inner[0].first))
        owned = (
            noun
            and not inner[1].collective
            and inner[1].type in _OWNERS
            and "Gen" in cases_of(tokens, inner[0])
        )
        return (Relation.PART_OF, False) if owned else None
    if outer[1].type is EntityType.COUNCIL and inner[1].type is EntityType.ADMINISTRATION:
        return Relation.ATTACHED_TO, False  # «комиссия администрации»
    if _generic(inner[1]) and tokens[head_of(tokens, outer[0])].lemma in _UNIONS:
        return None  # «ассоциация ТОС» says whose it is, not who is in it
    return Relation.PART_OF, False


def met_in_person(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """«встречи с депутатами Думы»: whether officers meet, not the body that is named behind them."""
    return any(t.lemma in _POSTS and t.case == "Ins" for t in tokens[first:stop])


def _event(inner: Entity, prep: str) -> tuple[Relation, bool] | None:
    if prep == "с":
        return Relation.PARTICIPATES_IN, True
    if prep:
        return None
    return (Relation.PARTICIPATES_IN, True) if _generic(inner) else (Relation.ORGANIZES, True)


def _claim(scene: Scene, outer: Pair, inner: Pair, rule: str) -> Candidate | None:
    tokens = scene.tokens
    prep = _preposition(tokens, outer[0], inner[0]) if rule == "inside" else ""
    found = _relation(outer, inner, tokens, prep)
    if found is None or outer[1].key == inner[1].key or _quoted(tokens, outer[0], inner[0]):
        return None
    relation, turned = found
    if relation is Relation.HELD_WITHIN and not _is_part(tokens, outer[0], inner[0]):
        return None
    if relation is Relation.ORGANIZES and _through_people(tokens, outer[0], inner[0]):
        relation = Relation.PARTICIPATES_IN
    subject, obj = (inner[1], outer[1]) if turned else (outer[1], inner[1])
    head = tokens[head_of(tokens, outer[0])].lemma
    marks = (
        f"frame=name.{rule}",
        f"types={subject.type}>{obj.type}",
        f"prep={prep}",
        f"head={head}>{relation.value}",
        f"generic={_generic(inner[1])}",
        f"name={relation.value}",
    )
    return Candidate(subject.key, relation, obj.key, Status.REALISED, f"name.{rule}", scene.index, -1, marks)


def _is_part(tokens: Sequence[Token], outer: Mention, inner: Mention) -> bool:
    """«этап Кубка», «закрытие недели»; not «день голосования», «празднование Дня города»."""
    stage = tokens[head_of(tokens, outer)].lemma in _STAGES
    return stage or tokens[head_of(tokens, inner)].lemma in _SEASONS


def _through_people(tokens: Sequence[Token], outer: Mention, inner: Mention) -> bool:
    """«слёт активистов общества», «выезд врачей больницы»: its people take part, it need not hold the event."""
    before = inner.first - 1
    while before > outer.first and tokens[before].pos in {"ADJ", "DET"}:
        before -= 1
    person = before > outer.first and tokens[before].lemma in load().representatives - _BODY
    return person and before != head_of(tokens, outer) and tokens[before].case == "Gen"


def _genitive(scene: Scene, mention: Mention) -> bool:
    head = scene.tokens[head_of(scene.tokens, mention)]
    return (
        "Gen" in cases_of(scene.tokens, mention)
        and scene.tokens[mention.first].text not in QUOTES
        and head.pos in {"NOUN", "PROPN"}
    )


def inside(scene: Scene) -> Iterator[Candidate]:
    """Each name with the names right inside it; a list inside gives one claim for each of its items."""
    for mention, entity in scene.mentions:
        parent = _parent(scene, mention)
        if parent is None:
            continue
        found = _claim(scene, parent, (mention, entity), "inside")
        if found is not None:
            yield found


def shared(scene: Scene) -> Iterator[Candidate]:
    """«местные отделения «А» и «Б»»: the words of the second name both the branch and its parent."""
    for mention, entity in scene.mentions:
        if entity.type not in ACTORS or not _branch(entity.label):
            continue
        for other, parent in scene.mentions:
            apart = entity.key != parent.key and parent.type in ACTORS
            if apart and mention == other and _holds(entity, parent):
                marks = ("frame=name.shared", f"types={entity.type}>{parent.type}")
                yield Candidate(
                    entity.key,
                    Relation.PART_OF,
                    parent.key,
                    Status.REALISED,
                    "name.shared",
                    scene.index,
                    -1,
                    marks,
                )


@lru_cache(maxsize=8_192)
def _branch(label: str) -> bool:
    return any(part in label.lower() for part in _BRANCH)


def _holds(entity: Entity, parent: Entity) -> bool:
    """A branch's label holds its parent's, whatever the case endings («Местное отделение Союза …»: «Союз …»)."""
    stems = [w[:4] for w in parent.label.lower().split()]
    return len(entity.label) > len(parent.label) and all(s in entity.label.lower() for s in stems)


def beside(scene: Scene) -> Iterator[Candidate]:
    """A name with the genitive name right behind it."""
    for mention, entity in scene.mentions:
        before = _behind(scene, mention)
        if before is None or not _genitive(scene, mention) or before[1].type is EntityType.PERSON:
            continue
        found = _claim(scene, before, (mention, entity), "beside")
        if found is not None:
            yield found
