"""Roles that a line hands out: «Участники программы: …», «ответственный исполнитель – …, соисполнители – …»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import SUBJECTS, data
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import Entity, EntityType, Relation, Token

Gives = Mapping[EntityType, Relation]
_BOUNDS = frozenset({",", ";", "(", ".", ":"}) | DASHES
_FILLERS = frozenset({"в", "качество", "к", "число", "среди", "их", "его", "ее", "свой"})
"""Words that may open a line before a role («в качестве участников …», «к числу исполнителей относятся …»)."""
_NEAR = 3
"""Tokens between a role and what it is a role in («исполнители мероприятий программы»)."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role word with what it is a role in, and where those who hold it begin.

    Attributes:
        index: Its token.
        host: What it is a role in; none where the line does not say.
        start: The first token behind the dash, colon or copula.
        gives: What it says, by the type of the host.
    """

    index: int
    host: Entity | None
    start: int
    gives: Gives


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Gives]:
    found: dict[str, Gives] = {}
    for row in data("frames.yaml")["roles"]:
        gives = {EntityType(name): Relation(relation) for name, relation in row["gives"].items()}
        found |= dict.fromkeys(row["words"], gives)
    return found


@lru_cache(maxsize=1)
def _copulas() -> frozenset[str]:
    return frozenset(data("frames.yaml")["role_copulas"])


def _opens(scene: Scene, index: int) -> bool:
    """Whether nothing but adjectives stands between a role and the beginning of its line or part of it."""
    before = index - 1
    while before >= 0 and (scene.tokens[before].pos == "ADJ" or scene.tokens[before].lemma in _FILLERS):
        before -= 1
    return before < 0 or (scene.tokens[before].text in _BOUNDS and before not in scene.inside)


def _host(scene: Scene, index: int) -> Phrase | None:
    """The first phrase behind a role, if it hangs on it («исполнители мероприятий программы»)."""
    following = (p for p in scene.phrases if index < p.first <= index + _NEAR and not p.proxy)
    phrase = next(following, None)
    if phrase is not None and any(_said(t) for t in scene.tokens[index + 1 : phrase.first]):
        return None
    hangs = phrase is not None and (index in phrase.chain or (not phrase.preps and "Gen" in phrase.cases))
    return phrase if hangs else None


def _handed(scene: Scene, index: int) -> int:
    """The token behind a dash, colon or copula at an index; -1 where there is none."""
    following = scene.tokens[index : index + 1]
    return index + 1 if following and _said(following[0]) else -1


def _said(token: Token) -> bool:
    return token.text in DASHES | {":"} or token.lemma in _copulas()


def roles_in(scene: Scene) -> list[Role]:
    """The roles that a sentence hands out, in order."""
    found = []
    for index, token in enumerate(scene.tokens):
        gives = _table().get(token.lemma) if index not in scene.inside else None
        if gives is None or not _opens(scene, index):
            continue
        host = _host(scene, index)
        start = _handed(scene, host.last if host is not None else index + 1)
        if start >= 0:
            found.append(Role(index, host.entity if host is not None else None, start, gives))
    return found


def _holders(scene: Scene, role: Role, stop: int) -> list[Phrase]:
    free = [p for p in scene.phrases if role.start <= p.first < stop and not p.preps and not p.paren]
    last = len(scene.tokens) - 1  # a list that goes on behind the line's own semicolon
    ends = (i for i in range(role.start, min(stop, last)) if scene.tokens[i].text == ";")
    end = next(ends, stop)
    return [p for p in free if p.first < end and p.cases & {"Nom", "Ins"} and p.proxy in {"", "item"}]


def handed_out(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Who holds the roles that a line names."""
    found = roles_in(scene)
    host: Entity | None = None
    stops = [*(role.index for role in found), len(scene.tokens)][1:]
    for role, stop in zip(found, stops, strict=True):
        host = role.host or host or _spoken_of(scene, role, setting)
        relation = role.gives.get(host.type) if host is not None else None
        if host is None or relation is None:
            continue
        for phrase in _holders(scene, role, stop):
            if phrase.entity.type in SUBJECTS[relation] and phrase.entity.key != host.key:
                yield _claim(scene, setting, role, phrase, host)


def _spoken_of(scene: Scene, role: Role, setting: Setting) -> Entity | None:
    """What a role is in where its line does not say: what stands before it, was spoken of, or all is about."""
    if scene.parens[role.index]:
        return None  # what brackets say is said of the name before them
    before = [p.entity for p in scene.phrases if p.last <= role.index and not p.proxy]
    about = () if setting.passport is None else (setting.passport,)
    return next((e for e in (*before[::-1], *scene.light.deeds, *about) if e.type in role.gives), None)


def _claim(scene: Scene, setting: Setting, role: Role, phrase: Phrase, host: Entity) -> Candidate:
    relation, lemma = role.gives[host.type], scene.tokens[role.index].lemma
    marks = (
        "frame=role",
        f"types={phrase.entity.type.value}>{host.type.value}",
        f"role={lemma}>{relation.value}",
        f"host={'said' if role.host is not None else 'before'}",
        f"proxy={phrase.proxy}",
    )
    status = clause_status(scene, role.index, setting)
    return Candidate(phrase.entity.key, relation, host.key, status, "role", scene.index, role.index, marks)
