"""Applying the frames to a scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.grammar import DASHES
from kg.extract.relations import money
from kg.extract.relations.arguments import Roles
from kg.extract.relations.bars import barred, diverted, headed
from kg.extract.relations.brackets import charged
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.cases import dictionary_cases, nominal
from kg.extract.relations.clauses import is_finite, is_participle
from kg.extract.relations.elision import elided
from kg.extract.relations.field import Argument, direct
from kg.extract.relations.gifts import given_in
from kg.extract.relations.givers import beyond, gathered, informs, listed, made, parted, spoken_of, unfit
from kg.extract.relations.lexicon import Frame, Lexicon, Pattern, data, load
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.reach import reachable
from kg.extract.relations.scene import Scene, Trigger, any_reading, lemmas_of, verb_reading
from kg.extract.relations.setting import Setting, fails, trigger_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status, Token

_PREDICATIVE = frozenset({"Nom", "Ins", ""})
"""Cases in which a noun says what somebody is («стал организатором»)."""
_BEING = frozenset({"среди", "в числе", "в качестве", "в роли", "из числа"})
"""Prepositions before a noun that says what somebody is."""
_SUMS = frozenset({"рубль", "тыс", "млн", "миллион", "тысяча"})
_MONEY = frozenset(data("frames.yaml")["money"])
_SENDING = words("arguments.yaml", "sending")
_RECEIVING = words("arguments.yaml", "receiving")
_PREPARING = frozenset({"готовить", "готовиться"})
_OWN_DEEDS = frozenset({Relation.ORGANIZES, Relation.IMPLEMENTS})
_RULED = ACTORS | {EntityType.EVENT}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Verbs that say by themselves what relation they make."""
    return frozenset().union(*(frame.verbs for frame in load().frames))


def _predicative(token: Token) -> bool:
    """Whether a noun may say what somebody is; the dictionary is asked where the tagger's case is none of the form's."""
    known = dictionary_cases(token)
    cases = {token.case} if token.case in known or not known else known
    return not _PREDICATIVE.isdisjoint(cases)


def _among(scene: Scene, index: int) -> bool:
    """«среди гостей слёта были …», «в качестве эксперта выступил …»: what somebody is, behind a preposition."""
    return any(p.last <= index <= p.last + 1 and p.text in _BEING for p in scene.preps)


def _says_what(scene: Scene, index: int) -> bool:
    """«стали членами палаты», «среди членов палаты были», not «цикл бесед с членами палаты»."""
    beside = index > 0 and scene.tokens[index - 1].low in {"с", "со", "между", "над", "перед"}
    return _among(scene, index) or (_predicative(scene.tokens[index]) and not beside)


def _unknown(token: Token) -> tuple[str, str] | None:
    reading = any_reading(token)
    return None if reading is None or verb_reading(token, _known(), True) is not None else reading


def triggers(scene: Scene, frame: Frame, places: Iterable[int]) -> Iterator[Trigger]:
    """The words of a scene that a frame knows.

    Args:
        scene: The sentence.
        frame: The predicates.
        places: Tokens outside names that the frame may know, in order.
    """
    for index in places:
        token = scene.tokens[index]
        reading = _unknown(token) if frame.any else verb_reading(token, frame.verbs, frame.passive)
        if reading is not None:
            full = is_participle(token)
            yield Trigger(index, reading[0], reading[1], full, token.feats.get("VerbForm") == "Inf")
        elif token.lemma in frame.nouns and nominal(token):
            if index not in scene.joined and not (frame.role and not _says_what(scene, index)):
                yield Trigger(index, "noun", token.lemma)
        elif token.lemma in frame.adjectives:
            yield Trigger(index, "active", token.lemma, True)
    for p in scene.preps:
        if p.text in frame.words:
            yield Trigger(p.first, "word", p.text)


def money_in(tokens: Iterable[Token]) -> bool:
    """Whether words speak of money."""
    return any(t.lemma in _MONEY for t in tokens)


def _money(scene: Scene, trigger: Trigger) -> tuple[bool, bool]:
    """Whether the clause of a trigger speaks of money, and whether as of what is given there.

    So it does too where somebody acts who gives nothing else.
    """
    clause = scene.clauses[trigger.index]
    if EntityType.FOUNDATION in scene.types:
        free = [p for p in scene.phrases_in(clause) if p.entity.type is EntityType.FOUNDATION]
        got = trigger.reading == "active" and trigger.lemma in _RECEIVING
        giving = [p for p in free if not p.proxy and p.cases != {"Dat"} and not (got and direct(p))]
        if giving and given_in(scene, clause) < 0:
            return True, not money.ahead(scene, trigger)
    said = (i for i in scene.outside(clause) if i == trigger.index or not is_finite(scene.tokens[i]))
    found = money.of_verb(scene, trigger, money.spoken(scene, clause, said))
    return bool(found), any(not money.asked(scene, trigger, i) for i in found)


def _given(trigger: Trigger, paid_for: bool) -> bool:
    """«направил в фонд заявку на грант»: money that is only asked for is not given by a verb."""
    return paid_for or trigger.reading != "active" or trigger.lemma not in _SENDING


def _distance(left: Phrase, right: Phrase) -> str:
    gap = max(left.first, right.first) - min(left.last, right.last)
    return "near" if gap <= 3 else "mid" if gap <= 9 else "far" if gap <= 18 else "distant"


def _features(  # noqa: PLR0917
    frame: Frame,
    pattern: Pattern,
    trigger: Trigger,
    subject: Argument | None,
    obj: Argument,
    kind: str,
    silence: str = "elided",
) -> tuple[str, ...]:
    found = [
        f"frame={frame.name}",
        f"reading={trigger.reading}{'.full' if trigger.full else ''}{'.inf' if trigger.infinitive else ''}",
        f"types={kind}>{obj.phrase.entity.type}",
        f"object={obj.how}",
        f"subject={subject.how if subject else silence}",
        f"trigger={trigger.lemma}>{pattern.relation.value}" if not frame.any else "trigger=any",
        f"roles={'/'.join(pattern.subject[:2])}>{'/'.join(pattern.object[:2])}&{pattern.relation.value}",
    ]
    if subject is not None:
        found.append(f"distance={_distance(subject.phrase, obj.phrase)}")
        found.append(f"via={subject.phrase.via}")
        found.append(f"proxy={subject.phrase.proxy}")
    return tuple(found)


def _gapped(scene: Scene, phrase: Phrase, pattern: Pattern) -> list[Argument]:
    """«А провёл форум, Б – ярмарку»: the dash stands for the verb."""
    if (
        phrase.first < 1
        or scene.tokens[phrase.first - 1].text not in DASHES
        or "agent" not in pattern.subject
    ):
        return []
    before = [p for p in scene.phrases if p.last == phrase.first - 1 and p.entity.type in pattern.subjects]
    return [Argument(p, "gap") for p in before if "Nom" in p.cases and not p.preps]


def _pairs(frame: Frame, pattern: Pattern, roles: Roles, setting: Setting) -> Iterator[Candidate]:
    scene, trigger = roles.scene, roles.trigger
    objects = [o for o in roles.fill(pattern.object, pattern.objects) if headed(scene, pattern, o.phrase)]
    objects = [o for o in objects if not (_diverted(scene, frame, o) or spoken_of(pattern, o.phrase))]
    objects = [o for o in objects if not gathered(frame, pattern, o.phrase)]
    objects = [o for o in objects if not made(trigger, pattern, o)]
    if not objects or _said_of_thing(pattern, roles):
        return
    found = [
        s for s in roles.fill(pattern.subject, pattern.subjects) if not unfit(scene, trigger, pattern, s)
    ]
    given = _of_others(frame, pattern)
    if given:
        found = [s for s in found if not listed(scene, frame, trigger, s)]
    if frame.money:
        found = [s for s in found if not beyond(scene, frame, trigger, s)]
        objects = [o for o in objects if o.phrase.preps or not beyond(scene, frame, trigger, o)]
    for obj in objects:
        subjects, held = found, pattern.relation is Relation.HELD_WITHIN and bool(found)
        spoken = found[0] if held else obj
        taken = subjects and all(s.phrase.group == obj.phrase.group for s in subjects)
        if taken and "agent" in pattern.subject:
            others = list(replace(roles, taken=obj.phrase.group).fill(pattern.subject, pattern.subjects))
            subjects = [s for s in others if not beyond(scene, frame, trigger, s)] if given else others
            if given and not subjects:
                continue  # «микрозаймы предоставляет фонд»: it is the one who gives
        chosen = _nearest(subjects, obj) if frame.near else subjects
        for subject in _gapped(scene, obj.phrase, pattern) or chosen:
            one, other = subject.phrase, obj.phrase
            carried = (
                trigger.reading == "noun"
                and subject.how == "before.passive"
                and (frame.role or _of_others(frame, pattern))
            )
            carried = carried or (given and informs(scene, trigger, subject, obj))
            carried = carried or parted(scene, frame, trigger, subject)
            two = one.entity.key != other.entity.key and one.group != other.group
            if two and not carried and not (_astray(subjects, subject, obj) or _elsewhere(scene, one, other)):
                marks = _features(frame, pattern, trigger, subject, obj, one.entity.type)
                status = _status(spoken, roles, setting)
                if pattern.relation is Relation.PUBLISHES and _in_the_making(roles, status):
                    status = Status.PLANNED
                yield _claim(roles, one.entity, pattern, other.entity, status, frame.name, marks)
        if not subjects:
            yield from _unsaid(frame, pattern, roles, setting, obj)


def _in_the_making(roles: Roles, status: Status) -> bool:
    """«редакция готовит справочник»: what is being prepared is not out yet."""
    token = roles.scene.tokens[roles.trigger.index]
    present = roles.trigger.lemma in _PREPARING and token.feats.get("Tense") == "Pres"
    return present and status is Status.REALISED


def _elsewhere(scene: Scene, one: Phrase, other: Phrase) -> bool:
    """«в Ржеве митинг, в Зубцове – концерт»: the dash gives what is behind it a place of its own."""
    placed = other.preps == "при" or (bool(other.preps) and other.entity.type is EntityType.PLACE)
    if not placed or one.first < 1 or scene.tokens[one.first - 1].text not in DASHES:
        return False
    before = (p for p in scene.phrases if p.last == one.first - 1 and p.preps == other.preps)
    return any(p.entity.key != other.entity.key for p in before)


def _diverted(scene: Scene, frame: Frame, obj: Argument) -> bool:
    """A participle says what it says of a thing, whatever else is done with it («участие в акциях, проводимых …»)."""
    return obj.how != "participle" and diverted(scene, frame, obj.phrase)


def _said_of_thing(pattern: Pattern, roles: Roles) -> bool:
    """«на основании закона администрацией создана дружина»: what is done by an act is ruled by it, not who does it."""
    if pattern.relation is not Relation.GOVERNED_BY or pattern.subject != ("agent",):
        return False
    return roles.trigger.reading == "passive" and bool(roles.fill(("theme",), _RULED))


def _of_others(frame: Frame, pattern: Pattern) -> bool:
    """Money and help are not given by whom only the clause before speaks of."""
    return frame.money or pattern.helps


def _astray(subjects: list[Argument], subject: Argument, obj: Argument) -> bool:
    """«совет при главе, палата и клуб»: what stands within a list belongs to the item before it."""
    places = [s.phrase.first for s in subjects if s.phrase.group == subject.phrase.group]
    before = [place for place in places if place < obj.phrase.first]
    within = bool(before) and len(before) < len(places)
    return within and subject.phrase.first != before[-1]


def _nearest(subjects: list[Argument], obj: Argument) -> list[Argument]:
    """«гранты получили А на проект Б и В на проект Г»: of several the last before the object."""
    before = [s for s in subjects if s.phrase.first < obj.phrase.first]
    return before[-1:] or subjects


def _unsaid(
    frame: Frame, pattern: Pattern, roles: Roles, setting: Setting, obj: Argument
) -> Iterator[Candidate]:
    """Claims of a clause that names nobody who acts."""
    scene, trigger = roles.scene, roles.trigger
    if trigger.lemma in _SUMS and _status(obj, roles, setting) is Status.PLANNED:
        return  # «привлечь 300 тыс. рублей на проект»: a sum alone is nobody's promise
    here = {p.entity.key for p in scene.phrases}
    issued = pattern.relation is Relation.ADOPTS and roles.field.issued
    told = pattern.relation in _OWN_DEEDS and charged(scene, obj.phrase)
    silent = [] if issued or told else elided(frame, pattern, trigger, setting, scene)
    how = "elided" if len(silent) == 1 else "elided.many"
    kind = "task" if trigger.infinitive else "elided"
    for entity in silent:
        medium = pattern.relation is Relation.COOPERATES_WITH and entity.type is EntityType.MEDIA
        if entity.key not in here and not (medium and entity not in setting.reporter):
            marks = _features(frame, pattern, trigger, None, obj, entity.type, how)
            status = _status(obj, roles, setting)
            yield _claim(roles, entity, pattern, obj.phrase.entity, status, frame.name, marks, f".{kind}")


def _status(obj: Argument, roles: Roles, setting: Setting) -> Status:
    if _said_of(obj, roles.scene) and fails(roles.scene, roles.trigger, setting):
        return Status.NOT_REALISED
    return trigger_status(roles.scene, roles.trigger, setting)


def _said_of(obj: Argument, scene: Scene) -> bool:
    """Whether the clause before speaks of the object itself, not of what is done to it («не присоединились к …»)."""
    if obj.phrase.proxy != "relative":
        return obj.how == "participle" and not obj.phrase.preps and bool(obj.phrase.cases & {"Nom", "Acc"})
    own = (p for p in scene.phrases if p.entity.key == obj.phrase.entity.key and p.last <= obj.phrase.first)
    return any(not p.preps and p.cases & {"Nom", "Acc"} for p in own)


def _claim(  # noqa: PLR0917
    roles: Roles,
    subject: Entity,
    pattern: Pattern,
    obj: Entity,
    status: Status,
    frame: str,
    marks: tuple[str, ...],
    kind: str = "",
) -> Candidate:
    rule = f"{frame}.{roles.trigger.reading}{kind}"
    scene, cue = roles.scene.index, roles.trigger.index
    return Candidate(subject.key, pattern.relation, obj.key, status, rule, scene, cue, marks)


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, tuple[int, ...]]:
    """Which frames (by their place in the lexicon) know a word."""
    found: dict[str, tuple[int, ...]] = {}
    for place, frame in enumerate(load().frames):
        for text in frame.verbs | frame.nouns | frame.adjectives | frame.words:
            found[text] = (*found.get(text, ()), place)
    return found


@lru_cache(maxsize=16_384)
def _knowing(text: str, lemma: str, pos: str) -> tuple[int, ...]:
    """The same of the dictionary forms of a token, also of those without their «ся»."""
    lemmas = lemmas_of(text, lemma, pos)
    plain = (lemma[:-2] for lemma in lemmas if lemma.endswith(("ся", "сь")))
    return tuple({place for lemma in (*lemmas, *plain) for place in _by_word().get(lemma, ())})


@lru_cache(maxsize=1)
def _of_any() -> tuple[int, ...]:
    """The frames that any verb may make speak."""
    return tuple(place for place, frame in enumerate(load().frames) if frame.any)


def _speaking(scene: Scene) -> Iterator[tuple[Frame, Sequence[int]]]:
    """The frames that know a word of a scene, in the order of the lexicon, with the tokens that they may know."""
    frames, tokens, inside = load().frames, scene.tokens, scene.inside
    known: dict[int, list[int]] = {
        place: [] for preposition in scene.preps for place in _by_word().get(preposition.text, ())
    }
    verbs = []
    for index, token in enumerate(tokens):
        if index in inside:
            continue
        for place in _knowing(token.text, token.lemma, token.pos):
            known.setdefault(place, []).append(index)
        if token.pos == "VERB":
            verbs.append(index)
    for place in _of_any():
        known[place] = sorted({*known.get(place, ()), *verbs})
    for place in sorted(known):
        if not frames[place].objects.isdisjoint(scene.types):
            yield frames[place], known[place]


def claims_of(scene: Scene, setting: Setting, lexicon: Lexicon) -> Iterator[Candidate]:
    """Everything that the frames say of a scene."""
    if not scene.phrases:
        return
    known: dict[tuple[Trigger, bool], Roles] = {}  # several frames know one word
    for frame, places in _speaking(scene):
        for trigger in triggers(scene, frame, places):
            key = trigger, frame.genitive_agent
            roles = known.get(key)
            if roles is None:
                roles = known[key] = Roles(scene, trigger, lexicon, frame.genitive_agent)
            near = [pattern for pattern in frame.claims if reachable(roles.field, pattern)]
            if not near:
                continue
            rich, paid_for = _money(scene, trigger) if frame.minded else (False, False)
            if (frame.money and not (rich and _given(trigger, paid_for))) or barred(scene, frame, trigger):
                continue
            for pattern in near:
                if not (pattern.paid and paid_for):
                    yield from _pairs(frame, pattern, roles, setting)
