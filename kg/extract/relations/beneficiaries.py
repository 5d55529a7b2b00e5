"""For whom: which programme, project, event or actor a social group is said to be served by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.government import QUOTES, head_of
from kg.extract.relations.groups import GroupWord, groups_in
from kg.extract.relations.lexicon import data
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, Status

_FOR = frozenset(
    {"для", "среди", "с", "со", "между", "над", "к", "на", "перед", "по", "за", "о", "от", "из", "в", "у"}
)
_SAID = frozenset({"для", "среди", "с", "со", "перед", "между", "к"})
_REACH = 14


@lru_cache(maxsize=8)
def _class_words(name: str) -> frozenset[str]:
    return frozenset(data("frames.yaml")["beneficiaries"][name])


@dataclass(frozen=True)
class Lead:
    """What stands before a group word: its preposition, the nouns it hangs on, the verb classes of its clause."""

    prep: str
    help_noun: bool
    help_verb: bool
    meant: bool
    audience: bool
    case: str

    @property
    def name(self) -> str:
        """The reading, for the rule's name."""
        if self.meant:
            return "meant"
        if self.prep in {"для", "среди"}:
            return "for"
        if self.help_noun:
            return "help"
        if self.help_verb:
            return "serve"
        return "audience" if self.audience else "near"


def _leading(scene: Scene, group: GroupWord) -> tuple[str, list[str]]:
    """The preposition before a group word, empty for none, and the nouns between, the nearest first."""
    nouns: list[str] = []
    for index in range(group.first - 1, max(-1, group.first - _REACH), -1):
        token = scene.tokens[index]
        if token.pos == "ADP":
            left = scene.tokens[index - 1].lemma if index else ""
            if not nouns or left not in _class_words("help_nouns"):
                return word(token), nouns
        elif token.pos in {"NOUN", "PROPN"}:
            if index in scene.inside:
                break
            nouns.append(token.lemma)
        elif (token.pos in {"VERB", "AUX"} and token.feats.get("VerbForm") != "Part") or token.text in {
            ";",
            ":",
            "(",
        }:
            break
    return "", nouns


def _lead(scene: Scene, group: GroupWord) -> Lead:
    prep, nouns = _leading(scene, group)
    clause = scene.clauses[group.first]
    clauses = (clause, clause.parent) if clause.kind in {"relative", "participle"} else (clause,)
    window = {
        t.lemma for i, t in enumerate(scene.tokens) if scene.clauses[i] in clauses and i not in scene.inside
    }
    return Lead(
        prep=prep,
        help_noun=bool(set(nouns) & _class_words("help_nouns")),
        help_verb=bool(window & _class_words("help_verbs")),
        meant=bool(
            {t.lemma for i, t in enumerate(scene.tokens) if scene.clauses[i] is clause}
            & _class_words("meant")
        ),
        audience=bool(window & _class_words("audience")),
        case=scene.tokens[group.last - 1].case,
    )


def _kind(entity: Entity) -> str:
    if entity.type in ACTORS:
        return (
            "authority"
            if entity.type in {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}
            else "actor"
        )
    return entity.type.value.lower()


def _make(  # noqa: PLR0917
    scene: Scene, entity: Entity, group: GroupWord, status: Status, rule: str, marks: tuple[str, ...]
) -> Candidate:
    kind = _kind(entity)
    wide = "wide" if group.group.value in {"residents", "workers", "families"} else "narrow"
    found = (
        f"frame={rule}",
        f"kind={kind}",
        f"{rule}={kind}",
        f"group={group.group.value}",
        f"{rule}:{wide}",
        *(f"{rule}:{m}" for m in marks),
        *(f"{kind}:{m}" for m in marks),
    )
    return Candidate(
        entity.key, Relation.TARGETS, group.group.value, status, rule, scene.index, group.first, found
    )


# --- in names


def named(scene: Scene) -> Iterator[Candidate]:
    """The words of a name say for whom («форум для молодых семей», «детский фестиваль»)."""
    for mention, entity in scene.mentions:
        if entity.type not in DEEDS | {EntityType.POST, EntityType.COUNCIL}:
            continue
        for group in groups_in(scene.tokens, mention.first, mention.last):
            yield from _in_name(scene, mention, entity, group)


def _in_name(scene: Scene, mention: Mention, entity: Entity, group: GroupWord) -> Iterator[Candidate]:
    tokens = scene.tokens
    nested = any(
        m != mention and mention.first <= m.first <= group.first < m.last <= mention.last
        for m, _ in scene.mentions
    )
    prepared = any(word(t) in _SAID for t in tokens[max(mention.first, group.first - 3) : group.first])
    quoted = any(t.text in QUOTES for t in tokens[mention.first : group.first])
    genitive = not quoted and tokens[group.last - 1].case == "Gen" and group.first > mention.first
    if group.adjective and (quoted or nested):
        return
    how = (
        "adjective"
        if group.adjective
        else "prep"
        if prepared
        else "gen"
        if genitive
        else "quoted"
        if quoted
        else "head"
    )
    head = tokens[head_of(tokens, mention)].lemma
    rule = f"target.name.{how}"
    marks = (f"nested={nested}", f"head={head}")
    yield _make(scene, entity, group, Status.REALISED, rule, marks)


# --- in sentences


def _free_groups(scene: Scene) -> Iterator[GroupWord]:
    acting = {i for p in scene.phrases for i in p.chain if p.via}
    index = 0
    while index < len(scene.tokens):
        stop = index
        while stop < len(scene.tokens) and stop not in scene.inside:
            stop += 1
        yield from (
            g for g in groups_in(scene.tokens, index, stop) if g.first not in acting and not g.adjective
        )
        index = max(stop, index + 1)


def _subjectlike(phrase: Phrase) -> str:
    if phrase.preps:
        return f"prep.{phrase.preps.split()[0]}"
    if phrase.opaque:
        return "opaque"
    for case in ("Nom", "Ins", "Gen", "Acc", "Dat"):
        if case in phrase.cases:
            return case
    return "other"


def _owners(scene: Scene, group: GroupWord) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    fit = [
        p
        for p in scene.phrases
        if p.entity.type in DEEDS | ACTORS | {EntityType.POST} and p.proxy not in {"owner", "item"}
    ]
    clause = scene.clauses[group.first]
    near = sorted(fit, key=lambda p: (abs(p.first - group.first), p.first))
    for phrase in fit:
        same = scene.clauses[phrase.first] is clause
        left = phrase.last <= group.first
        gap = group.first - phrase.last if left else phrase.first - group.last
        rank = min([i for i, p in enumerate(near) if p.group == phrase.group] or [9])
        deeds_near = any(p.entity.type in DEEDS for p in near[:2])
        yield (
            phrase,
            (
                f"role={_subjectlike(phrase)}",
                f"clause={'same' if same else 'parent' if scene.clauses[phrase.first] is clause.parent else 'other'}",
                f"rank={min(rank, 3)}",
                f"side={'left' if left else 'right'}{'.next' if gap <= 3 else '.near' if gap <= 10 else '.far'}",
                f"deed={deeds_near}",
            ),
        )


def spoken(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """The sentence says for whom: «для», «среди», help for a group, work with it."""
    for group in _free_groups(scene):
        lead = _lead(scene, group)
        status = clause_status(scene, group.first, setting)
        rule = f"target.{lead.name}"
        said = (
            f"prep={lead.prep}",
            f"help={lead.help_noun}",
            f"verb={lead.help_verb}",
            f"meant={lead.meant}",
            f"case={lead.case}",
        )
        if lead.name == "near":
            continue
        for phrase, marks in _owners(scene, group):
            attends = (
                lead.audience
                and not lead.prep
                and phrase.entity.type in DEEDS
                and phrase.preps in {"в", "на"}
            )
            yield _make(
                scene, phrase.entity, group, status, "target.attend" if attends else rule, (*said, *marks)
            )
