"""Two named side by side: «взаимодействие А и Б», «между А и Б»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.grammar import DASHES
from kg.extract.relations.agreements import working_together
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import is_finite, is_participle
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene, participle_voice, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation, Status, Token

_NOUNS = words("partners.yaml", "mutual")
_VERBS = words("partners.yaml", "cooperating")
_COMBINING = words("partners.yaml", "combining")
_TWO = 2
_SIDES = ACTORS | {EntityType.POST}
_SHARING = words("partners.yaml", "sharing")
_AGREED = frozenset({"соглашение", "договор", "контракт"})
_BINDING = frozenset({"связывать", "связать", "объединять", "объединить"})
_JOINTLY = frozenset({"совместно", "сообща", "вместе"})
_EFFORTS = words("partners.yaml", "efforts")
_UNITING = words("partners.yaml", "uniting")
_AIMS = frozenset({"задача", "цель"})
_UNITED = 4
"""How far before the efforts such a word may stand («объединяющий усилия и координацию действий»)."""
_COMMON = words("partners.yaml", "shared")
"""What efforts of several are called («совместными усилиями А и Б»)."""
_JOINT = frozenset(
    {"проект", "инициатива", "детище", "начинание", "работа", "деятельность", "усилие", "действие", "труд"}
)
"""What several do together where it is called «совместный»."""


def _groups(scene: Scene) -> Iterator[list[Phrase]]:
    for number in dict.fromkeys(p.group for p in scene.phrases):
        group = [p for p in scene.phrases if p.group == number and p.entity.type in _SIDES]
        if len(group) > 1 and any(p.entity.type in ACTORS for p in group):
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
    jointly = jointly or any(_shared_deed(scene, i) for i in scene.outside(clause))
    if done:  # «проводимая совместно отделом и комиссариатом»
        return next((i for i in scene.outside(clause) if _passive(scene.tokens[i])), -1) if jointly else -1
    combined = any(scene.tokens[i].lemma in _EFFORTS for i in scene.outside(clause))
    known = _VERBS | _COMBINING if combined else _VERBS
    if any(p.preps == "в" and "Acc" in p.cases for p in own):
        known = known - {"объединиться"}  # «объединились в ассоциацию»: in it, not with each other
    verbs = (i for i in own_words if is_finite(scene.tokens[i]))
    return next((i for i in verbs if jointly or not known.isdisjoint(verb_lemmas(scene.tokens[i]))), -1)


def _passive(token: Token) -> bool:
    short = token.feats.get("Variant") == "Short" or token.lemma.endswith("ся")
    return short or (is_participle(token) and participle_voice(token) == "passive")


def _adverb(scene: Scene, index: int) -> bool:
    """«совместно решают», with no «с» behind it."""
    following = scene.tokens[index + 1 : index + 2]
    return word(scene.tokens[index]) in _JOINTLY and not (following and word(following[0]) in {"с", "со"})


def _shared_deed(scene: Scene, index: int) -> bool:
    """«ведут совместное патрулирование»: what several do is called common; it is no name, and stands in no place."""
    token = scene.tokens[index]
    before, behind = scene.tokens[index - 1 : index], index + 1 in scene.inside
    placed = any(t.pos == "ADP" for t in before)
    return token.lemma == "совместный" and token.case in {"Acc", "Nom"} and not placed and not behind


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
    forces = next((p for p in scene.preps if p.text == first.preps and p.last <= first.first), None)
    if forces is not None and forces.text.endswith(("усилиям", "усилиями", "силами", "трудами")):
        said = range(max(0, forces.first - 1), forces.last)
        return next((i for i in said if tokens[i].lemma in _COMMON), -1)
    joint = (i for i in first.chain if tokens[i].lemma in _JOINT and i)
    return next((i for i in joint if tokens[i - 1].lemma == "совместный"), -1)


def _united(scene: Scene, first: Phrase) -> int:
    """«координация действий А и Б», «объединить усилия семьи, А и Б»: the word for efforts made one; -1 where none are."""
    tokens = scene.tokens
    start = first.chain[-1] if first.chain else first.first - 1
    if first.preps not in {"", "для"} or ("Gen" not in first.cases and not first.chain):
        return -1
    while (
        start > 0 and start not in scene.inside and (tokens[start].text == "," or tokens[start].case == "Gen")
    ):
        start -= 1
    efforts = (i for i in range(start, first.first) if tokens[i].lemma in _EFFORTS)
    return next((i for i in efforts if _uniting(scene, i) >= 0), -1)


def _uniting(scene: Scene, efforts: int) -> int:
    """The word that makes efforts one, before them; -1 where there is none."""
    near = range(efforts - 1, max(-1, efforts - _UNITED - 1), -1)
    return next((i for i in near if not _UNITING.isdisjoint(verb_lemmas(scene.tokens[i]))), -1)


def _joined_by(scene: Scene, efforts: int) -> Phrase | None:
    """«взаимодействие школ для объединения усилий А и Б»: who works with all whose efforts are to be one."""
    stop = _uniting(scene, efforts) - 1
    if stop < 0 or scene.tokens[stop].low != "для":
        return None
    before = (p for p in scene.phrases if p.last == stop and p.entity.type in ACTORS and not p.proxy)
    return next((p for p in before if not _NOUNS.isdisjoint(scene.tokens[i].lemma for i in p.chain)), None)


def _status(scene: Scene, cue: int, setting: Setting) -> Status:
    """Done or planned; «задача программы – объединение усилий …» has yet to be done."""
    own = [scene.tokens[i] for i in scene.clauses[cue].tokens if i < cue]
    aimed = any(t.lemma in _AIMS and t.case == "Nom" for t in own) and any(t.text in DASHES for t in own)
    return Status.PLANNED if aimed else clause_status(scene, cue, setting)


def pairs(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """The first of a pair cooperates with each of the others."""
    for group in _groups(scene):
        chained = [i for i in group[0].chain if scene.tokens[i].lemma in _NOUNS]
        efforts = _united(scene, group[0])
        chained += [i for i in (_shared(scene, group[0]), _bound(scene, group[0]), efforts) if i >= 0]
        between = group[0].preps == "между"
        verb = _reciprocal(scene, group[0])
        agreed = scene.anywhere(_AGREED) if between and len({p.entity.key for p in group}) > _TWO else []
        if agreed and not working_together(scene, agreed[0]):
            continue  # «между А, Б и В действует трёхстороннее соглашение»
        if between and scene.where(_SHARING):
            continue  # «субсидии распределены между А и Б»
        if not chained and not between and verb < 0:
            continue
        cue = chained[0] if chained else verb if verb >= 0 else group[0].first - 1
        rule = "mutual.between" if between else "mutual.noun" if chained else "mutual.verb"
        joined = _joined_by(scene, efforts) if efforts >= 0 else None
        if joined is None:
            yield from _with_each(scene, setting, group[0], group[1:], rule, cue)
        else:
            yield from _with_each(scene, setting, joined, group, rule, joined.chain[0])


def _with_each(  # noqa: PLR0917
    scene: Scene, setting: Setting, one: Phrase, others: Sequence[Phrase], rule: str, cue: int
) -> Iterator[Candidate]:
    status, first = _status(scene, cue, setting), one.entity
    if status is Status.NOT_REALISED and scene.anywhere(_AGREED):
        return  # what nobody signed says nothing of how they work
    for other in (p.entity for p in others if p.entity.key != first.key):
        if {first.type, other.type} == {EntityType.POST}:
            continue
        marks = (f"frame={rule}", f"types={first.type}>{other.type}")
        pair = first.key, Relation.COOPERATES_WITH, other.key
        yield Candidate(*pair, status, rule, scene.index, cue, marks)
