"""Who holds a post that a verb names («Председателем избран …»), and persons for the posts that they stand behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation

_words = partial(words, "posts.yaml")


def elected(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """A post in the instrumental, a verb of being or choosing, and a person in the nominative of its clause."""
    posts = [p for p in scene.phrases if p.entity.type is EntityType.POST and _predicative(scene, p)]
    for post in posts:
        clause = scene.clauses[post.first]
        verbs = (i for i in clause.tokens if i not in scene.inside)
        cue = next((i for i in verbs if _words("being") & set(verb_lemmas(scene.tokens[i]))), -1)
        if cue < 0:
            continue
        fit = [p for p in scene.phrases if scene.clauses[p.first] is clause and _person(p)]
        if not fit and clause.kind in {"participle", "relative"}:  # «Л. Жук, ставшая директором»
            fit = [p for p in scene.phrases if _person(p) and 0 <= clause.start - p.last <= 1]
        status = clause_status(scene, cue, setting)
        for person in _nearest(scene, post, fit):
            place = scene.index, cue
            pair = person.entity, post.entity
            yield from propose(pair, Relation.HOLDS_POST, status, "post.elected", place)
            for later in _later(scene, person):
                pair = later.entity, post.entity
                yield from propose(pair, Relation.HOLDS_POST, status, "post.later", place)


def _later(scene: Scene, person: Phrase) -> list[Phrase]:
    """«председателем был Ларин, затем – Бойко»: who held the post after somebody."""
    tokens = scene.tokens
    return [
        p
        for p in scene.phrases
        if _person(p)
        and p.first > person.last
        and p.first > 1
        and tokens[p.first - 1].text in DASHES
        and tokens[p.first - 2].low in _words("afterwards")
    ]


def _nearest(scene: Scene, post: Phrase, fit: list[Phrase]) -> list[Phrase]:
    """Of several persons the one behind the post's own dash, else the first of them behind the post, else the first."""
    dashed = post.last < len(scene.tokens) and scene.tokens[post.last].text in DASHES
    behind = [p for p in fit if p.first > post.last]
    if dashed:
        return [p for p in behind if p.first == post.last + 1]
    free = [p for p in behind if scene.tokens[p.first - 1].text not in DASHES]
    return (free or [p for p in fit if p.last <= post.first])[:1]


def _predicative(scene: Scene, phrase: Phrase) -> bool:
    """«председателем избран», «на должность директора назначена», «обязанности главы исполняет»."""
    if phrase.paren:
        return False
    if any(scene.tokens[i].lemma in _words("offices") for i in phrase.chain):
        return phrase.preps in {"", "на", "в должности"}
    return "Ins" in phrase.cases and not phrase.vague and not phrase.preps


def _person(phrase: Phrase) -> bool:
    free = not phrase.preps and not phrase.paren and phrase.cases != frozenset({"Ins"})
    return phrase.entity.type is EntityType.PERSON and free


def in_person(scene: Scene, said: Iterable[Candidate]) -> Iterator[Candidate]:
    """Claims as they are; but not a post joins a body where the person who holds it is named right behind it."""
    for claim in said:
        person = _behind(scene, claim.subject) if claim.relation is Relation.MEMBER_OF else None
        if person is None or person.key == claim.object:
            yield claim
            continue
        marks = tuple(f for f in claim.features if not f.startswith("types="))
        yield replace(claim, subject=person.key, features=(*marks, "types=Person>body", "post=of person"))


def _behind(scene: Scene, key: str) -> Entity | None:
    """The person whose name follows a post without a sign."""
    posts = [p for p in scene.phrases if p.entity.key == key and p.entity.type is EntityType.POST]
    ends = {p.last for p in posts}
    people = [p for p in scene.phrases if p.entity.type is EntityType.PERSON]
    apposed = next((p.entity for p in people for post in posts if _apposed(scene, p, post)), None)
    if apposed is not None:
        return apposed
    named = (p for p in people if p.first in ends or _ranked(scene, ends, p.first))
    return next((p.entity for p in named), None)


def _apposed(scene: Scene, person: Phrase, post: Phrase) -> bool:
    """«возглавил её Пётр Ильин, заместитель главы»: the post behind a name and a comma is that person's."""
    alone = [t.text for t in scene.tokens[person.last : post.first]] == [","]
    following = scene.tokens[post.last].text if post.last < len(scene.tokens) else "."
    return alone and person.group == post.group and following in {".", ";", ")"}


def _ranked(scene: Scene, ends: set[int], first: int) -> bool:
    """«благочинный округа протоиерей Сергий Лапин»: a rank or title stands between."""
    rank = first > 0 and scene.tokens[first - 1].lemma in _words("titles")
    return rank and not ends.isdisjoint({first - 1, first - 2})
