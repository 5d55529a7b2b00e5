"""Events within events: the parts of one, its programme, what opens and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import Clause, is_finite, is_participle
from kg.extract.relations.field import Field, direct
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, Trigger, any_reading, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation

_PARTS = frozenset({EntityType.EVENT, EntityType.PROJECT})
_EVENT = frozenset({EntityType.EVENT})
_LASTING = DEEDS
_COPULAS = frozenset(
    {
        "стать",
        "становиться",
        "являться",
        "быть",
        "оказаться",
        "служить",
        "послужить",
        "значиться",
        "числиться",
    }
)
_OPENERS = DASHES | {":"}
_AMONG = frozenset({"из", "среди", "в числе"})
_INCLUDING = (["в", "том", "числе"], ["в", "частности", ","])
_NEAR = 2
"""Tokens that may stand between a noun and the name that hangs on it."""
_COLON = frozenset({":"})
_SEVERAL = 2
"""Events that a list of what another consists of has at least."""
_words = partial(words, "occasions.yaml")
Found = tuple[int, Entity, Sequence[Phrase]]
"""The token that says so, the whole, and its parts."""


def held(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """What is said to happen within something greater."""
    if sum(p.entity.type in DEEDS for p in scene.phrases) + len(scene.light.deeds) < 2:
        return
    for rule, found in (
        ("occasion.part", _as_part(scene)),
        ("occasion.programme", _programme(scene)),
        ("occasion.headed", _headed(scene)),
        ("occasion.including", _including(scene)),
        ("occasion.marked", _marked(scene)),
        ("occasion.closed", _closed(scene)),
        ("occasion.bracket", _bracketed(scene)),
        ("occasion.lesson", _lessons(scene)),
        ("occasion.unfolded", _unfolded(scene)),
        ("occasion.project", _projected(scene)),
        ("occasion.hours", _hourly(scene)),
    ):
        for cue, whole, parts in found:
            status = clause_status(scene, cue, setting)
            for part in parts:
                pair, place = (part.entity, whole), (scene.index, cue)
                yield from propose(
                    pair, Relation.HELD_WITHIN, status, rule, place, f"cue={scene.tokens[cue].lemma}"
                )


def _cues(scene: Scene, name: str) -> list[int]:
    """The tokens outside names that a list of words knows."""
    return scene.where(_words(name))


def _own(scene: Scene, clause: Clause, types: frozenset[EntityType]) -> list[Phrase]:
    return [p for p in scene.phrases_in(clause) if p.entity.type in types and not p.paren]


def _others(phrases: Iterable[Phrase], whole: Phrase) -> list[Phrase]:
    """What stands beside a whole, by itself and in another list."""
    return [p for p in phrases if direct(p) and p.group != whole.group and p.entity.key != whole.entity.key]


def _modified(scene: Scene, cue: int, types: frozenset[EntityType]) -> list[Phrase]:
    """What a full participle is said of."""
    trigger = Trigger(cue, "active", scene.tokens[cue].lemma, full=True)
    return [a.phrase for a in Field(scene, trigger).modified(types)]


def _as_part(scene: Scene) -> Iterator[Found]:
    """«Частью недели стала ярмарка», «ярмарка, ставшая частью недели», «кульминация праздника – концерт»."""
    for cue in _cues(scene, "parts"):
        whole = _hanging(scene, cue)
        clause = scene.clauses[cue]
        link = next((i for i in scene.outside(clause) if _COPULAS & set(verb_lemmas(scene.tokens[i]))), -1)
        if whole is None or scene.tokens[cue].pos != "NOUN":
            continue
        if link >= 0 and is_participle(scene.tokens[link]):
            yield cue, whole.entity, _others(_modified(scene, link, _PARTS), whole)
        elif link >= 0:
            named = [p for p in _own(scene, clause, _PARTS) if "Nom" in p.cases or p.proxy == "relative"]
            yield cue, whole.entity, _first_list(_others(named, whole))
        elif scene.tokens[min(whole.last, len(scene.tokens) - 1)].text in _OPENERS:
            yield cue, whole.entity, _behind(scene, whole)


def _hanging(scene: Scene, cue: int) -> Phrase | None:
    """The event or programme that a noun is of: the first behind it."""
    behind = [p for p in scene.phrases if cue < p.first <= cue + _NEAR + 1 and not p.proxy and not p.paren]
    whole = behind[0] if behind and behind[0].entity.type in DEEDS else None
    if whole is None:
        return None
    between = scene.tokens[cue + 1 : whole.first]
    hangs = cue in whole.chain or all(t.pos in {"ADJ", "DET", "NUM", "PUNCT"} for t in between)
    return whole if hangs and not any(t.pos == "PUNCT" and t.text != "«" for t in between) else None


def _first_list(phrases: Sequence[Phrase]) -> list[Phrase]:
    return [p for p in phrases if p.group == phrases[0].group]


def _behind(scene: Scene, whole: Phrase) -> list[Phrase]:
    """The list behind the dash or colon after a whole; a colon hands on the preposition before it."""
    free = [p for p in scene.phrases if p.first >= whole.last and p.proxy in {"", "item"} and not p.paren]
    free = [p for p in free if p.preps in {"", whole.preps} and p.entity.key != whole.entity.key]
    named = [p for p in free[:1] if p.entity.type in _PARTS and "Nom" in p.cases]
    return [p for p in free if p.group == named[0].group and p.entity.type in _PARTS] if named else []


def _programme(scene: Scene) -> Iterator[Found]:
    """«в программу недели вошли …», «форум включал …», «включить в план слёт»."""
    for cue in (*_cues(scene, "entering"), *_cues(scene, "putting")):
        own = _own(scene, scene.clauses[cue], DEEDS)
        for whole in (p for p in own if _inward(scene, p) or _by_plan(scene, p)):
            yield cue, whole.entity, _put(scene, cue, whole)
    for cue in _cues(scene, "holding"):
        for whole in _own(scene, scene.clauses[cue], _LASTING)[:1]:
            if "Nom" in whole.cases and not whole.preps and whole.last <= cue and _listing(scene, whole):
                after = [p for p in _own(scene, scene.clauses[cue], _PARTS) if p.first > cue]
                yield (
                    cue,
                    whole.entity,
                    [p for p in after if p.preps in {"", "из"} and p.group != whole.group],
                )


def _put(scene: Scene, cue: int, whole: Phrase) -> list[Phrase]:
    """What a verb puts into a whole: what follows it, else what is said to be put there."""
    token = scene.tokens[cue]
    if is_participle(token):
        return _others(_modified(scene, cue, _PARTS), whole)
    parts = _others(_own(scene, scene.clauses[cue], _PARTS), whole)
    parts = [p for p in parts if p.cases & {"Nom", "Acc"}]
    after = [p for p in parts if p.first > cue]
    reading = any_reading(token)
    done = token.lemma in _words("putting") and reading is not None and reading[0] == "active"
    return after or ([] if done else parts)


def _listing(scene: Scene, whole: Phrase) -> bool:
    """Whether a name stands by itself or behind a word for its programme."""
    return all(scene.tokens[i].lemma in _words("programmes") for i in whole.chain)


def _inward(scene: Scene, whole: Phrase) -> bool:
    """«в программу недели», «в план мероприятий»: something is put into it."""
    into = whole.preps == "в" and bool(whole.cases & {"Acc", "Loc"})
    return into and _listing(scene, whole) and bool(whole.chain or whole.entity.type is EntityType.PROGRAM)


def _by_plan(scene: Scene, whole: Phrase) -> bool:
    """«Программой форума предусматривались диспут и экскурсия»: what a plan holds, said in the passive."""
    by_it = not whole.preps and "Ins" in whole.cases and "Nom" not in whole.cases
    return by_it and bool(whole.chain) and _listing(scene, whole)


def _headed(scene: Scene) -> Iterator[Found]:
    """«В рамках месячника – турнир и концерт», «Программа форума: …», «В программе – …»."""
    for whole in (p for p in scene.phrases if p.entity.type in DEEDS and not p.paren and not p.proxy):
        named = whole.preps in {"в рамках", "в ходе", "в программе", "во время"} or bool(whole.chain)
        sign = scene.tokens[whole.last : whole.last + 1]
        if named and sign and sign[0].text in _OPENERS and _listing(scene, whole):
            yield whole.first, whole.entity, _behind(scene, whole)
    for prep in (p for p in scene.preps if p.text == "в программе"):
        sign = scene.tokens[prep.last : prep.last + 1]
        spoken = [e for e in scene.light.deeds if e.type is EntityType.EVENT]
        if sign and sign[0].text in _OPENERS and len(spoken) == 1:
            free = [p for p in scene.phrases if p.first > prep.last and not p.proxy]
            parts = [p for p in free if p.entity.type in _PARTS and p.group == free[0].group]
            yield prep.first, spoken[0], parts


def _including(scene: Scene) -> Iterator[Found]:
    """«месячник, в том числе концерт и рейды», «из мероприятий программы не состоялись два: …»."""
    for whole in (p for p in scene.phrases if p.entity.type in DEEDS and not p.paren and not p.proxy):
        following = [t.low for t in scene.tokens[whole.last : whole.last + 4]]
        if whole.number == "Sing" and not whole.entity.collective and _includes(following):
            yield whole.first, whole.entity, _behind(scene, whole)
        if whole.preps in _AMONG and whole.chain and _listing(scene, whole):
            colon = next((i for i in range(whole.last, len(scene.tokens)) if scene.tokens[i].text == ":"), 0)
            listed = [p for p in scene.phrases if colon and p.first > colon]
            yield (
                whole.first,
                whole.entity,
                [p for p in listed if p.entity.type in _PARTS and "Nom" in p.cases],
            )


def _includes(following: Sequence[str]) -> bool:
    return (following[:1] == [","] and following[1:] in _INCLUDING) or following[1:2] == ["включая"]


def _marked(scene: Scene) -> Iterator[Found]:
    """«неделя завершилась концертом», «праздник отметили митингом и концертом»."""
    for cue in _cues(scene, "marking"):
        own = _own(scene, scene.clauses[cue], _EVENT)
        parts = [p for p in own if direct(p) and "Ins" in p.cases and "Nom" not in p.cases]
        if scene.tokens[cue].lemma in _words("starting"):  # «началась с деловой игры»
            parts = [p for p in own if p.preps == "с" and not p.opaque and "Gen" in p.cases] or parts
        if not parts or scene.tokens[cue].pos not in {"VERB", "ADJ"}:
            continue
        if is_participle(scene.tokens[cue]):
            wholes = _modified(scene, cue, _EVENT)
        else:
            wholes = [p for p in own if direct(p) and p.cases & {"Nom", "Acc"} and p not in parts]
        near = [p for p in wholes if p.first < cue][-1:] or wholes[:1]
        after = [p for p in parts if p.first > cue]
        if near and after:
            yield cue, near[0].entity, after


def _closed(scene: Scene) -> Iterator[Found]:
    """«завершил неделю концерт», «фестиваль открыл парад»: of two events the one that lasts is the whole."""
    for cue in _cues(scene, "closing"):
        own = [p for p in _own(scene, scene.clauses[cue], _EVENT) if direct(p) and p.cases & {"Nom", "Acc"}]
        token = scene.tokens[cue]
        if len({p.group for p in own}) != 2 or token.pos != "VERB" or is_participle(token):
            continue
        wholes = [p for p in own if _head(scene, p) in _words("wholes")]
        if len({p.group for p in wholes}) == 1:
            yield cue, wholes[0].entity, [p for p in own if p.group != wholes[0].group]


def _head(scene: Scene, phrase: Phrase) -> str:
    """The head noun of a name, or of what a pronoun stands for."""
    named = scene.light.heads.get(phrase.entity.key) if phrase.proxy else None
    return (named or scene.tokens[head_of(scene.tokens, phrase)]).lemma


def _bracketed(scene: Scene) -> Iterator[Found]:
    """«проект «Студия» (прямые эфиры с главой)»: what a project consists of."""
    for whole in (p for p in scene.phrases if p.entity.type is EntityType.PROJECT and not p.paren):
        opened = [t.text for t in scene.tokens[whole.last : whole.last + 1]] == ["("]
        inner = [p for p in scene.phrases if p.paren and whole.last < p.first <= whole.last + _NEAR]
        named = bool(inner) and scene.tokens[inner[0].first].pos in {"NOUN", "PROPN", "ADJ", "NUM"}
        if opened and named and inner[0].entity.type is EntityType.EVENT and direct(inner[0]):
            yield whole.last, whole.entity, [p for p in inner if p.group == inner[0].group]


def _unfolded(scene: Scene) -> Iterator[Found]:
    """«Фестиваль собрал полный зал: мастер-классы, ярмарка, концерт»: what one event consists of, behind a colon."""
    free = [p for p in scene.phrases if p.entity.type is EntityType.EVENT and not (p.proxy or p.paren)]
    for colon in (i for i in scene.anywhere(_COLON) if i not in scene.inside):
        before, after = [p for p in free if p.last <= colon], [p for p in free if p.first > colon]
        wholes = {p.entity.key for p in before if direct(p) and p.cases & {"Nom", "Acc"}}
        if (
            len(wholes) != 1
            or len(after) < _SEVERAL
            or before[0].number != "Sing"
            or before[0].entity.collective
        ):
            continue
        listed = [p for p in after if p.group == after[0].group and not p.preps and "Nom" in p.cases]
        told = any(
            is_finite(scene.tokens[i]) for i in range(colon, len(scene.tokens)) if i not in scene.inside
        )
        if len(listed) >= _SEVERAL and not told and before[-1].last < colon:
            yield colon, before[0].entity, listed
        turns = told and _head(scene, before[0]) in _words("wholes")
        if turns and all(direct(p) and p.cases & {"Nom", "Acc"} for p in after):
            yield colon, before[0].entity, after


def _lessons(scene: Scene) -> Iterator[Found]:
    """«Занятия проходят в библиотеке»: those of the project or school spoken of before."""
    spoken = scene.light.deeds
    own = [p for p in scene.phrases if p.entity.type is EntityType.EVENT and direct(p) and not p.proxy]
    lessons = [p for p in own[:1] if scene.tokens[head_of(scene.tokens, p)].lemma in _words("lessons")]
    if len(spoken) == 1 and lessons and lessons[0].first <= _NEAR and spoken[0].key != lessons[0].entity.key:
        yield lessons[0].first, spoken[0], lessons


def _projected(scene: Scene) -> Iterator[Found]:
    """«Союз ведёт проект «Диалог»: проведено 52 встречи»: what a project consists of, told behind a colon."""
    for colon in (i for i in scene.anywhere(_COLON) if i not in scene.inside):
        free = [
            p for p in scene.phrases if not (p.proxy or p.paren) and direct(p) and p.cases & {"Nom", "Acc"}
        ]
        before = [p for p in free if p.last <= colon and p.entity.type in DEEDS]
        parts = [p for p in free if p.first > colon and p.entity.type is EntityType.EVENT]
        told = any(is_finite(scene.tokens[p.first - 1]) or _told(scene, p) for p in parts)
        if told and len(before) == 1 and before[0].entity.type is EntityType.PROJECT:
            yield colon, before[0].entity, parts


def _told(scene: Scene, phrase: Phrase) -> bool:
    return any(is_finite(scene.tokens[i]) for i in scene.outside(scene.clauses[phrase.first]))


def _hourly(scene: Scene) -> Iterator[Found]:
    """«Утром прошёл пробег, вечером – концерт»: parts of the festival that the sentence before spoke of."""
    cue = next((i for i, t in enumerate(scene.tokens) if t.word in _words("hours")), -1)
    spoken = [e for e in scene.light.deeds if e.type is EntityType.EVENT]
    if cue < 0 or len(spoken) != 1 or cue in scene.inside:
        return
    head = scene.light.heads.get(spoken[0].key)
    own = [p for p in scene.phrases if p.entity.type in DEEDS and not p.proxy]
    parts = [p for p in own if direct(p) and p.cases & {"Nom", "Acc"} and p.entity.type is EntityType.EVENT]
    if head is not None and head.lemma in _words("wholes") and len(parts) == len(own):
        yield cue, spoken[0], [p for p in parts if p.entity.key != spoken[0].key]
