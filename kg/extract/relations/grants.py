"""Money that a project and its owner share: whoever pays for a project pays its owner; applications that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from kg.annotate.lemmas import parses
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.status import denied
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_words = partial(words, "awards.yaml")
_GIVERS = frozenset({EntityType.FOUNDATION, EntityType.ADMINISTRATION, EntityType.ENTERPRISE})
_GRANTORS = _GIVERS | {EntityType.PROGRAM, EntityType.POST, EntityType.REPRESENTATIVE_BODY}
_HELPING = frozenset({Relation.FUNDS, Relation.SUPPORTS})
_TASK = "programme.task"
_REFUSERS = _GIVERS | {EntityType.REPRESENTATIVE_BODY, EntityType.POST}
_ASKERS = ACTORS - {EntityType.ADMINISTRATION, EntityType.FOUNDATION, EntityType.REPRESENTATIVE_BODY}


def shared(entities: Sequence[Entity], said: Iterable[Candidate]) -> Iterator[Candidate]:
    """Of what the rules proposed: the giver of a project's grant pays whoever carries the project out.

    Args:
        entities: Those of the document.
        said: What the rules proposed for it.
    """
    types = {e.key: e.type for e in entities}
    claims = list(said)
    projects = [c for c in claims if types.get(c.object) is EntityType.PROJECT]
    done = [c for c in projects if c.relation is Relation.IMPLEMENTS]
    said_ = frozenset((c.subject, c.object) for c in claims if c.relation is Relation.FUNDS)
    known = set(said_)
    for paid in (c for c in projects if c.relation is Relation.FUNDS and _granted(c, types)):
        owners = [c for c in done if c.object == paid.object]
        if any((paid.subject, c.subject) in said_ for c in owners):
            continue  # whoever else carries it out is a partner
        for doing in owners:
            pair = paid.subject, doing.subject
            if pair not in known and paid.subject != doing.subject and types[doing.subject] in _ASKERS:
                known.add(pair)
                yield _of_owner(paid, doing, types)


def _granted(paid: Candidate, types: Mapping[str, EntityType]) -> bool:
    """Whether money for a project is a grant: not what enterprises collected, nor what its own carriers spend."""
    return types[paid.subject] in _GRANTORS and not paid.rule.startswith("collect")


def sourced(said: Sequence[Candidate]) -> list[Candidate]:
    """What is said without who gives by default, where the text names the giver: a programme, or who does a measure."""
    paid = {c.sentence for c in said if c.rule == "award.own" and _of_source(c)}
    done = {(c.object, c.sentence) for c in said if c.relation in _HELPING and _by_somebody(c)}
    return [
        c
        for c in said
        if not (_by_default(c) and c.sentence in paid)
        and not (c.rule == _TASK and c.relation in _HELPING and (c.object, c.sentence) in done)
    ]


def _by_somebody(claim: Candidate) -> bool:
    """«Предоставление помещений обществу | комитет»: whoever carries a measure out helps, not the programme."""
    return claim.rule != _TASK and not claim.rule.endswith((".elided", ".task"))


def _of_source(claim: Candidate) -> bool:
    return any(mark.startswith("purse=") and mark.endswith("well") for mark in claim.features)


def _by_default(claim: Candidate) -> bool:
    return claim.relation is Relation.FUNDS and claim.rule.endswith(".elided")


def _of_owner(paid: Candidate, doing: Candidate, types: Mapping[str, EntityType]) -> Candidate:
    marks = (
        "frame=grant.owner",
        f"types={types[paid.subject].value}>{types[doing.subject].value}",
        f"near={abs(paid.sentence - doing.sentence) <= 1}",
        f"paid={paid.rule}",
        f"done={doing.rule}",
    )
    return replace(paid, object=doing.subject, rule="grant.owner", features=marks)


def awaited(scenes: Iterable[Scene]) -> frozenset[int]:
    """Sentences of whose money they or the next one say that it is still to come («средства поступят в июне»)."""
    found: set[int] = set()
    before: Scene | None = None
    for scene in scenes:
        if _to_come(scene):
            found.add(scene.index)
            if before is not None and before.sentence.block == scene.sentence.block and _of_money(scene):
                found.add(before.index)
        before = scene
    return frozenset(found)


def _of_money(scene: Scene) -> bool:
    """«Сумма гранта составит …», «Средства поступят …»: a sentence that is of nothing else."""
    return any(t.lemma in _words("comes") for t in scene.tokens[:2])


def _to_come(scene: Scene) -> bool:
    """Whether money is the subject of a verb in the future."""
    for index in scene.where(_words("coming")):
        if not _future(scene, index):
            continue
        clause = scene.clauses[index]
        own = (scene.tokens[i] for i in scene.outside(clause))
        if any(t.lemma in _words("comes") and t.case == "Nom" for t in own):
            return True
    return False


def _future(scene: Scene, index: int) -> bool:
    near = (scene.tokens[i].low for i in range(max(0, index - 3), index))
    will = any(word in {"будет", "будут"} for word in near)
    known = parses(scene.tokens[index].text)[:1]
    return will or any("futr" in p.tag for p in known)


def dated(claim: Candidate, awaited_: frozenset[int]) -> Candidate:
    """A claim of money, or of what it was won for, is planned where the money is still to come."""
    won = claim.relation is Relation.FUNDS or (
        claim.relation is Relation.IMPLEMENTS and claim.rule.startswith("award")
    )
    ahead = won and claim.status is Status.REALISED and claim.sentence in awaited_
    return replace(claim, status=Status.PLANNED) if ahead else claim


def refused(scene: Scene, before: Sequence[Scene], office: Sequence[Entity] = ()) -> Iterator[Candidate]:
    """«Заявка совета на проект «…» в фонд поддержки не получила»: the fund pays neither the asker nor the project.

    Args:
        scene: The sentence.
        before: The sentences before it in its paragraph: the giver may stand there.
        office: The municipality's administration: it gives where the paragraph speaks of subsidies and names no giver.
    """
    cue = _denial(scene)
    if cue < 0:
        return
    told = bool(_words("refusing") & set(verb_lemmas(scene.tokens[cue])))
    asked = [
        p for p in scene.phrases if (p.entity.type in _ASKERS and _asks(scene, p)) or (told and _told(p))
    ]
    projects = [
        p for p in scene.phrases if p.entity.type is EntityType.PROJECT and p.last <= cue and not p.proxy
    ]
    owners = [p for p in scene.phrases if p.first in {q.last for q in projects} and p.entity.type in _ASKERS]
    if not (asked or projects):
        return
    refusing = _refusing(scene, cue) if told else None
    giver = (
        refusing
        or _giver(scene, [*asked, *owners])
        or next((g for s in reversed(before) if (g := _giver(s, ())) is not None), None)
    )
    if giver is None and office and any(s.where(_words("money")) for s in before):
        giver = office[0]
    if giver is None:
        return
    for phrase in (*asked, *projects, *owners):
        place = scene.index, cue
        yield from propose(
            (giver, phrase.entity), Relation.FUNDS, Status.NOT_REALISED, "grant.refused", place
        )


def _told(phrase: Phrase) -> bool:
    """«отказано фонду»: to whom it is said."""
    return phrase.entity.type in _ASKERS | {EntityType.FOUNDATION} and phrase.cases == {"Dat"}


def _refusing(scene: Scene, cue: int) -> Entity | None:
    """«администрация отказала клубу в субсидии»: who refuses."""
    active = scene.tokens[cue].feats.get("Variant") != "Short"
    fit = [
        p.entity
        for p in scene.phrases_in(scene.clauses[cue])
        if p.entity.type in _REFUSERS
        and not (p.preps or p.opaque)
        and "Nom" in p.cases
        and p.cases != {"Dat"}
    ]
    return fit[0] if active and fit else None


def _denial(scene: Scene) -> int:
    """A verb of getting or backing that is denied, with a word of support or money beside it."""
    cues = scene.where(_words("refusing") | _words("granting") | _words("getting") | _words("passing"))
    if not cues:
        return -1
    helped = any(t.lemma in _words("backing") for i, t in enumerate(scene.tokens) if i not in scene.inside)
    for index in cues:
        lemmas = set(verb_lemmas(scene.tokens[index]))
        sure = bool(_words("refusing") & lemmas) and (helped or bool(scene.where(_words("applications"))))
        got = helped and bool((_words("getting") | _words("passing")) & lemmas)
        passed = bool(_words("passing") & lemmas) and bool(scene.where(_words("hurdles")))
        backed = bool(_words("granting") & lemmas) or got or passed
        if sure or (backed and denied(scene.tokens, index, scene.clauses[index].start)):
            return index
        if backed and any(t.low == "не" for t in scene.tokens[max(0, index - 3) : index]):
            return index
    return -1


def _asks(scene: Scene, phrase: Phrase) -> bool:
    """«заявка совета», «проект общества»: whose application it is."""
    return any(scene.tokens[i].lemma in _words("applications") for i in phrase.chain)


def _giver(scene: Scene, others: Sequence[Phrase]) -> Entity | None:
    """Who was asked: the body behind «в», by whom it was refused, or whose contest it is."""
    taken = {p.entity.key for p in others}
    fit = [
        (m, e)
        for m, e in scene.mentions
        if e.type in _GIVERS and e.key not in taken and _gives(scene, m.first, e)
    ]
    return fit[0][1] if fit else None


def _gives(scene: Scene, first: int, entity: Entity) -> bool:
    if entity.type is EntityType.FOUNDATION:
        return True
    phrase = next((p for p in scene.phrases if p.first == first), None)
    return phrase is not None and (phrase.preps == "в" or phrase.cases == {"Ins"})
