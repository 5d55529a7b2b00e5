"""Books that come out with nobody named who brings them out; printing houses («печать обеспечила типография»)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.field import direct
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation

_PRINTED = frozenset({EntityType.DOCUMENT, EntityType.MEDIA})
_words = partial(words, "printing.yaml")


def printed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who brings out the books and papers that a sentence speaks of."""
    books = [p for p in scene.phrases if p.entity.type in _PRINTED and not p.proxy and _is_book(scene, p)]
    for book in books:
        yield from _silent(scene, setting, book)
    if books:
        yield from _pressed(scene, setting, books[0])


def _is_book(scene: Scene, phrase: Phrase) -> bool:
    return scene.tokens[head_of(scene.tokens, phrase)].lemma in _words("books")


def _acting(scene: Scene, book: Phrase) -> bool:
    own = scene.phrases_in(scene.clauses[book.first])
    doers = (p for p in own if p.entity.type in ACTORS | {EntityType.POST} and p is not book)
    return any(not p.paren and (p.preps or p.cases & {"Nom", "Ins"}) for p in doers)


def _silent(scene: Scene, setting: Setting, book: Phrase) -> Iterator[Candidate]:
    """«Вышел в свет сборник»: of the body that reports of itself."""
    clause = scene.clauses[book.first]
    cues = (i for i in scene.outside(clause) if _words("coming_out") & set(verb_lemmas(scene.tokens[i])))
    cue = next(cues, -1)
    if cue < 0 or not direct(book) or "Nom" not in book.cases or _acting(scene, book):
        return
    for doer in setting.reporter if setting.firsthand else ():
        pair, status = (doer, book.entity), clause_status(scene, cue, setting)
        yield from propose(pair, Relation.PUBLISHES, status, "printed.silent", (scene.index, cue))


def _pressed(scene: Scene, setting: Setting, book: Phrase) -> Iterator[Candidate]:
    """«печать обеспечила типография», «вёрстку взяла на себя редакция»."""
    for doer in (p for p in scene.phrases if p.entity.type in ACTORS and direct(p) and "Nom" in p.cases):
        clause = scene.outside(scene.clauses[doer.first])
        nouns = [i for i in clause if scene.tokens[i].lemma in _words("press")]
        verbs = [i for i in clause if _words("press_verbs") & set(verb_lemmas(scene.tokens[i]))]
        if nouns and verbs and doer.entity.type is not EntityType.MEDIA:
            status = clause_status(scene, verbs[0], setting)
            place = (scene.index, nouns[0])
            yield from propose((doer.entity, book.entity), Relation.PUBLISHES, status, "printed.press", place)
