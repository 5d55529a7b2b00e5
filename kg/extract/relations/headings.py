"""Lines that only name a body («Женсовет «Заря».», «ТОС «Луч»»): what stands below them is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import SUBJECTS, load
from kg.extract.relations.phrases import Phrase, parens_of
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, AnnotatedDocument, BlockKind, Entity, EntityType, Mention, Relation, Token

_words = partial(words, "founded.yaml")
_OPENING = 4
"""Tokens within which a sentence must say that something was founded."""
_HOSTS = frozenset({EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.POST})

_BODIES = ACTORS - {EntityType.ADMINISTRATION, EntityType.MEDIA}
_REST = 3
"""Tokens that may follow the name («под председательством …»)."""
_FAR = 99
_MARKS = frozenset({"PUNCT", "NUM", "SYM"})


def subjects(
    annotated: AnnotatedDocument, mentions: Mapping[int, Sequence[tuple[Mention, Entity]]]
) -> dict[int, Entity]:
    """For each sentence below a line that only names a body, that body: to the end of the paragraph, or to the next heading.

    Args:
        annotated: The document.
        mentions: What its sentences name, by their index.
    """
    found: dict[int, Entity] = {}
    body, block, reach = None, -1, 0
    for index, sentence in enumerate(annotated.sentences):
        if sentence.block != block:
            block, here = sentence.block, mentions.get(index, ())
            own, other = _named(sentence.tokens, here), _opened_by_another(here, body)
            ends = other or annotated.document.blocks[block].kind is BlockKind.HEADING
            reach = _reach(annotated, index) if own is not None else 0 if ends else reach - 1
            body = own if own is not None else body if reach >= 0 and not ends else None
            if own is not None:
                continue
        if body is not None:
            found[index] = body
    return found


def _opened_by_another(here: Sequence[tuple[Mention, Entity]], body: Entity | None) -> bool:
    """Whether a paragraph begins with the name of another body."""
    return any(m.first <= 1 and e.type in ACTORS and e is not body for m, e in here)


def _reach(annotated: AnnotatedDocument, index: int) -> int:
    """How many paragraphs below a line are said of the body that it names: a heading's are all up to the next."""
    sentence = annotated.sentences[index]
    kind = annotated.document.blocks[sentence.block].kind
    if not _alone(annotated, index) or kind is BlockKind.ITEM:
        return 0
    return _FAR if kind is BlockKind.HEADING else int(sentence.tokens[-1].text == ".")


def _alone(annotated: AnnotatedDocument, index: int) -> bool:
    """Whether a sentence is all of its paragraph."""
    following = annotated.sentences[index + 1 : index + 2]
    return not following or following[0].block != annotated.sentences[index].block


def _named(tokens: Sequence[Token], own: Sequence[tuple[Mention, Entity]]) -> Entity | None:
    """The body that a line names and says nothing of."""
    first = min(own, key=lambda pair: (pair[0].first, -pair[0].last), default=None)
    if first is None or first[1].type not in _BODIES or first[1].collective:
        return None
    mention, entity = first
    parens = parens_of(tokens)
    inside = {i for m, _ in own for i in range(m.first, m.last)}
    free = [i for i in range(len(tokens)) if i not in inside and not parens[i]]
    rest = [tokens[i] for i in free if tokens[i].pos not in _MARKS]
    opens = all(tokens[i].pos in _MARKS for i in free if i < mention.first)
    says = any(is_finite(t) for t in rest) or any(tokens[i].text in DASHES | {":", ","} for i in free)
    return entity if opens and len(rest) <= _REST and not says else None


def founded(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Образован постановлением администрации», «Создан при главе города»: said of the body above or before."""
    cue = next((i for i in scene.where(_words("founding")) if i <= _OPENING), -1)
    if cue < 0:
        return
    body = setting.entry if setting.entry is not None else _only(scene)
    if body is None or not _silent(scene, cue, body):
        return
    status = clause_status(scene, cue, setting)
    for phrase in scene.phrases_in(scene.clauses[cue]):
        relation = _founds(phrase)
        working = relation is Relation.ATTACHED_TO and not _made(scene, cue)
        if relation is not None and not working and body.type in SUBJECTS[relation]:
            pair, place = (body, phrase.entity), (scene.index, cue)
            yield from propose(pair, relation, status, "heading.founded", place)


def _only(scene: Scene) -> Entity | None:
    """The one body that acted in the sentence before."""
    acting = [e for e in scene.light.actors if e in scene.light.near and e.type in _BODIES]
    return acting[0] if len(acting) == 1 else None


def _silent(scene: Scene, cue: int, body: Entity) -> bool:
    """Whether a word of founding opens its clause, names nothing that is founded, and may be said of a body."""
    token, head = scene.tokens[cue], scene.light.heads.get(body.key)
    agrees = head is None or not (token.gender and head.gender) or token.gender == head.gender
    clause = scene.clauses[cue]
    named = any(
        scene.tokens[i].case == "Nom" and scene.tokens[i].pos in {"NOUN", "PROPN", "PRON"}
        for i in clause.tokens
    )
    return token.number == "Sing" and agrees and not named


def _made(scene: Scene, cue: int) -> bool:
    """«создан», not «действует»."""
    return scene.tokens[cue].feats.get("Variant") == "Short"


def _founds(phrase: Phrase) -> Relation | None:
    if phrase.entity.type is EntityType.DOCUMENT:
        by = phrase.cases == {"Ins"} and not phrase.preps
        return Relation.GOVERNED_BY if by or phrase.preps in load().markers["basis"] else None
    at = phrase.preps == "при" and phrase.entity.type in _HOSTS
    return Relation.ATTACHED_TO if at else None
