"""Members of a body that a pronoun names («В неё вошли …»), and of one whose members are counted, then exemplified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.pronouns import refers
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Token

_BODIES = frozenset({EntityType.COUNCIL, EntityType.NGO, EntityType.TOS, EntityType.TRADE_UNION})
_MEMBERS = ACTORS | {EntityType.POST, EntityType.PERSON}
_INSIDE = frozenset({"него", "нее", "них", "нем", "ней"})
_OF = frozenset({"его", "ее", "их"})
_LINE = 15
"""Tokens between who belongs to a body and the colon before those that do."""
_BACK = 2
_LABEL = 3
"""Tokens that may stand before the body in a line that lists its members."""
_FROM = 3
"""How many sentences back the body may stand."""


_words = partial(words, "members.yaml")


def entered(scene: Scene, before: Sequence[Scene], setting: Setting) -> Iterator[Candidate]:
    """«В неё вошли …», «в его состав вошли …», «включив в неё представителей …».

    Args:
        scene: The sentence.
        before: The sentences of its paragraph before it, in order.
        setting: What the sentence stands in.
    """
    place = _pronoun(scene)
    if place < 0:
        return
    nouns = [i for i, t in enumerate(scene.tokens) if t.lemma in _words("entries") and place == i + 2]
    behind = scene.tokens[place + 1 : place + 2]
    become = scene.where(_words("becoming")) if behind and behind[0].lemma in _words("belonging") else []
    sign = scene.tokens[place + 2].text if behind and place + 2 < len(scene.tokens) else ""
    become += [place + 1] if sign in DASHES and behind[0].lemma in _words("belonging") else []
    verbs = [i for i in (*nouns, *become, *scene.where(_words("entering"))) if -6 <= i - place <= 6]
    if not verbs:
        return
    body = _body(scene, place, before)
    if body is None:
        return
    status = clause_status(scene, verbs[0], setting)
    for phrase in _first_group(scene, min(place, verbs[0])):
        sends = phrase.entity.type is EntityType.POST and phrase.cases == {"Ins"}
        if phrase.entity.key != body.key and not sends:
            yield from propose(
                (phrase.entity, body), Relation.MEMBER_OF, status, "member.pronoun", (scene.index, verbs[0])
            )


def _pronoun(scene: Scene) -> int:
    """The pronoun that names a body from inside («в неё», «в его состав», «его членами»); -1 where there is none."""
    if scene.words.isdisjoint(_INSIDE | _OF):
        return -1
    texts = [word(t) for t in scene.tokens]
    for index in range(1, len(texts)):
        behind = texts[index + 1] if index + 1 < len(texts) else ""
        inside = texts[index] in _INSIDE or (texts[index] in _OF and behind.startswith("состав"))
        if texts[index - 1] in {"в", "во"} and inside and index not in scene.inside:
            return index
        if texts[index] in _OF and behind.startswith("член") and index not in scene.inside:
            return index
    return -1


def _body(scene: Scene, place: int, before: Sequence[Scene]) -> Entity | None:
    """The body that a pronoun stands for: the last that agrees with it, in its sentence or just before."""
    here = [p for p in scene.phrases if p.last <= place]
    for one, phrases in ((scene, here), *((s, s.phrases) for s in list(before)[: -_BACK - 1 : -1])):
        fit = [p for p in phrases if _names(p) and refers(scene.tokens[place], _headword(one, p))]
        if fit:
            subjects = [p for p in fit if "Nom" in p.cases and not p.preps]
            return (subjects or fit)[-1].entity
    return None


def _names(phrase: Phrase) -> bool:
    return phrase.entity.type in _BODIES and not phrase.paren and not phrase.proxy and not phrase.via


def _headword(scene: Scene, phrase: Phrase) -> Token:
    return scene.tokens[head_of(scene.tokens, phrase)]


def _first_group(scene: Scene, start: int) -> list[Phrase]:
    """The first list of possible members behind a token."""
    fit = [
        p for p in scene.phrases
        if p.first > start and p.entity.type in _MEMBERS and not p.preps and not p.paren
        and p.proxy in {"", "item"}
    ]  # fmt: skip
    return [p for p in fit if p.group == fit[0].group or _goes_on(scene, fit[0], p)]


def _goes_on(scene: Scene, first: Phrase, later: Phrase) -> bool:
    """A later item of a long list: of the same case, with no verb in between, behind a comma or «и»."""
    before = word(scene.tokens[later.first - 1])
    parted = any(is_finite(t) for t in scene.tokens[first.last : later.first])
    same = not parted and bool(first.cases & later.cases)
    return same and not later.vague and (before in {",", "и"} or bool(later.chain))


def united(scene: Scene, before: Sequence[Scene], setting: Setting) -> Iterator[Candidate]:
    """«Ассоциация объединяет 42 предприятия, среди которых …», «Последний объединяет …»."""
    verbs = scene.anywhere(_words("uniting"))
    if not verbs or verbs[0] in scene.inside:
        return
    body, start = _subject(scene, verbs[0], before)
    if body is None or start < 0:
        return
    status = clause_status(scene, verbs[0], setting)
    for phrase in _first_group(scene, start):
        if phrase.entity.key != body.key and phrase.cases & {"Nom", "Acc"}:
            yield from propose(
                (phrase.entity, body), Relation.MEMBER_OF, status, "member.united", (scene.index, verbs[0])
            )


def told(scene: Scene, full: Scene, before: Sequence[Scene], setting: Setting) -> Iterator[Candidate]:
    """Members that a sentence names.

    Args:
        scene: The sentence.
        full: The same with what the items below it name.
        before: The sentences of its paragraph before it, in order.
        setting: What it stands in.
    """
    yield from listed(full, setting)
    yield from apposed(scene, setting)
    yield from roster(full, setting)
    yield from sent_from(scene, setting)
    yield from united(full, before, setting)


def listed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«В ассамблею входят 5 объединений, представляющих народы: …»: the items below a line on who belongs to a body.

    Args:
        scene: The line, with what its items name.
        setting: What it stands in.
    """
    items = [p for p in scene.phrases if p.proxy == "item" and p.entity.type in _MEMBERS]
    verbs = scene.where(_words("entering")) if items else []
    bodies = [p for p in scene.phrases if _names(p) and p.preps == "в" and not p.opaque]
    if not verbs or not bodies or len(scene.tokens) - verbs[-1] > _LINE:
        return
    status = clause_status(scene, verbs[-1], setting)
    for item in items:
        if item.entity.key != bodies[-1].entity.key:
            pair = item.entity, bodies[-1].entity
            yield from propose(pair, Relation.MEMBER_OF, status, "member.listed", (scene.index, verbs[-1]))


def apposed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Т. М. Лисина, член Общественного совета, …», «член палаты Иванов»."""
    for body in (p for p in scene.phrases if _BODIES & {p.entity.type} and p.chain and not p.proxy):
        top = body.chain[-1]
        if scene.tokens[top].lemma not in _words("belonging") or scene.tokens[top].number == "Plur":
            continue
        people = [p for p in scene.phrases if p.entity.type is EntityType.PERSON and not p.proxy]
        named = [p for p in people if p.first == body.last or _stands_before(scene, p, top)]
        for person in named[:1]:
            pair, place = (person.entity, body.entity), (scene.index, top)
            status = clause_status(scene, top, setting)
            yield from propose(pair, Relation.MEMBER_OF, status, "member.apposed", place)


def _stands_before(scene: Scene, person: Phrase, top: int) -> bool:
    """Whether a name and a sign, with nothing but adjectives behind it, stand before a noun."""
    between = scene.tokens[person.last : top]
    sign = bool(between) and (between[0].text in {",", "("} or between[0].text in DASHES)
    return sign and all(t.pos == "ADJ" for t in between[1:])


def roster(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Совет состоит из 15 человек: представителей …», «палата – это 24 человека, среди которых …»."""
    counted = [i for i in scene.where(_words("persons")) if _number(scene, i)]
    bodies = [
        p
        for p in scene.phrases
        if counted and p.last <= counted[0] and _names(p) and not p.preps and "Nom" in p.cases
    ]
    if not bodies or not (scene.where(_words("composing")) or _is(scene, bodies[-1], counted[0])):
        return
    colon = next((i for i in range(counted[0], len(scene.tokens)) if scene.tokens[i].text == ":"), -1)
    start = max(colon, _examples(scene, counted[0]))
    status = clause_status(scene, counted[0], setting)
    for phrase in _first_group(scene, start) if start >= 0 else ():
        if phrase.entity.key != bodies[-1].entity.key:
            pair, place = (phrase.entity, bodies[-1].entity), (scene.index, counted[0])
            yield from propose(pair, Relation.MEMBER_OF, status, "member.roster", place)


def composed(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Состав совета: …», «Члены палаты – …»: a line that names who is in a body."""
    body = next((p for p in scene.phrases if not p.proxy), None)
    if body is None or body.entity.type not in _BODIES or len(body.chain) != 1 or body.first > _LABEL:
        return
    sign = scene.tokens[body.last] if body.last < len(scene.tokens) else None
    label = scene.tokens[body.chain[0]]
    named = label.lemma in _words("rosters") and label.case in {"Nom", "Acc"}
    if not named or sign is None or not (sign.text == ":" or sign.text in DASHES):
        return
    status = clause_status(scene, body.chain[0], setting)
    for phrase in _first_group(scene, body.last):
        if phrase.entity.key != body.entity.key and "Nom" in phrase.cases:
            pair, place = (phrase.entity, body.entity), (scene.index, body.chain[0])
            yield from propose(pair, Relation.MEMBER_OF, status, "member.roster", place)


def sent_from(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """«Виктор Кулебякин из «Родника»»: a person right before the body that they are from."""
    if "из" not in scene.ruling:
        return
    bodies = [p for p in scene.phrases if p.preps == "из" and _BODIES & {p.entity.type} and not p.opaque]
    people = [p for p in scene.phrases if p.entity.type is EntityType.PERSON and not p.proxy]
    for body in (b for b in bodies if not b.proxy):
        named = [p for p in people if 0 < body.first - p.last <= _FROM and _only_from(scene, p, body)]
        for person in named:
            pair, place = (person.entity, body.entity), (scene.index, body.first)
            status = clause_status(scene, body.first, setting)
            yield from propose(pair, Relation.MEMBER_OF, status, "member.apposed", place)


def _only_from(scene: Scene, person: Phrase, body: Phrase) -> bool:
    """Whether nothing but «из» and adjectives stands between a name and a body."""
    between = scene.tokens[person.last : body.first]
    return word(between[0]) == "из" and all(t.pos in {"ADJ", "PUNCT", "NOUN"} for t in between[1:])


def _number(scene: Scene, index: int) -> bool:
    before = scene.tokens[index - 1] if index else None
    return before is not None and (before.pos == "NUM" or before.text.isdigit())


def _is(scene: Scene, body: Phrase, stop: int) -> bool:
    """«палата – это 24 человека»."""
    between = scene.tokens[body.last : stop]
    return bool(between) and between[0].text in DASHES


def _subject(scene: Scene, verb: int, before: Sequence[Scene]) -> tuple[Entity | None, int]:
    """The body that unites, and where its members begin: behind the verb, or behind what opens examples."""
    named = [p for p in scene.phrases if p.last <= verb and _names(p) and "Nom" in p.cases and not p.preps]
    examples = _examples(scene, verb)
    if named:
        return named[-1].entity, examples
    pointing = [
        i for i in range(verb) if scene.tokens[i].lemma in _words("last") and scene.tokens[i].case == "Nom"
    ]
    pronouns = [i for i in range(verb) if word(scene.tokens[i]) in {"он", "она", "оно"}]
    if pointing:
        last = [p for s in before[-1:] for p in s.phrases if _names(p)]
        return (last[-1].entity if last else None), verb
    if pronouns:
        return _body(scene, pronouns[0], before), max(verb, examples)
    return None, -1


def _examples(scene: Scene, verb: int) -> int:
    """The last token of words that open examples; -1 where there are none."""
    texts = [word(t) for t in scene.tokens]
    for opener in sorted(_words("examples")):
        words = opener.split()
        for index in range(verb + 1, len(texts) - len(words)):
            if texts[index : index + len(words)] == words:
                return index + len(words) - 1
    return -1
