"""Whose report a document is: «Отчёт о деятельности палаты», «Совет ветеранов. Отчёт о работе»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kg.extract.relations.offices import is_department
from kg.extract.relations.prepositions import word
from kg.lexicon import words
from kg.model import ACTORS, AnnotatedDocument, Entity, EntityType, Mention, Sentence

_words = partial(words, "reports.yaml")
_LINES = 6
_OPENING = 4
_REACH = 8
_BODIES = ACTORS - {EntityType.ADMINISTRATION, EntityType.MEDIA}


def titled(entities: Sequence[Entity], annotated: AnnotatedDocument) -> Entity | None:
    """The body that a title in the first lines says to report.

    Args:
        entities: Those of the document.
        annotated: The document.
    """
    for index, sentence in enumerate(annotated.sentences[:_LINES]):
        own = _named(entities, index)
        heading = _heading(sentence, own)
        if heading is not None:
            return heading
        opening = _title(sentence)
        if opening < 0:
            continue
        found = [e for m, e in own if opening < m.first <= opening + _REACH and _leads(sentence, opening, m)]
        if found:
            chosen = _body_of(found[0], own)
            return chosen if chosen.type in _BODIES or _department(sentence, chosen) else None
        bare = index > 0 and not any(e.type in ACTORS for _, e in own)
        above = _alone(annotated.sentences[index - 1], _named(entities, index - 1)) if bare else None
        if above is not None and above.type in _BODIES:
            return above
    return None


def _body_of(found: Entity, own: Sequence[tuple[Mention, Entity]]) -> Entity:
    """«Доклад председателя совета»: an officer reports for the body that the office is of."""
    if found.type is not EntityType.POST:
        return found
    office = next(m for m, e in own if e is found)
    within = (e for m, e in own if office.first < m.first and m.last <= office.last and e.type in ACTORS)
    return next(within, found)


def speaker(entities: Sequence[Entity], annotated: AnnotatedDocument) -> Entity | None:
    """«Доклад главы района»: the officer that a title names, who says «I»."""
    for index, sentence in enumerate(annotated.sentences[:_LINES]):
        opening = _title(sentence)
        near = [(m, e) for m, e in _named(entities, index) if opening < m.first <= opening + _REACH]
        posts = [e for m, e in near if e.type is EntityType.POST and _leads(sentence, opening, m)]
        if opening >= 0 and posts:
            return posts[0]
    return None


def _department(sentence: Sentence, entity: Entity) -> bool:
    """«Отчёт отдела по развитию …»: a unit of an authority that a title names."""
    report = sentence.tokens[0].lemma in _words("reports")
    return report and entity.type is EntityType.ADMINISTRATION and is_department(entity)


def _heading(sentence: Sentence, own: Sequence[tuple[Mention, Entity]]) -> Entity | None:
    """«Совет ветеранов посёлка Отчёт о работе»: a body named right before the word for a report."""
    first = (pair for pair in own if pair[0].first == 0 and pair[1].type in _BODIES)
    mention, entity = next(first, (None, None))
    after = sentence.tokens[mention.last : mention.last + 1] if mention is not None else ()
    return entity if after and after[0].lemma in _words("titles") and after[0].case == "Nom" else None


def _title(sentence: Sentence) -> int:
    """The word for a report that a sentence begins with; -1 where there is none."""
    near = range(min(_OPENING, len(sentence.tokens)))
    return next((i for i in near if sentence.tokens[i].lemma in _words("titles")), -1)


def _named(entities: Sequence[Entity], index: int) -> list[tuple[Mention, Entity]]:
    found = [(m, e) for e in entities if not e.collective for m in e.mentions if m.sentence == index]
    return sorted(found, key=lambda pair: (pair[0].first, -pair[0].last, pair[1].key))


def _leads(sentence: Sentence, opening: int, mention: Mention) -> bool:
    """«отчёт о работе совета»: only words of reporting stand between."""
    between = sentence.tokens[opening + 1 : mention.first]
    return all(
        t.pos == "ADJ" or word(t) in {"о", "об", "и", "по"} or t.lemma in _words("matters") for t in between
    )


def _alone(sentence: Sentence, own: Sequence[tuple[Mention, Entity]]) -> Entity | None:
    """The body that a line names and nothing else."""
    whole = (e for m, e in own if m.first <= 1 and m.last >= len(sentence.tokens) - 1)
    return next(whole, None)
