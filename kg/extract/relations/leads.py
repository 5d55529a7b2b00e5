"""What stands before a word for a social group: its preposition, the nouns it hangs on, the verbs of its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.groups import GroupWord
from kg.extract.relations.lexicon import data, load
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.model import SocialGroup, Token
from kg.structs import struct

FOR = frozenset({"для", "среди", "ради"})
"""Prepositions that say outright for whom."""
_CARE = frozenset(load().markers["care"])
_REACH = 14
_BEFORE_STATES = frozenset({"в", "во", "с", "со", "без", "из", "на", "по", "от", "старше"})
_ABOUT = frozenset({"до", "свыше", "около", "порядка", "с", "от", "под"})
_INCLUDED = frozenset({"в", "том", "числе"})
_BETWEEN = frozenset({"с", "со", "из"})
_RAISING = frozenset({"воспитывать", "иметь", "растить"})
_GAP = 4
_JOINTS = frozenset({",", "и", "или", "также", "/"})
_MODIFIERS = frozenset({"ADJ", "DET", "ADV", "NUM", "CCONJ", "PUNCT", "PRON"})
_PERSONS = frozenset({"член", "лицо", "категория", "группа", "человек", "люди", "представитель", "гражданин"})


@lru_cache(maxsize=8)
def class_words(name: str) -> frozenset[str]:
    """A class of words that say whom somebody serves."""
    return frozenset(data("frames.yaml")["beneficiaries"][name])


@struct(frozen=True, slots=True)
class Lead:
    """How a sentence speaks of a social group.

    Attributes:
        anchor: Index of the noun that it hangs on: its own first word, or that of the people it describes.
        prep: The preposition before it, empty for none.
        help_noun: It hangs on a noun of help («поддержка», «обучение»).
        help_verb: Its clause has a verb of help.
        meant: Its clause says for whom something is meant.
        goal: Its clause says what something is for.
        audience: Its clause speaks of who came.
        case: Its grammatical case.
        at: Index of the preposition; -1 for none.
        noun: The noun of help that it hangs on, empty for none.
        learns: It is who goes to a house («где занимаются дети»).
        given: Something is done for it, in the dative («пенсионерам привезли дрова»).
        within: It only describes the group before it («семьи с детьми»).
    """

    anchor: int
    prep: str
    help_noun: bool
    help_verb: bool
    meant: bool
    goal: bool
    audience: bool
    case: str
    at: int = -1
    noun: str = ""
    learns: bool = False
    given: bool = False
    within: bool = False

    @property
    def name(self) -> str:
        """The reading, for the rule's name: the plainest of those that fit."""
        readings = (
            ("meant", self.meant),
            ("for", self.prep in FOR),
            ("goal", self.goal),
            ("help", self.help_noun),
            ("serve", self.help_verb),
            ("audience", self.audience),
            ("learn", self.learns),
            ("give", self.given),
        )
        return next((name for name, fits in readings if fits), "near")


def leads(scene: Scene, groups: Sequence[GroupWord]) -> Iterator[tuple[GroupWord, Lead]]:
    """Each group word of a sentence with its lead; what is listed with the word before shares that word's."""
    last: tuple[GroupWord, Lead] | None = None
    for group in groups:
        lead = _lead(scene, group)
        if last is not None and _raised(scene, group) and _only_raised(scene, last[0], group):
            continue
        if last is not None and (last[0].first == group.first or _goes_on(scene, last[0], group)):
            lead = last[1]
        elif last is not None and _described(scene, last[0], group):
            if _nothing_more(scene, last[0], group):
                continue
            lead = replace(last[1], within=True)
        last = group, lead
        yield last


def _goes_on(scene: Scene, left: GroupWord, right: GroupWord) -> bool:
    """Whether a group word stands in one list with the one before it; a pronoun for a group stands by itself."""
    return scene.tokens[right.first].pos != "PRON" and _listed(scene, left, right)


def _only_raised(scene: Scene, left: GroupWord, right: GroupWord) -> bool:
    """«матери, воспитывающие детей»: who raises children, and nobody else."""
    return _described(scene, left, right) and _nothing_more(scene, left, right)


def _raised(scene: Scene, group: GroupWord) -> bool:
    return group.first > 0 and scene.tokens[group.first - 1].lemma in _RAISING


def _nothing_more(scene: Scene, left: GroupWord, right: GroupWord) -> bool:
    """«семьи с детьми»: families, and nobody else («с детьми-инвалидами» says more)."""
    plain = right.last - right.first == 1 and "-" not in scene.tokens[right.first].text
    parents = left.group is SocialGroup.FAMILIES or (
        _raised(scene, right) and left.group is SocialGroup.WOMEN
    )
    return plain and parents and right.group is SocialGroup.CHILDREN


def _lead(scene: Scene, group: GroupWord) -> Lead:
    anchor = _anchor(scene.tokens, group)
    prep, nouns, at = _leading(scene, anchor)
    if nouns and nouns[0] in class_words("memorial") and prep not in FOR:
        return Lead(anchor, prep, False, False, False, False, False, scene.tokens[group.last - 1].case)
    clause = scene.clauses[anchor]
    clauses = (clause, clause.parent) if clause.kind in {"relative", "participle"} else (clause,)
    window = {scene.tokens[i].lemma for c in clauses if c is not None for i in scene.outside(c)}
    own = {scene.tokens[i].lemma for i in clause.tokens}
    told = bool(window & class_words({"перед": "telling", "в": "visiting"}.get(prep, "help_verbs")))
    helps = [noun for noun in nouns if noun in class_words("help_nouns")]
    return Lead(
        anchor=anchor,
        prep=prep,
        help_noun=bool(helps),
        help_verb=told
        or bool(window & class_words("help_verbs"))
        or _received(scene, anchor, clause)
        or (not prep and not nouns and _admitted(scene, group, window)),
        meant=bool(own & class_words("meant")),
        goal=bool(own & class_words("goal")),
        audience=bool(window & class_words("audience")) or _receives(scene, anchor, window),
        case=scene.tokens[group.last - 1].case,
        at=at,
        noun=helps[0] if helps else "",
        learns=not prep and bool(window & class_words("learning")) and _comes(scene.tokens, anchor),
        given=not prep and _is_given(scene, group, clause),
    )


def _admitted(scene: Scene, group: GroupWord, window: set[str]) -> bool:
    """«приёмная принимает граждан», «санаторий принял 20 ветеранов»: people are the object of receiving."""
    head = scene.tokens[group.last - 1]
    taken = not window.isdisjoint({"принимать", "принять"}) and window.isdisjoint({"участие", "решение"})
    return taken and head.case in {"Acc", "Gen"} and head.number == "Plur"


def _received(scene: Scene, anchor: int, clause: Clause) -> bool:
    """«принято 417 граждан»: counted people are received."""
    words = [scene.tokens[i] for i in scene.outside(clause)]
    if scene.ruling & _CARE and _comes(scene.tokens, anchor):
        return True  # «на попечении прихода 15 стариков»
    verb = any(
        t.lemma in class_words("receiving") and (t.feats.get("Variant") == "Short" or t.lemma.endswith("ся"))
        for t in words
    )
    return verb and _comes(scene.tokens, anchor) and all(t.lemma != "участие" for t in words)


def _receives(scene: Scene, anchor: int, window: set[str]) -> bool:
    """«помощь получили 163 семьи», «обучение прошли 58 женщин»: people are given something, or go through it."""
    if not _comes(scene.tokens, anchor):
        return False
    passed = bool(window & class_words("passing")) and bool(window & class_words("help_nouns"))
    return passed or bool(window & class_words("getting"))


def _comes(tokens: Sequence[Token], anchor: int) -> bool:
    """Whether a group may be who acts: in the nominative, or counted («учатся 18 детей»)."""
    before = tokens[max(0, anchor - 2) : anchor]
    return tokens[anchor].case == "Nom" or any(t.pos == "NUM" or t.text.isdigit() for t in before)


def _is_given(scene: Scene, group: GroupWord, clause: Clause) -> bool:
    """Whether a clause does something for a group in the dative, by a verb that does not only speak to it."""
    head = scene.tokens[group.last - 1]
    if (head.case != "Dat" and word(head) != "им") or group.state:
        return False
    verbs = [scene.tokens[i] for i in scene.outside(clause) if is_finite(scene.tokens[i])]
    return bool(verbs) and not any(t.lemma in class_words("addressing") for t in verbs)


def _described(scene: Scene, left: GroupWord, right: GroupWord) -> bool:
    """«семьи с детьми», «дети из малообеспеченных семей»: the second group says of what kind the first is."""
    between = scene.tokens[left.last : right.first]
    if between and between[0].text == "," and any(t.lemma in _RAISING for t in between[1:2]):
        between = between[1:]  # «матери, воспитывающие детей»
    return (
        0 < len(between) <= _GAP
        and (word(between[0]) in _BETWEEN or between[0].lemma in _RAISING)
        and all(t.pos in {"ADJ", "DET"} for t in between[1:])
        and not any(i in scene.inside for i in range(left.last, right.first))
    )


def _anchor(tokens: Sequence[Token], group: GroupWord) -> int:
    """«людей, оказавшихся в трудной жизненной ситуации»: a state hangs on the people who are in it."""
    if not group.state:
        return group.first
    index = group.first - 1
    while index > 0 and tokens[index].pos in {"ADJ", "DET"}:
        index -= 1
    if index < 1 or word(tokens[index]) not in _BEFORE_STATES:
        return group.first
    start = index = index - 1
    while index > 0 and start - index < 5 and tokens[index].pos in {"VERB", "ADV", "PUNCT", "ADJ"}:
        index -= 1
    return index if tokens[index].pos in {"NOUN", "ADJ"} else group.first


def _leading(scene: Scene, anchor: int) -> tuple[str, list[str], int]:
    """The preposition before a group word, empty for none, the nouns between, the nearest first, and its place."""
    nouns: list[str] = []
    for index in range(anchor - 1, max(-1, anchor - _REACH), -1):
        token = scene.tokens[index]
        if token.pos == "ADP" and not _counts(scene.tokens, index):
            left = scene.tokens[index - 1].lemma if index else ""
            helped = left in class_words("help_nouns")
            if not (nouns and helped):
                return word(token), [left] if helped else nouns, index
        elif token.pos in {"NOUN", "PROPN"}:
            if index in scene.inside:
                return _shared(scene, index, anchor, nouns)
            nouns.append(token.lemma)
        elif _stops(scene.tokens, index):
            break
    return "", nouns, -1


def _shared(scene: Scene, index: int, anchor: int, nouns: list[str]) -> tuple[str, list[str], int]:
    """What a group behind a name hangs on.

    It shares the preposition («семинар для руководителей ТОС и активистов»), or the noun before the name, whose object it is
    («выплата стипендии «Колос» студентам»).
    """
    between = scene.tokens[index + 1 : anchor]
    plain = all(t.pos in _MODIFIERS for t in between)
    joined = plain and any(word(t) in _JOINTS for t in between)
    names = (p for p in scene.phrases if p.first <= index < p.last and not p.proxy)
    at = next((p.first - 1 for p in names), -1)
    if plain and not joined and at >= 0 and scene.tokens[anchor].case == "Dat":
        return "", [*nouns, scene.tokens[at].lemma], -1
    while at > 0 and scene.tokens[at].pos in {"NOUN", "ADJ"} and at not in scene.inside:
        at -= 1  # «для руководителей ТОС и активистов»
    if joined and at >= 0 and word(scene.tokens[at]) in FOR:
        return word(scene.tokens[at]), nouns, at
    return "", nouns, -1


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """«свыше 300 школьников»: a preposition of a number governs no people."""
    number = tokens[index + 1]
    return word(tokens[index]) in _ABOUT and (number.pos == "NUM" or number.text.isdigit())


def _stops(tokens: Sequence[Token], index: int) -> bool:
    """Where a search to the left ends; a colon behind a noun opens a list of what the noun counts."""
    token = tokens[index]
    if token.text == ":":
        return not index or tokens[index - 1].pos != "NOUN"
    verb = token.pos in {"VERB", "AUX"} and token.feats.get("VerbForm") != "Part"
    return verb or token.text in {";", "("}


def _listed(scene: Scene, left: GroupWord, right: GroupWord) -> bool:
    """Whether one group word is coordinated with the one before it, or describes it."""
    between = range(left.last, right.first)
    tokens = [scene.tokens[i] for i in between]
    if any(i in scene.inside for i in between) or len(tokens) > 8:
        return False
    if not tokens:
        return True
    joined = any(word(t) in _JOINTS for t in tokens) or right.state
    return joined and all(_links(t, right) for t in tokens)


def _links(token: Token, right: GroupWord) -> bool:
    if token.pos in _MODIFIERS:
        return token.text not in {";", ":"}
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    if word(token) in _INCLUDED:
        return True
    if token.pos == "ADP":
        return right.state and word(token) in _BEFORE_STATES
    return token.pos == "NOUN" and (token.case == "Gen" or token.lemma in _PERSONS)
