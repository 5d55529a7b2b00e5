"""Who acts where a clause names nobody."""

from __future__ import annotations

from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import Frame, Pattern
from kg.extract.relations.offices import is_department
from kg.extract.relations.scene import Scene, Trigger
from kg.extract.relations.setting import Setting
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation, SectionKind

_BUDGETS = words("arguments.yaml", "budgets")
_ENACTING = words("arguments.yaml", "enacting")
_GRANTS = frozenset({"субсидия", "субсидирование"})
_OWN_BUDGETS = words("arguments.yaml", "own_budgets")
_OTHERS_BUDGETS = words("arguments.yaml", "others_budgets")


def elided(frame: Frame, pattern: Pattern, trigger: Trigger, setting: Setting, scene: Scene) -> list[Entity]:
    """The actors of the text before, or the one that reports, where the frame admits that they are meant."""
    if "agent" not in pattern.subject or frame.elide == "never":
        return []
    if _has_subject(scene, trigger) or _governed(scene, trigger):
        return []
    paying = _paying(trigger, setting, scene) if frame.money else None
    if paying is not None:
        return [e for e in paying if e.type in pattern.subjects or e is setting.passport]
    open_ = trigger.infinitive or (setting.section is SectionKind.TASKS and trigger.reading == "noun")
    below = setting.entry is not None and trigger.reading == "passive" and not trigger.full
    free = open_ or below or _dropped(scene, trigger)
    said = pattern.relation in {
        Relation.ADOPTS,
        Relation.ORGANIZES,
    }  # «проводятся конкурсы»: nobody is said to
    if not (free or said) and frame.elide == "task" and trigger.reading == "passive" and not trigger.full:
        return [e for e in setting.reporter if e.type in pattern.subjects and is_department(e)]
    if not free and (frame.elide == "task" or (frame.elide == "noun" and trigger.reading != "noun")):
        return []
    plural = setting.firsthand and scene.tokens[trigger.index].number == "Plur"
    chosen = setting.reporter if open_ or plural else setting.focus
    if below and setting.entry is not None:
        chosen = (setting.entry,)
    if pattern.relation is Relation.ADOPTS and trigger.lemma in _ENACTING and any(map(is_department, chosen)):
        chosen = setting.office or chosen  # a department prepares what the administration enacts
    return [e for e in chosen if e.type in pattern.subjects]


def _granted(trigger: Trigger, scene: Scene) -> bool:
    """Whether it is grants that are given, and no programme is named beside them."""
    passive = trigger.reading == "passive" and not trigger.full
    said = trigger.lemma in _GRANTS or ((passive or trigger.reading == "noun") and bool(scene.where(_GRANTS)))
    return said and not _of_programme(scene, trigger)


def _own_budget(scene: Scene, trigger: Trigger) -> bool:
    """«из бюджета города выделено …»: the municipality's administration gives."""
    clause = scene.clauses[trigger.index]
    words = {scene.tokens[i].lemma for i in clause.tokens}
    return not words.isdisjoint(_BUDGETS) and words.isdisjoint(_OTHERS_BUDGETS)


def _others_budget(scene: Scene, trigger: Trigger) -> bool:
    """«из областного бюджета выделено …»: the region gives; «из областного и местного бюджетов» is the town's too."""
    words = {scene.tokens[i].lemma for i in scene.clauses[trigger.index].tokens}
    others = not words.isdisjoint(_BUDGETS) and not words.isdisjoint(_OTHERS_BUDGETS)
    return others and words.isdisjoint(_OWN_BUDGETS)


def _paying(trigger: Trigger, setting: Setting, scene: Scene) -> tuple[Entity, ...] | None:
    """Who pays where nobody is said to: from the budget, and by a passive, the municipality; None: as elsewhere."""
    if setting.passport is not None and _granted(trigger, scene):
        return () if setting.measure else (setting.passport,)  # its tasks have a rule of their own
    if _own_budget(scene, trigger):
        return setting.office or setting.reporter
    if trigger.reading == "passive" and _others_budget(scene, trigger):
        return ()
    if trigger.reading == "passive" and not trigger.full and setting.office:
        return () if _of_programme(scene, trigger) else setting.office
    if trigger.lemma in _GRANTS and setting.office and not _of_programme(scene, trigger):
        return setting.office  # «объём субсидий обществам составил …»
    return None


def _of_programme(scene: Scene, trigger: Trigger) -> bool:
    """«по программе обществу выделено …», «на программу направлено …»: the programme pays, or is what is paid for."""
    own = scene.phrases_in(scene.clauses[trigger.index])
    return any(phrase.entity.type is EntityType.PROGRAM for phrase in own)


def _has_subject(scene: Scene, trigger: Trigger) -> bool:
    """Somebody who is no entity acts («молодёжь включилась в акцию»)."""
    clause = scene.clauses[trigger.index]
    finite = trigger.reading == "active" and is_finite(scene.tokens[trigger.index])
    for index, token in enumerate(scene.tokens):
        if (
            scene.clauses[index] is not clause
            or index in scene.inside
            or index == trigger.index
            or token.case != "Nom"
        ):
            continue
        if token.pos == "NOUN" and (finite or token.feats.get("Animacy") == "Anim"):
            return True
    return False


def _governed(scene: Scene, trigger: Trigger) -> bool:
    """«Мероприятие призвано помочь …», «органы могут оказывать поддержку»: a subject of the verb that rules the word."""
    if not (trigger.infinitive or trigger.reading == "noun"):
        return False
    tokens, clause = scene.tokens, scene.clauses[trigger.index]
    for index in clause.tokens:
        token = tokens[index]
        if token.rel != "nsubj" or token.case != "Nom" or index >= trigger.index or index == trigger.index:
            continue
        verb = tokens[token.head] if token.head >= 0 else None
        rules = verb is not None and scene.clauses[token.head] is clause and token.head not in scene.inside
        passive = verb is not None and (
            verb.feats.get("Voice") in {"Pass", "Mid"} or verb.lemma.endswith("ся")
        )
        if (
            rules
            and verb is not None
            and (verb.pos in {"VERB", "ADJ"})
            and (not passive or trigger.infinitive)
        ):
            return True
    return False


def _dropped(scene: Scene, trigger: Trigger) -> bool:
    """A finite active verb without any nominative: its subject is the one spoken of before."""
    token, clause = scene.tokens[trigger.index], scene.clauses[trigger.index]
    if (
        trigger.reading != "active"
        or token.feats.get("VerbForm") != "Fin"
        or clause.before is not None
        or clause.kind != "main"
    ):
        return False
    return not any(
        scene.tokens[i].case == "Nom" and scene.tokens[i].pos in {"NOUN", "PROPN", "PRON"}
        for i in clause.tokens
        if i < trigger.index
    )
