"""Roles that a line hands out: «Участники программы: …», «ответственный исполнитель – …, соисполнители – …»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import dictionary_cases, head_of
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import SUBJECTS, data, types
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.rivalries import WINNERS, is_rivalry
from kg.extract.relations.rows import ends_column
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation, Status, Token
from kg.structs import struct

Gives = Mapping[EntityType, Relation]
_MEANT = dict.fromkeys(("программа", "подпрограмма", "план", "стратегия"), EntityType.PROGRAM)
_MEANT["проект"] = EntityType.PROJECT
_BOUNDS = frozenset({",", ";", "(", ".", ":"}) | DASHES
_FILLERS = frozenset({"в", "качество", "к", "число", "среди", "их", "его", "ее", "свой", "он", "она", "они"})
"""Words that may open a line before a role («в качестве участников …», «к числу исполнителей относятся …»)."""
_LABEL = 30
"""Tokens that a line may have that only names a role (and what it is a role in)."""
_NEAR = 3
"""Tokens between a role and what it is a role in («исполнители мероприятий программы»)."""


@struct(frozen=True, slots=True)
class Role:
    """A role word with what it is a role in, and where those who hold it begin.

    Attributes:
        index: Its token.
        host: What it is a role in; none where the line does not say.
        start: The first token behind the dash, colon or copula.
        gives: What it says, by the type of the host.
        common: The common noun that the line says it is a role in («исполнители программы»); empty for none.
    """

    index: int
    host: Entity | None
    start: int
    gives: Gives
    common: str = ""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Gives]:
    found: dict[str, Gives] = {}
    for row in data("frames.yaml")["roles"]:
        gives = {
            kind: Relation(relation) for name, relation in row["gives"].items() for kind in types([name])
        }
        found |= dict.fromkeys(row["words"], gives)
    return found


@lru_cache(maxsize=1)
def _copulas() -> frozenset[str]:
    return frozenset(data("frames.yaml")["role_copulas"])


@lru_cache(maxsize=1)
def _paired() -> frozenset[str]:
    return frozenset(data("frames.yaml")["role_pairs"])


def _opens(scene: Scene, index: int) -> bool:
    """Whether nothing but adjectives stands between a role and the beginning of its line or part of it."""
    before = index - 1
    if before > 0 and scene.tokens[before].low == "и" and scene.tokens[before - 1].lemma in _paired():
        before -= 2  # «Автор и организатор марафона – …»
    while before >= 0 and (scene.tokens[before].pos == "ADJ" or scene.tokens[before].lemma in _FILLERS):
        before -= 1
    return before < 0 or (scene.tokens[before].text in _BOUNDS and before not in scene.inside)


def _host(scene: Scene, index: int) -> Phrase | None:
    """The first phrase behind a role, if it hangs on it («исполнители мероприятий программы»)."""
    following = (p for p in scene.phrases if index < p.first <= index + _NEAR and not p.proxy)
    phrase = next(following, None)
    if phrase is not None and any(_said(t) for t in scene.tokens[index + 1 : phrase.first]):
        return None
    hangs = phrase is not None and (index in phrase.chain or (not phrase.preps and _genitive(scene, phrase)))
    return phrase if hangs else None


def _genitive(scene: Scene, phrase: Phrase) -> bool:
    """Whether the form of a phrase may be the genitive («Исполнители программы»)."""
    head = scene.tokens[head_of(scene.tokens, phrase)]
    return "Gen" in phrase.cases | dictionary_cases(head)


def _past_host(scene: Scene, index: int) -> int:
    """The token behind a common noun that a role is in («исполнители программы»), where no name stands for it."""
    while index < len(scene.tokens) and index not in scene.inside and scene.tokens[index].lemma in _hosts():
        index += 1
    return index


@lru_cache(maxsize=1)
def _hosts() -> frozenset[str]:
    return frozenset(data("frames.yaml")["role_hosts"])


def _handed(scene: Scene, index: int) -> int:
    """The token behind a dash, colon or copula at an index, or the end of the line; -1 where there is none."""
    if index == len(scene.tokens) <= _LABEL:
        return index
    following = scene.tokens[index : index + 1]
    if ends_column(scene, index) and _opening(scene, index):
        return index
    return index + 1 if following and _said(following[0]) else -1


def labels(scene: Scene) -> bool:
    """«Участники программы» as a line of its own, with those who hold the role in the lines below it."""
    return any(role.start == len(scene.tokens) for role in roles_in(scene)[-1:])


def _rows(below: Sequence[Scene]) -> Iterator[Phrase]:
    """Whom the lines below a label name, each at the beginning of a line or behind a semicolon."""
    for row in below:
        free = [t for i, t in enumerate(row.tokens) if i not in row.inside]
        found = [p for start in (0, *_breaks(row, 0, len(row.tokens))) for p in _opening(row, start)]
        if not found or any(is_finite(t) for t in free) or roles_in(row):
            return
        yield from found


def _breaks(scene: Scene, start: int, stop: int) -> list[int]:
    """The tokens behind semicolons and ends of lines."""
    ends = (i + 1 for i in range(start, stop) if scene.tokens[i].text == ";" or ends_column(scene, i + 1))
    return list(ends)


def _opening(scene: Scene, start: int) -> list[Phrase]:
    """The first phrase behind a place, with its list, if nothing but adjectives stands before it."""
    free = [p for p in scene.phrases if p.first >= start and not p.paren and not p.proxy]
    if not free or any(t.pos not in {"ADJ", "DET", "PUNCT"} for t in scene.tokens[start : free[0].first]):
        return []
    return [p for p in free if p.group == free[0].group and not p.preps]


def _said(token: Token) -> bool:
    return token.text in DASHES | {":"} or token.lemma in _copulas()


def roles_in(scene: Scene) -> list[Role]:
    """The roles that a sentence hands out, in order."""
    found: list[Role] = []
    if _table().keys().isdisjoint(scene.lemmas):
        return found
    for index, token in enumerate(scene.tokens):
        gives = _table().get(token.lemma) if index not in scene.inside else None
        if gives is None or not _opens(scene, index):
            continue
        host = _host(scene, index)
        past = _past_host(scene, index + 1)
        start = _handed(scene, host.last if host is not None else past)
        if start >= 0:
            common = scene.tokens[past - 1].lemma if past > index + 1 else ""
            found.append(Role(index, host.entity if host is not None else None, start, gives, common))
    return found


def _holders(scene: Scene, role: Role, stop: int) -> list[Phrase]:
    free = [p for p in scene.phrases if role.start <= p.first < stop and not p.preps and not p.paren]
    free = [p for p in free if not _said_apart(scene, role, p)]
    # «Соисполнителю программы – отделу культуры – предстоит»
    said = {"Nom", "Ins"} | dictionary_cases(scene.tokens[role.index])
    last = len(scene.tokens) - 1  # a list that goes on behind the line's own semicolon
    breaks = _breaks(scene, role.start, min(stop, last))
    end = breaks[0] if breaks else stop
    own = [p for p in free if p.cases & said and (p.proxy == "item" or (not p.proxy and p.first < end))]
    further = [p for start in breaks for p in _opening(scene, start) if p.first < stop]
    return [*own, *(p for p in further if "Nom" in p.cases)]


def _said_apart(scene: Scene, role: Role, phrase: Phrase) -> bool:
    """«Организатором выступил центр, приглашены общества»: whether a phrase stands in a clause with a verb of its own."""
    clause = scene.clauses[phrase.first]
    other = clause is not scene.clauses[role.index] and phrase.proxy != "item"
    return other and any(is_finite(scene.tokens[i]) for i in scene.outside(clause))


def handed_out(scene: Scene, setting: Setting, below: Sequence[Scene] = ()) -> Iterator[Candidate]:
    """Who holds the roles that a line names.

    Args:
        scene: The line.
        setting: What it stands in.
        below: The lines after it, where the role is all that the line says.
    """
    found = roles_in(scene)
    host: Entity | None = None
    stops = [*(role.index for role in found), len(scene.tokens)][1:]
    for role, stop in zip(found, stops, strict=True):
        host = role.host or host or _spoken_of(scene, role, setting)
        relation = role.gives.get(host.type) if host is not None else None
        if host is None or relation is None:
            continue
        if bool(below) != (role.start == len(scene.tokens)):
            continue
        for phrase in _rows(below) if below else _holders(scene, role, stop):
            if phrase.entity.type in SUBJECTS[relation] and phrase.entity.key != host.key:
                yield _claim(scene, setting, role, phrase, host)


def _spoken_of(scene: Scene, role: Role, setting: Setting) -> Entity | None:
    """What a role is in where its line does not say: what stands before it, was spoken of, or all is about."""
    if scene.parens[role.index]:
        return None  # what brackets say is said of the name before them
    before = [p.entity for p in scene.phrases if p.last <= role.index and not p.proxy]
    about = () if setting.passport is None else (setting.passport,)
    meant = [e for e in setting.latest if role.common and e.type is _kind_of(role)]
    known = (*before[::-1], *meant, *scene.light.deeds, *setting.recent, *about)
    fit = [e for e in known if e.type in role.gives]
    won = scene.tokens[role.index].lemma in WINNERS
    return next((e for e in fit if not won or is_rivalry(e)), None)


def _relation(scene: Scene, role: Role, phrase: Phrase, host: Entity) -> Relation:
    """What a role says; «информационные партнёры» that are media only tell of it."""
    given = role.gives[host.type]
    before = scene.tokens[role.index - 1].lemma if role.index else ""
    telling = phrase.entity.type is EntityType.MEDIA and before in words("media.yaml", "informing")
    return Relation.COVERS if telling and given is Relation.SUPPORTS else given


def _kind_of(role: Role) -> EntityType:
    """What a common noun behind a role is; measures that somebody carries out are those of a programme."""
    if role.common == "мероприятие" and role.gives.get(EntityType.PROGRAM) is Relation.IMPLEMENTS:
        return EntityType.PROGRAM
    return _MEANT.get(role.common, EntityType.EVENT)


def _claim(scene: Scene, setting: Setting, role: Role, phrase: Phrase, host: Entity) -> Candidate:
    relation, lemma = _relation(scene, role, phrase, host), scene.tokens[role.index].lemma
    marks = (
        "frame=role",
        f"types={phrase.entity.type}>{host.type}",
        f"role={lemma}>{relation.value}",
        f"host={'said' if role.host is not None else 'before'}",
        f"rows={role.start == len(scene.tokens)}",
        f"proxy={phrase.proxy}",
    )
    named = phrase.cases & {"Nom", "Ins"}
    status = clause_status(scene, role.index, setting) if named else Status.REALISED
    return Candidate(phrase.entity.key, relation, host.key, status, "role", scene.index, role.index, marks)
