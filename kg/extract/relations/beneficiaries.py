"""For whom: social groups, and the programme, project, event or actor that is meant for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.frames import Setting
from kg.extract.relations.lexicon import Lexicon, data
from kg.extract.relations.government import QUOTES
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.status import status_at
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, SocialGroup, Status, Token

_FOR = frozenset({"для", "среди", "с", "между", "над", "к"})
_DEEDS = frozenset({EntityType.PROGRAM, EntityType.PROJECT, EntityType.EVENT})
_HELP = frozenset({"помощь", "поддержка", "консультация", "содействие", "защита", "социализация", "реабилитация", "оздоровление", "воспитание", "обучение", "адаптация",
                   "трудоустройство", "занятость", "отдых", "досуг", "права", "право", "прием", "интерес", "сопровождение", "консультирование", "работа", "встреча", "образование",
                   "развитие", "вовлечение", "информирование", "обслуживание", "профилактика", "поздравление", "чествование", "привлечение", "защищенность", "лечение", "устройство", "инструктаж", "обращение"})  # fmt: skip
_HELP_VERBS = frozenset({"помогать", "помочь", "поддерживать", "поддержать", "консультировать", "обучать", "обучить", "работать", "трудоустроить", "принять", "принимать", "чествовать", "поздравлять", "поздравить",
                         "посещать", "собрать", "объединять", "обслуживать", "оказывать", "оказать", "опекать", "направить", "адресовать", "предназначить", "рассчитать", "ориентировать", "посвятить", "охватить",
                         "занимать", "заниматься", "воспитывать", "оздоровить", "вручить", "вручать", "доставлять", "доставить", "охватывать", "приглашать", "информировать", "навещать", "навестить", "подготовить"})  # fmt: skip
_MEANT = frozenset(
    {
        "направить",
        "адресовать",
        "предназначить",
        "рассчитать",
        "ориентировать",
        "нацелить",
        "посвятить",
        "направленный",
        "охватить",
        "предназначенный",
        "адресованный",
        "предусматривать",
    }
)
_AUDIENCE = frozenset(
    {
        "слушатель",
        "участник",
        "зритель",
        "посетитель",
        "гость",
        "получатель",
        "благополучатель",
        "обучать",
        "обучить",
        "охватить",
        "посетить",
        "участвовать",
        "принять",
        "собрать",
    }
)


@dataclass(frozen=True, slots=True)
class GroupWord:
    """A stretch of a sentence that names a social group."""

    first: int
    last: int
    group: SocialGroup


@lru_cache(maxsize=1)
def _words() -> Mapping[str, tuple[tuple[tuple[str, ...], SocialGroup], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], SocialGroup]]] = {}
    for name, row in data("groups.yaml").items():
        for text in row.get("words", ()):
            run = tuple(str(text).replace("ё", "е").split())
            found.setdefault(run[0], []).append((run, SocialGroup(name)))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0], r[1]))) for key, rows in found.items()}


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, SocialGroup]:
    return {
        word_: SocialGroup(name)
        for name, row in data("groups.yaml").items()
        for word_ in row.get("adjectives", ())
    }


def _lemma_run(tokens: Sequence[Token], start: int, run: tuple[str, ...]) -> int:
    for offset, expected in enumerate(run):
        index = start + offset
        if index >= len(tokens) or (tokens[index].lemma != expected and word(tokens[index]) != expected):
            return 0
    return start + len(run)


_GENERIC = frozenset({"гражданин", "житель", "население", "человек", "горожанин"})


def groups_in(tokens: Sequence[Token], start: int, stop: int) -> Iterator[GroupWord]:
    """The social groups that a stretch of a sentence names, longer readings first."""
    index = start
    while index < stop:
        hits = _hits(tokens, index, stop)
        longest = max((last for last, _ in hits), default=index + 1)
        for group in sorted({g for last, g in hits if last == longest}):
            yield GroupWord(index, longest, group)
        if longest - index > 1 and tokens[longest - 1].lemma not in _GENERIC:
            longest -= 1  # «неблагополучные семьи» are families too
        elif hits and tokens[index].pos == "ADJ" and longest < stop and tokens[longest].lemma in _GENERIC:
            longest += 1  # «малоимущие граждане» are no residents at large
        index = longest


def _hits(tokens: Sequence[Token], index: int, stop: int) -> list[tuple[int, SocialGroup]]:
    keys = dict.fromkeys((tokens[index].lemma, word(tokens[index])))
    rows = [row for key in keys for row in _words().get(key, ())]
    return [(last, group) for run, group in rows if (last := _lemma_run(tokens, index, run)) and last <= stop]


def _make(
    scene: Scene, entity: Entity, group: GroupWord, status: Status, rule: str, *marks: str
) -> Candidate:
    lemma = scene.tokens[group.first].lemma
    kinds = (
        f"frame={rule}",
        f"types={entity.type.value}>{group.group.value}",
        f"group={group.group.value}",
        f"word={lemma}",
        f"{rule}={entity.type.value}",
    )
    return Candidate(
        entity.key,
        Relation.TARGETS,
        group.group.value,
        status,
        rule,
        scene.index,
        group.first,
        (*kinds, *marks),
    )


def named(scene: Scene) -> Iterator[Candidate]:
    """A programme's, project's or event's own words say for whom it is («форум для молодых семей», «детский фестиваль»)."""
    for mention, entity in scene.mentions:
        if entity.type not in _DEEDS:
            continue
        inner = [
            m
            for m, _ in scene.mentions
            if m != mention and mention.first <= m.first and m.last <= mention.last
        ]
        for group in groups_in(scene.tokens, mention.first, mention.last):
            if any(m.first <= group.first < m.last for m in inner) and not _said_for(
                scene.tokens, mention, group
            ):
                continue
            said = _said_for(scene.tokens, mention, group)
            if entity.type is EntityType.EVENT and not said:
                continue
            yield _make(scene, entity, group, Status.REALISED, "target.name", f"said={said}")
        yield from _adjectival(scene, mention, entity)


def _prepared(tokens: Sequence[Token], mention: Mention, group: GroupWord) -> bool:
    left = tokens[max(mention.first, group.first - 4) : group.first]
    return any(word(t) in {"для", "среди", "с", "перед", "между", "к"} for t in left)


def _said_for(tokens: Sequence[Token], mention: Mention, group: GroupWord) -> bool:
    """«для», «среди», «с», «перед» before the group, or the group itself in the genitive outside quotation marks."""
    if _prepared(tokens, mention, group):
        return True
    quoted = any(t.text in QUOTES for t in tokens[mention.first : group.first])
    return not quoted and group.first > mention.first and tokens[group.last - 1].case == "Gen"


def _adjectival(scene: Scene, mention: Mention, entity: Entity) -> Iterator[Candidate]:
    if entity.type not in _DEEDS:
        return
    for index in range(mention.first, mention.last):
        token = scene.tokens[index]
        if token.text in QUOTES:
            break
        if token.lemma in _adjectives() and not any(
            m.first <= index < m.last
            for m, _ in scene.mentions
            if m != mention and m.last - m.first < mention.last - mention.first
        ):
            yield _make(
                scene,
                entity,
                GroupWord(index, index + 1, _adjectives()[token.lemma]),
                Status.REALISED,
                "target.adjective",
            )


def _free_groups(scene: Scene) -> list[GroupWord]:
    found, index = [], 0
    acting = {i for p in scene.phrases for i in p.chain if p.via}
    while index < len(scene.tokens):
        if index in scene.inside:
            index += 1
            continue
        stop = index
        while stop < len(scene.tokens) and stop not in scene.inside:
            stop += 1
        found += list(groups_in(scene.tokens, index, stop))
        index = stop
    return [g for g in found if g.first not in acting]


def _leading(scene: Scene, group: GroupWord) -> tuple[str, list[int]]:
    """The preposition before a group word («» for none) and the nouns between, the nearest first."""
    nouns: list[int] = []
    for index in range(group.first - 1, max(-1, group.first - 14), -1):
        token = scene.tokens[index]
        if token.pos == "ADP":
            if not nouns or not _continues(scene, index):
                return word(token), nouns
            continue
        if token.pos in {"NOUN", "PROPN"}:
            if index in scene.inside:
                return "", nouns
            nouns.append(index)
        elif (
            token.pos not in {"ADJ", "DET", "NUM", "CCONJ", "ADV"}
            and token.text not in {",", "-"}
            and not token.feats.get("VerbForm") == "Part"
        ):
            return "", nouns
    return "", nouns


def _continues(scene: Scene, index: int) -> bool:
    """A preposition inside a run of help nouns («поддержка в трудоустройстве молодежи»)."""
    left = scene.tokens[index - 1] if index else None
    return left is not None and left.lemma in _HELP


def _nearest(phrases: Sequence[Phrase], group: GroupWord, reach: int) -> Phrase | None:
    left = [p for p in phrases if p.last <= group.first and group.first - p.last <= reach]
    return left[-1] if left else None


def _owners(scene: Scene, group: GroupWord) -> list[tuple[Phrase, str]]:
    prep, nouns = _leading(scene, group)
    lemmas = {scene.tokens[i].lemma for i in nouns}
    clause = scene.clauses[group.first]
    own = [
        p
        for p in scene.phrases
        if scene.clauses[p.first] is clause
        or (clause.parent is not None and scene.clauses[p.first] is clause.parent)
    ]
    window = [
        t.lemma for i, t in enumerate(scene.tokens) if scene.clauses[i] is clause and i not in scene.inside
    ]
    near = _nearest([p for p in own if p.entity.type in _DEEDS | ACTORS | {EntityType.POST}], group, 3)
    found: list[tuple[Phrase, str]] = []
    if (
        prep in {"для", "среди"}
        and near is not None
        and near.entity.type in _DEEDS | {EntityType.INSTITUTION, EntityType.MEDIA, EntityType.NGO}
    ):
        found.append((near, f"for.{prep}"))
    meant = any(t in _MEANT for t in window)
    deeds = [p for p in own if p.entity.type in _DEEDS and not p.opaque]
    if meant and (prep in {"на", "для", "", "к"}):
        left = [p for p in deeds if p.first < group.first]
        if left:
            found += [(p, "meant") for p in left if p.group == left[-1].group]
    if not found and prep in {"для", "среди", "с"} and deeds:
        best = min(deeds, key=lambda p: (abs(p.first - group.first), p.first))
        found += [(p, f"deed.{prep}") for p in deeds if p.group == best.group]
    if not found and (prep in {"для", "с", "среди", "над"} or lemmas & _HELP or set(window) & _HELP_VERBS):
        actors = [
            p
            for p in own
            if (p.entity.type in ACTORS or p.entity.type is EntityType.POST)
            and not p.preps
            and not p.opaque
            and p.cases & {"Nom", "Ins"}
        ]
        if actors and (lemmas & _HELP or set(window) & (_HELP_VERBS | _HELP)):
            best = min(actors, key=lambda p: (abs(p.first - group.first), p.first))
            how = "help" if lemmas & _HELP else f"verb.{prep}"
            found += [(p, how) for p in actors if p.group == best.group]
    if not found and set(window) & _AUDIENCE and deeds and prep in {"", "для"}:
        found += [(deeds[0], "audience")]
    return found


def spoken(scene: Scene, setting: Setting, _lexicon: Lexicon) -> Iterator[Candidate]:
    """The sentence says for whom: «для», «среди», help and work with a group."""
    for group in _free_groups(scene):
        for phrase, how in _owners(scene, group):
            anchor = min(group.first, len(scene.tokens) - 1)
            status = status_at(scene.tokens, anchor, setting.section, scene.clauses[anchor].start)
            yield _make(
                scene, phrase.entity, group, status, f"target.{how}", f"collective={phrase.entity.collective}"
            )
