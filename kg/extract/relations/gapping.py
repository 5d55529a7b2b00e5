"""«Книги передала библиотека, автобус – депо»: a dash stands for the verb, so the next doer did the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation

_SHARED = frozenset({Relation.SUPPORTS, Relation.FUNDS})
_HELD = frozenset({Relation.ORGANIZES})
_DOERS = ACTORS | {EntityType.POST}
_TIMES = words("members.yaml", "times")
_SIGNS = frozenset({",", ";", "."}) | DASHES
_REST = frozenset({"остальной", "остальное", "остаток", "недостающий"})
_THING = 8
"""How many tokens the thing given may have."""


def gapped(scene: Scene, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """What a sentence says, with the claims of help and money once more for each doer behind «, вещь –».

    Args:
        scene: The sentence.
        said: What the rules proposed for it.
    """
    said = [_of_gap(scene, c) for c in said]
    doers = [p for p in scene.phrases if _gap(scene, p)]
    before = {p.entity.key for p in doers}
    yield from (c for c in said if c.relation not in _SHARED or before.isdisjoint((c.subject, c.object)))
    yield from _at_times(scene, said)
    first = {p.entity.key: p for p in scene.phrases if "Nom" in p.cases and not p.preps}
    for doer in doers:
        for claim in said:
            model = first.get(claim.subject)
            if claim.relation not in _SHARED or model is None or model.last > doer.first or claim.cue < 0:
                continue
            if doer.entity.key not in {claim.subject, claim.object} and claim.cue < doer.first:
                marks = (
                    "frame=gapping",
                    f"gapping={claim.relation.value}",
                    f"types={doer.entity.type}",
                )
                yield replace(claim, subject=doer.entity.key, rule="gapping", features=marks)


def _at_times(scene: Scene, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """«приём по вторникам вёл глава, по четвергам – заместитель», «глава – раз в месяц, …»."""
    doers = [p for p in scene.phrases if _timed(scene, p)]
    for doer in doers:
        before = (
            c
            for c in said
            if c.relation in _HELD
            and 0 <= c.cue < doer.first
            and c.subject not in {d.entity.key for d in doers}
        )
        for claim in before:
            if doer.entity.key != claim.object:
                marks = ("frame=gapping", "gapping=time", f"types={doer.entity.type}")
                yield replace(claim, subject=doer.entity.key, rule="gapping.time", features=marks)


def _timed(scene: Scene, phrase: Phrase) -> bool:
    """A possible doer parted by a dash from when it is done, with a comma or semicolon before the two."""
    if (
        phrase.entity.type not in _DOERS
        or phrase.paren
        or phrase.proxy
        or phrase.preps
        or "Nom" not in phrase.cases
    ):
        return False
    tokens = scene.tokens
    if phrase.last < len(tokens) and tokens[phrase.last].text in DASHES:
        starts = (p.first for p in scene.phrases if p.group == phrase.group and not p.proxy)
        return _of_time(scene, phrase.last + 1) and _parted(scene, min(starts))
    dash = phrase.first - 1
    start = next((i for i in range(dash - 1, -1, -1) if tokens[i].text in {",", ";"}), -1)
    return dash > 1 and tokens[dash].text in DASHES and start > 0 and _of_time(scene, start + 1)


def _parted(scene: Scene, first: int) -> bool:
    return first > 1 and scene.tokens[first - 1].text in {",", ";"}


def _of_time(scene: Scene, start: int) -> bool:
    """Whether words up to the next sign say when («по четвергам», «еженедельно», «два раза в месяц»)."""
    stop = next(
        (i for i in range(start, len(scene.tokens)) if scene.tokens[i].text in _SIGNS), len(scene.tokens)
    )
    free = start < stop <= start + _THING and all(i not in scene.inside for i in range(start, stop))
    return free and any(scene.tokens[i].lemma in _TIMES for i in range(start, stop))


def _of_gap(scene: Scene, claim: Candidate) -> Candidate:
    """«в состав совета входят А, в состав палаты – Б»: Б is in the body before its dash."""
    if claim.relation is not Relation.MEMBER_OF:
        return claim
    subjects = [p for p in scene.phrases if p.entity.key == claim.subject and p.first > max(claim.cue, 1)]
    for subject in subjects[:1]:
        dash = subject.chain[-1] - 1 if subject.chain else subject.first - 1
        bodies = [
            p for p in scene.phrases if p.last == dash and p.preps == "в" and p.entity.key != claim.object
        ]
        if scene.tokens[dash].text in DASHES and bodies and bodies[0].entity.key != claim.subject:
            return replace(claim, object=bodies[0].entity.key)
    return claim


def _gap(scene: Scene, phrase: Phrase) -> bool:
    """Whether a dash with a noun and a comma or semicolon before it leads to a possible doer."""
    dash = phrase.first - 1
    if phrase.entity.type not in _DOERS or dash < 2 or scene.tokens[dash].text not in DASHES or phrase.paren:
        return False
    if not ("Nom" in phrase.cases or phrase.vague):
        return False
    start = next((i for i in range(dash - 1, -1, -1) if scene.tokens[i].text in {",", ";"}), -1)
    between = range(start + 1, dash)
    free = all(i not in scene.inside and not is_finite(scene.tokens[i]) for i in between)
    nouns = [i for i in between if scene.tokens[i].pos == "NOUN" or scene.tokens[i].lemma in _REST]
    return start > 0 and 0 < len(between) <= _THING and free and bool(nouns)
