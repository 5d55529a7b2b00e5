"""Who acts where nobody is said to: the actor of the paragraph, or the one that reports."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.relations.cases import head_of
from kg.extract.relations.lexicon import load
from kg.extract.relations.offices import is_department
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.spotlight import Spotlight
from kg.extract.relations.titles import titled
from kg.model import ACTORS, AnnotatedDocument, Entity, EntityType, Sentence, Token

_OFFICES = ("администрация", "исполнительный комитет", "исполком", "мэрия", "муниципалитет", "правительство")
_FIRST_LINES = 5
_SEVERAL = frozenset({"они", "их", "ими", "них", "ними"})
_NEAR = 2
"""Sentences back that a deed may be named where a line only says who holds it."""
_ABROAD = (
    "росси", "федерал", "министерств", "минюст", "област", "краев", "краю", "республик", "губернатор", "служба", "военн",
    "внутренних дел", "полици", "миграц", "прокуратур", "мвд", "мчс",
)  # fmt: skip


_TOPICS = frozenset({"деятельность", "работа", "задача"})
_LOCAL = (
    "город",
    "район",
    "муниципал",
    "посел",
    "посёл",
    "сельск",
    "село",
    "села",
    "станиц",
    "зато",
    "округ",
)
"""How words begin that name a municipality behind «администрация»."""


def reporter(entities: Sequence[Entity], annotated: AnnotatedDocument) -> Entity | None:
    """Who reports: the body of the title, a department named in the first lines, else the municipality's administration."""
    own = titled(entities, annotated)
    if own is not None:
        return own
    offices = [e for e in entities if e.type is EntityType.ADMINISTRATION and not e.collective]
    if not offices:
        return None
    early = [
        e
        for e in offices
        if e.mentions[0].sentence <= _FIRST_LINES and is_department(e) and _reports(e, annotated)
    ]
    best = max(offices, key=lambda e: (_rank(e), len(e.mentions), -e.mentions[0].start))
    if early and not _outdone(early[0], best, entities, annotated):
        return early[0]
    return best if _rank(best) >= 2 else None


def _outdone(unit: Entity, whole: Entity, entities: Sequence[Entity], annotated: AnnotatedDocument) -> bool:
    """Whether the text goes on about the administration itself, of which a unit is only named as in charge."""
    if _rank(whole) < 3 or _is_topic(unit, annotated):
        return False
    return _alone(whole, entities) > _alone(unit, entities)


def _alone(entity: Entity, entities: Sequence[Entity]) -> int:
    """How often an entity is named by itself, not inside the name of another."""
    there = {m.sentence for m in entity.mentions}
    others = [m for e in entities for m in e.mentions if e is not entity and m.sentence in there]
    return sum(
        not any(m.sentence == o.sentence and o.start <= m.start and m.stop <= o.stop for o in others)
        for m in entity.mentions
    )


def own_city(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Entity | None:
    """The place that is the report's own municipality, else the place that it speaks of most."""
    name = (annotated.document.municipality or "").lower()
    places = [e for e in entities if e.type is EntityType.PLACE]
    same = [e for e in places if name and any(name in n.lower() for n in (e.label, *e.aliases))]
    here = [
        e
        for e in places
        if not any(word in e.label.lower() for word in ("росси", "край", "област", "республик"))
    ]
    return max(same or here, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def office(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The administration of the municipality as a whole, whose budget «the budget» is; none where none is named."""
    whole = [
        e for e in entities if e.type is EntityType.ADMINISTRATION and not e.collective and _rank(e) == 3
    ]
    best = max(whole, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)
    return () if best is None else (best,)


def _reports(entity: Entity, annotated: AnnotatedDocument) -> bool:
    return _rank(entity) >= 2 and (len(entity.mentions) > 1 or _acts(entity, annotated))


def _acts(entity: Entity, annotated: AnnotatedDocument) -> bool:
    first = entity.mentions[0]
    tokens = annotated.sentences[first.sentence].tokens
    before = tokens[first.first - 1].lemma if first.first else ""
    return before in _TOPICS or first.first <= 1


def _is_topic(entity: Entity, annotated: AnnotatedDocument) -> bool:
    """«Деятельность отдела осуществлялась …»: what the text says to be about."""
    first = entity.mentions[0]
    tokens = annotated.sentences[first.sentence].tokens
    behind = bool(first.first) and tokens[first.first - 1].lemma in _TOPICS
    return behind and tokens[first.head].case == "Gen"


def _rank(entity: Entity) -> int:
    label = entity.label.lower()
    if label.startswith(_OFFICES) and (_local(label) or not any(word in label for word in _ABROAD)):
        return 3
    if is_department(entity) and not any(word in label for word in _ABROAD):
        return 2
    return 0 if any(word in label for word in _ABROAD) else 1


def _local(label: str) -> bool:
    """«Администрация города Энска Омской области»: the municipality's own, whatever region its name adds."""
    own = any(word.startswith(_LOCAL) for word in label.split()[1:4])
    return own and "автономн" not in label and "федерал" not in label


class Focus:
    """What the paragraph spoke of last; forgotten at its end.

    Attributes:
        reporting: Who reports.
        officer: The officer whose report it is.
        latest: The event, project and programme named last.
    """

    def __init__(
        self, reporting: Entity | None, officer: Entity | None = None, home: Entity | None = None
    ) -> None:
        self._home = home
        self.reporting = () if reporting is None else (reporting,)
        self.officer = () if officer is None else (officer,)
        self._block = -1
        self._light = Spotlight(officer=self.officer, home=home)
        self._named: tuple[int, tuple[Entity, ...]] = -1, ()
        self.latest: dict[EntityType, Entity] = {}

    def light(self, sentence: Sentence, entry: Entity | None = None) -> Spotlight:
        """What pronouns of a sentence may point at; a paragraph below a body's name is about that body."""
        if sentence.block != self._block:
            # a text without a reporter goes on about the same actor
            kept = (entry,) if entry is not None else () if self.reporting else self._light.actors
            self._block = sentence.block
            self._light = Spotlight(
                kept, (), self._light.heads, self.reporting, officer=self.officer, home=self._home
            )
        return self._light

    def acting(self) -> tuple[Entity, ...]:
        """Who acts in a sentence that names nobody."""
        return self._light.actors or self.reporting

    def recent(self, index: int) -> tuple[Entity, ...]:
        """The deeds that the sentences right before one named last, in the paragraph before it too."""
        last, deeds = self._named
        return deeds if index - last <= _NEAR else ()

    def see(self, scene: Scene) -> None:
        """Take note of what a scene speaks of."""
        own = [p for p in scene.phrases if not p.paren and not p.proxy]
        actors = [p for p in own if p.entity.type in ACTORS and not p.opaque]
        acting = _meant(scene) or _acting_in(scene, actors) or _undeclined(actors)
        # «Работаем с клубами»: with whom somebody works is not who works
        acting = acting or ([] if self._light.actors else [p for p in actors if p.preps != "с"])
        deeds = [p for p in own if p.entity.type in DEEDS]
        deeds = [p for p in deeds if not p.preps] or deeds
        deeds = _singled_out(deeds)
        if deeds:
            self._named = scene.index, _first_group(deeds)
            self.latest |= {p.entity.type: p.entity for p in deeds}
        heads = {p.entity.key: _head(scene, p) for p in own}
        self._light = Spotlight(
            _first_group(acting) or self._light.actors,
            _first_group(deeds) or self._light.deeds,
            {**self._light.heads, **heads},
            self.reporting,
            tuple(p.entity for p in scene.phrases if not p.proxy or _stands_for_one(scene, p)),
            self.officer,
            self._home,
        )


def _head(scene: Scene, phrase: Phrase) -> Token:
    return scene.tokens[head_of(scene.tokens, phrase)]


def _stands_for_one(scene: Scene, phrase: Phrase) -> bool:
    return phrase.proxy == "pronoun" and scene.tokens[phrase.first].word not in _SEVERAL


def _meant(scene: Scene) -> list[Phrase]:
    """«Она издаёт …», «Последний объединяет …»: a pronoun that opens as subject keeps its actor in the light."""
    first = [p for p in scene.phrases[:1] if p.proxy == "pronoun" and p.entity.type in ACTORS]
    return [
        p for p in scene.phrases if first and p.first == first[0].first and "Nom" in p.cases and not p.preps
    ]


def _singled_out(deeds: Sequence[Phrase]) -> list[Phrase]:
    """«14 семинаров и летняя школа «Старт»»: behind several of a kind the one that has a name."""
    named = [p for p in deeds if p.number == "Sing"]
    several = bool(deeds) and deeds[0].number != "Sing"
    return named[-1:] if several and named else list(deeds)


def _undeclined(actors: Sequence[Phrase]) -> list[Phrase]:
    """«Важное место занимает МБУ «Центр»»: a name without cases that nothing rules, where nobody else acts."""
    free = [
        p for p in actors if p.vague and not (p.preps or p.chain) and p.entity.type is not EntityType.MEDIA
    ]
    return free if len({p.group for p in free}) == 1 else []


def _acting_in(scene: Scene, actors: Sequence[Phrase]) -> list[Phrase]:
    """Who acts; not «…, координирующий работу 28 отрядов», where the clause that this says more of has somebody."""
    acting = [p for p in actors if _acting(p)]
    main = [p for p in actors if scene.clauses[p.first].kind == "main" and not (p.preps or p.chain)]
    free = [p for p in acting if scene.clauses[p.first].kind != "participle" or not main]
    return free or ([] if main else acting)


def _acting(phrase: Phrase) -> bool:
    free = not phrase.preps and not phrase.vague and phrase.entity.type is not EntityType.MEDIA
    return (free and bool(phrase.cases & {"Nom", "Ins"})) or phrase.preps in load().markers["forces"]


def _first_group(phrases: Sequence[Phrase]) -> tuple[Entity, ...]:
    return tuple(p.entity for p in phrases if p.group == phrases[0].group)
