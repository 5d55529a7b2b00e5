"""Who does not give or help, though the form of the sentence would allow it."""

from __future__ import annotations

from kg.extract.relations.bars import LIGHT
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.field import Argument
from kg.extract.relations.gifts import is_thing
from kg.extract.relations.lexicon import Frame, Pattern, data
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, Trigger, verb_lemmas
from kg.lexicon import words
from kg.model import EntityType, Relation

_MAKING = frozenset({"создание", "создать", "создавать"})
_CREATING = words("status.yaml", "making")
_DIRECTLY = frozenset({"chain", "right", "left"})
_TELLING = frozenset({"информационный", "медийный"})
_PROMISING = words("arguments.yaml", "promising")
_DOINGS = frozenset(data("arguments.yaml")["doing"])


def spoken_of(pattern: Pattern, phrase: Phrase) -> bool:
    """«подведены итоги конкурса, субсидии получили …»: what another noun makes a subject gets no money."""
    return (
        pattern.relation is Relation.FUNDS
        and "agent" in pattern.object
        and bool(phrase.chain)
        and not phrase.via
    )


def gathered(frame: Frame, pattern: Pattern, phrase: Phrase) -> bool:
    """«сеть учреждений культуры включает …»: what only sums up its items has no parts."""
    summed = phrase.entity.collective or (bool(phrase.chain) and not phrase.via)
    return frame.name == "unite" and pattern.relation is Relation.PART_OF and summed


def beyond(scene: Scene, frame: Frame, trigger: Trigger, subject: Argument) -> bool:
    """«площадку выделил совхоз, а рассказывали о ней газеты»: another verb stands between."""
    between = (i for i in range(trigger.index + 1, subject.phrase.first) if i not in scene.inside)
    others = (scene.tokens[i] for i in between if is_finite(scene.tokens[i]))
    own = (
        frame.verbs | LIGHT
        if trigger.reading == "noun"
        else _PROMISING
        if trigger.infinitive
        else frozenset()
    )
    return any(own.isdisjoint(verb_lemmas(token)) for token in others)


def _whose_thing(scene: Scene, phrase: Phrase) -> bool:
    """«передать совету помещение аптеки»: whose thing it is that is given."""
    if not phrase.chain or not is_thing(scene, phrase.chain[-1]):
        return False
    return all(t.text != "," for t in scene.tokens[phrase.chain[-1] : phrase.first])


def parted(scene: Scene, frame: Frame, trigger: Trigger, subject: Argument) -> bool:
    """«передать помещение аптеки; продолжить переговоры о финансировании лагеря»: nobody before a semicolon pays."""
    if not frame.money or trigger.reading != "noun" or not subject.how.startswith("before"):
        return False
    return any(t.text == ";" for t in scene.tokens[max(subject.phrase.last, 0) : trigger.index])


def made(trigger: Trigger, pattern: Pattern, obj: Argument) -> bool:
    """«создание совета», «создать палату»: there is none yet that could be helped, but it may have a place."""
    placed = pattern.subject == ("base",) and trigger.reading != "noun"
    helps = pattern.relation is Relation.SUPPORTS and not placed
    return helps and trigger.lemma in _MAKING and obj.how in _DIRECTLY


def informs(scene: Scene, trigger: Trigger, subject: Argument, obj: Argument) -> bool:
    """«информационное сопровождение форума – газета «…»»: that is telling of it."""
    media = subject.phrase.entity.type is EntityType.MEDIA and obj.phrase.entity.type in DEEDS
    own = scene.outside(scene.clauses[trigger.index]) if media else ()
    return any(scene.tokens[i].lemma in _TELLING for i in own)


def listed(scene: Scene, frame: Frame, trigger: Trigger, subject: Argument) -> bool:
    """Items below a line that are its subject only by their form («поддержка обществ важна, поскольку: …»)."""
    if subject.phrase.proxy != "item" or trigger.reading != "noun":
        return False
    own = (scene.tokens[i] for i in scene.outside(scene.clauses[trigger.index]))
    acting = (t for t in own if is_finite(t) and t.feats.get("Variant") != "Short" and t.number != "Sing")
    return all((frame.verbs | LIGHT).isdisjoint(verb_lemmas(token)) for token in acting)


def _enacts(trigger: Trigger, subject: Argument) -> bool:
    """«Совет утвердил положение»: who stands before the verb as its subject is not ruled by what it makes."""
    phrase = subject.phrase
    before = 0 <= phrase.first < trigger.index and not phrase.chain
    return trigger.reading == "active" and before and "Nom" in phrase.cases


def _who(scene: Scene, trigger: Trigger, phrase: Phrase) -> bool:
    """«приют благодарит всех, кто помог»: it is «кто» who helps, no body named before."""
    clause = scene.clauses[trigger.index]
    asked = (i for i in scene.outside(clause) if i < trigger.index and scene.tokens[i].low == "кто")
    return scene.clauses[phrase.first] is not clause and any(True for _ in asked)


def _opened(scene: Scene, phrase: Phrase) -> bool:
    """«совместно с центром открыть пункт», «вместе с центром прихожане открыли пункт»: what is made does not act."""
    start = phrase.first - 1
    while start >= 0 and scene.tokens[start].pos in {"ADJ", "NUM", "DET"}:
        start -= 1
    if start < 0 or phrase.preps or phrase.chain or "Acc" not in phrase.cases or phrase.vague:
        return False
    verb = scene.tokens[start]
    if verb.feats.get("VerbForm") == "Inf":
        return True
    before = (scene.tokens[i] for i in scene.outside(scene.clauses[start]) if i < start)
    made = is_finite(verb) and not _CREATING.isdisjoint(verb_lemmas(verb))
    return made and any(t.case == "Nom" and t.pos in {"NOUN", "PROPN"} for t in before)


def unfit(scene: Scene, trigger: Trigger, pattern: Pattern, subject: Argument) -> bool:
    """Who does not do what a pattern says, though the form would allow it."""
    if pattern.relation is Relation.COOPERATES_WITH:
        return trigger.reading == "word" and _opened(scene, subject.phrase)
    return _no_helper(scene, trigger, pattern, subject)


def _no_helper(scene: Scene, trigger: Trigger, pattern: Pattern, subject: Argument) -> bool:
    """Who does not help: what only a noun of doing makes a subject, a place that another verb before a comma has."""
    if pattern.relation is Relation.MEMBER_OF and "из+Gen" in pattern.subject and subject.phrase.proxy:
        return True  # «действуют отряды, из них 13 созданы в школах»
    owned = pattern.helps and "agent" in pattern.subject and _whose_thing(scene, subject.phrase)
    if (
        pattern.relation is Relation.GOVERNED_BY
        and "patient" in pattern.subject
        and _enacts(trigger, subject)
    ):
        return True
    phrase = subject.phrase
    if owned or pattern.relation is not Relation.SUPPORTS or phrase.first < 0:
        return owned
    return _who(scene, trigger, phrase) or _out_of_place(scene, trigger, pattern, phrase)


def _out_of_place(scene: Scene, trigger: Trigger, pattern: Pattern, phrase: Phrase) -> bool:
    """Whom only a noun of doing makes a subject, or a place that another verb before a comma has."""
    if "agent" in pattern.subject and phrase.chain and not phrase.via and not phrase.preps:
        return scene.tokens[phrase.chain[-1]].lemma in _DOINGS  # «реализацию программы координирует совет»
    if not phrase.preps or phrase.last > trigger.index:
        return False
    between = range(phrase.last, trigger.index)
    comma = next((i for i in between if scene.tokens[i].text == "," and i not in scene.inside), -1)
    own = (i for i in scene.outside(scene.clauses[phrase.first]) if i < phrase.first)
    return comma >= 0 and any(is_finite(scene.tokens[i]) for i in own)
