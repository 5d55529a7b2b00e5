"""Lists: items after a colon, records («Организация – проект, фонд, сумма»), subordinate bodies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import QUOTES, head_of, widened
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.frames import money_in
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting
from kg.extract.status import status_at
from kg.lexicon import words
from kg.model import ACTORS, AnnotatedDocument, BlockKind, Entity, EntityType, Relation
from kg.structs import struct

_AMONG = frozenset({"среди", "в числе"})
"""Say that some of those named before follow («объединила общины, среди которых: …»)."""
_SUBORDINATE = frozenset({"подведомственный", "подчиненный", "подотчетный", "подчиняться"})
_CONTESTS = words("awards.yaml", "contests")
_WINNERS = ACTORS | {EntityType.PERSON}
_GRANTORS = frozenset({EntityType.FOUNDATION})
_TITLE = 12
_ASIDE = 3
"""Sentences that may stand between two items and say more of the first."""
_REACH = 7
"""Tokens from an item's start within which its first phrase must begin (marker, quotation marks, adjectives)."""


@struct(frozen=True, slots=True)
class Listing:
    """A sentence that opens a list, with the sentences that open its items."""

    lead: int
    items: tuple[int, ...]


def listings(annotated: AnnotatedDocument) -> tuple[Listing, ...]:
    """The lists of a document whose items are sentences of their own."""
    found = (
        Listing(i, _items(annotated, i)) for i in range(len(annotated.sentences)) if _opens(annotated, i)
    )
    return tuple(listing for listing in found if listing.items)


def _opens(annotated: AnnotatedDocument, index: int) -> bool:
    """A sentence before items: it ends with a colon, or is a heading of its own."""
    sentence = annotated.sentences[index]
    if sentence.tokens[-1].text == ":":
        return True
    blocks, following = annotated.document.blocks, annotated.sentences[index + 1 : index + 2]
    heading = blocks[sentence.block].kind is BlockKind.HEADING
    return heading and bool(following) and blocks[following[0].block].kind is BlockKind.ITEM


def _items(annotated: AnnotatedDocument, lead: int) -> tuple[int, ...]:
    found: list[int] = []
    sentences, blocks = annotated.sentences, annotated.document.blocks
    limit = next(
        (
            i
            for i in range(lead + 1, len(sentences))
            if _opens(annotated, i) and blocks[sentences[i].block].kind is BlockKind.HEADING
        ),
        len(sentences),
    )
    for index in range(lead + 1, limit):
        here, before = sentences[index], sentences[index - 1]
        fresh = here.block != before.block
        goes_on = before.tokens[-1].text in {";", ":", ","}
        item = blocks[here.block].kind is BlockKind.ITEM
        if not item and not (fresh and goes_on):
            if not (goes_on or (found and _interrupts(annotated, index, limit))):
                break
            fresh = fresh and goes_on
        if fresh or goes_on:
            found.append(index)
    return tuple(found)


def _interrupts(annotated: AnnotatedDocument, index: int, limit: int) -> bool:
    """Whether a line without a marker only says more of the item above it: an item follows it in the next lines."""
    sentences, blocks = annotated.sentences, annotated.document.blocks
    if (
        blocks[sentences[index - 1].block].kind is not BlockKind.ITEM
        and sentences[index].block != sentences[index - 1].block
    ):
        return False
    for following in range(index, min(limit, index + _ASIDE)):
        if _opens(annotated, following):
            return False
        if blocks[sentences[following].block].kind is BlockKind.ITEM:
            return True
    return False


def opening(scene: Scene) -> list[Phrase]:
    """The phrases that an item opens with: its first phrase and what is coordinated with it."""
    free = [p for p in scene.phrases if not p.paren and not p.proxy]
    if not free or free[0].first > _REACH or free[0].preps or free[0].chain:
        return []
    group = [p for p in free if p.group == free[0].group]
    return [] if _states(scene, group[-1].last) else group


def _states(scene: Scene, stop: int) -> bool:
    """«палата является …»: an item that is a sentence of its own, with its verb right behind its subject."""
    behind = next((t for t in scene.tokens[stop:] if t.pos != "ADV" and t.text not in QUOTES), None)
    return behind is not None and is_finite(behind) and behind.feats.get("Variant") != "Short"


def extended(lead: Scene, items: Sequence[Scene]) -> Scene:
    """The lead's scene with the items' first phrases behind its colon, in the lead noun's government."""
    colon = len(lead.tokens) - 1
    before = [p for p in lead.phrases if p.last == colon and p.preps not in _AMONG]
    led, named = ("", frozenset[str]()) if before else _government(lead, colon)
    found = []
    for phrase in (p for item in items for p in opening(item)):
        cases = before[0].cases | {"Nom"} if before else named | {"Nom", "Acc"}
        preps = before[0].preps if before else led
        found.append(
            replace(
                phrase,
                first=colon,
                last=colon + 1,
                cases=cases,
                preps=preps,
                group=4000,
                number="Plur",
                proxy="item",
            )
        )
    return replace(lead, phrases=(*lead.phrases, *found))


def _government(lead: Scene, colon: int) -> tuple[str, frozenset[str]]:
    """The preposition and case of the noun before a colon («участвовал в следующих мероприятиях: …»)."""
    noun = colon - 1
    told = noun > 0 and noun not in lead.inside and lead.tokens[noun].pos == "NOUN"
    if not told or lead.tokens[noun].number != "Plur":
        return "", frozenset()
    left = noun - 1
    while left > 0 and lead.tokens[left].pos in {"ADJ", "DET", "NUM"}:
        left -= 1
    ruled = next((p.text for p in lead.preps if p.last == left + 1), "")
    return (ruled, widened(lead.tokens[noun].case)) if ruled else ("", frozenset())


# --- subordinate bodies


def barred(scene: Scene, scenes: Sequence[Scene]) -> list[Scene]:
    """The lines of a table with bars right behind a line that ends with a colon, its titles left out."""
    if scene.tokens[-1].text != ":":
        return []
    below = itertools.islice(scenes, scene.index + 1, None)
    return list(itertools.takewhile(lambda row: "|" in row.words, below))[1:]


def _owner(scene: Scene, index: int) -> Phrase | None:
    own = [p for p in scene.phrases if p.entity.type in ACTORS and not p.paren]
    dative = [
        p
        for p in own
        if "Dat" in p.cases and len(p.cases) < 4 and not p.preps and abs(p.first - index) <= 8 and not p.proxy
    ]
    left = [p for p in own if p.last <= index and not p.proxy]
    return next(iter(dative or left[-1:]), None)


def subordinates(scene: Scene, following: Sequence[Scene]) -> Iterator[Candidate]:
    """«Отдел и подведомственные ему учреждения: …»: each that follows belongs to the one before."""
    for index, token in enumerate(scene.tokens):
        if token.lemma not in _SUBORDINATE or index in scene.inside:
            continue
        owner = _owner(scene, index)
        if owner is None:
            continue
        rest = [
            p
            for p in scene.phrases
            if p.first > index and p is not owner and not p.paren and not p.proxy and not p.preps
        ]
        rest += [p for item in following for p in opening(item)]
        for phrase in rest:
            if phrase.entity.type in ACTORS and phrase.entity.key != owner.entity.key:
                yield _claim(scene, phrase.entity, Relation.PART_OF, owner.entity, "list.subordinate", index)


def _claim(  # noqa: PLR0917
    scene: Scene,
    subject: Entity,
    relation: Relation,
    obj: Entity,
    rule: str,
    index: int,
    setting: Setting | None = None,
) -> Candidate:
    section = setting.section if setting is not None else None
    status = status_at(scene.tokens, index, section)
    marks = (f"frame={rule}", f"types={subject.type}>{obj.type}", f"{rule}={relation.value}")
    return Candidate(subject.key, relation, obj.key, status, rule, scene.index, index, marks)


# --- records


def _head(scene: Scene, phrase: Phrase) -> str:
    return scene.tokens[head_of(scene.tokens, phrase)].lemma


def _winner(scene: Scene) -> Phrase | None:
    first = opening(scene)
    return first[0] if len(first) == 1 and first[0].entity.type in _WINNERS else None


def _follows(scene: Scene, winner: Phrase, phrase: Phrase) -> bool:
    """A dash, comma or bracket and nothing of a clause stands between."""
    between = [
        t
        for i, t in enumerate(scene.tokens[winner.last : phrase.first], winner.last)
        if i not in scene.inside
    ]
    return not any(t.pos in {"VERB", "AUX", "ADP"} for t in between) and any(
        t.text in DASHES or t.text in {",", "("} for t in between
    )


def record(scene: Scene, setting: Setting, lead: Scene | None) -> Iterator[Candidate]:
    """«Организация – проект «…», фонд, 600 000 рублей» as an item, or alone with a dash."""
    winner = _winner(scene)
    if winner is None:
        if lead is not None:
            yield from _projects(scene, setting, lead)
        return
    rest = [p for p in scene.phrases if p.first >= winner.last and not p.proxy and _follows(scene, winner, p)]
    if lead is None and not (rest and _dashed(scene, winner, rest[0])):
        return
    won = []
    for phrase in rest:
        relation = _achievement(scene, phrase)
        if relation is not None:
            owner = _own_winner(scene, winner, phrase).entity
            yield _claim(scene, owner, relation, phrase.entity, "list.record", phrase.first, setting)
            if relation is not Relation.PARTICIPATES_IN and owner.key == winner.entity.key:
                won.append(phrase.entity)
    yield from _grants(scene, setting, lead, winner.entity, won)


def _own_winner(scene: Scene, winner: Phrase, deed: Phrase) -> Phrase:
    """«клуб «Заря» – проект «А», ТОС «Юг» – проект «Б»»: whoever stands before the deed's own dash."""
    own = (
        p
        for p in scene.phrases
        if p.entity.type in _WINNERS
        and p.last < deed.first
        and all(t.text in DASHES | QUOTES for t in scene.tokens[p.last : deed.first])
    )
    return next(own, winner)


def _projects(scene: Scene, setting: Setting, lead: Scene) -> Iterator[Candidate]:
    """Items that are projects of the one actor that the line above them names."""
    actors = [p.entity for p in lead.phrases if p.entity.type in ACTORS and not p.paren and not p.proxy]
    deeds = [p for p in opening(scene) if p.entity.type in DEEDS]
    if any(t.pos == "VERB" for p in deeds[:1] for t in scene.tokens[: p.first]):
        return  # «организовать конкурс …»: a task of the actor, read by its verb
    if len(actors) != 1 or len(lead.tokens) > _TITLE + actors[0].label.count(" "):
        return
    for phrase in deeds:
        relation = _achievement(scene, phrase)
        if relation is not None:
            yield _claim(scene, actors[0], relation, phrase.entity, "list.project", phrase.first, setting)
    if deeds:
        yield from _grants(scene, setting, lead, actors[0], [])


def _dashed(scene: Scene, winner: Phrase, phrase: Phrase) -> bool:
    between = scene.tokens[winner.last : phrase.first]
    return any(t.text in DASHES for t in between) and phrase.entity.type in DEEDS


def _achievement(scene: Scene, phrase: Phrase) -> Relation | None:
    if phrase.entity.type in {EntityType.PROJECT, EntityType.PROGRAM}:
        return Relation.IMPLEMENTS
    if phrase.entity.type is EntityType.EVENT:
        return Relation.PARTICIPATES_IN if _head(scene, phrase) in _CONTESTS else Relation.ORGANIZES
    return None


def _grants(
    scene: Scene, setting: Setting, lead: Scene | None, winner: Entity, won: Sequence[Entity]
) -> Iterator[Candidate]:
    if not money_in(scene.tokens) and (lead is None or not money_in(lead.tokens)):
        return
    own = [e for m, e in scene.mentions if e.type in _GRANTORS and e.key != winner.key]
    hosts = own[:1] or (_hosts(lead) if lead is not None else [])
    for grantor in hosts[:1]:
        for entity in (winner, *won):
            if entity.key != grantor.key:
                yield _claim(scene, grantor, Relation.FUNDS, entity, "list.grant", 0, setting)


def _hosts(lead: Scene) -> list[Entity]:
    """Who gives the money that a lead announces: a foundation, a programme, or the body that holds the contest."""
    kinds = (_GRANTORS, {EntityType.PROGRAM}, {EntityType.ADMINISTRATION})
    inside_event = {
        n
        for m, e in lead.mentions
        if e.type is EntityType.EVENT
        for n, _ in lead.mentions
        if m.first <= n.first and n.last <= m.last
    }
    for kind in kinds:
        found = [
            e for m, e in lead.mentions if e.type in kind and (kind is not kinds[2] or m in inside_event)
        ]
        if found:
            return found
    return []


def contestants(lead: Scene, items: Sequence[Scene], setting: Setting) -> Iterator[Candidate]:
    """Winners listed below a sentence that names the contest."""
    contests = [p for p in lead.phrases if p.entity.type is EntityType.EVENT and _head(lead, p) in _CONTESTS]
    if len(contests) != 1:
        return
    for item in items:
        winner = _winner(item)
        if winner is not None:
            yield _claim(
                item,
                winner.entity,
                Relation.PARTICIPATES_IN,
                contests[0].entity,
                "list.contest",
                winner.first,
                setting,
            )
