"""The report's own municipality where a sentence speaks of it without its name: «в городе», «на территории округа»."""

from __future__ import annotations

from kg.extract.relations.clauses import Clause
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import OWN_PLACES, Scene
from kg.model import Entity

_TERRITORY = "территория"
_REACH = 4
_WIDE = ("район", "округ", "поселени", "область", "край", "республика")


def says_here(scene: Scene, clause: Clause, home: Entity) -> bool:
    """Whether a clause places something in the municipality that the report is of.

    Args:
        scene: The sentence.
        clause: The clause.
        home: The municipality.
    """
    own = [i for i in scene.outside(clause) if scene.tokens[i].lemma in OWN_PLACES]
    return any(_stands(scene, i, home) for i in own)


def _stands(scene: Scene, index: int, home: Entity) -> bool:
    token = scene.tokens[index]
    behind = index + 1
    named = behind in scene.inside or (behind < len(scene.tokens) and scene.tokens[behind].case == "Gen")
    if named or token.number == "Plur" or not _fits(token.lemma, home):
        return False
    return any(_opens(scene, at, index) for at in range(max(0, index - _REACH), index))


def _opens(scene: Scene, at: int, index: int) -> bool:
    """«в городе», «в нашем районе», «на территории городского округа»: a preposition and nothing but modifiers behind it."""
    between = scene.tokens[at + 1 : index]
    if word(scene.tokens[at]) in {"в", "во"}:
        return scene.tokens[index].case == "Loc" and all(t.pos in {"ADJ", "DET"} for t in between)
    territory = word(scene.tokens[at]) == "на" and bool(between) and between[0].lemma == _TERRITORY
    return territory and all(t.pos in {"ADJ", "DET"} for t in between[1:])


def _fits(noun: str, home: Entity) -> bool:
    """Whether a municipality is of the kind that a noun names; a name that says no kind may be a town's or an okrug's."""
    label = home.label.lower()
    wide = any(kind in label for kind in _WIDE)
    if noun in {"район", "округ", "поселение", "муниципалитет", "образование"}:
        return noun[:6] in label or (noun != "район" and not wide) or noun in {"муниципалитет", "образование"}
    return not wide
