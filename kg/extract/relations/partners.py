"""Who does something together: with nobody named who acts, by a participle, as a report's title says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.clauses import Clause, is_finite, is_participle
from kg.extract.relations.field import Field, direct
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, Trigger, participle_voice, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, SectionKind

_DOERS = ACTORS | {EntityType.POST}
_OPENING = 8
"""Tokens of a sentence within which «со всеми» opens it."""
_words = partial(words, "partners.yaml")
Pairs = Iterable[tuple[int, Entity, Entity]]


def together(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Pairs that a sentence says to do something together."""
    for rule, found in (
        ("partner.silent", _silent(scene, setting)),
        ("partner.participle", _by_participle(scene)),
        ("partner.report", _reported(scene)),
        ("partner.dropped", _dropped(scene, setting)),
    ):
        for cue, one, other in found:
            if {one.type, other.type} <= _DOERS and not {one.type, other.type} <= {EntityType.POST}:
                status = clause_status(scene, cue, setting)
                yield from propose((one, other), Relation.COOPERATES_WITH, status, rule, (scene.index, cue))


def settled(said: Sequence[Candidate]) -> Iterator[Candidate]:
    """Claims as they are; where it is told who does something with somebody unsaid, no other is guessed."""
    known = {key for c in said if c.rule == "partner.silent" for key in (c.subject, c.object)}
    for claim in said:
        guessed = claim.relation is Relation.COOPERATES_WITH and claim.rule.startswith("together.")
        apart = {claim.subject, claim.object} - known
        if not (guessed and claim.rule.endswith(".elided") and known and len(apart) == 1):
            yield claim


_SHARED = frozenset({Relation.ORGANIZES, Relation.IMPLEMENTS})


def also(scene: Scene, setting: Setting, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """«Совместно с А проведена акция»: whoever does it together with A, though not named, does it too.

    Args:
        scene: The sentence.
        setting: What it stands in.
        said: What the rules proposed for it.
    """
    silent: dict[str, list[Entity]] = {}
    for _, doer, beside in _silent(scene, setting):
        silent.setdefault(beside.key, []).append(doer)
    doing = {doer.key for doers in silent.values() for doer in doers} | silent.keys()
    deeds = {c.object for c in said if c.relation in _SHARED and c.subject not in doing}
    for claim in said:
        if claim.relation in _SHARED and claim.object not in deeds:
            for doer in silent.get(claim.subject, ()):
                place, marks = (scene.index, claim.cue), (f"doer={doer.type}",)
                thing = next(p.entity for p in scene.phrases if p.entity.key == claim.object)
                yield from propose((doer, thing), claim.relation, claim.status, "partner.also", place, *marks)


def with_all(scene: Scene, before: Scene | None, setting: Setting) -> Iterator[Candidate]:
    """«Действуют 58 обществ и 6 партий. Со всеми установлены деловые отношения»: whoever reports works with each.

    Args:
        scene: The sentence.
        before: The sentence before it.
        setting: What the sentence stands in.
    """
    texts = [t.word for t in scene.tokens[:_OPENING]]
    place = next(
        (i for i, text in enumerate(texts) if text == "всеми" and texts[max(0, i - 1)] in {"с", "со"}), -1
    )
    alone = 0 < place + 1 < len(scene.tokens) and scene.tokens[place + 1].pos not in {"NOUN", "ADJ", "DET"}
    common = [i for i in scene.where(_words("common")) if i > place]
    if place < 0 or not alone or not common or before is None:
        return
    status = clause_status(scene, common[0], setting)
    named = [p for p in before.phrases if p.entity.type in ACTORS and p.number == "Plur" and not p.proxy]
    for phrase in (p for p in named if "Nom" in p.cases and not p.preps):
        for doer in setting.office or setting.reporter:
            pair = doer, phrase.entity
            yield from propose(
                pair, Relation.COOPERATES_WITH, status, "partner.all", (scene.index, common[0])
            )


def _beside(scene: Scene) -> Iterator[list[Phrase]]:
    """Those behind «совместно с …», list by list."""
    together = load().markers["with"]
    if scene.ruling.isdisjoint(together):
        return
    marked = [p for p in scene.phrases if p.preps in together and p.entity.type in _DOERS]
    for group in dict.fromkeys(p.group for p in marked if not p.opaque):
        yield [p for p in marked if p.group == group]


def _cue(scene: Scene, phrase: Phrase) -> int:
    """The preposition before a phrase."""
    return max((p.first for p in scene.preps if p.last <= phrase.first), default=phrase.first)


def _acting(scene: Scene, phrase: Phrase) -> bool:
    """Whether somebody is named as acting in the clause of a phrase, or in those before it."""
    clause: Clause | None = scene.clauses[phrase.first]
    while clause is not None:
        here = [p for p in scene.phrases_in(clause) if p.entity.type in _DOERS and direct(p) and not p.paren]
        people = (scene.tokens[i] for i in scene.outside(clause) if scene.tokens[i].case == "Nom")
        named = any(p.cases & {"Nom", "Ins"} and p.group != phrase.group for p in here)
        forces = load().markers["forces"]  # «силами центра совместно с …»
        named = named or any(p.preps in forces and p.entity.type in _DOERS for p in scene.phrases_in(clause))
        if named or any(t.pos == "NOUN" and t.feats.get("Animacy") == "Anim" for t in people):
            return True
        clause = clause.before
    return False


def _silent(scene: Scene, setting: Setting) -> Pairs:
    """«Совместно с А проводится …», tasks to do «во взаимодействии с А»: whoever reports, or acts in the text before."""
    for group in _beside(scene):
        clause = scene.clauses[group[0].first]
        if _acting(scene, group[0]) or group[0].paren or clause.kind == "participle":
            continue
        tokens = [scene.tokens[i] for i in scene.outside(clause)]
        told = [p for p in scene.phrases_in(clause) if p.cases == {"Dat"} and direct(p) and not p.proxy]
        task = setting.section is SectionKind.TASKS or any(t.feats.get("VerbForm") == "Inf" for t in tokens)
        silent = setting.reporter if task or setting.firsthand else setting.focus
        doers = [p.entity for p in told if p.entity.type in _DOERS] or [
            e for e in silent if e.type is not EntityType.MEDIA
        ]
        yield from ((_cue(scene, p), doer, p.entity) for p in group for doer in doers)


def _by_participle(scene: Scene) -> Pairs:
    """«ТОС, очистивший вместе с А родник»; «ТОС – площадка, сооружённая вместе с А»: whose deed the line tells."""
    for group in _beside(scene):
        clause = scene.clauses[group[0].first]
        index = _participle(scene, clause)
        if index < 0:
            continue
        if participle_voice(scene.tokens[index]) == "active":
            trigger = Trigger(index, "active", scene.tokens[index].lemma, full=True)
            doers = [a.phrase for a in Field(scene, trigger).modified(_DOERS)]
        else:
            doers = _opening(scene)
        yield from ((_cue(scene, p), doer.entity, p.entity) for p in group for doer in doers)


def _participle(scene: Scene, clause: Clause) -> int:
    """The participle that opens a clause; -1 for another clause."""
    near = clause.tokens[:5] if clause.kind == "participle" else ()
    return next((i for i in near if is_participle(scene.tokens[i])), -1)


def _opening(scene: Scene) -> list[Phrase]:
    """Who stands before the dash of a line."""
    first = [p for p in scene.phrases[:1] if p.entity.type in _DOERS and direct(p) and not p.paren]
    return [p for p in first if scene.tokens[p.last : p.last + 1] and scene.tokens[p.last].text in DASHES]


def _reported(scene: Scene) -> Pairs:
    """«Доклад главы о взаимодействии с объединениями»."""
    if _words("common").isdisjoint(scene.lemmas):
        return
    owners = [p for p in scene.phrases if p.entity.type in _DOERS and not p.preps and _of_report(scene, p)]
    about = [i for i, t in enumerate(scene.tokens) if t.lemma in _words("common") and i not in scene.inside]
    for owner in owners[:1]:
        behind = [i for i in about if i > owner.last and scene.tokens[i - 1].pos in {"ADP", "ADJ"}]
        others = [
            p for p in scene.phrases if behind and p.first > behind[0] and p.preps == "с" and not p.opaque
        ]
        yield from ((behind[0], owner.entity, p.entity) for p in others)


def _of_report(scene: Scene, phrase: Phrase) -> bool:
    return any(scene.tokens[i].lemma in _words("reports") for i in phrase.chain)


def _dropped(scene: Scene, setting: Setting) -> Pairs:
    """«С отрядом привели в порядок могилы», «живём дружно с администрацией»: «we» do it."""
    for phrase in (p for p in scene.phrases if p.preps == "с" and p.entity.type in _DOERS and not p.opaque):
        clause = scene.clauses[phrase.first]
        verbs = [i for i in scene.outside(clause) if _done_jointly(scene, i)]
        subject = any(
            scene.tokens[i].case == "Nom" and scene.tokens[i].pos in {"NOUN", "PROPN"} for i in clause.tokens
        )
        if (
            verbs
            and not phrase.paren
            and not _named(scene, verbs[0])
            and not (subject and not setting.firsthand)
        ):
            doers = setting.reporter or setting.focus
            yield from ((verbs[0], doer, phrase.entity) for doer in doers)


def _attribute(scene: Scene, phrase: Phrase) -> bool:
    """«конкурс с фондом»: behind a noun «с …» says what that has."""
    before = _cue(scene, phrase) - 1
    agreed = scene.tokens[before].lemma in _words("agreements") if before >= 0 else False
    return before >= 0 and not agreed and (before in scene.inside or scene.tokens[before].pos == "NOUN")


def _done_jointly(scene: Scene, index: int) -> bool:
    """A verb in the plural, with «we» or nobody before it, that two may do."""
    token = scene.tokens[index]
    plural = is_finite(token) and token.number == "Plur" and token.feats.get("Variant") != "Short"
    task = token.feats.get("VerbForm") == "Inf"
    return (plural or task) and not _words("joint").isdisjoint(verb_lemmas(token))


def _named(scene: Scene, verb: int) -> Sequence[Phrase]:
    """Whether somebody is named who does it."""
    own = scene.phrases_in(scene.clauses[verb])
    return [
        p for p in own if "Nom" in p.cases and direct(p) and p.entity.type in _DOERS | {EntityType.PERSON}
    ]
