"""What the rules propose of a document: sentences made ready, then every rule in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from kg.extract.relations.lexicon import load
from kg.extract.relations.salience import Focus, office, own_city, reporter
from kg.extract.relations.scene import Scene, build
from kg.extract.relations.setting import Setting
from kg.extract.status import section_kinds
from kg.model import (
    AnnotatedDocument,
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
    mentions, payer = _mentions(entities), office(entities)
    for index, sentence in enumerate(annotated.sentences):
        scene = build(index, sentence, mentions.get(index, []), load(), focus.light(sentence))
        yield scene, Setting(kinds[index], focus.acting(), focus.reporting, payer)
        focus.see(scene)


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
    for post, city in posts.of_city(entities, own_city(annotated, entities)):
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
