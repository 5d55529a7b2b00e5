"""What a scene stands in, and what that makes of its predicates: done, planned or not done."""

from __future__ import annotations

from kg.annotate.lemmas import parses
from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.scene import Scene, Trigger
from kg.extract.status import status_at
from kg.lexicon import words
from kg.model import Entity, SectionKind, Status, Token
from kg.structs import struct

_MECHANISMS = words("status.yaml", "mechanisms")
_DEVISING = words("status.yaml", "devising")


@struct(frozen=True, slots=True)
class Setting:
    """What a scene stands in: kind of section, and who acts where nobody is said to.

    Attributes:
        section: The kind of the section.
        focus: Who acts where nobody is said to.
        reporter: Who reports.
        office: Whose the municipality's budget is.
        passport: The programme whose passport or text the document is.
        firsthand: A body, no authority, reports of itself: «провели», «помогли» are its deeds.
        measure: The line says what the programme is to do.
        latest: The event, the project and the programme that the text named last.
        entry: The body that a line above only names, so that the lines below are said of it.
        before: The sentence before in the same paragraph.
        recent: Deeds that the lines right before named last, in the paragraph before too.
    """

    section: SectionKind
    focus: tuple[Entity, ...]
    reporter: tuple[Entity, ...]
    office: tuple[Entity, ...] = ()
    passport: Entity | None = None
    firsthand: bool = False
    measure: bool = False
    recent: tuple[Entity, ...] = ()
    latest: tuple[Entity, ...] = ()
    entry: Entity | None = None
    before: Scene | None = None


def _status(scene: Scene, index: int, setting: Setting, clause: Clause) -> Status:
    """The status of a word of a clause; several rules ask for it."""
    key = index, setting.section, clause.start
    if key not in scene.statuses:
        scene.statuses[key] = status_at(scene.tokens, index, setting.section, clause.start)
    return scene.statuses[key]


def _is_predicate(token: Token) -> bool:
    return is_finite(token) or token.feats.get("VerbForm") == "Inf"


def _verbs(scene: Scene, clause: Clause) -> list[int]:
    """The predicates of a clause outside names; many words of it ask for them."""
    key = id(clause)
    if key not in scene.verbs:
        scene.verbs[key] = [i for i in scene.outside(clause) if _is_predicate(scene.tokens[i])]
    return scene.verbs[key]


def clause_status(scene: Scene, index: int, setting: Setting) -> Status:
    """The status of a word that is no verb: its own and that of the nearest verb of its clause."""
    clause = scene.clauses[index]
    verbs = _verbs(scene, clause)
    own = _status(scene, index, setting, clause)
    if own is Status.REALISED and _yet_to_be(scene, index):
        return Status.PLANNED
    task = own is Status.PLANNED and setting.section is SectionKind.TASKS
    if (own is not Status.REALISED and not task) or not verbs:
        return own
    nearest = min(verbs, key=lambda i: (abs(i - index), i))
    return _status(scene, nearest, setting, clause)


def _yet_to_be(scene: Scene, index: int) -> bool:
    """«создание форм и механизмов взаимодействия»: what is to be done by what has yet to be made; no «работа по …»."""
    tokens, left, means = scene.tokens, index - 1, False
    while left >= 0 and (tokens[left].lemma in _MECHANISMS or tokens[left].pos in {"ADJ", "DET", "CCONJ"}):
        means = means or tokens[left].lemma in _MECHANISMS
        left -= 1
    made = means and left >= 0 and tokens[left].lemma in _DEVISING
    while made and left > 0 and (tokens[left - 1].lemma in _DEVISING or tokens[left - 1].pos == "CCONJ"):
        left -= 1
    return made and (left == 0 or tokens[left - 1].low != "по")


def trigger_status(scene: Scene, trigger: Trigger, setting: Setting) -> Status:
    """The status of a predicate; each of its claims asks for it."""
    key = trigger, setting.section
    if key not in scene.predicates:
        scene.predicates[key] = _of_predicate(scene, trigger, setting)
    return scene.predicates[key]


def _of_predicate(scene: Scene, trigger: Trigger, setting: Setting) -> Status:
    if trigger.reading in {"noun", "word"}:
        return clause_status(scene, trigger.index, setting)
    if trigger.full and _over(scene, trigger):
        return Status.REALISED
    return _status(scene, trigger.index, setting, scene.clauses[trigger.index])


def fails(scene: Scene, trigger: Trigger, setting: Setting) -> bool:
    """«не состоялся слёт, который готовил центр»: whether the clause that a relative one hangs on denies."""
    clause = scene.clauses[trigger.index]
    before = trigger.full and clause.kind == "main"  # «запланированный отделом форум не состоялся»
    parent = clause if before else clause.parent
    if (clause.kind not in {"relative", "participle"} and not before) or parent is None:
        return False
    return any(_status(scene, i, setting, parent) is Status.NOT_REALISED for i in _verbs(scene, parent))


def _over(scene: Scene, trigger: Trigger) -> bool:
    """«программа, утверждённая Думой»: done, whatever is planned with it."""
    past = any("past" in p.tag and "perf" in p.tag for p in parses(scene.tokens[trigger.index].text)[:1])
    return past and scene.tokens[max(0, trigger.index - 1)].low != "не"
