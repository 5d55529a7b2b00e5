"""The programme that a document is about, and what lists of its tasks and measures say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting
from kg.lexicon import words
from kg.model import ACTORS, AnnotatedDocument, BlockKind, Entity, EntityType, Relation, Status

_LINE = 16
"""Tokens that a heading, a lead or the first words of a passport's field have at most."""
_NAME = 4
"""Words that the name of a passport's field has at most."""
_SAID_OFTEN = 2
_FIRST = 4
"""Lines at the beginning that a passport may be announced in."""
_HELPED = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}


_words = partial(words, "programmes.yaml")


def subject_of(scenes: Sequence[Scene]) -> Entity | None:
    """The programme whose passport or text a document is; None where it is a document of another kind."""
    headed = _headed(scenes)
    if headed is not None:
        return headed
    found: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for scene in scenes:
        for mention, entity in scene.mentions:
            if entity.type is EntityType.PROGRAM and 0 < mention.first < _LINE:
                before = scene.tokens[max(0, mention.first - 2) : mention.first]
                found[entity.key] += any(t.lemma in _words("passport") for t in before)
                known[entity.key] = entity
    best = max(found, key=lambda key: (found[key], key), default="")
    return known[best] if best and found[best] > _SAID_OFTEN else None


def _headed(scenes: Sequence[Scene]) -> Entity | None:
    """The programme of a heading «Паспорт программы …» in the first lines."""
    for index, scene in enumerate(scenes[:_FIRST]):
        if not _words("titles").isdisjoint({scene.tokens[0].lemma, scene.tokens[0].word}):
            own = [e for near in scenes[index : index + 2] for _, e in near.mentions]
            return next((e for e in own if e.type is EntityType.PROGRAM), None)
    return None


def measures(scenes: Sequence[Scene], annotated: AnnotatedDocument) -> frozenset[int]:
    """The sentences of lists that say what a programme is to do: those below a line that announces them."""
    found: set[int] = set()
    announced = False
    for scene in scenes:
        lemmas = {t.lemma for t in scene.tokens[:_LINE]}
        short = len(scene.tokens) <= _LINE and not scene.tokens[0].text[:1].islower()
        head = short and (scene.tokens[-1].text == ":" or _titled(scene, annotated))
        field = _field(scene, annotated)
        if head or field:
            said = field or lemmas
            announced = not said.isdisjoint(_words("measures")) and said.isdisjoint(_words("yardsticks"))
        if announced and (field or not head) and not _told(scene):
            found.add(scene.index)
    return frozenset(found)


def _told(scene: Scene) -> bool:
    """Whether a sentence tells of something done («клубы пользуются тиром»): it is no line of a plan."""
    clause = scene.clauses[0]
    return any(
        is_finite(scene.tokens[i]) and scene.tokens[i].feats.get("Tense") != "Fut"
        for i in scene.outside(clause)
    )


def _field(scene: Scene, annotated: AnnotatedDocument) -> frozenset[str]:
    """The words of a field's name that stands on a line of its own above what the field says («Задачи»)."""
    text, tokens = annotated.document.text, scene.tokens
    start = scene.sentence.start
    if text[:start].rstrip(" ")[-1:] not in {"", "\n"}:
        return frozenset()
    line = text[start : scene.sentence.stop].partition("\n")[0]
    name = [t for t in tokens if t.stop <= start + len(line)]
    short = len(name) <= _NAME < len(tokens) and name[-1:] and name[-1].text.isalpha()
    return frozenset(t.lemma for t in name) if short else frozenset()


def _titled(scene: Scene, annotated: AnnotatedDocument) -> bool:
    """A heading, or a line without a stop at its end and without a mark before it."""
    block = annotated.document.blocks[scene.sentence.block]
    if block.kind is BlockKind.HEADING:
        return True
    return not block.marker and scene.tokens[-1].text not in {".", ";", ","}


def tasks(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """What one task or measure says: events held within the programme, actors that it helps, pays or draws in."""
    lead, programme = _lead(scene), setting.passport
    if programme is None:
        return
    for phrase in scene.phrases:
        if phrase.paren or phrase.proxy:
            continue
        for subject, relation, obj in _said(scene, phrase, lead, programme):
            place = scene.index, phrase.first
            yield from propose((subject, obj), relation, Status.PLANNED, "programme.task", place)


def _lead(scene: Scene) -> str:
    """The class of the first noun of a task; empty for another noun, or a name."""
    for index, token in enumerate(scene.tokens[:6]):
        if index in scene.inside:
            return "named"
        if token.pos in {"VERB", "AUX"}:
            return ""
        for name in ("holding", "paying", "drawing", "helping"):
            if token.pos == "NOUN" and token.lemma in _words(name):
                return name
    return ""


def _said(
    scene: Scene, phrase: Phrase, lead: str, programme: Entity
) -> list[tuple[Entity, Relation, Entity]]:
    entity = phrase.entity
    if entity.type is EntityType.EVENT and lead in {"holding", "named"} and not phrase.preps:
        return [(entity, Relation.HELD_WITHIN, programme)]
    if lead == "drawing" and entity.type in ACTORS and _ruled(scene, phrase):
        return [(entity, Relation.PARTICIPATES_IN, programme)]
    if lead not in {"helping", "paying"} or not _ruled(scene, phrase):
        return []
    ways = _ways(scene)
    if entity.type is EntityType.PROJECT:
        ways = [w for w in ways if w is Relation.FUNDS]
    elif entity.type not in _HELPED:
        return []
    return [(programme, way, entity) for way in ways]


def _ways(scene: Scene) -> list[Relation]:
    """How a task helps: with money, otherwise, or with both («методическая и финансовая поддержка»)."""
    free = [t for i, t in enumerate(scene.tokens) if i not in scene.inside]
    money = [i for i, t in enumerate(free) if t.lemma in _words("paying")]
    if not money:
        return [Relation.SUPPORTS]
    near = [t for i in money for t in free[max(0, i - 2) : i + 3]]
    mixed = sum(t.pos == "ADJ" for t in near) > 1 and any(t.text in {"и", ","} for t in near)
    return [Relation.FUNDS, Relation.SUPPORTS] if mixed else [Relation.FUNDS]


def _ruled(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase hangs on the noun of the task, in the genitive or dative, or is where it is done."""
    if len(phrase.chain) == 1 and scene.tokens[phrase.chain[0]].lemma in _words("making"):
        return False  # «создание центра»: there is none yet that could be helped
    if phrase.preps == "в":
        return phrase.entity.type is EntityType.INSTITUTION
    if phrase.preps in {"для", "посредством", "через", "в интересах"}:
        return phrase.entity.type in _HELPED and phrase.entity.type is not EntityType.MEDIA
    if phrase.preps == "на" and phrase.entity.type is EntityType.MEDIA:
        return False
    return phrase.preps == "на" or (not phrase.preps and bool(phrase.chain or phrase.cases & {"Gen", "Dat"}))
