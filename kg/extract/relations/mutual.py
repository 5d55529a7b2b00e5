"""Two named side by side: «взаимодействие А и Б», «между А и Б»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations.agreements import working_together
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import is_finite, is_participle
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene, participle_voice, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.model import ACTORS, Relation, Token

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
_TWO = 2
_AGREED = frozenset({"соглашение", "договор", "контракт"})
_BINDING = frozenset({"связывать", "связать", "объединять", "объединить"})
_JOINTLY = frozenset({"совместно", "сообща", "вместе"})
_JOINT = frozenset({"работа", "деятельность", "усилие", "действие", "труд"})
"""What several do together where it is called «совместный»."""


def _groups(scene: Scene) -> Iterator[list[Phrase]]:
    for number in dict.fromkeys(p.group for p in scene.phrases):
        group = [p for p in scene.phrases if p.group == number and p.entity.type in ACTORS]
        if len(group) > 1:
            yield group


def _reciprocal(scene: Scene, first: Phrase) -> int:
    """«тесно сотрудничают А и Б»: the verb of a group that says with nobody else; -1 where none does."""
    clause = scene.clauses[first.first]
    own = [p for p in scene.phrases if scene.clauses[p.first] is clause]
    done = first.cases == {"Ins"}
    if first.preps or first.opaque or any(p.preps == "с" for p in own) or not (done or "Nom" in first.cases):
        return -1
    own_words = [i for i in scene.outside(clause) if scene.tokens[i].number == "Plur"]
    jointly = any(_adverb(scene, i) for i in scene.outside(clause))
    if done:  # «проводимая совместно отделом и комиссариатом»
        return next((i for i in scene.outside(clause) if _passive(scene.tokens[i])), -1) if jointly else -1
    verbs = (i for i in own_words if is_finite(scene.tokens[i]))
    return next((i for i in verbs if jointly or scene.tokens[i].lemma in _VERBS), -1)


def _passive(token: Token) -> bool:
    short = token.feats.get("Variant") == "Short" or token.lemma.endswith("ся")
    return short or (is_participle(token) and participle_voice(token) == "passive")


def _adverb(scene: Scene, index: int) -> bool:
    """«совместно решают», with no «с» behind it."""
    following = scene.tokens[index + 1 : index + 2]
    return word(scene.tokens[index]) in _JOINTLY and not (following and word(following[0]) in {"с", "со"})


def _bound(scene: Scene, first: Phrase) -> int:
    """«дружеские отношения связывают А и Б»: the noun of what binds a group; -1 where nothing does."""
    clause = scene.clauses[first.first]
    own = scene.outside(clause)
    binding = any(not _BINDING.isdisjoint(verb_lemmas(scene.tokens[i])) for i in own)
    if not binding or "Acc" not in first.cases or first.preps or first.opaque:
        return -1
    return next((i for i in own if scene.tokens[i].lemma in _NOUNS and scene.tokens[i].case != "Ins"), -1)


def _shared(scene: Scene, first: Phrase) -> int:
    """«совместная работа А и Б»: what a group does together; -1 where nothing is said of it."""
    tokens = scene.tokens
    joint = (i for i in first.chain if tokens[i].lemma in _JOINT and i)
    return next((i for i in joint if tokens[i - 1].lemma == "совместный"), -1)


def pairs(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """The first of a pair cooperates with each of the others."""
    for group in _groups(scene):
        chained = [i for i in group[0].chain if scene.tokens[i].lemma in _NOUNS]
        chained += [i for i in (_shared(scene, group[0]), _bound(scene, group[0])) if i >= 0]
        between = group[0].preps == "между"
        verb = _reciprocal(scene, group[0])
        agreed = scene.anywhere(_AGREED) if between and len({p.entity.key for p in group}) > _TWO else []
        if agreed and not working_together(scene, agreed[0]):
            continue  # «между А, Б и В действует трёхстороннее соглашение»
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
