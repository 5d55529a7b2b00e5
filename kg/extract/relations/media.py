"""What media tell of: «информацию о палате дают портал и газета», «рубрика о делах клубов», columns of papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.extract.pronouns import is_personal, refers
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation

_MEDIA = frozenset({EntityType.MEDIA})
_TOLD = (ACTORS - _MEDIA) | DEEDS
_ABOUT = frozenset({"о", "про"})
_WHERE = {
    "": "direct", "в": "in", "на": "in", "через": "through", "посредством": "through", "с": "from", "из": "from",
    "на страницах": "in", "в эфире": "in", "в выпусках": "in", "в рубриках": "in", "с помощью": "through",
}  # fmt: skip
_BESIDE = 3
"""Tokens between a column and what it is about."""
_words = partial(words, "media.yaml")


def told(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who is told of in which medium, and which column stands in which."""
    media = [p for p in scene.phrases if p.entity.type is EntityType.MEDIA and p.proxy in {"", "relative"}]
    if not media:
        return
    yield from _columns(scene, setting, media)
    yield from _beside(scene, setting, media)
    media = [*media, *_pronouns(scene, media)]
    clauses = {id(scene.clauses[p.first]): scene.clauses[p.first] for p in media}
    for clause in clauses.values():
        own = [p for p in media if scene.clauses[p.first] is clause and _tells(scene, p)]
        cue = _cue(scene, clause)
        if own and cue >= 0:
            yield from _covered(scene, setting, own, cue)


def _pronouns(scene: Scene, media: list[Phrase]) -> list[Phrase]:
    """«спасибо газете, она писала о рейдах»: the medium that a subject stands for."""
    found = []
    for index, token in enumerate(scene.tokens):
        if is_personal(token) and token.case == "Nom" and index not in scene.inside:
            before = [p for p in media if p.last < index]
            agreeing = [p for p in before[-1:] if refers(token, scene.tokens[head_of(scene.tokens, p)])]
            nominative = frozenset({"Nom"})
            found += [
                replace(p, first=index, last=index + 1, preps="", cases=nominative, chain=(), proxy="pronoun")
                for p in agreeing
            ]
    return found


def _cue(scene: Scene, clause: Clause) -> int:
    """The word of telling in a clause."""
    outside = (i for i in scene.outside(clause))
    return next((i for i in outside if not _words("telling").isdisjoint(verb_lemmas(scene.tokens[i]))), -1)


def _tells(scene: Scene, phrase: Phrase) -> bool:
    """Whether a medium stands where it tells, or where something is told."""
    lemmas = {scene.tokens[i].lemma for i in phrase.chain}
    return phrase.preps in _WHERE and lemmas <= _words("places") and phrase.cases != {"Dat"}


def _covered(scene: Scene, setting: Setting, media: list[Phrase], cue: int) -> Iterator[Candidate]:
    status = clause_status(scene, cue, setting)
    for topic, how in (*_topics(scene, cue), *_meant(scene, cue), *_given(scene)):
        for medium in (m for m in media if _speaks(scene, m, topic, cue)):
            pair, where = (medium.entity, topic.entity), _WHERE[medium.preps]
            marks = (
                f"medium={where}",
                f"topic={how}",
                f"told={where}>{how}",
                f"telling={scene.tokens[cue].lemma}",
            )
            yield from propose(pair, Relation.COVERS, status, f"told.{how}", (scene.index, cue), *marks)


def _speaks(scene: Scene, medium: Phrase, topic: Phrase, cue: int) -> bool:
    """Whether a medium itself tells of something, not a column that stands in it."""
    columns = [
        p
        for p in scene.phrases
        if p.entity.type is EntityType.MEDIA and p is not medium and _is_column(scene, p)
    ]
    inner = [
        c for c in columns if 0 <= medium.first - c.last <= _BESIDE or 0 <= topic.first - c.last <= _BESIDE
    ]
    own = _around(scene, medium, inner[-1]) if inner else False
    return not own and scene.parens[cue] == medium.paren


def _topics(scene: Scene, cue: int) -> Iterator[tuple[Phrase, str]]:
    """What the clause of a word of telling speaks of, and how it says so."""
    dedicated = not _words("dedicating").isdisjoint(verb_lemmas(scene.tokens[cue]))
    about = -1
    for phrase in scene.phrases_in(scene.clauses[cue]):
        lemmas = {scene.tokens[i].lemma for i in phrase.chain}
        if (
            phrase.entity.type not in _TOLD
            or not lemmas <= _words("matters")
            or phrase.paren != scene.parens[cue]
        ):
            continue
        if phrase.proxy == "pronoun" and phrase.entity not in scene.light.deeds:
            continue
        if phrase.preps in _ABOUT or (about >= 0 and _goes_on(scene, about, phrase)):
            about = phrase.last
            yield phrase, "about"
        elif phrase.preps == "с" and "Gen" in phrase.cases and _from_there(scene, phrase):
            yield phrase, "from"
        elif lemmas and not phrase.preps:
            yield phrase, "matter"
        elif dedicated and direct(phrase) and "Dat" in phrase.cases:
            yield phrase, "dedicated"


def _from_there(scene: Scene, phrase: Phrase) -> bool:
    """«материалы с заседаний палаты», «репортаж с фестиваля»."""
    if phrase.chain or phrase.proxy == "pronoun":
        return True
    before = next((p.first - 1 for p in scene.preps if p.last <= phrase.first and p.text == "с"), -1)
    return before >= 0 and scene.tokens[before].lemma in _words("reporting")


def _given(scene: Scene) -> Iterator[tuple[Phrase, str]]:
    """«В газете заведена рубрика, посвящённая клубам»: what a participle dedicates the word of telling to."""
    for phrase in scene.phrases:
        clause = scene.clauses[phrase.first]
        own = clause.kind == "participle" and phrase.entity.type in _TOLD and "Dat" in phrase.cases
        before = scene.tokens[clause.start - 1] if own and clause.start else None
        noun = scene.tokens[clause.start - 2] if before is not None and before.text == "," else before
        if noun is None or noun.lemma not in _words("telling") | _words("columns") or noun.pos != "NOUN":
            continue
        lemmas = {scene.tokens[i].lemma for i in phrase.chain}
        given = any(_words("dedicating") & set(verb_lemmas(scene.tokens[i])) for i in scene.outside(clause))
        if given and not phrase.preps and lemmas <= _words("matters"):
            yield phrase, "dedicated"


def _goes_on(scene: Scene, stop: int, phrase: Phrase) -> bool:
    """«о работе Думы, праздниках и проектах»: the next topic in the case that «о» asks for, behind a comma or «и»."""
    between = [t for i, t in enumerate(scene.tokens[stop : phrase.first], stop) if i not in phrase.chain]
    joined = any(t.low in {",", "и", "а", "также"} for t in between)
    plain = all(
        t.pos in {"PUNCT", "CCONJ", "ADJ", "DET", "ADV", "VERB"} and not is_finite(t) for t in between
    )
    return joined and plain and not phrase.preps and "Loc" in phrase.cases


def _meant(scene: Scene, cue: int) -> Iterator[tuple[Phrase, str]]:
    """«О ходе сбора сообщали …», «телеканал посвятил ей сюжет»: what was spoken of before."""
    clause = scene.clauses[cue]
    dedicated = not _words("dedicating").isdisjoint(verb_lemmas(scene.tokens[cue]))
    pronouns = [
        i for i in scene.outside(clause) if is_personal(scene.tokens[i]) and scene.tokens[i].case == "Dat"
    ]
    for index in pronouns[:1] if dedicated else ():
        earlier = [p for p in scene.phrases if p.last <= index and p.entity.type in _TOLD and not p.proxy]
        agreeing = [p for p in earlier if refers(scene.tokens[index], scene.tokens[head_of(scene.tokens, p)])]
        yield from ((p, "meant") for p in agreeing[:1] or _spoken(scene))
    if any(p.entity.type in _TOLD for p in scene.phrases_in(clause)):
        return
    for prep in (p for p in scene.preps if p.text in _ABOUT and scene.clauses[p.first] is clause):
        noun = next((t for t in scene.tokens[prep.last : prep.last + 3] if t.pos == "NOUN"), None)
        if noun is not None and noun.lemma in _words("goings"):
            yield from ((p, "meant") for p in _spoken(scene))


def _spoken(scene: Scene) -> list[Phrase]:
    """The one event or project that the text spoke of last."""
    deeds = [e for e in scene.light.deeds if e.type is not EntityType.PROGRAM]
    return [Phrase(e, -1, -1, "", frozenset({"Nom"}), proxy="deed") for e in deeds if len(deeds) == 1]


def _beside(scene: Scene, setting: Setting, media: list[Phrase]) -> Iterator[Candidate]:
    """«рубрика «Дело» о работе клубов», «страница, посвящённая жизни обществ»."""
    for medium in media:
        for topic in (p for p in scene.phrases if medium.last <= p.first and p.entity.type in _TOLD):
            lemmas = [scene.tokens[i].lemma for i in topic.chain]
            between = [i for i in range(medium.last, topic.first) if i not in topic.chain]
            near = len(between) <= _BESIDE and set(lemmas) <= _words("matters")
            given = any(_words("dedicating") & set(verb_lemmas(scene.tokens[i])) for i in between)
            if near and (topic.preps in _ABOUT or (given and "Dat" in topic.cases)):
                status = clause_status(scene, medium.first, setting)
                place = (scene.index, medium.first)
                pair = (medium.entity, topic.entity)
                yield from propose(pair, Relation.COVERS, status, "told.beside", place)


def _columns(scene: Scene, setting: Setting, media: list[Phrase]) -> Iterator[Candidate]:
    """«в газете выходит рубрика «Дело»», «рубрика «Дело» в газете»: a column is in a paper, which brings it out."""
    for column in (p for p in media if _is_column(scene, p) and p.preps in {"", "в", "из", "с", "на"}):
        head = scene.tokens[head_of(scene.tokens, column)].lemma
        papers = [p for p in media if p is not column and _around(scene, p, column)]
        if not papers:
            continue
        paper = min(papers, key=lambda p: (abs(p.first - column.first), p.first))
        status, place = clause_status(scene, column.first, setting), (scene.index, column.first)
        cue = _cue(scene, scene.clauses[column.first])
        said = scene.tokens[cue].lemma if cue >= 0 and scene.tokens[cue].pos == "VERB" else ""
        mark = (f"column={head}", f"column.said={said}")
        yield from propose((column.entity, paper.entity), Relation.PART_OF, status, "column", place, *mark)
        yield from propose((paper.entity, column.entity), Relation.PUBLISHES, status, "column", place, *mark)


def _is_column(scene: Scene, phrase: Phrase) -> bool:
    return scene.tokens[head_of(scene.tokens, phrase)].lemma in _words("columns")


def _around(scene: Scene, paper: Phrase, column: Phrase) -> bool:
    """Whether a medium is where a column stands."""
    placed = paper.preps in {"в", "на", "на страницах", "в эфире"} and (
        "Loc" in paper.cases or "Acc" not in paper.cases or paper.vague
    )
    same = scene.clauses[paper.first] is scene.clauses[column.first] and paper.group != column.group
    return placed and same and not _is_column(scene, paper)
