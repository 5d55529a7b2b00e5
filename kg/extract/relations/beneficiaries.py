"""For whom: which programme, project, event or actor a social group is said to be served by."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar import DASHES
from kg.extract.relations import attending
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.groups import GroupWord, begun, groups_in
from kg.extract.relations.leads import FOR, Lead, class_words, leads
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.pointing import pointed
from kg.extract.relations.scene import Scene
from kg.extract.relations.serving import serve
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, SocialGroup
from kg.structs import struct

_ACTS = frozenset({"Nom", "Ins"})
_FORCES = frozenset({"усилие", "сила"})
_GREETINGS = words("arguments.yaml", "greetings")
_LISTED = 8
_TAIL = 16
_TO_DASH = 4
"""Tokens between a word for a group and the dash that stands for a verb."""
_TAUGHT = frozenset({EntityType.INSTITUTION, EntityType.NGO, EntityType.RELIGIOUS})
_CARE = frozenset(load().markers["care"])
_DOCTORS = words("arguments.yaml", "doctors")
_HELPS = frozenset({"help", "serve", "give"})
_SERVING = DEEDS | ACTORS | {EntityType.POST}
_PLURAL_HOSTS = frozenset({"owner", "item"})


def _free_groups(scene: Scene) -> Iterator[GroupWord]:
    if scene.inside.issuperset(begun(scene.tokens)):
        return
    given = {p.first for p in scene.phrases if p.preps in FOR or (not p.preps and p.cases == {"Dat"})}
    acting = {i for p in scene.phrases for i in p.chain if p.via and p.first not in given and p.cases & _ACTS}
    index = 0
    while index < len(scene.tokens):
        stop = index
        while stop < len(scene.tokens) and stop not in scene.inside:
            stop += 1
        yield from (
            g
            for g in groups_in(scene.tokens, index, stop, len(scene.tokens))
            if g.first not in acting and not (g.adjective or _striving(scene, g.first) or _greeting(scene, g))
        )
        index = max(stop, index + 1)


def _striving(scene: Scene, first: int) -> bool:
    """«усилия молодёжи, семьи», «силами студентов»: who acts is not served."""
    index = first - 1
    while index > max(0, first - _LISTED) and (
        scene.tokens[index].text == "," or scene.tokens[index].pos in {"NOUN", "ADJ", "CCONJ"}
    ):
        if scene.tokens[index].lemma in _FORCES:
            return True
        index -= 1
    return index >= 0 and scene.tokens[index].lemma in _FORCES


def _greeting(scene: Scene, group: GroupWord) -> bool:
    """«Дети поздравили совет»: who greets or thanks is not served."""
    words_of = range(group.first, group.last)
    said = next((t for t in scene.tokens[group.last :] if t.pos == "VERB"), None)
    plural = said is not None and said.number == "Plur" and said.lemma in _GREETINGS
    return plural and any(scene.tokens[i].case == "Nom" for i in words_of)


@struct(frozen=True, slots=True)
class Owner:
    """Who may serve a group: the entity, and how it stands in the sentence towards the group word."""

    entity: Entity
    how: str
    marks: tuple[str, ...]
    phrase: Phrase | None = None


def _passive(scene: Scene, clause: Clause) -> bool:
    return any(
        (t.feats.get("Variant") == "Short" or t.feats.get("Voice") == "Pass") and is_finite(t)
        for t in (scene.tokens[i] for i in scene.outside(clause))
    )


def _opens(scene: Scene, phrase: Phrase, anchor: int) -> bool:
    """Whether only words that describe a phrase stand between it and a group word («проекты, направленные на …»)."""
    if phrase.last > anchor or phrase.opaque:
        return False
    between = range(phrase.last, anchor)
    others = (p for p in scene.phrases if p.group != phrase.group and not p.proxy)
    return (
        len(between) <= _TAIL
        and not any(is_finite(scene.tokens[i]) or scene.tokens[i].text in {";", ":", "."} for i in between)
        and not any(phrase.last <= p.first < anchor for p in others)
    )


def _how(scene: Scene, phrase: Phrase, anchor: int) -> str:
    """The part that a phrase plays, seen from a group word."""
    if _opens(scene, phrase, anchor):
        return "of.kind" if phrase.entity.type in DEEDS else "of.actor"
    if phrase.preps:
        return "agent" if phrase.preps in _CARE else f"prep.{phrase.preps.split()[0]}"
    if phrase.opaque:
        chain = {scene.tokens[i].lemma for i in phrase.chain}
        return next((f"of.{name}" for name in ("goal", "audience") if chain & class_words(name)), "opaque")
    passive = _passive(scene, scene.clauses[phrase.first])
    if "Nom" in phrase.cases:
        return "theme" if passive else "agent"
    if "Ins" in phrase.cases:
        return "agent" if passive else "ins"
    return next((case for case in ("Gen", "Acc", "Dat") if case in phrase.cases), "other")


def _of_another_verb(scene: Scene, phrase: Phrase, anchor: int) -> bool:
    """«волонтёры помогают детям, реализуют проекты»: what another verb behind a comma is done to."""
    plain = phrase.entity.type in DEEDS and not phrase.preps and not phrase.proxy and "Acc" in phrase.cases
    plain = plain and scene.tokens[anchor].case == "Dat"
    first, last = sorted((anchor, phrase.first))
    joints = [i for i in range(first + 1, last) if scene.tokens[i].text == "," and i not in scene.inside]
    behind = (i for joint in joints for i in range(joint + 1, min(joint + 3, last)))
    told = any(is_finite(scene.tokens[i]) and i not in scene.inside for i in behind)
    return plain and told and _acted(scene, phrase)


def _acted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a subject opens the clause of a phrase."""
    clause = scene.clauses[phrase.first]
    verb = next((i for i in scene.outside(clause) if is_finite(scene.tokens[i])), -1)
    own = (p for p in scene.phrases_in(clause) if p.last <= min(phrase.first, verb))
    subjects = (p for p in own if p.entity.type in ACTORS and not p.preps and not p.opaque)
    return any("Nom" in p.cases for p in subjects)


def _owners(scene: Scene, setting: Setting, anchor: int) -> Iterator[Owner]:
    fit = [p for p in scene.phrases if p.entity.type in _SERVING and p.proxy not in _PLURAL_HOSTS]
    fit = [p for p in fit if not _of_another_verb(scene, p, anchor)]
    clause = scene.clauses[anchor]
    order = sorted(fit, key=lambda p: (abs(p.first - anchor), p.first))
    for phrase in fit:
        left = phrase.last <= anchor
        gap = anchor - phrase.last if left else phrase.first - anchor
        near = [p for p in order if (p.entity.type in DEEDS) == (phrase.entity.type in DEEDS)]
        rank = min([i for i, p in enumerate(near) if p.group == phrase.group] or [9])
        marks = (
            f"clause={_clause_of(scene, phrase, clause)}",
            f"rank={min(rank, 3)}",
            f"side={'left' if left else 'right'}{'.next' if gap <= 3 else '.near' if gap <= 10 else '.far'}",
            f"deed={any(p.entity.type in DEEDS for p in order[:2])}",
        )
        yield Owner(phrase.entity, _how(scene, phrase, anchor), marks, phrase)
    if not any(p.entity.type in DEEDS or "Nom" in p.cases for p in fit):
        yield from _spoken_of(scene, setting, clause)


def _clause_of(scene: Scene, phrase: Phrase, clause: Clause) -> str:
    """Where a phrase stands, seen from a clause; «heir»: it is the subject that the clause before leaves to this one."""
    own = scene.clauses[phrase.first]
    if own is clause:
        return "same"
    if own is clause.parent:
        return "parent"
    before = clause.before
    while before is not None and before is not own:
        before = before.before
    subject = "Nom" in phrase.cases and not phrase.preps and not phrase.opaque
    if before is not own or not subject or _has_nominative(scene, clause):
        return "other"
    return "heir"


def _has_nominative(scene: Scene, clause: Clause) -> bool:
    nouns = (scene.tokens[i] for i in clause.tokens)
    return any(t.case == "Nom" and t.pos in {"NOUN", "PROPN", "PRON"} for t in nouns)


def _beside(scene: Scene, phrase: Phrase, prep: int) -> bool:
    """Whether a deed, or a body that a verb before it speaks of, stands right before «для» («кружок для школьников»)."""
    own = (i for i in scene.clauses[phrase.first].tokens if i < phrase.first and i not in scene.inside)
    spoken = phrase.entity.type in DEEDS or any(
        not phrase.preps and scene.tokens[i].pos == "VERB" for i in own
    )
    by_whom = phrase.cases == {"Ins"} and not phrase.preps and _passive(scene, scene.clauses[phrase.first])
    return phrase.last == prep and not phrase.proxy and spoken and not by_whom


def _antecedent(scene: Scene, anchor: int) -> int:
    """The group of the phrase that a participle or «который» around a group word hangs on; -1 where there is none."""
    clause = scene.clauses[anchor]
    if clause.kind not in {"participle", "relative"}:
        return -1
    before = [p for p in scene.phrases if p.last <= clause.start and not p.proxy and not p.paren]
    near = [p for p in before if clause.start - p.last <= 1]
    return near[-1].first if near else -1


def _behind_dash(scene: Scene, lead: Lead, owners: list[Owner]) -> list[Owner]:
    """«для школьников – киноуроки»: what the dash behind a group gives them."""
    near = range(lead.anchor + 1, min(lead.anchor + _TO_DASH, len(scene.tokens)))
    dash = next((i for i in near if scene.tokens[i].text in DASHES), -1)
    opens = lead.at >= 0 and (lead.at == 0 or scene.tokens[lead.at - 1].text in {",", ";", "и", "а"})
    return [o for o in owners if opens and dash > 0 and o.phrase is not None and o.phrase.first == dash + 1]


def _after_dash(scene: Scene, phrase: Phrase) -> bool:
    return phrase.first > 0 and scene.tokens[phrase.first - 1].text in DASHES and phrase.entity.type in DEEDS


def _chosen(scene: Scene, lead: Lead, owners: list[Owner]) -> list[tuple[Owner, str]]:
    """Owners with what the words right before the group word say of who is meant: it, another, or nothing."""
    if lead.name == "for":
        if dashed := _behind_dash(scene, lead, owners):
            return [(o, "beside") for o in dashed]
        owners = [o for o in owners if o.phrase is None or not _after_dash(scene, o.phrase)] or owners
        beside = [o for o in owners if o.phrase is not None and _beside(scene, o.phrase, lead.at)]
        return [(o, "beside") for o in beside] or [(o, "apart") for o in owners]
    start = _antecedent(scene, lead.anchor)
    if start < 0:
        return [(o, "free") for o in owners]
    return [(o, "own" if o.phrase is not None and o.phrase.first == start else "other") for o in owners]


def _others_act(scene: Scene, clause: Clause) -> bool:
    """«Подростки помогали пожилым»: somebody who is no entity acts."""
    own = [i for i in clause.tokens if i not in scene.inside]
    acts = any(is_finite(scene.tokens[i]) and scene.tokens[i].feats.get("Variant") != "Short" for i in own)
    people = (t for t in (scene.tokens[i] for i in own) if t.pos == "NOUN" and t.case == "Nom")
    return acts and any(t.feats.get("Animacy") == "Anim" for t in people)


def _spoken_of(scene: Scene, setting: Setting, clause: Clause) -> Iterator[Owner]:
    """Who serves where the sentence names nobody: what the text spoke of last."""
    here = {p.entity.key for p in scene.phrases}
    about = () if setting.passport is None or scene.says else (setting.passport,)
    acting = () if _others_act(scene, clause) else setting.focus
    spoken = (
        ("context.deed", scene.light.deeds),
        ("context.actor", acting),
        ("context.programme", about),
    )
    for how, entities in spoken:
        yield from (Owner(e, how, ("clause=context",)) for e in entities if e.key not in here)


def spoken(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """The sentence says for whom: «для», «среди», help for a group, work with it."""
    groups = list(_free_groups(scene))
    yield from attending.counted(scene, setting, groups)
    pointing = sorted((*groups, *pointed(scene, groups, setting.before)), key=lambda g: g.first)
    for group, lead in leads(scene, pointing):
        status = clause_status(scene, group.first, setting)
        said = (
            f"prep={lead.prep}",
            f"help={lead.help_noun}",
            f"verb={lead.help_verb}",
            f"meant={lead.meant}",
            f"case={lead.case}",
            f"noun={lead.noun}",
            f"within={lead.within}",
            f"measure={setting.measure}",
            f"verb={scene.says}",
        )
        if lead.name == "near" or (group.group is SocialGroup.MEDICS and lead.noun in _DOCTORS):
            continue
        owners = _chosen(scene, lead, list(_owners(scene, setting, lead.anchor)))
        first = max((_standing(o) for o, _ in owners), default=0)
        for owner, stands in owners:
            if not _may(lead, owner) or _made_up(scene, owner, group):
                continue
            rule = "target.attend" if _attends(lead, owner) else f"target.{lead.name}"
            marks = (
                f"how={owner.how}",
                f"how={rule}.{owner.how}",
                *said,
                *owner.marks,
                _plain(lead, owner),
                f"stands={stands}",
                f"between={_parted(scene, owner.phrase, lead.anchor)}",
                f"first={_standing(owner) == first}.{first}",
                f"alone={len(owners) == 1}",
            )
            yield serve(scene, owner.entity, group, status, rule, marks)


def _parted(scene: Scene, phrase: Phrase | None, anchor: int) -> str:
    """The strongest sign that stands between one who may serve and a group word: another sentence's matter, as a rule."""
    if phrase is None:
        return "nothing"
    first, last = (phrase.last, anchor) if phrase.last <= anchor else (anchor, phrase.first)
    signs = {scene.tokens[i].text for i in range(first, last) if i not in scene.inside}
    return next((sign for sign in (";", ":", "(", "–", "-", ",") if sign in signs), "no")


def _standing(owner: Owner) -> int:
    """How plainly a sentence puts one who may serve beside a group word: 3 right before it, 0 somewhere."""
    if owner.how.startswith("of."):
        return 3
    same = "clause=same" in owner.marks
    return 2 if same and owner.how in {"agent", "theme"} else 1 if same else 0


def _may(lead: Lead, owner: Owner) -> bool:
    """Who goes somewhere is served by where he goes; to whom something is given, by who gives it in the same clause."""
    if lead.name == "learn":
        there = "clause=same" in owner.marks and owner.how in {"prep.в", "prep.на"}
        return there and owner.entity.type in _TAUGHT | DEEDS
    if lead.name in _HELPS and owner.how == "prep.к":
        return False  # «Ко Дню Победы союз поздравил ветеранов»
    if lead.name == "give":
        return "clause=same" in owner.marks and owner.how in {"agent", "theme"}
    return True


def _made_up(scene: Scene, owner: Owner, group: GroupWord) -> bool:
    """«бригада «Забота»: шесть женщин», «клуб (руководитель – пенсионер)»: who it is made of is not whom it serves."""
    phrase = owner.phrase
    if phrase is None or phrase.last > group.first or phrase.entity.type in DEEDS:
        return False
    behind = scene.tokens[phrase.last].text if phrase.last < len(scene.tokens) else ""
    tail = (scene.tokens[i] for i in range(phrase.last, group.first) if i not in scene.inside)
    counted = scene.tokens[group.first].case == "Nom" or any(t.pos == "NUM" for t in tail)
    return behind in {":", "("} and counted and not any(is_finite(t) for t in tail)


def _plain(lead: Lead, owner: Owner) -> str:
    """Whether the words say it outright: a deed that is «для …», a body that helps."""
    if owner.entity.type in DEEDS:
        outright = lead.name in {"for", "meant", "goal"} and owner.how.startswith(("of.", "theme", "agent"))
    else:
        outright = lead.name in {"help", "serve"} and owner.how == "agent"
    return f"outright={outright}"


def _attends(lead: Lead, owner: Owner) -> bool:
    """«в акции участвовала молодёжь»: the group is who came to the event."""
    phrase = owner.phrase
    return (
        phrase is not None
        and lead.audience
        and lead.case != "Dat"
        and not lead.prep
        and phrase.entity.type in DEEDS
        and phrase.preps in {"в", "на"}
    )
