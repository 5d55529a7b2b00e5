"""All signs of a mention in the number's own sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import WORKS, Placed, Scene, governs
from kg.extract.figures.signs import clause, extent, joining, money, order, phrase, setting
from kg.extract.figures.signs.counted import counted_name, counted_signs, genitive_name
from kg.model import ACTORS, EntityType, Mention

SIGNS: dict[str, Callable[[Scene, Quantity, Mention], bool]] = {
    "counted": phrase.counted,
    "holds-counted": phrase.holds_counted,
    "of-counted": phrase.of_counted,
    "of-measure": phrase.of_measure,
    "bracket": phrase.bracket,
    "bracket-with": phrase.bracket_with,
    "bracket-project": phrase.bracket_project,
    "addressed": phrase.addressed,
    "received": phrase.received,
    "dash": phrase.dash,
    "named-aside": phrase.named_aside,
    "measured": phrase.measured,
    "participle": phrase.participle,
    "where": phrase.where,
    "gapped": phrase.gapped,
    "people-of": phrase.people_of,
    "clause": clause.governing,
    "subject": clause.subject,
    "second": clause.second,
    "other-subject": clause.other_subject,
    "agent": clause.agent,
    "agent-above": clause.agent_above,
    "dative": clause.dative,
    "shared": clause.shared,
    "aside": clause.aside,
    "speaker": clause.speaker,
    "possessed": phrase.possessed,
    "attended": setting.attended,
    "role-of": setting.role_of,
    "within": setting.within,
    "in-course": setting.in_course,
    "signed-with": clause.signed_with,
    "ranks": setting.ranks,
    "ranked": setting.ranked,
    "holds": setting.holds,
    "repeated": setting.repeated,
    "item": setting.item,
    "giver": setting.giver,
    "source": setting.source,
    "classed": setting.classed,
    "surveyed": setting.surveyed,
    "counted-in": setting.counted_in,
    "nested": order.nested,
    "nearest-before": order.nearest_before,
    "first": order.first,
    "before": order.before,
    "late": order.late,
    "which": order.out_of,
    "coordinated": order.coordinated,
    "row-first": order.row_first,
    "pronoun": order.pronoun,
    "attended-of": order.attended_of,
    "visited": order.visited,
    "whose": order.whose,
    "in-it": order.in_it,
    "relative": order.relative,
    "whole": order.whole,
    "purpose": money.purpose,
    "purpose-built": money.purpose,
    "purpose-far": money.purpose_far,
    "purpose-pronoun": order.purpose_pronoun,
    "purpose-aside": money.purpose_aside,
    "with-project": money.with_project,
    "dashed-after": money.dashed_after,
    "gives": money.gives,
    "given-by": money.given_by,
    "receives": money.receives,
    "won": money.won,
    "joined": joining.joined,
    "joined-which": joining.joined_which,
    "joined-participle": joining.joined_participle,
    "of-extent": extent.of_extent,
    "in-extent": extent.in_extent,
}
"""Each sign of a mention, by name."""

_ONLY: dict[str, frozenset[EntityType]] = {
    "shared": ACTORS,
    "coordinated": WORKS | ACTORS,
    "row-first": WORKS | ACTORS,
    "given-by": ACTORS | {EntityType.POST},
    "repeated": WORKS,
    "item": WORKS,
    "attended": WORKS,
    "role-of": WORKS,
    "attended-of": WORKS,
    "purpose": WORKS,
    "purpose-aside": WORKS,
    "purpose-far": WORKS,
    "purpose-built": frozenset({EntityType.INSTITUTION}),
    "purpose-pronoun": WORKS,
    "speaker": frozenset(EntityType) - {EntityType.MEDIA},
    "won": WORKS,
    "with-project": frozenset({EntityType.PROJECT}),
    "bracket-project": frozenset({EntityType.PROJECT}),
    "bracket-with": ACTORS,
    "where": ACTORS | WORKS,
    "gapped": ACTORS,
    "people-of": ACTORS,
    "joined": ACTORS,
    "joined-which": ACTORS,
    "joined-participle": ACTORS,
    "in-extent": ACTORS | {EntityType.PROJECT, EntityType.PROGRAM},
}
"""Signs that say something of entities of these classes only."""
_BARE = {"subject": "subject-bare", "agent": "agent-bare"}
"""«пятеро делегированы палатой, двое – ассоциацией»: who acts on some of those that were told of before."""
_ANY = frozenset(EntityType)
_OF_SUMS = frozenset({
    "purpose", "purpose-aside", "purpose-built", "purpose-far", "purpose-pronoun", "with-project", "dashed-after",
    "bracket-project", "gives", "given-by", "receives", "won", "item", "giver",
})  # fmt: skip
"""Signs of sums of money alone."""


_NEEDS: dict[str, tuple[str, ...]] = {
    "counted": ("noun",),
    "holds-counted": ("noun",),
    "of-counted": ("noun", "Gen"),
    "of-measure": ("before", "Gen"),
    "bracket": ("bracketed", "before"),
    "bracket-with": ("bracketed", "before"),
    "bracket-project": ("bracketed",),
    "received": ("noun",),
    "dash": ("before",),
    "row-first": ("before",),
    "given-by": ("Ins",),
    "in-course": ("before",),
    "measured": ("before",),
    "participle": ("before",),
    "subject": ("nominative",),
    "second": ("nominative",),
    "other-subject": ("nominative",),
    "agent": ("Ins",),
    "agent-above": ("genitive",),
    "dative": ("Dat",),
    "speaker": ("Nom",),
    "possessed": ("relatives",),
    "attended": ("attending",),
    "role-of": ("before",),
    "ranked": ("after",),
    "holds": ("nominative", "before"),
    "repeated": ("before",),
    "classed": ("after",),
    "counted-in": ("nominative", "noun", "before"),
    "nearest-before": ("before",),
    "before": ("before",),
    "late": ("after",),
    "where": ("before",),
    "gapped": ("before",),
    "people-of": ("genitive",),
    "which": ("before",),
    "pronoun": ("pronouns", "before"),
    "whose": ("pronouns", "before"),
    "in-it": ("pronouns", "before"),
    "attended-of": ("pronouns", "before"),
    "visited": ("pronouns", "before", "attending"),
    "relative": ("relatives",),
    "whole": ("noun", "before"),
    "purpose-pronoun": ("pronouns",),
    "with-project": ("before", "Ins"),
    "gives": ("nominative",),
    "won": ("before",),
    "joined-which": ("relatives", "before"),
    "joined-participle": ("before",),
    "of-extent": ("before", "genitive"),
    "in-extent": ("before",),
}
"""What must hold that a sign is worth asking for: a fact (see :func:`_facts`), or the case of the mention's head.

It may be too little, never too much: the sign itself decides.
"""


def _facts(scene: Scene, quantity: Quantity, mention: Mention) -> Iterator[str]:
    """What many signs rest on, found once: how number and mention stand, and what their sentence holds."""
    case = scene.sentence.tokens[mention.head].case
    yield case
    if case in {"Gen", ""}:
        yield "genitive"
    if mention.last <= quantity.first:
        yield "before"
    if mention.first >= quantity.last:
        yield "after"
    if quantity.noun is not None:
        yield "noun"
    if quantity.first in scene.bracketed:
        yield "bracketed"
    if scene.relatives:
        yield "relatives"
    if scene.pronouns:
        yield "pronouns"
    if scene.attending:
        yield "attending"
    if clause.nominative(scene, quantity, mention):
        yield "nominative"


@cache
def _signs_of(
    kind: EntityType, facts: tuple[str, ...], *, paid: bool
) -> tuple[tuple[str, Callable[[Scene, Quantity, Mention], bool]], ...]:
    asked = ((name, sign) for name, sign in SIGNS.items() if paid or name not in _OF_SUMS)
    fit = ((name, sign) for name, sign in asked if kind in _ONLY.get(name, _ANY))
    return tuple((name, sign) for name, sign in fit if set(_NEEDS.get(name, ())).issubset(facts))


def _refined(name: str, scene: Scene, quantity: Quantity, placed: Placed) -> str:
    """What a sign is called for an entity of this class; empty where it says nothing of it."""
    mention, entity = placed
    if name in {"counted", "holds-counted"}:
        return counted_name(name, scene, quantity, mention, entity)
    if name == "of-counted":
        return genitive_name(name, scene, quantity)
    if name == "dash" and mention.last == quantity.first - 1:  # «показал 42 сюжета, радио «Волна» – 18»
        return "dash-close"
    if quantity.bare and quantity.number.scale == 1 and name in _BARE:
        return _BARE[name]
    return name + _more(name, scene, quantity, placed)


def _more(name: str, scene: Scene, quantity: Quantity, placed: Placed) -> str:
    """The second half of a sign's name."""
    mention, entity = placed
    if name == "attended" and not entity.collective:
        return "-named"
    if name == "bracket" and quantity.unit == "RUB" and money.given_in(scene, mention, entity):
        return "-given"
    if name in {"gives", "given-by"}:
        return money.manner(scene, quantity, mention)
    if name == "coordinated" and entity.type in ACTORS:
        return "-actor"
    if name in {"subject", "agent"} and entity.type is EntityType.DOCUMENT:
        return "-document"
    return ""


def placed_signs(
    scene: Scene, quantity: Quantity, placed: Placed, past: tuple[str | None, int]
) -> Iterator[str]:
    """Signs of one mention in the number's own sentence."""
    mention, entity = placed
    facts = tuple(_facts(scene, quantity, mention))
    for name, sign in _signs_of(entity.type, facts, paid=quantity.unit == "RUB"):
        if sign(scene, quantity, mention):
            refined = _refined(name, scene, quantity, placed)
            if refined:
                yield refined
            if name == "counted":
                yield from counted_signs(scene, quantity, entity)
    yield from order.adjoined(scene, quantity, mention)
    side = "before" if mention.last <= quantity.first else "after"
    yield f"{side}-{order.between(scene, quantity, mention)}"
    yield from _tree_signs(scene, quantity, mention)
    if quantity.unit == "RUB" and entity.type not in WORKS and _paid_else(scene, quantity):
        yield "paid-else"
    preposition = governs(mention, scene.sentence)
    if preposition in words("prepositions"):
        yield f"prep-{preposition}"
    elif clause.companion(scene, mention):
        yield "prep-с"
    if mention.head != quantity.noun and scene.transparent and mention in scene.transparent:
        yield "transparent"
    about, stop = past
    if about is not None and about != entity.key and stop <= mention.first and mention.last <= quantity.first:
        yield "new"
        past_prepositions = {governs(m, scene.sentence) for m, e in scene.mentions if e.key == about}
        if preposition and preposition in past_prepositions:  # «на сайте – 12, на телеканале – 14»
            yield "parallel"


def _paid_else(scene: Scene, quantity: Quantity) -> bool:
    """Whether it is said what a sum is for: then it is not about who receives it."""
    return any(e.type in WORKS and money.paid(scene, quantity, m) for m, e in scene.outer)


def _tree_signs(scene: Scene, quantity: Quantity, mention: Mention) -> Iterator[str]:
    """How the mention hangs on the verb that the number hangs on."""
    tokens = scene.sentence.tokens
    at = quantity.noun if quantity.noun is not None else quantity.first
    path: list[int] = []
    while at >= 0 and len(path) < 6:
        path.append(at)
        at = tokens[at].head
    if mention.head in path[1:]:
        yield "tree-above"
    verb = next((i for i in path if tokens[i].pos == "VERB"), None)
    if verb is not None and tokens[mention.head].head == verb and mention.head not in path:
        yield f"tree-{tokens[mention.head].rel}"
