"""Who does more than one thing together: «А совместно с Б собрал письма, издал альбом и провёл вечер»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.field import direct
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.model import ACTORS, EntityType, Relation

_DOERS = ACTORS | {EntityType.POST}
_DEEDS = frozenset(
    {
        Relation.ORGANIZES,
        Relation.PUBLISHES,
        Relation.IMPLEMENTS,
        Relation.ADOPTS,
        Relation.PARTICIPATES_IN,
    }
)
"""Relations that hold of both where one does it «совместно с» the other."""
_BOUND = frozenset({"participle", "relative"})


def shared(scene: Scene, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """What a sentence says of whoever acts «совместно с Б» behind these words, of Б too.

    Args:
        scene: The sentence.
        said: What the rules proposed for it.
    """
    beside = [p for p in scene.phrases if _is_beside(scene, p)]
    if not beside:
        return
    known = {(c.subject, c.relation, c.object) for c in said}
    for phrase in beside:
        doers = _doers(scene, phrase, said)
        for claim in said:
            new = claim.relation in _DEEDS and claim.subject in doers and claim.cue > phrase.first
            own = phrase.entity.key
            if new and own != claim.object and (own, claim.relation, claim.object) not in known:
                yield _too(claim, phrase)


def _is_beside(scene: Scene, phrase: Phrase) -> bool:
    """Somebody behind «совместно с», not in what is only said of another («созданный совместно с …»)."""
    marked = phrase.preps in load().markers["with"] and phrase.entity.type in _DOERS
    return marked and not (phrase.opaque or phrase.paren) and scene.clauses[phrase.first].kind not in _BOUND


def _doers(scene: Scene, phrase: Phrase, said: Sequence[Candidate]) -> frozenset[str]:
    """Who is said to work together with somebody, and is named beside them: no verb stands in between."""
    own = phrase.entity.key
    pairs = ((c.subject, c.object) for c in said if c.relation is Relation.COOPERATES_WITH)
    partners = {key for pair in pairs if own in pair for key in pair} - {own}
    near = (p for p in scene.phrases if p.entity.key in partners and direct(p) and not p.paren)
    return frozenset(p.entity.key for p in near if not _apart(scene, p, phrase))


def _apart(scene: Scene, one: Phrase, other: Phrase) -> bool:
    """«собрал письма, вместе с Б провёл вечер»: a verb between two says that only what follows is done together."""
    low, high = sorted((one.first, other.first))
    return any(is_finite(scene.tokens[i]) and i not in scene.inside for i in range(low, high))


def _too(claim: Candidate, phrase: Phrase) -> Candidate:
    marks = (
        "frame=companion",
        f"companion={claim.relation.value}",
        f"types={phrase.entity.type}",
    )
    return replace(claim, subject=phrase.entity.key, rule="companion", features=marks)
