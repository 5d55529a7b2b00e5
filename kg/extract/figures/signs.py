"""Signs that a figure is about an entity: small named facts, weighed in ``weights.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Placed, Scene, governs, phrase_top
from kg.model import ACTORS, CITY, EntityType, Mention

_IN_CITY = re.compile(
    r"\b(?:в|по) (?:наш\w+ )?(?:город|район|округ|поселк|муниципалитет|муниципальн\w+ (?:образован|район))\w*|на территории|в городском округе"
)
_WHICH = re.compile(r"котор|из них|из (?:этого )?числа|среди них|в том числе|их числа")

Sign = Callable[[Scene, Quantity, Mention], bool]


def _tokens(scene: Scene, first: int, last: int) -> list[str]:
    return [token.text for token in scene.sentence.tokens[first:last]]


def _counted(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    return quantity.noun is not None and mention.head == quantity.noun


def _holds_counted(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    noun = quantity.noun
    return noun is not None and mention.head != noun and mention.first <= noun < mention.last


def _of_counted(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«4 заседания городского Совета»: the genitive after what is counted."""
    noun = quantity.noun
    if noun is None or mention.first <= noun:
        return False
    tokens = scene.sentence.tokens
    between = tokens[noun + 1 : mention.first]
    near = all(token.case == "Gen" and token.pos in {"NOUN", "ADJ"} for token in between)
    return near and len(between) <= 3 and tokens[mention.head].case == "Gen"


def _of_measure(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«численность дружины до 60 человек»: the genitive right before the number or its verb."""
    tokens = scene.sentence.tokens
    if mention.last > quantity.first or tokens[mention.head].case != "Gen":
        return False
    between = tokens[mention.last : quantity.first]
    return len(between) <= 4 and all(
        token.pos in {"VERB", "ADP", "ADV", "PUNCT", "PART"} for token in between
    )


def _bracket_start(scene: Scene, quantity: Quantity) -> int | None:
    texts = _tokens(scene, 0, quantity.first)
    opened = [i for i, text in enumerate(texts) if text == "("]
    return opened[-1] if opened and ")" not in texts[opened[-1] :] else None


def _bracket(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Совет при главе города (23 члена)»: the head of the phrase before the bracket."""
    start = _bracket_start(scene, quantity)
    if not start or mention.last > start:
        return False
    path = phrase_top(scene.sentence, start - 1)
    heads = [i for i in path if any(m.head == i for m, _ in scene.mentions)]
    if heads:
        return mention.head == heads[-1]
    return mention.last == start


def _dash(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«дружина «Заслон» – 44 человека»: the phrase before the dash."""
    tokens = scene.sentence.tokens
    at = quantity.first - 1
    if at < 1 or tokens[at].text not in {"–", "—", "-", ":"}:
        return False
    return mention.last == at or mention.head in phrase_top(scene.sentence, at - 1)[1:]


def _clause(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    return scene.clauses[mention.head] == scene.clauses[quantity.first]


def _subject(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    token = scene.sentence.tokens[mention.head]
    free = not governs(mention, scene.sentence)
    named = token.case == "Nom" or token.rel.startswith("nsubj")
    return free and named and not _counted(scene, quantity, mention) and _clause(scene, quantity, mention)


def _other_subject(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    token = scene.sentence.tokens[mention.head]
    free = not governs(mention, scene.sentence) and token.case == "Nom"
    return free and not _clause(scene, quantity, mention)


def _agent(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    token = scene.sentence.tokens[mention.head]
    return token.case == "Ins" and not governs(mention, scene.sentence) and _clause(scene, quantity, mention)


def _agent_above(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Активистами организации …»: a genitive whose noun is the agent or the subject."""
    tokens = scene.sentence.tokens
    head = tokens[mention.head].head
    return (
        head >= 0
        and tokens[mention.head].case == "Gen"
        and tokens[head].case in {"Ins", "Nom"}
        and tokens[head].pos == "NOUN"
        and not any(m.head == head for m, _ in scene.mentions)
        and mention.first < quantity.first
        and head != quantity.noun
    )


def _nested(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    return not any(m is mention for m, _ in scene.outer()) and not _of_counted(scene, quantity, mention)


def _nearest_before(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    ends = [m.last for m, _ in scene.outer() if m.last <= quantity.first]
    return bool(ends) and mention.last == max(ends)


def _nearest_after(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    starts = [m.first for m, _ in scene.outer() if m.first >= quantity.first]
    return bool(starts) and mention.first == min(starts)


def _first(scene: Scene, _: Quantity, mention: Mention) -> bool:
    return bool(scene.mentions) and mention.first == scene.mentions[0][0].first


def _before(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    return mention.last <= quantity.first


def _adjacent(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    return mention.last == quantity.first


def _out_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«52 из них», «в которых» after a mention that ends right there."""
    between = scene.line.text[scene.line.starts[mention.head] : quantity.number.start]
    return mention.last <= quantity.first and "котор" in between and len(between) < 120


_PREPOSITIONS = frozenset(
    {"в", "во", "на", "из", "для", "по", "при", "под", "к", "через", "между", "с", "у", "от"}
)

SIGNS: dict[str, Sign] = {
    "counted": _counted,
    "holds-counted": _holds_counted,
    "of-counted": _of_counted,
    "of-measure": _of_measure,
    "bracket": _bracket,
    "dash": _dash,
    "clause": _clause,
    "subject": _subject,
    "other-subject": _other_subject,
    "agent": _agent,
    "agent-above": _agent_above,
    "nested": _nested,
    "nearest-before": _nearest_before,
    "nearest-after": _nearest_after,
    "first": _first,
    "before": _before,
    "adjacent": _adjacent,
    "which": _out_of,
}
"""Each sign of a mention, by name."""

_KIND = {
    EntityType.PLACE: "place", EntityType.PERSON: "person", EntityType.POST: "post", EntityType.DOCUMENT: "document",
    EntityType.EVENT: "event", EntityType.PROJECT: "project", EntityType.PROGRAM: "program",
    EntityType.ADMINISTRATION: "administration", EntityType.MEDIA: "media",
}  # fmt: skip


_TELLING = frozenset(
    {"money-project", "money-program", "money-event", "money-actor", "people-event", "people-actor", "percent-actor", "events-actor",
     "money-city", "percent-city", "people-city", "events-city", "events-event"}
)  # fmt: skip
_PRONOUN = frozenset({"он", "она", "они", "оно", "его", "ее", "их", "ей", "ему", "им", "этот", "такой"})


def _unit_kind(quantity: Quantity) -> str:
    return {"RUB": "money", "People": "people", "Percent": "percent", "Events": "events"}.get(
        quantity.unit, "count"
    )


def placed_signs(scene: Scene, quantity: Quantity, placed: Placed, past_stop: int | None) -> Iterator[str]:
    """Signs of one mention in the number's own sentence."""
    mention, entity = placed
    for name, sign in SIGNS.items():
        if sign(scene, quantity, mention):
            yield name
            if name == "counted" and not entity.collective:
                yield "counted-specific"
    preposition = governs(mention, scene.sentence)
    if preposition in _PREPOSITIONS:
        yield f"prep-{preposition}"
    if past_stop is not None and mention.first >= past_stop and mention.last <= quantity.first:
        yield "new"


def entity_signs(quantity: Quantity, placed: Placed) -> Iterator[str]:
    """Signs of what the entity is."""
    _, entity = placed
    kind = _KIND.get(entity.type, "actor" if entity.type in ACTORS else "other")
    yield f"is-{kind}"
    if (sign := f"{_unit_kind(quantity)}-{kind}") in _TELLING:
        yield sign
    if entity.collective:
        yield "collective"


def back_signs(scene: Scene, quantity: Quantity, distance: int, placed: Placed) -> Iterator[str]:
    """Signs of a mention in a sentence before; ``distance`` counts from 1."""
    mention, _ = placed
    near = "block" if scene.same_block[distance - 1] else "other"
    yield f"back-{distance}-{near}"
    rows = scene.before[distance - 1]
    if mention is rows[0][0]:
        yield "back-first"
    if mention is rows[-1][0]:
        yield "back-last"
    if scene.before_cases[distance - 1].get(mention.head) == "Nom":
        yield "back-subject"
    if not scene.mentions:
        yield "back-alone"
        if any(token.lemma in _PRONOUN for token in scene.sentence.tokens[: quantity.first]):
            yield "back-pronoun"


def city_signs(scene: Scene, quantity: Quantity) -> Iterator[str]:
    """Signs that a figure is about the municipality itself."""
    yield "city"
    if (sign := f"{_unit_kind(quantity)}-city") in _TELLING:
        yield sign
    if _IN_CITY.search(scene.line.text):
        yield "city-named"
    if not scene.mentions:
        yield "city-alone"


def chain_signs(scene: Scene, quantity: Quantity, elliptic: bool, about: str) -> Iterator[str]:
    """Signs that a figure goes on about what the figure before it was about."""
    yield "chain"
    if elliptic:
        yield "chain-elliptic"
    if _WHICH.search(scene.line.text[: quantity.number.stop + 12]):
        yield "chain-which"
    if about == CITY:
        yield "chain-city"
