"""Who does what with whom: claims from sentences whose entities are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.relations import beneficiaries, frames, names, posts
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import load
from kg.extract.relations.salience import Focus, reporter
from kg.extract.relations.scene import Scene, build
from kg.extract.status import section_kinds
from kg.extract.time import time_of
from kg.model import AnnotatedDocument, Claim, Entity, EntityType, Mention, Relation, Status


def _scenes(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> list[Scene]:
    by_sentence: dict[int, list[tuple[Mention, Entity]]] = {}
    for entity in entities:
        for mention in entity.mentions:
            by_sentence.setdefault(mention.sentence, []).append((mention, entity))
    return [build(i, s, by_sentence.get(i, []), load()) for i, s in enumerate(annotated.sentences)]


def _city(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Entity | None:
    name = (annotated.document.municipality or "").lower()
    places = [e for e in entities if e.type is EntityType.PLACE]
    same = [e for e in places if name and any(name in n.lower() for n in (e.label, *e.aliases))]
    return (same or [None])[0]


def candidates(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """Everything that any rule proposes, in order of the text; not yet weighed, and with doubles."""
    scenes = _scenes(annotated, entities)
    kinds = section_kinds(annotated)
    focus = Focus(reporter(entities, annotated))
    for scene in scenes:
        setting = frames.Setting(kinds[scene.index], focus.at(scene), focus.reporting)
        yield from frames.claims_of(scene, setting, load())
        yield from names.inside(scene)
        yield from names.beside(scene)
        yield from posts.holders(scene)
        yield from posts.bracketed(scene)
        yield from posts.hosted(scene)
        yield from beneficiaries.named(scene)
        yield from beneficiaries.spoken(scene, setting, load())
        focus.see(scene)
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


def find_claims(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The relations that a document states between its entities.

    Args:
        annotated: The document with its sentences.
        entities: Its entities, with all their mentions.

    Returns:
        One claim for each subject, relation, object and status, in order of the text.
    """
    found: dict[tuple[str, Relation, str, Status], Claim] = {}
    for c in candidates(annotated, entities):
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
