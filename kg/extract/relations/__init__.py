"""Who does what with whom: claims from sentences whose entities are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.relations import agreements, beneficiaries, brackets, frames, lists, mutual, names, posts
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import load
from kg.extract.relations.salience import Focus, reporter
from kg.extract.relations.scene import Scene, build
from kg.extract.status import section_kinds
from kg.extract.time import time_of
from kg.model import AnnotatedDocument, Claim, Entity, EntityType, Mention, Relation, Status


Mentions = dict[int, list[tuple[Mention, Entity]]]


def _mentions(entities: Sequence[Entity]) -> Mentions:
    found: Mentions = {}
    for entity in entities:
        for mention in entity.mentions:
            found.setdefault(mention.sentence, []).append((mention, entity))
    return found


def scenes(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[tuple[Scene, frames.Setting]]:
    """Each sentence made ready, with what it stands in."""
    kinds = section_kinds(annotated)
    focus = Focus(reporter(entities, annotated))
    mentions = _mentions(entities)
    for index, sentence in enumerate(annotated.sentences):
        scene = build(index, sentence, mentions.get(index, []), load(), focus.light(sentence))
        yield scene, frames.Setting(kinds[index], focus.acting(), focus.reporting)
        focus.see(scene)


def _city(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Entity | None:
    name = (annotated.document.municipality or "").lower()
    places = [e for e in entities if e.type is EntityType.PLACE]
    same = [e for e in places if name and any(name in n.lower() for n in (e.label, *e.aliases))]
    here = [e for e in places if not any(word in e.label.lower() for word in ("росси", "край", "област", "республик"))]
    return max(same or here, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)


def candidates(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """Everything that any rule proposes, in order of the text; not yet weighed, and with doubles."""
    played = list(scenes(annotated, entities))
    leads = {listing.lead: [played[i][0] for i in listing.items] for listing in lists.listings(annotated)}
    under = {item.index: played[lead][0] for lead, items in leads.items() for item in items}
    for scene, setting in played:
        items = leads.get(scene.index, [])
        yield from _stated(lists.extended(scene, items) if items else scene, setting)
        yield from lists.subordinates(scene, items or _continuation(scene, played))
        yield from lists.record(scene, setting, under.get(scene.index))
        yield from lists.contestants(scene, items, setting)
        yield from _named(scene)
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


def _stated(scene: Scene, setting: frames.Setting) -> Iterator[Candidate]:
    yield from frames.claims_of(scene, setting, load())
    yield from agreements.parties(scene, setting)
    yield from mutual.pairs(scene, setting)
    yield from beneficiaries.spoken(scene, setting, load())


def _named(scene: Scene) -> Iterator[Candidate]:
    for rule in (names.inside, names.shared, names.beside, names.bracketed, posts.holders, posts.bracketed, posts.hosted, beneficiaries.named, brackets.in_brackets):
        yield from rule(scene)


def _continuation(scene: Scene, played: Sequence[tuple[Scene, frames.Setting]]) -> list[Scene]:
    """The sentences that go on with a list after a semicolon."""
    found = []
    for (before, _), (here, _) in zip(played[scene.index :], played[scene.index + 1 :], strict=False):
        if before.tokens[-1].text != ";" or here.sentence.block != scene.sentence.block:
            break
        found.append(here)
    return found


def find_claims(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The relations that a document states between its entities.

    Args:
        annotated: The document with its sentences.
        entities: Its entities, with all their mentions.

    Returns:
        One claim for each subject, relation, object and status, in order of the text.
    """
    found: dict[tuple[str, Relation, str, Status], Claim] = {}
    city = _city(annotated, entities)
    for c in candidates(annotated, entities):
        if c.relation is Relation.LOCATED_IN and c.rule.startswith("name") and city is not None and c.object == city.key:
            continue  # the report's own city in a name says nothing new
        subject, obj = c.subject, c.object
        if c.relation is Relation.COOPERATES_WITH and obj < subject:
            subject, obj = obj, subject
        key = subject, c.relation, obj, c.status
        sentence = annotated.sentences[c.sentence]
        time = time_of(annotated.document.text[sentence.start : sentence.stop], annotated.document.year)
        cue = (sentence.tokens[c.cue].start, sentence.tokens[c.cue].stop) if c.cue >= 0 else None
        found.setdefault(
            key,
            Claim(
                subject,
                c.relation,
                obj,
                c.status,
                0.5,
                c.rule,
                c.sentence,
                time.year,
                time.first,
                time.last,
                cue,
            ),
        )
    return tuple(
        sorted(
            found.values(),
            key=lambda c: (c.sentence, c.cue or (0, 0), c.relation, c.subject, c.object, c.status),
        )
    )
