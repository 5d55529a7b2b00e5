"""Who does what with whom: claims from sentences whose entities are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.relations import (
    agreements,
    awards,
    beneficiaries,
    brackets,
    budgets,
    charges,
    entries,
    followups,
    frames,
    instances,
    labels,
    lists,
    meetings,
    members,
    mutual,
    names,
    places,
    posts,
    programmes,
    roles,
)
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.confidence import Model, features, model
from kg.extract.relations.lexicon import load
from kg.extract.relations.salience import Focus, office, programme, reporter
from kg.extract.relations.scene import Scene, build
from kg.extract.relations.setting import Setting
from kg.extract.status import section_kinds
from kg.extract.time import time_of
from kg.model import (
    AnnotatedDocument,
    Claim,
    Entity,
    EntityType,
    Mention,
    Relation,
    SectionKind,
    Status,
)

Mentions = dict[int, list[tuple[Mention, Entity]]]


def _mentions(entities: Sequence[Entity]) -> Mentions:
    found: Mentions = {}
    for entity in entities:
        for mention in entity.mentions:
            found.setdefault(mention.sentence, []).append((mention, entity))
    return found


def scenes(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[tuple[Scene, Setting]]:
    """Each sentence made ready, with what it stands in."""
    kinds = section_kinds(annotated)
    focus = Focus(reporter(entities, annotated))
    mentions, scheme, payer = _mentions(entities), programme(entities), office(entities)
    for index, sentence in enumerate(annotated.sentences):
        scene = build(index, sentence, mentions.get(index, []), load(), focus.light(sentence))
        yield scene, Setting(kinds[index], focus.acting(), focus.reporting, scheme, payer)
        focus.see(scene)


def _city(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Entity | None:
    name = (annotated.document.municipality or "").lower()
    places = [e for e in entities if e.type is EntityType.PLACE]
    same = [e for e in places if name and any(name in n.lower() for n in (e.label, *e.aliases))]
    here = [
        e
        for e in places
        if not any(word in e.label.lower() for word in ("росси", "край", "област", "республик"))
    ]
    return max(same or here, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def candidates(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """Everything that any rule proposes, in order of the text; not yet weighed, and with doubles."""
    played = list(scenes(annotated, entities))
    alone = [scene for scene, _ in played]
    ahead = _ahead(annotated, entities)
    listed = {listing.lead: [alone[i] for i in listing.items] for listing in lists.listings(annotated)}
    under = {item.index: alone[lead] for lead, items in listed.items() for item in items}
    passport = programmes.subject_of(alone)
    measures = frozenset[int]() if passport is None else programmes.measures(alone, annotated)
    yield from places.title(alone)
    said: tuple[Candidate, ...] = ()
    for scene, own in played:
        items = listed.get(scene.index, [])
        setting = charges.ruled(under.get(scene.index), scene, replace(own, passport=passport))
        if scene.index in measures:
            setting = replace(setting, focus=(), reporter=())
            yield from programmes.tasks(scene, setting)
        further = items or (_continuation(scene, played) if roles.roles_in(scene) else [])
        before, said = said, tuple(_stated(lists.extended(scene, further) if further else scene, setting))
        yield from said
        yield from instances.carried(scene, alone[scene.index - 1] if scene.index else None, before)
        earlier = [s for s in alone[: scene.index] if s.sentence.block == scene.sentence.block]
        yield from members.entered(scene, earlier, setting)
        yield from members.united(scene, earlier, setting)
        yield from lists.subordinates(scene, items or _continuation(scene, played))
        yield from lists.record(scene, setting, under.get(scene.index))
        yield from lists.contestants(scene, items, setting)
        named = (_dated(c, ahead) for c in _named(scene))
        yield from map(_to_come, named) if scene.index in measures else named
    yield from awards.awards([(s, replace(own, passport=passport)) for s, own in played])
    yield from labels.carried(entities)
    for post, city in posts.of_city(entities, _city(annotated, entities)):
        first = post.mentions[0].sentence
        yield Candidate(
            post.key,
            Relation.POST_IN,
            city.key,
            Status.REALISED,
            "context",
            first,
            -1,
            ("frame=context.post",),
        )


def _ahead(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> frozenset[str]:
    """Entities that only sections on tasks speak of: what their names say is planned with them."""
    kinds = section_kinds(annotated)
    made = {EntityType.PLACE, EntityType.PERSON, EntityType.POST}
    found = (
        e
        for e in entities
        if e.type not in made and all(kinds[m.sentence] is SectionKind.TASKS for m in e.mentions)
    )
    return frozenset(e.key for e in found)


def _dated(candidate: Candidate, ahead: frozenset[str]) -> Candidate:
    standing = candidate.relation in {Relation.PART_OF, Relation.ADOPTS}
    new = candidate.subject in ahead or (candidate.object in ahead and not standing)
    return (
        replace(candidate, status=Status.PLANNED)
        if new and candidate.status is Status.REALISED
        else candidate
    )


def _to_come(candidate: Candidate) -> Candidate:
    """What brackets say of a measure is planned with it."""
    ahead = candidate.rule.startswith("bracket") and candidate.status is Status.REALISED
    return replace(candidate, status=Status.PLANNED) if ahead else candidate


def _stated(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    yield from frames.claims_of(scene, setting, load())
    yield from agreements.parties(scene, setting)
    yield from mutual.pairs(scene, setting)
    yield from meetings.sides(scene, setting)
    yield from entries.projects(scene, setting)
    yield from beneficiaries.spoken(scene, setting)
    yield from places.behind(scene, setting)
    yield from places.listed(scene, setting)
    yield from roles.handed_out(scene, setting)
    yield from followups.said(scene, setting)
    yield from budgets.paid(scene, setting)
    yield from budgets.financed(scene, setting)


def _named(scene: Scene) -> Iterator[Candidate]:
    for rule in (
        names.inside,
        names.shared,
        names.beside,
        places.centre,
        places.regions,
        posts.holders,
        posts.bracketed,
        posts.hosted,
        meetings.hosted,
        beneficiaries.named,
        brackets.in_brackets,
    ):
        yield from rule(scene)


def _continuation(scene: Scene, played: Sequence[tuple[Scene, Setting]]) -> list[Scene]:
    """The sentences that go on with a list after a semicolon."""
    found = []
    for (before, _), (here, _) in zip(played[scene.index :], played[scene.index + 1 :], strict=False):
        if before.tokens[-1].text != ";" or here.sentence.block != scene.sentence.block:
            break
        found.append(here)
    return found


def settle(
    annotated: AnnotatedDocument, entities: Sequence[Entity], proposed: Iterable[Candidate], model: Model
) -> Iterator[Claim]:
    """Weigh candidates: one claim for each subject, relation and object, in its likeliest status.

    Args:
        annotated: The document.
        entities: Its entities.
        proposed: What the rules propose.
        model: What says how sure each is; candidates below its threshold are dropped.
    """
    city = _city(annotated, entities)
    best: dict[tuple[str, Relation, str], tuple[float, Candidate]] = {}
    for candidate in proposed:
        if _own_place(candidate, city):
            continue
        probability = model.probability(features(candidate))
        key = _key(candidate)
        if probability >= model.threshold and (key not in best or probability > best[key][0]):
            best[key] = probability, candidate
    for (subject, relation, obj), (probability, candidate) in sorted(
        best.items(), key=lambda row: _order(row[1][1])
    ):
        if not _outdone((subject, relation, obj), probability, best):
            yield _claim(annotated, subject, obj, probability, candidate)


_RIVALS = {
    Relation.ORGANIZES: (Relation.PARTICIPATES_IN,),
    Relation.PARTICIPATES_IN: (Relation.ORGANIZES, Relation.IMPLEMENTS),
    Relation.IMPLEMENTS: (Relation.PARTICIPATES_IN,),
    Relation.SUPPORTS: (Relation.FUNDS,),
    Relation.FUNDS: (Relation.SUPPORTS,),
    Relation.PART_OF: (Relation.ATTACHED_TO, Relation.MEMBER_OF),
    Relation.ATTACHED_TO: (Relation.PART_OF,),
    Relation.MEMBER_OF: (Relation.PART_OF,),
    Relation.ADOPTS: (Relation.PUBLISHES, Relation.GOVERNED_BY),
    Relation.PUBLISHES: (Relation.ADOPTS,),
}
"""Relations that rarely hold between the same two at once: the likelier stays."""
Weighed = dict[tuple[str, Relation, str], tuple[float, Candidate]]


def _outdone(key: tuple[str, Relation, str], probability: float, best: Weighed) -> bool:
    subject, relation, obj = key
    own = best[key][1]
    rivals = (best.get((subject, rival, obj)) for rival in _RIVALS.get(relation, ()))
    return any(
        rival is not None and rival[0] > probability and not _said_together(own, rival[1]) for rival in rivals
    )


def _said_together(one: Candidate, other: Candidate) -> bool:
    """«методическая и финансовая поддержка»: one rule says both of one word."""
    return one.rule == other.rule == "programme.task" and one.sentence == other.sentence


def _key(candidate: Candidate) -> tuple[str, Relation, str]:
    pair = candidate.subject, candidate.object
    subject, obj = sorted(pair) if candidate.relation is Relation.COOPERATES_WITH else pair
    return subject, candidate.relation, obj


def _own_place(candidate: Candidate, city: Entity | None) -> bool:
    """The report's own city in a name says nothing new."""
    named = candidate.relation is Relation.LOCATED_IN and candidate.rule.startswith("name")
    return named and city is not None and candidate.object == city.key


def _order(candidate: Candidate) -> tuple[int, int, str, str, str]:
    return candidate.sentence, candidate.cue, candidate.relation, candidate.subject, candidate.object


def _claim(
    annotated: AnnotatedDocument, subject: str, obj: str, probability: float, candidate: Candidate
) -> Claim:
    sentence = annotated.sentences[candidate.sentence]
    section = annotated.section(sentence)
    time = time_of(
        annotated.document.text[sentence.start : sentence.stop], section.year or annotated.document.year
    )
    cue = (
        (sentence.tokens[candidate.cue].start, sentence.tokens[candidate.cue].stop)
        if candidate.cue >= 0
        else None
    )
    return Claim(
        subject=subject,
        relation=candidate.relation,
        object=obj,
        status=candidate.status,
        confidence=round(probability, 3),
        rule=candidate.rule,
        sentence=candidate.sentence,
        year=time.year,
        valid_from=time.first,
        valid_until=time.last,
        cue=cue,
    )


def find_claims(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The relations that a document states between its entities.

    Args:
        annotated: The document with its sentences.
        entities: Its entities, with all their mentions.

    Returns:
        One claim for each subject, relation and object, in order of the text.
    """
    return tuple(settle(annotated, entities, candidates(annotated, entities), model()))
