"""Signs from the order of mentions and numbers."""

from __future__ import annotations

from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene
from kg.extract.figures.signs.clause import agent, agent_above, subject
from kg.extract.figures.signs.phrase import of_counted
from kg.extract.figures.signs.setting import attended
from kg.model import Mention


def nested(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Inside a longer mention."""
    return not any(m is mention for m, _ in scene.outer) and not of_counted(scene, quantity, mention)


def nearest_before(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """The last mention before the number."""
    ends = [m.last for m, _ in scene.outer if m.last <= quantity.first]
    return bool(ends) and mention.last == max(ends)


def first(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """The first mention of the sentence."""
    return bool(scene.mentions) and mention.first == scene.mentions[0][0].first


def before(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    """Before the number."""
    return mention.last <= quantity.first


def late(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """After the number, and neither counted nor acting."""
    if mention.first < quantity.last or of_counted(scene, quantity, mention):
        return False
    acting = (subject, agent, agent_above, attended)
    return not any(sign(scene, quantity, mention) for sign in acting)


def out_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«52 из них», «в которых» after a mention that ends right there."""
    between = scene.line.text[scene.line.starts[mention.head] : quantity.number.start]
    return mention.last <= quantity.first and "котор" in between and len(between) < 120
