"""Roles in brackets or behind a dash: «(партнёр – …)», «(совместно с …)», «(при поддержке …)»."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import SUBJECTS, data, load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.rows import DOES
from kg.extract.relations.scene import Scene
from kg.extract.status import status_at
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation, Status, Token

_ENACTED = frozenset({EntityType.DOCUMENT, EntityType.PROGRAM})
_SUMS = words("money.yaml", "sums") | {"руб", "рубль"} | words("phrases.yaml", "territory_abbreviations")
_ACTS = frozenset({"постановление", "распоряжение", "решение", "приказ", "указ"})


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[EntityType, Relation]]:
    found: dict[str, dict[EntityType, Relation]] = {}
    for row in data("frames.yaml")["brackets"]:
        kinds: dict[EntityType, Relation] = {}
        for name, relation in row["gives"].items():
            kinds |= dict.fromkeys(ACTORS if name == "actor" else [EntityType(name)], Relation(relation))
        found |= dict.fromkeys(row["words"], kinds)
    return found


def _spans(scene: Scene) -> Iterator[tuple[int, int]]:
    start = -1
    for index, token in enumerate(scene.tokens):
        if scene.parens[index] and start < 0:
            start = index
        if start >= 0 and token.text == ")":
            yield start, index
            start = -1


def _cue(scene: Scene, start: int, stop: int) -> tuple[int, dict[EntityType, Relation]] | None:
    """The role word among the first words of a bracket."""
    for index in range(start + 1, stop):
        lemma = scene.tokens[index].lemma
        if lemma in _roles() and index not in scene.inside:
            return index, _roles()[lemma]
    prep = next(
        (
            p.text
            for p in scene.preps
            if (p.first in (start + 1, start + 2) and p.last - p.first > 1) or p.first == start + 1
        ),
        "",
    )
    for name in ("with", "backing", "forces"):
        if prep in load().markers[name] and name in _roles():
            return start + 1, _roles()[name]
    return None


def in_brackets(scene: Scene) -> Iterator[Candidate]:
    """What brackets say of the phrase before them."""
    for start, stop in _spans(scene):
        before = [p for p in scene.phrases if p.last <= start and not p.paren and not p.proxy]
        cue = _cue(scene, start, stop)
        host = _host(scene, before, start, cue[1]) if cue is not None else None
        if cue is None or host is None:
            continue
        others = [
            p for p in scene.phrases if start < p.first < stop and p.entity.type in ACTORS | {EntityType.POST}
        ]
        yield from _claims(scene, host, others, *cue)


def charged(scene: Scene, phrase: Phrase) -> bool:
    """«провести форум (ответственный – отдел)»: whether brackets right behind a deed say whose it is."""
    for start, stop in _spans(scene):
        cue = _cue(scene, start, stop) if 0 <= start - phrase.last <= 1 else None
        if cue is not None and cue[1].get(phrase.entity.type) in {Relation.ORGANIZES, Relation.IMPLEMENTS}:
            return scene.tokens[cue[0]].pos == "NOUN" or scene.tokens[cue[0]].pos == "ADJ"
    return False


def enacted(scene: Scene) -> Iterator[Candidate]:
    """«программа «Север» (постановление администрации от …)»: whose act stands in the brackets behind it."""
    for start, stop in _spans(scene):
        hosts = [p for p in scene.phrases if p.last == start and p.entity.type in _ENACTED and not p.proxy]
        acts = [i for i in range(start + 1, min(start + 3, stop)) if scene.tokens[i].lemma in _ACTS]
        if not hosts or not acts:
            continue
        own = [
            (m, e)
            for m, e in scene.mentions
            if acts[0] < m.first < stop and e.type in ACTORS | {EntityType.POST}
        ]
        for entity in dict.fromkeys(e for _, e in own[:1]):
            pair, place = (entity, hosts[-1].entity), (scene.index, acts[0])
            yield from propose(pair, Relation.ADOPTS, Status.REALISED, "bracket.act", place)


def alone(scene: Scene) -> Iterator[Candidate]:
    """«Ярмарка (дом ремёсел) и турнир (спортшкола)»: who stands by themselves in the brackets behind an event."""
    for start, stop in _spans(scene):
        before = [p for p in scene.phrases if p.last == start and not p.paren and not p.proxy]
        inner = [p for p in scene.phrases if start < p.first < stop and p.entity.type is not EntityType.PLACE]
        if not before or not inner or before[-1].entity.type not in DOES:
            continue
        fit = all(p.entity.type in ACTORS and not p.opaque and _free(p) for p in inner)
        linking = {i for p in scene.preps if p.text in load().markers["with"] for i in range(p.first, p.last)}
        between = (scene.tokens[i] for i in range(start + 1, stop) if i not in scene.inside | linking)
        project = before[-1].entity.type is EntityType.PROJECT
        more = stop - start - 1 > sum(p.last - p.first for p in inner)  # «(клуб «Исток», 176 000 руб.)»
        if project and not more:
            continue
        if fit and all(t.text in {",", "и", ";"} or (project and _of_sum(t)) for t in between):
            for phrase in inner:
                pair, place = (phrase.entity, before[-1].entity), (scene.index, start)
                relation = DOES[before[-1].entity.type]
                yield from propose(pair, relation, Status.REALISED, "bracket.alone", place)


def _of_sum(token: Token) -> bool:
    """«(клуб «Исток», 176 000 руб.)»: what a sum is written with, and short words of kinds of places."""
    return not token.text.isalpha() or token.pos == "NUM" or token.lemma.rstrip(".") in _SUMS


def _free(phrase: Phrase) -> bool:
    """«отдел культуры», «совместно с техникумом»."""
    return "Nom" in phrase.cases if not phrase.preps else phrase.preps in load().markers["with"]


def _host(
    scene: Scene, before: Sequence[Phrase], start: int, gives: dict[EntityType, Relation]
) -> Phrase | None:
    """What a bracket is said of: the name before it, else the event, project or programme that its line names."""
    if before and start - before[-1].last <= 1 and before[-1].entity.type in gives:
        return before[-1]
    doing = {kind for kind in DEEDS if gives.get(kind) in {Relation.ORGANIZES, Relation.IMPLEMENTS}}
    deeds = [p for p in before if p.entity.type in doing]
    if any(is_finite(t) for t in scene.tokens[:start]):
        return None
    return deeds[-1] if deeds else _leading(scene, before, gives)


def _leading(scene: Scene, before: Sequence[Phrase], gives: dict[EntityType, Relation]) -> Phrase | None:
    """«ТОС – теплица для соседей (партнёр – …)»: who stands before the dash that opens a line."""
    first = [p for p in before[:1] if "Nom" in p.cases and not p.preps and not p.chain]
    dashed = [p for p in first if scene.tokens[p.last].text in DASHES]
    together = [p for p in dashed if gives.get(p.entity.type) is Relation.COOPERATES_WITH]
    return together[0] if together else None


_DOING = frozenset({Relation.ORGANIZES, Relation.IMPLEMENTS, Relation.PARTICIPATES_IN, Relation.SUPPORTS})


def _status(scene: Scene, host: Phrase, relation: Relation) -> Status:
    """«намечается провести форум (ответственный – отдел)»: who is to do what is planned."""
    clause = scene.clauses[host.first]
    verbs = [i for i in scene.outside(clause) if i < host.first and scene.tokens[i].pos == "VERB"]
    if not verbs or relation not in _DOING:
        return Status.REALISED
    ahead = status_at(scene.tokens, verbs[-1], None, clause.start) is Status.PLANNED
    return Status.PLANNED if ahead else Status.REALISED


def _claims(
    scene: Scene, host: Phrase, others: Sequence[Phrase], cue: int, gives: dict[EntityType, Relation]
) -> Iterator[Candidate]:
    relation = gives.get(host.entity.type)
    if relation is None:
        return
    for other in others:
        if other.entity.type in SUBJECTS[relation] and other.entity.key != host.entity.key:
            marks = (
                "frame=bracket",
                f"types={other.entity.type}>{host.entity.type}",
                f"bracket={relation.value}",
            )
            yield Candidate(
                other.entity.key,
                relation,
                host.entity.key,
                _status(scene, host, relation),
                "bracket",
                scene.index,
                cue,
                marks,
            )
    together = relation in {Relation.ORGANIZES, Relation.IMPLEMENTS}
    for one, other in itertools.product(others[:1], others[1:]):
        if together and {one.entity.type, other.entity.type} <= ACTORS and one.entity.key != other.entity.key:
            pair = ("frame=bracket.pair", "bracket.pair=cooperatesWith")
            yield Candidate(
                one.entity.key,
                Relation.COOPERATES_WITH,
                other.entity.key,
                Status.REALISED,
                "bracket.pair",
                scene.index,
                cue,
                pair,
            )
