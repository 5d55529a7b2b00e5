"""Two named side by side: «взаимодействие А и Б», «между А и Б»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import ACTORS, Relation

_NOUNS = frozenset(
    {
        "взаимодействие",
        "сотрудничество",
        "партнерство",
        "взаимоотношение",
        "взаимоотношения",
        "диалог",
        "связь",
        "взаимосвязь",
        "контакт",
        "соглашение",
        "договор",
        "встреча",
        "отношение",
    }
)


_VERBS = frozenset({"сотрудничать", "взаимодействовать", "объединиться", "партнерствовать"})


def _groups(scene: Scene) -> Iterator[list[Phrase]]:
    for number in dict.fromkeys(p.group for p in scene.phrases):
        group = [p for p in scene.phrases if p.group == number and p.entity.type in ACTORS]
        if len(group) > 1:
            yield group


def _reciprocal(scene: Scene, first: Phrase) -> int:
    """«тесно сотрудничают А и Б»: the verb of a group that says with nobody else; -1 where none does."""
    clause = scene.clauses[first.first]
    own = [p for p in scene.phrases if scene.clauses[p.first] is clause]
    if "Nom" not in first.cases or first.preps or first.opaque or any(p.preps == "с" for p in own):
        return -1
    verbs = (i for i in clause.tokens if i not in scene.inside and scene.tokens[i].lemma in _VERBS)
    return next((i for i in verbs if scene.tokens[i].number == "Plur"), -1)


def pairs(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """The first of a pair cooperates with each of the others."""
    for group in _groups(scene):
        chained = [i for i in group[0].chain if scene.tokens[i].lemma in _NOUNS]
        between = group[0].preps == "между"
        verb = _reciprocal(scene, group[0])
        if not chained and not between and verb < 0:
            continue
        cue = chained[0] if chained else verb if verb >= 0 else group[0].first - 1
        status = clause_status(scene, cue, setting)
        rule = "mutual.between" if between else "mutual.noun" if chained else "mutual.verb"
        for other in group[1:]:
            if other.entity.key != group[0].entity.key:
                marks = (f"frame={rule}", f"types={group[0].entity.type}>{other.entity.type}")
                yield Candidate(
                    group[0].entity.key,
                    Relation.COOPERATES_WITH,
                    other.entity.key,
                    status,
                    rule,
                    scene.index,
                    cue,
                    marks,
                )
