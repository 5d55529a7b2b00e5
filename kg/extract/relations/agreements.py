"""Parties to agreements: «соглашение администрации с …», «договор между … и …»."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.offices import is_department
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, SectionKind, Status

_KINDS = frozenset(
    {"соглашение", "договор", "контракт", "меморандум", "протокол", "хартия", "договоренность"}
)
_CONCLUDING = words("arguments.yaml", "concluding")
"""Words by which an agreement comes about; where none stands beside it, it is in force."""
_SIGNING = words("arguments.yaml", "signing")
_PARTIES = ACTORS - {EntityType.MEDIA} | {EntityType.POST, EntityType.MEDIA}
_ENDING = frozenset({"расторгнуть", "расторгаться", "аннулировать", "разорвать"})
_REACH = 6
_TWO = 2
_COOPERATION = frozenset({"сотрудничество", "взаимодействие"})
_WORKING = words("partners.yaml", "common")


def _documents(scene: Scene) -> Iterator[tuple[Mention, Entity]]:
    for mention, entity in scene.mentions:
        if (
            entity.type is EntityType.DOCUMENT
            and scene.tokens[head_of(scene.tokens, mention)].lemma in _KINDS
        ):
            yield mention, entity


def _inside(scene: Scene, document: Mention) -> tuple[list[Entity], list[Entity]]:
    """Parties in the name: in the genitive, and after «с» or «между»."""
    first: list[Entity] = []
    second: list[Entity] = []
    within = [
        (m, e)
        for m, e in scene.mentions
        if m != document and document.first <= m.first and m.last <= document.last and e.type in _PARTIES
    ]
    for mention, entity in within:
        if any(o.first <= mention.first and mention.last <= o.last and o != mention for o, _ in within):
            continue
        words = [word(t) for t in scene.tokens[document.first : mention.first]]
        (second if {"с", "со", "между"} & set(words) else first).append(entity)
    return first, second


def _behind(scene: Scene, document: Mention) -> tuple[list[Entity], list[Entity]]:
    first: list[Entity] = []
    second: list[Entity] = []
    end = document.last
    for phrase in (
        p for p in scene.phrases if p.first >= document.last and p.entity.type in _PARTIES and not p.paren
    ):
        if phrase.first - end > _REACH and phrase.group not in {
            p.group for p in scene.phrases if p.entity in second
        }:
            break
        if phrase.preps in {"с", "между"}:
            second.append(phrase.entity)
        elif phrase.first == end and "Gen" in phrase.cases:
            first.append(phrase.entity)
        else:
            break
        end = phrase.last
    return first, second


def _signers(scene: Scene, document: Mention, setting: Setting) -> list[Entity]:
    """Who concludes it, where the name does not say: the subject of the clause, else who acts in the paragraph."""
    clause = scene.clauses[document.first]
    named = [
        p for p in scene.phrases if scene.clauses[p.first] is clause and _acts(p) and p.last <= document.first
    ]
    if named:
        return [p.entity for p in named if p.group == named[0].group]
    earlier = _subject_before(scene, document)
    if earlier:
        return [p.entity for p in earlier]
    chosen = setting.reporter if setting.section is SectionKind.TASKS else setting.focus
    units = all(map(is_department, chosen)) and chosen != setting.reporter
    return list(setting.reporter if units and setting.reporter else chosen)


def _subject_before(scene: Scene, document: Mention) -> list[Phrase]:
    """The subject of the nearest clause before («Палата провела сход; подписано соглашение с …»)."""
    clause = scene.clauses[document.first]
    while clause.before is not None:
        clause = clause.before
        fit = [
            p
            for p in scene.phrases
            if scene.clauses[p.first] is clause and _acts(p) and not p.vague and not p.paren
        ]
        if fit:
            return [p for p in fit if p.group == fit[0].group]
    return []


def _acts(phrase: Phrase) -> bool:
    return (
        phrase.entity.type in _PARTIES
        and not phrase.preps
        and not phrase.opaque
        and bool(phrase.cases & {"Nom", "Ins"})
    )


def parties(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Each party adopts the agreement; the first cooperates with the others."""
    for mention, document in _documents(scene):
        first, second = _inside(scene, mention)
        outer_first, outer_second = _behind(scene, mention)
        first, second = first + outer_first, second + outer_second
        if not second:
            yield from _signed(scene, setting, mention)
        if not second or scene.where(_ENDING):
            continue
        elided = not first and "между" not in [
            word(t) for t in scene.tokens[mention.first : mention.last + 1]
        ]
        if elided:
            first = _signers(scene, mention, setting)
        yield from _claims(scene, setting, mention, document, first, second, elided)


def _signed(scene: Scene, setting: Setting, document: Mention) -> Iterator[Candidate]:
    """«Соглашение о партнёрстве подписали А, Б и В»: each of those who sign works with each."""
    cue, clause = head_of(scene.tokens, document), scene.clauses[document.first]
    verbs = [i for i in scene.outside(clause) if not _SIGNING.isdisjoint(verb_lemmas(scene.tokens[i]))]
    if not verbs or _about(scene, cue) != "common":
        return
    status = clause_status(scene, verbs[0], setting)
    acting = [p for p in scene.phrases_in(clause) if _acts(p) and p.entity.type in ACTORS and not p.proxy]
    signers = [p.entity for p in acting if p.group == acting[0].group]
    for one, other in itertools.combinations(signers, 2):
        if status is not Status.NOT_REALISED:
            place = (scene.index, verbs[0])
            yield from propose((one, other), Relation.COOPERATES_WITH, status, "agreement.signed", place)


def working_together(scene: Scene, cue: int) -> bool:
    """Whether an agreement is said to be about working together («о сотрудничестве»)."""
    return any(t.lemma in _COOPERATION for t in scene.tokens[cue : cue + 6])


def _about(scene: Scene, cue: int) -> str:
    """What an agreement is said to be about: working together, something else, or nothing."""
    following = scene.tokens[cue + 1 : cue + 5]
    if not any(word(t) in {"о", "об"} for t in following[:2]):
        return "unsaid"
    return "common" if any(t.lemma in _WORKING for t in following) else "other"


def _claims(  # noqa: PLR0917
    scene: Scene,
    setting: Setting,
    mention: Mention,
    document: Entity,
    first: Sequence[Entity],
    second: Sequence[Entity],
    elided: bool,
) -> Iterator[Candidate]:
    concluding = scene.where(_CONCLUDING)
    status = clause_status(scene, mention.first, setting) if concluding else Status.REALISED
    signing = (i for i in scene.where(_SIGNING) if i > mention.first)
    if any(clause_status(scene, i, setting) is Status.NOT_REALISED for i in signing):
        status = Status.NOT_REALISED  # «хотя и обсуждалось, подписано не было»
    cue = head_of(scene.tokens, mention)
    rule = "agreement.elided" if elided else "agreement"

    def make(subject: Entity, relation: Relation, obj: Entity) -> Candidate:
        marks = (
            f"frame={rule}",
            f"types={subject.type}>{obj.type}",
            f"{rule}={relation.value}",
            f"kind={scene.tokens[cue].lemma}>{relation.value}",
            f"about={_about(scene, cue)}>{relation.value}",
        )
        return Candidate(subject.key, relation, obj.key, status, rule, scene.index, cue, marks)

    everyone = [*first, *second]
    for party in everyone:
        yield make(party, Relation.ADOPTS, document)
    here = {p.entity.key for p in scene.phrases}
    if elided and here.isdisjoint(e.key for e in first) and _about(scene, cue) == "unsaid":
        return  # a contract that nobody here is said to sign is no working together
    if len(second) > _TWO and not first and not working_together(scene, cue):
        return  # «трёхстороннее соглашение»
    if status is Status.NOT_REALISED:
        return  # what nobody signed says nothing of how they work
    left, right = (first, second) if first else ([], []) if elided else (second[:1], second[1:])
    for one in left:
        for other in right:
            if one.key != other.key and one.type in ACTORS and other.type in ACTORS:
                yield make(one, Relation.COOPERATES_WITH, other)
