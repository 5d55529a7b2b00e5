"""Applying the frames to a scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.relations.arguments import Roles
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import Clause, is_finite, is_participle
from kg.extract.relations.field import Argument
from kg.extract.relations.government import DASHES, head_of
from kg.extract.relations.lexicon import Frame, Lexicon, Pattern, data, load
from kg.extract.relations.offices import is_department
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, Trigger, any_reading, verb_lemmas, verb_reading
from kg.extract.status import status_at
from kg.lexicon import load as load_words
from kg.model import Entity, EntityType, Mention, Relation, SectionKind, Status, Token

_PREDICATIVE = frozenset({"Nom", "Ins", ""})
"""Cases in which a noun says what somebody is («стал организатором»)."""
_BUDGET = frozenset({"бюджет", "бюджетный"})
_OTHERS_BUDGET = frozenset(load_words("arguments.yaml")["others_budgets"])
_MONEY = frozenset(data("frames.yaml")["money"])
_DOING = frozenset({"organise", "carry_out", "role_of"})
_DOING_NOUNS = frozenset({"организация", "проведение", "подготовка", "реализация", "осуществление"})
_HELP_REACH = 4
_HELPING = frozenset(
    {
        "помощь",
        "содействие",
        "охрана",
        "порядок",
        "безопасность",
        "дежурство",
        "дежурить",
        "поддержка",
        "участие",
        "помогать",
        "помочь",
        "содействовать",
        "участвовать",
        "поддержать",
        "поддерживать",
    }
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scene stands in: kind of section, and who acts where nobody is said to."""

    section: SectionKind
    focus: tuple[Entity, ...]
    reporter: tuple[Entity, ...]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Verbs that say by themselves what relation they make."""
    return frozenset().union(*(frame.verbs for frame in load().frames))


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
        elif token.pos in {"NOUN", "PROPN"} and token.lemma in frame.nouns:
            if index not in scene.joined and not (frame.role and token.case not in _PREDICATIVE):
                yield Trigger(index, "noun", token.lemma)
        elif token.lemma in frame.adjectives:
            yield Trigger(index, "active", token.lemma, True)
    yield from (Trigger(p.first, "word", p.text) for p in scene.preps if p.text in frame.words)


def money_in(tokens: Iterable[Token]) -> bool:
    """Whether words speak of money."""
    return any(t.lemma in _MONEY for t in tokens)


def has_money(scene: Scene, trigger: Trigger) -> bool:
    """Whether the clause of a trigger speaks of money, or of somebody who gives nothing else."""
    clause = scene.clauses[trigger.index]
    funds = (p for p in scene.phrases if p.entity.type is EntityType.FOUNDATION)
    return any(scene.clauses[p.first] is clause and not p.proxy for p in funds) or any(
        t.lemma in _MONEY
        for i, t in enumerate(scene.tokens)
        if scene.clauses[i] is clause and i not in scene.inside
    )


def clause_status(scene: Scene, index: int, setting: Setting) -> Status:
    """The status of a word that is no verb: its own and that of the nearest verb of its clause."""
    clause = scene.clauses[index]
    verbs = [
        i
        for i, t in enumerate(scene.tokens)
        if scene.clauses[i] is clause
        and i not in scene.inside
        and (is_finite(t) or t.feats.get("VerbForm") == "Inf")
    ]
    own = status_at(scene.tokens, index, setting.section, clause.start)
    if own is not Status.REALISED or not verbs:
        return own
    nearest = min(verbs, key=lambda i: (abs(i - index), i))
    return status_at(scene.tokens, nearest, setting.section, clause.start)


def _status(scene: Scene, trigger: Trigger, setting: Setting) -> Status:
    if trigger.reading in {"noun", "word"}:
        return clause_status(scene, trigger.index, setting)
    if trigger.full and _over(scene, trigger):
        return Status.REALISED
    return status_at(scene.tokens, trigger.index, setting.section, scene.clauses[trigger.index].start)


def _over(scene: Scene, trigger: Trigger) -> bool:
    """«программа, утверждённая Думой»: done, whatever is planned with it."""
    past = any("past" in p.tag and "perf" in p.tag for p in parses(scene.tokens[trigger.index].text)[:1])
    return past and scene.tokens[max(0, trigger.index - 1)].text.lower() != "не"


def _elided(frame: Frame, pattern: Pattern, trigger: Trigger, setting: Setting, scene: Scene) -> list[Entity]:
    if "agent" not in pattern.subject or frame.elide == "never" or _has_subject(scene, trigger):
        return []
    if frame.money and _own_budget(scene, trigger):
        return [e for e in setting.reporter if e.type in pattern.subjects]
    open_ = trigger.infinitive or (setting.section is SectionKind.TASKS and trigger.reading == "noun")
    free = open_ or _dropped(scene, trigger)
    if not free and frame.elide == "task" and trigger.reading == "passive" and not trigger.full:
        return [e for e in setting.reporter if e.type in pattern.subjects and is_department(e)]
    if not free and (frame.elide == "task" or (frame.elide == "noun" and trigger.reading != "noun")):
        return []
    chosen = setting.reporter if open_ else setting.focus
    return [e for e in chosen if e.type in pattern.subjects]


def _own_budget(scene: Scene, trigger: Trigger) -> bool:
    """«из бюджета города выделено …»: the municipality's administration gives."""
    clause = scene.clauses[trigger.index]
    words = {t.lemma for i, t in enumerate(scene.tokens) if scene.clauses[i] is clause}
    return not words.isdisjoint(_BUDGET) and words.isdisjoint(_OTHERS_BUDGET)


def _has_subject(scene: Scene, trigger: Trigger) -> bool:
    """Somebody who is no entity acts («молодёжь включилась в акцию»)."""
    clause = scene.clauses[trigger.index]
    finite = trigger.reading == "active" and is_finite(scene.tokens[trigger.index])
    for index, token in enumerate(scene.tokens):
        if (
            scene.clauses[index] is not clause
            or index in scene.inside
            or index == trigger.index
            or token.case != "Nom"
        ):
            continue
        if token.pos == "NOUN" and (finite or token.feats.get("Animacy") == "Anim"):
            return True
    return False


def _dropped(scene: Scene, trigger: Trigger) -> bool:
    """A finite active verb without any nominative: its subject is the one spoken of before."""
    token, clause = scene.tokens[trigger.index], scene.clauses[trigger.index]
    if (
        trigger.reading != "active"
        or token.feats.get("VerbForm") != "Fin"
        or clause.before is not None
        or clause.kind != "main"
    ):
        return False
    return not any(
        t.case == "Nom" and t.pos in {"NOUN", "PROPN", "PRON"}
        for i, t in enumerate(scene.tokens)
        if scene.clauses[i] is clause and i < trigger.index
    )


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
    elided: str = "elided",
) -> tuple[str, ...]:
    found = [
        f"frame={frame.name}",
        f"reading={trigger.reading}{'.full' if trigger.full else ''}{'.inf' if trigger.infinitive else ''}",
        f"types={kind}>{obj.phrase.entity.type.value}",
        f"object={obj.how}",
        f"subject={subject.how if subject else elided}",
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
    objects = [o for o in roles.fill(pattern.object, pattern.objects) if _headed(scene, pattern, o.phrase)]
    if not objects:
        return
    subjects = roles.fill(pattern.subject, pattern.subjects)
    status = _status(scene, trigger, setting)
    rule = f"{frame.name}.{trigger.reading}"
    for obj in objects:
        for subject in _gapped(scene, obj.phrase, pattern) or subjects:
            if (
                subject.phrase.entity.key != obj.phrase.entity.key
                and subject.phrase.group != obj.phrase.group
            ):
                marks = _features(frame, pattern, trigger, subject, obj, subject.phrase.entity.type.value)
                yield Candidate(
                    subject.phrase.entity.key,
                    pattern.relation,
                    obj.phrase.entity.key,
                    status,
                    rule,
                    scene.index,
                    trigger.index,
                    marks,
                )
        if not subjects:
            here = {p.entity.key for p in scene.phrases}
            silent = _elided(frame, pattern, trigger, setting, scene)
            how = "elided" if len(silent) == 1 else "elided.many"
            for entity in silent:
                if entity.key not in here:
                    marks = _features(frame, pattern, trigger, None, obj, entity.type.value, how)
                    yield Candidate(
                        entity.key,
                        pattern.relation,
                        obj.phrase.entity.key,
                        status,
                        f"{rule}.task" if trigger.infinitive else f"{rule}.elided",
                        scene.index,
                        trigger.index,
                        marks,
                    )


def _headed(scene: Scene, pattern: Pattern, phrase: Phrase) -> bool:
    """Whether the object's head noun is one that the pattern takes."""
    if not (pattern.heads or pattern.no_heads) or phrase.first < 0 or phrase.proxy:
        return True
    head = scene.tokens[
        head_of(scene.tokens, Mention(0, 0, 0, phrase.first, phrase.last, phrase.first))
    ].lemma
    return head not in pattern.no_heads and (not pattern.heads or head in pattern.heads)


def _barred(scene: Scene, frame: Frame, trigger: Trigger) -> bool:
    """A verb of the clause that turns the frame's roles round, or a noun that is itself what somebody helps with."""
    clause = scene.clauses[trigger.index]
    words = {t.lemma for i, t in enumerate(scene.tokens) if scene.clauses[i] is clause}
    if not frame.unless.isdisjoint(words) or (frame.needs and frame.needs.isdisjoint(words)):
        return True
    if frame.name not in _DOING:
        return False
    return (
        _helped(scene, trigger.index) if trigger.reading == "noun" else _helping_verb(scene, clause, trigger)
    )


def _helping_verb(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """«помогали проводить перепись»: the doing is another's."""
    near = range(max(clause.start, trigger.index - _HELP_REACH), trigger.index)
    return trigger.infinitive and any(
        _HELPING.intersection(verb_lemmas(scene.tokens[i])) for i in near if i not in scene.inside
    )


def _helped(scene: Scene, index: int) -> bool:
    """«помощь в организации», «участие в проведении»: the doing is another's."""
    clause = scene.clauses[index]
    if (
        index
        and scene.tokens[index - 1].pos == "ADP"
        and any(
            t.lemma in _HELPING
            for i, t in enumerate(scene.tokens)
            if scene.clauses[i] is clause and i not in scene.inside
        )
    ):
        return True
    left = index - 1
    while left >= 0 and (
        scene.tokens[left].pos in {"ADJ", "CCONJ"} or scene.tokens[left].lemma in _DOING_NOUNS
    ):
        left -= 1
    if left < 1 or scene.tokens[left].pos != "ADP":
        return False
    return any(t.lemma in _HELPING for t in scene.tokens[max(0, left - 4) : left])


def _present(scene: Scene) -> dict[str, list[int]]:
    """All words by which a frame may know a scene, with their tokens; prepositions with none."""
    found: dict[str, list[int]] = {p.text: [] for p in scene.preps}
    for index, token in enumerate(scene.tokens):
        if index not in scene.inside:
            for lemma in verb_lemmas(token):
                found.setdefault(lemma, []).append(index)
                if lemma.endswith(("ся", "сь")):
                    found.setdefault(lemma[:-2], []).append(index)
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {f.name: f.verbs | f.nouns | f.adjectives | f.words for f in load().frames}


def claims_of(scene: Scene, setting: Setting, lexicon: Lexicon) -> Iterator[Candidate]:
    """Everything that the frames say of a scene."""
    if not scene.phrases:
        return
    present, words = _present(scene), _words()
    outside = [index for index in range(len(scene.tokens)) if index not in scene.inside]
    for frame in lexicon.frames:
        known = words[frame.name] & present.keys()
        if not frame.any and not known:
            continue
        places = outside if frame.any else sorted({index for text in known for index in present[text]})
        for trigger in triggers(scene, frame, places):
            money = has_money(scene, trigger)
            if (frame.money and not money) or _barred(scene, frame, trigger):
                continue
            roles = Roles(scene, trigger, lexicon, frame.genitive_agent)
            for pattern in frame.claims:
                if pattern.relation is Relation.SUPPORTS and money and "agent" in pattern.subject:
                    continue
                yield from _pairs(frame, pattern, roles, setting)
